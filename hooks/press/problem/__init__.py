"""What can be wrong with a briefing, and where: the one vocabulary that every layer reports in.

Input: a place, a code and words. Output: problems that can be sorted and printed, and the nearest correct spelling. It
may import nothing else from `press`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .codes import STAGES, Code
from .folding import fold_letters, fold_text

__all__ = [
    "STAGES",
    "Code",
    "Fix",
    "Place",
    "Problem",
    "Rejected",
    "escape",
    "find_nearest",
    "find_right",
    "fold_letters",
    "fold_text",
    "make_visible",
    "offer",
    "select_errors",
    "suggest_nearest",
]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a file of the project: `file` is relative to the project's root; `line` and `column` start at 1.

    Columns count code points.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{escape(self.file)}:{self.line}:{self.column}"

    @classmethod
    def at_offset(cls, file: str, text: str, offset: int) -> Place:
        """The place of the character at an offset in the text of a file."""
        return cls(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


class Fix(NamedTuple):
    """The one right answer to a problem: at its place, `seen` becomes `right`. What is there may be a text, an item of
    a list, which is removed, or a whole line."""

    seen: str
    right: str = ""
    scope: Literal["text", "item", "line"] = "text"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake: where it is, what was expected and seen, and how to fix it."""

    at: Place
    code: Code
    what: str
    cure: str = ""
    fix: Fix | None = field(default=None, compare=False)
    """What a program may write by itself, if there is one right answer."""

    def __post_init__(self) -> None:
        """Whatever a file holds, a message is one line of visible characters, and so is its cure."""
        for name, text in (("what", self.what), ("cure", self.cure)):
            if not text.isprintable():
                object.__setattr__(self, name, escape(text))

    @property
    def severity(self) -> str:
        return self.code.severity

    def __str__(self) -> str:
        cure = f"\n    {self.cure}" if self.cure else ""
        return f"{self.at}: {self.code} {self.what}{cure}"


class Rejected(Exception):
    """The briefing cannot be published; holds all its problems, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def select_errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that are errors, in the given order."""
    return [problem for problem in problems if problem.severity == "error"]


def find_nearest(seen: str, known: Iterable[str], cutoff: int = 70) -> str | None:
    """The known word that `seen` was most likely meant to be, ignoring case and accents; None if none is near.

    Near means alike by `cutoff` of 100. Of words that are equally near, it is the first, in alphabetical order where
    `known` is a set.
    """
    from rapidfuzz import fuzz, process  # needed only if something is wrong

    words = sorted(known) if isinstance(known, set | frozenset) else list(known)
    folded = [fold_letters(word) for word in words]
    found = process.extractOne(fold_letters(seen), folded, scorer=fuzz.ratio, score_cutoff=cutoff)
    return words[found[2]] if found else None


def suggest_nearest(seen: str, known: Iterable[str]) -> str:
    """A cure that suggests the nearest known word; empty where none is near."""
    near = find_nearest(seen, known)
    return offer([(near, "")]) if near else ""


def offer(values: Iterable[tuple[str, str]]) -> str:
    """A cure that suggests values: each is (value, a note on when it is right). A note that all share comes last."""
    pairs = list(dict.fromkeys(values))
    notes = {note for _, note in pairs}
    shared = notes.pop() if len(notes) == 1 and len(pairs) > 1 else ""
    words = [f"'{value}'" + (f" ({note})" if note and not shared else "") for value, note in pairs]
    return f"did you mean {' or '.join(words)}?" + (f" {shared[0].upper()}{shared[1:]}." if shared else "")


def find_right(values: Iterable[tuple[str, str]]) -> str:
    """The one value that `offer` suggests without a note; empty if there are several, or if it is not certain."""
    pairs = list(dict.fromkeys(values))
    return pairs[0][0] if len(pairs) == 1 and not pairs[0][1] else ""


def make_visible(text: str, limit: int = 60) -> str:
    """`text` as shown in messages: invisible characters are escaped, and long texts are cut to `limit` characters."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return escape(cut)


def escape(text: str) -> str:
    """`text` with invisible characters and line ends written as `\\u202e`, so that it cannot forge a log."""
    return text if text.isprintable() else "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
