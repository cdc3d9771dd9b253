"""The Markdown in the fields of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .kinds.marks import IsMarkdown, find_marked
from .records import Record

MAX_BRACKETS = 200
MAX_NESTING = 8


def list_prose(record: Record[Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The Markdown texts of an entry: (path in its fields, text)."""
    return ((found.path, found.text) for found in find_marked(record.data, IsMarkdown))


def is_too_deep(text: str) -> bool:
    """Whether a text has so many brackets, or is nested so deeply, that converting it would take too long."""
    if any(text.count(mark) > MAX_BRACKETS for mark in "[(*`"):
        return True
    return any(count_nesting(line) > MAX_NESTING for line in text.split("\n"))


def count_nesting(line: str) -> int:
    """How many lists and quotations a line of Markdown is inside of, at most."""
    marks = re.match(r"(?:\s{2,}|\t|>\s?|[-*+]\s+|\d+[.)]\s+)*", line)
    return len(re.findall(r"\s{4}|\t|>|[-*+]\s|\d+[.)]\s", marks[0])) if marks else 0
