"""`/data/claims.csv`, `/data/entries.csv` and `/data/figures.csv`: the briefing for spreadsheets.

CSV by RFC 4180 in UTF-8, with a header row. A cell that a spreadsheet would take for a formula begins with an
apostrophe. https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..content.kinds import CLAIM, NAMED
from ..site.address_patterns import AddressPattern
from ..site.urls import CLAIMS_CSV, ENTRIES_CSV, FIGURES_CSV
from ..site.views.figures import figure_rows
from ..site.views.site import Site
from ..site.views.site_queries import EntryQuery, entry_query
from .columns import CLAIM_COLUMNS, ENTRY_COLUMNS, FIGURE_COLUMNS, Cell, ClaimRow, Column, EntryRow, FigureRow, RowT
from .output import Alone, Output

FORMULA = frozenset("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")
"""The first characters that a spreadsheet may interpret: some read the wide and small forms like the plain ones."""

TABLES: Mapping[str, list[str]] = {
    "claims": [column.name for column in CLAIM_COLUMNS],
    "entries": [column.name for column in ENTRY_COLUMNS],
    "figures": [column.name for column in FIGURE_COLUMNS],
}
"""Table -> the names of its columns; the first identifies a row."""


class Tables:
    """Writes the tables of a site; each row is written once."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def claims(self, _: str) -> Iterator[tuple[str, bytes]]:
        """Every claim, article by article, with the article behind it."""
        yield CLAIMS_CSV, self._table(CLAIM_COLUMNS, claim_row, self._site.facts.claims)

    def entries(self, _: str) -> Iterator[tuple[str, bytes]]:
        yield ENTRIES_CSV, self._table(ENTRY_COLUMNS, entry_row, self._site.library.named_ids)

    def figures(self, _: str) -> Iterator[tuple[str, bytes]]:
        """The amounts that live claims state, in the order of the files."""
        ids = sorted(figure_rows(self._site), key=self._site.library.order_of)
        yield FIGURES_CSV, self._table(FIGURE_COLUMNS, figure_row, ids)

    def _table(self, columns: Sequence[Column[RowT]], row: EntryQuery[str], ids: Iterable[str]) -> bytes:
        head = write_row(column.name for column in columns)
        return "".join([head, *row.read_all(self._site, ids).values()]).encode()


@entry_query(stored=True)
def claim_row(site: Site, claim_id: str) -> str:
    """The row of a claim."""
    row = ClaimRow.of(site, claim_id)
    return write_row(column.value_of(row) for column in CLAIM_COLUMNS)


@entry_query(stored=True)
def entry_row(site: Site, entry_id: str) -> str:
    """The row of an entry."""
    row = EntryRow(site, site.library.entry(entry_id))
    return write_row(column.value_of(row) for column in ENTRY_COLUMNS)


@entry_query(stored=True)
def figure_row(site: Site, claim_id: str) -> str:
    """The row of the amount that a claim states."""
    row = FigureRow.of(site, claim_id)
    return write_row(column.value_of(row) for column in FIGURE_COLUMNS)


def find_urls(table: str) -> set[str]:
    """The addresses of the rows of a table on this site."""
    return {row["url"] for row in csv.DictReader(io.StringIO(table, newline=""))}


def write_row(cells: Iterable[Cell]) -> str:
    """One row of a table as text."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow([f"'{c}" if isinstance(c, str) and c[:1] in FORMULA else c for c in cells])
    return text.getvalue()


OUTPUT = Output(
    Tables,
    find_urls,
    alone=(
        Alone("claims.csv", (AddressPattern(CLAIMS_CSV),), Tables.claims),
        Alone("entries.csv", (AddressPattern(ENTRIES_CSV),), Tables.entries),
        Alone("figures.csv", (AddressPattern(FIGURES_CSV),), Tables.figures),
    ),
    pieces={CLAIM: claim_row, **dict.fromkeys(NAMED, entry_row)},
)
