"""memory/: users hear of changes, nothing else is worked out again, and a second process begins where one ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from press.content.values.dates import Date, parse_date
from press.incremental import Answers, Index, Memory, Store, Table, Writing
from press.publish import staging


class World:
    """Numbers in a table, their halves worked out at once, and sentences worked out when they are asked for."""

    def __init__(self, store: Store | None = None, **numbers: int) -> None:
        self.memory = memory = Memory(store)
        self.done: list[str] = []
        self.numbers: Table[int] = Table(memory, "numbers")
        self.halves: Answers[int] = Answers(
            memory, "halves", self._half, keep=True, eager=True, exists=self.numbers.held
        )
        self.by_half = Index(self.halves, "by half", lambda half: [str(half)], str)
        self.sentences: Answers[str] = Answers(memory, "sentences", self._sentence, keep=True)
        self.sums: Answers[int] = Answers(memory, "sums", self._sum)
        for key, number in numbers.items():
            self.numbers.put(key, number)
        self.follow()

    def _half(self, key: str) -> int:
        self.done.append(f"half of {key}")
        return self.numbers[key] // 2

    def _sentence(self, key: str) -> str:
        self.done.append(f"sentence on {key}")
        return f"Half of {key} is {self.halves[key]}." if key in self.numbers else f"There is no {key}."

    def _sum(self, key: str) -> int:
        self.done.append(f"sum of {key}")
        return sum(self.numbers.values())

    def follow(self) -> None:
        came, went = self.numbers.moves()
        self.halves.forget(went)
        self.halves.expect(came)
        self.memory.settle()

    def worked_out(self) -> list[str]:
        """What was worked out since this was last asked."""
        done, self.done = self.done, []
        return done

    def save(self, path: Path) -> None:
        writing = Writing(path, fresh=self.memory.store is None)
        self.memory.save(writing)
        writing.finish()


# One process


def test_an_answer_is_worked_out_once() -> None:
    world = World(a=4)
    assert world.worked_out() == ["half of a"]
    assert [world.sentences["a"], world.sentences["a"]] == ["Half of a is 2."] * 2
    assert world.worked_out() == ["sentence on a"]


def test_users_hear_of_a_change() -> None:
    world = World(a=4, b=4)
    assert (world.sentences["a"], world.sentences["b"]) == ("Half of a is 2.", "Half of b is 2.")
    world.worked_out()
    world.numbers.put("a", 8)
    world.follow()
    assert (world.sentences["a"], world.sentences["b"]) == ("Half of a is 4.", "Half of b is 2.")
    assert world.worked_out() == ["half of a", "sentence on a"]


def test_an_eager_answer_that_comes_out_the_same_is_the_end_of_it() -> None:
    world = World(a=4)
    assert world.sentences["a"] == "Half of a is 2."
    world.worked_out()
    world.numbers.put("a", 5)
    world.follow()
    assert world.sentences["a"] == "Half of a is 2."
    assert world.worked_out() == ["half of a"]


def test_a_row_put_again_is_no_change() -> None:
    world = World(a=4)
    world.worked_out()
    assert world.numbers.put("a", 4) is False
    world.follow()
    assert world.worked_out() == []


def test_who_asked_whether_there_is_a_row_hears_that_it_came_and_went_only() -> None:
    world = World(a=4)
    assert world.sentences["b"] == "There is no b."
    world.numbers.put("b", 2)
    world.follow()
    assert world.sentences["b"] == "Half of b is 1."
    world.worked_out()
    world.numbers.put("b", 3)
    world.follow()
    assert (world.sentences["b"], world.worked_out()) == ("Half of b is 1.", ["half of b"])
    world.numbers.drop("b")
    world.follow()
    assert world.sentences["b"] == "There is no b."
    assert "b" not in world.halves.rows


def test_who_asked_for_all_rows_hears_of_each() -> None:
    world = World(a=4, b=1)
    assert world.sums[""] == 5
    for change, total in ((lambda: world.numbers.put("c", 2), 7), (lambda: world.numbers.put("a", 1), 4)):
        change()
        world.follow()
        assert world.sums[""] == total
    world.numbers.drop("a")
    world.follow()
    assert world.sums[""] == 3


def test_what_is_read_unnoticed_is_nobody_s_business() -> None:
    world = World(a=4)
    peeking: Answers[int] = Answers(world.memory, "peeking", lambda key: world.numbers.peek(key) or 0)
    not_asking: Answers[int] = Answers(world.memory, "not asking", lambda key: _unnoticed(world, key))
    assert (peeking["a"], not_asking["a"], world.numbers.peek("b", 7)) == (4, 4, 7)
    world.numbers.put("a", 6)
    world.follow()
    assert (peeking["a"], not_asking["a"]) == (4, 4)


def _unnoticed(world: World, key: str) -> int:
    with world.memory.unnoticed():
        return world.numbers[key]


def test_an_index_follows_its_answers() -> None:
    world = World(a=4, b=5, c=8)
    assert dict(world.by_half) == {"2": ("a", "b"), "4": ("c",)}
    counts: Answers[int] = Answers(world.memory, "counts", lambda key: len(world.by_half[key]))
    assert (counts["2"], counts["4"], counts["9"]) == (2, 1, 0)
    world.numbers.put("b", 9)
    world.numbers.drop("c")
    world.follow()
    assert dict(world.by_half) == {"2": ("a",), "4": ("b",)}
    assert (counts["2"], counts["4"], counts["9"]) == (1, 1, 0)
    world.numbers.drop("b")
    world.follow()
    assert dict(world.by_half) == {"2": ("a",)}
    assert (counts["4"], world.by_half["4"]) == (0, ())


def test_an_index_can_be_put_in_another_order() -> None:
    memory, order = Memory(), {"a": 1, "b": 2}
    answers: Answers[str] = Answers(memory, "answers", lambda key: "same", eager=True)
    index = Index(answers, "index", lambda answer: [answer], order.__getitem__)
    answers.expect("ab")
    memory.settle()
    assert index["same"] == ("a", "b")
    order["a"] = 3
    index.reorder("a", "same")
    memory.settle()
    assert index["same"] == ("b", "a")


def test_rows_stand_in_the_order_of_their_keys() -> None:
    table: Table[int] = Table(Memory(), "table")
    for key in "cab":
        table.put(key, ord(key))
    assert (list(table), len(table), table.values(), table.keys()) == (["a", "b", "c"], 3, [97, 98, 99], list("abc"))
    with pytest.raises(KeyError):
        table["d"]


def test_why_an_answer_was_worked_out_again() -> None:
    world = World(a=4)
    assert world.sentences["a"] and world.memory.why(world.sentences.ids["a"]) == [("sentences", "a")]
    world.numbers.put("a", 8)
    world.follow()
    assert world.memory.why(world.sentences.ids["a"]) == [("sentences", "a"), ("halves", "a"), ("numbers", "a")]


def test_an_attempt_that_fails_leaves_everything_as_it_was() -> None:
    world = World(a=4, b=6)
    assert (world.sentences["a"], world.sums[""]) == ("Half of a is 2.", 10)
    with pytest.raises(ZeroDivisionError), world.memory.attempt():
        world.numbers.put("a", 8)
        world.numbers.put("c", 1)
        world.numbers.drop("b")
        world.numbers.put("a", 9)
        world.memory.spread()
        assert world.sums[""] == 10 and list(world.numbers) == ["a", "c"]
        raise ZeroDivisionError
    world.follow()
    assert dict(world.numbers) == {"a": 4, "b": 6}
    assert (world.sentences["a"], world.sums[""]) == ("Half of a is 2.", 10)
    assert dict(world.by_half) == {"2": ("a",), "3": ("b",)}


def test_an_attempt_that_succeeds_stays() -> None:
    world = World(a=4)
    with world.memory.attempt():
        world.numbers.put("a", 8)
    world.follow()
    assert world.sentences["a"] == "Half of a is 4."


def test_a_function_that_raises_is_asked_again() -> None:
    world = World()
    strict: Answers[int] = Answers(world.memory, "strict", lambda key: world.numbers[key])
    with pytest.raises(KeyError):
        strict["a"]
    world.numbers.put("a", 1)
    world.follow()
    assert strict["a"] == 1


# Several processes


Next = Callable[[World], World]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "store.db"


@pytest.fixture
def after(path: Path) -> Iterator[Next]:
    """`after(world)`: the world of the next process, which knows what this one left."""
    stores: list[Store] = []

    def save_and_open(world: World) -> World:
        world.save(path)
        stores.append(Store(path))
        return World(stores[-1])

    yield save_and_open
    for store in stores:
        store.close()


def test_the_next_process_works_nothing_out_again(after: Next) -> None:
    world = World(a=4, b=6)
    assert world.sentences["a"] == "Half of a is 2."
    later = after(world)
    assert (later.sentences["a"], later.numbers["b"], list(later.numbers)) == ("Half of a is 2.", 6, ["a", "b"])
    assert dict(later.by_half) == {"2": ("a",), "3": ("b",)}
    assert later.worked_out() == []


def test_the_next_process_reads_only_what_it_asks_for(after: Next) -> None:
    later = after(World(a=4, b=6))
    assert later.numbers["a"] == 4
    assert (set(later.numbers.rows), set(later.halves.rows)) == ({"a"}, set())
    later.numbers.load()
    assert set(later.numbers.rows) == {"a", "b"}


def test_the_next_process_knows_who_asked_for_what(after: Next) -> None:
    world = World(a=4, b=6)
    assert world.sentences["a"] and world.sentences["b"] and world.sums[""] == 10
    later = after(world)
    later.numbers.put("a", 8)
    later.follow()
    assert later.worked_out() == ["half of a"]
    assert (later.sentences["a"], later.sentences["b"]) == ("Half of a is 4.", "Half of b is 3.")
    assert later.worked_out() == ["sentence on a"]
    assert {later.memory.node(number) for number in later.memory.stale} == {("sums", "")}, "it was not kept"
    assert later.memory.why(later.sums.ids[""]) == [("sums", ""), ("numbers", "a")]


def test_early_cutoff_in_the_next_process(after: Next) -> None:
    world = World(a=4)
    assert world.sentences["a"]
    later = after(world)
    later.numbers.put("a", 5)
    later.follow()
    assert later.sentences["a"] == "Half of a is 2."
    assert later.worked_out() == ["half of a"]
    assert later.memory.stale == set()


def test_the_third_process_knows_what_the_second_did(after: Next) -> None:
    world = World(a=4, b=6)
    assert world.sentences["a"] and world.sentences["c"] == "There is no c."
    second = after(world)
    second.numbers.put("a", 8)
    second.numbers.put("c", 2)
    second.numbers.drop("b")
    second.follow()
    assert second.sentences["c"] == "Half of c is 1."
    third = after(second)
    assert dict(third.numbers) == {"a": 8, "c": 2}
    assert (third.sentences["c"], third.worked_out()) == ("Half of c is 1.", [])
    assert (third.sentences["a"], third.worked_out()) == ("Half of a is 4.", ["sentence on a"]), "nobody had asked"
    assert dict(third.by_half) == {"1": ("c",), "4": ("a",)}
    third.numbers.put("c", 4)
    third.follow()
    assert third.sentences["c"] == "Half of c is 2."
    assert "b" not in third.halves and third.halves.peek("b") is None


def test_nodes_keep_their_numbers(after: Next) -> None:
    world = World(a=4)
    assert world.sentences["a"]
    before = {table: world.memory.tables[table].ids["a"] for table in ("numbers", "halves", "sentences")}
    later = after(world)
    assert {table: later.memory.tables[table].ids["a"] for table in before} == before
    assert later.sentences.ids["new"] >= later.memory.first_new > max(before.values())


def test_an_attempt_in_the_next_process_is_taken_back(after: Next) -> None:
    world = World(a=4, b=6)
    assert world.sentences["a"]
    later = after(world)
    with pytest.raises(ZeroDivisionError), later.memory.attempt():
        later.numbers.drop("a")
        later.numbers.put("b", 8)
        later.memory.spread()
        raise ZeroDivisionError
    later.follow()
    assert dict(later.numbers) == {"a": 4, "b": 6}
    assert (later.sentences["a"], dict(later.by_half)) == ("Half of a is 2.", {"2": ("a",), "3": ("b",)})
    last = after(later)
    assert (dict(last.numbers), last.sentences["a"]) == ({"a": 4, "b": 6}, "Half of a is 2.")


def test_a_real_second_process(path: Path) -> None:
    """Rows of our own types come back as they were."""
    world = World(a=4)
    dates: Table[Date] = Table(world.memory, "dates")
    dates.put("d", parse_date("2023-04~"))
    world.save(path)
    code = (
        "import sys; from pathlib import Path; from press.incremental import *\n"
        "memory = Memory(Store(Path(sys.argv[1]))); dates = Table(memory, 'dates')\n"
        "print(Table(memory, 'numbers')['a'], dates['d'].text, dates['d'].first, "
        "'press.content.records' in sys.modules)"
    )
    hooks = str(Path(staging.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], env={**os.environ, "PYTHONPATH": hooks}, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == (f"4 {dates['d'].text} {dates['d'].first} False\n", "")
