"""Edits after which a page or a message was out of date once, because a read escaped the dependencies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.site.wording import read_words
from test_warm import CACHE, GOLDEN, build, files_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the golden briefing."""
    shutil.copytree(GOLDEN / "briefings", tmp_path / "project" / "briefings")
    (tmp_path / "project" / "docs").mkdir()
    return tmp_path / "project"


def test_a_link_that_was_out_of_use(project: Path, tmp_path: Path) -> None:
    """A link is taken out of a text, what it names is retired meanwhile, and the link is put back."""
    site, top, (words, _) = tmp_path / "site", project / "briefings", read_words()
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
        build(project, site, words)
    shutil.rmtree(project / CACHE)
    build(project, tmp_path / "cold", words)
    assert b"A company of Paris" in files_of(site)["claims/herald-launch/founding/index.html"]
    assert files_of(site) == files_of(tmp_path / "cold")
