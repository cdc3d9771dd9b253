"""A source as it is given on the command line -> its bytes -> the article in them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ...problem import find_nearest, make_visible
from .article import SourceArticle, Unreadable, clean_address
from .capped import run_capped
from .texts import read_plain_text

MAX_BYTES = 10_000_000
"""The most bytes of a source."""
STANDARD_INPUT = "-"
_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}


_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w-]*)")
"""The first element of a feed or a page, without the prefix of its namespace."""
_FEEDS = (b"rss", b"feed", b"rdf")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p)\b", re.IGNORECASE)
_HEAD = 4_000


class SourceBytes(NamedTuple):
    """What a source holds, and what is known of it: the address that it came from and the encoding that its server
    named, empty for a file."""

    data: bytes
    address: str = ""
    charset: str = ""


def read_source(source: str, feeds: Mapping[str, str]) -> list[SourceArticle]:
    """The article in a text file or a saved page, at an address, or on standard input (`-`); the items of a feed.
    `feeds` are the addresses of the briefing's feeds by their ids. Raises Unreadable."""
    return _read_articles(_load(source, feeds))


def read_text_file(path: str) -> str:
    """The text of an article in a file of its own. Raises Unreadable."""
    article = _read_articles(SourceBytes(_read_file(path)))[0]
    return f"{article.title}\n\n{article.text}" if article.title else article.text


def _load(source: str, feeds: Mapping[str, str]) -> SourceBytes:
    if source == STANDARD_INPUT:
        return SourceBytes(_read_standard_input(sys.stdin.buffer))
    is_feed = source in feeds and not os.path.lexists(source)
    if is_feed or re.match(r"https?:", source, re.IGNORECASE):
        from .fetching import fetch  # other commands need no network

        return SourceBytes(*fetch(feeds[source] if is_feed else source, MAX_BYTES))
    if not os.path.lexists(source) and (near := find_nearest(source, feeds)):
        raise Unreadable("there is no such file, and no such feed in feeds.yml", f"did you mean '{near}'?")
    return SourceBytes(_read_file(source))


def _read_standard_input(stream: BinaryIO) -> bytes:
    if sys.stdin.isatty():
        print("Paste the article, then press Ctrl-D on a line of its own.", file=sys.stderr)
    return _check_size(stream.read(MAX_BYTES + 1))


def _read_file(source: str) -> bytes:
    path, shown = Path(source), make_visible(source, 200)
    if not os.path.lexists(path):
        raise Unreadable(f"there is no file {shown}")
    if not path.is_file():
        raise Unreadable(f"{shown} is not a regular file", "name a file, an address, or '-' for standard input")
    try:
        with path.open("rb") as file:
            return _check_size(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise Unreadable(f"{shown} cannot be read: {error.strerror or error}") from None


def _check_size(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise Unreadable(f"it has more than {MAX_BYTES:,} bytes", "save only the article")
    return data


def _read_articles(source: SourceBytes) -> list[SourceArticle]:
    data = source.data
    for begins, what in _BINARY.items():
        if data.startswith(begins):
            raise Unreadable(f"this is {what}, which is not read", "copy its text into a file")
    if not data.strip():
        raise Unreadable("it is empty", "paste the text of the article into it")
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    root = match[1].lower() if (match := _ROOT.search(head)) else b""
    if head.startswith(b"<") and root in _FEEDS:
        return run_capped("feed", data)
    if head.startswith(b"<?xml") and root != b"html":
        raise Unreadable("this is XML, but neither a feed nor a page", "name the feed itself, or the page")
    if head.startswith(b"{") and b"items" in data:
        return run_capped("json feed", data)
    if _PAGE.search(head.replace(b"\0", b"")) or source.address:
        return run_capped("page", data, address=clean_address(source.address), charset=source.charset)
    return [read_plain_text(decode_text(data))]


def decode_text(data: bytes) -> str:
    """The characters of a text in UTF-8, or in UTF-16 with a byte order mark; raises Unreadable."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"the text is not UTF-8: byte 0x{data[error.start]:02x} in line {line}"
        raise Unreadable(what, "save it as UTF-8") from None
