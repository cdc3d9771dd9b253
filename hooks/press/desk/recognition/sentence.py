"""What is recognized in one sentence of an article. Places count code points of the sentence, `end` is exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from ...content.values.dates import Date

HowNamed = Literal["name", "short", "misprint", "publisher", "capital"]
"""How an entry is named: by a name, a short name, a listed misprint, the last word of the publisher's own name, or the
capital that means the government."""


class KnownName(NamedTuple):
    """`text` names an entry. It has more than one of `ids` if it may mean any of them, and a person must choose."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    how: HowNamed = "name"

    @property
    def id(self) -> str | None:
        """The entry, None if it may be one of several."""
        return self.ids[0] if len(self.ids) == 1 else None


class UnknownName(NamedTuple):
    """`text` looks like a name that no entry has; `near` are the entries that it may mean, the nearest first."""

    start: int
    end: int
    text: str
    near: tuple[str, ...] = ()


class FoundMisprint(NamedTuple):
    """`text` is a wrong form of the name `right` of the entry `id`. `is_listed` says whether the briefing lists it; if
    not, it is a name one letter away, and only a proposal."""

    start: int
    end: int
    text: str
    right: str
    id: str
    is_listed: bool


class FoundAmount(NamedTuple):
    """`values` are what the YAML would say: `~ 1 billion USD`, `27 percent`, or a bare number such as `61`. There are
    several if the unit is unclear: `$` alone, `¥`."""

    start: int
    end: int
    text: str
    values: tuple[str, ...]
    number: Decimal
    """The whole number, scale included: 1000000000."""
    units: frozenset[str]
    """ISO 4217 codes, or `percent`; empty for a bare number."""
    hedges: tuple[str, ...]
    """The hedges that a value which says the same may have, the nearest first."""

    @property
    def offered(self) -> str:
        """What the YAML would say, for a person to choose from: `3 million USD (or AUD, CAD)`."""
        first, *others = self.values
        units = [value.rpartition(" ")[2] for value in others]
        return f"{first} (or {', '.join(units)})" if units else first


class FoundDate(NamedTuple):
    """A date, or words such as `last November`. `date` is None if no date follows without doubt; `need` says why."""

    start: int
    end: int
    text: str
    date: Date | None
    need: str = ""
    is_vague: bool = False
    """Whether it is a stretch of time that the words leave open: `in recent months`, `currently`."""


class FoundSpeaker(NamedTuple):
    """Who says it, or the outlet through which the article has it. `id` is None for a speaker without an entry:
    `text` is then what the article prints, such as `a person close to the firm`. `ids` are the entries that it may be
    where a person must choose."""

    start: int
    end: int
    text: str
    id: str | None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, its place as `at` gives it (`s4`), and what is recognized in it, in order.

    `names` leaves out terms. `speaker` is None where the sentence does not say who speaks.
    """

    text: str
    position: str
    names: tuple[KnownName, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
    misprints: tuple[FoundMisprint, ...] = ()
    amounts: tuple[FoundAmount, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    speaker: FoundSpeaker | None = None
    via: FoundSpeaker | None = None


Found = KnownName | UnknownName | FoundAmount | FoundDate
"""What has a place in a sentence."""
