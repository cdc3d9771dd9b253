"""Every type of page: accessible in light and dark, on a phone and at 320 pixels, readable without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from accessibility import find_violations
from readers import Data, Examples
from served_site import Visit

TYPES = (
    "home", "edition", "editions", "organisation", "organisations", "person", "product", "place", "term", "glossary",
    "topic", "claim", "claims of an article", "article", "articles", "timeline", "undated", "figures", "differences",
    "changes", "corrections", "due for review", "data", "hand-written", "comparison", "comparisons",
)  # fmt: skip
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WAYS: dict[str, dict[str, Any]] = {
    "light on a desktop": {"color_scheme": "light"},
    "dark on a phone": {"color_scheme": "dark", **PHONE},
}


@pytest.fixture(scope="session")
def pages(data: Data, examples: Examples) -> dict[str, str]:
    """The address of one page of each type: the one with the most content if a page has to handle a lot."""
    claim, comparisons = data.claims[examples.claim], data.items("comparisons")
    return {
        "home": "",
        "edition": data.path_of(data.items("editions")[0]),
        "editions": "editions/",
        "organisation": data.path_of(data.entries[examples.organisation]),
        "organisations": "companies/",
        "person": data.path_of(data.entries[examples.person]),
        "product": data.path_of(data.busiest("products")),
        "place": data.path_of(data.busiest("places")),
        "term": data.path_of(data.entries[examples.term[1]]),
        "glossary": "glossary/",
        "topic": data.path_of(data.items("topics")[0]),
        "claim": data.path_of(claim),
        "claims of an article": f"claims/{claim['article']}/",
        "article": data.path_of(data.articles[claim["article"]]),
        "articles": "articles/",
        "timeline": "timeline/",
        "undated": "timeline/undated/",
        "figures": "figures/",
        "differences": "differences/",
        "changes": "changes/",
        "corrections": "corrections/",
        "due for review": "freshness/",
        "data": "data/",
        "hand-written": "about/",
        "comparison": data.path_of(comparisons[0]) if comparisons else "comparisons/",
        "comparisons": "comparisons/",
    }


SIMILAR = (
    "comparisons",
    "editions",
    "organisations",
    "articles",
    "product",
    "place",
    "topic",
    "undated",
    "corrections",
)
"""Types made by the template of another type. Only `make prove` looks at each of them in both ways."""


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        pytest.param(kind, way, marks=pytest.mark.prove if kind in SIMILAR and way == "dark on a phone" else ())
        for kind in TYPES
        for way in WAYS
    ],
)
def test_axe_finds_nothing(visit: Visit, pages: dict[str, str], kind: str, way: str) -> None:
    assert find_violations(visit(pages[kind], **WAYS[way])) == []


@pytest.mark.parametrize("kind", TYPES)
def test_no_page_scrolls_sideways_at_320_pixels(visit: Visit, pages: dict[str, str], kind: str) -> None:
    page = visit(pages[kind], viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", TYPES)
def test_the_words_are_there_without_scripts(visit: Visit, pages: dict[str, str], kind: str) -> None:
    """Everything except the controls that need scripts."""
    page = visit(pages[kind])
    page.evaluate("document.querySelectorAll('.js-only').forEach(e => e.remove())")
    with_scripts = len(page.locator(".page").inner_text().split())
    without = visit(pages[kind], java_script_enabled=False)
    text = without.locator(".page").inner_text()
    assert len(text.split()) >= 0.95 * with_scripts


@pytest.mark.parametrize("kind", TYPES)
def test_the_first_stop_skips_to_the_content_and_its_one_heading(
    visit: Visit, pages: dict[str, str], kind: str
) -> None:
    page = visit(pages[kind])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "content"
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
