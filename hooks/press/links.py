"""Who is mentioned in a text: references as written, and names found in one pass.

Names match case-sensitively, the longest first; a neighbouring letter or digit, or a hyphen and a digit, prevents a
match (`GPT-4` is not `GPT`). Chinese names match inside Chinese text. A name that two entries share never links.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from .kinds.base import Entry, Name
from .kinds.entries import Term
from .library import Library
from .reading import Record
from .values.names import is_han

REFERENCE = re.compile(r"\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]|\[@(?P<cite>[^\[\]\n]+)\]")
_NOT_PROSE = re.compile(rf"{REFERENCE.pattern}|`+[^`]*`+|\]\([^)\s]*\)|https?://\S+|<[^<>]*>")
_PRINTED_AS = re.compile(r"printed(?: once| twice| here)? as\s+[\"“‘'«]?$")
LINKING = ("alias", "native", "romanised", "former")


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names the entry `id`."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Misprint:
    """A wrong form found in our own prose, and the right name."""

    start: int
    seen: str
    right: str
    id: str


def names_of(record: Record[Entry]) -> Iterator[Name]:
    """The name shown, the abbreviation and all other names of an entry."""
    yield Name(text=record.data.name)
    if isinstance(record.data, Term) and record.data.abbreviation:
        yield Name(text=record.data.abbreviation)
    yield from record.data.names


class Names:
    """Finds the names of a library in prose."""

    def __init__(self, library: Library) -> None:
        self.owners: dict[str, set[str]] = defaultdict(set)
        self.misprints: dict[str, tuple[str, str]] = {}
        for record in library.named:
            if record.kind == "topic":
                continue
            for name in names_of(record):
                if name.kind == "misprint":
                    self.misprints.setdefault(name.text, (record.id, record.data.name))
                elif name.kind in LINKING:
                    for form in _forms(name.text, record.kind):
                        self.owners[form].add(record.id)
        self._patterns = sorted({*self.owners, *self.misprints})

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._patterns)

    @cached_property
    def shared(self) -> dict[str, set[str]]:
        """The names that more than one entry has."""
        return {name: ids for name, ids in self.owners.items() if len(ids) > 1}

    def _found(self, text: str) -> list[tuple[int, int, str]]:
        """The longest names at each place, leftmost first, that nothing touches."""
        matches = sorted(
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _stands_alone(text, start, end)
        )
        found: list[tuple[int, int, str]] = []
        reached = 0
        for start, minus_end, index in matches:
            if start >= reached:
                reached = -minus_end
                found.append((start, reached, self._patterns[index]))
        return found

    def mentions(self, text: str) -> list[Mention]:
        """The names in `text` that belong to one entry each, in order."""
        if not self._patterns:
            return []
        return [
            Mention(start, end, next(iter(owners)))
            for start, end, name in self._found(without_references(text))
            if len(owners := self.owners.get(name, ())) == 1
        ]

    def misprints_in(self, text: str) -> list[Misprint]:
        """The misprints in our own prose, except after "printed as"."""
        if not self.misprints:
            return []
        return [
            Misprint(start, name, self.misprints[name][1], self.misprints[name][0])
            for start, _, name in self._found(without_references(text))
            if name in self.misprints and name not in self.owners and not _PRINTED_AS.search(text[:start])
        ]


def _forms(name: str, kind: str) -> Iterable[str]:
    """A term may begin with a capital or a small letter; every other name stands as written."""
    if kind == "term" and len(name) > 1 and (len(name) < 3 or not name[1].isupper()):
        return {name, name[0].upper() + name[1:], name[0].lower() + name[1:]}
    return (name,)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and _joins(text[start - 1], text[start]):
        return False
    if end == len(text):
        return True
    if _joins(text[end - 1], text[end]):
        return False
    return not (text[end] == "-" and end + 1 < len(text) and text[end + 1].isdigit())


def _joins(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and not is_han(left) and not is_han(right)


def without_references(text: str) -> str:
    """`text` with everything that is no prose (references, code, addresses, tags) blanked out, of equal length."""
    if not any(mark in text for mark in "[`:<"):
        return text
    return _NOT_PROSE.sub(lambda match: "\x00" * len(match[0]), text)


def written_references(text: str) -> Iterator[re.Match[str]]:
    """Every `[[id]]`, `[[id|words]]` and `[@claim]` of a text."""
    return REFERENCE.finditer(text) if "[" in text else iter(())
