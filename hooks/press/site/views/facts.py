"""The fact box of an entry: what live claims state of it, and what they state of others to it, by property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .site import Site


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of a row of the fact box: what, who says so and when, in which claim."""

    value: Markup
    note: Markup
    claim: str
    address: str
    """The claim on the same page where it stands there, else its own page."""
    number: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """`more` is how many older values are left to the claims below."""

    label: str
    values: tuple[FactValue, ...]
    more: int


MOST_VALUES, MOST_NAMES = 12, 40
"""Values that one row shows: the newest. Who led a firm, and when, is asked of names that are long past."""

Rows = dict[tuple[int, str], list[str]]
"""(place in the vocabulary, label) -> claims."""


def fact_rows(site: Site, entry_id: str, numbers: Mapping[str, int]) -> list[FactRow]:
    """The rows in the order of the vocabulary; `numbers` are those of the claims that stand on the same page."""
    rows: Rows = {}
    for claim_id in site.facts.subject_of[entry_id]:
        _add_row(site, rows, claim_id, inverse=False)
    for claim_id in site.facts.value_of[entry_id]:
        _add_row(site, rows, claim_id, inverse=True)
    return [_row(site, label, ids, entry_id, numbers) for (_, label), ids in sorted(rows.items())]


def _row(site: Site, label: str, claim_ids: Sequence[str], entry_id: str, numbers: Mapping[str, int]) -> FactRow:
    values = tuple(_values(site, site.by_time(claim_ids), entry_id, numbers))
    statement = site.derived(claim_ids[0]).statement
    most = MOST_NAMES if statement and statement.entry else MOST_VALUES
    return FactRow(label, values[-most:], max(0, len(values) - most))


def _add_row(site: Site, rows: Rows, claim_id: str, inverse: bool) -> None:
    derived = site.derived(claim_id)
    if not derived.live or derived.statement is None:
        return
    data = site.library.properties[derived.statement.property].data
    label = data.inverse if inverse else data.label
    if label:
        row = (site.property_order(derived.statement.property), label[0].upper() + label[1:])
        rows.setdefault(row, []).append(claim_id)


def _values(site: Site, claim_ids: Sequence[str], entry_id: str, numbers: Mapping[str, int]) -> Iterator[FactValue]:
    """One value for each different value; the reports that agree with it stand behind their own claims."""
    seen: set[Markup] = set()
    for claim_id in claim_ids:
        statement = site.derived(claim_id).statement
        assert statement is not None
        inverse = statement.subject != entry_id
        shown = site.link(statement.subject) if inverse else site.value(statement)
        shown += site.span(site.record(claim_id).data)
        if shown in seen:
            continue
        seen.add(shown)
        note = site.words.join_html([site.short_speaker(claim_id), site.claim(claim_id).date])
        yield FactValue(shown, note, claim_id, *site.citation(claim_id, numbers))
