"""The desk in a real browser: from an article of twelve sentences to eight claims that `check` accepts, by keys."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from accessibility import find_violations
from served_site import Watch

from desk_project import ARTICLE, make_desk_project
from project_factory import serve_project, wait_for_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NEW_NAMES = (
    ("Copper Kettle", 0, "Owner of buildings in Riverland."),
    ("Northwind Capital", 0, "Fund for young firms."),
    ("Maria Santos", 1, "Partner at a fund."),
    ("Brightwell Labs", 0, "Maker of lamps."),
    ("Tom Okafor", 1, "Head of a maker of lamps."),
)
"""(unknown name, how many links come before that of its kind, summary), in the order of the article."""
CLAIMS = (
    (1, "Lantern began to sell talking lamps at a Riverland shop in March 2024."),
    (2, "Lantern paid Copper Kettle US$4 million for the building of its shop."),
    (3, "Li Wen says Lantern's shop will have 30 workers by the end of 2024."),
    (4, "Northwind Capital invested US$25 million in Lantern in January 2024."),
    (5, "Maria Santos of Northwind Capital says the shop is meant for older buyers."),
    (7, "Brightwell Labs has sold 200,000 lamps with such a program since 2022."),
    (8, "Tom Okafor of Brightwell Labs forecasts that prices fall by 10 per cent in 2025."),
    (9, "Lantern had a value of US$90 million in April 2023."),
)
"""(sentence, the claim in words of one's own)."""
MAX_SHARE = 1.3
MAX_DECISIONS = 6


@dataclass
class Hand:
    """Types and presses keys, and counts both."""

    page: Page
    typed: int = 0
    decisions: int = 0

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.typed += len(words)

    def press(self, key: str, until: str = "") -> None:
        """Presses a key, and waits for what it brings."""
        self.page.keyboard.press(key)
        self.decisions += 1
        if until:
            self.page.wait_for_selector(until)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_desk_project(tmp_path / "project")


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    """The address of the desk of a project that is served."""
    with serve_project(project) as home:
        wait_for_text(f"{home}desk/", "Articles")
        yield f"{home}desk/"


Open = Callable[..., "Page"]


@pytest.fixture
def open_desk(browser: Browser, address: str, watch: Watch) -> Iterator[Open]:
    """`open_desk(path, **options)`: a new page at a path of the desk."""
    contexts = []

    def open_page(path: str = "", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        contexts.append(context)
        watch.observe(context, address)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def check(project: Path) -> str:
    """What `check --strict --evidence` prints; empty if it accepts everything."""
    command = [sys.executable, "hooks", "check", "--strict", "--evidence", "evidence"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_an_article_becomes_eight_claims_by_keys(project: Path, open_desk: Open) -> None:
    hand = Hand(open_desk(f"article/{ARTICLE}/"))
    page = hand.page
    for name, skipped, summary in NEW_NAMES:
        page.wait_for_selector("html.script [data-sentence]")
        hand.press("n", f"[data-unknown] h3:has-text('{name}')")
        page.wait_for_selector("[data-unknown] a:focus")
        for _ in range(skipped):
            hand.press("Tab")
        hand.press("Enter", "textarea[name=summary]:focus")
        hand.type(summary)
        hand.press("Control+s", "[data-sentence]")
    page.goto(page.url.partition("?")[0])
    page.wait_for_selector("html.script")
    hand.press("c", "#claim-form")
    at = 1
    for number, text in CLAIMS:
        while at < number:
            hand.press("Escape")
            page.wait_for_selector("#claim-form", state="detached")
            hand.press("j", f"#s{at + 1}.now")
            hand.press("c", "#claim-form")
            at += 1
        page.wait_for_selector(f"#claim-form [name=at][value=s{number}]", state="attached")
        hand.type(text)
        page.wait_for_selector(f"[data-checked='{len(text)}']")
        if page.locator(".read-box").count():
            hand.press("Alt+r", "[name=read]:checked")
        hand.press("Control+Enter", f".save, #s{number + 1}.now")
        page.wait_for_selector(f"[data-sentence].now:not(#s{number})")
        at = int(page.locator(".now").get_attribute("data-sentence") or 0)
    assert check(project) == ""
    print(f"{hand.typed} characters typed, {hand.decisions} keys pressed for {len(CLAIMS)} claims")
    own = sum(len(text) for _, text in CLAIMS) + sum(len(summary) for *_, summary in NEW_NAMES)
    assert hand.typed <= MAX_SHARE * own
    assert hand.decisions <= MAX_DECISIONS * len(CLAIMS)


PAGES = (
    "",
    f"article/{ARTICLE}/?s=2",
    f"article/{ARTICLE}/?s=3&new=1",
    "entries/",
    "entry/?kind=company",
    "entry/?kind=edition",
    "entry/?id=lantern",
    "inbox/",
    "draft/",
)


def test_no_page_of_the_desk_has_a_barrier(open_desk: Open) -> None:
    found = {}
    for scheme in ("light", "dark"):
        page = open_desk(color_scheme=scheme)
        for path in PAGES if scheme == "light" else PAGES[:3]:
            page.goto(page.url.partition("desk/")[0] + f"desk/{path}")
            if violations := find_violations(page):
                found[scheme, path] = violations
    assert found == {}


def test_a_claim_is_written_without_a_script(project: Path, open_desk: Open) -> None:
    page = open_desk(java_script_enabled=False)
    page.get_by_role("link", name="A shop for lamps that talk").click()
    page.get_by_role("link", name="Sentence 9", exact=True).click()
    page.get_by_role("link", name="New claim from s9").click()
    page.get_by_label("Text", exact=True).fill("Lantern had a value of US$90 million in April 2023.")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Lantern had a value" in page.locator(".right .row").inner_text()
    assert "value" in (project / f"briefings/claims/{ARTICLE}.yml").read_text(encoding="utf-8")
    assert check(project) == ""


def test_the_checks_answer_while_a_claim_is_typed(open_desk: Open) -> None:
    page = open_desk(f"article/{ARTICLE}/?s=9&new=1")
    page.keyboard.type("Lantern had a value of US$80 million in April 2023.")
    page.wait_for_selector(".bad-box")
    assert "Contradicts s9" in page.locator(".meets").inner_text()
    page.locator("#text").fill("Lantern had a value of US$90 million in April 2023.")
    page.wait_for_selector(".meets h3:has-text('Meets s9')")


def test_words_that_were_put_aside_come_back(open_desk: Open) -> None:
    page = open_desk(f"article/{ARTICLE}/?s=9&new=1")
    page.keyboard.type("Lantern had a value")
    page.keyboard.press("Escape")
    page.wait_for_selector("#claim-form", state="detached")
    page.keyboard.press("c")
    page.wait_for_selector("#claim-form")
    assert page.locator("#text").input_value() == "Lantern had a value"


TOUCHED = "button, select, summary, .btn, input:not([type=hidden], [type=radio], [type=checkbox])"


def test_on_a_phone_everything_is_large_enough_to_touch(open_desk: Open) -> None:
    page = open_desk(f"article/{ARTICLE}/?s=4&new=1", has_touch=True)
    page.set_viewport_size({"width": 390, "height": 844})
    small = [
        item.evaluate("item => item.outerHTML")
        for item in page.locator(f"main :is({TOUCHED})").all()
        if item.is_visible() and (item.bounding_box() or {"height": 0})["height"] < 44
    ]
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
