"""`/data/claims.csv`, `/data/entries.csv` and `/data/figures.csv`: the briefing for spreadsheets.

CSV by RFC 4180 in UTF-8, a first row of names, dates and values as written, ids in a list parted by spaces. A cell
that a spreadsheet would take for a formula begins with an apostrophe.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ..content.kinds.article import Article
from ..content.kinds.base import Entry
from ..content.kinds.claim import Claim
from ..content.records import Record
from ..content.values.amounts import Amount
from ..content.values.dates import Date
from ..library.assertions import said_on
from ..library.names import names_of
from ..site.urls import claim_address
from ..site.views.evidence import evidence_of
from ..site.views.figures import figure_rows
from ..site.views.site import Site
from ..site.views.site_queries import EntryQuery, entry_query

FORMULA = frozenset("=+-@\t\r\n")
"""The first characters that a spreadsheet acts upon."""
TRUTH = {True: "true", False: "false"}

CLAIMS = (
    "id", "url", "text", "kind", "status", "live", "said_by", "unnamed_speaker", "via", "form", "translated", "said_on",
    "when", "from", "until", "subject", "property", "value", "of", "about", "topics", "publisher", "publishers",
    "corroborated", "disputed", "supersedes", "superseded_by", "why", "note", "article", "at", "source_title",
    "source_url", "archive_url", "published", "evidence", "checked",
)  # fmt: skip
ENTRIES = (
    "id", "kind", "url", "name", "other_names", "type", "summary", "topics", "see", "wikidata", "website", "wikipedia",
    "claims",
)  # fmt: skip
FIGURES = (
    "claim", "url", "subject", "subject_name", "property", "label", "value", "hedge", "number", "unit", "of", "when",
    "from", "until", "said_on", "said_by", "unnamed_speaker", "publisher", "source_title", "source_url",
)  # fmt: skip

Cell = str | int | Date | None


class Tables:
    """Writes the tables of a site; each row is written once."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def claims(self, _: str) -> Iterator[tuple[str, bytes]]:
        """Every claim, article by article, with the article behind it."""
        yield "data/claims.csv", self._table(CLAIMS, claim_row, self._site.facts.claims)

    def entries(self, _: str) -> Iterator[tuple[str, bytes]]:
        yield "data/entries.csv", self._table(ENTRIES, entry_row, self._site.library.named_ids)

    def figures(self, _: str) -> Iterator[tuple[str, bytes]]:
        """The amounts that live claims state, in the order of the files."""
        order = self._site.library.order_of
        yield "data/figures.csv", self._table(FIGURES, figure_row, sorted(figure_rows(self._site), key=order))

    def _table(self, head: Sequence[str], row: EntryQuery[str], ids: Iterable[str]) -> bytes:
        return "".join([line(head), *row.read_all(self._site, ids).values()]).encode()


@entry_query(stored=True)
def claim_row(site: Site, claim_id: str) -> str:
    """The row of a claim."""
    return line(_claim(site, claim_id))


@entry_query(stored=True)
def entry_row(site: Site, entry_id: str) -> str:
    """The row of an entry."""
    return line(_entry(site, site.library.entry(entry_id)))


@entry_query(stored=True)
def figure_row(site: Site, claim_id: str) -> str:
    """The row of the amount that a claim states."""
    return line(_figure(site, claim_id))


def line(row: Sequence[Cell]) -> str:
    """One row of a table."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow([f"'{c}" if isinstance(c, str) and c[:1] in FORMULA else c for c in row])
    return text.getvalue()


def _claim(site: Site, claim_id: str) -> Sequence[Cell]:
    """A claim, and the article behind it."""
    record, derived = site.record(claim_id), site.derived(claim_id)
    claim = record.data
    article: Article = site.library.article(record.article).data
    state, lock = evidence_of(site, claim_id)
    return (
        claim_id, site.url + claim_address(claim_id), claim.text, claim.kind, claim.status, TRUTH[derived.live],
        *_speaker(site, record), claim.via, claim.form, TRUTH[claim.translated], said_on(record, site.library),
        claim.when, claim.from_, claim.until, claim.subject, claim.property, claim.value, claim.of,
        " ".join(derived.about), " ".join(claim.topics), derived.publisher, " ".join(derived.publishers),
        TRUTH[derived.corroborated], TRUTH[derived.disputed], " ".join(claim.supersedes),
        " ".join(derived.superseded_by), claim.why, claim.note, record.article, claim.at,
        article.title, article.url, article.archive_url, article.published or "unknown",
        state, lock.checked if lock else None,
    )  # fmt: skip


def _speaker(site: Site, record: Record[Claim]) -> tuple[str, str]:
    """(id of who says it, words for it where the source does not name them); one of them is empty."""
    said_by = record.data.said_by
    if said_by is None:
        return site.derived(record.id).publisher, ""
    return said_by.id or "", said_by.unnamed or ""


def _entry(site: Site, record: Record[Entry]) -> Sequence[Cell]:
    data, same = record.data, record.data.same_as
    others = dict.fromkeys(name.text for name in names_of(record) if name.text != data.name)
    count = len({*site.facts.about[record.id], *site.facts.of_topic[record.id]})
    return (
        record.id, record.kind, site.url + site.address(record.id), data.name, " | ".join(others),
        getattr(data, "type", ""), data.summary, " ".join(data.topics), " ".join(data.see),
        same.wikidata, same.website, same.wikipedia, count,
    )  # fmt: skip


def _figure(site: Site, claim_id: str) -> Sequence[Cell]:
    """The amount that a claim states."""
    record, statement = site.record(claim_id), site.derived(claim_id).statement
    assert statement is not None and isinstance(statement.value, Amount)
    amount = statement.value
    claim, article = record.data, site.library.article(record.article).data
    return (
        record.id, site.url + claim_address(record.id), statement.subject, site.title(statement.subject),
        statement.property, site.library.properties[statement.property].data.label, amount.text,
        "about" if amount.hedge == "~" else amount.hedge, f"{amount.value:f}", amount.unit, statement.of,
        claim.when, claim.from_, claim.until, said_on(record, site.library), *_speaker(site, record),
        site.derived(record.id).publisher, article.title, article.url,
    )  # fmt: skip
