"""The figures of an edition: drawings of its claims, each with the same as rows of a table, for readers and mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ...content.kinds.edition import Figure
from .charts import Chart, charts
from .comparisons import Table, comparison_table
from .drawings.moments import HAPPENED, Moment, moment
from .drawings.strip import Strip, draw_strip
from .fact_lines import fact_line
from .site import Site
from .value_bars import ValueBars, value_bars, valued_facts

WIDTH = 560
"""The least width of a drawing that is beside the contents of an edition, in pixels. Narrower screens show a list."""
MOST_SOURCES = 5
"""How many publishers the line of sources names."""


class FigureRow(NamedTuple):
    """What one mark shows, in words."""

    date: str
    what: str
    value: str
    by: str
    address: str
    """The claim that says it, relative to the site's root."""
    width: str
    """How long its bar is, in percent; empty for none."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One of the drawings, with what it shows as rows; a comparison is a table already, and has none."""

    title: str
    rows: Sequence[FigureRow]
    sources: str
    """Which publishers it is from."""
    strip: Strip | None = None
    lanes: Sequence[tuple[Markup, Strip]] = ()
    """(whose it is, strip) on one axis."""
    bars: ValueBars | None = None
    charts: Sequence[Chart] = ()
    table: Table | None = None
    table_address: str = ""

    @property
    def leads(self) -> bool:
        """Whether it stands after the first paragraph of its section, instead of at the end."""
        return self.strip is not None


def figure_of(site: Site, figure: Figure) -> FigureView | None:
    """The drawing that a section names; None if its claims no longer give it anything to draw."""
    ids = [site.library.id_of(reference) for reference in figure.of]
    title = site.words.set_type(figure.title or "")
    if figure.kind == "comparison":
        table = comparison_table(site, ids[0])
        facts, address = table.facts, site.address(ids[0])
        return FigureView(title or table.title, (), _sources(site, facts), table=table, table_address=address)
    if figure.kind == "series":
        return _series(site, ids, figure.property, title)
    return _lanes(site, ids, title) if figure.kind == "lanes" else _strip(site, ids, title)


def _series(site: Site, ids: Sequence[str], properties: Sequence[str], title: str) -> FigureView | None:
    found = valued_facts(site, ids, properties)
    drawing = value_bars(site, ids, properties, title)
    sources = _sources(site, [valued.fact for valued in found])
    if drawing is not None:
        rows = [FigureRow(bar.date, bar.what, bar.value, bar.by, bar.address, bar.width) for bar in drawing.bars]
        return FigureView(drawing.title, rows, sources, bars=drawing)
    groups: dict[tuple[str, str, str | None], list[str]] = {}
    for valued in found:
        statement = valued.statement
        groups.setdefault((statement.subject, statement.property, statement.of), []).append(valued.fact)
    lines = fact_line.read_many(site, [valued.fact for valued in found])
    rows = [
        FigureRow(
            lines[valued.fact].date,
            site.library.properties[valued.statement.property].data.label,
            site.words.format_amount(valued.amount),
            lines[valued.fact].by,
            lines[valued.fact].claim.opened,
            "",
        )
        for valued in found
    ]
    drawn = charts(site, groups.values())
    return FigureView(title or drawn[0].title.striptags(), rows, sources, charts=drawn) if drawn else None


def _strip(site: Site, ids: Sequence[str], title: str) -> FigureView | None:
    moments = _moments(site, ids)
    names = site.words.join(site.title(i) for i in ids if "/" not in i)
    drawing = draw_strip(site, moments, (), title or names, width=WIDTH)
    if drawing is None:
        return None
    return FigureView(title or drawing.label, _rows(site, moments), _sources_of(site, moments), strip=drawing)


def _lanes(site: Site, ids: Sequence[str], title: str) -> FigureView | None:
    """A strip for each entry, on the axis of all."""
    found = {entry_id: _moments(site, [entry_id]) for entry_id in ids}
    everything = _in_time({each.fact: each for moments in found.values() for each in moments}.values())
    lanes = [
        (site.heading(entry_id), strip)
        for entry_id, moments in found.items()
        if (
            strip := draw_strip(
                site, moments, (), site.title(entry_id), width=WIDTH, also=[moment.extent for moment in everything]
            )
        )
    ]
    title = title or site.words.join(site.title(entry_id) for entry_id in ids)
    return FigureView(title, _rows(site, everything), _sources_of(site, everything), lanes=lanes) if lanes else None


def _moments(site: Site, ids: Sequence[str]) -> list[Moment]:
    return _in_time(filter(None, moment.read_many(site, _claims_of_strip(site, ids)).values()))


def _in_time(moments: Iterable[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda found: (found.date.sort_key, found.fact))


def _rows(site: Site, moments: Sequence[Moment]) -> list[FigureRow]:
    lines = fact_line.read_many(site, [found.fact for found in moments])
    found = (lines[each.fact] for each in moments)
    return [
        FigureRow(line.date, site.words.set_type(line.claim.plain), "", line.by, line.claim.opened, "")
        for line in found
    ]


def _sources_of(site: Site, moments: Sequence[Moment]) -> str:
    return _sources(site, [site.same_facts.fact_of(found.fact) for found in moments])


def _claims_of_strip(site: Site, ids: Iterable[str]) -> list[str]:
    """The live claims that a strip names, and one of each fact that says what happened to the entries that it names."""
    found: dict[str, str] = {}
    for entry_id in ids:
        named = "/" in entry_id
        for claim_id in [entry_id] if named else site.facts.about[entry_id]:
            fact = site.same_facts.fact_of(claim_id)
            if fact and (named or site.record(fact).data.kind in HAPPENED):
                found.setdefault(fact, claim_id if named else fact)
    return list(found.values())


def _sources(site: Site, facts: Iterable[str]) -> str:
    """ "Sources: Yicai, TechNode and 3 more." """
    publishers = dict.fromkeys(publisher for fact in facts for publisher in site.same_facts.publishers(fact))
    names = [site.words.set_type(site.title(publisher)) for publisher in list(publishers)[:MOST_SOURCES]]
    if len(publishers) > MOST_SOURCES:
        names.append(site.words.count("and_more", len(publishers) - MOST_SOURCES))
    return site.words.fill("figure_sources", names=site.words.join(names))
