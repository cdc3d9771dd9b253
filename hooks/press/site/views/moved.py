"""Retired addresses: each leads on, or offers the choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..urls import claim_address, entry_address
from .site import Page, Site, meta_description


@dataclass(frozen=True, slots=True)
class MovedView:
    title: str
    targets: Sequence[Markup]
    address: str
    """Where the one target stands; empty where there is a choice."""


def moved_page(site: Site, retired: str) -> Iterator[Page]:
    """A retired address leads on, or offers the choice."""
    record, targets = site.library.moved[retired], site.library.targets(retired)
    address = moved_address(site, retired)
    links = [site.link(target) for target in targets]
    single = _address(site, targets[0]) if len(targets) == 1 else ""
    title = f"{site.words['moved']}: {retired}"
    view = MovedView(title, links, single)
    yield Page(address, "moved", title, meta_description(site.words["moved_lead"]), view, "", record.file)


def moved_address(site: Site, retired: str) -> str:
    """Where a retired entry or claim stood."""
    return claim_address(retired) if "/" in retired else entry_address(site.library.moved[retired].kind, retired)


def _address(site: Site, target: str) -> str:
    return claim_address(target) if "/" in target else site.address(target)
