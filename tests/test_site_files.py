"""A whole site, read as files: where links lead, what pages say about themselves, and what machines read in them.

Here it is the site of the golden project; tests/publication reads the published one in the same way.
"""

from __future__ import annotations

import re
import struct
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from extruct.jsonld import JsonLdExtractor

from press.site.share_cards import HEIGHT, WIDTH

pytestmark = pytest.mark.slow

MAX_CLICKS = 3
MAX_CARD_BYTES = 60_000
SHORTEST, LONGEST = 50, 160
"""The allowed number of characters in a description."""
ONCE = (
    "description",
    "og:type",
    "og:title",
    "og:description",
    "og:site_name",
    "og:url",
    "og:image",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
    "twitter:card",
)
"""The meta tags that each page has exactly once."""


class PageReader(HTMLParser):
    """The links, ids, title, meta tags and canonical addresses of one page, each in the order found."""

    def __init__(self) -> None:
        super().__init__()
        self.lang = ""
        self.title = ""
        self.meta: dict[str, list[str]] = {}
        self.canonical: list[str] = []
        self.links: list[str] = []
        self.assets: list[str] = []
        self.ids: list[str] = []
        self._titles = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "html":
            self.lang = found.get("lang", "")
        elif tag == "a" and found.get("href"):
            self.links.append(found["href"])
        elif tag == "meta" and (name := found.get("name") or found.get("property")):
            self.meta.setdefault(name, []).append(found.get("content", ""))
        elif tag == "title" and not self._titles:
            self._titles, self._in_title = 1, True
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical.append(found["href"])
        if tag in ("link", "script", "img") and (address := found.get("href") or found.get("src")):
            self.assets.append(address)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list the page."""
        return "noindex" not in self.meta.get("robots", [])


Pages = dict[str, PageReader]
"""Address in the site (`companies/lantern/`, `404.html`) -> the page."""


@pytest.fixture(scope="session")
def folder(built_project: Path) -> Path:
    """The folder of the site."""
    return built_project / "site"


@pytest.fixture(scope="session")
def address() -> str:
    """The address of the home page, as configured for the site."""
    return "https://example.org/golden/"


@pytest.fixture(scope="session")
def pages(folder: Path) -> Pages:
    """Every page of the site."""
    found = {}
    for file in sorted(folder.rglob("*.html")):
        reader = PageReader()
        reader.feed(file.read_text(encoding="utf-8"))
        found[file.relative_to(folder).as_posix().removesuffix("index.html")] = reader
    return found


@pytest.fixture(scope="session")
def listed(pages: Pages) -> Pages:
    """The pages that search engines may list."""
    return {page: found for page, found in pages.items() if found.is_listed}


def resolve_link(address: str, page: str, href: str) -> tuple[str, str] | None:
    """(address in the site, anchor) of a link on a page, None if it leaves the site."""
    home, target = urlsplit(address), urlsplit(urljoin(address + page, href))
    if (target.scheme, target.netloc) != (home.scheme, home.netloc):
        return None
    assert target.path.startswith(home.path), f"{page} leaves the sub-path: {href}"
    return unquote(target.path.removeprefix(home.path)), unquote(target.fragment)


def test_no_link_or_anchor_is_broken(folder: Path, address: str, pages: Pages) -> None:
    broken = []
    for page, found in pages.items():
        for href in [*found.links, *found.assets]:
            target = resolve_link(address, page, href)
            if target is None:
                continue
            where, anchor = target
            if where in pages:
                if anchor and anchor not in pages[where].ids:
                    broken.append(f"{page}: no anchor {href}")
            elif not (folder / where).is_file():
                broken.append(f"{page}: no page {href}")
    assert broken == []


def test_no_id_is_used_twice_on_a_page(pages: Pages) -> None:
    twice = {page: sorted({i for i in found.ids if found.ids.count(i) > 1}) for page, found in pages.items()}
    assert {page: ids for page, ids in twice.items() if ids} == {}


def test_everything_is_near_the_home_page(address: str, pages: Pages, listed: Pages) -> None:
    clicks = {"": 0}
    queue = deque([""])
    while queue:
        page = queue.popleft()
        for href in pages[page].links:
            target = resolve_link(address, page, href)
            if target and target[0] in pages and target[0] not in clicks:
                clicks[target[0]] = clicks[page] + 1
                queue.append(target[0])
    assert {page: clicks.get(page) for page in listed if clicks.get(page, 99) > MAX_CLICKS} == {}


def test_every_claim_shows_its_source(folder: Path) -> None:
    """The words, who said it, when, and one click to the source."""
    claim = re.compile(r'<article class="claim [^>]*>.*?</article>', re.DOTALL)
    bare, shown = [], 0
    for file in sorted(folder.rglob("*.html")):
        for found in claim.findall(file.read_text(encoding="utf-8")):
            shown += 1
            date = "fact-date" if "fact-row" in found else "date"
            parts = ('class="claim-text"', 'class="claim-meta"', f'class="{date}"', 'class="source"')
            bare += [f"{file}: {part} is missing in {found[:200]}" for part in parts if part not in found]
    assert (bare, shown > 0) == ([], True)


def test_each_tag_appears_once(listed: Pages) -> None:
    wrong = {
        page: {name: found.meta.get(name, []) for name in ONCE if len(found.meta.get(name, [])) != 1}
        for page, found in listed.items()
    }
    assert {page: tags for page, tags in wrong.items() if tags} == {}
    assert {page for page, found in listed.items() if found.lang != "en"} == set()


def find_shared_values(values: dict[str, str]) -> dict[str, list[str]]:
    """The values that several pages have, each with those pages."""
    by_value: dict[str, list[str]] = {}
    for page, value in values.items():
        by_value.setdefault(value, []).append(page)
    return {value: pages for value, pages in by_value.items() if len(pages) > 1}


def test_titles_are_each_page_s_own(listed: Pages) -> None:
    assert find_shared_values({page: found.title for page, found in listed.items()}) == {}
    assert {page for page, found in listed.items() if not found.title.strip()} == set()


def test_descriptions_are_each_page_s_own(listed: Pages) -> None:
    assert find_shared_values({page: found.meta["description"][0] for page, found in listed.items()}) == {}


def test_descriptions_are_neither_short_nor_long(listed: Pages) -> None:
    lengths = {page: len(found.meta["description"][0]) for page, found in listed.items()}
    assert {page: length for page, length in lengths.items() if not SHORTEST <= length <= LONGEST} == {}


def test_a_page_names_its_own_address(address: str, listed: Pages) -> None:
    assert {page: found.canonical for page, found in listed.items() if found.canonical != [address + page]} == {}
    urls = {page: found.meta["og:url"] for page, found in listed.items()}
    assert {page: url for page, url in urls.items() if url != [address + page]} == {}


def test_descriptions_agree(listed: Pages) -> None:
    assert {
        page for page, found in listed.items() if found.meta["og:description"] != found.meta["description"]
    } == set()


def test_every_card_named_is_a_file_of_its_size(folder: Path, address: str, listed: Pages) -> None:
    for card in sorted({found.meta["og:image"][0].removeprefix(address) for found in listed.values()}):
        picture = (folder / card).read_bytes()
        assert picture.startswith(b"\x89PNG"), card
        assert struct.unpack(">II", picture[16:24]) == (WIDTH, HEIGHT), card
        assert len(picture) <= MAX_CARD_BYTES, card


def test_every_claim_is_read_as_one_by_machines(folder: Path, address: str, listed: Pages) -> None:
    extractor = JsonLdExtractor()
    claims = {page for page in listed if re.fullmatch(r"claims/(?!page/)[^/]+/(?!page/)[^/]+/", page)}
    assert claims
    for page in claims:
        [found] = extractor.extract((folder / page / "index.html").read_text(encoding="utf-8"))
        assert (found["@type"], found["@id"]) == ("Claim", address + page)
