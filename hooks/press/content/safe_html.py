"""The HTML that a hand-written page may have: that of entries (`elements`), and what Markdown extensions write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from .elements import ELEMENTS, SCHEMES

PAGE_TAGS = ELEMENTS | {
    "b", "bdi", "bdo", "caption", "center", "cite", "col", "colgroup", "dd", "details", "dfn", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h5", "h6", "i", "img", "input", "ins", "kbd", "label", "mark", "path", "q", "rp",
    "rt", "ruby", "s", "samp", "section", "small", "span", "summary", "svg", "tfoot", "time", "u", "var", "wbr",
}  # fmt: skip
"""The elements of a hand-written page: those of entries, and what Markdown extensions write."""
_PAGE_ATTRIBUTES = {
    "align", "alt", "checked", "class", "colspan", "d", "datetime", "decoding", "dir", "disabled", "fill", "for",
    "headers", "height", "href", "id", "lang", "loading", "markdown", "name", "open", "rel", "reversed", "role",
    "rowspan", "scope", "span", "src", "start", "style", "tabindex", "title", "type", "value", "viewbox", "width",
    "xmlns",
}  # fmt: skip
_ELSEWHERE = "is on another host, and pages load nothing from there"
_CURE_OF_IMAGE = "put the picture into docs/ and write its path there"
_PREFIXES = ("aria-", "data-")
_ALIGNED = re.compile(r"\s*text-align:\s*(?:left|right|center)\s*;?\s*")
_TYPES = {"checkbox", "radio", "1", "a", "i", "disc", "circle", "square"}
_IGNORED = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_MISSPELLED = re.compile(r"(?:h?t+ps?|htt?ps?s|https?)[:;]/*(?=[\w-]+\.[\w.-]+(?:[/?#]|$))", re.IGNORECASE)
"""The scheme of web addresses with a slip."""
_DANGEROUS_TAGS = {
    "animate", "applet", "audio", "base", "body", "button", "embed", "form", "frame", "frameset", "head", "html",
    "iframe", "image", "link", "math", "meta", "noscript", "object", "option", "portal", "script", "select", "set",
    "source", "style", "template", "textarea", "title", "track", "use", "video", "xmp",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unsafe:
    """Something that a page may not have: `what` says so, `sign` is the text to look for in its Markdown."""

    what: str
    sign: str
    cure: str = "remove it, or put it in backquotes if it is an example"


def find_unsafe(content: str, schemes: frozenset[str] = frozenset()) -> Iterator[Unsafe]:
    """Yields what the HTML of a hand-written page may not have, in the order of the page. Addresses with one of
    `schemes` are links within the site that are not resolved yet."""
    found: dict[Unsafe, None] = {}
    for version in (content, _as_browsers_read(content)):
        reader = _Reader(SCHEMES | schemes)
        reader.feed(version)
        reader.close()
        found |= dict.fromkeys(reader.found)
    yield from found


def _as_browsers_read(content: str) -> str:
    """The elements that a browser would find, which can differ from those that Python's parser finds."""
    everything = {"*": _PAGE_ATTRIBUTES | {"action", "background", "formaction", "poster", "srcdoc", "srcset"}}
    return nh3.clean(
        content,
        tags=set(PAGE_TAGS | _DANGEROUS_TAGS),
        clean_content_tags=set(),
        attributes=everything,
        generic_attribute_prefixes={"on", *_PREFIXES},
        url_schemes={*SCHEMES, "javascript", "vbscript", "data", "blob", "file", "filesystem", "about", "view-source"},
        link_rel=None,
        strip_comments=False,
    )


class _Reader(HTMLParser):
    """Collects what is not on the allow-lists."""

    def __init__(self, schemes: frozenset[str]) -> None:
        super().__init__()
        self._schemes = schemes
        self.found: list[Unsafe] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in PAGE_TAGS:
            self.found.append(Unsafe(f"the element <{tag}> is not allowed in a page", f"<{tag}"))
            return
        for name, value in attrs:
            what = self._check_attribute(tag, name, value or "")
            if what and tag == "img" and name == "src" and what.endswith(_ELSEWHERE):
                self.found.append(Unsafe(what, value or name, _CURE_OF_IMAGE))
            elif what and name == "href" and (meant := _MISSPELLED.match(value or "")):
                cure = f"did you mean 'https://{(value or '')[meant.end() :]}'?"
                self.found.append(Unsafe(what, value or name, cure))
            elif what:
                self.found.append(Unsafe(what, value if value and name in ("href", "src") else name))

    def _check_attribute(self, tag: str, name: str, value: str) -> str:
        if name in ("href", "src"):
            return self._check_address(tag, value)
        is_known = name in _PAGE_ATTRIBUTES or name.startswith(_PREFIXES)
        if not is_known or (name == "style" and not _ALIGNED.fullmatch(value)):
            return f"the attribute '{name}' is not allowed in a page"
        if name == "id" and value.startswith("__"):
            return f"the id '{value}' belongs to the theme"
        if name == "type" and value.lower() not in _TYPES:
            return f"the type '{value}' is not allowed in a page"
        return ""

    def _check_address(self, tag: str, value: str) -> str:
        plain = _IGNORED.sub("", value).strip("".join(map(chr, range(33)))).replace("\\", "/")
        scheme = _SCHEME.match(plain)
        if scheme and scheme[1].lower() not in self._schemes:
            return f"the address '{value}' begins with '{scheme[0].lower()}'"
        if tag not in ("a", "area") and (scheme or plain.startswith("//")):
            return f"'{value}' {_ELSEWHERE}"
        return ""
