"""Checks that our own prose spells names correctly, closes references and is not too complex; and checks entry
names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ...content.kinds import PERSON
from ...content.kinds.base import ID, Entry
from ...content.nodes import FieldPath, Fields, Text, find_node
from ...content.prose_fields import is_too_deep, list_prose
from ...content.records import Record
from ...content.yaml_repair import suggest_quoted_text
from ...problem import Code, Fix, Place, Problem, make_visible
from ..library import Library
from ..names import LINKING, Names, find_name_path, names_of

UNCLOSED = re.compile(r"\[\[(?![^\[\]\n]+\]\])|\[@(?![^\[\]\n]+\])")
"""A reference that is opened and not closed on its line."""


def check_texts(library: Library, names: Names, record: Record[Any]) -> Iterator[Problem]:
    """Reports misprints, unclosed references and texts that would take too long to convert."""
    for path, text in list_prose(record):
        yield from check_misprints(text, names, partial(_locate, record, path))
        if is_too_deep(text):
            what = "the text has too many brackets or is nested too deeply to convert"
            yield Problem(record.locate(*path), Code.TEXT_TOO_COMPLEX, what, "write it more plainly")
            continue
        if "/" in text or ".md]" in text:
            yield from _check_unmarked(library, record, path, text)
        if "[" in text and (match := UNCLOSED.search(text)):
            at = record.locate(*path, offset=match.start())
            what, cure = f"'{match[0]}' is not closed", "write [[id]], [[id|words]] or [@article/claim]"
            yield Problem(at, Code.UNCLOSED_REFERENCE, what, cure)


_CLAIM = rf"(?P<claim>{ID.pattern}/{ID.pattern})"
_UNMARKED = (
    re.compile(rf"(?<![\w\[\]!\\])\[{_CLAIM}\](?![\[(:\]])"),
    re.compile(rf"(?<!\])\(@?{_CLAIM}\)"),
    re.compile(rf"(?<![\w\[(/.@])@{_CLAIM}(?![\w/@-]|\.\w)"),
)
"""What may be meant as a citation."""
_TURNED = re.compile(r"\((?P<words>[^()\[\]\n]+)\)\[(?P<address>https?://[^\s\[\]()]+|[\w./-]+\.md(?:#[\w-]+)?)\]")
"""A link with its two brackets turned round."""


def find_unmarked(text: str, library: Library) -> Iterator[tuple[int, str, str]]:
    """Yields (offset, what, cure) of what reads like a citation or a link in a text, and is neither."""
    for pattern in _UNMARKED:
        for match in pattern.finditer(text):
            if (claim_id := library.resolve(match["claim"])) and claim_id in library.claims:
                yield match.start(), f"'{match[0]}' is no citation", f"write '[@{match['claim']}]'"
    for match in _TURNED.finditer(text):
        meant = make_visible(f"[{match['words']}]({match['address']})", 200)
        yield match.start(), f"'{make_visible(match[0])}' is no link", f"write '{meant}'"


def _check_unmarked(library: Library, record: Record[Any], path: FieldPath, text: str) -> Iterator[Problem]:
    for offset, what, cure in find_unmarked(text, library):
        yield Problem(record.locate(*path, offset=offset), Code.UNMARKED_LINK, what, cure)


def check_written_names(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports names in quotation marks, and names of people with the family name before a comma."""
    written = list(names_of(record))
    before = len(written) - len(record.data.names)
    for position, name in enumerate(written):
        if name.kind == "misprint":
            continue
        plain = name.text.strip('“”„‟"«»‹›「」『』')
        turned = _FAMILY_FIRST.fullmatch(plain) if record.kind == PERSON.name else None
        if turned and turned["given"].rstrip(".").casefold() not in _SUFFIXES:
            what = f"the name '{name.text}' is turned round, as in an index"
            meant = f"{turned['given']} {turned['family']}"
        elif plain and plain != name.text and not set(plain) & set('“”„"«»「」『』'):
            what, meant = f"the name '{name.text}' is in quotation marks, which become part of it", plain
        else:
            continue
        listed = position - before
        path = ("names", listed) if listed >= 0 else find_name_path(record, name.text)
        yield Problem(record.locate(*path), Code.UNLIKELY_NAME, what, f"write '{meant}'")


_FAMILY_FIRST = re.compile(r"(?P<family>[^\W\d][\w'’ -]*), (?P<given>[^\W\d][\w'’. -]*)")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"))
"""What follows a whole name after a comma."""


def _locate(record: Record[Any], path: FieldPath, offset: int) -> Place:
    return record.locate(*path, offset=offset)


def check_comments(library: Library, names: Names, record: Record[Any]) -> Iterator[Problem]:
    """Reports texts that seem to go on in a comment."""
    for path, comment in record.cuts:
        found, holder = find_node(record.node, path), find_node(record.node, path[:-1])
        text = found.value if isinstance(found, Text) else ""
        name = next(step for step in reversed(path) if isinstance(step, str))
        key = name if isinstance(holder, Fields) and name in holder.fields else ""
        at = record.locate(*path, offset=len(text) + len(comment) - len(comment.lstrip()))
        cure = f"{suggest_quoted_text(f'{text} {comment.strip()}', key)}; or move the comment to a line of its own"
        what = f"{name}: the text stops at the comment '{make_visible(comment.strip())}'"
        yield Problem(at, Code.TEXT_STOPS_AT_COMMENT, what, cure)


def check_misprints(text: str, names: Names, place: Callable[[int], Place]) -> Iterator[Problem]:
    """Reports the misprints in one text of our own; `place` returns the place of the character at an offset."""
    for misprint in names.misprints_in(text):
        cure = f"write '{misprint.right}' ({misprint.id}), or 'printed as {misprint.seen}'"
        fix = Fix(misprint.seen, misprint.right)
        yield Problem(place(misprint.start), Code.MISPRINT, f"'{misprint.seen}' is a misprint", cure, fix)


def check_shared_names(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports a name that two entries share, so that it links to neither, unless each names the other in `see`."""
    linking = names_of(record) if record.data.link else ()
    for name in dict.fromkeys(name.text for name in linking if name.kind in LINKING):
        others = sorted(set(names.owners.get(name, ())) - {record.id})
        unnamed = [other for other in others if not _has_in_see(library, record, other)]
        if unnamed:
            what = f"'{name}' is also a name of {', '.join(repr(other) for other in unnamed)}; it will not link"
            cure = f"add 'see: [{', '.join(unnamed)}]' here, and '{record.id}' to 'see' there"
            yield Problem(record.locate(*find_name_path(record, name)), Code.SHARED_NAME, what, cure)


def _has_in_see(library: Library, record: Record[Entry], other: str) -> bool:
    return any(library.resolve(reference) == other for reference in record.data.see)


def check_listed_misprints(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports a listed misprint that is the correct name of an entry, or that has no article as its source."""
    for index, name in enumerate(record.data.names):
        if name.kind == "misprint" and (owners := names.list_owners(name.text)):
            owner = sorted(owners)[0]
            what = f"the misprint '{name.text}' is a correct name of '{owner}'"
            yield Problem(record.locate("names", index, "text"), Code.MISPRINT_IS_A_NAME, what, "remove one of the two")
        if name.kind == "misprint" and not name.source:
            what = f"the misprint '{name.text}' does not say who printed it"
            cure = "add 'source: <article>'"
            yield Problem(record.locate("names", index, "text"), Code.MISPRINT_WITHOUT_SOURCE, what, cure)


def check_repeated_names(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports a name that an entry lists twice. Today's may be listed once more, to say its language or its days."""
    seen: set[str] = set()
    written = list(names_of(record))
    before = len(written) - len(record.data.names)
    for position, name in enumerate(written):
        says_more = name.text == record.data.name and (name.lang or name.from_)
        if name.text in seen and not says_more:
            at = record.locate("names", max(position - before, 0))
            fix = Fix(name.text, scope="item")
            yield Problem(at, Code.REPEATED_NAME, f"the name '{name.text}' is listed twice", "remove it", fix)
        seen.add(name.text)
