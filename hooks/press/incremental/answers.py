"""Answers: what a function says of each key; and indexes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from .nodes import ABSENT, ANY, Memory
from .tables import Table, V


class Answers(Table[V]):
    """What `function` says of each key. An eager answer is worked out as soon as it may have changed, and its users
    hear only of a real change; any other is forgotten, and worked out when it is asked for."""

    def __init__(
        self,
        memory: Memory,
        name: str,
        function: Callable[[str], V],
        keep: bool = False,
        eager: bool = False,
        exists: Callable[[str], bool] | None = None,
    ) -> None:
        super().__init__(memory, name, keep)
        self.function = function
        self.eager = eager
        self._exists = exists
        """Whether there is still something to answer about a key; None where there always is."""
        self.waiting: set[str] = set()
        self.indexes: list[Index] = []

    def _find(self, key: str) -> V:
        found = self._stored(key)
        return self._work_out(key) if found is ABSENT else found

    def _work_out(self, key: str) -> V:
        memory = self.memory
        outer, number = memory.log, self.ids[key]
        if memory.store and number < memory.first_new and number not in memory.stale:
            memory.log = None
            try:
                return self.function(key)
            finally:
                memory.log = outer
        before = memory.asked_before(number)
        asked: set[int] = set()
        memory.log = asked
        try:
            found = self.function(key)
        finally:
            memory.log = outer
        memory.stale.discard(number)
        memory.noted_answer(number, asked, before)
        if self.keep:
            self.written.add(key)
        return found

    def answer(self, key: str) -> V:
        """Works an answer out that is not to be kept at hand."""
        found = self._work_out(key)
        self.rows.pop(key, None)
        return found

    def standing(self, key: str, default: Any) -> V | Any:
        """What was last worked out, whether or not it still holds; nothing is worked out."""
        found = dict.get(self.rows, key, ABSENT)
        if found is ABSENT:
            found = self._stored(key)
        return default if found is ABSENT else found

    def outdate(self, key: str, number: int) -> bool:
        if number < self.memory.first_new:
            self.memory.stale.add(number)
        if self.eager:
            self.waiting.add(key)
            return False
        self.rows.pop(key, None)
        if self.keep:
            self.written.add(key)
        return True

    def expect(self, keys: Iterable[str]) -> None:
        """New keys, to be worked out when this table settles."""
        self.waiting.update(keys)

    @property
    def unsettled(self) -> bool:
        return bool(self.waiting) or any(index.unsettled for index in self.indexes)

    def settle(self) -> None:
        while self.waiting:
            waiting, self.waiting = self.waiting, set()
            for key in sorted(waiting):
                if self._exists is not None and not self._exists(key):
                    self.forget([key])
                    continue
                before = self.rows.pop(key, ABSENT)
                if before is ABSENT:
                    before = self._stored(key)
                number = self.ids[key]
                if before is not ABSENT and number < self.memory.first_new:
                    self.memory.stale.add(number)
                self.written.add(key)
                self.rows[key] = after = self._work_out(key)
                if before is ABSENT or not self.same(before, after):
                    self.memory.touch(number)
                    self.ids.touch(ANY)
                    for index in self.indexes:
                        index.moved(key, before, after)
                elif self.memory.store:
                    self.written.discard(key)
        for index in self.indexes:
            index.settle()

    def forget(self, keys: Iterable[str]) -> None:
        """Takes the answers out whose keys are no more."""
        for key in keys:
            self.waiting.discard(key)
            before = self.rows.pop(key, ABSENT)
            if before is ABSENT:
                before = self._stored(key)
            self.written.add(key)
            self.ids.touch(key)
            self.ids.touch(ANY)
            for index in self.indexes:
                if before is not ABSENT:
                    index.moved(key, before, ABSENT)


class Index(Table[tuple[str, ...]]):
    """The keys of eager answers by what `keys_of` finds in them, in the order that `order` gives."""

    def __init__(
        self,
        answers: Answers[Any],
        name: str,
        keys_of: Callable[[Any], Iterable[str]],
        order: Callable[[str], Any],
    ) -> None:
        super().__init__(answers.memory, name)
        self._keys_of = keys_of
        self._order = order
        self._shifts: dict[str, dict[str, bool]] = {}
        answers.indexes.append(self)

    def __getitem__(self, key: str) -> tuple[str, ...]:
        return cast("tuple[str, ...]", self.get(key, ()))

    def moved(self, key: str, before: Any, after: Any) -> None:
        """Notes that an answer is another now."""
        old = set(self._keys_of(before)) if before is not ABSENT else set()
        new = set(self._keys_of(after)) if after is not ABSENT else set()
        for bucket in old - new:
            self._shifts.setdefault(bucket, {})[key] = False
        for bucket in new - old:
            self._shifts.setdefault(bucket, {})[key] = True

    def reorder(self, key: str, answer: Any) -> None:
        """Notes that a key may stand elsewhere in the order."""
        for bucket in self._keys_of(answer):
            self._shifts.setdefault(bucket, {}).setdefault(key, True)

    @property
    def unsettled(self) -> bool:
        return bool(self._shifts)

    def settle(self) -> None:
        shifts, self._shifts = self._shifts, {}
        for bucket, keys in shifts.items():
            kept = [key for key in self.peek(bucket, ()) if keys.get(key, True)]
            added = [key for key, is_in in keys.items() if is_in and key not in kept]
            row = tuple(sorted({*kept, *added}, key=self._order))
            if row:
                self.put(bucket, row)
            else:
                self.drop(bucket)
