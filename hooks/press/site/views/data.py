"""The lists that can be downloaded, and what can be followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .common import PLURALS
from .figures import figure_rows
from .site import Page, Site, meta_description
from .subscriptions import follow_rows


@dataclass(frozen=True, slots=True)
class DataView:
    lists: Sequence[tuple[str, str, int]]
    """(what, address, how many)."""
    follow: Sequence[tuple[str, str, str]]
    """(what, address, what it holds) of feeds and the calendar."""


def data_page(site: Site, _: str) -> Iterator[Page]:
    lists = [
        (site.words[f"index_{kind}"] if f"index_{kind}" in site.words else site.words[PLURALS[kind]],
         f"api/v1/{PLURALS[kind]}.json", len(site.library.ids_of(kind)))
        for kind in ("company", "person", "product", "place", "term", "topic", "article", "edition")
    ]  # fmt: skip
    lists.append((site.words["claims"], "api/v1/claims.json", len(site.facts.claims)))
    lists += [
        (site.words["data_claims_csv"], "data/claims.csv", len(site.facts.claims)),
        (site.words["data_entries_csv"], "data/entries.csv", len(site.library.named_ids)),
        (site.words["data_figures_csv"], "data/figures.csv", len(figure_rows(site))),
    ]
    yield Page(
        "data/",
        "data",
        site.words["data"],
        meta_description(site.words["data_lead"]),
        DataView(lists, follow_rows(site)),
    )
