"""Entries side by side: what sources say of each, row by row, and the index of these pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ...content.kinds import COMPARISON
from ...content.kinds.comparison import Comparison, Row
from ...content.kinds.lists import Property
from ...content.records import Record
from ...content.values.amounts import Amount
from ...content.values.languages import mark_name
from ...library.assertions import listed_on, span_of
from ...library.statements import Statement
from ..address_patterns import AddressPattern
from ..urls import PAGES
from .common import FooterLinks, footer_links
from .fact_lines import FactLine, fact_line, newest_first
from .site import Label, Page, Site, meta_description
from .stated import Stated, claims_stating, stated_facts
from .value_panels import Panels, value_panels
from .view import SECOND_ROUND, View

MOST_VALUES = 4
"""How many values a cell shows; the others are counted."""


class CellValue(NamedTuple):
    """One value in a cell, or the words of one claim. The facts that state the same value are one."""

    value: Markup
    address: str
    """The claim that says it, relative to the site's root."""
    by: str
    """Who says it and when, as plain text, after what it is a value of if that is not clear from the row."""
    support: Label
    """How many publishers report it."""
    is_shared: bool
    """Whether that is more than one."""
    labels: tuple[Label, ...]
    """What a reader has to know about it, such as that sources conflict."""
    facts: tuple[str, ...]


class Cell(NamedTuple):
    """What one row says of one column; a cell without values says so."""

    values: tuple[CellValue, ...]
    more: int


class RowView(NamedTuple):
    label: str
    cells: tuple[Cell, ...]


class ColumnView(NamedTuple):
    """The heading of a column: the entry as a link, its name without one, and its page, relative to the site's root."""

    link: Markup
    name: Markup
    address: str


class Table(NamedTuple):
    """A comparison as a table, for its own page and for pages that show it as a figure."""

    title: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts in the table, each once."""
        values = (value for row in self.rows for cell in row.cells for value in cell.values)
        return tuple(dict.fromkeys(fact for value in values for fact in value.facts))


@dataclass(frozen=True, slots=True)
class ComparisonView:
    title: Markup
    lead: Markup
    table: Table
    charts: Sequence[Panels]
    facts: int
    publishers: int
    disclosures: Sequence[Markup]
    footer_links: FooterLinks


class ComparisonItem(NamedTuple):
    link: Markup
    lead: Markup
    entries: tuple[Markup, ...]


Column = tuple[str, ...]
"""The ids of an entry and of those that belong to it, the entry first."""


def comparison_page(site: Site, comparison_id: str) -> Iterator[Page]:
    """The page of one comparison."""
    record = _record(site, comparison_id)
    table = comparison_table(site, comparison_id)
    lines = fact_line.read_many(site, table.facts)
    publishers = {publisher for fact in table.facts for publisher in site.same_facts.publishers(fact)}
    view = ComparisonView(
        title=mark_name(record.data.title),
        lead=site.prose.inline(record.data.lead, site.prose.cite_as_link),
        table=table,
        charts=list(_charts(site, record.data)),
        facts=len(table.facts),
        publishers=len(publishers),
        disclosures=list(dict.fromkeys(line for fact in lines.values() for line in fact.claim.disclosures)),
        footer_links=footer_links(site, record),
    )
    description = meta_description(site.prose.plain(record.data.lead), site.words["comparisons_lead"])
    yield COMPARISON_VIEW.page(comparison_id, record.data.title, description, view, record.file, comparison_id)


def comparisons_page(site: Site, _: str) -> Iterator[Page]:
    """The index of all comparisons, by title."""
    ids = sorted(site.library.ids_of(COMPARISON.name), key=lambda entry_id: (site.title(entry_id), entry_id))
    items = [_item(site, entry_id) for entry_id in ids]
    yield COMPARISONS.page("", site.words["comparisons"], meta_description(site.words["comparisons_lead"]), items)


def comparison_table(site: Site, comparison_id: str) -> Table:
    """The table of a comparison."""
    data = _record(site, comparison_id).data
    columns = columns_of(site, data)
    rows = (RowView(row.label, tuple(_cell(site, row, column) for column in columns)) for row in data.rows)
    heads = (ColumnView(site.link(column[0]), site.heading(column[0]), site.address(column[0])) for column in columns)
    return Table(data.title, tuple(heads), tuple(rows))


def _charts(site: Site, data: Comparison) -> Iterator[Panels]:
    columns = columns_of(site, data)
    for chart in data.charts:
        panels = value_panels(site, columns, chart.property, chart.title or "")
        if panels:
            yield panels


def columns_of(site: Site, data: Comparison) -> list[Column]:
    """The ids of each column."""
    return [tuple(site.library.id_of(i) for i in (column.entry, *column.with_)) for column in data.entries]


def _record(site: Site, comparison_id: str) -> Record[Comparison]:
    return site.library.entries[comparison_id]  # type: ignore[return-value]


def _item(site: Site, comparison_id: str) -> ComparisonItem:
    data = _record(site, comparison_id).data
    links = tuple(site.link(column[0]) for column in columns_of(site, data))
    return ComparisonItem(site.link(comparison_id), site.prose.line(data.lead), links)


def _cell(site: Site, row: Row, column: Column) -> Cell:
    values = [*_stated_values(site, row, column), *_claim_values(site, row, column)]
    most = 1 if row.latest else MOST_VALUES
    return Cell(tuple(values[:most]), 0 if row.latest else max(0, len(values) - most))


def _claim_values(site: Site, row: Row, column: Column) -> Iterator[CellValue]:
    """The words of the row's claims that are about the entries of a column, the newest first."""
    claims = [site.library.id_of(reference) for reference in row.claims]
    facts = [site.same_facts.fact_of(i) for i in claims if not set(column).isdisjoint(site.derived(i).about)]
    for fact in newest_first(site, dict.fromkeys(filter(None, facts))):
        line = fact_line(site, fact)
        yield _value(site, line.claim.text, "", [(fact, line)])


def _stated_values(site: Site, row: Row, column: Column) -> Iterator[CellValue]:
    """The values that live claims state of the row's properties, the newest first."""
    stated = {
        each.fact: each
        for each in stated_facts(site, claims_stating(site, column, as_value=True), row.property)
        if _belongs(site, row, column, each.statement)
    }
    lines = fact_line.read_many(site, stated)
    groups: dict[Markup, list[Stated]] = {}
    for fact in newest_first(site, stated):
        shown = _shown(site, row, column, stated[fact])
        groups.setdefault(shown, []).append(stated[fact])
    for shown, group in groups.items():
        what = _what(site, row, group[0].statement)
        yield _value(site, shown, what, [(each.fact, lines[each.fact]) for each in group])


def _belongs(site: Site, row: Row, column: Column, statement: Statement) -> bool:
    """Whether a row shows a statement. One that names the entries of the column only as its value is shown if the
    property has a label for that side."""
    own = statement.entry and str(statement.value) in column
    if statement.subject not in column:
        return row.only != "with" and bool(site.library.properties[statement.property].data.inverse)
    return row.only is None or own == (row.only == "with")


def _shown(site: Site, row: Row, column: Column, stated: Stated) -> Markup:
    """A value as a reader reads it in a cell, after what relates it to the column, where the row alone does not say."""
    statement = stated.statement
    prop, is_inverse = site.library.properties[statement.property].data, statement.subject not in column
    if is_inverse:
        shown = site.link(statement.subject)
    elif statement.of in column:
        shown = site.bare_value(statement)
    else:
        shown = site.value(statement)
    if not statement.entry:
        shown = _capitalized(shown)
    claim = site.record(stated.fact).data
    if statement.entry and (is_inverse or row.only == "others" or len(row.property) > 1):
        shown = Markup("{} {}").format(_label_of(prop, is_inverse, is_past=claim.until is not None), shown)
    span = span_of(claim)
    return Markup("{} ({})").format(shown, site.words.format_date(span)) if span else shown


def _label_of(prop: Property, is_inverse: bool, is_past: bool) -> str:
    """How a relation reads from one of its sides, with a capital letter; as it reads of the past if it has ended."""
    label, past = (prop.inverse, prop.past_inverse) if is_inverse else (prop.label, prop.past)
    words = (past if is_past else None) or label or ""
    return words[:1].upper() + words[1:]


def _capitalized(shown: Markup) -> Markup:
    """A text that begins with a capital letter; what begins with a mark stays as it is."""
    return Markup(shown[:1].upper() + shown[1:])


def _what(site: Site, row: Row, statement: Statement) -> str:
    """What an amount is, where the row has several properties."""
    if len(row.property) < 2 or not isinstance(statement.value, Amount):
        return ""
    return site.library.properties[statement.property].data.label


def _value(site: Site, shown: Markup, what: str, lines: Sequence[tuple[str, FactLine]]) -> CellValue:
    line = lines[0][1]
    publishers = {publisher for fact, _ in lines for publisher in site.same_facts.publishers(fact)}
    return CellValue(
        value=shown,
        address=line.claim.opened,
        by=site.words.join(filter(None, [what, line.by, _when(site, lines[0][0])])),
        support=site.support(len(publishers)),
        is_shared=len(publishers) > 1,
        labels=tuple(dict.fromkeys(_labels(line for _, line in lines))),
        facts=tuple(fact for fact, _ in lines),
    )


def _when(site: Site, fact: str) -> str:
    """The time of a fact, else the day on which it was said."""
    return site.words.format_short_date(listed_on(site.record(fact), site.library))


def _labels(lines: Iterable[FactLine]) -> Iterator[Label]:
    for line in lines:
        yield from line.labels


COMPARISONS = View(
    f"{COMPARISON.name} index",
    AddressPattern(COMPARISON.address),
    comparisons_page,
    "comparisons",
    section=COMPARISON.section,
)
COMPARISON_VIEW = View(
    COMPARISON.name,
    PAGES[COMPARISON.name],
    comparison_page,
    COMPARISON.template,
    keys=lambda site: site.library.ids_of(COMPARISON.name),
    section=COMPARISON.section,
    is_of_entry=True,
    round=SECOND_ROUND,
)
VIEWS = (COMPARISONS, COMPARISON_VIEW)
