"""The lists that can be downloaded, and what can be followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...content.kinds import CLAIM, KINDS, LISTED
from ..urls import list_data_address
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
        (site.words[KINDS[kind].plural_word], list_data_address(kind), len(site.library.ids_of(kind)))
        for kind in LISTED
    ]
    lists.append((site.words["claims"], list_data_address(CLAIM), len(site.facts.claims)))
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
