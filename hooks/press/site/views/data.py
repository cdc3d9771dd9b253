"""The lists that can be downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...content.kinds import CLAIM, KINDS, LISTED
from ..address_patterns import AddressPattern
from ..urls import CLAIMS_CSV, ENTRIES_CSV, FIGURES_CSV, list_data_address
from .evidence import checks_line, evidence_counts
from .figures import figure_rows
from .site import Page, Site, meta_description
from .view import View

API_CHANGES = "api-changes/"
"""The hand-written page about changes to the files."""


@dataclass(frozen=True, slots=True)
class DataView:
    lists: Sequence[tuple[str, str, int]]
    """(what, address, how many)."""
    licence: tuple[str, str]
    """(name, address), each of which may be empty."""
    has_changes: bool
    """Whether there is a page about changes to the API."""
    checks: str
    """How the current claims were checked."""


def data_page(site: Site, _: str) -> Iterator[Page]:
    lists = [
        (site.words[KINDS[kind].plural_word], list_data_address(kind), len(site.library.ids_of(kind)))
        for kind in LISTED
    ]
    lists.append((site.words["claims"], list_data_address(CLAIM), len(site.facts.claims)))
    lists += [
        (site.words["data_claims_csv"], CLAIMS_CSV, len(site.facts.claims)),
        (site.words["data_entries_csv"], ENTRIES_CSV, len(site.library.named_ids)),
        (site.words["data_figures_csv"], FIGURES_CSV, len(figure_rows(site))),
    ]
    settings = site.settings
    has_changes = API_CHANGES in site.documents.get("", ())
    view = DataView(
        lists,
        (settings.licence, settings.licence_url),
        has_changes,
        checks_line(site, evidence_counts(site)),
    )
    lead = meta_description(site.words["data_lead"])
    yield DATA.page("", site.words["data"], lead, view)


DATA = View("data", AddressPattern("data/"), data_page, "data", has_card=True)
VIEWS = (DATA,)
