"""Two unusual ways to meet a page: at a mistyped address, and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from readers import Data, Examples
from searching import misspell
from served_site import Site, Visit, Watch


@pytest.fixture(scope="session")
def mistyped(data: Data, examples: Examples) -> dict[str, str]:
    """A mistyped address of each type -> the name of what was meant."""
    organisation, person, term = (data.entries[e] for e in (examples.organisation, examples.person, examples.term[1]))
    company, human, word = (entry["id"] for entry in (organisation, person, term))
    return {
        f"companies/{misspell(company)}/": organisation["name"],
        f"companies/{misspell(company)}": organisation["name"],
        f"people/{misspell(human)}/": person["name"],
        human: person["name"],
        f"people/{human}.html": person["name"],
        f"glossary/{misspell(word)}/": term["term"],
        f"companies/{company}/people/": organisation["name"],
        f"a/b/c/d/e/f/{misspell(company)}/": organisation["name"],
    }


def visit_missing(visit: Visit, watch: Watch, path: str, **options: Any) -> Page:
    """The page at an address that does not exist: it is the only thing that is answered with 404."""
    page = visit(path, **options)
    page.wait_for_load_state("networkidle")
    assert len(watch.failed) == 1 and watch.failed.pop().startswith("404 "), "more is missing than the page"
    return page


@pytest.mark.parametrize("number", range(8))
def test_a_mistyped_address_names_what_was_meant(
    visit: Visit, watch: Watch, mistyped: dict[str, str], number: int
) -> None:
    path, name = list(mistyped.items())[number]
    page = visit_missing(visit, watch, path)
    near = page.locator("[data-near] li")
    expect(near.first).to_contain_text(name)
    assert 3 <= near.count() <= 5
    near.first.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text(name)


def test_a_chinese_name_as_an_address_finds_its_entry(
    visit: Visit, watch: Watch, data: Data, examples: Examples
) -> None:
    typed, entry_id = examples.chinese[0]
    page = visit_missing(visit, watch, f"companies/{typed}/")
    expect(page.locator("[data-near] li").first).to_contain_text(data.name(entry_id))


@pytest.mark.parametrize("path", ["companies/%ZZ/", "zzzzqqqq/", "timeline/1066/"])
def test_an_address_unlike_any_name_suggests_nothing(visit: Visit, watch: Watch, path: str) -> None:
    page = visit_missing(visit, watch, path)
    expect(page.locator("[data-near]")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", ["nowhere/", "a/b/c/nowhere/"])
def test_the_404_page_looks_and_works_like_every_page(
    visit: Visit, watch: Watch, site: Site, data: Data, examples: Examples, path: str
) -> None:
    name = data.name(examples.organisation)
    page = visit_missing(visit, watch, path)
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    addresses = page.locator(".page a, .mast a, .foot a").evaluate_all("links => links.map(link => link.href)")
    assert [address for address in addresses if not address.startswith(site.address)] == []
    family = "getComputedStyle(document.querySelector('h1')).fontFamily"
    assert page.evaluate(family) == visit("about/").evaluate(family)
    box = page.locator("form.search-form input")
    expect(box).to_have_value("nowhere")
    box.fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(".search-found li a").first).to_contain_text(name)
    page.locator(".search-found li a").first.click()
    expect(page.locator("h1")).to_contain_text(name)


def test_without_scripts_the_entry_points_are_there(visit: Visit, watch: Watch) -> None:
    page = visit_missing(visit, watch, "companies/nothing/", java_script_enabled=False)
    page.locator(".page").get_by_role("link", name="Organizations").click()
    expect(page.locator("h1")).to_contain_text("Organizations")


A4 = {"viewport": {"width": 672, "height": 1010}}
"""The page without its margins, at 96 pixels per inch."""

PRINTED = ("organisation", "person", "claim", "edition", "timeline", "figures")
APART = (".claim", ".event", ".series tr", ".other-report", "dl.facts > div")
"""What is never split between two sheets."""


@pytest.fixture(scope="session")
def printed(data: Data, examples: Examples) -> dict[str, str]:
    """The addresses of pages that readers print."""
    claim = data.claims[examples.claim]
    return {
        "organisation": data.path_of(data.entries[examples.organisation]),
        "person": data.path_of(data.entries[examples.person]),
        "claim": data.path_of(claim),
        "edition": data.path_of(data.items("editions")[0]),
        "timeline": f"timeline/{claim['said_on'][:4]}/",
        "figures": "figures/",
    }


@pytest.fixture(params=PRINTED)
def paper(request: pytest.FixtureRequest, visit: Visit, printed: dict[str, str]) -> Page:
    """A page as it is laid out for printing."""
    page = visit(printed[request.param], **A4)
    page.emulate_media(media="print")
    return page


def list_visible(page: Page, selectors: Sequence[str]) -> list[str]:
    """The selectors that match something visible."""
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
    assert list_visible(paper, controls) == []
    assert paper.locator("h1").is_visible()


LEFT_EDGES = """columns => {
    const laidOut = box => getComputedStyle(box).display === 'contents' ? [...box.children].flatMap(laidOut) : [box];
    return columns.flatMap(laidOut).filter(box => box.checkVisibility() && box.offsetWidth > 1)
        .map(box => Math.round(box.getBoundingClientRect().x));
}"""
"""Elements -> where their boxes start; for an element without a box of its own, the boxes of its children."""


def test_paper_has_one_column_of_its_width(paper: Page) -> None:
    edges = paper.locator(".cols > *, .three > *").evaluate_all(LEFT_EDGES)
    assert len(set(edges)) <= 1
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


def test_an_organisation_fits_on_a_few_sheets(visit: Visit, printed: dict[str, str], data: Data, company: str) -> None:
    claims = len(data.read(f"api/v1/{company.removesuffix('/')}.json")["claims"])
    assert 1 <= count_sheets(visit(printed["organisation"])) <= 3 + claims / 6


def test_an_edition_prints_each_source_once(visit: Visit, printed: dict[str, str]) -> None:
    page = visit(printed["edition"])
    page.emulate_media(media="print")
    assert list_visible(page, (".behind .claim",)) == []
    assert count_sheets(page) <= 12


def count_sheets(page: Page) -> int:
    """How many A4 sheets a page takes."""
    return page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")
