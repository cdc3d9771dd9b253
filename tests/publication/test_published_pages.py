"""The hand-written or curated pages of this publication: accessible, narrow enough, and complete without scripts.

The pages that the generator makes from data are tested in tests/browser, with an invented briefing.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from accessibility import find_violations
from served_site import Visit
from test_pages import WAYS

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["", *(f"{path.stem}/" for path in sorted((ROOT / "docs").glob("*.md")))]
PAGES += [f"editions/{path.stem}/" for path in sorted((ROOT / "briefings" / "editions").glob("*.yml"))]


FIRST_WAY, *OTHER_WAYS = WAYS


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(visit: Visit, address: str) -> None:
    assert find_violations(visit(address, **WAYS[FIRST_WAY])) == []


@pytest.mark.parametrize(
    "address", [page if page.startswith("editions/") else pytest.param(page, marks=pytest.mark.prove) for page in PAGES]
)
@pytest.mark.parametrize("way", OTHER_WAYS)
def test_axe_finds_nothing_in_other_ways(visit: Visit, address: str, way: str) -> None:
    """Pages written by hand are all made by one template, so only `make prove` looks at each."""
    assert find_violations(visit(address, **WAYS[way])) == []


@pytest.mark.parametrize("address", PAGES)
def test_no_page_scrolls_sideways_at_320_pixels(visit: Visit, address: str) -> None:
    page = visit(address, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_heading(visit: Visit, address: str) -> None:
    assert visit(address, java_script_enabled=False).locator("h1").count() == 1
