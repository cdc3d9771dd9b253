"""Fifteen tasks of a reader, each done from the home page in no more clicks than its limit allows.

Here they are done on an invented briefing, and in tests/publication on the published one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from urllib.parse import urljoin

import feedparser
import pytest
from playwright.sync_api import Locator, Page, expect
from readers import ROLES, Data, Examples, Item, Reader

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}

Arrive = Callable[..., Reader]
"""`arrive(**options)`: a reader on the home page, in a browser context with those options."""


def strip_references(text: str) -> str:
    """A claim's text as the page shows it: references in double brackets are replaced by their words."""
    return re.sub(r"\[\[(?:[^]|]*\|)?([^]]*)\]\]", r"\1", text)


def find_heading(page: Page) -> Locator:
    return page.locator("h1")


def test_r1_who_said_it_and_the_evidence(reader: Reader, data: Data, examples: Examples) -> None:
    claim = data.claims[examples.claim]
    reader.find_at(strip_references(claim["text"]), claim["url"], within=20)
    evidence = reader.page.locator("dl.evidence")
    expect(evidence).to_contain_text(data.name(claim["said_by"]))
    expect(evidence).to_contain_text(claim["said_on"][:4])
    source = evidence.get_by_role("link", name="Open the source")
    assert reader.could_click(source) == data.source_of(claim)
    assert reader.clicks <= 2


def test_r2_what_changed_since_last_month(reader: Reader, data: Data) -> None:
    reader.click(reader.page.locator(".page").get_by_role("link", name="Everything that changed"))
    newest = max(item["changed"] for item in data.claims.values())
    day = reader.page.locator(f".day[data-day='{newest}']")
    expect(day.locator("h3")).to_be_in_viewport()
    expect(day.locator("h3")).to_contain_text(f"{dt.date.fromisoformat(newest):%B %Y}")
    links = day.locator("li a").evaluate_all("links => links.map(link => link.href)")
    shown = {claim["url"] for claim in data.claims.values()}.intersection(links)
    changed = {claim["url"] for claim in data.claims.values() if claim["changed"] == newest}
    assert shown and changed & shown
    since = reader.page.get_by_label("Show only changes since")
    assert since.is_visible() or reader.page.locator(".day").count() == 1
    assert reader.clicks <= 1


def test_r3_all_valuations_with_their_sources(reader: Reader, data: Data) -> None:
    reader.click(reader.page.locator(".foot").get_by_role("link", name="Numbers"))
    reader.click(reader.page.get_by_role("button", name="What"))
    rows = reader.page.locator(".series tbody tr", has=reader.page.locator("td:nth-child(2):text-is('valuation')"))
    wanted = data.stating("valuation")
    assert rows.count() == len({claim["fact"] for claim in wanted}), "not one row for each fact"
    shown = rows.evaluate_all(
        "rows => rows.map(row => [row.querySelector('a.date').href, row.querySelector('a.source').href])"
    )
    stated = {f"{claim['url']}#claim": data.source_of(claim) for claim in wanted}
    assert all(stated[claim] == source for claim, source in shown)
    places = rows.evaluate_all("rows => rows.map(row => row.rowIndex)")
    assert places == list(range(places[0], places[0] + len(places))), "the valuations are not together"
    assert reader.clicks <= 2


def test_r4_what_an_organisation_did_in_order(reader: Reader, data: Data, examples: Examples) -> None:
    reader.find(data.name(examples.organisation))
    expect(find_heading(reader.page)).to_contain_text(data.name(examples.organisation))
    happened = reader.page.locator("#happened article.claim")
    orders = happened.evaluate_all("all => all.map(claim => claim.dataset.order)")
    dated = [order for order in orders if not order.startswith("~")]
    assert len(dated) > 1 and dated == sorted(dated, reverse=True)
    wanted = {c["id"].replace("/", "--") for c in data.live if examples.organisation in c["about"]}
    there = reader.page.locator("#claims [id^='c-']").evaluate_all("all => all.map(claim => claim.id)")
    assert wanted <= {anchor.removeprefix("c-") for anchor in there}
    assert reader.clicks <= 2


def test_r5_the_roles_of_a_person_and_those_of_today(reader: Reader, data: Data, examples: Examples) -> None:
    reader.find(data.name(examples.person))
    facts = reader.page.get_by_role("complementary", name="Roles and facts")
    expect(facts).to_be_in_viewport()
    for claim in data.stating(*ROLES):
        if claim["subject"] == examples.person:
            expect_fact(facts.locator(".fact"), claim, data.name(claim["value"]))
    assert reader.clicks <= 2


def test_r6_who_led_an_organisation_then(reader: Reader, data: Data, examples: Examples) -> None:
    reader.find(data.name(examples.led))
    led = reader.page.locator("dl.facts > div", has=reader.page.locator("dt", has_text="Led by"))
    expect(led).to_be_in_viewport()
    for folded in led.locator("summary").all():
        reader.click(folded)
    for claim in data.stating("leads"):
        if claim["value"] == examples.led:
            expect_fact(led.locator(".fact"), claim, data.name(claim["subject"]))
    assert reader.clicks <= 3


def expect_fact(facts: Locator, claim: Item, name: str) -> None:
    """One of the facts gives the name with the beginning and the end that the claim gives, as far as it does; if it
    gives neither, with some time."""
    years = [claim[key][:4] for key in ("from", "until") if key in claim] or [r"\d{4}"]
    expect(facts.filter(has_text=name).filter(has_text=re.compile(".*".join(years), re.DOTALL)).first).to_be_visible()


def test_r7_what_a_word_means_in_place(reader: Reader, data: Data, examples: Examples) -> None:
    word = go_to_word(reader, data, examples)
    word.hover()
    expect(reader.page.locator(".def")).to_contain_text(strip_references(data.entries[examples.term[1]]["short"]))
    reader.page.mouse.move(0, 0)
    expect(reader.page.locator(".def")).to_be_hidden()
    word.focus()
    expect(reader.page.locator(".def")).to_be_visible()
    assert reader.clicks == 0


def test_r7_on_touch(arrive: Arrive, data: Data, examples: Examples) -> None:
    reader = arrive(**PHONE)
    word = go_to_word(reader, data, examples)
    reader.clicks += 1
    word.tap()
    expect(reader.page.locator(".def")).to_contain_text(strip_references(data.entries[examples.term[1]]["short"]))
    expect(reader.page.locator(".def")).to_be_in_viewport()
    assert reader.page.url == data.claims[examples.term[0]]["url"]
    assert reader.clicks <= 1


def go_to_word(reader: Reader, data: Data, examples: Examples) -> Locator:
    """Opens the claim whose sentence contains the term, and returns the term there."""
    claim, term = examples.term
    reader.page.goto(data.claims[claim]["url"])
    return reader.page.locator(f"h1 a.term[href*='/{term}/']").first


def test_r8_a_chinese_name_or_half_of_it(arrive: Arrive, data: Data, examples: Examples) -> None:
    assert examples.chinese
    reader = arrive()
    for typed, entry_id in examples.chinese:
        reader.clicks = 0
        whole = typed in data.names(data.entries[entry_id], "native")
        reader.find_at(typed, data.entries[entry_id]["url"], within=1 if whole else 3)
        expect(find_heading(reader.page)).to_contain_text(data.name(entry_id))
        assert reader.clicks <= 1


def test_r9_an_old_or_misspelled_name(arrive: Arrive, data: Data, examples: Examples) -> None:
    assert examples.other
    reader = arrive()
    for typed, entry_id in examples.other:
        reader.clicks = 0
        reader.find_at(typed, data.entries[entry_id]["url"], within=3)
        expect(find_heading(reader.page)).to_contain_text(data.name(entry_id))
        assert reader.clicks <= 1


def test_r10_the_address_of_one_claim(arrive: Arrive, data: Data, examples: Examples) -> None:
    claim = data.claims[examples.claim]
    reader = arrive()
    reader.find_at(strip_references(claim["text"]), claim["url"], within=20)
    assert reader.page.url == f"{claim['url']}#claim"
    assert reader.clicks <= 1
    for scripts in (True, False):
        colleague = arrive(java_script_enabled=scripts).page
        colleague.goto(reader.page.url)
        expect(find_heading(colleague)).to_have_text(strip_references(claim["text"]))
        expect(find_heading(colleague)).to_be_in_viewport()
        expect(colleague.locator(".claim-page:target")).to_be_focused()
        marked = colleague.locator(".claim-page").evaluate("claim => getComputedStyle(claim).boxShadow")
        colleague.goto(claim["url"])
        assert marked != colleague.locator(".claim-page").evaluate("claim => getComputedStyle(claim).boxShadow")


def test_r10_among_other_claims_it_opens_marked(arrive: Arrive, data: Data, examples: Examples) -> None:
    claim, page = data.claims[examples.claim], arrive().page
    for where in (data.entries[claim["subject"]], data.articles[claim["article"]]):
        expect(open_marked(page, f"{where['url']}#c-{claim['id'].replace('/', '--')}")).to_be_visible()
    expect(page.locator(":is(.claim, .report):target")).to_contain_text(strip_references(claim["text"]))


@pytest.mark.parametrize("place", ['<div class="report"[^>]*', "<li", "<li[^>]*><span"], ids=["fold", "bar", "in bar"])
def test_r10_it_opens_marked_where_it_has_no_row(arrive: Arrive, data: Data, place: str) -> None:
    open_marked(arrive().page, find_anchor(data, place))


def find_anchor(data: Data, place: str) -> str:
    """The address of a claim on the page of a company, where its anchor is in HTML of this form."""
    for company in data.items("companies"):
        html = (data.site.folder / data.path_of(company) / "index.html").read_text(encoding="utf-8")
        if found := re.search(rf'{place} id="(c-[^"]+)"', html):
            return f"{company['url']}#{found[1]}"
    raise LookupError(f"no company has a claim at {place}")


def open_marked(page: Page, address: str) -> Locator:
    """Opens the address of a claim among others, and returns what is marked there."""
    page.goto(address)
    marked = page.locator(":is(.claim, .report, .bars li):is(:target, :has(> span:target))")
    expect(marked).to_be_in_viewport()
    expect(page.locator(":target")).to_be_focused()
    background = "claim => getComputedStyle(claim).backgroundColor"
    assert marked.evaluate(background) != page.locator("body").evaluate(background)
    return marked


def test_r11_a_claim_with_its_full_citation(reader: Reader, data: Data, examples: Examples) -> None:
    claim = data.claims[examples.claim]
    reader.find_at(strip_references(claim["text"]), claim["url"], within=20)
    citation = reader.page.locator("p.citation")
    publisher = data.name(data.articles[claim["article"]]["publisher"])
    for part in (strip_references(claim["text"]), publisher, data.source_of(claim), claim["url"], claim["said_on"][:4]):
        expect(citation).to_contain_text(part)
    assert reader.clicks <= 1
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.page.get_by_role("button", name="Copy citation").press("Enter")
    expect(reader.page.locator("[data-live]")).to_have_text("Copied")
    assert reader.page.evaluate("navigator.clipboard.readText()").startswith(citation.inner_text())


def test_r12_what_rests_on_an_article_and_whether_it_is_withdrawn(
    reader: Reader, data: Data, examples: Examples
) -> None:
    article = data.articles[examples.article]
    taken = [claim for claim in data.claims.values() if claim["article"] == article["id"]]
    reader.find_at(strip_references(taken[0]["text"]), taken[0]["url"], within=20)
    reader.click(reader.page.locator("dl.evidence").get_by_role("link", name=article["title"]))
    expect(find_heading(reader.page)).to_have_text(article["title"])
    rows = reader.page.locator("#claims article.claim:visible")
    assert rows.count() == len({claim.get("fact", claim["id"]) for claim in taken}), "not one row for each fact"
    anchors = reader.page.locator("#claims [id^='c-']").evaluate_all("all => all.map(claim => claim.id)")
    assert len(anchors) == len(set(anchors))
    assert {"c-" + claim["id"].replace("/", "--") for claim in taken} <= set(anchors)
    withdrawn = reader.page.locator(".taken-back").first
    if "withdrawn" in article:
        expect(withdrawn).to_be_in_viewport()
        expect(withdrawn).to_contain_text(article["withdrawn"]["why"])
        expect(reader.page.locator("article.claim.is-retracted")).to_have_count(rows.count())
    else:
        expect(withdrawn).to_be_hidden()
    assert reader.clicks <= 2


def test_r13_two_sources_disagree(reader: Reader, data: Data, examples: Examples) -> None:
    reader.click(reader.page.locator(".page").get_by_role("link", name="Where sources differ"))
    facts = {data.claims[claim_id]["fact"] for claim_id in examples.conflict}
    assert len(facts) > 1
    tables = reader.page.locator("#conflict table.series")
    for fact in facts:
        tables = tables.filter(has=find_side(reader.page, data, fact))
    rows = tables.first.locator("tbody tr")
    rows.first.scroll_into_view_if_needed()
    for fact in facts:
        row = rows.filter(has=find_side(reader.page, data, fact))
        expect(row).to_be_visible()
        address = row.locator("a.claim-number").get_attribute("href") or ""
        claim = data.claims[address.partition("/claims/")[2].removesuffix("/#claim")]
        expect(row).to_contain_text((claim.get("when") or claim["said_on"])[:4])
        expect(row.locator("a.source")).to_have_attribute("href", data.source_of(claim))
    dates = rows.locator("td:nth-child(3)")
    expect(dates.first).to_be_visible()
    years = re.findall(r"\d{4}", " ".join(re.sub(r".*(\d{4}).*", r"\1", words) for words in dates.all_inner_texts()))
    assert years == sorted(years), "the newer is not the lower"
    assert reader.clicks <= 2


def find_side(page: Page, data: Data, fact: str) -> Locator:
    """The number of the claim that stands for a fact in a table: one of those that state it."""
    claims = [claim["id"] for claim in data.live if claim["fact"] == fact]
    return page.locator(",".join(f"a.claim-number[href$='/claims/{claim}/#claim']" for claim in claims))


def test_r14_follow_an_organisation(reader: Reader, data: Data, examples: Examples) -> None:
    reader.find(data.name(examples.organisation))
    assert reader.clicks <= 1
    page = reader.page.request.get(reader.page.url).text()
    feeds = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*\shref="([^"]+)"', page)
    answer = reader.page.request.get(urljoin(reader.page.url, feeds[0]))
    feed = feedparser.parse(answer.text())
    assert (answer.status, feed.bozo) == (200, False)
    assert feed.feed.title.startswith(data.name(examples.organisation))
    own = {claim["url"] for claim in data.claims.values() if examples.organisation in claim["about"]}
    assert feed.entries and own.issuperset(entry.link for entry in feed.entries)


def test_r15_print_an_organisation(reader: Reader, data: Data, examples: Examples) -> None:
    reader.find(data.name(examples.organisation))
    page = reader.page
    page.emulate_media(media="print")
    facts = {claim["fact"] for claim in data.live if examples.organisation in claim["about"]}
    anchors = {f"c-{fact.replace('/', '--')}" for fact in facts}
    rows = page.locator("#claims article.fact-row:visible")
    drawn = page.locator("#claims .bars li:visible").locator("xpath=self::*|span[@id]")
    printed_rows, printed_bars = (found.evaluate_all("all => all.map(one => one.id)") for found in (rows, drawn))
    assert anchors <= {*printed_rows, *printed_bars}, "a fact is not printed"
    assert sorted(printed_rows) == sorted(anchors - set(printed_bars)), "a row is printed twice, or is of no fact"
    printed = "link => getComputedStyle(link, '::after').content === `\" ${link.getAttribute('href')}\"`"
    assert rows.locator("a.source:visible").evaluate_all(f"links => links.length && links.every({printed})")
    assert page.locator(":is(.mast, .foot-groups, .filters, .page-foot):visible").count() == 0
    expect(page.locator(".print-line")).to_contain_text(page.url)
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") <= 3 + len(facts) / 6
    assert reader.clicks <= 1
