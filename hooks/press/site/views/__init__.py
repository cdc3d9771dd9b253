"""What stands on each page, as plain data for the templates.

A new kind of page is a function from the site to its pages, a line here, and a template of the name that it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ...content.kinds import KINDS
from ...incremental import QueryFunction
from ...library.library import Library
from ..urls import claim_address, page_of_list
from . import (
    articles,
    changes,
    claims,
    corrections,
    data,
    differences,
    editions,
    entries,
    evidence,
    figures,
    freshness,
    moved,
    subscriptions,
    timeline,
    totals,
)
from .common import CLAIMS_SIZE, numbers
from .site import PAGE_SIZE, Page, Site


@dataclass(frozen=True, slots=True)
class View:
    """One kind of page. Each key stands for the pages that are made together: of one entry, of one part of a list."""

    keys: Callable[[Site], Iterable[str]]
    pages: Callable[[Site, str], Iterator[Page]]
    of_entry: bool = False
    """Whether a key is the id of the entry whose pages they are."""


def _once(site: Site) -> Iterable[str]:
    return ("",)


def _of(kind: str) -> Callable[[Site], Iterable[str]]:
    return lambda site: site.library.ids_of(kind)


VIEWS: dict[str, View] = {
    "home": View(_once, editions.home_page),
    "editions": View(_once, editions.editions_page),
    "edition": View(_of("edition"), editions.edition_page, True),
    "entry": View(lambda site: site.library.named_ids, entries.entry_pages, True),
    "index": View(entries.index_keys, entries.index_page),
    "claim": View(lambda site: site.facts.claims, claims.claim_page, True),
    "claims": View(lambda site: numbers(len(site.facts.claims), CLAIMS_SIZE), claims.all_claims),
    "claims of": View(lambda site: list(site.facts.of_article), claims.claims_of_article),
    "articles": View(lambda site: numbers(len(site.library.ids_of("article"))), articles.articles_page),
    "article": View(_of("article"), articles.article_page, True),
    "timeline": View(timeline.parts, timeline.timeline_page),
    "figures": View(lambda site: numbers(len(figures.figure_rows(site)), CLAIMS_SIZE), figures.figures_page),
    "differences": View(differences.parts, differences.differences_page),
    "changes": View(_once, changes.changes_pages),
    "corrections": View(_once, corrections.corrections_page),
    "freshness": View(lambda site: numbers(len(freshness.spoken_of(site))), freshness.freshness_page),
    "data": View(_once, data.data_page),
    "moved": View(lambda site: list(site.library.moved), moved.moved_page),
}
"""Name -> view. A new kind of page is a line here."""

QUERIES: tuple[QueryFunction[Any], ...] = (
    totals.live_claims,
    totals.site_numbers,
    totals.claims_by_time,
    timeline.claims_by_year,
    timeline.claims_by_month,
    timeline.overview,
    figures.figure_rows,
    figures.figures_by_measure,
    changes.change_days,
    freshness.entries_due,
    freshness.unlocated_claims,
    freshness.due_order,
    freshness.freshness_row,
    evidence.evidence_counts,
    differences.all_differences,
    editions.newest_days,
    editions.entry_weight,
    entries.index_item,
    entries.entry_addresses,
    subscriptions.first_ids,
    subscriptions.calendar_days,
)
"""Every query that a view declares. A new one is a line here."""


def pages(site: Site) -> Iterator[Page]:
    """Every generated page of the site."""
    for view in VIEWS.values():
        for key in view.keys(site):
            yield from view.pages(site, key)


def addresses_of(site: Site, view: str, key: str) -> list[str]:
    """Where the pages made for a key stand."""
    match view:
        case "home":
            return [""]
        case "editions":
            return ["editions/"]
        case "entry":
            return list(entries.entry_addresses(site, key))
        case "index":
            kind, _, number = key.partition("/")
            return [page_of_list(KINDS[kind].address, int(number))]
        case "edition" | "article":
            return [site.address(key)]
        case "claim":
            return [claim_address(key)]
        case "claims" | "articles" | "differences" | "figures" | "freshness":
            return [page_of_list(f"{view}/", int(key))]
        case "claims of":
            return _listed(f"claims/{key}/", len(site.facts.of_article[key]), CLAIMS_SIZE)
        case "timeline":
            return [timeline.address_of(key)]
        case "changes":
            return _listed("changes/", changes.changes_count(site))
        case "moved":
            return [moved.moved_address(site, key)]
    return [f"{view}/"]


def _listed(address: str, count: int, size: int = PAGE_SIZE) -> list[str]:
    return [page_of_list(address, int(number)) for number in numbers(count, size)]


def view_of(address: str, library: Library) -> tuple[str, str] | None:
    """(view, key) of the pages among which an address stands; None where there is none."""
    first, *rest = address.strip("/").split("/")
    if not first:
        return "home", ""
    number = rest[-1] if rest[-2:-1] == ["page"] else "1"
    if first in ("figures", "freshness"):
        return first, number
    if first in ("changes", "corrections", "data"):
        return first, ""
    if first == "timeline":
        return "timeline", timeline.part_of(rest)
    if first == "differences":
        return "differences", differences.part_of(rest)
    if first == "claims":
        return claims.view_of(rest, number, library)
    kind = entries.KIND_BY_FOLDER.get(first)
    if kind is None:
        return None
    if not rest or rest[0] == "page":
        return {"article": ("articles", number), "edition": ("editions", "")}.get(kind, ("index", f"{kind}/{number}"))
    if rest[0] in library.moved and rest[0] not in library.kind:
        return "moved", rest[0]
    if library.kind.get(rest[0]) != kind:
        return None
    return ("entry" if KINDS[kind].is_named else kind), rest[0]


def page_at(address: str, site: Site) -> tuple[str, str] | None:
    """(view, key) of the page that stands at an address; None where there is none."""
    found = view_of(address, site.library)
    if found is None or found[1] not in VIEWS[found[0]].keys(site) or address not in addresses_of(site, *found):
        return None
    return found


__all__ = ["QUERIES", "VIEWS", "Page", "Site", "View", "addresses_of", "page_at", "pages", "view_of"]
