"""The fact box of an entry: what live claims state about it, and what they state about others with it as the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .site import Site


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value in a row of the fact box: the value, who says so and when, and in which claim."""

    value: Markup
    note: Markup
    claim: str
    address: str
    """The claim on the same page if it is there, else its own page."""
    number: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """`more` is how many older values are shown only in the claims below."""

    label: str
    values: tuple[FactValue, ...]
    more: int


MOST_VALUES, MOST_NAMES = 12, 40
"""How many values one row shows: the newest ones. Rows of names show more, because past roles stay of interest."""

Rows = dict[tuple[int, str], list[str]]
"""(place in the vocabulary, label) -> claims."""


def fact_rows(site: Site, entry_id: str, numbers: Mapping[str, int]) -> list[FactRow]:
    """The rows in the order of the vocabulary; `numbers` maps the claims on the same page to their numbers."""
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
    """One entry for each distinct value, from the first claim that states it; others that agree are left out."""
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
