"""`/llms.txt`, and each page of an entry, a source or an edition again in Markdown, as `index.md` beside it.

llms.txt: https://llmstxt.org/. What stands on a page is taken from its view. All text is escaped, so that a name or a
claim is never read as Markdown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ..addresses import ROOT, base_of, twin_address
from ..kinds import Article, Entry
from ..render import environment
from ..views.common import PLURALS
from ..views.editions import numbers
from ..views.follow import LLMS
from ..views.site import PAGE_SIZE, ClaimView, Page, Site

_MARK = re.compile(r"[\\`*_\[\]<>|~&]")
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_START = re.compile(r"(?=[#+=-])|\d+(?=[.)])")
_CITE = re.compile(r'\s*<sup class="cite"><a href="([^"]*)"[^>]*>([^<]*)</a></sup>')
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|tr|pre|blockquote)>|<[bh]r>")
_EMPTY_LINES = re.compile(r"\n{3,}")
_KINDS = ("edition", "topic", "company", "person", "product", "place", "term", "article")
"""In the order in which `/llms.txt` lists them."""


def emit(site: Site, pages: Sequence[Page], hand_written: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    twins = _Twins(site)
    first: dict[str, Page] = {}
    for page in pages:
        if page.entry in site.library.entries:
            first.setdefault(page.entry, page)
            yield twin_address(page.address), twins.twin(page)
    yield LLMS, twins.llms(first.values())


def escaped(text: str) -> str:
    """Plain text as one line of Markdown that reads as it stands."""
    line = " ".join(text.split())
    if _MARK.search(line):
        line = _SPECIAL.sub(r"\\\g<0>", line)
    start = _START.match(line)
    return f"{start[0]}\\{line[start.end() :]}" if start else line


@dataclass(frozen=True, slots=True)
class Shelf:
    """The twins of one kind in `/llms.txt`: (address, title, description), and how many more there are."""

    heading: str
    books: Sequence[tuple[str, str, str]]
    more: int
    data: str
    """Where the whole list stands as data."""


class Markdown(str):
    """Text that is Markdown already, and is not escaped again."""

    __slots__ = ()


@dataclass
class _Twins:
    """Writes the Markdown of a site. `base` stands before the addresses on the page that is being written."""

    site: Site
    base: str = ""
    _claims: dict[tuple[str, str], Markdown] = field(default_factory=dict)
    _sources: dict[tuple[str, str], Markdown] = field(default_factory=dict)
    _lines: dict[tuple[bool, str], Markdown] = field(default_factory=dict)

    def __post_init__(self) -> None:
        env = environment(self.site.words, self.site.name).overlay(autoescape=False, finalize=self.line)
        env.globals.update(claims=self.claims, source=self.source, blocks=self.blocks, address=self.address)
        self._parts: Any = env.get_template("twin_claim.md").module
        self._llms = env.get_template("llms.txt")
        self._pages = {
            "entry": env.get_template("twin_entry.md"),
            "article": env.get_template("twin_article.md"),
            "edition": env.get_template("twin_edition.md"),
        }

    def twin(self, page: Page) -> bytes:
        self.base = base_of(self.site.url, page.address)
        return _tidy(self._pages[page.template].render(v=page.view, page=page))

    def llms(self, pages: Iterable[Page]) -> bytes:
        self.base = base_of(self.site.url, LLMS)
        by_kind: dict[str, list[Page]] = {kind: [] for kind in _KINDS}
        for page in pages:
            by_kind[self.site.library.entries[page.entry].kind].append(page)
        shelves = [self._shelf(kind, found) for kind, found in by_kind.items() if found]
        text = self._llms.render(
            tagline=self.site.settings.tagline,
            numbers=numbers(self.site),
            shelves=shelves,
            index="api/v1/index.json",
            data="data/",
        )
        return _tidy(text)

    def _shelf(self, kind: str, pages: list[Page]) -> Shelf:
        words = self.site.words
        heading = words[f"index_{kind}"] if f"index_{kind}" in words else words[PLURALS[kind]]
        books = [(twin_address(page.address), page.title, self._told(page)) for page in pages[:PAGE_SIZE]]
        return Shelf(heading, books, max(0, len(pages) - PAGE_SIZE), f"api/v1/{PLURALS[kind]}.json")

    def _told(self, page: Page) -> str:
        """What an entry is, or the day of a source."""
        data = self.site.library.entries[page.entry].data
        if isinstance(data, Article):
            return data.published.words if data.published else self.site.words["date_unknown"]
        return self.site.prose.plain(data.summary) if isinstance(data, Entry) else page.description

    def claims(self, views: Iterable[ClaimView]) -> Markdown:
        """A list of claims; each is written once for pages at the same depth."""
        lines = []
        for view in views:
            found = self._claims.get((view.id, self.base))
            if found is None:
                found = self._claims[view.id, self.base] = Markdown(self._parts.claim(view))
            lines.append(found)
        return Markdown("\n".join(lines))

    def source(self, claim_id: str) -> Markdown:
        """Where a claim was read, and where it stands on this site."""
        found = self._sources.get((claim_id, self.base))
        if found is None:
            view = self.site.claim(claim_id)
            found = self._sources[claim_id, self.base] = Markdown(self._parts.source_of(view))
        return found

    def line(self, value: object) -> Markdown:
        """What a template puts out, as one line: Markdown as it is, HTML of ours without its tags, text escaped."""
        if isinstance(value, Markdown):
            return value
        key = isinstance(value, Markup), str(value)
        found = self._lines.get(key)
        if found is None:
            marked, text = key
            found = Markdown(self._from_html(text) if marked else escaped(text))
            if not marked or "<sup" not in text:
                self._lines[key] = found
        return found

    def _from_html(self, marked: str) -> str:
        """One line of Markdown; citations become footnotes or links."""
        pieces = _CITE.split(marked)
        line = escaped(_without_tags(pieces[0]))
        for href, label, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            space = " " if after[:1].isspace() else ""
            line += self._citation(href, label) + space + escaped(_without_tags(after))
        return line

    def _citation(self, href: str, label: str) -> str:
        """A footnote where the page has numbered notes, a link where the mark leads to another page."""
        if href.startswith("#note-"):
            return f"[^{label}]"
        return f" [{escaped(label)}]({self.address(href.removeprefix(ROOT))})" if href.startswith(ROOT) else ""

    def blocks(self, marked: Markup) -> Markdown:
        """Paragraphs, items and headings of clean HTML, each a block of Markdown."""
        blocks = []
        for piece in _BLOCK_END.split(marked.replace("</td>", "</td> ")):
            if line := self._from_html(piece):
                mark = "- " if "<li>" in piece else "### " if "<h" in piece else ""
                blocks.append(mark + line)
        return Markdown("\n\n".join(blocks))

    def address(self, address: str) -> Markdown:
        """An address between angle brackets, which no address holds; one of ours is completed."""
        whole = address if address.startswith(("http://", "https://")) else self.base + address
        return Markdown(f"<{whole}>")


def _without_tags(piece: str) -> str:
    return html.unescape(_TAG.sub("", piece))


def _tidy(text: str) -> bytes:
    return (_EMPTY_LINES.sub("\n\n", text).strip() + "\n").encode()
