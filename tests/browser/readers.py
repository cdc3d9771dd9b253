"""A reader who counts clicks, and what the reader should find according to the published data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from playwright.sync_api import Locator, Page, expect
from searching import misspell, type_into_search
from served_site import Site

Item = dict[str, Any]
"""An entry, article or claim as in `/api/v1/`."""

KINDS = ("companies", "people", "products", "places", "terms")
"""The lists of entries that have names."""
ROLES = ("founder-of", "leads", "works-at", "role", "director-of")
MANY = 250
"""A longer list continues on a second page."""


@dataclass
class Reader:
    """Someone at a screen. A search costs one click plus typing; hovering, focusing and printing cost none."""

    page: Page
    site: Site
    clicks: int = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def could_click(self, what: Locator) -> str:
        """Counts the click without following it, and returns its target: other hosts cannot be reached here."""
        what.click(trial=True)
        self.clicks += 1
        return what.get_attribute("href") or ""

    def type(self, words: str) -> Locator:
        """Opens the search and types; returns the results, best first."""
        self.clicks += 1
        return type_into_search(self.page, words)

    def find(self, words: str) -> None:
        """Searches, and opens the first result."""
        expect(self.type(words)).not_to_have_count(0)
        self._leave(lambda: self.page.keyboard.press("Enter"))

    def find_at(self, words: str, address: str, within: int) -> None:
        """Searches, and opens the result that leads to `address`, which must be among the first `within`."""
        options = self.type(words)
        found = options.evaluate_all("links => links.map(link => link.href.split('#')[0])")
        assert address in found[:within], f"{words!r} finds {found[:within]}, not {address}"
        self._leave(lambda: options.nth(found.index(address)).click())

    def _leave(self, act: Any) -> None:
        with self.page.expect_navigation():
            act()


@dataclass(frozen=True)
class Data:
    """The data of a published site."""

    site: Site

    def read(self, path: str) -> Any:
        return json.loads((self.site.folder / path).read_text(encoding="utf-8"))

    def items(self, kind: str) -> list[Item]:
        return self.read(f"api/v1/{kind}.json")["items"]  # type: ignore[no-any-return]

    @cached_property
    def claims(self) -> dict[str, Item]:
        return {claim["id"]: claim for claim in self.items("claims")}

    @cached_property
    def entries(self) -> dict[str, Item]:
        return {item["id"]: item for kind in KINDS for item in self.items(kind)}

    @cached_property
    def articles(self) -> dict[str, Item]:
        return {item["id"]: item for item in self.items("articles")}

    @cached_property
    def live(self) -> list[Item]:
        return [claim for claim in self.claims.values() if claim["live"]]

    def path_of(self, item: Item) -> str:
        """Where an item's page is in the site: `companies/lantern/`."""
        return str(item["url"]).removeprefix(self.site.address)

    def name(self, entry_id: str) -> str:
        """The name of an entry; a role that is given in words is returned as it is."""
        entry = self.entries.get(entry_id, {"name": entry_id})
        return str(entry.get("name") or entry["term"])

    def busiest(self, kind: str) -> Item:
        """The entry of a kind that the most claims are about."""
        about = Counter(entry_id for claim in self.claims.values() for entry_id in claim["about"])
        return max(self.items(kind), key=lambda item: (about[item["id"]], item["id"]))

    def source_of(self, claim: Item) -> str:
        return str(self.articles[claim["article"]]["source_url"])

    def stating(self, *properties: str) -> list[Item]:
        """The live claims that state one of the properties."""
        return [claim for claim in self.live if claim.get("property") in properties]

    def names(self, entry: Item, *kinds: str) -> Iterator[str]:
        for name in entry.get("names", []):
            if isinstance(name, dict) and name.get("kind") in kinds:
                yield name["text"]


@dataclass(frozen=True)
class Examples:
    """The examples for the tasks: ids of entries, articles and claims, and names as typed."""

    claim: str
    organisation: str
    """One with many claims that fit on one page."""
    person: str
    led: str
    term: tuple[str, str]
    """(claim, term): the claim contains the word."""
    article: str
    conflict: Sequence[str]
    chinese: Sequence[tuple[str, str]]
    """(a Chinese name or half of it, entry)."""
    other: Sequence[tuple[str, str]]
    """(an old or misspelled name, entry)."""


def choose_examples(data: Data) -> Examples:
    """Chooses from what is published: the busiest entry if a page has to handle a lot, else an ordinary one."""
    about = Counter(entry_id for claim in data.claims.values() for entry_id in claim["about"])
    company = data.entries
    ordinary = [e for e, count in sorted(about.items()) if 20 <= count <= MANY and company[e]["kind"] == "company"]
    roles = Counter(claim["subject"] for claim in data.stating(*ROLES) if company[claim["subject"]]["kind"] == "person")
    led = Counter(claim["value"] for claim in data.stating("leads"))
    return Examples(
        claim=next(claim["id"] for claim in data.stating("valuation") if len(claim["text"].split()) > 5),
        organisation=max(ordinary, key=lambda entry: about[entry]),
        person=roles.most_common(1)[0][0],
        led=led.most_common(1)[0][0],
        term=_choose_term(data),
        article=min(article["id"] for article in data.articles.values() if "withdrawn" in article),
        conflict=_choose_conflict(data),
        chinese=list(_choose_chinese_names(data)),
        other=list(_choose_other_names(data)),
    )


def _choose_term(data: Data) -> tuple[str, str]:
    for claim in data.live:
        for entry_id in claim["about"]:
            if data.entries[entry_id]["kind"] == "term" and data.name(entry_id) in claim["text"]:
                return claim["id"], entry_id
    raise LookupError("no claim holds a term")


def _choose_conflict(data: Data) -> list[str]:
    measured = [claim for claim in data.live if claim["disputed"] and "value" in claim]
    groups: dict[tuple[str, ...], list[str]] = {}
    for claim in measured:
        groups.setdefault((claim["subject"], claim["property"], claim.get("of", "")), []).append(claim["id"])
    return next(ids for ids in groups.values() if len(ids) == 2)


def _choose_chinese_names(data: Data) -> Iterator[tuple[str, str]]:
    """Whole names and their halves, spread over all entries; a half that begins more than three names is left out."""
    named = [(n, e) for e, entry in sorted(data.entries.items()) for n in data.names(entry, "native")]
    halves = Counter(name[:2] for name, _ in named)
    for name, entry_id in named[:: max(1, len(named) // 6)][:6]:
        yield name, entry_id
        if len(name) > 2 and halves[name[:2]] <= 3:
            yield name[:2], entry_id


def _choose_other_names(data: Data) -> Iterator[tuple[str, str]]:
    for kinds in (("former",), ("misprint",)):
        named = [(n, e) for e, entry in sorted(data.entries.items()) for n in data.names(entry, *kinds)]
        yield from named[:: max(1, len(named) // 3)][:3]
    long = [entry_id for entry_id in sorted(data.entries) if len(data.name(entry_id)) > 8]
    for entry_id in long[:: max(1, len(long) // 6)][:6]:
        yield misspell(data.name(entry_id)), entry_id
