"""A feed: RSS and Atom as feedparser reads them, and JSON Feed. https://www.jsonfeed.org/version/1.1/"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, fragment_fromstring  # type: ignore[import-untyped]

from .article import SourceArticle, Unreadable, clean_address, clean_authors, clean_language, clean_line, clean_text
from .stated_dates import read_stated_date

MAX_ITEMS = 1_000
_BLOCKS = ("p", "li", "blockquote", "h2", "h3", "h4", "pre", "div")


def read_feed(data: bytes) -> list[SourceArticle]:
    """The items of an RSS or Atom feed, in its order. An item whose feed has only a summary of it has no text. Raises
    Unreadable."""
    import feedparser  # type: ignore[import-untyped]

    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    except Exception as error:  # it lets through what its parsers raise, such as ValueError for &#x110000;
        what = " ".join(str(error).split())
        raise Unreadable(f"the feed cannot be read: {what}", "save the feed again, or draft from the page") from None
    entries = feed.get("entries") or []
    if not entries:
        reason = feed.get("bozo_exception")
        why = f": {' '.join(str(reason).split())}" if reason else ""
        raise Unreadable(f"this is a feed without items{why}", "name another file or address")
    about = feed.get("feed") or {}
    return [_read_entry(entry, about) for entry in entries[:MAX_ITEMS]]


def _read_entry(entry: Mapping[str, Any], about: Mapping[str, Any]) -> SourceArticle:
    contents = [str(content.get("value") or "") for content in entry.get("content") or []]
    authors = [str(author.get("name") or "") for author in entry.get("authors") or []]
    return SourceArticle(
        text=_extract_paragraphs(max(contents, key=len, default="")),
        is_item=True,
        title=clean_line(_strip_tags(str(entry.get("title") or ""))),
        site=clean_line(_strip_tags(str(about.get("title") or ""))),
        url=clean_address(str(entry.get("link") or "")),
        published=read_stated_date(str(entry.get("published") or "")),
        authors=clean_authors(authors or [str(entry.get("author") or "")]),
        lang=clean_language(str(entry.get("language") or about.get("language") or "")),
    )


def read_json_feed(data: bytes) -> list[SourceArticle]:
    """The items of a JSON Feed, in its order. Raises Unreadable."""
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"this is not JSON: {error}", "save the feed again") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        raise Unreadable("this is a JSON file without the 'items' of a feed", "name another file or address")
    return [_read_item(item, feed) for item in items[:MAX_ITEMS] if isinstance(item, dict)]


def _read_item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> SourceArticle:
    text = _get(item, "content_text")
    authors = next((value for value in (item.get("authors"), feed.get("authors")) if isinstance(value, list)), [])
    names = [_get(author, "name") for author in [*authors, item.get("author")] if isinstance(author, dict)]
    return SourceArticle(
        text=clean_text(text) if text else _extract_paragraphs(_get(item, "content_html")),
        is_item=True,
        title=clean_line(_get(item, "title")),
        site=clean_line(_get(feed, "title")),
        url=clean_address(_get(item, "url")),
        published=read_stated_date(_get(item, "date_published")),
        authors=clean_authors(names),
        lang=clean_language(_get(item, "language") or _get(feed, "language")),
    )


def _get(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _extract_paragraphs(markup: str) -> str:
    """The paragraphs of a fragment of HTML. Raises Unreadable if they are too long."""
    top = _parse(markup)
    if top is None:
        return ""
    lines: list[str] = []
    for element in top.iter():
        if not isinstance(element.tag, str) or element.tag not in _BLOCKS:
            continue
        if element.tag == "div" and any(child.tag in _BLOCKS for child in element):
            continue
        lines.append(element.text_content())
    return clean_text("\n\n".join(line for text in lines if (line := " ".join(text.split()))))


def _strip_tags(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return markup
    top = _parse(markup)
    return markup if top is None else top.text_content()


def _parse(markup: str) -> HtmlElement | None:
    if not markup.strip():
        return None
    try:
        return fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return None
