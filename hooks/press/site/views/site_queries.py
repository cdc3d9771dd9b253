"""How views declare queries: functions of the whole site, and of the site and one entry or claim.

The module that declares one has to be in the tuple of its package (`views.MODULES`, `outputs.MODULES`), so that all
queries are known to the database before the first change is propagated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any, TypeVar

from ...incremental import QueryFunction
from ...incremental.declarations import Exists, Options
from .site import Site

V = TypeVar("V")


class SiteQuery(QueryFunction[V]):
    """A query of the whole site: `figure_rows(site)`."""

    def __call__(self, site: Site) -> V:
        return self.query_of(site)("")

    def compute(self, owner: Any, key: str) -> V:
        return self._function(owner)


class EntryQuery(QueryFunction[V]):
    """A query of one entry or claim: `index_item(site, entry_id)`."""

    def __call__(self, site: Site, global_id: str) -> V:
        return self.query_of(site)(global_id)

    def read_many(self, site: Site, ids: Iterable[str]) -> dict[str, V]:
        """The values for some ids, loaded in one store query; depends on each of them."""
        return self.query_of(site).read_many(ids)

    def read_all(self, site: Site, ids: Iterable[str]) -> dict[str, V]:
        """The values for some ids, loaded in one store query; depends once on the values for all ids."""
        return self.query_of(site).read_all(ids)


def site_query(stored: bool = False) -> Callable[[Callable[[Site], V]], SiteQuery[V]]:
    """Declares a function `(site) -> value` as a query; see `incremental.query`."""
    return lambda function: SiteQuery(function, Options(stored, False, None))


def entry_query(
    stored: bool = False, eager: bool = False, exists: Exists | None = None
) -> Callable[[Callable[[Site, str], V]], EntryQuery[V]]:
    """Declares a function `(site, global_id) -> value` as a query; see `incremental.query`."""
    return lambda function: EntryQuery(function, Options(stored, eager, exists))


def list_queries(modules: Iterable[ModuleType]) -> tuple[QueryFunction[Any], ...]:
    """The queries that some modules declare, in order."""
    return tuple(
        declared
        for module in modules
        for declared in vars(module).values()
        if isinstance(declared, QueryFunction) and declared.module == module.__name__
    )
