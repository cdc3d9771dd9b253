"""`/llms.txt`, and a Markdown copy of each page of an entry, a source or an edition, as `index.md` beside it.

llms.txt: https://llmstxt.org/. The content of a page is taken from its view. All text is escaped, so that a name or a
claim is never read as Markdown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from textwrap import indent
from typing import Any

from markupsafe import Markup

from ..content.kinds import ARTICLE, EDITION, KINDS, Kind
from ..content.kinds.article import Article
from ..content.kinds.comparison import Comparison
from ..content.kinds.edition import Edition
from ..content.values.languages import isolate_name, isolate_text, keep_isolates
from ..library.library import Library
from ..site.address_patterns import AddressPattern
from ..site.jinja_env import plain_environment
from ..site.urls import MARKDOWN_NAME, ROOT, base_of, list_data_address, markdown_address
from ..site.views.data import DATA
from ..site.views.editions import in_order
from ..site.views.fact_lines import FactLine
from ..site.views.site import PAGE_SIZE, ClaimView, Page, Site, meta_description
from ..site.views.subscriptions import LLMS
from ..site.views.taken import newest_first
from ..site.views.totals import numbers_line
from .api import INDEX
from .output import Alone, BesidePages, Output

_MARK = re.compile(r"[\\`*_\[\]<>|~&]")
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_START = re.compile(r"(?=[#+=-])|\d+(?=[.)])")
_CITE = re.compile(r'\s*<sup class="cite"><a href="([^"]*)"[^>]*>([^<]*)</a>([^<]*)</sup>')
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|tr|pre|blockquote)>|<[bh]r>")
_EMPTY_LINES = re.compile(r"\n{3,}")
_SECTIONS = sorted(KINDS.values(), key=lambda kind: kind.llms_rank)


def escaped(text: str) -> str:
    """Plain text as one line of Markdown that displays as that text."""
    line = " ".join(text.split())
    if _MARK.search(line):
        line = _SPECIAL.sub(r"\\\g<0>", line)
    start = _START.match(line)
    return f"{start[0]}\\{line[start.end() :]}" if start else line


@dataclass(frozen=True, slots=True)
class LlmsSection:
    """The Markdown pages of one kind in `/llms.txt`: (address, title, description), and how many more there are."""

    heading: str
    links: Sequence[tuple[str, str, str]]
    more: int
    data: str
    """The address of the whole list as data."""


_SORTED: dict[str, Callable[[Library, str], Sequence[str]]] = {
    ARTICLE.name: lambda library, _: [record.id for record in sorted(library.articles, key=newest_first)],
    EDITION.name: lambda library, _: [record.id for record in in_order(library.editions)],
}
"""Kind -> its ids in order, for kinds that are not sorted by id."""


class Markdown(str):
    """Text that is already Markdown and is not escaped again."""

    __slots__ = ()


Kept = dict[tuple[str, str], tuple[ClaimView, Markdown]]
"""(claim, base) -> the view that was written, and its Markdown."""


class MarkdownPages:
    """Writes the Markdown of a site. `base` is the prefix of the addresses on the page that is being written."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.base = ""
        env = plain_environment(site.words, site.name, site.library.root, self.line)
        env.globals.update(
            claims=self.claims,
            facts=self.facts,
            source=self.source,
            source_of_view=self.source_of_view,
            blocks=self.blocks,
            address=self.address,
        )
        self._env = env
        self._claims: Kept = {}
        self._sources: Kept = {}
        self._lines: dict[tuple[bool, str], Markdown] = {}

    @cached_property
    def _pages(self) -> dict[str, Any]:
        get_template = self._env.get_template
        return {kind.template: get_template(f"{kind.template}.md") for kind in KINDS.values()}

    @cached_property
    def _parts(self) -> Any:
        return self._env.get_template("claim.md").module

    @cached_property
    def _licence(self) -> str:
        """The last line of each file; empty if no licence is set."""
        settings = self.site.settings
        line = escaped(self.site.words.fill("data_licence", name=settings.licence or settings.licence_url))
        address = [self.address(settings.licence_url)] if settings.licence and settings.licence_url else []
        return f"\n\n{self.site.words.join([line, *address])}" if settings.licence_data else ""

    def beside(self, key: str, pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
        """The same pages in Markdown."""
        for page in pages:
            self.base = base_of(self.site.url, page.address)
            template = self._pages[page.template]
            yield markdown_address(page.address), _tidy(template.render(v=page.view, page=page) + self._licence)

    def llms(self, _: str) -> Iterator[tuple[str, bytes]]:
        """`/llms.txt`: what there is to read, for language models."""
        self.base = base_of(self.site.url, LLMS)
        text = self._env.get_template("llms.txt").render(
            tagline=self.site.settings.tagline,
            numbers=numbers_line(self.site),
            sections=[self._section(kind) for kind in _SECTIONS if self.site.library.ids_of(kind.name)],
            index=INDEX,
            data=DATA.pattern.address_of(""),
        )
        yield LLMS, _tidy(text + self._licence)

    def _section(self, kind: Kind) -> LlmsSection:
        ids = _SORTED.get(kind.name, Library.ids_of)(self.site.library, kind.name)
        links = [self._link(entry_id) for entry_id in ids[:PAGE_SIZE]]
        more = max(0, len(ids) - PAGE_SIZE)
        return LlmsSection(self.site.words[kind.plural_word], links, more, list_data_address(kind.name))

    def _link(self, entry_id: str) -> tuple[str, str, str]:
        """(address, title, what the entry is, or the day of a source)."""
        site = self.site
        address, title = markdown_address(site.address(entry_id)), site.title(entry_id)
        data = site.library.entries[entry_id].data
        if isinstance(data, Article):
            day = site.words.format_date(data.published) or site.words["date_unknown"]
            publisher = site.prose.title_on(data.publisher, data.published)
            return address, f"{isolate_name(title)} ({isolate_name(publisher)})", day
        if isinstance(data, Edition):
            return address, title, meta_description(site.prose.plain(data.standfirst), site.words["editions_lead"])
        if isinstance(data, Comparison):
            return address, title, meta_description(site.prose.plain(data.lead), site.words["comparisons_lead"])
        return address, title, site.prose.plain_summary(entry_id)

    def claims(self, views: Iterable[ClaimView]) -> Markdown:
        """A list of claims; each is written once for all pages at the same depth."""
        return Markdown("\n".join(self._once(self._claims, self._parts.claim, view) for view in views))

    def facts(self, lines: Iterable[FactLine]) -> Markdown:
        """A list of facts, with the other reports of each in a list beneath it."""
        parts: list[str] = []
        for line in lines:
            parts.append(self.claims([line.claim]))
            parts += [indent(self.claims([report]), "  ") for report in line.reports]
        return Markdown("\n".join(parts))

    def _once(
        self,
        kept: dict[tuple[str, str], tuple[ClaimView, Markdown]],
        write: Callable[[ClaimView], str],
        view: ClaimView,
    ) -> Markdown:
        """The Markdown of a claim, kept for pages at the same depth as long as its view stays the same."""
        cached = kept.get((view.id, self.base))
        if cached is None or cached[0] is not view:
            cached = kept[view.id, self.base] = (view, Markdown(write(view)))
        return cached[1]

    def source(self, claim_id: str) -> Markdown:
        """As `source_of_view`, by the id of the claim."""
        return self.source_of_view(self.site.claim(claim_id))

    def source_of_view(self, view: ClaimView) -> Markdown:
        """Where a claim was read, and where it is on this site. It reads nothing, so the Markdown of a claim may be
        kept."""
        return self._once(self._sources, self._parts.source_of, view)

    def line(self, value: object) -> Markdown:
        """A template's output value as one line: Markdown as it is, our own HTML without its tags, text escaped."""
        if isinstance(value, Markdown):
            return value
        key = isinstance(value, Markup), str(value)
        cached = self._lines.get(key)
        if cached is None:
            marked, text = key
            cached = Markdown(self._from_html(text) if marked else escaped(isolate_text(text)))
            if not marked or "<sup" not in text:
                self._lines[key] = cached
        return cached

    def _from_html(self, marked: str) -> str:
        """One line of Markdown; citations become footnotes or links."""
        pieces = _CITE.split(marked)
        line = escaped(_without_tags(pieces[0]))
        for href, label, state, after in zip(pieces[1::4], pieces[2::4], pieces[3::4], pieces[4::4], strict=True):
            space = " " if after[:1].isspace() else ""
            noted = f" ({escaped(_without_tags(state))})" if state else ""
            line += self._citation(href, label) + noted + space + escaped(_without_tags(after))
        return line

    def _citation(self, href: str, label: str) -> str:
        """A footnote if the page has numbered notes, a link if the mark leads to another page."""
        if href.startswith("#note-"):
            return f"[^{label}]"
        return f" [{escaped(label)}]({self.address(href.removeprefix(ROOT))})" if href.startswith(ROOT) else ""

    def blocks(self, marked: Markup) -> Markdown:
        """The paragraphs, items and headings of clean HTML, each as a block of Markdown."""
        blocks = []
        for piece in _BLOCK_END.split(str(marked).replace("</td>", "</td> ")):
            if line := self._from_html(piece):
                mark = "- " if "<li>" in piece else "### " if "<h" in piece else ""
                blocks.append(mark + line)
        return Markdown("\n\n".join(blocks))

    def address(self, address: str) -> Markdown:
        """An address in angle brackets, which no address contains; an address on this site is completed."""
        whole = address if address.startswith(("http://", "https://")) else self.base + address
        return Markdown(f"<{whole}>")


def _without_tags(piece: str) -> str:
    return html.unescape(_TAG.sub("", keep_isolates(piece)))


def find_addresses(markdown: str) -> Iterator[str]:
    """The addresses in angle brackets; those on this site begin as `base_of` does."""
    addresses = (
        piece.partition(">")[0] for before, piece in pairwise(markdown.split("<")) if not before.endswith("\\")
    )
    return (address for address in addresses if address.startswith(("http", ".")))


def _tidy(text: str) -> bytes:
    return (_EMPTY_LINES.sub("\n\n", text).strip() + "\n").encode()


OUTPUT = Output(
    MarkdownPages,
    find_addresses,
    alone=(Alone("llms", (AddressPattern(LLMS),), MarkdownPages.llms),),
    beside=(BesidePages(list(KINDS), MARKDOWN_NAME, MarkdownPages.beside),),
)
