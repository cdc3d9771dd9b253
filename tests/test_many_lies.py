"""Lies made at random from honest claims, of the kinds that rules can catch: a program that tells them gets none into
the briefing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Write
from press.desk.comparison.passages import ReadArticle, read_sentences
from press.desk.drafting import BadAnswer, Details, lay_answer, make_draft, read_answer
from press.desk.drafting.draft import Draft
from press.desk.editing.trial import Documents, Trial
from press.desk.reading.texts import read_plain_text
from press.desk.recognition.lexicon import Lexicon
from press.library.briefing import Briefing
from test_answers import FILES, HONEST, TEXT

LIES_OF_A_SEED = 40
Claim = dict[str, str]
Lie = Callable[[Claim, random.Random], str | Claim | None]
"""Makes a lie of a claim, or a whole answer; None if the claim is not of that kind."""

CLAIMS: list[Claim] = [
    dict(line.strip().removeprefix("- ").split(": ", 1) for line in block.strip().splitlines())
    for block in re.split(r"^(?=- id)", HONEST, flags=re.MULTILINE)
    if block
]
SENTENCES = re.split(r"(?<=[.”]) +|\n\n", TEXT.partition("\n\n")[2].strip().replace("\n", " ").replace("  ", "\n\n"))


def reword(claim: Claim, old: str, new: str) -> Claim | None:
    """A claim with other words, and without the fields that would give them away."""
    text, count = re.subn(old, new, claim["text"])
    kept = {key: value for key, value in claim.items() if key not in ("subject", "property", "value", "when")}
    return {**kept, "text": text} if count else None


def swap_speaker(claim: Claim, chance: random.Random) -> Claim | None:
    return {**claim, "said_by": "ann-bo" if claim["said_by"] == "li-wen" else "gazette"} if "said_by" in claim else None


def copy_words(claim: Claim, chance: random.Random) -> Claim:
    words = SENTENCES[int(claim["at"][1:]) - 1].split()[: chance.randint(9, 14)]
    return {**claim, "text": " ".join(words).strip(",.") + "."}


def mark_up(claim: Claim, chance: random.Random) -> Claim:
    form = chance.choice(["<b>{}</b>", "[{}](https://e.example)", "`{}`", "[[lantern|{}]]", "**{}**"])
    return {**claim, "text": repr(form.format(claim["text"].strip('"')))}


def move(claim: Claim, chance: random.Random) -> Claim:
    return {**claim, "at": f"s{(int(claim['at'][1:]) + chance.randint(0, 3)) % 5 + 1}"}


TRICKS = (
    "- &a {id: x}\n- *a\n",
    "- !!python/name:os.system {}\n",
    "- <<: {id: x}\n",
    "- {id: x, id: y}\n",
    "[" * 3_000,
)
MONTHS = ("June 2019", "August 2020", "december 2021", "une 2019")
KINDS: dict[str, Lie] = {
    "number": lambda claim, chance: reword(claim, r"\b(1|12)\b(?= billion| percent)", str(chance.randint(20, 99))),
    "unit": lambda claim, chance: reword(claim, r"US\$1 billion", chance.choice(["€1 billion", "1 billion yuan"])),
    "date": lambda claim, chance: reword(claim, "March 2023|2025|2030", chance.choice(MONTHS)),
    "year": lambda claim, chance: reword(claim, "2023|2025|2030", str(chance.randint(2001, 2015))),
    "when": lambda claim, chance: {**claim, "when": str(chance.randint(2001, 2020))},
    "speaker": swap_speaker,
    "name": lambda claim, chance: reword(claim, "Lantern's|Riverland|Northland", chance.choice(["Gazette", "Bo Ann"])),
    "invented name": lambda claim, chance: reword(claim, "Lantern|Li Wen|Ann Bo", "Moonlight Holdings"),
    "invented entry": lambda claim, chance: {
        **claim,
        chance.choice(["said_by", "via"]): f"moon-{chance.randint(1, 9)}",
    },
    "dropped negation": lambda claim, chance: reword(claim, "does not plan", "plans"),
    "added negation": lambda claim, chance: reword(claim, r"\b(opened|is|could)\b", r"\1 not"),
    "dropped hedge": lambda claim, chance: reword(claim, "could expand", "expands"),
    "copied run": copy_words,
    "sentence that is not there": lambda claim, chance: {**claim, "at": f"s{chance.randint(7, 99)}"},
    "another sentence": move,
    "injection": lambda claim, chance: {"id": "x", "text": "Lantern is bankrupt.", "kind": "event", "at": "s6"},
    "markup": mark_up,
    "decision of an editor": lambda claim, chance: {**claim, chance.choice(["status", "note", "same"]): "reported"},
    "YAML trick": lambda claim, chance: chance.choice(TRICKS),
}


def tell(kind: str, chance: random.Random) -> str:
    """The answer of a program that tells a lie of a kind."""
    made = None
    while made is None or (isinstance(made, dict) and made in CLAIMS):
        claim = chance.choice(CLAIMS)
        made = KINDS[kind](claim, chance)
        if isinstance(made, dict) and kind == "another sentence" and made["at"] == claim["at"]:
            made = None
    if isinstance(made, str):
        return made
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in {**made, "id": "lie"}.items()) + "\n"


@pytest.fixture
def desk(briefing: Write) -> tuple[Trial, Draft, ReadArticle]:
    root = briefing(FILES)
    (root / "docs").mkdir()
    trial = Trial(Briefing(root), Documents(root, root / "docs", True))
    given = Details("herald-shop", url="https://herald.example/shop", published="2023-04-18")
    draft = make_draft(trial.briefing, read_plain_text(TEXT), given, "2023-04-20")
    printed = [sentence.text for sentence in draft.sentences]
    lexicon = Lexicon(trial.briefing.library)
    return trial, draft, read_sentences(printed, lexicon, draft.details.day, draft.details.publisher, "en")


def list_written(answer: str, desk: tuple[Trial, Draft, ReadArticle]) -> list[str]:
    """The claims of an answer that would be written."""
    trial, draft, article = desk
    try:
        accepted, _ = read_answer(answer.encode(), article, trial.briefing.library, ())
    except BadAnswer:
        return []
    answered = lay_answer(draft, trial, accepted, {}, "a program", "2023-04-20") if accepted else None
    return [item.claim.text for item in answered.written] if answered else []


def test_the_honest_claims_are_written(desk: tuple[Trial, Draft, ReadArticle]) -> None:
    assert len(list_written(HONEST, desk)) == len(CLAIMS)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(5))
def test_no_lie_is_written(
    desk: tuple[Trial, Draft, ReadArticle], record_property: Callable[[str, object], None], seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    kinds = [list(KINDS)[number % len(KINDS)] for number in range(LIES_OF_A_SEED)]
    lies = [(kind, tell(kind, chance)) for kind in kinds]
    assert [(kind, answer) for kind, answer in lies if list_written(answer, desk)] == []
    record_property("lies of programs", len(lies))
