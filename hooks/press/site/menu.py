"""The links on every page: the main menu, and the kinds that the footer links to."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ..content.kinds import KINDS
from .views import VIEWS, Site, find_page
from .wording import Words


class MenuLink(NamedTuple):
    """An item of the main menu; `section` is the `Page.section` of the pages that belong to it."""

    section: str
    title: str
    address: str


class ExistingPages:
    """The addresses of the pages that there are: the theme links to these only."""

    def __init__(self, site: Site, documents: Collection[str]) -> None:
        """`documents` are the addresses of the hand-written pages."""
        self._site, self._documents = site, documents

    def __contains__(self, address: str) -> bool:
        return address in self._documents or find_page(self._site, address) is not None


def list_menu(words: Words) -> list[MenuLink]:
    """The main menu in its order, in the words of the interface."""
    items = [(kind.menu, kind.section, kind.address) for kind in KINDS.values() if kind.menu]
    items += [(view.menu, view.section, view.pattern.address_of("")) for view in VIEWS.values() if view.menu]
    return [MenuLink(section, words[item.word], address) for item, section, address in sorted(items)]


def list_footer(words: Words) -> list[tuple[str, str]]:
    """(address, title) of the indexes of kinds in the footer, in the order of the table of kinds."""
    linked = [kind for kind in KINDS.values() if kind.footer_word]
    return [(kind.address, words[kind.footer_word]) for kind in linked]
