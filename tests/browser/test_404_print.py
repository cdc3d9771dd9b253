"""Two ways to meet a page otherwise than meant: at a mistyped address, and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from published import Site, Visit, Watch

# Mistyped addresses

MISTYPED = {
    "companies/baichaun/": "Baichuan Intelligence",
    "companies/baichaun": "Baichuan Intelligence",
    "people/wang-huiven/": "Wang Huiwen",
    "wang-xiaochuan": "Wang Xiaochuan",
    "people/kai-fu-lee.html": "Kai-Fu Lee",
    "glossary/large-langage-model/": "large language model",
    "companies/meituan/people/": "Meituan",
    "a/b/c/d/e/f/chatgtp/": "ChatGPT",
}


def missing(visit: Visit, watch: Watch, path: str, **options: Any) -> Page:
    """The page at an address that is not there: it alone is answered with 404."""
    page = visit(path, **options)
    page.wait_for_load_state("networkidle")
    assert len(watch.failed) == 1 and watch.failed.pop().startswith("404 "), "more is missing than the page"
    return page


@pytest.mark.parametrize("path", MISTYPED)
def test_a_mistyped_address_names_what_was_meant(visit: Visit, watch: Watch, path: str) -> None:
    page = missing(visit, watch, path)
    near = page.locator("[data-near] li")
    expect(near.first).to_contain_text(MISTYPED[path])
    assert 3 <= near.count() <= 5
    near.first.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text(MISTYPED[path])


def test_a_chinese_name_as_an_address_finds_its_entry(visit: Visit, watch: Watch) -> None:
    page = missing(visit, watch, "companies/百川智能/")
    expect(page.locator("[data-near] li").first).to_contain_text("Baichuan Intelligence")


@pytest.mark.parametrize("path", ["companies/%ZZ/", "zzzzqqqq/", "timeline/1999/"])
def test_an_address_like_no_name_offers_none(visit: Visit, watch: Watch, path: str) -> None:
    page = missing(visit, watch, path)
    expect(page.locator("[data-near]")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", ["nowhere/", "a/b/c/nowhere/"])
def test_the_page_of_nothing_looks_and_works_like_every_page(visit: Visit, watch: Watch, site: Site, path: str) -> None:
    page = missing(visit, watch, path)
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    addresses = page.locator(".page a, .mast a, .foot a").evaluate_all("links => links.map(link => link.href)")
    assert [address for address in addresses if not address.startswith(site.address)] == []
    family = "getComputedStyle(document.querySelector('h1')).fontFamily"
    assert page.evaluate(family) == visit("about/").evaluate(family)
    page.locator("[data-search-open]").click()
    page.keyboard.type("Meituan")
    expect(page.get_by_role("option").first).to_contain_text("Meituan")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Meituan")


def test_without_scripts_the_ways_in_are_there(visit: Visit, watch: Watch) -> None:
    page = missing(visit, watch, "companies/baichaun/", java_script_enabled=False)
    page.locator(".page").get_by_role("link", name="Organisations").click()
    expect(page.locator("h1")).to_contain_text("Organisations")


# Paper

A4 = {"viewport": {"width": 672, "height": 1010}}
"""The page less its margins, at 96 pixels an inch."""

PRINTED = {
    "organisation": "companies/guangnian-zhiwai/",
    "person": "people/wang-huiwen/",
    "claim": "claims/scmp-tech-veterans/valuation/",
    "edition": "editions/starting-again/",
    "timeline": "timeline/2023/",
    "figures": "figures/",
}
APART = (".claim", ".event", ".notes li", ".series tr", ".other-report", "dl.facts > div")
"""What never breaks over two sheets."""


@pytest.fixture(params=PRINTED.values(), ids=PRINTED)
def paper(request: pytest.FixtureRequest, visit: Visit) -> Page:
    """A page as it is laid out for the printer."""
    page = visit(request.param, **A4)
    page.emulate_media(media="print")
    return page


def seen(page: Page, selectors: Sequence[str]) -> list[str]:
    return [selector for selector in selectors if page.locator(f"{selector}:visible").count()]


def test_paper_has_no_navigation(paper: Page) -> None:
    controls = (
        ".mast",
        ".skip",
        ".foot nav",
        ".toc",
        ".chips",
        ".filters",
        ".az",
        ".pager",
        ".page-foot",
        "button.copy",
    )
    assert seen(paper, controls) == []
    assert paper.locator("h1").is_visible()


def test_paper_has_one_column_of_its_width(paper: Page) -> None:
    boxes = paper.locator(".cols > *, .three > *")
    assert len({round(box.bounding_box()["x"]) for box in boxes.all() if box.is_visible()}) <= 1
    assert paper.evaluate("document.documentElement.scrollWidth") <= A4["viewport"]["width"]


def test_paper_prints_the_address_of_every_source(paper: Page) -> None:
    bare = """[...document.querySelectorAll('a.source')].filter(link => link.checkVisibility())
        .filter(link => getComputedStyle(link, '::after').content !== `" ${link.getAttribute('href')}"`)
        .map(link => link.href)"""
    assert paper.locator("a.source:visible").count() > 0
    assert paper.evaluate(bare) == []


def test_no_claim_is_split_from_its_source(paper: Page) -> None:
    torn = """selectors => [...document.querySelectorAll(selectors)]
        .filter(box => getComputedStyle(box).breakInside !== 'avoid').map(box => box.outerHTML.slice(0, 90))"""
    assert paper.evaluate(torn, ", ".join(APART)) == []


def test_paper_says_where_it_is_from_and_when(paper: Page) -> None:
    day = f"{dt.date.today():%-d %B %Y}"
    line = paper.locator(".print-line")
    expect(line).to_be_visible()
    expect(line).to_have_text(f"Printed from {paper.url}, {day}")


def test_an_organisation_fits_on_a_few_sheets(visit: Visit) -> None:
    page = visit(PRINTED["organisation"])
    assert 1 <= sheets(page) <= 8


def test_an_edition_prints_each_source_once(visit: Visit) -> None:
    page = visit(PRINTED["edition"])
    page.emulate_media(media="print")
    assert seen(page, (".behind .claim",)) == []
    assert sheets(page) <= 12


def sheets(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    return page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")
