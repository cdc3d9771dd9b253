"""Records every row that is touched while a query is evaluated, and which of them the query does not depend on.

It hooks the rows themselves, not the methods that read them, so that it sees every read, however it is written:
`input[key]`, `read_untracked`, or `query.rows[key]`. A row that a nested query touches counts only for that query. When
the evaluation ends, the dependencies recorded for the query must cover what it touched. If an earlier process recorded
them and this one does not (`Query._evaluate`), those must cover it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from press.incremental import Database, rows
from press.incremental.database import ALL_KEYS, ANY_ROW
from press.incremental.queries import Query
from press.incremental.rows import KeyedRows, RowTable

ENGINE = str(Path(rows.__file__).parent)
ROW, EXISTENCE, KEYS = "row", "existence", "keys"
"""What is touched in a table: the content of a row, its existence, or the set of keys."""


class Allowed(NamedTuple):
    """A function that may read rows untracked."""

    nodes: str
    """The table of nodes; the query depends on one of them instead."""
    why: str


_NAMES = "Names.follow marks the node of a text as changed when a form of a name that it holds comes, goes or changes."
ALLOWED = {
    "press.library.names.Names._ready": Allowed("names in|misprints in", _NAMES),
    "press.library.names.Names.mentions": Allowed("names in", _NAMES),
    "press.library.names.Names.misprints_in": Allowed("misprints in", _NAMES),
}
"""Function -> why its untracked reads are sound. A comment at each read says so too."""


class Touch(NamedTuple):
    """One row, or the keys of a table, touched by a function."""

    table: RowTable[Any]
    key: str
    what: str
    place: str
    """The module and qualified name of the function outside the engine."""
    line: int
    untracked: bool
    """Whether the function called a method whose name says that it is untracked."""

    def __str__(self) -> str:
        return f"{self.what} of '{self.table.name}' in {self.place}:{self.line}"


@dataclass
class _Evaluation:
    """A query being evaluated, and what it touched before that was tracked."""

    query: Query[Any]
    key: str
    suspects: dict[tuple[str, str, str], Touch] = field(default_factory=dict)


@dataclass
class Sanitizer:
    """Everything found since the sanitizer was installed."""

    faults: dict[str, str] = field(default_factory=dict)
    """A read that no dependency covers, or a side effect -> the first query in which it was seen."""
    evaluated: set[str] = field(default_factory=set)
    """The queries that were evaluated."""
    excused: set[str] = field(default_factory=set)
    """The functions of ALLOWED that read a row untracked."""
    _stack: list[_Evaluation] = field(default_factory=list)
    _paused: int = 0

    def touch(self, table: RowTable[Any], key: str, what: str) -> None:
        """Records that the query being evaluated touches a row."""
        if not self._stack or self._paused:
            return
        reads = table.database.reads
        if reads is not None and table.node_ids.get(key) in reads:
            return
        evaluation = self._stack[-1]
        if (table.name, key, what) not in evaluation.suspects:
            evaluation.suspects[table.name, key, what] = Touch(table, key, what, *_find_caller())

    def refuse(self, what: str) -> None:
        """Records a side effect of the query being evaluated."""
        if self._stack:
            place, line, _ = _find_caller()
            self._report(f"{what} in {place}:{line}", self._stack[-1])

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Does not record touches by the engine itself."""
        self._paused += 1
        try:
            yield
        finally:
            self._paused -= 1

    def evaluate(self, query: Query[Any], key: str, evaluate: Callable[[], Any]) -> Any:
        """Evaluates a query and checks what it touched."""
        evaluation = _Evaluation(query, key)
        self.evaluated.add(query.name)
        self._stack.append(evaluation)
        paused, self._paused = self._paused, 0
        try:
            row = evaluate()
        except BaseException as error:
            self._report(f"{type(error).__name__} raised", evaluation)
            raise
        finally:
            self._stack.pop()
            self._paused = paused
        reads = list_dependencies(query, key)
        for touch in evaluation.suspects.values():
            self._judge(touch, reads, evaluation)
        return row

    def _judge(self, touch: Touch, reads: set[int], evaluation: _Evaluation) -> None:
        if not reads.isdisjoint(_list_covering_nodes(touch)):
            return
        allowed = ALLOWED.get(touch.place)
        if allowed is None or not touch.untracked:
            self._report(str(touch), evaluation)
            return
        self.excused.add(touch.place)
        names = map(touch.table.database.name_node, reads)
        if not {name[0] for name in names if name} & set(allowed.nodes.split("|")):
            self._report(f"{touch}, without a node of '{allowed.nodes}'", evaluation)

    def _report(self, fault: str, evaluation: _Evaluation) -> None:
        self.faults.setdefault(fault, f"{evaluation.query.name}({evaluation.key!r})")

    def list_faults(self) -> list[str]:
        return [f"{fault}, first for {seen}" for fault, seen in sorted(self.faults.items())]


def list_dependencies(query: Query[Any], key: str) -> set[int]:
    """The nodes that a query is known to have read, by this process or an earlier one."""
    database, node = query.database, query.node_ids[key]
    recorded = database._dependencies.get(node)
    return database.find_earlier_dependencies(node) if recorded is None else set(recorded)


def name_dependencies(database: Database) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Query -> what it read, for all queries that this process evaluated."""
    named = {node: set(map(database.name_node, reads)) for node, reads in database._dependencies.items()}
    return {database.name_node(node): reads for node, reads in named.items()}  # type: ignore[misc]


def _list_covering_nodes(touch: Touch) -> Iterator[int]:
    """The nodes that change whenever what was touched changes."""
    ids, found = touch.table.node_ids, [ANY_ROW]
    if touch.what != KEYS:
        found.append(touch.key)
    if touch.what != ROW:
        found.append(ALL_KEYS)
    yield from (node for key in found if (node := ids.find(key)) is not None)
    if touch.what == EXISTENCE and isinstance(touch.table, KeyedRows):
        node = touch.table._existence_ids.find(touch.key)
        yield from () if node is None else (node,)


def _find_caller() -> tuple[str, int, bool]:
    """The function outside the engine that reads: its name, the line, and whether it uses an untracked method."""
    frame, untracked = sys._getframe(1), False
    while frame.f_code.co_filename == __file__ or frame.f_code.co_filename.startswith(ENGINE):
        untracked = untracked or frame.f_code.co_name.endswith("_untracked")
        assert frame.f_back is not None
        frame = frame.f_back
    name = frame.f_code.co_qualname.partition(".<locals>")[0]
    return f"{frame.f_globals.get('__name__')}.{name}", frame.f_lineno, untracked


def watch_rows(sanitizer: Sanitizer) -> type[rows.LoadedRows[Any]]:
    """A mapping of loaded rows that reports every row that is requested."""

    class WatchedRows(rows.LoadedRows[Any]):
        def __init__(self, find: Any) -> None:
            super().__init__(find)
            self._table: RowTable[Any] = find.__self__

        def __getitem__(self, key: str) -> Any:
            sanitizer.touch(self._table, key, ROW)
            return super().__getitem__(key)

        def get(self, key: str, default: Any = None) -> Any:
            sanitizer.touch(self._table, key, ROW)
            return super().get(key, default)

        def __contains__(self, key: object) -> bool:
            sanitizer.touch(self._table, str(key), EXISTENCE)
            return super().__contains__(key)

        def __iter__(self) -> Iterator[str]:
            sanitizer.touch(self._table, ALL_KEYS, KEYS)
            return super().__iter__()

        def keys(self) -> Any:
            sanitizer.touch(self._table, ALL_KEYS, KEYS)
            return super().keys()

        def values(self) -> Any:
            sanitizer.touch(self._table, ANY_ROW, ROW)
            return super().values()

        def items(self) -> Any:
            sanitizer.touch(self._table, ANY_ROW, ROW)
            return super().items()

    return WatchedRows


def install(monkeypatch: pytest.MonkeyPatch) -> Sanitizer:
    """Watches the tables that are created from here on, only in this process."""
    sanitizer = Sanitizer()

    def evaluate(query: Query[Any], key: str, original: Any = Query._evaluate) -> Any:
        return sanitizer.evaluate(query, key, lambda: original(query, key))

    def prefetch(table: RowTable[Any], keys: Iterable[str], original: Any = RowTable.prefetch) -> None:
        keys = list(keys)
        with sanitizer.pause():
            original(table, keys)

    def contains_untracked(table: KeyedRows[Any], key: str, original: Any = KeyedRows.contains_untracked) -> bool:
        sanitizer.touch(table, key, EXISTENCE)
        with sanitizer.pause():
            return bool(original(table, key))

    def list_keys(table: KeyedRows[Any], original: Any = KeyedRows._list_keys) -> dict[str, None]:
        sanitizer.touch(table, ALL_KEYS, KEYS)
        with sanitizer.pause():
            return original(table)  # type: ignore[no-any-return]

    def read_last(query: Query[Any], key: str, default: Any, original: Any = Query.read_last) -> Any:
        sanitizer.touch(query, key, ROW)
        return original(query, key, default)

    def read_settled(query: Query[Any], unlike: Any, original: Any = Query.read_settled) -> Any:
        sanitizer.touch(query, ANY_ROW, ROW)
        with sanitizer.pause():
            return original(query, unlike)

    def change(table: KeyedRows[Any], key: str, *row: Any, original: Any) -> Any:
        sanitizer.refuse(f"change of '{table.name}'")
        with sanitizer.pause():
            return original(table, key, *row)

    monkeypatch.setattr(rows, "LoadedRows", watch_rows(sanitizer))
    monkeypatch.setattr(Query, "_evaluate", evaluate)
    monkeypatch.setattr(RowTable, "prefetch", prefetch)
    monkeypatch.setattr(KeyedRows, "contains_untracked", contains_untracked)
    monkeypatch.setattr(KeyedRows, "_list_keys", list_keys)
    monkeypatch.setattr(Query, "read_last", read_last)
    monkeypatch.setattr(Query, "read_settled", read_settled)
    for name in ("set", "remove"):
        original = getattr(KeyedRows, name)
        monkeypatch.setattr(KeyedRows, name, lambda table, *row, o=original: change(table, *row, original=o))
    monkeypatch.setattr("press.incremental.workers.count_workers", lambda: 1)
    return sanitizer
