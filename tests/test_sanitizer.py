"""Every query depends on each row that it touches, in a cold build and in warm ones."""

from __future__ import annotations

import importlib
import inspect
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import sanitizer
from briefing_files import Files, write_files
from corpus import write_corpus
from golden_site import PROJECT, read_files
from press.incremental import JOINT, Database, Input, query, register_queries
from press.incremental.queries import Query
from press.library.briefing import Briefing
from press.publish.build import Builder
from press.site.render import Shell
from press.site.settings import Settings
from sanitizer import ALLOWED, Sanitizer, install, name_dependencies
from site_factory import prepare_site
from warm_builds import build_once, fill_small_theme

MISTAKES = {"Library.spellings"}
"""The queries that a build without mistakes does not need."""
NOT_INVENTED = {
    "Compared.entries",
    "search.search_comparison",
    "Facts.holdings",
    "Library.final_ids",
    "Library.evidence_state",
    "SameFacts.holders",
}
"""The queries about what the invented briefing lacks: comparisons, owners, chains of retired ids, locks, offices."""


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Sanitizer:
    return install(monkeypatch)


class Reader:
    """Queries that each read one row of `numbers`, or another query, in the way that the test specifies."""

    def __init__(self, way: Callable[[Reader], object]) -> None:
        self.database = Database()
        self.numbers: Input[int] = Input(self.database, "numbers")
        self.numbers.set("a", 1)
        self._way = way
        register_queries(self, self.database)

    @query()
    def inner(self, key: str) -> int:
        return self.numbers[key]

    @query()
    def outer(self, key: str) -> str:
        return str(self._way(self))


@pytest.mark.parametrize("way", [
    lambda world: world.numbers["a"],
    lambda world: world.numbers.get("b"),
    lambda world: "a" in world.numbers and world.numbers.contains_untracked("a"),
    lambda world: [list(world.numbers), world.numbers.keys_untracked(), world.numbers.contains_untracked("b")],
    lambda world: world.numbers.read_all(["a"]),
    lambda world: [world.numbers["a"], world.numbers.read_untracked("a"), world.numbers.rows["a"]],
    lambda world: world.inner("a"),
    lambda world: [world.inner.read_all(["a"]), world.inner.read_last("a", None)],
])  # fmt: skip
def test_what_a_dependency_covers(watched: Sanitizer, way: Callable[[Reader], object]) -> None:
    Reader(way).outer("")
    assert watched.list_faults() == []


@pytest.mark.parametrize(("way", "fault"), [
    (lambda world: world.numbers.read_untracked("a"), "row of 'numbers'"),
    (lambda world: world.numbers.rows["a"], "row of 'numbers'"),
    (lambda world: world.numbers.rows.get("a"), "row of 'numbers'"),
    (lambda world: list(world.numbers.rows.items()), "row of 'numbers'"),
    (lambda world: "a" in world.numbers and world.numbers.read_untracked("a"), "row of 'numbers'"),
    (lambda world: [list(world.numbers), world.numbers.rows["a"]], "row of 'numbers'"),
    (lambda world: world.numbers.contains_untracked("a"), "existence of 'numbers'"),
    (lambda world: world.numbers.keys_untracked(), "keys of 'numbers'"),
    (lambda world: list(world.numbers.rows), "keys of 'numbers'"),
    (lambda world: [world.inner("a"), world.numbers.read_untracked("a")], "row of 'numbers'"),
    (lambda world: world.inner.read_last("a", None), "row of 'Reader.inner'"),
    (lambda world: world.inner.read_settled(0), "row of 'Reader.inner'"),
    (lambda world: world.numbers.set("b", 2), "change of 'numbers'"),
    (lambda world: world.numbers.remove("a"), "change of 'numbers'"),
])  # fmt: skip
def test_what_no_dependency_covers(watched: Sanitizer, way: Callable[[Reader], object], fault: str) -> None:
    Reader(way).outer("")
    (found,) = watched.list_faults()
    assert found.startswith(f"{fault} in test_sanitizer.<lambda>:")
    assert found.endswith(", first for Reader.outer('')")


def test_a_query_that_raises(watched: Sanitizer) -> None:
    world = Reader(lambda world: world.numbers["b"])
    with pytest.raises(KeyError):
        world.outer("")
    assert watched.list_faults() == ["KeyError raised, first for Reader.outer('')"]


def test_an_untracked_read_that_is_allowed(watched: Sanitizer, monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs a dependency on a node of the table that ALLOWED names for it."""
    place = "test_sanitizer.<lambda>"
    for table, faults in (("numbers?", 0), ("others", 1)):
        monkeypatch.setattr(sanitizer, "ALLOWED", {place: sanitizer.Allowed(table, "")})
        Reader(READ_IF_THERE).outer("")
        assert len(watched.list_faults()) == faults
    assert watched.excused == {place}


READ_IF_THERE = lambda world: "a" in world.numbers and world.numbers.read_untracked("a")  # noqa: E731


FACTS: Files = {
    "articles/facts.yml": "{title: Facts, publisher: herald, url: 'https://herald.example/facts', published: 2023}",
    "claims/facts.yml": """
        - {id: then, text: Li Wen heads it., kind: plan, subject: li-wen, property: head-of, value: lantern, when: 2021}
        - {id: now, text: Li Wen heads it., kind: plan, subject: li-wen, property: head-of, value: lantern, when: 2023}
        - {id: again, text: Li Wen is its head., kind: plan, same: [now]}
        """,
}
"""One fact that three claims state."""


def copy_golden(project: Path) -> None:
    shutil.copytree(PROJECT / "briefings", project / "briefings")
    write_files(project / "briefings", FACTS)
    with (project / "briefings" / "properties.yml").open("a", encoding="utf-8") as file:
        file.write("head-of: {label: head of, value: company, single: subject}\n")


def edit_golden(top: Path) -> Iterable[None]:
    """Edits the golden briefing, and waits for a build after each edit."""
    claims, company = top / "claims" / "gazette-price.yml", top / "companies" / "lantern.yml"
    before = claims.read_text(encoding="utf-8")
    claims.write_text(before.replace("text: ", "text: Herald and Later say that ", 2), encoding="utf-8")
    yield
    company.write_text(company.read_text(encoding="utf-8").replace("name: ", "name: New ", 1), encoding="utf-8")
    (top / "companies" / "later.yml").write_text("name: Later\ntype: company\nsummary: It came later.\n", "utf-8")
    yield
    claims.write_text(before.replace("text: ", "text: See [[later]]; ", 1), encoding="utf-8")
    yield
    (top / "companies" / "later.yml").write_text("moved_to: lantern\n", encoding="utf-8")
    yield


def write_invented(project: Path) -> None:
    write_corpus(project, 150, 1)


def edit_invented(top: Path) -> Iterable[None]:
    claims = min(file for file in top.glob("claims/*.yml") if not file.name.endswith(".lock.yml"))
    company = min(top.glob("companies/*.yml"))
    claims.write_text(claims.read_text(encoding="utf-8").replace("text: ", "text: Later, ", 3), encoding="utf-8")
    company.write_text(company.read_text(encoding="utf-8").replace("summary: ", "summary: Once ", 1), encoding="utf-8")
    yield


@pytest.mark.parametrize(("begin", "edit", "unused"), [
    (copy_golden, edit_golden, MISTAKES), (write_invented, edit_invented, MISTAKES | NOT_INVENTED),
])  # fmt: skip
def test_every_row_that_a_build_touches_is_tracked(
    watched: Sanitizer,
    tmp_path: Path,
    begin: Callable[[Path], None],
    edit: Callable[[Path], Iterable[None]],
    unused: set[str],
) -> None:
    project, site = tmp_path / "project", tmp_path / "site"
    begin(project)
    (project / "docs").mkdir()
    outcome = build_once(project, site)
    Briefing(project).check()
    assert (outcome.problems, watched.list_faults()) == ([], [])
    made_with = outcome.publication
    queries = {name for name, table in made_with.site.database.tables.items() if isinstance(table, Query)}
    assert queries - watched.evaluated == unused
    entry_id = made_with.site.library.named_ids[0]
    for number, _ in enumerate(edit(project / "briefings")):
        watched.evaluated.clear()
        before = read_files(site)
        assert build_once(project, site, f"On [[{entry_id}]], part {number}.").warm
        assert read_files(site) != before
        assert "Facts.assertion" in watched.evaluated
        assert watched.list_faults() == []
    assert watched.excused == set(ALLOWED), "an entry of ALLOWED that nothing needs"


def test_untracked_reads_are_explained_in_place() -> None:
    for name in ALLOWED:
        module, kind, method = name.rsplit(".", 2)
        source = inspect.getsource(getattr(getattr(importlib.import_module(module), kind), method))
        assert "# Untracked: " in source and "_untracked(" in source


def test_the_order_of_evaluation_makes_no_difference(tmp_path: Path) -> None:
    """What one query leaves in an attribute must not spare another one a read that it depends on."""
    copy_golden(tmp_path)
    found = []
    for step in (1, -1):
        ready = prepare_site(tmp_path, Settings(schema_version=1), "A Briefing", "https://example.org/b/")
        builder = Builder(ready.site)
        builder.set_shell(Shell(fill_small_theme, policy=False))
        targets = [JOINT.join((name, key)) for name in builder.routes.names for key in builder.keys(name)]
        for target in targets[::step]:
            builder.target_files.evaluate(target)
        found.append(name_dependencies(ready.site.database))
    first, second = found
    assert first.keys() == second.keys()
    assert {name: reads ^ second[name] for name, reads in first.items() if reads != second[name]} == {}
