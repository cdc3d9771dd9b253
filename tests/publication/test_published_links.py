"""The published site, read as files: every link and anchor leads somewhere, every entry is near the home page."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAX_CLICKS = 3


class Anchors(HTMLParser):
    """The links, the ids and the title of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.assets: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if identity := found.get("id"):
            self.ids.append(identity)
        if tag == "a" and (href := found.get("href")):
            self.links.append(href)
        elif tag in ("link", "script", "img") and (address := found.get("href") or found.get("src")):
            self.assets.append(address)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Anchors]:
    found = {}
    for file in sorted(site.rglob("*.html")):
        parser = Anchors()
        parser.feed(file.read_text(encoding="utf-8"))
        found[file.relative_to(site).as_posix().removesuffix("index.html")] = parser
    return found


def internal(page: str, href: str) -> tuple[str, str] | None:
    """(address in the site, anchor) of a link, None where it leaves the site."""
    parts = urlsplit(urljoin(f"https://example.org/briefing/{page}", href))
    if parts.netloc != "example.org" or parts.scheme != "https":
        return None
    assert parts.path.startswith("/briefing/"), f"{page} leaves the sub-path: {href}"
    return unquote(parts.path.removeprefix("/briefing/")), unquote(parts.fragment)


def test_no_link_or_anchor_is_broken(site: Path, pages: dict[str, Anchors]) -> None:
    broken = []
    for page, found in pages.items():
        for href in [*found.links, *found.assets]:
            target = internal(page, href)
            if target is None:
                continue
            address, anchor = target
            if address in pages:
                if anchor and anchor not in pages[address].ids:
                    broken.append(f"{page}: no anchor {href}")
            elif not (site / address).is_file():
                broken.append(f"{page}: no page {href}")
    assert broken == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, Anchors]) -> None:
    twice = {page: sorted({i for i in found.ids if found.ids.count(i) > 1}) for page, found in pages.items()}
    assert {page: ids for page, ids in twice.items() if ids} == {}


def test_everything_is_near_the_home_page(pages: dict[str, Anchors]) -> None:
    clicks = {"": 0}
    queue = deque([""])
    while queue:
        page = queue.popleft()
        for href in pages[page].links:
            target = internal(page, href)
            if target and target[0] in pages and target[0] not in clicks:
                clicks[target[0]] = clicks[page] + 1
                queue.append(target[0])
    far = {page: clicks.get(page) for page in pages if page != "404.html" and clicks.get(page, 99) > MAX_CLICKS}
    assert far == {}


def test_every_claim_shows_its_source(site: Path) -> None:
    """The words, who said it, when, and one click to the source."""
    claim = re.compile(r'<article class="claim [^>]*>.*?</article>', re.DOTALL)
    bare = []
    for file in site.rglob("*.html"):
        for found in claim.findall(file.read_text(encoding="utf-8")):
            parts = ('class="claim-text"', 'class="claim-meta"', 'class="date"', 'class="source" href="http')
            bare += [f"{file}: {part} is missing in {found[:200]}" for part in parts if part not in found]
    assert bare == []


def test_titles_and_descriptions_are_each_page_s_own(site: Path) -> None:
    titles: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
        assert title, f"{file} has no title"
        if 'content="noindex"' not in text:
            titles.setdefault(title[1], []).append(file.relative_to(site).as_posix())
        if file.name != "404.html":
            description = re.search(r'<meta name="description" content="([^"]*)"', text)
            assert description, f"{file} has no description"
    assert {title: files for title, files in titles.items() if len(files) > 1} == {}
