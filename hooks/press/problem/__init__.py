"""What can be wrong with a briefing, and where: the one vocabulary in which every wing reports.

In come a place, a code and words. Out go problems that sort and print themselves, and the nearest right spelling.
It may import nothing else of `press`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .codes import STAGES, Code

__all__ = ["STAGES", "Code", "Place", "Problem", "Rejected", "did_you_mean", "errors", "nearest", "visible"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a file of the project: `file` is relative to its root, line and column are 1-based,
    columns count code points."""

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
    """The briefing cannot be published: carries all its problems, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def nearest(seen: str, known: Iterable[str]) -> str | None:
    """The known word that `seen` was most likely meant to be, case set aside, or None when nothing is near.
    Of words equally near the first is meant."""
    from rapidfuzz import fuzz, process  # only where something is wrong

    words = sorted(known) if isinstance(known, set | frozenset) else list(known)
    folded = [word.casefold() for word in words]
    found = process.extractOne(seen.casefold(), folded, scorer=fuzz.ratio, score_cutoff=70)
    return words[found[2]] if found else None


def did_you_mean(seen: str, known: Iterable[str]) -> str:
    """A cure naming the nearest known word, or an empty text."""
    near = nearest(seen, known)
    return f"did you mean '{near}'?" if near else ""


def visible(text: str, limit: int = 60) -> str:
    """`text` as it may stand in a message: control and invisible characters escaped, long texts cut."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
