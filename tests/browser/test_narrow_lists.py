"""How readers filter and sort lists and preview links: by mouse, by keyboard, by touch and by address."""

from __future__ import annotations

import datetime as dt
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


HEADS_HAVE_CLAIMS = """heads => heads.every(head => {
  let claims = 0;
  for (let next = head.nextElementSibling; next && next.tagName !== "H3"; next = next.nextElementSibling) {
    claims += next.matches("article.claim") && next.checkVisibility();
  }
  return head.checkVisibility() === claims > 0;
})"""
"""Whether each heading is visible if and only if one of its claims is."""


@pytest.fixture(scope="session")
def day(data: Data, examples: Examples) -> dt.date:
    """A day by which some of the company's claims had been published, and some had not."""
    said = sorted(c["said_on"] for c in data.live if examples.organisation in c["about"] and len(c["said_on"]) == 10)
    return dt.date.fromisoformat(said[len(said) // 2])


def list_shown(page: Page) -> list[Locator]:
    return page.locator("#claims > article.claim:visible").all()


def list_orders(page: Page) -> list[str]:
    """The sort keys of the visible claims, in the order of the page."""
    return [claim.get_attribute("data-order") or "" for claim in list_shown(page)]


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
    expect(page.locator(".def")).to_contain_text(note.locator(".note-claim").inner_text())
    expect(page.locator(".def")).to_contain_text(note.locator(".date").inner_text())
    page.keyboard.press("Escape")
    expect(page.locator(".def")).to_be_hidden()


def test_a_fact_and_a_mark_of_the_home_page_show_their_claims(visit: Visit, company: str) -> None:
    page = visit(company)
    mark = page.locator(".fact sup.cite a").first
    claim = page.locator(mark.get_attribute("href") or "")
    mark.hover()
    expect(page.locator(".def")).to_contain_text(claim.locator(".date").inner_text())
    assert "#" not in page.locator(".def p").inner_text()
    home = visit("")
    away = home.locator("sup.cite a").first
    away.hover()
    expect(home.locator(".def p")).to_have_text(away.get_attribute("data-def") or "no definition")


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


def test_only_what_was_published_by_a_day(visit: Visit, company: str, day: dt.date) -> None:
    page = visit(company)
    every = len(list_shown(page))
    resting = page.locator(":is(.fact, .ties li, .ties .small, .around, .difference tr):visible")
    facts = resting.count()
    type_day(page, "Show only what was published by", f"{day:%m%d%Y}")
    expect(page.get_by_role("button", name="Show all")).to_be_visible()
    left = list_shown(page)
    assert 0 < len(left) < every
    assert all((claim.get_attribute("data-published") or "") <= day.isoformat() for claim in left)
    assert resting.count() < facts
    expect(page.locator(".around")).to_be_hidden()
    expect(page.locator("[data-left-out]")).to_have_text(
        f"{len(left)} shown of {every} · {every - len(left)} later claims hidden · labels say what is known today"
    )
    assert page.url.endswith(f"?by={day}")
    page.reload()
    assert len(list_shown(page)) == len(left)
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    assert len(list_shown(page)) == every
    assert resting.count() == facts
    assert page.url.endswith(company)
    assert page.evaluate("document.querySelector('[data-narrow]').contains(document.activeElement)")


def test_every_mark_in_view_leads_to_a_claim_in_view(visit: Visit, company: str, day: dt.date) -> None:
    page = visit(f"{company}?by={day}")
    marks = page.locator(":is(.fact, .ties) sup.cite a[href^='#']:visible").all()
    assert len(marks) > 3
    targets = {mark.get_attribute("href") or "" for mark in marks}
    assert {target for target in targets if page.locator(target).is_hidden()} == set()


def test_a_claim_of_unknown_publication_day_stays(visit: Visit) -> None:
    page = visit("timeline/?by=2000-01-01")
    left = page.locator("li.event:visible")
    count = left.count()
    assert {event.get_attribute("data-published") for event in left.all()} == {""}
    expect(page.locator("[data-left-out]")).to_contain_text(f"{count} claim")
    expect(page.locator("[data-left-out]")).to_contain_text("of unknown publication day")
    assert page.locator("li.month:visible").count() <= count


def test_by_date_and_back(visit: Visit, company: str) -> None:
    page = visit(company)
    before = list_orders(page)
    assert before != sorted(before)
    page.get_by_role("button", name="By date").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="By date")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="By theme")).to_have_attribute("aria-pressed", "false")
    assert list_orders(page) == sorted(before)
    assert page.locator("#claims > h3:visible").count() == 0
    assert page.url.endswith("?order=date")
    page.reload()
    assert list_orders(page) == sorted(before)
    page.get_by_role("button", name="By theme").click()
    assert list_orders(page) == before
    assert page.locator("#claims > h3:visible").count() > 1
    assert page.url.endswith(company)


def test_kinds_are_pressed_together(visit: Visit, company: str) -> None:
    page = visit(company)
    for name in ("Stated plan", "View"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
    assert {claim.get_attribute("data-kind") for claim in list_shown(page)} == {"plan", "opinion"}
    assert page.url.endswith("?kind=plan&kind=opinion")
    assert page.locator("#claims > h3").evaluate_all(HEADS_HAVE_CLAIMS)
    page.reload()
    assert {claim.get_attribute("data-kind") for claim in list_shown(page)} == {"plan", "opinion"}
    page.get_by_role("button", name="Stated plan").click()
    assert {claim.get_attribute("data-kind") for claim in list_shown(page)} == {"opinion"}


def test_numbers_agree_with_the_facts_whatever_is_shown(visit: Visit, company: str) -> None:
    page = visit(f"{company}?order=date&kind=figure")
    drawn = "claim => getComputedStyle(claim.querySelector('.claim-number'), '::before').content"
    checked = 0
    for mark in page.locator(".fact:visible sup.cite a").all():
        claim = page.locator(mark.get_attribute("href") or "")
        if claim.is_visible():
            assert claim.evaluate(drawn).strip('"') == mark.inner_text()
            checked += 1
    assert checked > 1


def test_a_link_to_a_claim_that_is_hidden_brings_it_back(visit: Visit, company: str) -> None:
    page = visit(f"{company}?kind=opinion")
    mark = page.locator(".fact sup.cite a").first
    target = mark.get_attribute("href") or ""
    expect(page.locator(target)).to_be_hidden()
    mark.click()
    expect(page.locator(target)).to_be_visible()
    expect(page.locator(target)).to_be_focused()
    expect(page.locator(target)).to_be_in_viewport()


def test_invalid_choices_in_an_address_are_ignored(visit: Visit, company: str) -> None:
    page = visit(f"{company}?by=2023-13-45&kind=gossip&order=size")
    assert page.locator("article.claim:visible").count() == page.locator("article.claim").count()
    timeline = visit("timeline/?entry=nobody&by=yesterday")
    assert timeline.locator("li.event:visible").count() == timeline.locator("li.event").count()
    assert timeline.locator("select[data-filter=entry]").first.input_value() == ""
    assert timeline.locator("select[data-filter=entry]").first.evaluate("select => select.selectedIndex") == 0


def test_the_list_of_all_claims_can_be_filtered_too(visit: Visit, day: dt.date) -> None:
    page = visit(f"claims/?kind=forecast&by={day}")
    left = page.locator("article.claim:visible").all()
    assert left
    assert {claim.get_attribute("data-kind") for claim in left} == {"forecast"}


def test_the_timeline_shows_all_again(visit: Visit, examples: Examples) -> None:
    page = visit(f"timeline/?entry={examples.person}")
    every = page.locator("li.event").count()
    assert page.locator("li.event:visible").count() < every
    page.get_by_role("button", name="Show all").click()
    assert page.locator("li.event:visible").count() == every
    assert "?" not in page.url


@pytest.mark.parametrize("way", ["light", "dark", "phone"])
@pytest.mark.parametrize("path", ["{company}?by={day}&kind=figure", "claims/?kind=plan", "timeline/?by={day}"])
def test_axe_finds_nothing_in_narrowed_lists(visit: Visit, company: str, day: dt.date, path: str, way: str) -> None:
    page = visit(path.format(company=company, day=day), **(PHONE if way == "phone" else {"color_scheme": way}))
    if way != "phone":
        page.locator(":is(.claim, .event):visible a.name").first.hover()
        expect(page.locator(".def")).to_be_visible()
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_scripts_the_controls_are_absent_and_all_is_there(visit: Visit, company: str) -> None:
    page = visit(f"{company}?by=2022-03-31&kind=figure", java_script_enabled=False)
    assert page.locator("[data-narrow]:visible, [data-clear]:visible").count() == 0
    assert page.locator("article.claim:visible").count() == page.locator("article.claim").count()


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
