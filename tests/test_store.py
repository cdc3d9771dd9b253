"""incremental/store.py: what a process saves for the next; damage is noticed, and no foreign objects are created."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from press.content.values.dates import parse_date
from press.incremental import Damaged, Database, Input, Store, StoreWriter
from press.incremental.packing import compress, pack
from press.incremental.sealed_files import copy_unsealed, seal_file
from world import World


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "store.db"


# Files and reasons in the store


def test_files_outputs_and_reasons(path: Path) -> None:
    writer = StoreWriter(path, fresh=True)
    writer.write_inputs([("a.yml", 5, 10**18, 7, "abc"), ("b.yml", 1, 2, 3, "")])
    writer.write_outputs([("index.html", "home", b"one"), ("a/index.html", "a", b"two"), ("a/feed.xml", "a", b"three")])
    writer.write_reasons({"home": "it is new"})
    writer.write_meta(site="token")
    writer.finish()
    store = Store(path)
    assert store.inputs() == {"a.yml": (5, 10**18, 7, "abc"), "b.yml": (1, 2, 3, "")}
    assert store.outputs_of("a") == {"a/index.html": b"two", "a/feed.xml": b"three"}
    assert (store.digest("index.html"), store.digest("nothing")) == (b"one", b"")
    assert (store.why(), store.meta("site"), store.meta("nothing")) == ({"home": "it is new"}, "token", "")
    writer = StoreWriter(path, fresh=False)
    writer.delete_inputs(["a.yml"])
    writer.delete_outputs(["a/feed.xml"])
    writer.write_reasons({"changes": "numbers 'a'"})
    writer.finish()
    assert set(store.inputs()) == {"a.yml", "b.yml"}, "a reader sees one moment"
    store.close()
    store = Store(path)
    assert (set(store.inputs()), set(store.outputs_of("a")), store.why()) == (
        {"b.yml"}, {"a/index.html"}, {"changes": "numbers 'a'"},
    )  # fmt: skip
    store.close()


def test_an_abandoned_store_leaves_nothing_and_changes_nothing(path: Path) -> None:
    writer = StoreWriter(path, fresh=True)
    writer.write_rows("numbers", [("a", pack(1))])
    writer.abandon()
    assert list(path.parent.iterdir()) == []
    World(a=4).save(path)
    writer = StoreWriter(path, fresh=False)
    writer.write_rows("numbers", [("a", pack(1))])
    writer.abandon()
    store = Store(path)
    assert store.row("numbers", "a", None) == 4
    store.close()


# Damage


def use(path: Path) -> None:
    """Everything that a process may read from a store."""
    store = Store(path)
    try:
        database = Database(store)
        for name in ("numbers", "World.half", "by half", "World.sentence"):
            table: Input[object] = Input(database, name)
            for key in table:
                database.find_readers(table.node_ids[key])
                assert table[key] is not None
        store.inputs(), store.why(), store.outputs_of("a"), store.list_node_keys("texts")
    finally:
        store.close()


@pytest.fixture
def saved(path: Path) -> Path:
    world = World(**{f"n{number}": number for number in range(40)})
    assert all(world.sentence(key) for key in world.numbers)
    world.save(path)
    store = Store(path)
    world = World(store)
    world.numbers.set("n2", 7)
    world.follow()
    world.save(path)
    store.close()
    use(path)
    return path


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database of a store, to be changed; it is sealed again afterwards."""
    copy = path.with_suffix(".copy")
    copy_unsealed(path, copy)
    with sqlite3.connect(copy) as db:
        yield db
    db.close()
    seal_file(copy)
    copy.replace(path)


def rewrite(path: Path, query: str, *values: object) -> None:
    with opened(path) as db:
        db.execute(query, values)


@pytest.mark.parametrize(("table", "name"), [("rows", "value"), ("blocks", "rows"), ("graph", "value")])
def test_a_flipped_byte_of_a_value(saved: Path, table: str, name: str) -> None:
    with opened(saved) as db:
        [number, value] = db.execute(f"SELECT rowid, {name} FROM {table} WHERE length({name}) > 4").fetchone()
        flipped = bytes([*value[:-1], value[-1] ^ 1])
        db.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = ?", (flipped, number))
    with pytest.raises(Damaged):
        use(saved)


def test_any_flipped_byte(saved: Path) -> None:
    data = saved.read_bytes()
    for position in [*range(0, len(data), 97), len(data) - 1]:
        saved.write_bytes(data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :])
        with pytest.raises(Damaged):
            Store(saved)


def test_a_row_changed_by_sql(saved: Path) -> None:
    """SQLite finds nothing wrong with such a file; the digest at its end differs."""
    with sqlite3.connect(saved) as db:
        db.execute("UPDATE meta SET value = 'no' WHERE key = 'nothing'")
        db.execute("DELETE FROM rows")
    db.close()
    with pytest.raises(Damaged, match="some bytes differ"):
        Store(saved)
    with pytest.raises(Damaged, match="some bytes differ"):
        StoreWriter(saved, fresh=False)


def test_files_beside_a_store_are_not_read(saved: Path) -> None:
    for name in ("-journal", "-wal", "-shm"):
        saved.with_name(f"{saved.name}{name}").write_bytes(saved.read_bytes())
        saved.with_name(f"{saved.stem}.writing{name}").write_bytes(b"junk")
    use(saved)
    world = World(Store(saved))
    world.numbers.set("n3", 8)
    world.save(saved)
    use(saved)


def test_a_store_stays_readable_while_it_is_replaced(saved: Path) -> None:
    store = Store(saved)
    world = World(store)
    world.numbers.set("n3", 8)
    world.save(saved)
    later = Store(saved)
    assert (store.row("numbers", "n3", None), later.row("numbers", "n3", None)) == (3, 8)
    store.close()
    later.close()


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.5, 0.9])
def test_a_file_cut_short(saved: Path, share: float) -> None:
    data = saved.read_bytes()
    saved.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(Damaged):
        use(saved)


@pytest.mark.parametrize("data", [b"", b"nonsense", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_not_a_store(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(Damaged):
        use(path)


def test_a_store_that_was_not_written_completely(saved: Path) -> None:
    rewrite(saved, "DELETE FROM meta WHERE key = 'whole'")
    with pytest.raises(Damaged, match="not written completely"):
        Store(saved)


def foreign(module: str, name: str, *arguments: str) -> bytes:
    """A pickle, protocol 4, that calls `module.name(*arguments)`."""
    given = b"".join(pickle.dumps(argument, 4)[11:-1] for argument in arguments)
    words = b"".join(b"\x8c" + bytes([len(word)]) + word.encode() for word in (module, name))
    return b"\x80\x04" + words + b"\x93(" + given + b"tR."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "eval"),
        ("builtins", "getattr"),
        ("subprocess", "Popen"),
        ("press.publish.staging", "os.system"),
        ("press.publish.staging", "shutil.rmtree"),
        ("press.publish.publication", "discard"),
        ("press.publish.publication", "Path.touch"),
        ("press.publish.publication", "Path"),
        ("press.incremental.store", "Store"),
        ("press.incremental.store", "StoreWriter"),
        ("pressure", "x"),
    ],
)
@pytest.mark.parametrize("of_block", [False, True])
def test_a_foreign_class_is_never_created(saved: Path, module: str, name: str, of_block: bool) -> None:
    mark = saved.parent / "mark"
    mark.write_text("still here")
    given = f"rm {mark}" if name.endswith("system") else str(mark)
    data = foreign(module, name, given)
    if of_block:
        rewrite(saved, "UPDATE blocks SET rows = ? WHERE tab = 'numbers'", zlib.compress(data))
    else:
        rewrite(saved, "REPLACE INTO rows VALUES ('numbers', 'n1', ?)", compress(data))
    with pytest.raises(Damaged):
        use(saved)
    assert mark.read_text() == "still here"


def test_the_types_in_our_rows_are_known(saved: Path) -> None:
    row = (frozenset({"a"}), {1, 2}, Decimal("1.5"), parse_date("2023-04"), None, b"x", ("y", [1]))
    rewrite(saved, "REPLACE INTO rows VALUES ('numbers', 'n1', ?)", compress(pack(row)))
    store = Store(saved)
    assert store.row("numbers", "n1", None) == row
    store.close()
