"""Whether our own words spell names right, close references, and are simple enough to convert; and names of entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ...content.kinds.base import Entry
from ...content.prose_fields import is_too_deep, list_prose
from ...content.records import Record
from ...content.yaml_source import FieldPath
from ...problem import Code, Place, Problem
from ..library import Library
from ..names import LINKING, Names, names_of

UNCLOSED = re.compile(r"\[\[(?![^\[\]\n]+\]\])|\[@(?![^\[\]\n]+\])")
"""A reference that is opened and not closed on its line."""


def check_texts(library: Library, names: Names, record: Record[Any]) -> Iterator[Problem]:
    """Reports misprints, unclosed references and texts that would take too long to convert."""
    for path, text in list_prose(record):
        yield from check_misprints(text, names, partial(_locate, record, path))
        if is_too_deep(text):
            what = "the text has too many brackets or is nested too deeply to convert"
            yield Problem(record.locate(*path), Code.TEXT_TOO_COMPLEX, what, "write it more plainly")
        elif "[" in text and (match := UNCLOSED.search(text)):
            at = record.locate(*path, offset=match.start())
            what, cure = f"'{match[0]}' is not closed", "write [[id]], [[id|words]] or [@article/claim]"
            yield Problem(at, Code.UNCLOSED_REFERENCE, what, cure)


def _locate(record: Record[Any], path: FieldPath, offset: int) -> Place:
    return record.locate(*path, offset=offset)


def check_misprints(text: str, names: Names, place: Callable[[int], Place]) -> Iterator[Problem]:
    """Reports the misprints in one text of our own; `place` gives the place of the character at an offset."""
    for found in names.misprints_in(text):
        cure = f"write '{found.right}' ({found.id}), or 'printed as {found.seen}'"
        yield Problem(place(found.start), Code.MISPRINT, f"'{found.seen}' is a misprint", cure)


def check_shared_names(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports a name that two entries share and so links to neither, unless each names the other in `see`."""
    for name in dict.fromkeys(name.text for name in names_of(record) if name.kind in LINKING):
        others = sorted(set(names.owners.get(name, ())) - {record.id})
        unnamed = [other for other in others if not _has_in_see(library, record, other)]
        if unnamed:
            what = f"'{name}' is also a name of {', '.join(repr(other) for other in unnamed)}; it will not link"
            cure = f"add 'see: [{', '.join(unnamed)}]' here and there"
            yield Problem(record.locate(*_find_name_path(record, name)), Code.SHARED_NAME, what, cure)


def _has_in_see(library: Library, record: Record[Entry], other: str) -> bool:
    return any(library.resolve(reference) == other for reference in record.data.see)


def _find_name_path(record: Record[Entry], name: str) -> FieldPath:
    """The path of the field in which an entry first has a name that links."""
    if record.data.name == name:
        return (type(record.data).model_fields["name"].alias or "name",)
    if getattr(record.data, "abbreviation", None) == name:
        return ("abbreviation",)
    items = enumerate(record.data.names)
    return ("names", next(index for index, item in items if item.text == name and item.kind in LINKING))


def check_listed_misprints(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports a listed misprint that is the right name of an entry, or that no article is named for."""
    for index, name in enumerate(record.data.names):
        if name.kind == "misprint" and name.text in names.owners:
            owner = sorted(names.owners[name.text])[0]
            what = f"the misprint '{name.text}' is a right name of '{owner}'"
            yield Problem(record.locate("names", index, "text"), Code.MISPRINT_IS_A_NAME, what, "remove one of the two")
        if name.kind == "misprint" and not name.source:
            what = f"the misprint '{name.text}' does not say who printed it"
            cure = "add 'source: <article>'"
            yield Problem(record.locate("names", index, "text"), Code.MISPRINT_WITHOUT_SOURCE, what, cure)


def check_repeated_names(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports a name that an entry lists twice."""
    seen: set[str] = set()
    written = list(names_of(record))
    before = len(written) - len(record.data.names)
    for position, name in enumerate(written):
        if name.text in seen:
            at = record.locate("names", max(position - before, 0))
            yield Problem(at, Code.REPEATED_NAME, f"the name '{name.text}' stands twice", "remove it")
        seen.add(name.text)
