"""Checks the figures of editions: that each can draw what it names, and that there is something to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...content.kinds import CLAIM, COMPARISON, NAMED
from ...content.kinds.edition import Edition, Figure
from ...content.records import Record
from ...content.values.amounts import Amount
from ...problem import Code, Problem, make_visible
from ..assertions import dated
from ..facts import Facts
from ..library import Library
from ..names import Names

KINDS_OF: dict[str, tuple[str, ...]] = {
    "series": NAMED,
    "strip": (*NAMED, CLAIM),
    "lanes": NAMED,
    "comparison": (COMPARISON.name,),
}
"""Kind of figure -> what it can be of."""
MOST_LANES = 5
"""How many entries have a lane each in one figure."""


def check_figures(library: Library, names: Names, record: Record[Edition]) -> Iterator[Problem]:
    """Reports a figure that names what its kind cannot draw."""
    for index, section in enumerate(record.data.sections):
        if section.figure:
            yield from _check_figure(library, record, index, section.figure)


def _check_figure(library: Library, record: Record[Edition], index: int, figure: Figure) -> Iterator[Problem]:
    at, code = ("sections", index, "figure"), Code.FIGURE_OF_WRONG_THINGS
    kind, expected = figure.kind, KINDS_OF[figure.kind]
    for place, reference in enumerate(figure.of):
        found = library.resolve(reference)
        seen = library.kind.get(found, CLAIM) if found else ""
        if seen and seen not in expected:
            what = f"a figure of kind '{kind}' cannot be of '{make_visible(reference)}', which is of kind {seen}"
            yield Problem(record.locate(*at, "of", place), code, what, f"name {_describe(expected)}")
    most = {"comparison": 1, "lanes": MOST_LANES}.get(kind)
    if most and len(figure.of) > most:
        what = f"a figure of kind '{kind}' is of {len(figure.of)} entries; at most {most} can be drawn"
        yield Problem(record.locate(*at, "of"), code, what, "remove the others")
    if bool(figure.property) != (kind == "series"):
        what = f"a figure of kind '{kind}' {'has a property' if figure.property else 'names no property'}"
        cure = "add 'property: id'" if kind == "series" else "remove 'property', which is for a series"
        yield Problem(record.locate(*at, *(["property"] if figure.property else [])), code, what, cure)
    for place, name in enumerate(figure.property):
        known = library.properties.get(name)
        if known is not None and not known.data.measures:
            what = f"the values of '{make_visible(name)}' are not amounts"
            yield Problem(record.locate(*at, "property", place), code, what, "name a property whose value is an amount")


def _describe(kinds: Iterable[str]) -> str:
    """What a figure can be of, in words."""
    if kinds == (COMPARISON.name,):
        return "the id of a comparison"
    return "ids of entries or claims" if CLAIM in kinds else "ids of entries"


def find_empty_figures(facts: Facts) -> Iterator[Problem]:
    """The problems of figures that have fewer than two amounts or times to draw."""
    for record in facts.library.editions:
        for index, section in enumerate(record.data.sections):
            figure = section.figure
            if figure and figure.kind != "comparison" and len(set(_list_drawn(facts, record, figure))) < 2:
                what = f"a figure of kind '{figure.kind}' has fewer than two {_WHAT[figure.kind]} to draw"
                cure = "name entries or claims that have them, or remove the figure"
                yield Problem(record.locate("sections", index, "figure"), Code.FIGURE_WITHOUT_CONTENT, what, cure)


_WHAT = {"series": "amounts", "strip": "dates", "lanes": "dates"}


def _list_drawn(facts: Facts, record: Record[Edition], figure: Figure) -> Iterator[object]:
    """What each mark of a figure is at: an amount of something, or a time."""
    found = [library_id for reference in figure.of if (library_id := facts.library.resolve(reference))]
    for claim_id in _list_claims(facts, found, figure):
        said = facts.assertion(claim_id)
        if said is None or not facts.is_live(claim_id):
            continue
        if figure.kind != "series":
            if time := dated(facts.library.claims[claim_id], facts.library):
                yield time.text
        elif said.statement and said.statement.property in figure.property and isinstance(said.statement.value, Amount):
            yield said.statement.subject, said.statement.property, said.statement.value


def _list_claims(facts: Facts, found: Iterable[str], figure: Figure) -> Iterator[str]:
    """The claims that a figure can draw: those that it names, and those with statements about its entries, or that say
    what happened to them."""
    for entry_id in found:
        if "/" in entry_id:
            yield entry_id
        elif figure.kind == "series":
            yield from facts.subject_of[entry_id]
        else:
            yield from (i for i in facts.about[entry_id] if facts.library.claims[i].data.kind == "event")
