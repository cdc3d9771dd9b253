"""The share cards, drawn in a real browser: each the same at every drawing, whole and light."""

from __future__ import annotations

import struct
from pathlib import Path

from playwright.sync_api import Browser

import draw_cards as drawer
from press.site.share_cards import HEIGHT, WIDTH, cards

MAX_BYTES = 60_000


def test_a_card_is_drawn_twice_alike(browser: Browser, tmp_path: Path) -> None:
    site = drawer.read_site()
    wanted = list(cards(site))[-1:]
    drawn = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        drawer.draw(site, wanted, browser, folder)
        drawn.append((folder / f"{wanted[0].name}.png").read_bytes())
    assert drawn[0] == drawn[1]
    assert struct.unpack(">II", drawn[0][16:24]) == (WIDTH, HEIGHT)
    assert 1_000 < len(drawn[0]) <= MAX_BYTES
