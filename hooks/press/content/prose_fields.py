"""The Markdown in the fields of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .kinds.marks import IsMarkdown, find_marked
from .records import Record

MAX_BRACKETS = 200
MAX_NESTING = 8


def prose_fields(record: Record[Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The Markdown of an entry: (path in its fields, text)."""
    return ((found.path, found.text) for found in find_marked(record.data, IsMarkdown))


def too_deep(text: str) -> bool:
    """Whether a text nests or brackets so much that converting it would take long."""
    if any(text.count(mark) > MAX_BRACKETS for mark in "[(*`"):
        return True
    return any(_nesting(line) > MAX_NESTING for line in text.split("\n"))


def _nesting(line: str) -> int:
    marks = re.match(r"(?:\s{2,}|\t|>\s?|[-*+]\s+|\d+[.)]\s+)*", line)
    return len(re.findall(r"\s{4}|\t|>|[-*+]\s|\d+[.)]\s", marks[0])) if marks else 0
