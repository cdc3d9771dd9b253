"""A new kind of page is a module with its view, its name in one table, and a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from project_factory import build_project, make_project

MODULE = '''\
"""How many claims each speaker makes."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.kinds import MenuItem
from ..address_patterns import AddressPattern
from .site import Page, Site
from .site_queries import site_query
from .view import View


@site_query(stored=True)
def claims_of_speakers(site: Site) -> dict[str, int]:
    speakers = site.facts.said_by
    return {entry_id: len(speakers[entry_id]) for entry_id in sorted(speakers)}


def speaker_page(site: Site, entry_id: str) -> Iterator[Page]:
    title = f"Claims of {site.title(entry_id)}"
    yield SPEAKER.page(entry_id, title, f"{title}.", claims_of_speakers(site)[entry_id])


def speakers_page(site: Site, _: str) -> Iterator[Page]:
    yield SPEAKERS.page("", "Speakers", "All speakers.", sum(claims_of_speakers(site).values()))


SPEAKER = View("speaker", AddressPattern("speakers/{id}/"), speaker_page, "speaker", keys=claims_of_speakers)
SPEAKERS = View(
    "speakers", AddressPattern("speakers/"), speakers_page, "speaker", section="speakers", menu=MenuItem(7, "claims")
)
VIEWS = (SPEAKER, SPEAKERS)
'''
TEMPLATE = '<h1 class="count-of-claims">{{ v }}</h1>\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose generator has one more view."""
    project = make_project(tmp_path_factory.mktemp("view") / "project")
    press = project / "hooks" / "press"
    (press / "site/views/speakers.py").write_text(MODULE)
    (press / "templates/speaker.html").write_text(TEMPLATE)
    table = press / "site/views/__init__.py"
    text = table.read_text().replace("    moved,\n", "    moved,\n    speakers,\n")
    assert text.count("speakers,") == 2  # its import, and its line in the table
    table.write_text(text)
    return project


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    return project / "site"


def test_its_pages_are_there(site: Path) -> None:
    page = (site / "speakers/li-wen/index.html").read_text(encoding="utf-8")
    assert '<h1 class="count-of-claims">1</h1>' in page
    assert "<title>Claims of Li Wen - Golden &amp; Co</title>" in page
    assert sorted(path.parent.name for path in site.glob("speakers/*/index.html")) == ["li-wen"]


def test_they_are_in_the_sitemap_and_the_menu(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    for address in ("speakers/", "speakers/li-wen/"):
        assert f"<loc>https://example.org/golden/{address}</loc>" in sitemap
    assert '<a href="../speakers/">Claims</a>' in (site / "about/index.html").read_text(encoding="utf-8")
    own = (site / "speakers/index.html").read_text(encoding="utf-8")
    assert '<a href="../speakers/" aria-current="true">Claims</a>' in own


def test_an_edit_makes_them_again(project: Path, site: Path) -> None:
    claims = project / "briefings/claims/herald-launch.yml"
    before = claims.read_text()
    claims.write_text(f"{before}- {{id: more, text: More is to come., kind: plan, said_by: li-wen}}\n")
    try:
        done = build_project(project, "--strict")
    finally:
        claims.write_text(before)
    assert done.returncode == 0, done.stdout
    assert 'of-claims">2</h1>' in (site / "speakers/li-wen/index.html").read_text(encoding="utf-8")


def test_a_hand_written_page_cannot_take_their_place(project: Path) -> None:
    page = project / "docs/speakers.md"
    page.write_text("# Mine\n")
    try:
        done = build_project(project)
    finally:
        page.unlink()
    assert "docs/speakers.md:1:1: B602 the address '/speakers/' belongs to the generated page 'Speakers'" in done.stdout
