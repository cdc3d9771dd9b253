"""The characters of a page, by the encoding that it, or its server, declares. https://encoding.spec.whatwg.org/"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 4_096
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_ALIASES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932"}  # fmt: skip
"""Declared encodings that browsers read as a larger one."""


def decode_page(data: bytes, charset: str = "") -> str:
    """The text of a page; what its encoding cannot say becomes U+FFFD. Without a declaration it is UTF-8."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_HEAD])
        name = charset or (declared[1].decode("ascii", "replace") if declared else "")
        try:
            return data.decode(_ALIASES.get(name.lower(), name or "utf-8"), "replace")
        except (LookupError, ValueError):  # no such encoding, or one that is not of text
            return data.decode("utf-8", "replace")
