"""Texts in the Markdown that commands print for the pages of a forge."""

from __future__ import annotations

import re

from ..problem import escape


def quote(text: str) -> str:
    """A text as code: nothing in it is a link, a mention, HTML or Markdown. The run of backticks around it is longer
    than any in it. https://spec.commonmark.org/0.31.2/#code-spans"""
    plain = escape(text)
    if "`" not in plain:
        return f"`{plain}`"
    marks = "`" * (max(map(len, re.findall("`+", plain))) + 1)
    return f"{marks} {plain} {marks}"
