"""`/feed.xml` and `/feed.json` of the whole site, and an Atom feed beside each entry of a kind that has feeds.

Atom: https://www.rfc-editor.org/rfc/rfc4287; JSON Feed: https://www.jsonfeed.org/version/1.1/.

The Atom comes from templates instead of `feedgenerator`, which reads the clock if a feed has no items, and writes every
item again in every feed (1 ms for a feed of 50); here an item is written once.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import Any, NamedTuple

from markupsafe import Markup

from ..content.kinds import FOLLOWED
from ..content.kinds.article import Article
from ..content.kinds.base import Entry
from ..content.records import Record
from ..content.values.languages import isolate_name, isolate_text
from ..library.history import Change
from ..site.address_patterns import AddressPattern
from ..site.jinja_env import environment
from ..site.urls import FEEDS, base_of, feed_address
from ..site.views.entries import claims_of
from ..site.views.moved import MOVED_VIEWS
from ..site.views.site import ClaimView, Page, Site
from ..site.views.site_queries import entry_query
from ..site.views.subscriptions import ATOM, FEED_SIZE, JSON_FEED, first_id, is_announced
from .output import Alone, BesideKeys, File, Output, after

ITEMS = uuid.UUID("0b6f3f0e-6f0f-4c0b-9d5d-3f6a9d1c7e52")
"""The namespace of all items. It never changes, so an item keeps its id if the site moves to another address."""
_NEVER = dt.date(1970, 1, 1)
"""Used if Atom requires the day of the last change but the feed has no items."""


def item_id(global_id: str) -> str:
    """The id of a claim in feeds and calendars, from its first global id; it stays when its words or address change."""
    return uuid.uuid5(ITEMS, global_id).urn


def latest_day(article: Article) -> dt.date | None:
    """The last day on which anything is known to have happened to an article; a month counts as its first day."""
    written = [date for date in (article.published, article.updated) if date]
    exact = [date.days[1] for date in written if date.days]
    if not exact and article.accessed and article.accessed.days:
        return article.accessed.days[1]
    return max(exact or [date.first for date in written if date.first], default=None)


def _announced(changes: Sequence[Change]) -> dt.date:
    """The day on which a claim that is live today became live: when it was added, or when its status last changed."""
    days = (change.date for change in changes if "status" in change.fields and "moved_to" not in change.fields)
    return next(days, changes[-1].date)


@dataclass(frozen=True, slots=True)
class Item:
    """A claim as it appears in feeds. `published` is None if the article's day is not exactly known."""

    claim: ClaimView
    id: str
    published: dt.date | None
    changed: dt.date


class Rank(NamedTuple):
    """The sort key of the items, with days as negative numbers: the day a claim was first published on the site
    (without history, its article's latest known day), the article's day, and the day of the last change."""

    announced: int
    said: int
    changed: int


def _is_shown(site: Site, claim_id: str) -> bool:
    return claim_id in site.facts.claims


@entry_query(stored=True, eager=True, exists=_is_shown)
def feed_rank(site: Site, claim_id: str) -> Rank | None:
    """The rank of a claim; None if it is not announced, or if no day at all is known, which Atom cannot express."""
    article = site.library.article(site.record(claim_id).article).data
    first, last = site.history.of.get(first_id(site, claim_id), ()), site.history.last(claim_id)
    announced = _announced(first) if first else latest_day(article)
    changed = last.date if last else announced
    if announced is None or changed is None or not is_announced(site, claim_id):
        return None
    said = article.published.first if article.published else None
    return Rank(-announced.toordinal(), -said.toordinal() if said else 0, -changed.toordinal())


def has_successor_with_feed(site: Site, retired: str) -> bool:
    """Whether a retired entry was replaced by a single one that has a feed."""
    successors = site.library.targets(retired)
    return len(successors) == 1 and site.library.kind.get(successors[0]) in FOLLOWED


class Feeds:
    """The items of a site, their order, and how they are written."""

    def __init__(self, site: Site) -> None:
        self.site = site
        env = environment(site.words, site.name, site.library.root)
        self._env = env
        self._entries: dict[tuple[str, str], tuple[Item, Markup]] = {}

    @cached_property
    def _parts(self) -> Any:
        return self._env.get_template("feed_entry.xml").module

    # Files

    def whole(self, _: str) -> Iterator[File]:
        """The feeds of the whole site."""
        site = self.site
        newest = self.newest(feed_rank.read_all(site, site.facts.claims))
        yield ATOM, self.atom(ATOM, "", site.name, site.words["feed_lead"], newest)
        yield JSON_FEED, self.json_feed(newest)

    def entry(self, entry_id: str, pages: Sequence[Page]) -> Iterator[File]:
        """The feed beside the page of an entry."""
        record = self.site.library.entry(entry_id)
        yield feed_address(record.kind, record.id), self.of_entry(record)

    def moved(self, retired: str, pages: Sequence[Page]) -> Iterator[File]:
        """The feed at a retired entry's address is that of its successor, so that its subscribers keep reading."""
        library = self.site.library
        if has_successor_with_feed(self.site, retired):
            yield feed_address(library.moved[retired].kind, retired), self.of_entry(library.entry(retired))

    # Items

    def _item(self, claim_id: str) -> Item:
        site, rank = self.site, feed_rank(self.site, claim_id)
        assert rank is not None
        published = site.library.article(site.record(claim_id).article).data.published
        exact = published.days if published and not published.interval else None
        changed = dt.date.fromordinal(-rank.changed)
        return Item(site.claim(claim_id), item_id(first_id(site, claim_id)), exact[0] if exact else None, changed)

    def newest(self, ranks: Mapping[str, Rank | None]) -> list[str]:
        """The claims of a feed, chosen from those with these ranks: the most recently announced ones, sorted by their
        last change, newest first. An edit does not announce a claim again, so old items do not come back."""
        order = self.site.library.order_of
        known = [(*rank[:2], order(i), rank.changed, i) for i, rank in ranks.items() if rank]
        return [claim_id for *_, claim_id in sorted(nsmallest(FEED_SIZE, known), key=lambda item: item[3])]

    # What is written

    def of_entry(self, record: Record[Entry]) -> bytes:
        address = feed_address(record.kind, record.id)
        title = f"{isolate_name(self.site.title(record.id))} - {self.site.name}"
        summary = isolate_text(self.site.prose.plain_summary(record.id))
        newest = self.newest(feed_rank.read_many(self.site, claims_of(self.site, record.id)))
        return self.atom(address, self.site.address(record.id), title, summary, newest)

    def atom(self, address: str, page: str, title: str, lead: str, claim_ids: list[str]) -> bytes:
        """The Atom feed at `address` for the page at `page`. Unlike its items, it is identified by its address."""
        base = base_of(self.site.url, address)
        changed = [rank.changed for claim_id in claim_ids if (rank := feed_rank(self.site, claim_id))]
        text = self._env.get_template("feed.xml").render(
            id=uuid.uuid5(uuid.NAMESPACE_URL, base + address).urn,
            title=title,
            lead=lead,
            changed=dt.date.fromordinal(-min(changed)) if changed else _NEVER,
            base=base,
            address=address,
            page=page,
            licence_address=self.site.settings.licence_url,
            rights=self.site.settings.licence_line,
            entries=[self._atom_entry(claim_id, base) for claim_id in claim_ids],
        )
        return text.encode() + b"\n"

    def _atom_entry(self, claim_id: str, base: str) -> Markup:
        """One entry, the same in every feed at the same depth."""
        item = self._item(claim_id)
        cached = self._entries.get((claim_id, base))
        if cached is None or cached[0] != item:
            cached = self._entries[claim_id, base] = (item, self._parts.entry(item, item.claim, base))
        return cached[1]

    def json_feed(self, claim_ids: list[str]) -> bytes:
        base = base_of(self.site.url, JSON_FEED)
        licence = self.site.settings.licence_data
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.site.name,
            "home_page_url": base,
            "feed_url": base + JSON_FEED,
            "description": self.site.words["feed_lead"],
            "language": self.site.words["language"],
            "authors": [{"name": self.site.name}],
            **({"_license": licence} if licence else {}),
            "items": [self._json_item(self._item(claim_id), base) for claim_id in claim_ids],
        }
        return json.dumps(feed, ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"

    def _json_item(self, item: Item, base: str) -> dict[str, Any]:
        fields = {
            "id": item.id,
            "url": base + item.claim.address,
            "external_url": item.claim.source,
            "title": item.claim.plain,
            "content_html": str(self._parts.content(item.claim)),
            "date_published": f"{item.published}T00:00:00Z" if item.published else "",
            "date_modified": f"{item.changed}T00:00:00Z",
            "tags": [item.claim.kind.word],
        }
        return {key: value for key, value in fields.items() if value}


OUTPUT = Output(
    Feeds,
    after('href="', *(f'"{name}": "' for name in ("url", "home_page_url", "feed_url"))),
    alone=(Alone("feeds", (AddressPattern(ATOM), AddressPattern(JSON_FEED)), Feeds.whole),),
    beside=(
        BesideKeys(FEEDS, Feeds.entry),
        BesideKeys(
            {MOVED_VIEWS[kind].name: pattern for kind, pattern in FEEDS.items()}, Feeds.moved, has_successor_with_feed
        ),
    ),
)
