"""The A–Z indexes of entries that have names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from ...content.kinds import COMPANY, KINDS, NAMED, Kind
from ...content.kinds.entries import Term
from ..address_patterns import AddressPattern
from ..settings import COMPANY_FORM
from .common import Pager, numbers, paged
from .entries import claims_of, special_type
from .site import Page, Site, meta_description
from .site_queries import entry_query
from .view import View


class IndexItem(NamedTuple):
    link: Markup
    chinese: Markup
    note: str
    summary: Markup
    claims: int


@dataclass(frozen=True, slots=True)
class IndexView:
    title: str
    lead: str
    letters: Sequence[tuple[str, str, Sequence[IndexItem]]]
    """(letter, anchor, items), A–Z."""
    is_glossary: bool
    suggest: str
    """Where to suggest an entry; empty for most kinds."""
    pager: Pager


def index_page(kind: Kind, site: Site, number: str) -> Iterator[Page]:
    """One page of the A–Z index of a kind."""
    orders = site.order_of.read_all(site.library.ids_of(kind.name))
    ordered = sorted(orders, key=orders.__getitem__)
    source = f"{site.settings.folder}/{kind.folder}"
    title, lead = site.words[kind.plural_word], site.words[kind.lead_word]
    listing = INDEX_VIEWS[kind.name].listing(number, title, meta_description(lead), source)
    return paged(site, listing, ordered, partial(_index, site, kind, title, lead), number)


def _index(site: Site, kind: Kind, title: str, lead: str, ids: Sequence[str], pages: Pager) -> IndexView:
    suggest = site.settings.form_address(COMPANY_FORM) if kind is COMPANY and pages.number == 1 else ""
    return IndexView(title, lead, _letters(site, ids), kind.is_glossary, suggest, pages)


def _letters(site: Site, ids: Sequence[str]) -> list[tuple[str, str, list[IndexItem]]]:
    letters: dict[str, list[IndexItem]] = {}
    for entry_id, item in index_item.read_many(site, ids).items():
        letters.setdefault(site.letter(entry_id), []).append(item)
    return [
        (letter, f"az-{letter.lower().replace('–', '-')}".replace("#", "other"), items)
        for letter, items in letters.items()
    ]


@entry_query(stored=True)
def index_item(site: Site, entry_id: str) -> IndexItem:
    record = site.library.entry(entry_id)
    data = record.data
    note = (data.abbreviation or "") if isinstance(data, Term) else special_type(site, record)
    count = len(claims_of(site, record.id))
    plain_link = Markup('<a class="name" href="{}">{}</a>').format(
        site.root(site.address(record.id)), site.heading(record.id)
    )
    return IndexItem(plain_link, site.chinese(record.id), note, site.summary(record.id), count)


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
