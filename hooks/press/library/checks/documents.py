"""Checks references and names in hand-written pages. Code in them is left alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial

from ...problem import Place, Problem
from ..library import Library
from ..names import REFERENCE, Names
from . import references
from .citations import check_citation
from .prose import check_misprints

_CODE = re.compile(r"(^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`+[^`\n]+`+)", re.MULTILINE | re.DOTALL)


def check_document(markdown: str, file: str, library: Library, names: Names) -> Iterator[Problem]:
    """Reports references that lead nowhere and misprints in one hand-written page, which is compared in NFC."""
    markdown, position = unicodedata.normalize("NFC", markdown), 0
    for piece in split_code(markdown):
        if not is_code(piece):
            for match in REFERENCE.finditer(piece):
                at = partial(_locate, markdown, position + match.start(), file)
                yield from references.check_written_reference(library, names, match["page"], match["cite"], at)
                yield from check_citation(library, match["cite"] or match["page"], at)
            yield from check_misprints(piece, names, partial(_locate, markdown, file=file, before=position))
        position += len(piece)


def _locate(markdown: str, offset: int, file: str, before: int = 0) -> Place:
    start = before + offset
    return Place(file, markdown.count("\n", 0, start) + 1, start - markdown.rfind("\n", 0, start))


def is_code(piece: str) -> bool:
    return piece.startswith(("`", "~~~"))


def split_code(markdown: str) -> list[str]:
    """The pieces of prose and code of a page, in order; joined, they are the page."""
    pieces, end = [], 0
    for match in _CODE.finditer(markdown):
        pieces += [markdown[end : match.start()], match[0]]
        end = match.end()
    return [piece for piece in [*pieces, markdown[end:]] if piece]
