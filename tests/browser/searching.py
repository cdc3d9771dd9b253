"""The search box, used as a reader uses it."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, expect
from served_site import Site


def search(page: Page, words: str) -> list[str]:
    """The addresses that the search finds for `words`, best first."""
    return [link.get_attribute("href") or "" for link in type_into_search(page, words).all()]


def type_into_search(page: Page, words: str) -> Locator:
    """Opens the search and types; returns the results, best first."""
    page.keyboard.press("/")
    field = page.locator("dialog.search").get_by_role("searchbox")
    field.fill(words)
    expect(field).to_have_attribute("data-shown", words)
    return page.locator("dialog.search li a")


def misspell(name: str) -> str:
    """A name with two adjacent letters in the middle swapped, or with half of its Chinese characters."""
    if not name.isascii():
        return name[: max(2, len(name) // 2)]
    middle = next((i for i in range(len(name) // 2, len(name) - 1) if name[i : i + 2].isalpha()), 0)
    return name[:middle] + name[middle + 1] + name[middle] + name[middle + 2 :]


def list_names(site: Site) -> dict[str, set[str]]:
    """Every name that the search knows, with the addresses it may lead to."""
    items = json.loads((site.folder / "search/names.json").read_text(encoding="utf-8"))["items"]
    owners: dict[str, set[str]] = {}
    for item in items:
        for name in [item["n"], item.get("z"), *item.get("a", []), *item.get("m", [])]:
            if name:
                owners.setdefault(name, set()).add(site.at(item["u"]))
    return owners


def find_lost_names(page: Page, owners: dict[str, set[str]]) -> set[str]:
    """The names whose first result is not one of their owners."""
    return {name for name, addresses in owners.items() if addresses.isdisjoint(search(page, name)[:1])}


def find_lost_misspellings(page: Page, owners: dict[str, set[str]]) -> tuple[list[str], int]:
    """The names that, when misspelled, have no owner among the first three results, and how many names were tried;
    short names are left out."""
    long = {name: found for name, found in owners.items() if len(name) > 4 or not name.isascii()}
    lost = [name for name, found in long.items() if found.isdisjoint(search(page, misspell(name))[:3])]
    return lost, len(long)
