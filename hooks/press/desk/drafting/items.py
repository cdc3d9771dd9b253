"""The feeds of a briefing, and the items of one feed: which are new, and which one an editor means."""

from __future__ import annotations

from collections.abc import Sequence

from ...content.kinds.lists import Feed
from ...library.library import Library
from ...problem import escape
from ..reading.article import SourceArticle, Unreadable, clean_address

_UNKNOWN = "no date"


def list_feeds(library: Library) -> dict[str, Feed]:
    """The feeds of feeds.yml that have an id, by their ids."""
    return {record.data.id: record.data for record in library.feeds.values() if record.data.id}


def choose_item(articles: Sequence[SourceArticle], wanted: str) -> SourceArticle:
    """The item with a number, counted from 1, or with an address; the only one if none is wanted. Raises Unreadable."""
    if not wanted:
        return articles[0]
    if wanted.isdecimal():
        if 1 <= int(wanted) <= len(articles):
            return articles[int(wanted) - 1]
        raise Unreadable(f"there is no item {wanted}", f"it has {len(articles)}: choose one of 1 to {len(articles)}")
    url = clean_address(wanted)
    found = next((article for article in articles if url and article.url == url), None)
    if found is None:
        raise Unreadable("no item has this address", "leave --item out to list them all")
    return found


def format_items(articles: Sequence[SourceArticle], library: Library) -> str:
    """One line for each item of a feed, and how to go on."""
    width = len(str(len(articles)))
    lines = []
    for number, article in enumerate(articles, 1):
        known = f"  (read: {library.first_at(article.url)})" if article.url in library.articles_by_url else ""
        title = escape(article.title) or "without a title"
        lines.append(f"{number:>{width}}  {article.published or _UNKNOWN:<10}  {title}{known}")
    return "\n".join([*lines, "", "add --item NUMBER to draft one of them"]) + "\n"
