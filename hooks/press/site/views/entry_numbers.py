"""The drawings above the numbers of an entry. They take the place of the rows whose facts they show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from ...content.values.amounts import Amount
from .site import Site
from .stated import claims_stating
from .value_bars import ValueBars, Valued, bars_of, is_agreed, valued_facts

MOST_DRAWN = 3
"""The most drawings on one page."""


class Numbers(NamedTuple):
    """The drawings of an entry, each of one measure; the first also has what was agreed, such as a price."""

    drawings: tuple[ValueBars, ...]

    @property
    def facts(self) -> frozenset[str]:
        """The facts that are drawn."""
        return frozenset(fact for drawing in self.drawings for fact in drawing.facts)


def numbers_of(site: Site, entry_id: str, here: Collection[str]) -> Numbers:
    """The drawings of what claims state of an entry in amounts, of the facts that are on the same page."""
    found = [valued for valued in _valued(site, entry_id) if valued.fact in here]
    names = sorted({valued.statement.property for valued in found}, key=site.property_order)
    agreed = [valued for valued in found if is_agreed(site, valued.statement.property)]
    measures: dict[tuple[str, str | None], list[Valued]] = {}
    for valued in sorted(found, key=lambda valued: names.index(valued.statement.property)):
        if valued not in agreed:
            measures.setdefault((valued.statement.property, valued.statement.of), []).append(valued)
    drawings: list[ValueBars] = []
    for own in list(measures.values()) or [[]]:
        shown = [*own, *agreed] if not drawings else own
        drawing = bars_of(site, sorted(shown, key=found.index), _properties_of(shown))
        if drawing and sum(1 for bar in drawing.bars if bar.width) > 1 and len(drawings) < MOST_DRAWN:
            drawings.append(drawing)
    return Numbers(tuple(drawings))


def _properties_of(shown: Sequence[Valued]) -> list[str]:
    return list(dict.fromkeys(valued.statement.property for valued in shown))


def _valued(site: Site, entry_id: str) -> list[Valued]:
    claims = list(claims_stating(site, [entry_id]))
    statements = (site.derived(claim_id).statement for claim_id in claims)
    names = {statement.property for statement in statements if statement and isinstance(statement.value, Amount)}
    return valued_facts(site, [entry_id], sorted(names)) if names else []
