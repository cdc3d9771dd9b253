"""Texts without quotes that seem to go on after a #, where YAML begins a comment: `text: a start-up # 1 in China`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .kinds.base import Model
from .kinds.marks import IsLine, IsMarkdown, find_marked
from .nodes import FieldPath, Node, Text, find_node

_ENDS = re.compile(r"[.!?…:;。！？；：][\"'”’»)\]*_`]*$|\[@[^\]]*\]$")
"""How a whole sentence ends."""
_AMOUNT = re.compile(r"[~\d]|(?:at least|more than|at most|less than)\b")
_NUMBER = re.compile(r"\s*#\s+\d")
"""A # that is likely to mean "number"."""


class Cut(NamedTuple):
    """A text that seems to go on in a comment: where it is, and the comment with the spaces before it."""

    path: FieldPath
    comment: str


def find_cuts(data: Model, node: Node) -> tuple[Cut, ...]:
    """The texts of an entry that seem to go on in a comment.

    A sentence does if it has no end before the comment, and a line of words if the comment begins with a number.
    Comments after ids, dates, amounts and words of a list are comments.
    """
    sentences = _list_commented(node, (marked.path for marked in find_marked(data, IsMarkdown)))
    lines = _list_commented(node, (marked.path for marked in find_marked(data, IsLine)))
    return (
        *(Cut(path, text.comment) for path, text in sentences if not _ENDS.search(text.value)),
        *(
            Cut(path, text.comment)
            for path, text in lines
            if _NUMBER.match(text.comment) and not _AMOUNT.match(text.value)
        ),
    )


def _list_commented(node: Node, paths: Iterable[FieldPath]) -> Iterator[tuple[FieldPath, Text]]:
    for path in paths:
        found = find_node(node, path)
        if isinstance(found, Text) and found.comment:
            yield path, found
