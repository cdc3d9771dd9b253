"""library/spelling.py: the nearest of many ids, found by comparing only a few."""

from __future__ import annotations

import random
from collections.abc import Callable
from string import ascii_lowercase

import pytest

from briefing_files import Files, Write
from press.library import spelling
from press.library.briefing import Briefing
from press.library.spelling import NEIGHBORS, SpellingIndex
from press.problem import find_nearest

SYLLABLES = [first + then for first in "bcdfghklmnprst" for then in ("a", "e", "i", "o", "u", "an", "ing")]


def invent_ids(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    found: set[str] = set()
    while len(found) < count:
        words = ("".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(chance.randint(1, 3)))
        found.add("-".join(words))
    return sorted(found)


def misspell(word: str, chance: random.Random) -> str:
    """A word with one letter left out, added, changed, or swapped with the next."""
    place = chance.randrange(len(word))
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    return chance.choice((head + tail, f"{head}{letter}x{tail}", f"{head}y{tail}", head + tail[:1] + letter + tail[1:]))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_few_words_are_all_compared(seed: int) -> None:
    words, chance = invent_ids(NEIGHBORS, seed), random.Random(seed)
    index = SpellingIndex(words)
    for seen in [*(misspell(word, chance) for word in words), "LANTERN", "", "zzzz", "灯"]:
        assert (index.list_candidates(seen), index.find_nearest(seen)) == (words, find_nearest(seen, words))


@pytest.mark.parametrize("words", [invent_ids(10_000, 1), [f"company-{number:05d}" for number in range(10_000)]])
def test_many_unknown_words_among_very_many(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """600 lookups make at most 240,000 comparisons instead of 6,000,000, and find nearly as much."""
    chance, compared = random.Random(1), []

    def count(seen: str, known: list[str]) -> str | None:
        compared.append(len(known))
        return find_nearest(seen, known)

    monkeypatch.setattr(spelling, "find_nearest", count)
    index = SpellingIndex(words)
    wrong = {misspell(word, chance): word for word in chance.sample(words, 600)}
    found = {seen: index.find_nearest(seen) for seen in wrong}
    assert (len(compared), max(compared) <= 4 * NEIGHBORS) == (len(wrong), True)
    assert [index.find_nearest(seen) for seen in wrong] == list(found.values())
    assert len(compared) == len(wrong), "earlier answers are remembered"
    best = {seen: find_nearest(seen, words) for seen in list(wrong)[::10]}
    assert sum(found[seen] == best[seen] for seen in best) >= 0.9 * len(best)


def test_words_with_an_ending() -> None:
    index = SpellingIndex(["piece/one", "a/two", "b/One", "other/one", "piece/one-more"])
    assert [index.find_ending(ending) for ending in ("/one", "/two", "/three", "")] == [
        "b/One",
        "a/two",
        None,
        "a/two",
    ]


HERALD = "{name: The Herald, summary: A paper., type: outlet}"
FILES = {
    "companies/herald.yml": HERALD,
    "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2023}",
}


def test_what_is_suggested_depends_on_no_other_mistake(problems: Callable[[Files], list[str]]) -> None:
    wrong = [f"{first}{second}herald" for first in ascii_lowercase for second in ascii_lowercase]
    lines = [f"- {{id: {name}, text: It grew., kind: event, subject: {name}}}\n" for name in wrong]
    found = problems({**FILES, "claims/piece.yml": "".join(lines)})
    assert sum("did you mean 'herald' (briefings/companies/herald.yml)?" in problem for problem in found) == len(wrong)


def test_a_suggestion_follows_what_is_known(briefing: Write) -> None:
    claim = "- {id: one, text: It grew., kind: event, about: [heraldo]}\n"
    known = Briefing(briefing({**FILES, "claims/piece.yml": claim}))
    assert [problem.cure for problem in known.refresh()] == ["did you mean 'herald' (briefings/companies/herald.yml)?"]
    briefing({"companies/heraldos.yml": HERALD.replace("The", "Los")})
    assert [problem.cure for problem in known.refresh()] == [
        "did you mean 'heraldos' (briefings/companies/heraldos.yml)?"
    ]
