"""incremental/: a change invalidates what read it, and nothing else is evaluated again."""

from __future__ import annotations

import pytest

from press.incremental import (
    Database,
    Index,
    Input,
    Query,
    QueryFunction,
    UnregisteredQuery,
    query,
    register_functions,
    register_queries,
)
from press.incremental.declarations import Options
from world import World


def test_a_row_is_computed_once() -> None:
    world = World(a=4)
    assert world.evaluated() == ["half of a"]
    assert [world.sentence("a"), world.sentence("a")] == ["Half of a is 2."] * 2
    assert world.evaluated() == ["sentence on a"]


def test_a_change_invalidates_its_readers() -> None:
    world = World(a=4, b=4)
    assert (world.sentence("a"), world.sentence("b")) == ("Half of a is 2.", "Half of b is 2.")
    world.evaluated()
    world.numbers.set("a", 8)
    world.follow()
    assert (world.sentence("a"), world.sentence("b")) == ("Half of a is 4.", "Half of b is 2.")
    assert world.evaluated() == ["half of a", "sentence on a"]


def test_an_eager_row_that_stays_the_same_ends_the_change() -> None:
    world = World(a=4)
    assert world.sentence("a") == "Half of a is 2."
    world.evaluated()
    world.numbers.set("a", 5)
    world.follow()
    assert world.sentence("a") == "Half of a is 2."
    assert world.evaluated() == ["half of a"]


def test_setting_an_equal_row_is_not_a_change() -> None:
    world = World(a=4)
    world.evaluated()
    assert world.numbers.set("a", 4) is False
    world.follow()
    assert world.evaluated() == []


def test_a_reader_of_existence_depends_only_on_existence() -> None:
    world = World(a=4)
    assert world.sentence("b") == "There is no b."
    world.numbers.set("b", 2)
    world.follow()
    assert world.sentence("b") == "Half of b is 1."
    world.evaluated()
    world.numbers.set("b", 3)
    world.follow()
    assert (world.sentence("b"), world.evaluated()) == ("Half of b is 1.", ["half of b"])
    world.numbers.remove("b")
    world.follow()
    assert world.sentence("b") == "There is no b."
    assert "b" not in world.half.rows


def test_a_reader_of_all_rows_depends_on_each() -> None:
    world = World(a=4, b=1)
    assert world.total("") == 5
    for change, total in ((lambda: world.numbers.set("c", 2), 7), (lambda: world.numbers.set("a", 1), 4)):
        change()
        world.follow()
        assert world.total("") == total
    world.numbers.remove("a")
    world.follow()
    assert world.total("") == 3


def test_an_untracked_read_is_not_a_dependency() -> None:
    world = World(a=4)
    numbers = world.numbers
    row: Query[int] = Query(world.database, "row", lambda key: numbers.read_untracked(key, 0))
    is_there: Query[bool] = Query(world.database, "is there", numbers.contains_untracked)
    keys: Query[list[str]] = Query(world.database, "keys", lambda key: numbers.keys_untracked())
    assert (row("a"), is_there("b"), keys(""), numbers.read_untracked("b", 7)) == (4, False, ["a"], 7)
    world.numbers.set("a", 6)
    world.follow()
    numbers.set("b", 1)
    world.follow()
    assert (row("a"), is_there("b"), keys("")) == (4, False, ["a"])


def test_many_rows_are_dependencies_one_by_one() -> None:
    world = World(a=4, b=6, c=8)
    pair: Query[int] = Query(world.database, "pair", lambda key: sum(world.half.read_many("ab").values()))
    assert pair("") == 5
    world.numbers.set("c", 10)
    world.follow()
    assert pair.is_computed("")
    world.numbers.set("b", 10)
    world.follow()
    assert not pair.is_computed("") and pair("") == 7


def test_a_whole_table_is_one_dependency() -> None:
    world = World(a=4, b=6, c=8)
    assert (world.total_at_once(""), world.longest("ab")) == (18, 15)
    for key in "cab":
        world.numbers.set(key, 100)
        world.follow()
        assert not world.total_at_once.is_computed("")
        assert world.longest.is_computed("ab") == (key == "c"), "nobody had read the sentence on c"
        world.total_at_once(""), world.longest("ab")
    assert (world.total_at_once(""), world.longest("ab")) == (300, 16)


def test_rows_of_a_whole_table_depend_on_what_they_read() -> None:
    """What is evaluated inside a coarse read has dependencies of its own."""
    world = World(a=4)
    assert world.longest("a") == len("Half of a is 2.")
    assert world.database.explain(world.sentence.node_ids["a"]) == [("World.sentence", "a")]
    world.numbers.set("a", 80)
    world.follow()
    assert world.longest("a") == len("Half of a is 40.")


def test_a_query_that_is_not_registered_is_an_error() -> None:
    class Forgetful:
        @query()
        def answer(self, key: str) -> int:
            return 42

        def __init__(self) -> None:
            self.queries: dict[QueryFunction[int], Query[int]] = {}

    owner = Forgetful()
    with pytest.raises(UnregisteredQuery, match=r"Forgetful\.answer was read before register_queries was called"):
        owner.answer("")
    register_queries(owner, Database())
    assert owner.answer("") == 42

    declared = QueryFunction(lambda owner, key: len(key), Options(stored=False, eager=False, exists=None))
    with pytest.raises(UnregisteredQuery, match=r"test_database\.<lambda> is not in the list"):
        declared.query_of(owner)
    register_functions(owner, Database(), [declared])
    assert declared.query_of(owner)("four") == 4


def test_an_index_follows_its_query() -> None:
    world = World(a=4, b=5, c=8)
    assert dict(world.by_half) == {"2": ("a", "b"), "4": ("c",)}
    counts: Query[int] = Query(world.database, "counts", lambda key: len(world.by_half[key]))
    assert (counts("2"), counts("4"), counts("9")) == (2, 1, 0)
    world.numbers.set("b", 9)
    world.numbers.remove("c")
    world.follow()
    assert dict(world.by_half) == {"2": ("a",), "4": ("b",)}
    assert (counts("2"), counts("4"), counts("9")) == (1, 1, 0)
    world.numbers.remove("b")
    world.follow()
    assert dict(world.by_half) == {"2": ("a",)}
    assert (counts("4"), world.by_half["4"]) == (0, ())


def test_an_index_can_be_reordered() -> None:
    database, order = Database(), {"a": 1, "b": 2}
    query: Query[str] = Query(database, "query", lambda key: "same", eager=True)
    index = Index(query, "index", lambda row: [row], order.__getitem__)
    query.schedule("ab")
    database.recompute()
    assert index["same"] == ("a", "b")
    order["a"] = 3
    index.reorder("a", "same")
    database.recompute()
    assert index["same"] == ("b", "a")


def test_rows_are_in_the_order_of_their_keys() -> None:
    table: Input[int] = Input(Database(), "table")
    for key in "cab":
        table.set(key, ord(key))
    assert (list(table), len(table), table.values(), table.keys()) == (["a", "b", "c"], 3, [97, 98, 99], list("abc"))
    with pytest.raises(KeyError):
        table["d"]


def test_why_a_row_was_computed_again() -> None:
    world = World(a=4)
    assert world.sentence("a") and world.database.explain(world.sentence.node_ids["a"]) == [("World.sentence", "a")]
    world.numbers.set("a", 8)
    world.follow()
    chain = [("World.sentence", "a"), ("World.half", "a"), ("numbers", "a")]
    assert world.database.explain(world.sentence.node_ids["a"]) == chain


def test_a_failed_transaction_leaves_everything_unchanged() -> None:
    world = World(a=4, b=6)
    assert (world.sentence("a"), world.total("")) == ("Half of a is 2.", 10)
    with pytest.raises(ZeroDivisionError), world.database.transaction():
        world.numbers.set("a", 8)
        world.numbers.set("c", 1)
        world.numbers.remove("b")
        world.numbers.set("a", 9)
        world.database.invalidate()
        assert world.total("") == 10 and list(world.numbers) == ["a", "c"]
        raise ZeroDivisionError
    world.follow()
    assert dict(world.numbers) == {"a": 4, "b": 6}
    assert (world.sentence("a"), world.total("")) == ("Half of a is 2.", 10)
    assert dict(world.by_half) == {"2": ("a",), "3": ("b",)}


def test_a_successful_transaction_stays() -> None:
    world = World(a=4)
    with world.database.transaction():
        world.numbers.set("a", 8)
    world.follow()
    assert world.sentence("a") == "Half of a is 4."


def test_a_function_that_raises_is_called_again() -> None:
    world = World()
    strict: Query[int] = Query(world.database, "strict", lambda key: world.numbers[key])
    with pytest.raises(KeyError):
        strict("a")
    world.numbers.set("a", 1)
    world.follow()
    assert strict("a") == 1
