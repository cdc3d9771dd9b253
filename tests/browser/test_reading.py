"""What a reader does: follows links, opens evidence, searches, filters and looks up words, on desktop and phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from readers import Data, Examples
from searching import find_lost_misspellings, find_lost_names, list_names, type_into_search
from served_site import Site, Visit

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
EVERY = 3
"""Of the roughly 290 names of the invented briefing, one in this many is typed."""


@pytest.fixture(scope="session")
def claim_path(data: Data, examples: Examples) -> str:
    """The address of a claim about a valuation."""
    return data.path_of(data.claims[examples.claim])


def test_from_an_entry_to_the_evidence_in_two_clicks(
    visit: Visit, data: Data, examples: Examples, company: str
) -> None:
    page = visit(company)
    rows = page.locator("article.fact-row[id]:visible").evaluate_all("rows => rows.map(row => row.id)")
    found_at = {f"c-{c['id'].replace('/', '--')}": c for c in data.live if "at" in c}
    row_id = next(row_id for row_id in rows if row_id in found_at)
    box, claim = page.locator(f"#{row_id}"), found_at[row_id]
    assert examples.organisation in claim["about"]
    publisher = data.name(data.articles[claim["article"]]["publisher"])
    expect(box.locator(".claim-meta").first).to_contain_text(publisher)
    expect(box.locator("a.source").first).to_have_attribute("href", data.source_of(claim))
    box.locator(".fact-date a").click()
    expect(page).to_have_url(re.compile(re.escape(claim["url"])))
    expect(page.locator("dl.evidence")).to_contain_text(publisher)
    place = {"s": "sentence", "p": "paragraph"}[claim["at"][0]]
    expect(page.locator("dl.evidence")).to_contain_text(re.compile(f"{place}s? {re.findall('[0-9]+', claim['at'])[0]}"))


def test_search_finds_names_first(page: Page, site: Site) -> None:
    owners = dict(list(list_names(site).items())[::EVERY])
    assert len(owners) > 70
    assert find_lost_names(page, owners) == set()


def test_search_finds_misspelled_names_among_the_first_three(page: Page, site: Site) -> None:
    owners = dict(list(list_names(site).items())[1::EVERY])
    lost, tried = find_lost_misspellings(page, owners)
    assert len(lost) <= 0.05 * tried, lost


def test_search_by_keyboard(page: Page, data: Data, examples: Examples) -> None:
    typed, entry_id = examples.chinese[0]
    page.keyboard.press("Control+k")
    field = page.locator("dialog.search").get_by_role("searchbox")
    field.fill(data.name(examples.organisation).lower())
    rows = page.locator("dialog.search li a")
    expect(rows.first).to_contain_text(data.name(examples.organisation))
    page.keyboard.press("ArrowDown")
    expect(rows.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    type_into_search(page, typed)
    page.keyboard.press("Enter")
    page.wait_for_url(data.entries[entry_id]["url"])


def test_the_counts_of_the_search_are_true_and_more_opens_the_rest(page: Page, data: Data) -> None:
    rows = type_into_search(page, data.name(data.busiest("companies")["id"]))
    note = page.locator("dialog.search [role=status]")
    total = int(re.match(r"[0-9]+", (note.text_content() or "").replace(",", ""))[0])  # type: ignore[index]
    sections = page.locator("dialog.search section")
    assert max(section.locator("li").count() for section in sections.all()) == 3
    left = page.locator("dialog.search section button")
    while left.locator("visible=true").count():
        left.locator("visible=true").first.click()
    assert rows.count() == total
    assert page.locator("dialog.search li a:focus").count() == 1


def test_where_nothing_is_found_the_search_suggests(page: Page, data: Data, examples: Examples) -> None:
    name = data.name(examples.organisation)
    type_into_search(page, f"{name} qqqzzz")
    expect(page.locator("dialog.search [role=status]")).to_contain_text(f"{name} qqqzzz")
    expect(page.locator("dialog.search li a").first).to_contain_text(name)
    page.locator("dialog.search li a", has_text=re.compile("[0-9]+ results?: ")).first.click()
    assert (page.locator("dialog.search input").input_value()).lower() in name.lower()


def test_the_page_of_results_answers_its_address(visit: Visit, data: Data, examples: Examples) -> None:
    name = data.name(examples.organisation)
    page = visit("")
    type_into_search(page, name)
    page.get_by_role("link", name="all results on one page").click()
    expect(page.locator(".search-found li a").first).to_contain_text(name)
    page.locator("form.search-form input").fill("corrections")
    page.keyboard.press("Enter")
    expect(page.locator(".search-found li a").first).to_have_attribute("href", re.compile("/corrections/$"))


def test_without_scripts_the_page_of_results_leads_to_the_lists(visit: Visit) -> None:
    page = visit("search/?q=x", java_script_enabled=False)
    assert "JavaScript" in re.findall("<noscript>(.*?)</noscript>", page.content(), re.DOTALL)[0]
    page.locator("[data-search-lists]").get_by_role("link", name="People").click()
    expect(page.locator("h1")).to_contain_text("People")


def test_nothing_of_the_search_is_fetched_before_it_is_opened(visit: Visit) -> None:
    page = visit("")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert [address for address in loaded if "search/" in address] == []


@pytest.mark.parametrize("list_of", ["entry", "publisher"])
def test_the_timeline_narrows_to_one_entry_or_publisher(visit: Visit, list_of: str) -> None:
    page = visit("timeline/")
    page.locator(".fold > summary").first.click()
    before = page.locator("li.event:visible").count()
    select = page.locator(f"select[data-filter={list_of}]").first
    held = {"entry": "data-about", "publisher": "data-publisher"}[list_of]
    happened = " ".join(row.get_attribute(held) or "" for row in page.locator("li.event.happened").all()).split()
    options = [option.get_attribute("value") or "" for option in select.locator("option").all()]
    chosen = next(option for option in options if option in happened)
    select.select_option(chosen)
    shown = page.locator("li.event:visible")
    assert 0 < shown.count() < before
    assert all(chosen in (event.get_attribute(held) or "").split() for event in shown.all())
    assert page.url.endswith(f"?{list_of}={chosen}")
    page.reload()
    assert page.locator("li.event:visible").count() == shown.count()


def test_the_timeline_is_whole_without_scripts(visit: Visit) -> None:
    page = visit("timeline/", java_script_enabled=False)
    assert page.locator("li.event").count() > 100
    assert page.locator(".bars-over-time a").count() > 10
    assert page.locator(".lane svg a").count() > 2
    expect(page.locator("[data-narrow]")).to_be_hidden()
    before = page.locator("li.event:visible").count()
    page.locator(".also-show input").first.check()
    assert page.locator("li.event:visible").count() > before


def test_a_reader_chooses_the_lanes_of_the_timeline(visit: Visit) -> None:
    page = visit("timeline/")
    shown = page.locator(".lane")
    before = [lane.get_attribute("data-lane") for lane in shown.all()]
    added = page.locator("[data-lane-tools] select").nth(len(before))
    other = next(
        value
        for option in added.locator("option").all()
        if (value := option.get_attribute("value")) and value not in before
    )
    added.select_option(other)
    expect(page.locator(f".lane[data-lane={other}] svg a").first).to_be_visible()
    page.reload()
    expect(page.locator(f".lane[data-lane={other}] svg a").first).to_be_visible()
    assert [lane.get_attribute("data-lane") for lane in shown.all()] == [*before, other]
    page.locator("[data-lane-tools] select").nth(0).select_option("")
    expect(shown).to_have_count(len(before))
    assert [lane.get_attribute("data-lane") for lane in page.locator(".lane-column").all()] == [*before[1:], other]


def test_a_word_explains_itself_on_focus(visit: Visit, company: str) -> None:
    page = visit(company)
    term = page.locator("a.term[data-def]").first
    term.focus()
    expect(page.locator(".def")).to_be_visible()
    expect(page.locator(".def")).to_contain_text(term.get_attribute("data-def") or "no definition")
    page.keyboard.press("Escape")
    expect(page.locator(".def")).to_be_hidden()


def test_a_claim_in_a_list_opens_marked(visit: Visit, data: Data, examples: Examples) -> None:
    claim = data.claims[examples.claim]
    entry = data.path_of(data.entries[claim["subject"]])
    page = visit(f"{entry}#c-{claim['id'].replace('/', '--')}", java_script_enabled=False)
    marked = page.locator("article.claim:target")
    expect(marked.locator("a.source")).to_have_attribute("href", data.source_of(claim))
    look = "e => { const s = getComputedStyle(e); return [s.boxShadow, s.backgroundColor, s.outlineStyle].join() }"
    assert marked.evaluate(look) != page.locator("article.claim:not(:target)").first.evaluate(look)


def test_dark_follows_the_system_and_the_choice_is_remembered(visit: Visit) -> None:
    page = visit("", color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.locator(".palette-switch").click()
    light = page.evaluate(background)
    assert light != dark
    page.goto(page.url + "people/")
    assert page.evaluate(background) == light


def test_a_phone_reads_an_organisation_with_a_chinese_name(visit: Visit, data: Data) -> None:
    entry = next(e for e in data.items("companies") if any(data.names(e, "native")))
    page = visit(data.path_of(entry), **PHONE)
    expect(page.locator("h1 .zh")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("h1")).to_be_in_viewport()


def test_a_citation_is_copied(visit: Visit, data: Data, examples: Examples, claim_path: str) -> None:
    page = visit(claim_path)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("[data-live]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    today = page.evaluate("new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })")
    claim = data.claims[examples.claim]
    assert copied.endswith(f"{claim['url']}#claim (read {today})")
    assert data.name(data.articles[claim["article"]]["publisher"]) in copied


def test_a_claim_opens_marked_and_focused_from_a_list(visit: Visit, data: Data, examples: Examples) -> None:
    claim = data.claims[examples.claim]
    page = visit(data.path_of(data.entries[claim["subject"]]), java_script_enabled=False)
    page.locator(f"#c-{claim['id'].replace('/', '--')} .fact-date a").click()
    expect(page.locator(".claim-page:target")).to_be_focused()
    expect(page.locator(".claim-page:target h1")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.claim-page') !== null")


def test_the_reports_that_differ_are_in_one_table(visit: Visit, data: Data, examples: Examples) -> None:
    claim = data.claims[examples.conflict[0]]
    page = visit(data.path_of(claim))
    rows = page.locator(".difference tbody tr")
    mine = rows.filter(has_text="this claim")
    expect(mine.first).to_contain_text(data.name(data.articles[claim["article"]]["publisher"]))
    assert rows.count() > mine.count()


def test_the_sources_sort_by_their_dates(visit: Visit, data: Data) -> None:
    page = visit("articles/")
    page.get_by_role("button", name="Published").click()
    days = page.locator("td[data-value]").evaluate_all("cells => cells.map(cell => cell.dataset.value)")
    known = [day for day in days if day]
    assert len(known) > 10 and known == sorted(known)
    assert len(days) > len(known) and days[: len(known)] == known, "those without a date are not last"


def test_a_phone_reads_the_numbers_without_scrolling_sideways(visit: Visit) -> None:
    for path in ("articles/", "figures/"):
        page = visit(path, **PHONE)
        assert page.locator(".table-box").evaluate("box => box.scrollWidth <= box.clientWidth")
    page.get_by_role("button", name="Value").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Value")
