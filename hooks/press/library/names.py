"""Who is mentioned in a text: references as written, and names found in one pass.

Names match case-sensitively, the longest first; a neighbouring letter or digit, or a hyphen and a digit, prevents a
match (`GPT-4` is not `GPT`). Chinese names match inside Chinese text. A name that two entries share never links.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from ahocorasick_rs import AhoCorasick

from ..content.elements import TAG
from ..content.kinds import KINDS
from ..content.kinds.base import Entry, Name
from ..content.kinds.entries import Term
from ..content.records import Record
from ..content.values.names import is_han
from ..incremental import Input
from .library import Library

REFERENCE = re.compile(r"\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]|\[@(?P<cite>[^\[\]\n]+)\]")
_NOT_PROSE = re.compile(rf"{REFERENCE.pattern}|`+[^`]*`+|\]\([^)\s]*\)|https?://\S+|{TAG}")
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
        database = library.database
        self._library = library
        self.owners: Input[tuple[str, ...]] = Input(database, "owners")
        """Form of a name -> the entries that it may mean."""
        self._misprints: Input[tuple[tuple[str, str], ...]] = Input(database, "misprints")
        """Wrong form -> (entry, its right name), each."""
        self._forms: Input[tuple[tuple[str, str], ...]] = Input(database, "forms")
        """Entry -> (form, the right name where it is a misprint, else empty), each."""
        self._texts = database.ids_of("names in")
        """Text -> the node that changes when the names found in it may."""
        self._wrong_texts = database.ids_of("misprints in")
        """Text -> the node that changes when the misprints found in it may."""
        self._moved: tuple[set[str], set[str]] = set(), set()
        """The forms that came or went when this last followed, and those of them that are misprints."""
        self._automaton: AhoCorasick | None = None
        self._patterns: list[str] = []

    def follow(self) -> None:
        """Takes note of the entries that changed; every text that holds a form of theirs answers anew."""
        changed: set[str] = set()
        owners: dict[str, dict[str, bool]] = {}
        misprints: dict[str, dict[tuple[str, str], bool]] = {}
        for entry_id in sorted(self._library.changed):
            before, after = set(self._forms.get(entry_id, ())), self._forms_of(entry_id)
            for pairs, is_in in ((before - after, False), (after - before, True)):
                for form, right in pairs:
                    changed.add(form)
                    if right:
                        misprints.setdefault(form, {})[entry_id, right] = is_in
                    else:
                        owners.setdefault(form, {})[entry_id] = is_in
            if after:
                self._forms.set(entry_id, tuple(sorted(after)))
            else:
                self._forms.remove(entry_id)
        _move(self.owners, owners)
        _move(self._misprints, misprints)
        self._moved = changed, set(misprints)
        if changed:
            self._automaton = None
            self._touch(changed, misprints)
        self._library.changed.clear()

    def _forms_of(self, entry_id: str) -> set[tuple[str, str]]:
        record = self._library.find_record("entries", entry_id)
        if record is None or not KINDS[record.kind].links or not isinstance(record.data, Entry):
            return set()
        found: set[tuple[str, str]] = set()
        for name in names_of(record):
            if name.kind == "misprint":
                found.add((name.text, record.data.name))
            elif name.kind in LINKING:
                found.update((form, "") for form in _forms(name.text, KINDS[record.kind].is_glossary))
        return found

    def _touch(self, forms: set[str], was_wrong: Iterable[str]) -> None:
        """Every text in which one of some forms may stand answers anew; of its misprints, where it may have one."""
        database, changed = self._library.database, sorted(forms)
        for text in _holding(changed, database.list_node_keys("names in")):
            database.mark_changed(self._texts[text])
        wrong = AhoCorasick(sorted({*self._misprints.keys(), *was_wrong}) or ["\x00"])
        for text in _holding(changed, database.list_node_keys("misprints in")):
            if wrong.find_matches_as_indexes(text):
                database.mark_changed(self._wrong_texts[text])

    def _ready(self) -> AhoCorasick:
        if self._automaton is None:
            # Untracked: whoever looks for names in a text depends on the node of that text instead, which `_touch`
            # marks as changed when a form in it comes or goes.
            self._patterns = sorted({*self.owners.keys_untracked(), *self._misprints.keys_untracked()})
            self._automaton = AhoCorasick(self._patterns or ["\x00"])
        return self._automaton

    def take_back(self) -> None:
        """After its tables were put back to what they were."""
        self._automaton = None
        if self._moved[0]:
            self._touch(*self._moved)

    def shared_by(self, name: str) -> tuple[str, ...]:
        """The entries that share a name, none where it has one owner."""
        found = self.owners.get(name, ())
        return found if len(found) > 1 else ()

    def _found(self, text: str, nodes: dict[str, int]) -> list[tuple[int, int, str]]:
        """The longest names at each place, leftmost first, that nothing touches."""
        reads = self._library.database.reads
        if reads is not None:
            reads.add(nodes[text])
        automaton = self._ready()
        matches = sorted(
            (start, -end, index)
            for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
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
        # Untracked: `_found` depends on the node of the text, which changes with the owners of any form in it.
        return [
            Mention(start, end, owners[0])
            for start, end, name in self._found(without_references(text), self._texts)
            if len(owners := self.owners.read_untracked(name, ())) == 1
        ]

    def misprints_in(self, text: str) -> list[Misprint]:
        """The misprints in our own prose, except after "printed as"."""
        found = []
        for start, _, name in self._found(without_references(text), self._wrong_texts):
            # Untracked: `_found` depends on the node of the text.
            wrong = self._misprints.read_untracked(name, ())
            if wrong and not self.owners.read_untracked(name, ()) and not _PRINTED_AS.search(text[:start]):
                entry_id, right = wrong[0]
                found.append(Misprint(start, name, right, entry_id))
        return found


def _holding(forms: list[str], texts: Iterable[str]) -> Iterator[str]:
    """The texts that hold one of some forms, in one pass over all of them."""
    ordered = list(texts)
    ends = list(accumulate(len(text) + 1 for text in ordered))
    found = AhoCorasick(forms).find_matches_as_indexes("\x00".join(ordered), overlapping=True)
    for index in sorted({bisect_right(ends, start) for _, start, _ in found}):
        yield ordered[index]


def _move(table: Input[tuple[Any, ...]], moves: dict[str, dict[Any, bool]]) -> None:
    """Lets what moved in and out of each row; an empty row goes."""
    for form, moved in moves.items():
        kept = {item for item in table.get(form, ()) if moved.get(item, True)}
        row = tuple(sorted(kept | {item for item, is_in in moved.items() if is_in}))
        if row:
            table.set(form, row)
        else:
            table.remove(form)


def _forms(name: str, is_word: bool) -> Iterable[str]:
    """A word may begin with a capital or a small letter; every other name stands as written."""
    if is_word and len(name) > 1 and (len(name) < 3 or not name[1].isupper()):
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
