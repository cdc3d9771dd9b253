"""Every query that a view or an output declares is listed in its package, so that the database knows it in time."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from press import outputs
from press.incremental import QueryFunction
from press.site import views


def find_declared(package: ModuleType) -> Iterator[QueryFunction[object]]:
    """The queries that the modules of a package declare."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = import_module(found.name)
        yield from (
            value
            for value in vars(module).values()
            if isinstance(value, QueryFunction) and value.module == module.__name__
        )


@pytest.mark.parametrize("package", [views, outputs], ids=lambda package: package.__name__)
def test_every_declared_query_is_listed(package: ModuleType) -> None:
    declared = [query.name for query in find_declared(package)]
    assert sorted(declared) == sorted(query.name for query in package.QUERIES)
    assert len(declared) > 5


def test_no_two_queries_have_the_same_name() -> None:
    names = [query.name for query in (*views.QUERIES, *outputs.QUERIES)]
    assert len(names) == len(set(names))
