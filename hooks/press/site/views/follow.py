"""How to follow the briefing: what feeds are, where they are, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...content.kinds import EDITION, FOLLOWED, KINDS, TERM
from ..address_patterns import AddressPattern
from ..urls import feed_address
from .news import entry_weight
from .site import Page, Site, meta_description
from .subscriptions import follow_rows
from .view import View

MOST_FEEDS = 8
"""Entries of a kind whose feeds are listed."""


@dataclass(frozen=True, slots=True)
class KindOfFeeds:
    """The feeds of entries of one kind, those first that the most claims are about."""

    heading: str
    feeds: Sequence[tuple[Markup, str]]
    """(link to the entry, address of its feed)."""
    index: str
    """Where all entries of the kind are listed; empty if all are here."""


@dataclass(frozen=True, slots=True)
class FollowView:
    rows: Sequence[tuple[str, str, str]]
    """(what, address, what it contains) of the outputs for the whole site."""
    kinds: Sequence[KindOfFeeds]
    has_editions: bool


def follow_page(site: Site, _: str) -> Iterator[Page]:
    kinds = [_kind_of_feeds(site, kind) for kind in FOLLOWED if kind != TERM.name and site.library.ids_of(kind)]
    lead, has_editions = meta_description(site.words["follow_lead"]), bool(site.library.ids_of(EDITION.name))
    yield FOLLOW.page("", site.words["follow"], lead, FollowView(follow_rows(site), kinds, has_editions))


def _kind_of_feeds(site: Site, kind: str) -> KindOfFeeds:
    every = entry_weight.read_all(site, site.library.ids_of(kind))
    ids = sorted(every, key=lambda entry_id: (-every[entry_id], entry_id))[:MOST_FEEDS]
    feeds = [(site.link(entry_id), feed_address(kind, entry_id)) for entry_id in site.in_order(ids)]
    index = KINDS[kind].address if len(every) > len(ids) else ""
    return KindOfFeeds(site.words[KINDS[kind].plural_word], feeds, index)


FOLLOW = View("follow", AddressPattern("follow/"), follow_page, "follow", has_card=True)
VIEWS = (FOLLOW,)
