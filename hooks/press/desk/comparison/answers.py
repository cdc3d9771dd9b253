"""The answers of a comparison, and what a rule finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ...content.kinds.lock import Compared


@dataclass(frozen=True, slots=True)
class Match:
    """All that the claim states and rules can compare is in its passage, and in no other sentence equally well.
    `compared` says what was compared, sorted; it is never empty."""

    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that the claim states is not in its passage. `what` says what; `at` is the place where it is right, as
    the claim would say it (`s4`), empty if there is none."""

    what: str
    at: str = ""
    fits: bool = field(default=False, compare=False)
    """Whether the whole claim fits that place, and not only what is missing here."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """A person must read the claim against its passage. `why` says what no rule can decide; `compared` is what was
    found all the same."""

    why: str
    compared: tuple[Compared, ...] = ()
    is_empty: bool = False
    """Whether the claim has nothing that could be compared."""


Answer = Match | Contradiction | CannotTell


class Finding(NamedTuple):
    """What one rule objects to. `is_wrong` says whether it contradicts the claim; else a person must look. `places` are
    the sentences that have what is missing here, by number from 0."""

    what: str
    is_wrong: bool = False
    places: tuple[int, ...] = ()


class Result(NamedTuple):
    """What the rules find for one passage, and what they compared."""

    findings: tuple[Finding, ...]
    compared: frozenset[Compared]

    @property
    def is_wrong(self) -> bool:
        return any(finding.is_wrong for finding in self.findings)
