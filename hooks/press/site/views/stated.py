"""The facts that some claims state, each with one statement of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ...library.statements import Statement
from .site import Site


class Stated(NamedTuple):
    """A fact, and the statement of the claim that says it best; of another if that makes none of these properties."""

    fact: str
    statement: Statement


def stated_facts(site: Site, claim_ids: Iterable[str], properties: Collection[str]) -> list[Stated]:
    """The facts that live claims state about some properties, by time."""
    found: dict[str, Statement] = {}
    for claim_id in claim_ids:
        statement = _statement(site, claim_id, properties)
        if statement is not None and site.derived(claim_id).live:
            fact = site.same_facts.fact_of(claim_id)
            found.setdefault(fact, _statement(site, fact, properties) or statement)
    return [Stated(fact, found[fact]) for fact in site.by_time(found)]


def _statement(site: Site, claim_id: str, properties: Collection[str]) -> Statement | None:
    statement = site.derived(claim_id).statement
    return statement if statement and statement.property in properties else None


def claims_stating(site: Site, entry_ids: Iterable[str], *, as_value: bool = False) -> Iterator[str]:
    """The claims with statements about some entries; with `as_value` also those that name them as the value."""
    for entry_id in entry_ids:
        yield from site.facts.subject_of[entry_id]
        if as_value:
            yield from site.facts.value_of[entry_id]
