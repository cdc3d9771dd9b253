"""Retired addresses: each redirects, or offers a choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..urls import PAGES, claim_address
from .site import Page, Site, meta_description
from .site_queries import site_query
from .view import SECOND_ROUND, View


@dataclass(frozen=True, slots=True)
class MovedView:
    title: str
    targets: Sequence[Markup]
    address: str
    """The address of the only target; empty if there is a choice."""


def moved_page(site: Site, retired: str) -> Iterator[Page]:
    """The page at a retired address, which redirects or offers a choice."""
    record, targets = site.library.moved[retired], site.library.targets(retired)
    links = [site.link(target) for target in targets]
    single = _address(site, targets[0]) if len(targets) == 1 else ""
    title = f"{site.words['moved']}: {retired}"
    view = MovedView(title, links, single)
    yield MOVED_VIEWS[record.kind].page(retired, title, meta_description(site.words["moved_lead"]), view, record.file)


def _address(site: Site, target: str) -> str:
    return claim_address(target) if "/" in target else site.address(target)


@site_query(stored=True)
def retired_ids(site: Site) -> dict[str, tuple[str, ...]]:
    """Kind, or claim -> its retired ids."""
    found: dict[str, list[str]] = {}
    for retired in site.library.moved:
        found.setdefault(site.library.moved[retired].kind, []).append(retired)
    return {kind: tuple(ids) for kind, ids in found.items()}


def _moved_view(kind: str) -> View:
    return View(
        f"moved {kind}",
        PAGES[kind],
        moved_page,
        "moved",
        keys=lambda site: retired_ids(site).get(kind, ()),
        is_in_sitemap=False,
        round=SECOND_ROUND,
    )


MOVED_VIEWS = {kind: _moved_view(kind) for kind in PAGES}
"""Kind, or claim -> the view of its retired entries."""
VIEWS = tuple(MOVED_VIEWS.values())
