"""The columns of `/data/*.csv`: the name of each, and its content.

Dates and values are as written, ids in a list are separated by spaces, and a cell is empty if nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..content.kinds.article import Article
from ..content.kinds.base import Entry
from ..content.kinds.claim import Claim
from ..content.kinds.lock import Lock
from ..content.records import Record
from ..content.values.amounts import Amount
from ..content.values.dates import Date
from ..library.assertions import Derived, said_on
from ..library.names import names_of
from ..library.statements import Statement
from ..site.urls import claim_address
from ..site.views.entries import claims_of
from ..site.views.evidence import evidence_of, name_state
from ..site.views.site import Site

Cell = str | int | Date | None
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """A column of a table whose rows are each made from a `RowT`."""

    name: str
    value_of: Callable[[RowT], Cell]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What the row of a claim is made from: the claim, what follows from it, and the article behind it."""

    site: Site
    record: Record[Claim]
    derived: Derived
    article: Article

    @classmethod
    def of(cls, site: Site, claim_id: str) -> ClaimRow:
        record = site.record(claim_id)
        return cls(site, record, site.derived(claim_id), site.library.article(record.article).data)

    @property
    def claim(self) -> Claim:
        return self.record.data

    @property
    def url(self) -> str:
        return self.site.url + claim_address(self.record.id)

    @property
    def evidence(self) -> tuple[str, Lock | None]:
        """How it was checked, and its lock if there is one. Read only by the columns that show
        it, so that the other tables do not depend on it."""
        return evidence_of(self.site, self.record.id)

    @property
    def said_on(self) -> Date | None:
        return said_on(self.record, self.site.library)

    @property
    def speaker(self) -> str:
        """The id of the speaker: the publisher if the claim names nobody, empty if the source does not name the
        speaker."""
        said_by = self.claim.said_by
        return self.derived.publisher if said_by is None else said_by.id or ""

    @property
    def unnamed_speaker(self) -> str:
        """The words for the speaker, if the source does not name them."""
        said_by = self.claim.said_by
        return (said_by.unnamed or "") if said_by else ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What the row of a figure is made from: a claim and the amount that it states."""

    base: ClaimRow
    statement: Statement
    amount: Amount

    @classmethod
    def of(cls, site: Site, claim_id: str) -> FigureRow:
        """The row of a claim that states an amount."""
        row = ClaimRow.of(site, claim_id)
        statement = row.derived.statement
        assert statement is not None and isinstance(statement.value, Amount)
        return cls(row, statement, statement.value)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What the row of an entry that has names is made from."""

    site: Site
    record: Record[Entry]

    @property
    def entry(self) -> Entry:
        return self.record.data


def _truth(is_true: bool) -> str:
    return "true" if is_true else "false"


def _day_of_check(row: ClaimRow) -> Date | None:
    lock = row.evidence[1]
    return lock.checked if lock else None


def _list_compared(row: ClaimRow) -> str:
    """What a program found in the passage, `nothing` if there was nothing to compare, empty if it compared nothing."""
    lock = row.evidence[1]
    if lock is None or lock.compared is None:
        return ""
    return " ".join(lock.compared) or "nothing"


def _day_of_reading(row: ClaimRow) -> Date | None:
    lock = row.evidence[1]
    return lock.read if lock else None


def _other_names(row: EntryRow) -> str:
    others = dict.fromkeys(name.text for name in names_of(row.record) if name.text != row.entry.name)
    return " | ".join(others)


def _claim_count(row: EntryRow) -> int:
    """As many as are on the entry's page."""
    return len(claims_of(row.site, row.record.id))


CLAIM_COLUMNS: tuple[Column[ClaimRow], ...] = (
    Column("id", lambda row: row.record.id),
    Column("url", lambda row: row.url),
    Column("text", lambda row: row.claim.text),
    Column("kind", lambda row: row.claim.kind),
    Column("status", lambda row: row.claim.status),
    Column("live", lambda row: _truth(row.derived.live)),
    Column("said_by", lambda row: row.speaker),
    Column("unnamed_speaker", lambda row: row.unnamed_speaker),
    Column("via", lambda row: row.claim.via),
    Column("form", lambda row: row.claim.form),
    Column("translated", lambda row: _truth(row.claim.translated)),
    Column("said_on", lambda row: row.said_on),
    Column("when", lambda row: row.claim.when),
    Column("from", lambda row: row.claim.from_),
    Column("until", lambda row: row.claim.until),
    Column("subject", lambda row: row.claim.subject),
    Column("property", lambda row: row.claim.property),
    Column("value", lambda row: row.claim.value),
    Column("of", lambda row: row.claim.of),
    Column("about", lambda row: " ".join(row.derived.about)),
    Column("topics", lambda row: " ".join(row.claim.topics)),
    Column("publisher", lambda row: row.derived.publisher),
    Column("publishers", lambda row: " ".join(row.derived.publishers)),
    Column("corroborated", lambda row: _truth(row.derived.corroborated)),
    Column("disputed", lambda row: _truth(row.derived.disputed)),
    Column("supersedes", lambda row: " ".join(row.claim.supersedes)),
    Column("superseded_by", lambda row: " ".join(row.derived.superseded_by)),
    Column("why", lambda row: row.claim.why),
    Column("note", lambda row: row.claim.note),
    Column("article", lambda row: row.record.article),
    Column("at", lambda row: row.claim.at),
    Column("source_title", lambda row: row.article.title),
    Column("source_url", lambda row: row.article.url),
    Column("archive_url", lambda row: row.article.archive_url),
    Column("published", lambda row: row.article.published or "unknown"),
    Column("evidence", lambda row: name_state(row.evidence[0])),
    Column("checked", _day_of_check),
    Column("fact", lambda row: row.site.same_facts.fact_of(row.record.id)),
    Column("compared", _list_compared),
    Column("read", _day_of_reading),
)

FIGURE_COLUMNS: tuple[Column[FigureRow], ...] = (
    Column("claim", lambda row: row.base.record.id),
    Column("url", lambda row: row.base.url),
    Column("subject", lambda row: row.statement.subject),
    Column("subject_name", lambda row: row.base.site.title(row.statement.subject)),
    Column("property", lambda row: row.statement.property),
    Column("label", lambda row: row.base.site.library.properties[row.statement.property].data.label),
    Column("value", lambda row: row.amount.text),
    Column("hedge", lambda row: "about" if row.amount.hedge == "~" else row.amount.hedge),
    Column("number", lambda row: f"{row.amount.value:f}"),
    Column("unit", lambda row: row.amount.unit),
    Column("of", lambda row: row.statement.of),
    Column("when", lambda row: row.base.claim.when),
    Column("from", lambda row: row.base.claim.from_),
    Column("until", lambda row: row.base.claim.until),
    Column("said_on", lambda row: row.base.said_on),
    Column("said_by", lambda row: row.base.speaker),
    Column("unnamed_speaker", lambda row: row.base.unnamed_speaker),
    Column("publisher", lambda row: row.base.derived.publisher),
    Column("source_title", lambda row: row.base.article.title),
    Column("source_url", lambda row: row.base.article.url),
)

ENTRY_COLUMNS: tuple[Column[EntryRow], ...] = (
    Column("id", lambda row: row.record.id),
    Column("kind", lambda row: row.record.kind),
    Column("url", lambda row: row.site.url + row.site.address(row.record.id)),
    Column("name", lambda row: row.entry.name),
    Column("other_names", _other_names),
    Column("type", lambda row: getattr(row.entry, "type", "")),
    Column("summary", lambda row: row.entry.summary),
    Column("topics", lambda row: " ".join(row.entry.topics)),
    Column("see", lambda row: " ".join(row.entry.see)),
    Column("wikidata", lambda row: row.entry.same_as.wikidata),
    Column("website", lambda row: row.entry.same_as.website),
    Column("wikipedia", lambda row: row.entry.same_as.wikipedia),
    Column("claims", _claim_count),
)
