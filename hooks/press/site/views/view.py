"""Defines a view: one kind of page, with its addresses, keys and template, and the function that makes its pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import KW_ONLY, dataclass

from ...content.kinds import MenuItem
from ..address_patterns import AddressPattern, page_of_list, split_page
from .common import Listing
from .site import Page, Site
from .site_queries import EntryQuery

FIRST_ROUND, SECOND_ROUND, LAST_ROUND = range(3)
"""If workers share the targets, those of single claims are made first, then those of entries, then the lists that
combine both."""

MakePages = Callable[[Site, str], Iterator[Page]]
"""Makes the pages for a key."""
Keys = Callable[[Site], Collection[str]]


def only_key(site: Site) -> Collection[str]:
    """The keys of something that is made as a whole: only the empty one."""
    return ("",)


@dataclass(frozen=True)
class View:
    """One kind of page. Each key identifies the pages that are made together: those of one entry, or one page of a
    list."""

    name: str
    """Different from the name of every other view and output."""
    pattern: AddressPattern
    """The address of the page for each key, or of the first page if `page_count` is set."""
    make: MakePages
    template: str
    _: KW_ONLY
    keys: Keys = only_key
    section: str = ""
    """The item of the main menu that its pages belong to; empty for none."""
    page_count: Callable[[Site, str], int] | None = None
    """How many pages are made for a key; None if always one."""
    is_of_entry: bool = False
    """Whether a key is the id of the entry or claim whose pages they are."""
    is_in_sitemap: bool = True
    round: int = LAST_ROUND
    """When its pages are made, if workers share the targets."""
    has_card: bool = False
    """Whether it has a share card of its own, from the words `<name>` and `<name>_lead`."""
    menu: MenuItem | None = None
    """Its item in the main menu."""

    @property
    def first_address(self) -> str:
        """The address of the first page, for a view whose only pages are those of one list."""
        return self.pattern.address_of("1" if self.pattern.is_list else "")

    def addresses(self, site: Site, key: str) -> list[str]:
        """The addresses of the pages for a key, without making them."""
        return self._addresses(key, self.page_count(site, key) if self.page_count else 1)

    def addresses_by_key(self, site: Site, keys: Iterable[str]) -> dict[str, list[str]]:
        """The addresses of the pages for some keys; depends once on all page counts if they come from a query."""
        if isinstance(self.page_count, EntryQuery):
            counts = self.page_count.read_all(site, keys)
            return {key: self._addresses(key, count) for key, count in counts.items()}
        return {key: self.addresses(site, key) for key in keys}

    def _addresses(self, key: str, count: int) -> list[str]:
        first = self.pattern.address_of(key)
        return [page_of_list(first, number) for number in range(1, count + 1)]

    def guess_key(self, address: str) -> str | None:
        """The key that a page at an address could belong to, which may not exist; None if it cannot be a page of this
        view."""
        return self.pattern.key_of(split_page(address)[0] if self.page_count else address)

    def find_key(self, site: Site, address: str) -> str | None:
        """The key of the page at an address; None if this view has no page there."""
        key = self.guess_key(address)
        exists = key is not None and key in self.keys(site) and address in self.addresses(site, key)
        return key if exists else None

    def page(self, key: str, title: str, description: str, view: object, source: str = "", entry: str = "") -> Page:
        """The page for a key that has exactly one."""
        address = self.pattern.address_of(key)
        return Page(address, self.template, title, description, view, self.section, source, entry, self.is_in_sitemap)

    def listing(self, key: str, title: str, description: str, source: str = "", entry: str = "") -> Listing:
        """What the pages of a list have in common, given the key of any of them."""
        address, _ = split_page(self.pattern.address_of(key))
        return Listing(address, self.template, title, description, self.section, source, entry)
