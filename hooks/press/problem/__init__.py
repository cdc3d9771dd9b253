"""What can be wrong with a briefing, and where: the one vocabulary that every layer reports in.

Input: a place, a code and words. Output: problems that can be sorted and printed, and the nearest correct spelling. It
may import nothing else from `press`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .codes import STAGES, Code
from .folding import fold_letters, fold_text

__all__ = [
    "STAGES",
    "Code",
    "Place",
    "Problem",
    "Rejected",
    "find_nearest",
    "fold_letters",
    "fold_text",
    "make_visible",
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
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake: where it is, what was expected and seen, and how to fix it."""

    at: Place
    code: Code
    what: str
    cure: str = ""

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


def find_nearest(seen: str, known: Iterable[str]) -> str | None:
    """The known word that `seen` was most likely meant to be, ignoring case and accents; None if none is close.

    Of words that are equally close, it is the first; sets are searched in alphabetical order.
    """
    from rapidfuzz import fuzz, process  # needed only if something is wrong

    words = sorted(known) if isinstance(known, set | frozenset) else list(known)
    folded = [fold_letters(word) for word in words]
    found = process.extractOne(fold_letters(seen), folded, scorer=fuzz.ratio, score_cutoff=70)
    return words[found[2]] if found else None


def suggest_nearest(seen: str, known: Iterable[str]) -> str:
    """A cure that suggests the nearest known word; empty if none is close."""
    nearest = find_nearest(seen, known)
    return f"did you mean '{nearest}'?" if nearest else ""


def make_visible(text: str, limit: int = 60) -> str:
    """`text` as shown in messages: invisible characters are escaped, and long texts are cut to `limit` characters."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
