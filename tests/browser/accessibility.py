"""What axe-core finds against WCAG 2.2 A and AA on a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
MAX_TARGETS = 3


def find_violations(page: Page) -> list[tuple[str, list[Any]]]:
    """The rules that are violated, each with the first elements that violate it."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:MAX_TARGETS]) for rule in found]
