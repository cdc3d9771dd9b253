"""Checks comparisons: how many entries they have, and that each row and each drawing can show something."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.kinds.comparison import Comparison
from ...content.records import Record
from ...problem import Code, Problem, make_visible
from ..facts import Facts
from ..library import Library
from ..names import Names

FEWEST, MOST = 2, 5
"""How many entries a comparison sets side by side."""


def check_entries(library: Library, names: Names, record: Record[Comparison]) -> Iterator[Problem]:
    """Reports too few or too many entries, and an entry that is named twice."""
    compared = record.data.entries
    if not FEWEST <= len(compared) <= MOST:
        what = (
            f"entries: {len(compared)} {'entry' if len(compared) == 1 else 'entries'}; {FEWEST} to {MOST} are expected"
        )
        yield Problem(record.locate("entries"), Code.WRONG_NUMBER_OF_ENTRIES, what, "name each entry as an item")
    seen: set[str] = set()
    for index, column in enumerate(compared):
        entry_id = library.resolve(column.entry) or column.entry
        if entry_id in seen:
            what = f"entries: '{make_visible(column.entry)}' is named twice"
            yield Problem(record.locate("entries", index), Code.WRONG_NUMBER_OF_ENTRIES, what, "remove one of the two")
        seen.add(entry_id)


def check_rows(library: Library, names: Names, record: Record[Comparison]) -> Iterator[Problem]:
    """Reports a row that names nothing to show."""
    for index, row in enumerate(record.data.rows):
        if not row.property and not row.claims:
            what = f"the row '{make_visible(row.label)}' has neither a property nor claims"
            cure = "add 'property: id' or 'claims: [article/claim]'"
            yield Problem(record.locate("rows", index), Code.ROW_WITHOUT_CONTENT, what, cure)


def check_charts(library: Library, names: Names, record: Record[Comparison]) -> Iterator[Problem]:
    """Reports a drawing of a property whose values are not numbers, or which no row says in words."""
    in_rows = {name for row in record.data.rows for name in row.property}
    for index, chart in enumerate(record.data.charts):
        for name in chart.property:
            known = library.properties.get(name)
            if known is not None and not known.data.measures:
                what = f"charts: the values of '{make_visible(name)}' are not amounts"
                cure = "name a property whose value is an amount, or remove it"
                yield Problem(record.locate("charts", index), Code.CHART_WITHOUT_AMOUNTS, what, cure)
            elif known is not None and name not in in_rows:
                what = f"charts: no row shows '{make_visible(name)}', so that it is only in the drawing"
                cure = f"add a row with 'property: {name}', or add it to one"
                yield Problem(record.locate("charts", index), Code.CHART_WITHOUT_AMOUNTS, what, cure)


def find_misplaced_claims(facts: Facts) -> Iterator[Problem]:
    """The problems of claims in rows that are about no entry of their comparison."""
    for record in facts.library.comparisons:
        compared = set(facts.compared.entries(record.id))
        for index, row in enumerate(record.data.rows):
            for place, reference in enumerate(row.claims):
                said = facts.assertion(facts.library.claim_id(reference, record))
                if said and compared.isdisjoint(said.about):
                    what = f"claims: '{make_visible(reference)}' is about none of the entries compared"
                    cure = "remove it, or name an entry that it is about under 'entries'"
                    yield Problem(record.locate("rows", index, "claims", place), Code.CLAIM_OF_NO_COLUMN, what, cure)
