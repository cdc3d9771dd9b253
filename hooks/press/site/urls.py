"""Where every page stands. Addresses are relative to the site's root, without a leading slash, ending in `/`."""

from __future__ import annotations

from ..content.kinds import CLAIM, CLAIMS_FOLDER, FOLLOWED, KINDS

ROOT = "/@/"
"""Stands for the site's root in every link of a rendered page, until the page's own depth is known."""

API = "api/v1/"
"""The folder of the data in JSON."""

TABLES = ("figures", "differences", "changes", "corrections", "freshness", "data")


def entry_address(kind: str, entry_id: str) -> str:
    return f"{KINDS[kind].address}{entry_id}/"


def claim_address(global_id: str) -> str:
    return f"claims/{global_id}/"


def page_of_list(address: str, number: int) -> str:
    """Lists continue at `<list>/page/2/`."""
    return address if number == 1 else f"{address}page/{number}/"


def feed_address(kind: str, entry_id: str) -> str:
    """The feed beside the page of an entry; empty for a kind without feeds, and for claims."""
    return f"{entry_address(kind, entry_id)}feed.xml" if kind in FOLLOWED else ""


def list_data_address(kind: str) -> str:
    """The list of a kind, or of all claims, as data."""
    return f"{API}{plural_of(kind)}.json"


def entry_data_address(kind: str, entry_id: str) -> str:
    """An entry as data; for claims those of the article of that id."""
    return f"{API}{plural_of(kind)}/{entry_id}.json"


def plural_of(kind: str) -> str:
    """What the API calls the list of a kind, or of all claims."""
    return CLAIMS_FOLDER if kind == CLAIM else KINDS[kind].folder


def markdown_address(address: str) -> str:
    """The same page in Markdown."""
    return f"{address}index.md"


def base_of(site_url: str, address: str) -> str:
    """What an output at `address` puts before the addresses it names: the site's, or the way up where it has none."""
    return site_url or to_root(address)


def file_of(address: str) -> str:
    """The file, relative to the site's folder, that a server answers an address with."""
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def to_root(address: str) -> str:
    """The relative link from a page to the site's root: `../../` for `people/x/`."""
    return "../" * address.count("/") or "./"
