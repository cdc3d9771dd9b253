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
from typing import Any

from markupsafe import Markup

from ..content.kinds import FOLLOWED
from ..content.kinds.base import Entry
from ..content.records import Record
from ..content.values.languages import isolate_name, isolate_text
from ..site.address_patterns import AddressPattern
from ..site.jinja_env import environment
from ..site.urls import FEEDS, base_of, feed_address
from ..site.views.entries import claims_of
from ..site.views.fact_lines import FactLine, fact_line, facts_among
from ..site.views.moved import MOVED_VIEWS
from ..site.views.site import Page, Site
from ..site.views.subscriptions import ATOM, FEED_SIZE, JSON_FEED, Rank, feed_rank
from .output import Alone, BesideKeys, File, Output, after

ITEMS = uuid.UUID("0b6f3f0e-6f0f-4c0b-9d5d-3f6a9d1c7e52")
"""The namespace of all items. It never changes, so an item keeps its id if the site moves to another address."""
_NEVER = dt.date(1970, 1, 1)
"""Used if Atom requires the day of the last change but the feed has no items."""


def item_id(global_id: str) -> str:
    """The id of a claim in feeds and calendars, from its first global id; it stays when its words or address change."""
    return uuid.uuid5(ITEMS, global_id).urn


@dataclass(frozen=True, slots=True)
class Item:
    """A fact as it appears in feeds. `published` is None if the day of the article is not exactly known."""

    line: FactLine
    id: str
    published: dt.date | None
    changed: dt.date


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

    def _item(self, fact: str) -> Item:
        site, rank = self.site, feed_rank(self.site, fact)
        assert rank is not None
        published = site.library.article(site.record(fact).article).data.published
        exact = published.days if published and not published.interval else None
        changed = dt.date.fromordinal(-rank.changed)
        return Item(fact_line(site, fact), item_id(rank.first), exact[0] if exact else None, changed)

    def newest(self, ranks: Mapping[str, Rank | None]) -> list[str]:
        """The facts of a feed, chosen from the claims with these ranks: the most recently announced ones, sorted by
        their last change, newest first. Neither an edit nor a further report announces a fact again."""
        order = self.site.library.order_of
        known = [(*rank[:2], order(i), rank.changed, i) for i, rank in ranks.items() if rank]
        return [fact for *_, fact in sorted(nsmallest(FEED_SIZE, known), key=lambda item: item[3])]

    # What is written

    def of_entry(self, record: Record[Entry]) -> bytes:
        address = feed_address(record.kind, record.id)
        title = f"{isolate_name(self.site.title(record.id))} - {self.site.name}"
        summary = isolate_text(self.site.prose.plain_summary(record.id))
        facts = facts_among(self.site, claims_of(self.site, record.id))
        newest = self.newest(feed_rank.read_many(self.site, facts))
        return self.atom(address, self.site.address(record.id), title, summary, newest)

    def atom(self, address: str, page: str, title: str, lead: str, facts: list[str]) -> bytes:
        """The Atom feed at `address` for the page at `page`. Unlike its items, it is identified by its address."""
        base = base_of(self.site.url, address)
        changed = [rank.changed for fact in facts if (rank := feed_rank(self.site, fact))]
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
            entries=[self._atom_entry(fact, base) for fact in facts],
        )
        return text.encode() + b"\n"

    def _atom_entry(self, fact: str, base: str) -> Markup:
        """One entry, the same in every feed at the same depth."""
        item = self._item(fact)
        cached = self._entries.get((fact, base))
        if cached is None or cached[0] != item:
            cached = self._entries[fact, base] = (item, self._parts.entry(item, item.line, base))
        return cached[1]

    def json_feed(self, facts: list[str]) -> bytes:
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
            "items": [self._json_item(self._item(fact), base) for fact in facts],
        }
        return json.dumps(feed, ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"

    def _json_item(self, item: Item, base: str) -> dict[str, Any]:
        claim = item.line.claim
        fields = {
            "id": item.id,
            "url": base + claim.address,
            "external_url": claim.source,
            "title": claim.plain,
            "content_html": str(self._parts.content(item.line)),
            "date_published": f"{item.published}T00:00:00Z" if item.published else "",
            "date_modified": f"{item.changed}T00:00:00Z",
            "tags": [claim.kind.word],
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
