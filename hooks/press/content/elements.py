"""The HTML that Markdown of a briefing may hold. A `<` that opens none of the elements is a character."""

from __future__ import annotations

import re

ELEMENTS = frozenset({
    "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "h2", "h3", "h4", "a", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "del", "sup", "sub", "abbr",
})  # fmt: skip
"""The elements that the Markdown of an entry may become."""
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}}
SCHEMES = frozenset({"http", "https", "mailto"})
_ATTRIBUTE = r"""\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?"""
UNPAIRED = frozenset({"br", "hr", "li", "tr", "td", "th", "thead", "tbody"})
"""Elements that HTML lets stand without a closing tag."""
TAG = rf"(?!<a>)</?(?i:{'|'.join(sorted(ELEMENTS))})(?:{_ATTRIBUTE})*\s*/?>"
"""Pattern of a tag, opening or closing, of one of the elements. `<a>` alone links nothing, so it is not a tag."""
NO_TAG = re.compile(rf"(?!{TAG})<")
"""A `<` that opens no tag of one of the elements."""
