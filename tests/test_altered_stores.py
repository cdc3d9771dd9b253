"""Stores that something altered: a build then starts without one and says so, or gives the same site as always."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from press.incremental import Damaged, StoreWriter
from press.publish.cache import CACHE, discard, open_store
from project_factory import build_project, edit_lantern, hash_files
from world import World

PAGE = 4096
"""The bytes of a page of SQLite: https://www.sqlite.org/fileformat2.html"""
TRIALS = 204

Alter = Callable[[Path, random.Random], None]


def flip_bits(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 20)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def overwrite_run(path: Path, rng: random.Random) -> None:
    data = path.read_bytes()
    start, length = rng.randrange(len(data)), rng.randint(1, 3 * PAGE)
    path.write_bytes((data[:start] + rng.randbytes(length) + data[start + length :])[: len(data)])


def zero_page(path: Path, rng: random.Random) -> None:
    data = path.read_bytes()
    start = rng.randrange(len(data) // PAGE) * PAGE
    path.write_bytes(data[:start] + bytes(PAGE) + data[start + PAGE :])


def cut(path: Path, rng: random.Random) -> None:
    size = path.stat().st_size
    os.truncate(path, rng.choice((0, 1, PAGE, size - 1, size - 32, rng.randrange(size), size // PAGE // 2 * PAGE)))


def swap_pages(path: Path, rng: random.Random) -> None:
    data = path.read_bytes()
    pages = [data[start : start + PAGE] for start in range(0, len(data), PAGE)]
    left, right = rng.sample(range(len(pages) - 1), 2)
    pages[left], pages[right] = pages[right], pages[left]
    path.write_bytes(b"".join(pages))


def replace_file(path: Path, rng: random.Random) -> None:
    path.unlink()
    kind = rng.choice(("bytes", "text", "database"))
    if kind == "database":
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
            db.execute("INSERT INTO meta VALUES ('whole', 'yes')")
        db.close()
    else:
        path.write_bytes(rng.randbytes(20_000) if kind == "bytes" else b"name: not a store\n" * 300)


def _run_sql(path: Path, query: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(query)
    db.close()


def change_rows(path: Path, rng: random.Random) -> None:
    table = rng.choice(("blocks", "rows", "inputs", "outputs", "graph", "nodes", "readers", "stale", "why"))
    share = rng.choice(("1", f"abs(random()) % {rng.randint(1, 5)} = 0"))
    _run_sql(path, f"DELETE FROM {table} WHERE {share}")
    _run_sql(path, "UPDATE inputs SET blob = 'other', size = size + 1")
    _run_sql(path, "REPLACE INTO why VALUES ('changed', '')")


def change_meta(path: Path, rng: random.Random) -> None:
    query = rng.choice(("DELETE FROM meta", "UPDATE meta SET value = ''", "UPDATE meta SET value = 'yes'"))
    _run_sql(path, f"{query} WHERE key != 'whole' OR {rng.randint(0, 1)}")
    _run_sql(path, "REPLACE INTO meta VALUES ('changed', 'yes')")


def put_junk_beside(path: Path, rng: random.Random) -> None:
    data = path.read_bytes()
    names = [f"{path.name}{end}" for end in ("-journal", "-wal", "-shm")]
    names += [f"{path.stem}.writing{end}" for end in ("", "-journal", "-wal")]
    for name in rng.sample(names, 4):
        path.with_name(name).write_bytes(rng.choice((b"", b"junk", rng.randbytes(5_000), data)))


def put_folder(path: Path, rng: random.Random) -> None:
    path.unlink()
    path.mkdir()
    if rng.random() < 0.5:
        (path / "file").write_bytes(b"in a folder")


def put_link(path: Path, rng: random.Random) -> None:
    target = rng.choice(
        (path.with_suffix(".moved"), path, path.parent, path.with_suffix(".nothing"), Path("/dev/zero"))
    )
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(target)


def put_pipe(path: Path, rng: random.Random) -> None:
    path.unlink()
    os.mkfifo(path)


ALTERATIONS: tuple[Alter, ...] = (
    flip_bits, overwrite_run, zero_page, cut, swap_pages, replace_file, change_rows, change_meta, put_junk_beside,
    put_folder, put_link, put_pipe,
)  # fmt: skip


@pytest.mark.parametrize("alter", ALTERATIONS)
def test_an_altered_store_is_not_used(tmp_path: Path, alter: Alter, caplog: pytest.LogCaptureFixture) -> None:
    """Each alteration of a small store: it opens with what was saved or not at all, and the next one replaces it."""
    path = tmp_path / "store.db"
    world = World(**{f"n{number}": number for number in range(3_000)})
    assert all(world.sentence(key) for key in world.numbers)
    world.save(path)
    alter(path, random.Random(1))
    store = open_store(path)
    if store:
        assert alter in (put_junk_beside, put_link)
        assert [store.row("numbers", f"n{number}", None) for number in range(3_000)] == list(range(3_000))
        store.close()
    elif alter in ALTERATIONS[:8]:
        assert "cannot be used" in caplog.text or not caplog.records
    discard(path)
    try:
        world.save(path)
    except OSError:
        assert alter is put_folder
    else:
        store = open_store(path)
        assert store is not None
        store.close()


def test_a_store_altered_while_it_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    World(n=4).save(path)
    flip_bits(path, random.Random(1))
    with pytest.raises(Damaged):
        StoreWriter(path, fresh=False)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(TRIALS))
def test_a_build_with_an_altered_store(project: Path, edited_site: dict[str, str], seed: int) -> None:
    """A build after an edit, and one with nothing to do, whose store was altered: the clean site both times."""
    rng = random.Random(seed)
    before = hash_files(project / "site")
    [store] = (project / CACHE).glob("build-*.db")
    ALTERATIONS[seed % len(ALTERATIONS)](store, rng)
    is_edited = rng.random() < 0.7
    if is_edited:
        edit_lantern(project)
    for expected in (edited_site if is_edited else before,) * 2:
        done = build_project(project)
        assert (done.returncode, "Traceback" in done.stdout) == (0, False), done.stdout
        assert hash_files(project / "site") == expected, done.stdout
