"""Who is mentioned in a text: written references, and names found in one pass.

Names match case-sensitively, the longest first, where `boundaries` says that the name ends: `GPT-4` is not `GPT`.
Chinese names match inside Chinese text. A name that two entries share never links, nor does one of an entry with
`link: false`; no shorter name is found inside it either.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from ahocorasick_rs import AhoCorasick

from ..content.elements import TAG
from ..content.kinds import KINDS
from ..content.kinds.base import Entry, Name
from ..content.kinds.entries import Term
from ..content.nodes import FieldPath
from ..content.records import Record
from ..incremental import Input
from .boundaries import stands_alone
from .library import Library

REFERENCE = re.compile(r"\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]|\[@(?P<cite>[^\[\]\n]+)\]")
NEVER = "\ufdd0\ufdd0"
"""A form that is in no text, to look for where there are no names: two of Unicode's noncharacters."""
_NOT_PROSE = re.compile(rf"{REFERENCE.pattern}|`+[^`]*`+|\]\([^)\s]*\)|https?://\S+|{TAG}")
_PRINTED_AS = re.compile(r"printed(?: once| twice| here)? as\s+[\"“‘'«]?$")
LINKING = ("alias", "native", "romanised", "former")
_Form = tuple[str, str, str]
"""A form of a name, the correct name if it is a misprint (else empty), and how it links."""
_ALWAYS, _VERSIONED, _NEVER = "", "versioned", "never"
"""How a form links: wherever it is found, not where a version follows, or only where `[[id]]` is written."""


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names the entry `id`."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Misprint:
    """A wrong form found in our own prose, and the correct name."""

    start: int
    seen: str
    right: str
    id: str


def names_of(record: Record[Entry]) -> Iterator[Name]:
    """The displayed name, the abbreviation and all other names of an entry."""
    yield Name(text=record.data.name)
    if isinstance(record.data, Term) and record.data.abbreviation:
        yield Name(text=record.data.abbreviation)
    yield from record.data.names


def find_name_path(record: Record[Entry], name: str) -> FieldPath:
    """The path of the field in which an entry first has a name that links; capitals make no difference."""
    folded = name.lower()
    if record.data.name.lower() == folded:
        return (type(record.data).model_fields["name"].alias or "name",)
    if isinstance(record.data, Term) and (record.data.abbreviation or "").lower() == folded:
        return ("abbreviation",)
    items = enumerate(record.data.names)
    return ("names", next(index for index, item in items if item.text.lower() == folded and item.kind in LINKING))


class Names:
    """Finds the names of a library in prose."""

    def __init__(self, library: Library) -> None:
        database = library.database
        self._library = library
        self.owners: Input[tuple[str, ...]] = Input(database, "owners")
        """Form of a name -> the entries that it can refer to."""
        self._misprints: Input[tuple[tuple[str, str], ...]] = Input(database, "misprints")
        """Wrong form -> each (entry, its correct name)."""
        self._versioned: Input[tuple[str, ...]] = Input(database, "versioned names")
        """Form of a name -> those of its owners whose names can be followed by a version."""
        self._never: Input[tuple[str, ...]] = Input(database, "names without links")
        """Form of a name -> the entries whose name it is and never links."""
        self._forms: Input[tuple[_Form, ...]] = Input(database, "forms")
        """Entry -> the forms of its names."""
        self._texts = database.ids_of("names in")
        """Text -> the node that changes when the names found in it may change."""
        self._wrong_texts = database.ids_of("misprints in")
        """Text -> the node that changes when the misprints found in it may change."""
        self._moved: tuple[set[str], set[str]] = set(), set()
        """The forms added or removed by the last call of `follow`, and which of them are misprints."""
        self._automaton: AhoCorasick | None = None
        self._patterns: list[str] = []
        self._has_versions: list[bool] = []

    def follow(self) -> None:
        """Notes the entries that changed; every text that contains one of their forms is searched again."""
        changed: set[str] = set()
        moves: dict[Input[tuple[Any, ...]], _Moves] = {table: {} for table in self._tables}
        for entry_id in sorted(self._library.changed):
            before, after = set(self._forms.get(entry_id, ())), self._forms_of(entry_id)
            for forms, is_in in ((before - after, False), (after - before, True)):
                for form, right, links in forms:
                    changed.add(form)
                    item = (entry_id, right) if right else entry_id
                    for table in self._tables_of(right, links):
                        moves[table].setdefault(form, {})[item] = is_in
            if after:
                self._forms.set(entry_id, tuple(sorted(after)))
            else:
                self._forms.remove(entry_id)
        for table, moved in moves.items():
            _move(table, moved)
        misprints = set(moves[self._misprints])
        self._moved = changed, misprints
        if changed:
            self._automaton = None
            self._touch(changed, misprints)
        self._library.changed.clear()

    @property
    def _tables(self) -> tuple[Input[tuple[Any, ...]], ...]:
        return (self.owners, self._misprints, self._versioned, self._never)

    def _tables_of(self, right: str, links: str) -> tuple[Input[tuple[Any, ...]], ...]:
        if right:
            return (self._misprints,)
        if links == _NEVER:
            return (self._never,)
        return (self.owners, self._versioned) if links == _VERSIONED else (self.owners,)

    def _forms_of(self, entry_id: str) -> set[_Form]:
        record = self._library.find_record("entries", entry_id)
        if record is None or not KINDS[record.kind].links or not isinstance(record.data, Entry):
            return set()
        kind = KINDS[record.kind]
        links = _NEVER if not record.data.link else _VERSIONED if kind.has_versions else _ALWAYS
        found: set[_Form] = set()
        for name in names_of(record):
            if name.kind == "misprint":
                found.add((name.text, record.data.name, _ALWAYS))
            elif name.kind in LINKING:
                found.update((form, "", links) for form in list_forms(name.text, kind.is_glossary))
        return found

    def _touch(self, forms: set[str], was_wrong: Iterable[str]) -> None:
        """Marks the texts that may contain one of some forms as changed, and their misprints too if they may have
        any."""
        database, changed = self._library.database, sorted(forms)
        for text in _holding(changed, database.list_node_keys("names in")):
            database.mark_changed(self._texts[text])
        wrong = AhoCorasick(sorted({*self._misprints.keys(), *was_wrong}) or ["\x00"])
        for text in _holding(changed, database.list_node_keys("misprints in")):
            if wrong.find_matches_as_indexes(text):
                database.mark_changed(self._wrong_texts[text])

    def _ready(self) -> AhoCorasick:
        if self._automaton is None:
            # Untracked: a search for names in a text depends on the node of that text instead, which `_touch` marks
            # as changed when a form in it is added or removed.
            tables = (self.owners, self._misprints, self._never)
            versioned = set(self._versioned.keys_untracked())
            self._patterns = sorted({form for table in tables for form in table.keys_untracked()})
            self._has_versions = [form in versioned for form in self._patterns]
            self._automaton = AhoCorasick(self._patterns or [NEVER])
        return self._automaton

    def take_back(self) -> None:
        """Undoes `follow` after its tables were rolled back."""
        self._automaton = None
        if self._moved[0]:
            self._touch(*self._moved)

    def shared_by(self, name: str) -> tuple[str, ...]:
        """The entries that share a name, none if it has only one owner."""
        owners = self.owners.get(name, ())
        return owners if len(owners) > 1 else ()

    def is_misprint(self, form: str) -> bool:
        """Whether a form is listed as a misprint of a name."""
        return form in self._misprints

    def list_owners(self, name: str) -> tuple[str, ...]:
        """The entries that have a name, also those whose names never link."""
        return (*self.owners.get(name, ()), *self._never.get(name, ()))

    def _found(self, text: str, nodes: dict[str, int]) -> list[tuple[int, int, str]]:
        """The longest names at each place, leftmost first, that stand alone as words."""
        reads = self._library.database.reads
        if reads is not None:
            reads.add(nodes[text])
        automaton = self._ready()
        if not self._patterns:
            return []
        return find_longest_forms(text, automaton, self._patterns, self._has_versions)

    def mentions(self, text: str) -> list[Mention]:
        """The names in `text` that belong to one entry each, in order."""
        # Untracked: `_found` depends on the node of the text, which changes with the owners of any form in it.
        return [
            Mention(start, end, owners[0])
            for start, end, name in self._found(without_references(text), self._texts)
            if len(owners := self.owners.read_untracked(name, ())) == 1
        ]

    def misprints_in(self, text: str) -> list[Misprint]:
        """The misprints in our own prose, except after "printed as"."""
        misprints = []
        for start, _, name in self._found(without_references(text), self._wrong_texts):
            # Untracked: `_found` depends on the node of the text.
            wrong = self._misprints.read_untracked(name, ())
            is_right = self.owners.read_untracked(name, ()) or self._never.read_untracked(name, ())
            if wrong and not is_right and not _PRINTED_AS.search(text[:start]):
                entry_id, right = wrong[0]
                misprints.append(Misprint(start, name, right, entry_id))
        return misprints


def find_longest_forms(
    text: str, automaton: AhoCorasick, patterns: Sequence[str], has_versions: Sequence[bool]
) -> list[tuple[int, int, str]]:
    """(start, end, form) of the longest forms at each place, leftmost first, that stand alone as words. `automaton` was
    built from `patterns`; `has_versions` says of each whether a version may follow it."""
    matches = sorted(
        (start, -end, index)
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if stands_alone(text, start, end, has_versions[index])
    )
    found: list[tuple[int, int, str]] = []
    reached = 0
    for start, minus_end, index in matches:
        if start >= reached:
            reached = -minus_end
            found.append((start, reached, patterns[index]))
    return found


def _holding(forms: list[str], texts: Iterable[str]) -> Iterator[str]:
    """The texts that contain one of some forms, found in one pass over all of them."""
    ordered = list(texts)
    ends = list(accumulate(len(text) + 1 for text in ordered))
    matches = AhoCorasick(forms).find_matches_as_indexes("\x00".join(ordered), overlapping=True)
    for index in sorted({bisect_right(ends, start) for _, start, _ in matches}):
        yield ordered[index]


_Moves = dict[str, dict[Any, bool]]
"""Form -> item of its row -> whether it moved in; else it moved out."""


def _move(table: Input[tuple[Any, ...]], moves: _Moves) -> None:
    """Adds and removes items of each row; an empty row is removed."""
    for form, moved in moves.items():
        kept = {item for item in table.get(form, ()) if moved.get(item, True)}
        row = tuple(sorted(kept | {item for item, is_in in moved.items() if is_in}))
        if row:
            table.set(form, row)
        else:
            table.remove(form)


def list_forms(name: str, is_word: bool) -> Iterable[str]:
    """The forms of a name: a word may begin with a capital or a small letter; any other name is used as written."""
    if is_word and len(name) > 1 and (len(name) < 3 or not name[1].isupper()):
        return {name, name[0].upper() + name[1:], name[0].lower() + name[1:]}
    return (name,)


def without_references(text: str) -> str:
    """`text` with everything that is not prose (references, code, addresses, tags) blanked out, at the same length."""
    if not any(mark in text for mark in "[`:<"):
        return text
    return _NOT_PROSE.sub(lambda match: "\x00" * len(match[0]), text)


def written_references(text: str) -> Iterator[re.Match[str]]:
    """Every `[[id]]`, `[[id|words]]` and `[@claim]` in a text."""
    return REFERENCE.finditer(text) if "[" in text else iter(())
