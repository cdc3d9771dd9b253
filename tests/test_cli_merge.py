"""`python hooks merge`: names, links and references go to the entry that stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files
from edited_project import Run, find_dangling, list_problems, project, read_files, run
from site_factory import SiteMaker

__all__ = ["project", "run"]

TWIN = """\
# A double.
name: Lantern Labs
summary: Maker of lamps.
type: start-up
names:
  - {text: Lampenwerk, lang: de, source: gazette-price}   # in German
  - 灯笼
topics: [money, glows]
see: [lantern, big-river]
same_as: {wikipedia: https://en.wikipedia.org/wiki/Lantern, wikidata: Q43}
"""
RIVER = """\
name: Big River
summary: Shop.  # near [[twin]]
type: company
see: [lantern, twin] # near
"""
MORE = {
    "companies/twin.yml": TWIN,
    "topics/glows.yml": "{name: Glows, question: Which?}",
    "companies/big-river.yml": RIVER,
    "people/bo.yml": "{name: Bo, summary: B., see: [twin]}",
}


@pytest.fixture
def twins(project: Path) -> Path:
    for name, text in MORE.items():
        (project / "briefings" / name).write_text(text, encoding="utf-8")
    claims = project / "briefings/claims/herald-launch.yml"
    added = "- {id: twin, text: '[[twin]] and [[lantern]] grew.', kind: event, about: [twin, lantern]}\r\n"
    claims.write_bytes(claims.read_bytes().replace(b"\n", b"\r\n") + added.encode())
    (project / "docs/twin.md").write_text("See [[twin]] and [it](companies/twin.md).\n", encoding="utf-8")
    return project


def test_two_entries_become_one(twins: Path, run: Run) -> None:
    before, problems = read_files(twins), len(list_problems(twins))
    status, printed, errors = run("merge", "twin", "lantern", "--take", "lantern", "--take", "same_as.wikidata=twin")
    assert (status, errors) == (0, ""), printed
    assert len(list_problems(twins)) <= problems
    assert find_dangling(twins, "twin") == []
    after = {name.removeprefix("briefings/"): data.decode() for name, data in read_files(twins).items()}
    assert after["companies/lantern.yml"] == (
        before["briefings/companies/lantern.yml"]
        .decode()
        .replace(
            "until: 2022}\n",
            "until: 2022}\n  - Lantern Labs\n  - {text: Lampenwerk, lang: de, source: gazette-price}\n",
        )
        .replace("[money]", "[money, glows]")
        .replace("wikidata: Q42}", "wikidata: Q43, wikipedia: 'https://en.wikipedia.org/wiki/Lantern'}")
        + "see: [big-river]\n"
    ).replace("'https://en.wikipedia.org/wiki/Lantern'", "https://en.wikipedia.org/wiki/Lantern")
    assert after["companies/twin.yml"] == "# A double.\nmoved_to: lantern\n"
    assert after["companies/big-river.yml"].endswith("# near [[twin]]\ntype: company\nsee: [lantern] # near\n")
    assert after["people/bo.yml"] == "{name: Bo, summary: B., see: [lantern]}"
    assert after["docs/twin.md"] == "See [[lantern]] and [it](companies/lantern.md).\n"
    claims = before["briefings/claims/herald-launch.yml"].decode()
    assert after["claims/herald-launch.yml"] == claims.replace("[[twin]]", "[[lantern]]").replace("[twin, l", "[l")


def test_conflicts_are_listed_and_refused(twins: Path, run: Run) -> None:
    before = read_files(twins)
    status, _, errors = run("merge", "twin", "lantern", "--take", "summary=twin")
    assert status == 1
    assert errors == (
        "'twin' and 'lantern' differ in fields that have one value; choose with --take:\n"
        "    --take same_as.wikidata=twin    'Q43'\n"
        "    --take same_as.wikidata=lantern    'Q42'\n"
        "    --take lantern    all of them from 'lantern'\n"
    )
    assert read_files(twins) == before


def test_a_field_that_says_something_by_its_absence_is_a_conflict(project: Path, run: Run) -> None:
    status, _, errors = run("merge", "li-wen", "ann-writer", "--take", "summary=li-wen")
    assert status == 1
    assert "--take name_order=ann-writer    not written" in errors
    assert run("merge", "li-wen", "ann-writer", "--take", "ann-writer")[0] == 0
    assert "name_order" not in (project / "briefings/people/ann-writer.yml").read_text("utf-8")


def test_a_dry_run_writes_nothing(twins: Path, run: Run) -> None:
    before = read_files(twins)
    status, patch, _ = run("merge", "twin", "lantern", "--take", "lantern", "--dry-run")
    assert status == 0
    assert "\n+moved_to: lantern\n" in patch
    assert read_files(twins) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lantern", "lantern"), "an entry cannot be merged into itself"),
        (("lantern", "li-wen"), "'lantern' is a company and 'li-wen' a person"),
        (("gazette-price", "gazette-reprint"), "write 'syndicated_from'"),
        (("lantern", "lamp-works"), "'lamp-works' is retired"),
        (("herald", "big-river"), "these claims state something of 'herald' and 'big-river': herald-launch/owner"),
        (("gazette", "lantern", "--take", "x=gazette"), "'x=gazette' chooses nothing"),
    ],
)
def test_what_cannot_be_merged(project: Path, run: Run, arguments: tuple[str, ...], message: str) -> None:
    before = read_files(project)
    status, _, errors = run("merge", *arguments)
    assert status == 1
    assert message in errors
    assert read_files(project) == before


def test_the_api_says_where_a_retired_id_leads(built: Callable[[Files], SiteMaker]) -> None:
    made = built(
        {
            "people/a.yml": "moved_to: b",
            "people/b.yml": "{name: Bo Li, summary: A person.}",
            "people/c.yml": "moved_to: [a, d]",
            "people/d.yml": "{name: Di Li, summary: A person.}",
        }
    )
    files = made.make_files()
    first = json.loads(files["api/v1/people/a.json"])
    assert first == {
        "schema": "1.0",
        "id": "a",
        "kind": "person",
        "url": "https://example.org/b/people/a/",
        "moved_to": ["b"],
    }
    assert json.loads(files["api/v1/people/c.json"])["moved_to"] == ["d", "b"]
