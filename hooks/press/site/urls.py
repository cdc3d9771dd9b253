"""The addresses of entries, claims and data, relative to the site's root and without a leading slash."""

from __future__ import annotations

from ..content.kinds import CLAIM, CLAIMS_FOLDER, EDITION, FOLLOWED, KINDS
from .address_patterns import AddressPattern

ROOT = "/@/"
"""Replaces the site's root in every link of a rendered page until the page's own depth is known."""

API = "api/v1/"
"""The folder of the data in JSON."""

MARKDOWN_NAME = "index.md"
"""The file beside a page that has the same content in Markdown."""

CLAIMS_CSV, ENTRIES_CSV, FIGURES_CSV = "data/claims.csv", "data/entries.csv", "data/figures.csv"
"""The paths of the tables for spreadsheets."""

DATA_LICENCE, ROBOTS = "data/LICENSE.txt", "robots.txt"
"""The paths of the licence of the tables, and of what robots may read."""

SCHEMAS = AddressPattern("schema/{name}.json")
"""The JSON Schemas of the files of a briefing, by the kind of what is in them."""

REPLACEABLE = frozenset({ROBOTS})
"""The generated files that a project may replace by its own in `docs/`."""

PLURALS = {**{kind.name: kind.folder for kind in KINDS.values()}, CLAIM: CLAIMS_FOLDER}
"""Kind, or claim -> the API's name for the list of all."""

PAGES = {
    **{kind.name: AddressPattern(f"{kind.address}{{id}}/") for kind in KINDS.values()},
    CLAIM: AddressPattern("claims/{article}/{claim}/"),
}
"""Kind, or claim -> the pages of single entries, by id."""

FEEDS = {kind: AddressPattern(f"{PAGES[kind].text}feed.xml") for kind in FOLLOWED}
"""Kind -> the feeds beside those pages."""

EMAIL_HTML, EMAIL_TEXT = (AddressPattern(f"{PAGES[EDITION.name].text}email.{end}") for end in ("html", "txt"))
"""The files of an edition for mail, by its id."""

DATA = {kind: AddressPattern(f"{API}{plural}/{{id}}.json") for kind, plural in PLURALS.items()}
"""Kind -> the data of single entries, by id; for claims, the data of the claims of one article, by its id."""

DATA_LISTS = AddressPattern(f"{API}{{plural}}.json")
"""The list of all entries of a kind, or of all claims, by the API's name for it."""


def entry_address(kind: str, entry_id: str) -> str:
    return PAGES[kind].address_of(entry_id)


def claim_address(global_id: str) -> str:
    return PAGES[CLAIM].address_of(global_id)


def feed_address(kind: str, entry_id: str) -> str:
    """The feed beside the page of an entry; empty for a kind without feeds, and for claims."""
    return FEEDS[kind].address_of(entry_id) if kind in FEEDS else ""


def list_data_address(kind: str) -> str:
    """The list of a kind, or of all claims, as data."""
    return DATA_LISTS.address_of(PLURALS[kind])


def entry_data_address(kind: str, entry_id: str) -> str:
    """An entry as data; for claims, the claims of the article with that id."""
    return DATA[kind].address_of(entry_id)


def markdown_address(address: str) -> str:
    """The same page in Markdown."""
    return f"{address}{MARKDOWN_NAME}"


def base_of(site_url: str, address: str) -> str:
    """The prefix for addresses in an output at `address`: the site's address, or a relative path if it has none."""
    return site_url or to_root(address)


def file_of(address: str) -> str:
    """The file, relative to the site's folder, that a server answers an address with."""
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def address_of_file(path: str) -> str | None:
    """The address of the page in a file, the inverse of `file_of`; None for a file that is not a page."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else None


def to_root(address: str) -> str:
    """The relative link from a page to the site's root: `../../` for `people/x/`."""
    return "../" * address.count("/") or "./"
