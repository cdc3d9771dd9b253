"""`/data/claims.csv`, `/data/entries.csv` and `/data/figures.csv`: the briefing for spreadsheets.

CSV by RFC 4180 in UTF-8, a first row of names, dates and values as written, ids in a list parted by spaces. A cell
that a spreadsheet would take for a formula begins with an apostrophe.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ..derive import said_on
from ..kinds import Article, Claim
from ..kinds.base import Entry
from ..links import names_of
from ..reading import Record
from ..statements import Statement
from ..values.amounts import Amount
from ..values.dates import Date
from ..views.site import Page, Site

FORMULA = frozenset("=+-@\t\r\n")
"""The first characters that a spreadsheet acts upon."""
TRUTH = {True: "true", False: "false"}

CLAIMS = (
    "id", "url", "text", "kind", "status", "live", "said_by", "unnamed_speaker", "via", "form", "translated", "said_on",
    "when", "from", "until", "subject", "property", "value", "of", "about", "topics", "publisher", "publishers",
    "corroborated", "disputed", "supersedes", "superseded_by", "why", "note", "article", "at", "source_title",
    "source_url", "archive_url", "published",
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


def emit(site: Site, pages: Sequence[Page], hand_written: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    yield "data/claims.csv", table(CLAIMS, _claims(site))
    yield "data/entries.csv", table(ENTRIES, (_entry(site, record) for record in site.library.named))
    yield "data/figures.csv", table(FIGURES, _figures(site))


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([f"'{c}" if isinstance(c, str) and c[:1] in FORMULA else c for c in row] for row in rows)
    return text.getvalue().encode()


def _claims(site: Site) -> Iterator[Sequence[Cell]]:
    """Every claim, article by article, with the article behind it."""
    for article_id, claim_ids in site.facts.of_article.items():
        article: Article = site.library.article(article_id).data
        source = (article.title, article.url, article.archive_url, article.published or "unknown")
        for claim_id in claim_ids:
            yield (*_claim(site, claim_id), *source)


def _claim(site: Site, claim_id: str) -> Sequence[Cell]:
    record, derived = site.record(claim_id), site.derived(claim_id)
    claim = record.data
    return (
        claim_id, site.url + site.claim(claim_id).address, claim.text, claim.kind, claim.status, TRUTH[derived.live],
        *_speaker(site, record), claim.via, claim.form, TRUTH[claim.translated], said_on(record, site.library),
        claim.when, claim.from_, claim.until, claim.subject, claim.property, claim.value, claim.of,
        " ".join(derived.about), " ".join(claim.topics), derived.publisher, " ".join(derived.publishers),
        TRUTH[derived.corroborated], TRUTH[derived.disputed], " ".join(claim.supersedes),
        " ".join(derived.superseded_by), claim.why, claim.note, record.article, claim.at,
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
    count = len({*site.facts.about.get(record.id, ()), *site.facts.of_topic.get(record.id, ())})
    return (
        record.id, record.kind, site.url + site.address(record.id), data.name, " | ".join(others),
        getattr(data, "type", ""), data.summary, " ".join(data.topics), " ".join(data.see),
        same.wikidata, same.website, same.wikipedia, count,
    )  # fmt: skip


def _figures(site: Site) -> Iterator[Sequence[Cell]]:
    """The amounts that live claims state, in the order of the files."""
    for claim_id in site.live_claims:
        statement = site.derived(claim_id).statement
        if statement and isinstance(statement.value, Amount):
            yield _figure(site, site.record(claim_id), statement, statement.value)


def _figure(site: Site, record: Record[Claim], statement: Statement, amount: Amount) -> Sequence[Cell]:
    claim, article = record.data, site.library.article(record.article).data
    return (
        record.id, site.url + site.claim(record.id).address, statement.subject, site.title(statement.subject),
        statement.property, site.library.properties[statement.property].data.label, amount.text,
        "about" if amount.hedge == "~" else amount.hedge, f"{amount.value:f}", amount.unit, statement.of,
        claim.when, claim.from_, claim.until, said_on(record, site.library), *_speaker(site, record),
        site.derived(record.id).publisher, article.title, article.url,
    )  # fmt: skip
