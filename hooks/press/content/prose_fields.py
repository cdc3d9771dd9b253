"""Which fields of each kind hold Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .records import Record

MAX_BRACKETS = 200
MAX_NESTING = 8
_SHARED = (("summary", "summary"), ("body", "body"))
PROSE_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "article": (("note", "note"),),
    "company": _SHARED,
    "person": _SHARED,
    "product": _SHARED,
    "place": _SHARED,
    "term": (("short", "summary"), ("long", "long"), ("body", "body")),
    "topic": (("question", "summary"), ("body", "body")),
    "edition": (
        ("standfirst", "standfirst"),
        ("bottom_line", "bottom_line"),
        ("sections", "sections"),
        ("unknowns", "unknowns"),
        ("watch", "watch"),
    ),
    "claim": (("text", "text"), ("note", "note"), ("why", "why"), ("differs", "differs")),
    "correction": (("was", "was"), ("now", "now")),
    "property": (),
    "feed": (),
}
"""Kind -> (key in the YAML, attribute) of the fields whose text is Markdown."""


def prose_fields(record: Record[Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The Markdown of an entry: (path in its fields, text)."""
    data = record.data
    for key, attribute in PROSE_FIELDS[record.kind]:
        value = getattr(data, attribute)
        if isinstance(value, str):
            yield (key,), value
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, str):
                    yield (key, index), item
                elif body := getattr(item, "body", None) or getattr(item, "note", None):
                    yield (key, index, "body" if hasattr(item, "body") else "note"), body


def too_deep(text: str) -> bool:
    """Whether a text nests or brackets so much that converting it would take long."""
    if any(text.count(mark) > MAX_BRACKETS for mark in "[(*`"):
        return True
    return any(_nesting(line) > MAX_NESTING for line in text.split("\n"))


def _nesting(line: str) -> int:
    marks = re.match(r"(?:\s{2,}|\t|>\s?|[-*+]\s+|\d+[.)]\s+)*", line)
    return len(re.findall(r"\s{4}|\t|>|[-*+]\s|\d+[.)]\s", marks[0])) if marks else 0
