"""A small database for tests of the engine: numbers, and what is computed from them."""

from __future__ import annotations

from pathlib import Path

from press.incremental import Database, Index, Input, Store, StoreWriter, query, register_queries


class World:
    """Numbers as input, their halves computed eagerly, and sentences computed when they are read."""

    def __init__(self, store: Store | None = None, **numbers: int) -> None:
        self.database = Database(store)
        self.done: list[str] = []
        self.numbers: Input[int] = Input(self.database, "numbers")
        register_queries(self, self.database)
        self.by_half = Index(self.half, "by half", lambda half: [str(half)], str)
        for key, number in numbers.items():
            self.numbers.set(key, number)
        self.follow()

    def _has_number(self, key: str) -> bool:
        return key in self.numbers

    @query(stored=True, eager=True, exists=_has_number)
    def half(self, key: str) -> int:
        self.done.append(f"half of {key}")
        return self.numbers[key] // 2

    @query(stored=True)
    def sentence(self, key: str) -> str:
        self.done.append(f"sentence on {key}")
        return f"Half of {key} is {self.half(key)}." if key in self.numbers else f"There is no {key}."

    @query()
    def total(self, key: str) -> int:
        self.done.append(f"total of {key}")
        return sum(self.numbers.values())

    @query()
    def total_at_once(self, key: str) -> int:
        return sum(self.numbers.read_all(self.numbers).values())

    @query()
    def longest(self, keys: str) -> int:
        return max(map(len, self.sentence.read_all(keys).values()))

    def follow(self) -> None:
        came, went = self.numbers.take_moves()
        self.half.forget(went)
        self.half.schedule(came)
        self.database.recompute()

    def evaluated(self) -> list[str]:
        """What was evaluated since this was last called."""
        done, self.done = self.done, []
        return done

    def save(self, path: Path) -> None:
        writer = StoreWriter(path, fresh=self.database.store is None)
        self.database.save(writer)
        writer.finish()
