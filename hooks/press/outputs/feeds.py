"""`/feed.xml` and `/feed.json` of the whole site, and an Atom feed beside each entry that can be followed.

Atom: https://www.rfc-editor.org/rfc/rfc4287; JSON Feed: https://www.jsonfeed.org/version/1.1/.

The Atom comes from templates and not from `feedgenerator`: that reads the clock where a feed has no item, and writes
every item again in every feed (1 ms for a feed of 50), where here an item is written once.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

from markupsafe import Markup

from ..addresses import FEED_KINDS, base_of, feed_address
from ..history import Change
from ..kinds import Article, Entry
from ..reading import Record
from ..render import environment
from ..views.entries import claims_of
from ..views.follow import ATOM, FEED_SIZE, JSON_FEED, first_ids, told
from ..views.site import ClaimView, Page, Site

ITEMS = uuid.UUID("0b6f3f0e-6f0f-4c0b-9d5d-3f6a9d1c7e52")
"""The namespace of all items. It never changes, so an item keeps its id where the site moves to another address."""
_NEVER = dt.date(1970, 1, 1)
"""Stands where Atom asks for the day of the last change, and a feed without items has none."""


def emit(site: Site, pages: Sequence[Page], hand_written: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """A retired entry's address gives the feed of the one it became, so that who follows it goes on reading."""
    feeds = _Feeds(site)
    newest = feeds.newest(feeds.rank)
    yield ATOM, feeds.atom(ATOM, "", site.name, site.words["feed_lead"], newest)
    yield JSON_FEED, feeds.json_feed(newest)
    for kind in FEED_KINDS:
        for record in site.library.of_kind(kind):
            yield feed_address(kind, record.id), feeds.of_entry(record)
    for retired, moved in sorted(site.library.moved.items()):
        address, heirs = feed_address(moved.kind, retired), site.library.targets(retired)
        if address and len(heirs) == 1 and site.library.entries[heirs[0]].kind in FEED_KINDS:
            yield address, feeds.of_entry(site.library.entry(heirs[0]))


def item_id(global_id: str) -> str:
    """The id of a claim by its first global id, in feeds and calendars, whatever becomes of its words and address."""
    return uuid.uuid5(ITEMS, global_id).urn


def latest_day(article: Article) -> dt.date | None:
    """The last day on which anything is known to have happened to an article; a month stands for its first day."""
    written = [date for date in (article.published, article.updated) if date]
    exact = [date.days[1] for date in written if date.days]
    if not exact and article.accessed and article.accessed.days:
        return article.accessed.days[1]
    return max(exact or [date.first for date in written if date.first], default=None)


def _announced(changes: Sequence[Change]) -> dt.date:
    """The day a claim that stands today came to stand: its first, or when it last ceased to be a draft or withdrawn."""
    told = (change.date for change in changes if "status" in change.fields and "moved_to" not in change.fields)
    return next(told, changes[-1].date)


@dataclass(frozen=True, slots=True)
class Item:
    """A claim as feeds tell it. `published` is None where the day of the article is not exactly known."""

    claim: ClaimView
    id: str
    published: dt.date | None
    announced: dt.date
    """The day it first stood on the site; without history, the article's latest known day."""
    changed: dt.date


@dataclass
class _Feeds:
    """The items of a site, their order, and how they are written."""

    site: Site
    known_as: dict[str, str] = field(init=False)
    items: dict[str, Item] = field(init=False)
    rank: dict[str, int] = field(init=False)
    """Claim -> its place among all, the newest first. An edit does not change it, so no old item comes back."""
    _entries: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def __post_init__(self) -> None:
        env = environment(self.site.words, self.site.name)
        self._feed = env.get_template("feed.xml")
        self._parts: Any = env.get_template("feed_entry.xml").module
        self.known_as = first_ids(self.site)
        self.items = {claim_id: item for claim_id in told(self.site) if (item := self._item(claim_id))}
        newest_first = sorted(self.items, key=self._announcement)
        self.rank = {claim_id: index for index, claim_id in enumerate(newest_first)}

    def _item(self, claim_id: str) -> Item | None:
        """None where no day at all is known, which Atom cannot express."""
        site = self.site
        article = site.library.article(site.record(claim_id).article).data
        known_as = self.known_as.get(claim_id, claim_id)
        first, last = site.history.of.get(known_as), site.history.last.get(claim_id)
        announced = _announced(first) if first else latest_day(article)
        changed = last.date if last else announced
        if announced is None or changed is None:
            return None
        exact = article.published.days if article.published and not article.published.interval else None
        return Item(site.claim(claim_id), item_id(known_as), exact[0] if exact else None, announced, changed)

    def _announcement(self, claim_id: str) -> tuple[int, int, int]:
        item = self.items[claim_id]
        article = self.site.library.article(self.site.record(claim_id).article).data
        said = article.published.first if article.published else None
        return -item.announced.toordinal(), -said.toordinal() if said else 0, self.site.position[claim_id]

    def newest(self, claim_ids: Iterable[str]) -> list[Item]:
        """The items of a feed: those announced last, the last changed first."""
        known = [claim_id for claim_id in claim_ids if claim_id in self.items]
        chosen = nsmallest(FEED_SIZE, known, key=self.rank.__getitem__)
        return sorted((self.items[claim_id] for claim_id in chosen), key=lambda item: -item.changed.toordinal())

    def of_entry(self, record: Record[Entry]) -> bytes:
        """The feed beside the page of an entry."""
        address, title = feed_address(record.kind, record.id), f"{record.data.name} - {self.site.name}"
        summary = self.site.prose.plain(record.data.summary)
        items = self.newest(claims_of(self.site, record))
        return self.atom(address, self.site.address(record.id), title, summary, items)

    def atom(self, address: str, page: str, title: str, lead: str, items: list[Item]) -> bytes:
        """The Atom feed at `address` of the page at `page`. It is named by where it stands, unlike its items."""
        base = base_of(self.site.url, address)
        text = self._feed.render(
            id=uuid.uuid5(uuid.NAMESPACE_URL, base + address).urn,
            title=title,
            lead=lead,
            changed=max((item.changed for item in items), default=_NEVER),
            base=base,
            address=address,
            page=page,
            entries=[self._atom_entry(item, base) for item in items],
        )
        return text.encode() + b"\n"

    def _atom_entry(self, item: Item, base: str) -> Markup:
        """One entry, the same in every feed at the same depth."""
        found = self._entries.get((item.claim.id, base))
        if found is None:
            found = self._entries[item.claim.id, base] = self._parts.entry(item, item.claim, base)
        return found

    def json_feed(self, items: list[Item]) -> bytes:
        base = base_of(self.site.url, JSON_FEED)
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.site.name,
            "home_page_url": base,
            "feed_url": base + JSON_FEED,
            "description": self.site.words["feed_lead"],
            "authors": [{"name": self.site.name}],
            "items": [self._json_item(item, base) for item in items],
        }
        return json.dumps(feed, ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"

    def _json_item(self, item: Item, base: str) -> dict[str, Any]:
        found = {
            "id": item.id,
            "url": base + item.claim.address,
            "external_url": item.claim.source,
            "title": item.claim.plain,
            "content_html": str(self._parts.content(item.claim)),
            "date_published": f"{item.published}T00:00:00Z" if item.published else "",
            "date_modified": f"{item.changed}T00:00:00Z",
            "tags": [item.claim.kind.word],
        }
        return {key: value for key, value in found.items() if value}
