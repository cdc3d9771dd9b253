"""The share cards, drawn in a real browser: each is the same every time, complete and small."""

from __future__ import annotations

import struct
from pathlib import Path

from playwright.sync_api import Browser

import draw_cards
from golden_site import ADDRESS, copy_golden_briefing
from press.site.settings import Settings
from press.site.share_cards import HEIGHT, WIDTH, cards
from site_factory import prepare_site

MAX_BYTES = 60_000


def test_drawing_a_card_twice_gives_the_same_picture(browser: Browser, tmp_path: Path) -> None:
    project = copy_golden_briefing(tmp_path / "project")
    site = prepare_site(project, Settings(schema_version=1), "The Golden Briefing", ADDRESS).site
    card = list(cards(site))[-1]
    drawn = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        draw_cards.draw(site, [card], browser, folder)
        drawn.append((folder / f"{card.name}.png").read_bytes())
    assert drawn[0] == drawn[1]
    assert struct.unpack(">II", drawn[0][16:24]) == (WIDTH, HEIGHT)
    assert 1_000 < len(drawn[0]) <= MAX_BYTES
