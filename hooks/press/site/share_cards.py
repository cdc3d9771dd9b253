"""The pictures that represent a page when its address is shared: what is on each card, and which page has which.

`hooks/draw_cards.py` draws them and records what each of them says. A card is used for a page only as long as the site
says the same: after a new name or a new title, the card without words is used until the cards are drawn again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..content.kinds import CLAIM, EDITION, KINDS
from ..content.kinds.edition import Edition
from .drawn_cards import FOLDER, PLAIN
from .views import VIEWS, Page, Site
from .views.site import meta_description

WIDTH, HEIGHT = 1200, 630
"""The size of every card in pixels: https://ogp.me readers show pictures of this size in full."""

_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s*(?=[A-Z\u4e00-\u9fff])")

_BY_FOLDER = {
    **{kind.address.rstrip("/"): name for name, kind in KINDS.items()},
    **{view.pattern.text.partition("/")[0]: view.name for view in VIEWS.values() if view.has_card},
    "claims": CLAIM,
}
"""First folder of an address -> the card of the pages there."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is written on one card."""

    name: str
    eyebrow: str
    title: str
    line: str

    def says(self, site_name: str) -> str:
        """All its words, for readers who cannot see it."""
        title = "" if self.title == site_name else f" {self.title.rstrip('.')}."
        return f"{site_name}.{title} {self.line}".rstrip()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn card as the head of a page names it; `address` is relative to the site's root."""

    address: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def cards(site: Site) -> Iterator[Card]:
    """Every card that the site needs: home, each kind, claims, each view with a card, and each edition."""
    yield from _fixed(site)
    for edition_id in site.library.ids_of(EDITION.name):
        yield _edition(site, edition_id)


def _fixed(site: Site) -> Iterator[Card]:
    """The cards that depend on no entry."""
    words = site.words
    yield Card("home", "", site.name, site.settings.tagline)
    for kind in KINDS.values():
        yield Card(kind.name, "", words[kind.word], words[kind.card_word])
    yield Card(CLAIM, "", words["claim"], words["card_claim"])
    for view in VIEWS.values():
        if view.has_card:
            yield Card(view.name, "", words[view.name], words[f"{view.name}_lead"])


def _edition(site: Site, edition_id: str) -> Card:
    edition: Edition = site.library.entry(edition_id).data  # type: ignore[assignment]
    eyebrow = f"{site.words['edition']} · {site.words.format_date(edition.covers)}"
    line = meta_description(_SENTENCE_END.split(site.prose.plain(edition.standfirst), maxsplit=1)[0])
    return Card(_of_edition(edition_id), eyebrow, edition.title, line)


def _of_edition(edition_id: str) -> str:
    return f"edition-{edition_id}"


class Pictures:
    """Chooses the drawn card of each page."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._plain = Picture(f"{FOLDER}{PLAIN}.png", site.name) if PLAIN in site.drawn else None
        self._true = {card.name: picture for card in _fixed(site) if (picture := self._drawn(card))}

    def _drawn(self, card: Card) -> Picture | None:
        """The drawn card, if it says what the site says now."""
        said = self._site.drawn.get(card.name)
        return Picture(f"{FOLDER}{card.name}.png", said) if said == card.says(self._site.name) else None

    def list_used(self) -> set[str]:
        """The names of the drawn cards that say what the site says now."""
        return {card.name for card in cards(self._site) if self._drawn(card)} | ({PLAIN} & self._site.drawn.keys())

    @property
    def home(self) -> Picture | None:
        """The card of the site, for every page that has no card of its own; None if the theme has no cards."""
        return self._true.get("home", self._plain)

    def of(self, page: Page) -> Picture | None:
        """The card of a page."""
        kind = _BY_FOLDER.get(page.address.partition("/")[0], "home")
        own = self._drawn(_edition(self._site, page.entry)) if kind == EDITION.name and page.entry else None
        return own or self._true.get(kind) or self.home
