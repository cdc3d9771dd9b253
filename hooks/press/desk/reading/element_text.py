"""The text of an element of a page as a reader sees it: what is on a line of its own is a word of its own."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

_BREAKS = frozenset(
    ("br", "div", "p", "li", "ul", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "small", "td", "tr", "time")
)
_HIDDEN = frozenset(("script", "style", "noscript", "template", "svg"))


def read_element(element: HtmlElement) -> str:
    """The visible text of an element; line breaks and blocks inside it are spaces."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "start":
            parts.append(" " if node.tag in _BREAKS else "")
            parts.append("" if node.tag in _HIDDEN else node.text or "")
        elif node is not element:
            parts.append(" " if node.tag in _BREAKS else "")
            parts.append(node.tail or "")
    return "".join(parts)
