"""Turns an article that was read into the files of a briefing: its entry, its text, and claims that are drafts.

Input: a `SourceArticle`, what its source does not say, and the briefing. Output: a `Draft`, which can be printed as a
worksheet or written in one step, or `Undrafted` with everything that is missing. It may import `publish` and below, and
the rest of the desk.
"""

from .details import Details, Undrafted
from .draft import Draft, make_draft
from .items import choose_item, format_items, list_feeds
from .worksheet import format_worksheet

__all__ = [
    "Details",
    "Draft",
    "Undrafted",
    "choose_item",
    "format_items",
    "format_worksheet",
    "list_feeds",
    "make_draft",
]
