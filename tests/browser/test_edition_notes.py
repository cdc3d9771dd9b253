"""Editions in a browser: notes beside the text or beneath it, few stops for the keyboard, and the mail."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from readers import Data
from served_site import Visit

MAX_STOPS = 120
WIDE = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}}
COUNT_STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(each => each.tabIndex >= 0 && !each.disabled
        && each.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})).length"""


@pytest.fixture
def edition(data: Data) -> str:
    return data.path_of(data.items("editions")[0])


def test_notes_stand_beside_their_sentences_on_a_wide_screen(visit: Visit, edition: str) -> None:
    page = visit(edition, **WIDE)
    mark = page.locator("section sup.cite a[id^=ref-]").first
    note = page.locator(mark.get_attribute("href") or "")
    text = page.locator(".edition-text .prose").first.bounding_box()
    beside, at = note.bounding_box(), mark.bounding_box()
    assert text and beside and at
    assert beside["x"] > text["x"] + text["width"]
    assert abs(beside["y"] - at["y"]) < 120
    expect(note.locator(".back")).to_be_hidden()


def test_a_note_opens_beneath_its_sentence_on_a_phone_and_leads_back(visit: Visit, edition: str) -> None:
    page = visit(edition, **PHONE)
    mark = page.locator("section sup.cite a[id^=ref-]").first
    note = page.locator(mark.get_attribute("href") or "")
    expect(note).to_be_hidden()
    mark.click()
    expect(note).to_be_visible()
    note.locator(".back").click()
    expect(note).to_be_hidden()
    expect(page).to_have_url(re.compile(r"#ref-\d+$"))
    expect(mark).to_be_in_viewport()


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_keyboard_has_few_stops(visit: Visit, edition: str, screen: dict[str, dict[str, int]]) -> None:
    assert 0 < visit(edition, **screen).evaluate(COUNT_STOPS) <= MAX_STOPS


@pytest.mark.parametrize("width", [320, 600, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mail_fits_every_screen_and_is_legible(visit: Visit, edition: str, width: int, scheme: str) -> None:
    page = visit(f"{edition}email.html", viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper, ink = find_colors(page)
    assert (paper < ink) == (scheme == "dark")
    column = page.locator("h1").bounding_box()
    assert column and column["width"] <= 600


def find_colors(page: Page) -> tuple[float, float]:
    """The lightness of the page, which is that of the canvas, and of its text, from 0 to 1."""
    shot = page.evaluate(
        """() => {
            const ink = getComputedStyle(document.querySelector('p')).color.match(/\\d+/g).slice(0, 3).map(Number);
            const probe = document.createElement('div');
            probe.style.backgroundColor = 'Canvas';
            document.body.append(probe);
            const paper = getComputedStyle(probe).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number);
            probe.remove();
            return [paper, ink].map(parts => parts.reduce((a, b) => a + b) / 765);
        }"""
    )
    paper, ink = shot
    return paper, ink
