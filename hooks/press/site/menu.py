"""The links on every page: the main menu, and the kinds that the footer links to."""

from __future__ import annotations

from typing import NamedTuple

from ..content.kinds import KINDS
from .views import VIEWS
from .wording import Words


class MenuLink(NamedTuple):
    """An item of the main menu; `section` is the `Page.section` of the pages that belong to it."""

    section: str
    title: str
    address: str


def list_menu(words: Words) -> list[MenuLink]:
    """The main menu in its order, in the words of the interface."""
    items = [(kind.menu, kind.section, kind.address) for kind in KINDS.values() if kind.menu]
    items += [(view.menu, view.section, view.pattern.address_of("")) for view in VIEWS.values() if view.menu]
    return [MenuLink(section, words[item.word], address) for item, section, address in sorted(items)]


def list_footer(words: Words) -> list[tuple[str, str]]:
    """(address, title) of the indexes of kinds in the footer, in the order of the table of kinds."""
    linked = [kind for kind in KINDS.values() if kind.footer_word]
    return [(kind.address, words[kind.footer_word]) for kind in linked]
