"""What a mutant has instead of a tracked read: the same value, read without recording a dependency.

This file is copied into the engine of a mutated project, see mutants.py.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .database import Database

_databases: list[weakref.ref[Database]] = []
_begin = Database.__init__


def _remember(database: Database, *arguments: Any) -> None:
    _begin(database, *arguments)
    _databases.append(weakref.ref(database))


Database.__init__ = _remember  # type: ignore[method-assign]


@contextmanager
def _nothing_recorded() -> Iterator[None]:
    """Reads inside are not dependencies of the query being evaluated; queries inside record their own."""
    paused = [(database, database.reads) for ref in _databases if (database := ref()) and database.reads is not None]
    for database, _ in paused:
        database.reads = None
    try:
        yield
    finally:
        for database, reads in paused:
            database.reads = reads


class Untracked:
    """Something that rows are read from: a table, or a function that reads them."""

    def __init__(self, target: Any) -> None:
        self._target = target

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        with _nothing_recorded():
            return self._target(*arguments, **named)

    def __getitem__(self, key: Any) -> Any:
        with _nothing_recorded():
            return self._target[key]

    def __contains__(self, key: Any) -> bool:
        with _nothing_recorded():
            return key in self._target

    def __iter__(self) -> Iterator[Any]:
        with _nothing_recorded():
            return iter(list(self._target))

    def __len__(self) -> int:
        with _nothing_recorded():
            return len(self._target)
