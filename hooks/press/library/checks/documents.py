"""Checks references, names and active content in hand-written pages. Code in them is left alone."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, product

from ...content.safe_html import find_unsafe
from ...problem import Code, Place, Problem, find_nearest, make_visible
from ..library import Library
from ..names import REFERENCE, Names
from . import references
from .citations import check_citation
from .prose import UNCLOSED, check_misprints, find_unmarked

_CODE = re.compile(r"(^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`+[^`\n]+`+)", re.MULTILINE | re.DOTALL)

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOT_LINE_END = re.compile(r"[^\n]")
_ENOUGH = 5
"""At least this many characters must be equal at the beginning: the rest can be written in many ways."""
_WRITTEN = (
    re.compile(r"""(?<=[\s(<:="'])(?![\s(<:="'])[^()<>"'\[\]\s=]+"""),
    re.compile(r"<[a-z][\w-]*", re.IGNORECASE),
    re.compile(r"\b[\w-]+(?=\s*=)"),
)
"""Patterns of what may be an address, an element, an attribute."""


def check_document(markdown: str, file: str, library: Library, names: Names) -> Iterator[Problem]:
    """Reports references that lead nowhere and misprints in one hand-written page, which is compared in NFC."""
    markdown, position = unicodedata.normalize("NFC", markdown), 0
    for piece in split_code(markdown):
        if not is_code(piece):
            for match in REFERENCE.finditer(piece):
                at = partial(_locate, markdown, position + match.start(), file)
                yield from references.check_written_reference(library, names, match["page"], match["cite"], at)
                yield from check_citation(library, match["cite"] or match["page"], at)
            for match in UNCLOSED.finditer(piece):
                what, cure = f"'{match[0]}' is not closed", "write [[id]], [[id|words]] or [@article/claim] on one line"
                yield Problem(_locate(markdown, position + match.start(), file), Code.UNCLOSED_REFERENCE, what, cure)
            for start, what, cure in find_unmarked(piece, library):
                yield Problem(_locate(markdown, position + start, file), Code.UNMARKED_LINK, what, cure)
            yield from _check_placeholders(piece, partial(_locate, markdown, file=file, before=position))
            yield from check_misprints(piece, names, partial(_locate, markdown, file=file, before=position))
        position += len(piece)


_PLACEHOLDER = re.compile(r"\{\{ *(\w+) *\}\}")
PLACEHOLDERS = ("contact", "repository", "editors", "owner", "funding", "checked")
"""What a hand-written page can show: settings, and how many claims are compared with their sources."""


def _check_placeholders(piece: str, place: Callable[[int], Place]) -> Iterator[Problem]:
    """Reports a setting in double braces whose name has a slip; other names may be those of a plugin."""
    for match in _PLACEHOLDER.finditer(piece):
        near = find_nearest(match[1], PLACEHOLDERS)
        if near and near != match[1]:
            what = f"'{make_visible(match[0])}' is not a setting that a page can show"
            yield Problem(place(match.start()), Code.UNKNOWN_SETTING, what, f"did you mean '{{{{ {near} }}}}'?")


def check_rendered(content: str, markdown: str, file: str) -> Iterator[Problem]:
    """Reports what the HTML of a hand-written page may not have, at its place in the Markdown of the page."""
    for unsafe in find_unsafe(content):
        at = _locate(markdown, _find_sign(markdown, unsafe.sign), file)
        cure = unsafe.cure
        if not cure.startswith("did you mean"):
            cure += "; 'trust_docs' in docs/settings.md allows it"
        yield Problem(at, Code.UNSAFE_PAGE, make_visible(unsafe.what, limit=160), cure)


def _find_sign(markdown: str, sign: str) -> int:
    """The offset of a text in Markdown, however it is escaped there; 0 if it is not found. Code is searched last."""
    prose = "".join(_NOT_LINE_END.sub(" ", piece) if is_code(piece) else piece for piece in split_code(markdown))
    for text, fold in product((prose, markdown), (_unescape, _fold)):
        wanted = fold(sign)
        found = chain.from_iterable(pattern.finditer(text) for pattern in _WRITTEN)
        common = [(len(posixpath.commonprefix([fold(m[0]), wanted])), -m.start()) for m in found]
        length, place = max(common, default=(0, 0))
        if length and length >= min(_ENOUGH, len(wanted)):
            return -place
    return 0


def _unescape(text: str) -> str:
    """A text as a parser reads it: escapes replaced, spaces and control characters left out."""
    return "".join(c for c in html.unescape(_ESCAPE.sub(r"\1", text)) if c > " ")


def _fold(text: str) -> str:
    return _unescape(text).lower()


def _locate(markdown: str, offset: int, file: str, before: int = 0) -> Place:
    return Place.at_offset(file, markdown, before + offset)


def is_code(piece: str) -> bool:
    return piece.startswith(("`", "~~~"))


def split_code(markdown: str) -> list[str]:
    """The pieces of prose and code of a page, in order; joined, they are the page."""
    pieces, end = [], 0
    for match in _CODE.finditer(markdown):
        pieces += [markdown[end : match.start()], match[0]]
        end = match.end()
    return [piece for piece in [*pieces, markdown[end:]] if piece]
