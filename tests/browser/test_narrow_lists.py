"""How readers filter and sort lists and preview links: by mouse, by keyboard, by touch and by address."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import find_violations
from playwright.sync_api import Browser, Locator, Page, expect
from readers import Data, Examples
from served_site import Site, Visit, serve_site

from golden_site import copy_golden_briefing
from press.site.assets import join_scripts, join_styles
from press.site.render import Shell, Slots
from press.site.settings import Settings
from press.site.urls import to_root
from project_factory import HOOKS, commit_briefings
from site_factory import prepare_site

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


SECTIONS_HAVE_FACTS = "all => all.every(section => [...section.querySelectorAll('.fact-row')].some(row => !row.hidden))"
"""Whether each section has a fact that is not hidden."""


@pytest.fixture(scope="session")
def day(data: Data, examples: Examples) -> dt.date:
    """A day by which some of the company's claims had been published, and some had not."""
    said = sorted(c["said_on"] for c in data.live if examples.organisation in c["about"] and len(c["said_on"]) == 10)
    return dt.date.fromisoformat(said[len(said) // 2])


FACTS = "#claims :is(.fact-row, .bars li)"
"""The facts of an entry: rows, and the amounts that are drawn in their place."""


def list_shown(page: Page) -> list[Locator]:
    return page.locator(f"{FACTS}:visible").all()


def type_day(page: Page, label: str, keys: str) -> None:
    """Types month, day and year into a date field."""
    page.get_by_label(label).focus()
    page.keyboard.type(keys)


def test_a_name_shows_what_it_is_on_hover(visit: Visit, company: str) -> None:
    page = visit(company)
    defined = page.locator("article.claim a.name[data-def]").first
    name = page.locator(f"article.claim a.name[href='{defined.get_attribute('href')}']").last
    preview = page.locator(".def")
    name.hover()
    expect(preview).to_be_visible()
    expect(preview.locator("p")).to_have_text(defined.get_attribute("data-def") or "no definition")
    expect(name).to_have_attribute("aria-describedby", "definition")
    preview.hover()
    page.wait_for_timeout(400)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    assert page.url.endswith(company)


def test_a_preview_disappears_when_the_pointer_leaves(visit: Visit, company: str) -> None:
    page = visit(company)
    page.locator("article.claim a.name").first.hover()
    expect(page.locator(".def")).to_be_visible()
    page.locator("h1").hover()
    expect(page.locator(".def")).to_be_hidden()


def test_a_citation_shows_the_claim_of_its_note(visit: Visit, data: Data) -> None:
    page = visit(data.path_of(data.items("editions")[0]))
    mark = page.locator("sup.cite a").first
    mark.focus()
    note = page.locator(mark.get_attribute("href") or "")
    label = note.locator(".note-number").get_attribute("aria-label") or ""
    expect(page.locator(".def p")).to_have_text(label.partition(": ")[2])
    page.keyboard.press("Escape")
    expect(page.locator(".def")).to_be_hidden()


def test_a_tap_on_a_name_follows_it_and_a_word_explains_itself_first(visit: Visit, company: str) -> None:
    page = visit(company, **PHONE)
    word = page.locator("article.claim a.term:visible").first
    word.tap()
    expect(page.locator(".def")).to_be_visible()
    assert page.url.endswith(company)
    page.locator("h1").tap()
    expect(page.locator(".def")).to_be_hidden()
    name = page.locator("article.claim a.name:visible").first
    address = name.evaluate("link => link.href")
    name.tap()
    page.wait_for_url(address)


def test_a_company_as_known_on_a_day(visit: Visit, company: str, day: dt.date) -> None:
    page = visit(company)
    every = page.locator(FACTS).count()
    values = page.locator(".fact-box .fact:visible")
    now = values.count()
    type_day(page, "As known on", f"{day:%m%d%Y}")
    back = page.get_by_role("button", name="Show everything known today")
    expect(back).to_be_visible()
    left = list_shown(page)
    assert 0 < len(left) < every
    assert all((row.get_attribute("data-published") or "") <= day.isoformat() for row in left)
    assert values.count() < now
    said = page.locator(".known-on [role=status]")
    one = "fact" if len(left) == 1 else "facts"
    expect(said).to_contain_text(f"{len(left)} {one}, as known on {day.day} {day:%B %Y}")
    expect(said).to_contain_text(re.compile(rf"; {every - len(left)} later ones? hidden"))
    assert page.locator("#claims section:visible").evaluate_all(SECTIONS_HAVE_FACTS)
    assert page.url.endswith(f"?by={day}")
    page.reload()
    assert len(list_shown(page)) == len(left)
    back.focus()
    page.keyboard.press("Enter")
    expect(back).to_be_hidden()
    assert values.count() == now
    assert page.url.endswith(company)
    assert page.evaluate("document.activeElement.matches('[data-known-on]')")


def test_a_fact_is_told_as_its_best_report_of_the_day_told_it(visit: Visit, data: Data) -> None:
    """Of a fact with several reports, the row takes the words, the speaker and the number of publishers of then."""
    for company in data.items("companies"):
        page = visit(data.path_of(company))
        rows = page.locator("#claims .fact-row[data-history]")
        if rows.count():
            break
    row = rows.first
    (day, place, date, by, publishers), *later = json.loads(row.get_attribute("data-history") or "")
    assert later
    text = row.locator(".report[data-published]").nth(place).locator("p").first.text_content()
    today = [row.locator(part).text_content() for part in (".claim-text", ".fact-date", "summary")]
    page.goto(f"{page.url}?by={day}")
    expect(row.locator(".claim-text")).to_have_text(text or "")
    expect(row.locator(".fact-date")).to_have_text(date)
    expect(row.locator("summary .by")).to_have_text(by)
    expect(row.locator("summary b")).to_have_text(publishers)
    page.locator(".known-on button").click()
    assert today == [row.locator(part).text_content() for part in (".claim-text", ".fact-date", "summary")]


def test_every_fact_in_view_leads_to_a_row_in_view(visit: Visit, company: str, day: dt.date) -> None:
    page = visit(f"{company}?by={day}")
    notes = page.locator(".fact-box .fact .small > a[href^='#']:visible").all()
    assert notes
    targets = {note.get_attribute("href") or "" for note in notes}
    assert {target for target in targets if page.locator(target).is_hidden()} == set()


def test_a_claim_of_unknown_publication_day_stays(visit: Visit) -> None:
    page = visit("timeline/?by=2000-01-01")
    left = page.locator("li.event .fact-row:not([hidden])")
    assert {row.get_attribute("data-published") for row in left.all()} == {""}
    assert page.locator("li.event:visible").count() <= left.count()
    assert page.locator("li.month:visible").count() <= left.count()


def test_kinds_are_pressed_together(visit: Visit) -> None:
    page = visit("claims/")
    shown = page.locator("article.claim:visible")
    for name in ("Stated plan", "View"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
    assert {claim.get_attribute("data-kind") for claim in shown.all()} == {"plan", "opinion"}
    assert page.url.endswith("?kind=plan&kind=opinion")
    page.reload()
    assert {claim.get_attribute("data-kind") for claim in shown.all()} == {"plan", "opinion"}
    page.get_by_role("button", name="Stated plan").click()
    assert {claim.get_attribute("data-kind") for claim in shown.all()} == {"opinion"}


def test_a_link_to_a_fact_that_is_hidden_brings_it_back(visit: Visit, company: str) -> None:
    page = visit(company)
    target = page.locator("#claims .fact-row[data-published]:not([data-published=''])").first.get_attribute("id")
    page.goto(f"{page.url}?by=1900-01-01")
    expect(page.locator(f"#{target}")).to_be_hidden()
    page.evaluate("target => { location.hash = target; }", target)
    expect(page.locator(f"#{target}")).to_be_visible()
    expect(page.locator(f"#{target}")).to_be_focused()
    expect(page.locator(f"#{target}")).to_be_in_viewport()


def test_invalid_choices_in_an_address_are_ignored(visit: Visit, company: str) -> None:
    page = visit(f"{company}?by=2023-13-45")
    assert page.locator("#claims .fact-row[hidden]").count() == 0
    timeline = visit("timeline/?entry=nobody&by=yesterday&kind=gossip")
    assert timeline.locator("li.event:visible").count() == timeline.locator("li.event.happened").count()
    assert timeline.locator("select[data-filter=entry]").first.input_value() == ""
    assert timeline.locator("select[data-filter=entry]").first.evaluate("select => select.selectedIndex") == 0


def test_the_list_of_all_claims_can_be_filtered_too(visit: Visit, day: dt.date) -> None:
    page = visit(f"claims/?kind=forecast&by={day}")
    left = page.locator("article.claim:visible").all()
    assert left
    assert {claim.get_attribute("data-kind") for claim in left} == {"forecast"}


def test_the_timeline_shows_all_again(visit: Visit, examples: Examples) -> None:
    page = visit(f"timeline/?entry={examples.person}")
    every = page.locator("li.event.happened").count()
    assert page.locator("li.event:visible").count() < every
    page.get_by_role("button", name="Show all").click()
    assert page.locator("li.event:visible").count() == every
    assert "?" not in page.url


@pytest.mark.parametrize("way", ["light", "dark", "phone"])
@pytest.mark.parametrize("path", ["{company}?by={day}", "claims/?kind=plan", "timeline/?by={day}"])
def test_axe_finds_nothing_in_narrowed_lists(visit: Visit, company: str, day: dt.date, path: str, way: str) -> None:
    page = visit(path.format(company=company, day=day), **(PHONE if way == "phone" else {"color_scheme": way}))
    if way != "phone":
        page.locator(":is(.claim, .event):visible a.name").first.hover()
        expect(page.locator(".def")).to_be_visible()
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_scripts_the_controls_are_absent_and_all_is_there(visit: Visit, company: str) -> None:
    page = visit(f"{company}?by=2022-03-31", java_script_enabled=False)
    assert page.locator("[data-known-on]:visible, .known-on button:visible").count() == 0
    assert page.locator("#claims .fact-row[hidden]").count() == 0


def frame_with_script(slots: Slots) -> str:
    """A page of the smallest theme that runs our script."""
    assets = f"{to_root(slots.address)}assets/briefing"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{slots.title}</title>\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{assets}.css">\n</head>\n'
        f'<body>\n<main class="md-main">{slots.content}</main>\n<script src="{assets}.js"></script>\n</body>\n</html>\n'
    )


@pytest.fixture
def changed_site(tmp_path: Path) -> Iterator[Site]:
    """The golden briefing, created on one day and changed on two others."""
    project = copy_golden_briefing(tmp_path / "project")
    claims = project / "briefings" / "claims" / "herald-launch.yml"
    first = claims.read_text(encoding="utf-8")
    for day, text in (
        ("2023-04-01", first),
        ("2023-05-02", first.replace("when: ", "when: 2021 # ", 1)),
        ("2023-05-20", first),
    ):
        claims.write_text(text, encoding="utf-8")
        commit_briefings(project, day)
    folder = tmp_path / "site"
    prepare_site(project, Settings(schema_version=1), "A Briefing", "").write_site(
        Shell(frame_with_script, policy=False), folder
    )
    theme = HOOKS / "theme"
    shutil.copytree(theme / "assets", folder / "assets")
    (folder / "assets" / "briefing.css").write_text(join_styles(theme), encoding="utf-8")
    (folder / "assets" / "briefing.js").write_text(join_scripts(theme), encoding="utf-8")
    with serve_site(folder) as site:
        yield site


def test_changes_since_a_day(browser: Browser, changed_site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(changed_site.at("changes/"))
    status = page.locator("[data-left-out]")
    days = page.locator(".day:visible h3")
    every = page.locator(".day li").count()
    expect(status).to_have_text(f"{every} changes shown of {every}")
    type_day(page, "Show only changes since", "05022023")
    expect(days).to_have_text(["2 July 2023", "20 May 2023", "2 May 2023"])
    expect(status).to_have_text(f"3 changes shown of {every}")
    expect(page.locator(".day:visible li .small")).to_have_text(
        [
            "Retraction · Lantern was sold",
            "Details changed · Time: 2021, now February 2023",
            "Details changed · Time: February 2023, now 2021",
        ]
    )
    expect(page.get_by_role("heading", level=2).locator("visible=true")).to_have_text(["July 2023", "May 2023"])
    assert page.url.endswith("?since=2023-05-02")
    page.goto(changed_site.at("changes/?since=2023-05-03"))
    expect(days).to_have_text(["2 July 2023", "20 May 2023"])
    page.get_by_role("button", name="Show all").press("Enter")
    expect(status).to_have_text(f"{every} changes shown of {every}")
    context.close()


def test_changes_since_the_last_visit(browser: Browser, changed_site: Site) -> None:
    """The day is kept on the device, and found again only after the visit that noted it has ended."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(changed_site.at("changes/"))
    expect(button_of(page)).to_be_hidden()
    assert page.evaluate("localStorage.getItem('last-visit')") == "2023-07-02"
    page.goto(changed_site.at(""))
    expect(page.get_by_role("link", name="Since my last visit")).to_be_hidden()
    page.evaluate("localStorage.setItem('last-visit', '2023-05-02')")
    page.close()
    page = context.new_page()
    page.goto(changed_site.at(""))
    page.get_by_role("link", name="Since my last visit").click()
    expect(page.locator(".day:visible h3")).to_have_text(["2 July 2023", "20 May 2023", "2 May 2023"])
    expect(button_of(page)).to_be_visible()
    assert page.evaluate("localStorage.getItem('last-visit')") == "2023-07-02"
    page.close()
    page = context.new_page()
    page.goto(changed_site.at("changes/"))
    button_of(page).click()
    expect(page.get_by_text("Nothing has changed since your last visit.")).to_be_visible()
    context.close()


def button_of(page: Page) -> Locator:
    return page.get_by_role("button", name="Since my last visit")
