"""incremental/: a second process continues where the first one ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from press.content.values.dates import Date, parse_date
from press.incremental import Input, Store
from press.publish import staging
from world import World

Next = Callable[[World], World]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "store.db"


@pytest.fixture
def after(path: Path) -> Iterator[Next]:
    """`after(world)`: the world of the next process, which knows what this one saved."""
    stores: list[Store] = []

    def save_and_open(world: World) -> World:
        world.save(path)
        stores.append(Store(path))
        return World(stores[-1])

    yield save_and_open
    for store in stores:
        store.close()


def test_the_next_process_computes_nothing_again(after: Next) -> None:
    world = World(a=4, b=6)
    assert world.sentence("a") == "Half of a is 2."
    later = after(world)
    assert (later.sentence("a"), later.numbers["b"], list(later.numbers)) == ("Half of a is 2.", 6, ["a", "b"])
    assert dict(later.by_half) == {"2": ("a",), "3": ("b",)}
    assert later.evaluated() == []


def test_the_next_process_loads_only_what_it_reads(after: Next) -> None:
    later = after(World(a=4, b=6))
    assert later.numbers["a"] == 4
    assert (set(later.numbers.rows), set(later.half.rows)) == ({"a"}, set())
    assert later.numbers.values() == [4, 6]
    assert set(later.numbers.rows) == {"a", "b"}


def test_the_next_process_knows_the_dependencies(after: Next) -> None:
    world = World(a=4, b=6)
    assert world.sentence("a") and world.sentence("b") and world.total("") == 10
    later = after(world)
    later.numbers.set("a", 8)
    later.follow()
    assert later.evaluated() == ["half of a"]
    assert (later.sentence("a"), later.sentence("b")) == ("Half of a is 4.", "Half of b is 3.")
    assert later.evaluated() == ["sentence on a"]
    assert {later.database.name_node(number) for number in later.database.stale} == {("World.total", "")}, (
        "it is not stored"
    )
    assert later.database.explain(later.total.node_ids[""]) == [("World.total", ""), ("numbers", "a")]


def test_early_cutoff_in_the_next_process(after: Next) -> None:
    world = World(a=4)
    assert world.sentence("a")
    later = after(world)
    later.numbers.set("a", 5)
    later.follow()
    assert later.sentence("a") == "Half of a is 2."
    assert later.evaluated() == ["half of a"]
    assert later.database.stale == set()


def test_the_third_process_knows_what_the_second_did(after: Next) -> None:
    world = World(a=4, b=6)
    assert world.sentence("a") and world.sentence("c") == "There is no c."
    second = after(world)
    second.numbers.set("a", 8)
    second.numbers.set("c", 2)
    second.numbers.remove("b")
    second.follow()
    assert second.sentence("c") == "Half of c is 1."
    third = after(second)
    assert dict(third.numbers) == {"a": 8, "c": 2}
    assert (third.sentence("c"), third.evaluated()) == ("Half of c is 1.", [])
    assert (third.sentence("a"), third.evaluated()) == ("Half of a is 4.", ["sentence on a"]), "nobody had asked"
    assert dict(third.by_half) == {"1": ("c",), "4": ("a",)}
    third.numbers.set("c", 4)
    third.follow()
    assert third.sentence("c") == "Half of c is 2."
    assert third.half.read_last("b", None) is None


@pytest.mark.parametrize("in_use", [True, False])
def test_a_query_that_was_not_in_use_records_what_it_reads(after: Next, in_use: bool) -> None:
    """A dependency changed, in the process that evaluated the query or in the next one, and nothing read it since."""
    world = World()
    assert world.sentence("c") == "There is no c."
    second = after(world) if in_use else world
    second.numbers.set("c", 2)
    second.follow()
    third = after(second)
    assert third.sentence("c") == "Half of c is 1."
    third.numbers.set("c", 4)
    third.follow()
    assert third.sentence("c") == "Half of c is 2."


def test_nodes_of_a_store_keep_their_numbers(after: Next) -> None:
    world = World(a=4)
    assert world.sentence("a")
    later = after(world)
    before = {table: later.database.ids_of(table)["a"] for table in ("numbers", "World.half", "World.sentence")}
    later.numbers.set("new", 8)
    later.follow()
    assert later.sentence("new") and later.sentence.node_ids["new"] >= later.database.first_new > max(before.values())
    last = after(later)
    assert {table: last.database.ids_of(table)["a"] for table in before} == before
    assert last.sentence.node_ids["new"] == later.sentence.node_ids["new"]


def test_a_transaction_in_the_next_process_is_rolled_back(after: Next) -> None:
    world = World(a=4, b=6)
    assert world.sentence("a")
    later = after(world)
    with pytest.raises(ZeroDivisionError), later.database.transaction():
        later.numbers.remove("a")
        later.numbers.set("b", 8)
        later.database.invalidate()
        raise ZeroDivisionError
    later.follow()
    assert dict(later.numbers) == {"a": 4, "b": 6}
    assert (later.sentence("a"), dict(later.by_half)) == ("Half of a is 2.", {"2": ("a",), "3": ("b",)})
    last = after(later)
    assert (dict(last.numbers), last.sentence("a")) == ({"a": 4, "b": 6}, "Half of a is 2.")


def test_a_real_second_process(path: Path) -> None:
    """Rows of our own types come back unchanged."""
    world = World(a=4)
    dates: Input[Date] = Input(world.database, "dates")
    dates.set("d", parse_date("2023-04~"))
    world.save(path)
    code = (
        "import sys; from pathlib import Path; from press.incremental import *\n"
        "database = Database(Store(Path(sys.argv[1]))); dates = Input(database, 'dates')\n"
        "print(Input(database, 'numbers')['a'], dates['d'].text, dates['d'].first, "
        "'press.content.records' in sys.modules)"
    )
    hooks = str(Path(staging.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], env={**os.environ, "PYTHONPATH": hooks}, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == (f"4 {dates['d'].text} {dates['d'].first} False\n", "")
