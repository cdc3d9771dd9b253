"""HTML of one of our pages -> Markdown with the same words and links, for generators that start from Markdown.

Headings, paragraphs, lists, tables, fact lists and links stay; a link's preview becomes its title. Pictures, forms and
scripts have no Markdown and are left out. Only HTML written by our templates is supported.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

_BLOCK = re.compile(
    r"address|article|aside|blockquote|d[dlt]|details|div|fig(caption|ure)|footer|header|hr|h[1-6]|li|main|nav|[ou]l|p|"
    r"section|summary|table|tbody|t[dhr]|thead"
)
_LEFT_OUT = re.compile(r"button|form|label|script|select|style|svg|template")
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_SPECIAL = re.compile(r"([\\`*_\[\]])")
_BLOCK_START = re.compile(r"^([#>+-])|^(\d+)([.)])")


def convert_to_markdown(html: str, base: str) -> str:
    """The Markdown of `html`, a whole article; `base` is the page's address, which its links are relative to."""
    converter = _Converter(base)
    converter.feed(html)
    converter.close()
    return converter.text()


class _Converter(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self._base = base
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._prefix = ""
        self._links: list[str] = []
        self._skipping: list[str] = []
        self._rows: list[list[str]] = []
        self._in_table = False

    def text(self) -> str:
        """All blocks, with empty lines between them."""
        self._end_block()
        return "\n\n".join(self._blocks) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping or _LEFT_OUT.fullmatch(tag):
            self._skipping.append(tag)
        elif _BLOCK.fullmatch(tag):
            self._begin_block(tag)
        elif tag in _MARKS:
            self._line.append(_MARKS[tag])
        elif tag == "a":
            self._begin_link({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag in self._skipping:
                del self._skipping[self._skipping.index(tag) :]
        elif _BLOCK.fullmatch(tag):
            self._finish_block(tag)
        elif tag in _MARKS:
            self._line.append(_MARKS[tag])
        elif tag == "a" and self._links:
            self._line.append(self._links.pop())

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._line.append(_SPECIAL.sub(r"\\\1", data).replace("<", "&lt;"))

    def _begin_link(self, attributes: dict[str, str]) -> None:
        """Stores the end of the link, with its address and preview, until the tag closes."""
        title = attributes.get("data-def") or attributes.get("aria-label") or ""
        title = title.replace("\\", "").replace('"', "'").replace("<", "&lt;")
        target = urljoin(f"/{self._base}", attributes.get("href", ""))
        self._line.append("[")
        self._links.append(f'](<{target}> "{title}")' if title else f"]({target})")

    def _begin_block(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._line = []
            return
        self._end_block()
        if tag == "table":
            self._in_table, self._rows = True, []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("li", "dt"):
            self._prefix = "- "
        elif tag == "dd":
            self._prefix = "    "
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._prefix = "#" * int(tag[1]) + " "

    def _finish_block(self, tag: str) -> None:
        if tag in ("td", "th") and self._rows:
            self._rows[-1].append(self._words().replace("|", "\\|"))
        elif tag == "table":
            self._end_table()
        else:
            self._end_block()

    def _end_table(self) -> None:
        """A table as in the common Markdown extension: its first row is the header."""
        width = max((len(row) for row in self._rows), default=0)
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in self._rows if row]
        if lines:
            self._blocks.append("\n".join([lines[0], "| " + " | ".join(["---"] * width) + " |", *lines[1:]]))
        self._in_table, self._rows, self._line = False, [], []

    def _words(self) -> str:
        words = " ".join("".join(self._line).split())
        self._line = []
        return words

    def _end_block(self) -> None:
        if self._in_table:
            return
        words = self._words()
        if not words:
            return
        if not self._prefix:
            words = _BLOCK_START.sub(_escaped, words)
        self._blocks.append(self._prefix + words)
        self._prefix = ""


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"
