"""Questions for a search, made from the index of a site by a seed, each with its right answers.

One set is for tuning. The other has another seed and other slips of the keyboard, and is only measured.
"""

from __future__ import annotations

import calendar
import json
import random
import re
import string
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from press.problem import fold_text

Item = dict[str, Any]
"""A name, a fact, a page or a headline, as the index has it."""

COUNTS = {
    "name": 30,
    "other name": 20,
    "part of a name": 20,
    "beginning of a name": 20,
    "misspelled name": 40,
    "words of a fact": 25,
    "another form of a word": 20,
    "date": 20,
    "page of the site": 20,
    "words of a headline": 15,
    "Chinese name": 15,
    "half of a Chinese name": 10,
    "one character wrong": 10,
    "name without spaces": 10,
    "nonsense": 25,
}
"""Kind of question -> how many of it are in a set of 300."""
NEIGHBORS = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place, letter in enumerate(row)
}
"""Letter -> the letters beside it on the keyboard."""
MONTHS = tuple(calendar.month_name)[1:]
_DAY = re.compile(rf"\b(\d{{1,2}})\s({'|'.join(MONTHS)})\s(\d{{4}})\b")
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_LONG = 8
"""In words of this many letters, there can be two slips."""
_TRIES = 60


@dataclass(frozen=True)
class Question:
    kind: str
    words: str
    right: tuple[str, ...]
    """The addresses of the right answers; none for nonsense."""


Slip = Callable[[random.Random, str, int], str]
"""Makes a mistake at a place in a word."""


def swap_letters(_: random.Random, word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def drop_letter(_: random.Random, word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def hit_neighbor(rng: random.Random, word: str, at: int) -> str:
    return word[:at] + rng.choice(NEIGHBORS.get(word[at].lower(), string.ascii_lowercase)) + word[at + 1 :]


def double_letter(_: random.Random, word: str, at: int) -> str:
    return word[: at + 1] + word[at] + word[at + 1 :]


SETS: dict[str, tuple[int, tuple[Slip, ...]]] = {
    "for tuning": (2023, (swap_letters, drop_letter)),
    "unseen": (86, (hit_neighbor, double_letter)),
}
"""Set -> its seed and its slips."""


class Corpus:
    """What the index of a site has, and who owns which words."""

    def __init__(self, site: Path) -> None:
        def read(name: str) -> list[Item]:
            items: list[Item] = json.loads((site / "search" / name).read_text(encoding="utf-8"))["items"]
            return items

        pages = read("pages.json")
        self.names = read("names.json")
        self.facts = [item for item in read("text.json") if not item.get("o")]
        self.headlines = [item for item in pages if item.get("h")]
        self.pages = [item for item in pages if not item.get("h") and "#" not in item["u"]]
        self.owners: dict[str, set[str]] = defaultdict(set)
        """Folded name -> the entries that have it."""
        for item in self.names:
            for name in all_names(item):
                self.owners[fold_text(name)].add(item["u"])
        self.parts: dict[str, set[str]] = defaultdict(set)
        """Folded word of a name -> the entries with it in a name."""
        for name, owners in self.owners.items():
            for word in name.split():
                self.parts[word] |= owners
        self.words = [set(fold_text(item["t"]).split()) for item in self.facts]
        self.frequency = Counter(word for words in self.words for word in words)

    def right_facts(self, words: Iterable[str]) -> tuple[str, ...]:
        """The facts with all of some folded words."""
        wanted = set(words)
        return tuple(item["u"] for item, has in zip(self.facts, self.words, strict=True) if wanted <= has)


def all_names(item: Item) -> list[str]:
    return [name for name in (item["n"], item.get("z"), *item.get("a", []), *item.get("m", [])) if name]


def make_questions(corpus: Corpus, name: str) -> list[Question]:
    """The questions of a set; kinds of which the site has none are left out."""
    seed, slips = SETS[name]
    questions: list[Question] = []
    for kind, count in COUNTS.items():
        rng = random.Random(f"{seed} {kind}")
        make = _MAKERS[kind]
        found: dict[str, Question] = {}
        for _ in range(count * _TRIES):
            if len(found) == count:
                break
            if made := make(rng, corpus, slips):
                words, right = made
                found.setdefault(words, Question(kind, words, tuple(sorted(right))))
        questions += found.values()
    return questions


Made = tuple[str, Iterable[str]] | None
"""(words, right answers); None if the chosen item is not suitable."""


def _name(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    name = rng.choice(corpus.names)["n"]
    return name, corpus.owners[fold_text(name)]


def _other_name(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    others = [name for name in all_names(rng.choice(corpus.names))[1:] if name.isascii()]
    if not others:
        return None
    name = rng.choice(others)
    return name.lower(), corpus.owners[fold_text(name)]


def _part(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    words = [word for word in fold_text(rng.choice(corpus.names)["n"]).split() if len(word) >= 4 and word.isascii()]
    word = rng.choice(words) if len(words) > 1 else ""
    return (word, corpus.parts[word]) if 0 < len(corpus.parts.get(word, ())) <= 3 else None


def _beginning(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    name = fold_text(rng.choice(corpus.names)["n"])
    typed = name[: max(4, len(name) // 2)].strip()
    if not name.isascii() or len(name) < 6:
        return None
    return typed, {owner for other, owners in corpus.owners.items() if other.startswith(typed) for owner in owners}


def _slip(rng: random.Random, name: str, slips: Sequence[Slip]) -> str:
    """A name with a slip in one of its longest words, in one of four long words with two."""
    words = name.split()
    at = max(range(len(words)), key=lambda index: len(words[index]))
    for _ in range(2 if len(words[at]) >= _LONG and rng.random() < 0.25 else 1):
        places = [i for i in range(len(words[at]) - 1) if words[at][i : i + 2].isalpha()]
        words[at] = rng.choice(slips)(rng, words[at], rng.choice(places)) if places else words[at]
    return " ".join(words)


def _misspelled(rng: random.Random, corpus: Corpus, slips: Sequence[Slip]) -> Made:
    name = rng.choice(corpus.names)["n"]
    if not name.isascii() or max(map(len, name.split())) < 5:
        return None
    typed = _slip(rng, name, slips).lower()
    is_other = fold_text(typed) in corpus.owners or all(word in corpus.parts for word in fold_text(typed).split())
    return None if is_other else (typed, corpus.owners[fold_text(name)])


def _rare_words(corpus: Corpus, item: Item, most: int) -> list[str]:
    """The words of a fact that few facts have."""
    words = dict.fromkeys(re.findall("[a-z]+", fold_text(item["t"])))
    return [word for word in words if len(word) >= 5 and 0 < corpus.frequency[word] <= most]


def _words(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    words = _rare_words(corpus, rng.choice(corpus.facts), max(4, len(corpus.facts) // 50))
    if len(words) < 2:
        return None
    chosen = rng.sample(words, 2)
    return " ".join(chosen), corpus.right_facts(chosen)


_FORMS = (("ied", "y"), ("ed", "ing"), ("ies", "y"), ("ations", "ation"), ("ers", "er"))
"""The end of a word -> that of another form of it."""


def _other_form(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    item = rng.choice(corpus.facts)
    words = re.findall(r"\b[a-z]{6,}\b", item["t"])
    pairs = [(word, word.removesuffix(end) + form) for word in words for end, form in _FORMS if word.endswith(end)]
    rare = _rare_words(corpus, item, 3)
    if not pairs or not rare:
        return None
    (word, typed), other = rng.choice(pairs), rng.choice(rare)
    return None if word == other else (f"{typed} {other}", corpus.right_facts([word, other]))


def _date(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    found = _DAY.search(rng.choice(corpus.facts)["w"])
    if not found:
        return None
    day, month, year = found.groups()
    number = MONTHS.index(month) + 1
    forms = (f"{year}-{number:02}-{int(day):02}", f"{month} {day}, {year}", f"{day} {month[:3]} {year}")
    return rng.choice(forms), [item["u"] for item in corpus.facts if found[0] in f"{item['w']} {item['t']}"]


def _page(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    typed = rng.choice(_page_names(rng.choice(corpus.pages)))
    return typed, [item["u"] for item in corpus.pages if typed in _page_names(item)]


def _page_names(item: Item) -> tuple[str, str]:
    """The title of a page, and the end of its address as words."""
    return item["n"].lower(), item["u"].split("/")[-2].replace("-", " ")


def _headline(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    words = fold_text(rng.choice(corpus.headlines)["n"]).split() if corpus.headlines else []
    if len(words) < 4 or not all(word.isascii() for word in words):
        return None
    start = rng.randrange(len(words) - 2)
    typed = " ".join(words[start : start + 3])
    return typed, [item["u"] for item in corpus.headlines if f" {typed} " in f" {fold_text(item['n'])} "]


def _chinese(rng: random.Random, corpus: Corpus) -> str:
    name = rng.choice(corpus.names).get("z", "")
    return name if _HAN.fullmatch(name) else ""


def _chinese_name(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    name = _chinese(rng, corpus)
    return (name, corpus.owners[name]) if name else None


def _half(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    name = _chinese(rng, corpus)
    if len(name) < 3:
        return None
    half = rng.choice((name[:2], name[-2:]))
    owners = {owner for other, found in corpus.owners.items() if half in other for owner in found}
    return (half, owners) if len(owners) <= 3 else None


def _character(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    name, other = _chinese(rng, corpus), _chinese(rng, corpus)
    if not name or not other:
        return None
    at = rng.randrange(len(name))
    typed = name[:at] + rng.choice(other) + name[at + 1 :]
    if any(typed in known for known in corpus.owners):
        return None
    near = [known for known in corpus.owners if len(known) == len(name) and _count_differences(known, typed) == 1]
    return typed, {owner for known in near for owner in corpus.owners[known]}


def _count_differences(a: str, b: str) -> int:
    return sum(left != right for left, right in zip(a, b, strict=True))


def _joined(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    name = rng.choice(corpus.names)["n"]
    is_person = len(name.split()) in (2, 3) and all(word.isalpha() and word.isascii() for word in name.split())
    return (name.replace(" ", "").lower(), corpus.owners[fold_text(name)]) if is_person else None


def _nonsense(rng: random.Random, corpus: Corpus, _: Sequence[Slip]) -> Made:
    words = ["".join(_syllables(rng))[: rng.randint(6, 11)] for _ in range(rng.choice((1, 1, 2)))]
    return None if any(word in corpus.frequency or word in corpus.parts for word in words) else (" ".join(words), ())


def _syllables(rng: random.Random) -> Iterator[str]:
    for _ in range(6):
        yield rng.choice("bcdfghjklmnpqrstvwxz") + rng.choice("aeiouy")


_MAKERS: dict[str, Callable[[random.Random, Corpus, Sequence[Slip]], Made]] = {
    "name": _name,
    "other name": _other_name,
    "part of a name": _part,
    "beginning of a name": _beginning,
    "misspelled name": _misspelled,
    "words of a fact": _words,
    "another form of a word": _other_form,
    "date": _date,
    "page of the site": _page,
    "words of a headline": _headline,
    "Chinese name": _chinese_name,
    "half of a Chinese name": _half,
    "one character wrong": _character,
    "name without spaces": _joined,
    "nonsense": _nonsense,
}


def as_data(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Questions for the engines, which run in Node."""
    return [asdict(question) for question in questions]
