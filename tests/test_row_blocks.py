"""incremental/row_blocks.py: rows are read as they were written, in blocks and one by one, with later changes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from press.incremental import Store, StoreWriter
from press.incremental.packing import pack
from press.incremental.row_blocks import SIZE

Rows = dict[str, object]


def save(path: Path, fresh: bool, rows: Rows, deleted: list[str] | None = None) -> Store:
    writer = StoreWriter(path, fresh)
    if fresh:
        writer.write_graph([("tables", b""), ("ends of tables", b"")])
    writer.write_rows("table", ((key, pack(row)) for key, row in sorted(rows.items())))
    writer.write_rows("other", [("k", pack("another"))])
    writer.delete_rows("table", deleted or [])
    writer.finish()
    return Store(path)


def read(store: Store, keys: list[str]) -> Rows:
    return dict(store.rows("table", keys))


@pytest.mark.parametrize("count", [0, 1, SIZE - 1, SIZE, SIZE + 1, 5 * SIZE + 3])
def test_every_row_of_every_block(tmp_path: Path, count: int) -> None:
    rows: Rows = {f"k{number:04}": f"text {number}" if number % 2 else (number,) for number in range(count)}
    store = save(tmp_path / "store.db", True, rows)
    asked = [*rows, "", "a", "k0000x", "z"]
    assert read(store, asked) == rows
    assert {key: row for key in asked if (row := store.row("table", key, None)) is not None} == rows
    assert store.keys("table") == list(rows)
    assert dict(store.rows_unlike("table", "text 1")) == {key: row for key, row in rows.items() if row != "text 1"}
    assert (store.row("nothing", "k", "none"), read(store, []), store.keys("nothing")) == ("none", {}, [])
    store.close()


@pytest.mark.parametrize("seed", range(5))
def test_later_changes_replace_what_a_full_build_saved(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    path = tmp_path / "store.db"
    keys = [f"{rng.choice('abcü')}{number}" for number in range(200)]
    rows: Rows = {key: rng.choice(["", "text", 5, None, ("a", 1)]) for key in keys[:150]}
    store = save(path, True, rows)
    for _ in range(6):
        changed: Rows = {key: rng.choice(["", "new", {"a": 1}]) for key in rng.sample(keys, 20)}
        deleted = [key for key in rng.sample(keys, 10) if key not in changed]
        rows = {key: row for key, row in (rows | changed).items() if key not in deleted}
        store.close()
        store = save(path, False, changed, deleted)
        some = rng.sample(keys, 60)
        assert read(store, some) == {key: rows[key] for key in some if key in rows}
        assert {key: store.row("table", key, "none") for key in some} == {key: rows.get(key, "none") for key in some}
        assert sorted(store.keys("table")) == sorted(rows)
        assert dict(store.rows_unlike("table", "")) == {key: row for key, row in rows.items() if row != ""}
    store.close()


def test_rows_take_a_fifth_of_the_space(tmp_path: Path) -> None:
    rows: Rows = {
        f"claim-{number:05}": f"The claim with the number {number} says what the others say." * 5
        for number in range(3000)
    }
    store = save(tmp_path / "store.db", True, rows)
    assert store.path.stat().st_size < sum(map(len, rows.values())) / 5
    store.close()
