"""Who asked for what: a number for each row that anybody asked for, its users, and what a change makes stale."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from .graph import NUMBERS, written
from .parts import Part, renumbered
from .store import Store, Writing, packed
from .workers import aside, is_worth_it

if TYPE_CHECKING:
    from .tables import Table

JOINT = "\x1f"
"""Between the parts of a key."""
ANY = "**"
"""The key that stands for any row of a table."""
ABSENT: Any = object()
"""Stands for a row that is not there."""


class Ids(dict[str, int]):
    """The number of each node of one table; numbers are given when first asked for."""

    def __init__(self, memory: Memory, table: str) -> None:
        self._memory = memory
        self._table = table
        self._unknown: set[str] = set()
        memory.ids[table] = self

    def __missing__(self, key: str) -> int:
        found = self[key] = self._memory.number(self._table, key)
        return found

    def touch(self, key: str) -> None:
        """Says that a node no longer answers as before, if anybody ever asked for it."""
        found = self.known(key)
        if found is not None:
            self._memory.touch(found)

    def known(self, key: str) -> int | None:
        """The number of a node, if anybody ever asked for it."""
        found, store = self.get(key), self._memory.store
        if found is None and store and key not in self._unknown:
            found = store.node(self._table, key)
            if found is None:
                self._unknown.add(key)
            else:
                self._memory.learn(found, self._table, key)
        return found


class Memory:
    """All tables of one briefing, who used which of their rows, and what is stale. `store` is where an earlier
    process left its own."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store
        self.log: set[int] | None = None
        """The nodes that the answer being worked out has asked for; None where nobody keeps count."""
        self._whole: set[int] | None = None
        """The nodes of the answer that is being put together of whole tables."""
        self.tables: dict[str, Table[Any]] = {}
        self.ids: dict[str, Ids] = {}
        self._known: dict[int, tuple[str, str]] = {}
        """Nodes of an earlier process -> table and key."""
        self._new_keys: list[str] = []
        self._new_tables: list[str] = []
        """The keys and tables of the nodes of this process, by their numbers from `first_new` on."""
        self.users: dict[int, array[int]] = {}
        """Node -> the nodes of the answers that asked for it, as far as this process knows."""
        self.asked: dict[int, array[int]] = {}
        """Answer that was worked out by this process -> the nodes that it asked for."""
        self._unsorted: list[tuple[int, array[int]]] = []
        """Answers and what they asked for that does not stand in `users` yet."""
        self._stored_keys: dict[str, list[str]] = {}
        self.joined: dict[str, dict[str, bytes]] = {}
        """Table -> key -> row, packed, that another process worked out at the same time."""
        self._part_from = 0
        self.first_new = store.next_node() if store else 0
        self._asked_store: set[int] = set()
        self._changed: set[int] = set()
        self._undo: list[tuple[Table[Any], str, Any]] | None = None
        self.stale: set[int] = set()
        """The answers of an earlier process that no longer hold."""
        self._because: dict[int, int] = {}
        """Node -> the node whose change made it stale."""
        self._grown: set[int] = set()
        """Nodes of an earlier process that were asked for anew."""

    # Nodes

    def number(self, table: str, key: str) -> int:
        """The number of a node: that of an earlier process, else the next."""
        found = self.store.node(table, key) if self.store else None
        if found is None:
            found = self.first_new + len(self._new_keys)
            self._new_keys.append(key)
            self._new_tables.append(table)
        else:
            self._known[found] = (table, key)
        return found

    def learn(self, number: int, table: str, key: str) -> None:
        """Takes the name of a node from the store."""
        self._known[number] = (table, key)
        if table in self.ids:
            self.ids[table][key] = number

    def asked_before(self, number: int) -> set[int]:
        """What an answer asked for when it was last worked out."""
        return set(self.store.asked(number)) if self.store and number < self.first_new else set()

    def nodes_of(self, table: str) -> dict[str, int]:
        """Key -> node of a table, or of what is in no table of rows."""
        return self.ids[table] if table in self.ids else Ids(self, table)

    def keys_of_nodes(self, table: str) -> set[str]:
        """Every key of such nodes, those of earlier processes too."""
        if table not in self._stored_keys:
            self._stored_keys[table] = self.store.nodes(table) if self.store else []
        return {*self.nodes_of(table), *self._stored_keys[table]}

    def recall(self, numbers: Iterable[int]) -> None:
        """Brings to hand what some answers of an earlier process asked for, and what the stale ones among it did, in
        one query for each table."""
        if self.store is None:
            return
        wanted: dict[str, list[str]] = {}
        queue, seen = list(numbers), set(numbers)
        while queue:
            for asked in self.store.asked(queue.pop()):
                name = None if asked in seen or asked >= self.first_new else self.store.name(asked)
                if name is not None:
                    seen.add(asked)
                    self.learn(asked, *name)
                    wanted.setdefault(name[0], []).append(name[1])
                    if asked in self.stale:
                        queue.append(asked)
        for table, keys in wanted.items():
            if table in self.tables:
                self.tables[table].load(keys)

    def node(self, number: int) -> tuple[str, str] | None:
        """The table and key of a node; None of one that was forgotten."""
        if number >= self.first_new:
            return self._new_tables[number - self.first_new], self._new_keys[number - self.first_new]
        found = self._known.get(number)
        if found is None and self.store:
            found = self.store.name(number)
            if found:
                self._known[number] = found
        return found

    def users_of(self, number: int) -> array[int]:
        """Everyone known to have asked for a node."""
        if self._unsorted:
            self._sort_users()
        known = self.users.get(number)
        if self.store and number < self.first_new and number not in self._asked_store:
            self._asked_store.add(number)
            before = self.store.users(number)
            if before:
                known = self.users[number] = before + known if known else before
        return known if known is not None else array(NUMBERS)

    # Changes

    def touch(self, number: int) -> None:
        """Says that a node no longer answers as before."""
        self._changed.add(number)

    def spread(self) -> None:
        """Finds the users of all that was touched: answers are forgotten, and what used them in turn; eager answers
        wait to be worked out again."""
        queue = list(self._changed)
        self._changed.clear()
        seen: set[int] = set()
        while queue:
            cause = queue.pop()
            for user in self.users_of(cause):
                if user in seen:
                    continue
                seen.add(user)
                self._because.setdefault(user, cause)
                name = self.node(user)
                table = self.tables.get(name[0]) if name else None
                if name and table is not None and table.outdate(name[1], user):
                    queue.append(user)
                    anything = table.ids.known(ANY)
                    if anything is not None and anything not in seen:
                        seen.add(anything)
                        self._because.setdefault(anything, user)
                        queue.append(anything)

    @property
    def changed(self) -> bool:
        """Whether any row differs from what is stored."""
        return any(table.written for table in self.tables.values() if table.keep)

    def why(self, number: int) -> list[tuple[str, str]]:
        """The nodes from an answer back to what changed, the change last."""
        found: list[tuple[str, str]] = []
        seen: set[int] = set()
        at: int | None = number
        while at is not None and at not in seen:
            seen.add(at)
            name = self.node(at)
            found += [name] if name else []
            at = self._because.get(at)
        return found

    def noted_answer(self, number: int, asked: set[int], before: set[int]) -> None:
        """Notes what an answer asked for; `before` is what it asked for when an earlier process worked it out."""
        self.asked[number] = found = array(NUMBERS, asked)
        self._unsorted.append((number, array(NUMBERS, asked - before) if before else found))

    def _sort_users(self) -> None:
        """Turns what answers asked for into the users of each node. Nobody wants to know while pages are made."""
        users = self.users
        for user, asked in self._unsorted:
            for number in asked:
                known = users.get(number)
                if known is None:
                    users[number] = array(NUMBERS, (user,))
                else:
                    known.append(user)
        if self.first_new:
            self._grown.update(n for _, asked in self._unsorted for n in asked if n < self.first_new)
        self._unsorted.clear()

    # Parts of one work

    def begin_part(self) -> None:
        """From here on this process works out a part that another one joins with its own."""
        self._part_from = len(self._new_keys)
        self.asked = {}
        self._unsorted = []
        for table in self.tables.values():
            table.written = set()

    def part(self) -> Part:
        """What was worked out since."""
        rows = {
            name: {key: packed(table.rows[key]) for key in table.written if key in table.rows}
            for name, table in self.tables.items()
            if table.keep and table.written
        }
        start = self._part_from
        asked = [(number, found.tobytes()) for number, found in self.asked.items()]
        return Part(self.first_new + start, self._new_tables[start:], self._new_keys[start:], asked, rows)

    def join(self, part: Part) -> None:
        """Takes what another process worked out."""
        for user, asked in renumbered(part, partial(self.number_here, part)):
            if user not in self.asked:
                self.asked[user] = asked
                self._unsorted.append((user, asked))
        for name, rows in part.rows.items():
            self.joined.setdefault(name, {}).update(rows)

    def number_here(self, part: Part, number: int) -> int:
        """The number that a node of a part has here."""
        place = number - part.first
        return number if place < 0 else self.nodes_of(part.tables[place])[part.keys[place]]

    def save(self, writing: Writing) -> None:
        """Writes what a later process needs."""
        graph = None if self.store else self._graph()
        for _, table in sorted(self.tables.items()):
            if table.keep and self.store:
                writing.rows(table.name, ((key, packed(table.rows[key])) for key in table.stale_keys()))
                writing.no_rows(table.name, [key for key in table.written if key not in table.rows])
            elif table.keep:
                joined = self.joined.get(table.name, {})
                keys = sorted({*table.rows, *joined})
                writing.rows(table.name, ((key, joined.get(key) or packed(table.rows[key])) for key in keys))
        if graph is not None:
            writing.graph(pickle.loads(graph()))
            return
        self._sort_users()
        writing.nodes(zip(count(self.first_new), self._new_tables, self._new_keys, strict=False))
        touched = sorted(self._grown | {n for n in self.users if n >= self.first_new})
        writing.users((number, array(NUMBERS, sorted(set(self.users_of(number))))) for number in touched)
        writing.asked(sorted(self.asked.items()))

    def _graph(self) -> Callable[[], bytes]:
        """Who asked for what, put together while the rows are written where that takes long."""

        def made() -> bytes:
            return pickle.dumps(list(written(self._new_tables, self._new_keys, self.asked)), pickle.HIGHEST_PROTOCOL)

        return aside(made) if is_worth_it(len(self._new_keys)) else made

    def settle(self) -> None:
        """Works out the eager answers that may have changed, in the order of their tables, and spreads what did."""
        self.spread()
        while any(table.unsettled for table in self.tables.values()):
            for table in self.tables.values():
                if table.unsettled:
                    table.settle()
                    self.spread()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Takes back every change of a table's rows where what follows raises."""
        self._undo = []
        try:
            yield
        except BaseException:
            undo, self._undo = self._undo, None
            for table, key, before in reversed(undo):
                table.drop(key) if before is ABSENT else table.put(key, before)
            raise
        finally:
            self._undo = None

    def noted(self, table: Table[Any], key: str, before: Any) -> None:
        if self._undo is not None:
            self._undo.append((table, key, before))

    @contextmanager
    def wholly(self, *tables: Table[Any]) -> Iterator[None]:
        """What is read meanwhile counts as all there is in some tables: for what puts very many rows together. Inside
        of another one it counts for the same answer."""
        outer = self._whole
        self._whole = self.log if self.log is not None else outer
        if self._whole is not None:
            self._whole.update(table.ids[ANY] for table in tables)
        try:
            with self.unnoticed():
                yield
        finally:
            self._whole = outer

    @contextmanager
    def unnoticed(self) -> Iterator[None]:
        """What is read meanwhile is nobody's dependency."""
        outer, self.log = self.log, None
        try:
            yield
        finally:
            self.log = outer
