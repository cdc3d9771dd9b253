"""Edits that once left a page or a message out of date, because a read was missing from the dependencies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from golden_site import PROJECT, read_files
from press.incremental import Store
from press.library.briefing import Briefing
from press.publish.cache import CACHE
from press.publish.publication import Publication
from press.publish.save import save
from press.site.settings import Settings
from press.site.wording import read_words
from warm_builds import build_once


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the golden briefing."""
    shutil.copytree(PROJECT / "briefings", tmp_path / "project" / "briefings")
    (tmp_path / "project" / "docs").mkdir()
    return tmp_path / "project"


def test_a_link_that_was_not_in_use(project: Path, tmp_path: Path) -> None:
    """A link is removed from a text, what it names is retired in the meantime, and the link is put back."""
    site, top = tmp_path / "site", project / "briefings"
    claims, companies = top / "claims" / "herald-launch.yml", top / "companies"
    text = claims.read_text(encoding="utf-8")
    company = "name: {}\ntype: company\nsummary: A company of {}.\n"
    for words_of_claim, retired, place in (
        ("See [[early]]. ", False, "London"),
        ("", True, "London"),
        ("See [[early]]. ", True, "London"),
        ("See [[early]]. ", True, "Paris"),
    ):
        claims.write_text(text.replace("text: ", f"text: {words_of_claim}", 1), encoding="utf-8")
        early = "moved_to: later\n" if retired else company.format("Early", "Rome")
        (companies / "early.yml").write_text(early, encoding="utf-8")
        (companies / "later.yml").write_text(company.format("Later", place), encoding="utf-8")
        build_once(project, site)
    shutil.rmtree(project / CACHE)
    build_once(project, tmp_path / "cold")
    assert b"A company of Paris" in read_files(site)["claims/herald-launch/founding/index.html"]
    assert read_files(site) == read_files(tmp_path / "cold")


def test_a_hand_written_page_that_was_edited_between_two_processes(project: Path) -> None:
    """The next process notices a change in what the page names now."""

    def begin() -> Publication:
        settings, (words, _) = Settings(schema_version=1), read_words()
        publication = Publication(project, settings, words, "A Briefing", "https://example.org/b/", {}, "1", "serve")
        assert publication.read() == []
        return publication

    first = begin()
    assert "Lantern" in first.link("docs/about.md", "[[lantern]]")
    first.save()
    second = begin()
    assert second.store is not None and "Herald" in second.link("docs/about.md", "[[herald]]")
    assert not second.outdated_documents
    herald = project / "briefings" / "companies" / "herald.yml"
    herald.write_text(herald.read_text(encoding="utf-8").replace("summary: ", "summary: Not "), encoding="utf-8")
    assert second.read() == []
    assert second.outdated_documents
    assert 'data-def="Not ' in second.link("docs/about.md", "[[herald]]")
    second.close()


def test_a_message_that_names_a_line_of_another_file(project: Path, tmp_path: Path) -> None:
    """The claim that was most likely meant moves within its file, and nothing else about it changes."""
    claims, path = project / "briefings" / "claims", tmp_path / "check.db"
    other, wrong = claims / "herald-launch.yml", claims / "gazette-price.yml"
    text = wrong.read_text(encoding="utf-8").replace("text: ", "text: (See [@herald-launch/valuatoin].) ", 1)
    wrong.write_text(text, encoding="utf-8")
    first = Briefing(project)
    before = first.check()
    assert save(first, path)
    other.write_text("# One more line.\n" + other.read_text(encoding="utf-8"), encoding="utf-8")
    store = Store(path)
    after = Briefing(project, store=store).check()
    store.close()
    assert after != before
    assert [str(problem) for problem in after] == [str(problem) for problem in Briefing(project).check()]
