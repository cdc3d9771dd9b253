"""What a reader does: follows links, opens evidence, searches, filters, looks words up, on desktop and phone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect
from published import Site, Visit
from readers import misspelt

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def search(page: Page, words: str) -> list[str]:
    """The addresses that the search finds for `words`, best first."""
    page.keyboard.press("/")
    page.get_by_role("combobox").fill(words)
    expect(page.get_by_role("combobox")).to_have_attribute("data-shown", words)
    return [link.get_attribute("href") or "" for link in page.get_by_role("option").all()]


def test_from_home_to_the_evidence_in_two_clicks(page: Page) -> None:
    page.get_by_role("link", name="Guangnian Zhiwai").first.click()
    claim = page.locator("article.claim", has_text="is valued at US$1 billion")
    expect(claim.locator(".claim-meta")).to_contain_text("South China Morning Post · April 2023 · One publisher")
    expect(claim.locator("a.source")).to_have_attribute(
        "href",
        "https://www.scmp.com/tech/tech-trends/article/3217457/chinese-tech-veterans-jump-ai-start-ups-amid-chatgpt-frenzy",
    )
    claim.locator("a.claim-number").click()
    expect(page.locator("h1")).to_contain_text("valued at US$1 billion")
    expect(page.locator("dl.evidence")).to_contain_text("sentence 4")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("百川智能", "companies/baichuan/"),
        ("百川", "companies/baichuan/"),
        ("小川", "people/wang-xiaochuan/"),
        ("Wang Huiwei", "people/wang-huiwen/"),
        ("Light Year", "companies/guangnian-zhiwai/"),
        ("lee kai fu", "people/kai-fu-lee/"),
        ("bauchuan", "companies/baichuan/"),
        ("LLM", "glossary/large-language-model/"),
    ],
)
def test_search_finds_the_entry_first(page: Page, site: Site, words: str, address: str) -> None:
    assert search(page, words)[0] == site.at(address)


def names_and_addresses(site: Site) -> dict[str, set[str]]:
    """Every name that the search knows, with the addresses it may lead to."""
    items = json.loads((site.folder / "search/names.json").read_text(encoding="utf-8"))["items"]
    owners: dict[str, set[str]] = {}
    for item in items:
        for name in [item["n"], item.get("z"), *item.get("a", []), *item.get("m", [])]:
            if name:
                owners.setdefault(name, set()).add(site.at(item["u"]))
    return owners


def test_search_finds_every_name_first(page: Page, site: Site) -> None:
    owners = names_and_addresses(site)
    assert len(owners) > 200
    assert {name for name, addresses in owners.items() if addresses.isdisjoint(search(page, name)[:1])} == set()


def test_search_finds_misspelt_names_among_the_first_three(page: Page, site: Site) -> None:
    owners = {name: found for name, found in names_and_addresses(site).items() if len(name) > 4 or not name.isascii()}
    missed = [name for name, found in owners.items() if found.isdisjoint(search(page, misspelt(name))[:3])]
    assert len(missed) <= 0.05 * len(owners), missed


def test_search_by_keyboard(page: Page, site: Site) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("baichuan")
    expect(page.get_by_role("option").first).to_contain_text("Baichuan")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_be_hidden()
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("百川智能")
    expect(page.get_by_role("combobox")).to_have_attribute("data-shown", "百川智能")
    page.keyboard.press("Enter")
    page.wait_for_url(site.at("companies/baichuan/"))


def test_nothing_of_the_search_is_fetched_before_it_is_opened(visit: Visit) -> None:
    page = visit("")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert [address for address in loaded if "search/" in address] == []


def test_the_timeline_narrows_to_one_person(visit: Visit) -> None:
    page = visit("timeline/")
    before = page.locator("li.event:visible").count()
    page.locator("select[data-filter=entry]").first.select_option("kai-fu-lee")
    shown = page.locator("li.event:visible")
    assert 0 < shown.count() < before
    assert all("kai-fu-lee" in (event.get_attribute("data-about") or "").split() for event in shown.all())
    page.reload()
    assert page.locator("li.event:visible").count() == shown.count()


def test_the_timeline_is_whole_without_scripts(visit: Visit) -> None:
    page = visit("timeline/", java_script_enabled=False)
    assert page.locator("li.event").count() > 100
    assert page.locator("svg.density a").count() > 10
    expect(page.locator(".filters")).to_be_hidden()


def test_a_word_explains_itself_on_focus(visit: Visit) -> None:
    page = visit("companies/guangnian-zhiwai/")
    term = page.locator("a.term").first
    term.focus()
    expect(page.locator(".def")).to_be_visible()
    expect(page.locator(".def")).to_contain_text(term.get_attribute("data-def") or "no definition")
    page.keyboard.press("Escape")
    expect(page.locator(".def")).to_be_hidden()


def test_a_claim_in_a_list_opens_marked(visit: Visit) -> None:
    page = visit("companies/guangnian-zhiwai/#c-scmp-tech-veterans--valuation", java_script_enabled=False)
    marked = page.locator("article.claim:target")
    expect(marked).to_contain_text("US$1 billion")
    look = "e => { const s = getComputedStyle(e); return [s.boxShadow, s.backgroundColor, s.outlineStyle].join() }"
    assert marked.evaluate(look) != page.locator("article.claim").first.evaluate(look)


def test_dark_follows_the_system_and_the_choice_is_remembered(visit: Visit) -> None:
    page = visit("", color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.locator(".palette-switch").click()
    light = page.evaluate(background)
    assert light != dark
    page.goto(page.url + "people/")
    assert page.evaluate(background) == light


def test_a_phone_reads_an_organisation(visit: Visit) -> None:
    page = visit("companies/baichuan/", **PHONE)
    expect(page.locator("h1 .zh")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("dl.facts")).to_be_visible()
    assert page.locator("article.claim").count() > 5


def test_a_citation_is_copied(visit: Visit, site: Site) -> None:
    page = visit("claims/scmp-tech-veterans/valuation/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("[data-live]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    today = page.evaluate("new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })")
    assert copied.endswith(f"{site.at('claims/scmp-tech-veterans/valuation/')}#claim (read {today})")
    assert "South China Morning Post, April 2023" in copied


def test_the_timeline_narrows_to_a_publisher(visit: Visit) -> None:
    page = visit("timeline/")
    before = page.locator("li.event:visible").count()
    page.get_by_label("Publisher").select_option("technode")
    shown = page.locator("li.event:visible")
    assert 0 < shown.count() < before
    assert {event.get_attribute("data-publisher") for event in shown.all()} == {"technode"}
    assert page.url.endswith("?publisher=technode")
    page.reload()
    assert page.locator("li.event:visible").count() == shown.count()


def test_a_claim_opens_marked_and_focused_from_a_list(visit: Visit) -> None:
    page = visit("companies/guangnian-zhiwai/", java_script_enabled=False)
    page.locator("article.claim", has_text="is valued at US$1 billion").locator("a.claim-number").click()
    expect(page.locator(".claim-page:target")).to_be_focused()
    expect(page.locator(".claim-page:target h1")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.claim-page') !== null")


def test_the_reports_that_differ_stand_in_one_table(visit: Visit) -> None:
    page = visit("claims/scmp-tech-veterans/valuation/")
    rows = page.locator(".difference", has_text="Changed over time").locator("tbody tr")
    assert rows.count() > 3
    expect(rows.filter(has_text="this claim")).to_have_count(1)
    expect(rows.filter(has_text="this claim")).to_contain_text("South China Morning Post")


def test_the_sources_sort_by_their_dates(visit: Visit) -> None:
    page = visit("articles/")
    page.get_by_role("button", name="Published").click()
    days = page.locator("td[data-value]").evaluate_all("cells => cells.map(cell => cell.dataset.value)")
    known = [day for day in days if day]
    assert len(known) > 30 and known == sorted(known)
    assert days[: len(known)] == known, "those without a date do not stand last"


def test_a_phone_reads_the_numbers_without_scrolling_sideways(visit: Visit) -> None:
    for path in ("articles/", "figures/"):
        page = visit(path, **PHONE)
        assert page.locator(".table-box").evaluate("box => box.scrollWidth <= box.clientWidth")
    page.get_by_role("button", name="Value").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Value")
