"""What one claim says by itself, and the types for what follows from many claims."""

from __future__ import annotations

from typing import NamedTuple, cast

from ..content.kinds.claim import Claim
from ..content.records import Record
from ..content.values.dates import Date
from ..content.values.invalid_value import InvalidValue
from ..incremental import JOINT
from .library import Library
from .statements import Statement, agree, comparable, statement_of


class Difference(NamedTuple):
    """Another claim that says something different: `how` is conflict, measure, wording or sequence; `title` says what
    differs, if an editor has written that."""

    claim: str
    how: str
    note: str = ""
    title: str = ""


class Derived(NamedTuple):
    """Everything derived for one claim; ids are resolved and sorted."""

    publisher: str
    about: tuple[str, ...]
    live: bool
    statement: Statement | None
    publishers: tuple[str, ...]
    """The publishers that state it independently, its own first."""
    reports: tuple[str, ...]
    """The claims of other publishers that state the same."""
    differences: tuple[Difference, ...]
    series: tuple[str, ...]
    """The live claims that give the same measure at different times, including this one, oldest first."""
    superseded_by: tuple[str, ...]
    disclosures: tuple[str, ...]
    """The owners of the publisher that the claim touches."""

    @property
    def corroborated(self) -> bool:
        return len(self.publishers) > 1

    @property
    def disputed(self) -> bool:
        return any(difference.how == "conflict" for difference in self.differences)


class Assertion(NamedTuple):
    """What one claim says by itself, its references resolved."""

    article: str
    publisher: str
    about: tuple[str, ...]
    statement: Statement | None
    single: str
    """What its property allows only one of at a time: value, subject, both or none."""
    speaker: str
    topics: tuple[str, ...]
    standing: bool
    """Whether neither the claim nor its article was retracted or withdrawn."""
    time: Date | None
    supersedes: tuple[str, ...]
    differs: tuple[Difference, ...]
    same: tuple[str, ...]
    """The claims that it says state the same fact."""
    kind: str
    """What kind of claim it is, such as event or figure."""
    source_type: str
    """The type of its article."""
    place: str
    """Where in the article it was made; empty if it does not say."""
    when: Date | None
    said_on: Date | None
    also_in: tuple[tuple[str, str], ...]
    """(article, place in it or empty) where the same claim was read too."""


class GroupFacts(NamedTuple):
    """What a group of claims says together: the pairs that conflict, and the series that they form."""

    conflicts: frozenset[tuple[str, str]]
    series: tuple[str, ...]


def some(found: str | Assertion | None) -> tuple[str, ...]:
    return (cast("str", found),) if found else ()


def subject_in(said: Assertion | None) -> tuple[str, ...]:
    return (said.statement.subject,) if said and said.statement else ()


def value_in(said: Assertion | None) -> tuple[str, ...]:
    return (str(said.statement.value),) if said and said.statement and said.statement.entry else ()


def of_subject(statement: Statement) -> str:
    """The group of the claims that give one measure of one subject."""
    return JOINT.join(("value", statement.subject, statement.property, statement.of or ""))


def of_value(statement: Statement) -> str:
    """The group of what has one value of one property."""
    return JOINT.join(("subject", str(statement.value), statement.property, statement.of or ""))


def groups_of(said: Assertion | None) -> list[str]:
    """The groups that a claim belongs to."""
    if said is None or said.statement is None:
        return []
    groups = [of_subject(said.statement)]
    if said.single in ("subject", "both"):
        groups.append(of_value(said.statement))
    return groups


def compared(said: Assertion) -> list[str]:
    """The groups of a claim that allow only one value or subject at a time."""
    groups = groups_of(said)
    return groups if said.single in ("value", "both") else groups[1:]


AHEAD = ("plan", "forecast")
"""The kinds of claims about what has not happened yet. They are listed under the day on which they were said."""
_SPAN = ""
"""The text of a time that was made from `from` and `until`, which no date as written has."""


def shown(claim: Claim) -> bool:
    """Whether a claim is shown at all: drafts are not."""
    return claim.status != "draft"


def statement_in(claim: Claim, library: Library) -> Statement | None:
    try:
        return statement_of(claim, library)
    except InvalidValue:
        return None


def publisher_of(record: Record[Claim], library: Library) -> str:
    return library.id_of(library.article(record.article).data.publisher)


def time_of(record: Record[Claim], library: Library) -> Date | None:
    """The time a claim is compared at: `from`/`until`, else `when`, else the day it was said."""
    if span := span_of(record.data):
        return span._replace(text=_SPAN)
    return record.data.when or said_on(record, library)


def dated(record: Record[Claim], library: Library) -> Date | None:
    """The time that a claim is listed under: the time it is about, which is `when`, else from `from` until `until`; for
    a plan or a forecast, when it was said, unless it is one of an earlier time. None if it has none."""
    claim = record.data
    if claim.kind in AHEAD:
        said = said_on(record, library)
        return said if said and not _is_before(claim.when, said) else claim.when
    return claim.when or span_of(claim)


def target_of(record: Record[Claim], library: Library) -> Date | None:
    """The time that a plan or a forecast is for, if that is not just when it was said."""
    claim, said = record.data, said_on(record, library)
    if claim.kind not in AHEAD or claim.when is None or (said and said.overlaps(claim.when)):
        return None
    return None if said and _is_before(claim.when, said) else claim.when


def _is_before(time: Date | None, said: Date) -> bool:
    """Whether a time was over before something was said."""
    return bool(time and time.last and said.first and time.last < said.first)


def span_of(claim: Claim) -> Date | None:
    """The interval from `from` until `until` of a claim that has either of them."""
    start = claim.from_.start if claim.from_ else None
    end = claim.until.end if claim.until else None
    if start is None and end is None:
        return None
    first = claim.from_.text.partition("/")[0] if claim.from_ else ".."
    last = claim.until.text.rpartition("/")[2] if claim.until else ".."
    return Date(f"{first}/{last}", start, end, interval=True)


def listed_on(record: Record[Claim], library: Library) -> Date | None:
    """The time that a claim is listed under, else when it was said."""
    return dated(record, library) or said_on(record, library)


def said_on(record: Record[Claim], library: Library) -> Date | None:
    """When it was said: as written, else the article's date."""
    return record.data.said_on or library.article(record.article).data.published


def equal(left: Statement, right: Statement) -> bool:
    return comparable(left.value, right.value) and agree(left.value, right.value)


def overlap(first: Date | None, second: Date | None) -> bool:
    return first is None or second is None or first.overlaps(second)


def is_handover(first: Date, second: Date) -> bool:
    """Whether one state lasts until the very date from which the other does: a day on which an office, an owner or a
    name changes belongs to both."""
    if first.text != _SPAN or second.text != _SPAN:
        return False
    meets, is_met = (a is not None and a == b for a, b in ((first.end, second.start), (second.end, first.start)))
    return meets != is_met
