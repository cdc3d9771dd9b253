"""Draws the share cards into docs/: `make cards`. Not part of a build, which uses the committed cards."""

from __future__ import annotations

import argparse
import base64
import json
import struct
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from playwright.sync_api import Browser, Page, sync_playwright

from press.library.briefing import Briefing
from press.problem import Rejected, select_errors
from press.site.assets import join_styles
from press.site.drawn_cards import FOLDER, said_path
from press.site.render import drawing
from press.site.settings import read_settings
from press.site.share_cards import HEIGHT, WIDTH, Card, cards
from press.site.views import QUERIES, Site
from press.site.wording import read_words

ROOT = Path(__file__).resolve().parents[1]
THEME = ROOT / "hooks" / "theme"


def read_site(config: MkDocsConfig) -> Site:
    """The site as the build sees it; raises Rejected with its problems."""
    settings, problems = read_settings(config.extra.get("briefing"))
    words, more = read_words(ROOT)
    if settings is None or problems or more:
        raise Rejected([*problems, *more])
    briefing = Briefing(ROOT, settings.folder)
    if errors := select_errors(briefing.refresh()):
        raise Rejected(errors)
    return Site(briefing, settings, words, config.site_name, config.site_url or "", QUERIES)


def draw(site: Site, wanted: Iterable[Card], browser: Browser, folder: Path) -> None:
    """Draws one picture per card. The browser reads the page from a file, so that it can load the theme's files."""
    assets = (THEME / "assets").as_uri()
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch, "briefing.css").write_text(join_styles(THEME), encoding="utf-8")
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        file = Path(scratch) / "card.html"
        for card in wanted:
            file.write_text(drawing(card, site, assets), encoding="utf-8")
            page.goto(file.as_uri())
            page.evaluate("document.fonts.ready")
            (folder / f"{card.name}.png").write_bytes(_reduce_colors(_read_pixels(page)))
        page.close()


_READ_PIXELS = """
async (picture) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const brush = canvas.getContext("2d");
  brush.drawImage(bitmap, 0, 0);
  const { data } = brush.getImageData(0, 0, bitmap.width, bitmap.height);
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.readAsDataURL(new Blob([data]));
  });
}
"""


def _read_pixels(page: Page) -> list[bytes]:
    """A screenshot of a page, four bytes per pixel, row by row: the browser decodes its own PNG."""
    picture = base64.b64encode(page.screenshot()).decode()
    data = base64.b64decode(page.evaluate(_READ_PIXELS, picture))
    return [data[start : start + 4] for start in range(0, len(data), 4)]


def _reduce_colors(pixels: list[bytes]) -> bytes:
    """A PNG with a palette (https://www.w3.org/TR/png-3/): the most frequent of the colors that look alike is kept."""
    chosen: dict[bytes, bytes] = {}
    for color, _ in Counter(pixels).most_common():
        chosen.setdefault(_likeness(color), color)
    places = {likeness: index for index, likeness in enumerate(chosen)}
    indices = {color: places[_likeness(color)] for color in set(pixels)}
    palette = b"".join(color[:3] for color in chosen.values())
    flat = bytes(map(indices.__getitem__, pixels))
    rows = b"".join(b"\0" + flat[start : start + WIDTH] for start in range(0, len(flat), WIDTH))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _likeness(color: bytes) -> bytes:
    """Equal for colors that no reader can distinguish at the edge of a letter."""
    return bytes(channel >> 4 for channel in color[:3])


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def main() -> int:
    parser = argparse.ArgumentParser(prog="make cards", description="Draw the share cards of the site.")
    parser.add_argument("browser", help="a Chromium; tests/browser/find_browser.py prints one")
    browser = parser.parse_args().browser
    config = load_config(str(ROOT / "mkdocs.yml"))
    try:
        site = read_site(config)
    except Rejected as rejected:
        print(rejected, file=sys.stderr)
        return 1
    wanted, docs = list(cards(site)), Path(config.docs_dir)
    folder = docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        draw(site, wanted, chromium, folder)
        chromium.close()
    said = {card.name: card.says(site.name) for card in wanted}
    text = json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    said_path(docs).write_text(text, encoding="utf-8")
    print(f"{len(wanted)} cards in {folder.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
