"""The indexes of entries that have names: organizations by type, all others as one list, each from A to Z."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from ...content.kinds import COMPANY, KINDS, NAMED, Kind
from ...content.kinds.entries import Company, Term
from ...content.values.names import find_initial
from ..address_patterns import AddressPattern, page_of_list
from ..settings import COMPANY_FORM
from .common import Pager, numbers, paged
from .entries import claims_of
from .entry_names import special_type
from .fact_lines import count_facts
from .site import PAGE_SIZE, Page, Site, meta_description
from .site_queries import entry_query
from .taken import count_taken
from .view import View

LONG = 60
"""A part with more entries has letters: a shorter one is faster to look over."""
PARTS = {
    "company": "companies",
    "start-up": "companies",
    "investor": "investors",
    "research-firm": "researchers",
    "authority": "authorities",
    "group": "groups",
    "outlet": "sources",
}
"""Type of an organization -> the part of the index that it is in, in the order of the page."""


class IndexItem(NamedTuple):
    link: Markup
    native: Markup
    note: str
    summary: Markup
    facts: str
    """How many facts there are about it."""


class Place(NamedTuple):
    """The place of an entry in its index; places sort as the index does."""

    part: int
    """Which part, in the order of PARTS; 0 for an index without parts."""
    is_bare: bool
    """Whether nothing is told of it."""
    order: str


@dataclass(frozen=True, slots=True)
class IndexPart:
    """A list of entries under one heading. The entries of a bare part are only named."""

    heading: str
    is_bare: bool
    bar: Sequence[tuple[str, str]]
    """(letter, address); empty if the list is short."""
    letters: Sequence[tuple[str, str, Sequence[IndexItem]]]
    """(letter, anchor, items); one group without a letter if the list is short."""


@dataclass(frozen=True, slots=True)
class IndexView:
    title: str
    lead: str
    parts: Sequence[IndexPart]
    is_glossary: bool
    suggest: str
    """Where to suggest an entry; empty for most kinds."""
    pager: Pager


def index_page(kind: Kind, site: Site, number: str) -> Iterator[Page]:
    """One page of the index of a kind."""
    places = place_of.read_all(site, site.library.ids_of(kind.name))
    ordered = sorted(places.items(), key=lambda item: (item[1], item[0]))
    source = f"{site.settings.folder}/{kind.folder}"
    title, lead = site.words[kind.plural_word], site.words[kind.lead_word]
    listing = INDEX_VIEWS[kind.name].listing(number, title, meta_description(lead), source)

    def view(part: list[tuple[str, Place]], pages: Pager) -> IndexView:
        suggest = site.settings.form_address(COMPANY_FORM) if kind is COMPANY and pages.number == 1 else ""
        parts = list(_parts(site, kind, part, _Bars(listing.address, ordered, pages.number)))
        return IndexView(title, lead, parts, kind.is_glossary, suggest, pages)

    return paged(site, listing, ordered, view, number)


class _Bars:
    """The letters of the parts of an index, and where each begins, for the links of page `number`."""

    def __init__(self, address: str, ordered: Sequence[tuple[str, Place]], number: int) -> None:
        self._address = address
        self._number = number
        self._starts: dict[tuple[int, bool], dict[str, int]] = {}
        """Part -> letter -> the page on which its first entry is."""
        self._sizes: dict[tuple[int, bool], int] = {}
        for position, (_, place) in enumerate(ordered):
            part = place.part, place.is_bare
            self._sizes[part] = self._sizes.get(part, 0) + 1
            self._starts.setdefault(part, {}).setdefault(find_initial(place.order), position // PAGE_SIZE + 1)

    def is_long(self, part: tuple[int, bool]) -> bool:
        return self._sizes[part] > LONG and len(self._starts[part]) > 1

    def links(self, part: tuple[int, bool]) -> list[tuple[str, str]]:
        """(letter, address) of the letters of a part; empty if it is short."""
        if not self.is_long(part):
            return []
        return [(letter, self._link(part, letter, page)) for letter, page in self._starts[part].items()]

    def _link(self, part: tuple[int, bool], letter: str, page: int) -> str:
        elsewhere = "" if page == self._number else page_of_list(self._address, page)
        return f"{elsewhere}#{_anchor(part, letter)}"


def _anchor(part: tuple[int, bool], letter: str) -> str:
    """The id of a letter; those of the first part with facts are `az-a`, as they always were."""
    number, is_bare = part
    name = letter.lower().replace("–", "-").replace("#", "other")
    return f"az{number or ''}{'-named' if is_bare else ''}-{name}"


def _parts(site: Site, kind: Kind, items: Sequence[tuple[str, Place]], bars: _Bars) -> Iterator[IndexPart]:
    shown = index_item.read_many(site, [entry_id for entry_id, _ in items])
    names = list(dict.fromkeys(PARTS.values()))
    for part, members in groupby(items, key=lambda item: (item[1].part, item[1].is_bare)):
        number, is_bare = part
        letters = groupby(members, key=lambda item: find_initial(item[1].order) if bars.is_long(part) else "")
        heading = site.words[f"index_part_{names[number]}"] if kind is COMPANY and not is_bare else ""
        yield IndexPart(
            heading=site.words["index_named_only"] if is_bare else heading,
            is_bare=is_bare,
            bar=bars.links(part),
            letters=[
                (letter, _anchor(part, letter) if letter else "", [shown[entry_id] for entry_id, _ in group])
                for letter, group in letters
            ],
        )


def _has_entry(site: Site, entry_id: str) -> bool:
    return site.library.kind.get(entry_id) in NAMED


@entry_query(stored=True, eager=True, exists=_has_entry)
def place_of(site: Site, entry_id: str) -> Place:
    """The place of an entry in the index of its kind."""
    data, kind = site.library.entry(entry_id).data, site.kind(entry_id)
    part = list(dict.fromkeys(PARTS.values())).index(PARTS[data.type]) if isinstance(data, Company) else 0
    can_be_bare = kind.is_subject and not kind.is_glossary
    is_bare = can_be_bare and not claims_of(site, entry_id) and not site.facts.sources.articles_by[entry_id]
    return Place(part, is_bare, site.order(entry_id))


@entry_query(stored=True)
def index_item(site: Site, entry_id: str) -> IndexItem:
    data = site.library.entry(entry_id).data
    note = (data.abbreviation or "") if isinstance(data, Term) else _note(site, entry_id)
    link = Markup('<a class="name" href="{}">{}</a>').format(site.root(site.address(entry_id)), site.heading(entry_id))
    return IndexItem(link, site.chinese(entry_id), note, site.summary(entry_id), _count(site, entry_id))


def _note(site: Site, entry_id: str) -> str:
    """What sort of organization it is, where the part of the index does not say so."""
    data = site.library.entry(entry_id).data
    is_said = not isinstance(data, Company) or PARTS[data.type] != "companies"
    return "" if is_said else special_type(site, site.library.entry(entry_id))


def _count(site: Site, entry_id: str) -> str:
    """How many facts there are about an entry, or taken from a source about which there are none."""
    data, words = site.library.entry(entry_id).data, site.words
    facts = count_facts(site, claims_of(site, entry_id))
    is_source = isinstance(data, Company) and (data.type == "outlet" or not facts)
    if is_source and (taken := count_taken(site, entry_id)):
        return taken
    key = "used_in_facts" if site.kind(entry_id).is_glossary else "fact_count"
    return words.count(key, facts) if facts else ""


def _index_view(kind: Kind) -> View:
    return View(
        f"{kind.name} index",
        AddressPattern(f"{kind.address}page/{{number}}/"),
        partial(index_page, kind),
        "index",
        keys=lambda site: numbers(len(site.library.ids_of(kind.name))),
        section=kind.section,
    )


INDEX_VIEWS = {name: _index_view(KINDS[name]) for name in NAMED}
"""Kind -> its index."""
VIEWS = tuple(INDEX_VIEWS.values())
