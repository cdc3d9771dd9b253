"""A source as it is given on the command line -> its bytes -> the article in them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from ...problem import make_visible
from .article import SourceArticle, Unreadable
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


def read_source(source: str) -> SourceArticle:
    """The article in a text file, a saved page or a feed, at an address, or on standard input (`-`). Raises
    Unreadable."""
    data = _read_standard_input(sys.stdin.buffer) if source == STANDARD_INPUT else _read_file(source)
    return _read_data(data)


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


def _read_data(data: bytes) -> SourceArticle:
    for begins, what in _BINARY.items():
        if data.startswith(begins):
            raise Unreadable(f"this is {what}, which is not read", "copy its text into a file")
    return read_plain_text(decode_text(data))


def decode_text(data: bytes) -> str:
    """The characters of a text in UTF-8, or in UTF-16 with a byte order mark; raises Unreadable."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"the text is not UTF-8: byte 0x{data[error.start]:02x} in line {line}"
        raise Unreadable(what, "save it as UTF-8") from None
