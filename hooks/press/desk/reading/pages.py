"""A saved page: its title, its date and its authors as it states them, and the text of the article without the rest.

What a page does not state stays empty: nothing is guessed from the words of the article.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from .article import SourceArticle, Unreadable, clean_address, clean_authors, clean_language, clean_line, clean_text
from .element_text import read_element
from .page_data import AUTHORS, DATES, LANGUAGES, SITES, TITLES, find_articles, list_values
from .page_encoding import decode_page
from .stated_dates import find_date_in_address, read_stated_date
from .titles import choose_title
from .visible_dates import find_visible_date

MAX_ABOVE = 4
"""How many lines of the text are looked through for the headline, which is above it together with its section."""
MAX_TIMES = 200
"""The most elements that are looked at for a date or a name."""


def read_page(data: bytes, address: str = "", charset: str = "") -> SourceArticle:
    """The article of a page; `address` is where it was read and `charset` what its server said, both empty for a file.
    Raises Unreadable."""
    text = decode_page(data, charset)
    page = _Page(_parse(text), address)
    url = page.find_address()
    title = page.find_headline() or choose_title(
        page.list_headings(), page.list_titles(), page.find_page_title(), page.find_site()
    )
    return SourceArticle(
        text=_extract_text(text, title),
        title=title,
        site=page.find_site(),
        url=url,
        published=page.find_published() or find_visible_date(page.top, title) or find_date_in_address(url),
        authors=page.find_authors(),
        lang=page.find_language(),
    )


def _parse(text: str) -> HtmlElement:
    """The tree of a page. Raises Unreadable."""
    try:
        return document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8"), ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        what = " ".join(str(error).split()) or "it has no elements"
        raise Unreadable(f"the page cannot be read: {what}", "copy the text of the article into a file") from None


def _extract_text(page: str, title: str) -> str:
    """The paragraphs of the article, without menus, captions of pictures, comments and its own headline."""
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    found = extract(page, output_format="txt", include_comments=False, include_tables=False, with_metadata=False) or ""
    lines = [line.removeprefix("- ") for line in map(str.strip, found.split("\n")) if line]
    headline = next((place for place, line in enumerate(lines[:MAX_ABOVE]) if title and clean_line(line) == title), -1)
    lines = lines[headline + 1 :]
    return clean_text("\n\n".join(lines))


_DATED = "//*[contains(@class, 'date') and not(contains(@class, 'update'))][not(ancestor::table)]"
"""The elements that hold a date by their class, as XPath."""
_HEADLINE = "@itemprop='headline' or " + " or ".join(
    f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
    for name in ("hed", "headline", "entry-title", "article-title", "post-title", "article-headline")
)
"""Whether an element is marked as the headline, as XPath."""


class _Page:
    """One page: its meta elements by their names in lower case, and what JSON-LD says of the article."""

    def __init__(self, top: HtmlElement, address: str) -> None:
        self.top = top
        self.address = address
        self.meta: dict[str, list[str]] = {}
        for element in top.iter("meta"):
            content = (element.get("content") or element.get("value") or "").strip()
            for key in ("property", "name", "itemprop", "http-equiv"):
                if content and (name := element.get(key)):
                    self.meta.setdefault(name.strip().lower(), []).append(html.unescape(content))
        scripts = [script.text or "" for script in top.iter("script") if "ld+json" in (script.get("type") or "")]
        self.articles = find_articles(scripts)

    def list_meta(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            yield from self.meta.get(name, ())

    def list_linked(self, key: str) -> Iterator[str]:
        """The values of a field in JSON-LD."""
        for node in self.articles:
            yield from map(html.unescape, list_values(node, key))

    def list_marked(self, *paths: str) -> Iterator[HtmlElement]:
        """The elements at some XPaths, in the order of the page for each."""
        for path in paths:
            yield from self.top.xpath(path)[:MAX_TIMES]

    # Titles

    def list_headings(self) -> list[str]:
        """The headings of the first level; only the one that is marked as the headline, if there is just one."""
        marked = self._read_lines(f"//h1[{_HEADLINE}]")
        return marked if len(marked) == 1 else self._read_lines("//h1")

    def _read_lines(self, path: str) -> list[str]:
        return [line for element in self.list_marked(path) if (line := clean_line(read_element(element)))]

    def find_headline(self) -> str:
        """The only heading that is marked as the headline; empty if there is none, or more than one."""
        found = set(self._read_lines(f"//*[self::h1 or self::h2][{_HEADLINE}]"))
        return found.pop() if len(found) == 1 else ""

    def list_titles(self) -> list[str]:
        """The titles that the page has for machines, the most reliable first."""
        found = [*self.list_linked("headline"), *self.list_meta(TITLES)]
        return [line for title in found if (line := clean_line(title))]

    def find_page_title(self) -> str:
        return next((clean_line(read_element(element)) for element in self.list_marked("//head/title", "//title")), "")

    # Dates

    def find_published(self) -> str:
        """The day of publication: in JSON-LD, in a meta element, in an element that is marked as such, in the
        address. Empty if the page does not state it."""
        stated = [*self.list_linked("datePublished"), *self.list_meta(DATES), *self._list_marked_dates()]
        return next(filter(None, map(read_stated_date, stated)), "")

    def _list_marked_dates(self) -> Iterator[str]:
        """The days of elements that are marked as that of publication, or the only day of all that hold one."""
        marked = self.list_marked(
            "//*[@itemprop='datePublished' or @property='datePublished' or @pubdate]",
            "//*[contains(@class, 'dt-published')]",
            "//time[contains(@class, 'publish') or contains(@class, 'pubdate') or contains(@class, 'entry-date')]",
            "//*[contains(@class, 'published') or contains(@class, 'publish-date') or contains(@class, 'pub-date')]"
            "[not(ancestor::table)]",
        )
        for element in marked:
            yield from filter(None, (element.get("datetime"), element.get("content"), element.get("title")))
            yield read_element(element)
        dated = self.list_marked("//time", _DATED)
        texts = {element.get("datetime") or read_element(element) for element in dated}
        days = {day for text in texts if len(day := read_stated_date(text)) == len("2023-04-18")}
        yield from days if len(days) == 1 else ()

    # The rest

    def find_address(self) -> str:
        """The canonical address. One on another host than the page was read from does not count."""
        links = [element.get("href") or "" for element in self.list_marked("//link[@rel='canonical']")]
        base = next(filter(None, map(clean_address, (self.address, *self.list_meta(("og:url",))))), "")
        stated = [*links, *self.list_meta(("og:url",)), *self.list_linked("url"), *self.list_linked("mainEntityOfPage")]
        for link in stated:
            found = _join(base, link)
            if found and (not self.address or _site_of(found) == _site_of(self.address)):
                return found
        return clean_address(self.address)

    def find_site(self) -> str:
        names = [*self.list_meta(SITES[:1]), *self.list_linked("publisher"), *self.list_meta(SITES[1:])]
        return next((line for name in names if (line := clean_line(name)) and "://" not in line), "")

    def find_authors(self) -> tuple[str, ...]:
        ways = (self.list_linked("author"), self.list_meta(AUTHORS), self._list_marked_authors())
        return next(filter(None, (clean_authors(list(names)) for names in ways)), ())

    def _list_marked_authors(self) -> Iterator[str]:
        """The names beside the first one that is marked as an author's; others belong to other articles."""
        marked = list(
            self.list_marked("//*[@rel='author' or @itemprop='author']", "//*[contains(@class, 'byline')]//a")
        )
        for element in marked:
            if element.getparent() is marked[0].getparent():
                yield read_element(element)

    def find_language(self) -> str:
        stated = [self.top.get("lang") or "", *self.list_linked("inLanguage"), *self.list_meta(LANGUAGES)]
        return next(filter(None, map(clean_language, stated)), "")


def _join(base: str, link: str) -> str:
    try:
        return clean_address(urljoin(base, link.strip()))
    except ValueError:
        return ""


def _site_of(url: str) -> str:
    """The host of an address without the parts of its name that often change on one site."""
    host = urlsplit(url).hostname or ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
