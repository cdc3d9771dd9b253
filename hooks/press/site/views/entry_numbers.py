"""The drawings above the numbers of an entry. They take the place of the rows whose facts they show."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ...content.values.amounts import Amount
from .site import Site
from .stated import claims_stating
from .value_bars import ValueBars, Valued, bars_of, is_agreed, valued_facts

MOST_DRAWN = 3
"""The most drawings on one page."""


class Numbers(NamedTuple):
    """The drawings of an entry, each of one property; the first also has what was agreed, such as a price."""

    drawings: tuple[ValueBars, ...]

    @property
    def facts(self) -> frozenset[str]:
        """The facts that are drawn."""
        return frozenset(fact for drawing in self.drawings for fact in drawing.facts)


def numbers_of(site: Site, entry_id: str, here: Collection[str]) -> Numbers:
    """The drawings of what claims state of an entry in amounts, of the facts that are on the same page."""
    found = [valued for valued in _valued(site, entry_id) if valued.fact in here]
    names = dict.fromkeys(valued.statement.property for valued in found)
    ordered = sorted(names, key=site.property_order)
    agreed = [name for name in ordered if is_agreed(site, name)]
    drawings: list[ValueBars] = []
    for name in [name for name in ordered if name not in agreed] or agreed[:1]:
        drawing = bars_of(site, found, [name, *(agreed if not drawings else ())])
        if drawing and sum(1 for bar in drawing.bars if bar.width) > 1 and len(drawings) < MOST_DRAWN:
            drawings.append(drawing)
    return Numbers(tuple(drawings))


def _valued(site: Site, entry_id: str) -> list[Valued]:
    claims = list(claims_stating(site, [entry_id]))
    statements = (site.derived(claim_id).statement for claim_id in claims)
    names = {statement.property for statement in statements if statement and isinstance(statement.value, Amount)}
    return valued_facts(site, [entry_id], sorted(names)) if names else []
