"""`/llms.txt`, and each page of an entry, a source or an edition again in Markdown, as `index.md` beside it.

llms.txt: https://llmstxt.org/. What stands on a page is taken from its view. All text is escaped, so that a name or a
claim is never read as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ..addresses import ROOT, base_of, twin_address
from ..render import environment
from ..views.common import PLURALS
from ..views.editions import numbers
from ..views.follow import LLMS
from ..views.site import PAGE_SIZE, ClaimView, Page, Site

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)|^[#+=-]|^\d+(?=[.)])")
_CITE = re.compile(r'\s*<sup class="cite"><a href="([^"]*)"[^>]*>([^<]*)</a></sup>')
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
    return _SPECIAL.sub(_escape, " ".join(text.split()))


def _escape(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The twins of one kind in `/llms.txt`: (address, title, description), and how many more there are."""

    heading: str
    books: Sequence[tuple[str, str, str]]
    more: int
    data: str
    """Where the whole list stands as data."""


@dataclass
class _Twins:
    """Writes the Markdown of a site. `base` stands before the addresses on the page that is being written."""

    site: Site
    base: str = ""
    _claims: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def __post_init__(self) -> None:
        env = environment(self.site.words, self.site.name)
        env.filters.update(md=self.line, md_blocks=self.blocks, md_address=self.address)
        env.globals.update(claim=self.claim, source_of=lambda claim_id: self.site.claim(claim_id))
        self._claim = env.get_template("twin_claim.md")
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
        return _tidy(self._llms.render(tagline=self.site.settings.tagline, numbers=numbers(self.site), shelves=shelves))

    def _shelf(self, kind: str, pages: list[Page]) -> Shelf:
        words = self.site.words
        heading = words[f"index_{kind}"] if f"index_{kind}" in words else words[PLURALS[kind]]
        books = [(twin_address(page.address), page.title, page.description) for page in pages[:PAGE_SIZE]]
        return Shelf(heading, books, max(0, len(pages) - PAGE_SIZE), f"api/v1/{PLURALS[kind]}.json")

    def claim(self, view: ClaimView) -> Markup:
        """A claim as it stands in every list, written once for pages at the same depth."""
        found = self._claims.get((view.id, self.base))
        if found is None:
            found = self._claims[view.id, self.base] = Markup(self._claim.render(c=view, base=self.base))
        return found

    def line(self, text: str) -> Markup:
        """Plain text, or HTML of ours, as one line of Markdown; citations become footnotes or links."""
        if not isinstance(text, Markup):
            return Markup(escaped(text))
        pieces = _CITE.split(text)
        line = escaped(Markup(pieces[0]).striptags())
        for href, label, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            space = " " if after[:1].isspace() else ""
            line += self._citation(href, label) + space + escaped(Markup(after).striptags())
        return Markup(line)

    def _citation(self, href: str, label: str) -> str:
        """A footnote where the page has numbered notes, a link where the mark leads to another page."""
        if href.startswith("#note-"):
            return f"[^{label}]"
        return f" [{escaped(label)}]({self.address(href.removeprefix(ROOT))})" if href.startswith(ROOT) else ""

    def blocks(self, html: Markup) -> Markup:
        """Paragraphs, items and headings of clean HTML, each a block of Markdown."""
        blocks = []
        for piece in _BLOCK_END.split(html.replace("</td>", "</td> ")):
            if line := self.line(Markup(piece)):
                mark = "- " if "<li>" in piece else "### " if "<h" in piece else ""
                blocks.append(mark + line)
        return Markup("\n\n").join(blocks)

    def address(self, address: str) -> Markup:
        """An address between angle brackets, which no address holds; one of ours is completed."""
        whole = address if address.startswith(("http://", "https://")) else self.base + address
        return Markup("<" + whole + ">")


def _tidy(text: str) -> bytes:
    return (_EMPTY_LINES.sub("\n\n", text).strip() + "\n").encode()
