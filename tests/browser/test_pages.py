"""Every type of page: accessible in light and dark, on a phone and at 320 pixels, readable without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from published import Visit

PAGES = {
    "home": "",
    "edition": "editions/starting-again/",
    "editions": "editions/",
    "organisation": "companies/guangnian-zhiwai/",
    "organisations": "companies/",
    "person": "people/wang-huiwen/",
    "product": "products/chatgpt/",
    "place": "places/china/",
    "term": "glossary/large-language-model/",
    "glossary": "glossary/",
    "topic": "topics/money/",
    "claim": "claims/scmp-tech-veterans/valuation/",
    "claims of an article": "claims/scmp-tech-veterans/",
    "article": "articles/scmp-tech-veterans/",
    "articles": "articles/",
    "timeline": "timeline/",
    "undated": "timeline/undated/",
    "figures": "figures/",
    "differences": "differences/",
    "changes": "changes/",
    "corrections": "corrections/",
    "due for review": "freshness/",
    "data": "data/",
    "hand-written": "how-to-read-a-claim/",
}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WAYS: dict[str, dict[str, Any]] = {
    "light on a desktop": {"color_scheme": "light"},
    "dark on a phone": {"color_scheme": "dark", **PHONE},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(visit: Visit, kind: str, way: str) -> None:
    page = visit(PAGES[kind], **WAYS[way])
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found] == []


@pytest.mark.parametrize("kind", PAGES)
def test_no_page_scrolls_sideways_at_320_pixels(visit: Visit, kind: str) -> None:
    page = visit(PAGES[kind], viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", PAGES)
def test_the_words_are_there_without_scripts(visit: Visit, kind: str) -> None:
    """All but the controls that only scripts can work."""
    page = visit(PAGES[kind])
    page.evaluate("document.querySelectorAll('.js-only').forEach(e => e.remove())")
    with_scripts = len(page.locator(".page").inner_text().split())
    without = visit(PAGES[kind], java_script_enabled=False)
    text = without.locator(".page").inner_text()
    assert len(text.split()) >= 0.95 * with_scripts


@pytest.mark.parametrize("kind", PAGES)
def test_the_first_stop_skips_to_the_content_and_its_one_heading(visit: Visit, kind: str) -> None:
    page = visit(PAGES[kind])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "content"
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
