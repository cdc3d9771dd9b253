"""Forks: one claim, or a briefing, words, addresses and hand-written pages of one's own, built with the real theme."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from briefing_files import Files, write_files
from corpus import write_corpus
from press.site.drawn_cards import FOLDER
from project_factory import HAND_WRITTEN, HOOKS, SETTINGS

OWN_SETTINGS = {
    "Golden & Co": "The River Desk",
    "https://example.org/golden/": "https://river-desk.org/notes/",
    "desk@example.org": "desk@river-desk.org",
    "https://forge.example/golden": "https://forge.river-desk.org/desk/notes",
}
ONE_CLAIM: Files = {
    "companies/gazette.yml": "{name: The Gazette, type: outlet, summary: A newspaper.}",
    "articles/gazette-opening.yml": """
        title: A bakery opens
        publisher: gazette
        url: https://gazette.example/opening
        published: 2025-03
        """,
    "claims/gazette-opening.yml": "- {id: opening, text: A bakery opens in the old town., kind: event}\n",
}
WORDS = "search_hint: Look for a name\nnav_people: Persons\nindex_company_lead: Desks, mills and boats.\n"


def make_fork(folder: Path, pages: tuple[str, ...], words: str = "") -> Path:
    """Adds to a folder with a briefing what a fork has besides it: settings, words, the generator, and `pages`."""
    (folder / "hooks").symlink_to(HOOKS)
    write_files(folder / "docs", {f"{page}.md": HAND_WRITTEN.format(page) for page in pages})
    settings = SETTINGS
    for default, own in OWN_SETTINGS.items():
        assert default in settings
        settings = settings.replace(default, own)
    write_files(folder, {"mkdocs.yml": settings, **({"words.yml": words} if words else {})})
    return folder


def build_fork(folder: Path, caplog: pytest.LogCaptureFixture) -> Path:
    """Builds a fork in this process with --strict; returns the folder of its site."""
    config = load_config(config_file=str(folder / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build(config)
    assert [record.getMessage() for record in caplog.records] == []
    return folder / "site"


def test_one_claim_is_a_site(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_files(tmp_path / "briefings", ONE_CLAIM)
    site = build_fork(make_fork(tmp_path, ()), caplog)
    page = (site / "claims/gazette-opening/opening/index.html").read_text(encoding="utf-8")
    assert "A bakery opens in the old town." in page
    assert "The River Desk" in page and "https://forge.river-desk.org/desk/notes/" in page


def test_a_briefing_with_words_and_some_pages_is_a_site(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_corpus(tmp_path, 60, 5)
    site = build_fork(make_fork(tmp_path, ("about", "the-desk"), WORDS), caplog)
    index = (site / "companies/index.html").read_text(encoding="utf-8")
    for word in ("Look for a name", "Persons", "Desks, mills and boats."):
        assert word in index
    assert "https://river-desk.org/notes/companies/" in index
    assert {path.parent.name for path in site.glob("*/index.html")} >= {"about", "the-desk", "people", "timeline"}
    made = [
        path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".json", ".md", ".txt", ".ics", ".csv")
    ]
    defaults = [path for path in made if any(word in path.read_text("utf-8") for word in OWN_SETTINGS)]
    assert defaults == []


def test_cards_of_another_publication_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_files(tmp_path / "briefings", ONE_CLAIM)
    fork = make_fork(tmp_path, ("about",))
    said = '{"home": "The River Desk.", "company": "Another Desk. Organizations."}'
    cards = {"cards.json": said, "home.png": b"home", "company.png": b"company", "edition-first.png": b"edition"}
    write_files(fork / "docs", {FOLDER + name: content for name, content in cards.items()})
    site = build_fork(fork, caplog)
    assert {path.name for path in (site / FOLDER).iterdir()} == {"home.png", "plain.png"}
    assert f"{FOLDER}home.png" in (site / "companies/index.html").read_text(encoding="utf-8")
