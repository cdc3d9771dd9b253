"""Which company of the briefing published an address: the one whose website has the address's domain."""

from __future__ import annotations

from urllib.parse import urlsplit

from ...content.kinds import COMPANY
from ...content.kinds.base import Entry
from ...library.library import Library


def find_publishers(url: str, library: Library) -> list[str]:
    """The companies whose website an address belongs to, the closest match first: usually one. `en.paper.example/news`
    belongs to `www.paper.example` unless another company has `en.paper.example`."""
    host, path = _split(url)
    ranked: list[tuple[int, int, str]] = []
    for record in library.of_kind(COMPANY.name):
        website = record.data.same_as.website if isinstance(record.data, Entry) else None
        if not website:
            continue
        site, folder = _split(website)
        if site and (host == site or host.endswith(f".{site}")) and f"{path}/".startswith(f"{folder}/"):
            ranked.append((-len(site), -len(folder), record.id))
    if not ranked:
        return []
    best = min(ranked)[:2]
    return sorted(company for *place, company in ranked if tuple(place) == best)


def _split(url: str) -> tuple[str, str]:
    """The host of an address without `www.`, and its path without a slash at the end."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
    except ValueError:
        return "", ""
