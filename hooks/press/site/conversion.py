"""Markdown -> clean HTML, and nothing else. The only module that converts Markdown and sanitizes HTML.

What an editor writes is untrusted: it is converted first and sanitized after, by an allow-list. What is not Markdown is
shown as written: a `<` that opens no element of the list is a character, and so is a mark that begins a list or a
heading in a text of one line.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import Any

import nh3
from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ReferenceProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor

from ..content.elements import ATTRIBUTES, ELEMENTS, NO_TAG, SCHEMES, TAG, UNPAIRED
from ..content.values.web_addresses import normalize_web_address
from ..content.yaml_source import FORBIDDEN

_IMAGES = ("image_link", "image_reference", "short_image_ref")
_BLOCKS = ("indent", "code", "table", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")
"""What Python-Markdown looks for at the beginning of a line."""
_TAG = re.compile(r"<[^>]*>")
_WEB_LINK = re.compile(r'(?<=href=")https?://[^/?#"]+', re.IGNORECASE)
_DOCUMENT_EXTENSIONS = (
    "toc", "tables", "fenced_code", "sane_lists", "attr_list", "md_in_html", "def_list", "footnotes", "admonition",
)  # fmt: skip
"""What MkDocs reads hand-written pages with, and what many projects add."""
_ALLOWED_TAG = re.compile(TAG)
_TAG_NAME = re.compile(r"</?(\w+)")


class Converter:
    """Converts the Markdown of a briefing."""

    def __init__(self) -> None:
        self._blocks = _make_markdown()
        self._lines = _make_markdown()
        for name in _BLOCKS:
            self._lines.parser.blockprocessors.deregister(name)

    def convert_block(self, text: str) -> str:
        """Markdown with paragraphs, lists, headings and tables as clean HTML."""
        return clean(self._blocks.reset().convert(text))

    def convert_line(self, text: str) -> str:
        """One line of Markdown as clean HTML: it is one paragraph whatever it begins with. Several lines are blocks."""
        if "\n" in text.strip():
            return self.convert_block(text)
        return clean(self._lines.reset().convert(text.strip()))

    def convert_to_plain(self, text: str) -> str:
        """Markdown as plain text in one line."""
        converted = self.convert_line(text).replace("<br>", " ")
        return " ".join(html.unescape(_TAG.sub("", converted)).split())


def clean(converted: str) -> str:
    """HTML without anything that the allow-list does not name, nor a character that YAML may not hold. Web addresses
    are in their one form."""
    cleaned = nh3.clean(
        converted, tags=set(ELEMENTS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel="noopener external"
    )
    cleaned = _WEB_LINK.sub(lambda match: normalize_web_address(match[0]), cleaned)
    return FORBIDDEN.sub("", cleaned)


def convert_document(markdown: str) -> str:
    """The HTML of a hand-written page much as MkDocs makes it, to be checked, not to be published."""
    return Markdown(extensions=list(_DOCUMENT_EXTENSIONS)).convert(markdown)


def _make_markdown() -> Markdown:
    return Markdown(extensions=["tables", "sane_lists", _AsWritten()])


class _AsWritten(Extension):
    """Leaves what is not Markdown as it is written."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<"]
        for name in _IMAGES:
            md.inlinePatterns.deregister(name)
        self._tags = _PairedTags(f"({TAG})", md)
        md.inlinePatterns.register(self._tags, "html", 90)
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
        md.preprocessors.register(_UnusedDefinitions(md), "unused_definitions", 25)
        md.parser.blockprocessors.register(_SpacedHeadings(md.parser), "hashheader", 70)

    def reset(self) -> None:
        self._tags.open.clear()


def _name_tag(tag: str) -> tuple[str, bool]:
    """(element, whether the tag closes it)."""
    name = _TAG_NAME.match(tag)
    return (name[1].lower() if name else ""), tag.startswith("</")


def _is_closed(name: str, rest: str) -> bool:
    """Whether the element that was opened before `rest` is closed in it."""
    depth = 1
    for match in _ALLOWED_TAG.finditer(rest):
        other, closes = _name_tag(match[0])
        if other == name:
            depth += -1 if closes else 1
        if not depth:
            return True
    return False


def _has_pairs_only(text: str) -> bool:
    """Whether a text has no `<` but those of tags, and as many that open an element as close it."""
    tags = [_name_tag(match[0]) for match in _ALLOWED_TAG.finditer(text)]
    opened, closed = (Counter(name for name, closes in tags if closes is way) for way in (False, True))
    return not NO_TAG.search(text) and all(opened[name] == closed[name] for name, _ in tags if name not in UNPAIRED)


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Sets blocks of HTML aside, in a text without any other `<`: of those it would swallow some."""

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if _has_pairs_only("\n".join(lines)) else lines


class _PairedTags(HtmlInlineProcessor):
    """Takes a tag for a tag only where the other of its pair is in the same paragraph; else it is text."""

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.open: Counter[str] = Counter()
        """Element -> how many of it wait for their closing tag."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        name, closes = _name_tag(m[0])
        if name not in UNPAIRED:
            if not (self.open[name] if closes else _is_closed(name, data[m.end() :])):
                return None, None, None
            self.open[name] += -1 if closes else 1
        return super().handleMatch(m, data)


class _UnusedDefinitions(Preprocessor):
    """Shows a line such as `[note]: words`, which defines the address of a link, if no link uses it."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        for match in reversed(list(ReferenceProcessor.RE.finditer(text))):
            label = re.escape(match[1])
            if not re.search(rf"\[{label}\](?!:)", text, re.IGNORECASE):
                at = match.start(1) - 1
                text = f"{text[:at]}\\{text[at:]}"
        return text.split("\n")


class _SpacedHeadings(HashHeaderProcessor):
    """Takes a line for a heading only if a space follows its `#`, as CommonMark does."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")
