"""Every form of every name of a briefing, with what it may mean in an article: also the forms that never link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from ...content.kinds import KINDS
from ...content.kinds.base import Entry
from ...content.kinds.entries import Company
from ...content.records import Record
from ...library.checks.near_names import MIN_WORD, Variants, index_variants
from ...library.library import Library
from ...library.names import LINKING, NEVER, find_longest_forms, list_forms, names_of

CAPITAL = "place"
AUTHORITY = "authority"


@dataclass(slots=True)
class Meanings:
    """The entries that one form of a name may mean."""

    full: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    misprint: dict[str, str] = field(default_factory=dict)
    """Entry -> its right name."""


class Lexicon:
    """The names of a library as it is now. Terms are kept apart: they are words, not names."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.forms: dict[str, Meanings] = {}
        self.terms: dict[str, set[str]] = {}
        self._versioned: set[str] = set()
        for record in library.named:
            if KINDS[record.kind].links:
                self._add(record)
        self.patterns = sorted(self.forms)
        self._has_versions = [form in self._versioned for form in self.patterns]
        self._automaton = AhoCorasick(self.patterns or [NEVER])
        self._term_patterns = sorted(self.terms)
        self._term_automaton = AhoCorasick(self._term_patterns or [NEVER])

    def _add(self, record: Record[Entry]) -> None:
        kind = KINDS[record.kind]
        for name in names_of(record):
            for form in list_forms(name.text, kind.is_glossary):
                if kind.is_glossary:
                    self.terms.setdefault(form, set()).add(record.id)
                    continue
                meanings = self.forms.setdefault(form, Meanings())
                if name.kind == "misprint":
                    meanings.misprint[record.id] = record.data.name
                else:
                    (meanings.full if name.kind in LINKING else meanings.short).add(record.id)
                if kind.has_versions:
                    self._versioned.add(form)

    def find_forms(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, form) of every name in a text, the longest first; terms are left out."""
        return find_longest_forms(text, self._automaton, self.patterns, self._has_versions) if self.patterns else []

    def find_terms(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, form) of every term in a text."""
        patterns = self._term_patterns
        return find_longest_forms(text, self._term_automaton, patterns, [False] * len(patterns)) if patterns else []

    @cached_property
    def variants(self) -> Variants:
        """For finding names that are one letter away from a full name."""
        return index_variants({form for form in self.forms if self.forms[form].full and _may_be_meant(form)})

    def is_proper(self, entry_id: str) -> bool:
        """Whether an entry has a name of its own, which a term has not."""
        kind = KINDS[self._library.entry(entry_id).kind]
        return kind.links and not kind.is_glossary

    def is_speaker(self, entry_id: str) -> bool:
        """Whether an entry can be a speaker."""
        return KINDS[self._library.entry(entry_id).kind].is_speaker

    def is_kind(self, entry_id: str, *kinds: str) -> bool:
        """Whether an entry is of one of some kinds."""
        return self._library.entry(entry_id).kind in kinds

    def is_company_type(self, entry_id: str, *types: str) -> bool:
        """Whether an entry is an organization of one of some types, such as outlet or group."""
        data = self._library.entry(entry_id).data
        return isinstance(data, Company) and data.type in types

    def find_government(self, place: str) -> str | None:
        """The authority that a capital stands for: the place and the authority name each other in `see`."""
        return next((known for known in self._governments(place)), None)

    def _governments(self, place: str) -> Iterator[str]:
        record = self._library.entry(place)
        if record.kind != CAPITAL:
            return
        for reference in record.data.see:
            known = self._library.resolve(reference)
            if known and self.is_company_type(known, AUTHORITY):
                back = self._library.entry(known).data.see
                if place in [self._library.resolve(reference) for reference in back]:
                    yield known

    def name_of(self, entry_id: str) -> str:
        """The main name of an entry."""
        return self._library.entry(entry_id).data.name


def _may_be_meant(form: str) -> bool:
    return form.isascii() and len(form) >= MIN_WORD
