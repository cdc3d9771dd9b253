"""Which company of the briefing published an address: the one whose website has the address's domain. And which of its
people an author is."""

from __future__ import annotations

from urllib.parse import urlsplit

from ...content.kinds import COMPANY, PERSON
from ...content.kinds.entries import Company
from ...library.library import Library
from ...library.names import Names


def find_publishers(url: str, library: Library) -> list[str]:
    """The companies whose website an address belongs to, mostly one. `en.paper.example/news` belongs to
    `www.paper.example` unless another company has `en.paper.example`; of those with one website, it is the outlet."""
    host, path = _split(url)
    ranked: list[tuple[int, int, bool, str]] = []
    for record in library.of_kind(COMPANY.name):
        if not isinstance(record.data, Company) or not record.data.same_as.website:
            continue
        site, folder = _split(record.data.same_as.website)
        if site and (host == site or host.endswith(f".{site}")) and f"{path}/".startswith(f"{folder}/"):
            ranked.append((-len(site), -len(folder), record.data.type != "outlet", record.id))
    return sorted(rank[-1] for rank in ranked if rank[:-1] == min(ranked)[:-1])


def find_author(name: str, library: Library, names: Names) -> str:
    """The id of the person of the briefing who has a name, or the name if there is no such person, or more than one."""
    people = [owner for owner in names.list_owners(name) if library.kind.get(owner) == PERSON.name]
    return people[0] if len(people) == 1 else name


def _split(url: str) -> tuple[str, str]:
    """The host of an address without `www.`, and its path without a slash at the end."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
    except ValueError:
        return "", ""
