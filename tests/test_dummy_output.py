"""A new output is a module with its writer and its paths, and its name in one table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from project_factory import build_project, make_project

MODULE = '''\
"""`/words.json`: how long each claim is. Beside the page of each company: its claims as plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ..content.kinds import CLAIM, COMPANY
from ..site.address_patterns import AddressPattern
from ..site.urls import PAGES
from ..site.views.site import Page, Site
from ..site.views.site_queries import entry_query
from .output import Alone, BesideKeys, BesidePages, File, Output, after


@entry_query(stored=True)
def word_count(site: Site, claim_id: str) -> str:
    return str(len(site.claim(claim_id).plain.split()))


class Plain:
    def __init__(self, site: Site) -> None:
        self._site = site

    def counts(self, _: str) -> Iterator[File]:
        yield "words.json", json.dumps(word_count.read_all(self._site, self._site.facts.claims)).encode()

    def company(self, entry_id: str, pages: Sequence[Page]) -> Iterator[File]:
        yield f"{self._site.address(entry_id)}claims.txt", f"{len(pages)}\\n".encode()

    def every_page(self, key: str, pages: Sequence[Page]) -> Iterator[File]:
        for page in pages:
            yield f"{page.address}title.txt", page.title.encode()


OUTPUT = Output(
    Plain,
    after('"url":"'),
    alone=(Alone("words", (AddressPattern("words.json"),), Plain.counts),),
    beside=(
        BesideKeys({COMPANY.name: AddressPattern(PAGES[COMPANY.name].text + "claims.txt")}, Plain.company),
        BesidePages(["claims of"], "title.txt", Plain.every_page),
    ),
    pieces={CLAIM: word_count},
)
'''


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose generator has one more output."""
    project = make_project(tmp_path_factory.mktemp("output") / "project")
    outputs = project / "hooks" / "press" / "outputs"
    (outputs / "plain.py").write_text(MODULE)
    table = outputs / "__init__.py"
    text = table.read_text()
    assert text.count("markdown_pages, ") == 2  # its import, and its place in the table
    table.write_text(text.replace("markdown_pages, ", "markdown_pages, plain, "))
    return project


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    return project / "site"


def test_its_files_are_there(site: Path) -> None:
    counts = json.loads((site / "words.json").read_text(encoding="utf-8"))
    assert counts["herald-launch/valuation"] == "6"
    assert (site / "companies/lantern/claims.txt").read_text() == "1\n"
    assert (site / "claims/herald-launch/title.txt").read_text().startswith("Claims from ")
    assert (site / "companies/herald/claims.txt").is_file()
    assert list(site.glob("people/*/claims.txt")) == []


def test_an_edit_makes_them_again(project: Path, site: Path) -> None:
    claims = project / "briefings/claims/herald-launch.yml"
    before = claims.read_text()
    claims.write_text(before.replace("Lantern is valued at US$1 billion.", "Lantern is now valued at US$1 billion."))
    try:
        done = build_project(project, "--strict")
    finally:
        claims.write_text(before)
    assert done.returncode == 0, done.stdout
    assert json.loads((site / "words.json").read_text(encoding="utf-8"))["herald-launch/valuation"] == "7"


def test_a_static_file_cannot_take_their_place(project: Path) -> None:
    files = {
        "words.json": "the address '/words.json' belongs to the output 'words'",
        "companies/lantern/claims.txt": "belongs to briefings/companies/lantern.yml",
    }
    for file, owner in files.items():
        path = project / "docs" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
        try:
            done = build_project(project)
        finally:
            path.unlink()
        assert f"docs/{file}:1:1: B602" in done.stdout
        assert owner in done.stdout
