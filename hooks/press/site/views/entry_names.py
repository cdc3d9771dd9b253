"""The names at the top of an entry's page, what sort of entry it is, and which other entries share a name with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from ...content.kinds.base import Entry, Name
from ...content.kinds.entries import Company
from ...content.records import Record
from ...content.values.languages import mark_name
from ...library.names import LINKING, names_of
from .site import Site

MOST_NAMES = 3
"""Other names that are shown at once; the rest are folded."""
LONG_NAME = 40
"""A name with more letters is set smaller."""
MAKER = "made-by"
"""The property that says who makes a product."""


@dataclass(frozen=True, slots=True)
class OtherName:
    text: Markup
    note: Markup


class Confusable(NamedTuple):
    """Another entry with the same name, and what tells it apart."""

    link: Markup
    what: Markup
    """What kind of thing it is, and who makes it."""
    summary: Markup


@dataclass(frozen=True, slots=True)
class EntryNames:
    eyebrow: Markup
    """What kind of entry it is, with a link to the index of the kind."""
    heading: Markup
    """The name, and the native or Chinese name if it is different."""
    is_long: bool
    also: Sequence[OtherName]
    folded: Sequence[OtherName]
    """Other names that are shown on request."""
    misprints: Markup
    """The misprinted names, each with where it was printed."""
    confused_with: Sequence[Confusable]

    @property
    def all(self) -> Sequence[OtherName]:
        """The other names, also those that are folded."""
        return (*self.also, *self.folded)


def names_on_page(site: Site, record: Record[Entry]) -> EntryNames:
    """The names of an entry as its page shows them."""
    others = [_other(site, record, name) for name in _others(record, LINKING) if _is_new(site, record, name)]
    return EntryNames(
        eyebrow=_eyebrow(site, record),
        heading=_heading(site, record),
        is_long=len(site.title(record.id)) > LONG_NAME,
        also=others[:MOST_NAMES],
        folded=others[MOST_NAMES:],
        misprints=_misprints(site, record),
        confused_with=_confused(site, record),
    )


def _heading(site: Site, record: Record[Entry]) -> Markup:
    name, native = site.heading(record.id), site.chinese(record.id)
    return Markup("{} {}").format(name, native) if native and native != name else name


def _eyebrow(site: Site, record: Record[Entry]) -> Markup:
    kind, special = site.kind(record.id), special_type(site, record)
    index = Markup('<a href="{}">{}</a>').format(site.root(kind.address), site.words[kind.word])
    return Markup("{} · {}").format(index, special) if special else index


def special_type(site: Site, record: Record[Entry]) -> str:
    """What sort of organization it is, in a word; empty for other entries and for plain companies."""
    special = record.data.special_type if isinstance(record.data, Company) else ""
    return site.words[f"type_{special}"] if special else ""


def _others(record: Record[Entry], kinds: Sequence[str]) -> list[Name]:
    return [name for name in names_of(record) if name.kind in kinds and name.text != record.data.name]


def _is_new(site: Site, record: Record[Entry], name: Name) -> bool:
    """Whether the heading does not already show the name."""
    return name.text != site.chinese(record.id).striptags()


def _other(site: Site, record: Record[Entry], name: Name) -> OtherName:
    note = []
    if name.kind == "former":
        note.append(escape(site.words["former_name"]))
    if name.kind == "misprint" and name.source:
        note.append(site.link(name.source))
    for key, date in (("since", name.from_), ("until", name.until)):
        if date:
            note.append(site.words.fill_html(key, date=site.words.format_date(date)))
    lang = site.prose.naming(record.id).find_language(name.text)
    return OtherName(mark_name(name.text, lang), site.words.join_html(note))


def _misprints(site: Site, record: Record[Entry]) -> Markup:
    printed = []
    for other in (_other(site, record, name) for name in _others(record, ("misprint",))):
        name = site.words.fill_html("quoted", name=other.text)
        printed.append(site.words.fill_html("printed_in", name=name, article=other.note) if other.note else name)
    return Markup("; ").join(printed)


def _confused(site: Site, record: Record[Entry]) -> list[Confusable]:
    """The entries that share a name with this one."""
    own = {name.text for name in names_of(record) if name.kind not in ("misprint", "short")}
    others = {other for name in own for other in site.names.list_owners(name)} - {record.id}
    return [Confusable(site.link(other), _describe(site, other), site.summary(other)) for other in sorted(others)]


def _describe(site: Site, entry_id: str) -> Markup:
    """What an entry is, and who makes it: "Product by Google"."""
    word = special_type(site, site.library.entry(entry_id)) or site.words[site.kind(entry_id).word]
    stated = (derived.statement for i in site.facts.subject_of[entry_id] if (derived := site.derived(i)).live)
    makers = {str(statement.value) for statement in stated if statement and statement.property == MAKER}
    if not makers:
        return escape(word)
    names = site.words.join_html([site.link(maker) for maker in sorted(makers)])
    return site.words.fill_html("made_by", what=escape(word), names=names)
