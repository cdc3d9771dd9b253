"""Names from right to left beside dates and numbers: everything is read in the order in which it is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from served_site import Site, Visit, build_site, serve_site

from briefing_files import Files, write_files
from project_factory import make_project

NAMES = {
    "ahram": "صحيفة الأهرام",
    "davar": "חברת דוד",
    "nikkei": "日本経済新聞 デジタル",
    "chosun": "조선 일보",
    "udn": "聯合報",
    "hamshahri": "روزنامهٔ می‌خوانم",
}
HEADLINE = "聯合報報導河邊小鎮的燈籠公司在春天開了第一家店" * 4
FILES: Files = {
    "articles/headline.yml": f"{{title: {HEADLINE}, publisher: udn, url: 'https://a.example/h', published: 2023}}",
    **{f"companies/{key}.yml": f"{{name: {name}, summary: A paper., type: outlet}}" for key, name in NAMES.items()},
    **{f"people/of-{key}.yml": f"{{name: {name[::2]}, summary: A reporter.}}" for key, name in NAMES.items()},
    **{
        f"articles/in-{key}.yml": f"{{title: {name} 2023 5, publisher: {key}, url: 'https://a.example/{key}', "
        f"published: 2023-04-18, authors: [of-{key}, {name} 7]}}"
        for key, name in NAMES.items()
    },
    **{
        f"claims/in-{key}.yml": f"- id: one\n  text: 2023 {name} report says 5 new funds; 12, {name}, 3 others join.\n"
        f"  kind: event\n  said_by: of-{key}\n  via: ahram\n  when: 2023-04\n"
        for key, name in NAMES.items()
    },
}
OPEN_FOLDS = "for (const fold of document.querySelectorAll('details')) fold.open = true"
IN_ORDER = """lines => lines.filter(line => line.checkVisibility()).map(line => {
  const boxes = [];
  const walk = node => {
    if (node.nodeName === "BDI") boxes.push(node.getClientRects()[0]);
    else if (node.nodeType === Node.TEXT_NODE) {
      for (const word of node.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        boxes.push(range.getClientRects()[0]);
      }
    } else if (node.className !== "claim-number") node.childNodes.forEach(walk);
  };
  walk(line);
  const isAfter = (box, last) => box.top > last.top + last.height / 2 || box.left > last.right - 1;
  return boxes.every((box, index) => !index || isAfter(box, boxes[index - 1])) ? "" : line.innerText;
}).filter(Boolean)"""
"""Elements -> the texts of the visible ones whose words and isolated names are not in the order as written."""
LINES = ".claim-text, .claim-meta, .facts dd, .eyebrow, td, h1, .entries dt"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The golden project with outlets, people and articles in many scripts."""
    project = make_project(tmp_path_factory.mktemp("directions") / "project")
    write_files(project / "briefings", FILES)
    with serve_site(project / "site") as site:
        if wrong := build_site(project, site, strict=False):
            pytest.fail(wrong, pytrace=False)
        yield site


def list_disordered(page: Page) -> list[str]:
    """The lines of a page, those in its folds among them, that are not read in the order in which they are written."""
    page.evaluate(OPEN_FOLDS)
    disordered: list[str] = page.locator(LINES).evaluate_all(IN_ORDER)
    return disordered


@pytest.mark.parametrize("width", [390, 1440])
def test_names_leave_dates_and_numbers_in_their_places(visit: Visit, width: int) -> None:
    page = visit("", viewport={"width": width, "height": 900})
    root = page.url
    for key in NAMES:
        for address in (f"companies/{key}/", f"people/of-{key}/", f"articles/in-{key}/", f"claims/in-{key}/one/"):
            page.goto(root + address)
            assert list_disordered(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    for address in ("articles/", "companies/", "people/", "claims/", "timeline/"):
        page.goto(root + address)
        assert list_disordered(page) == [], address


@pytest.mark.parametrize("width", [390, 1440])
def test_a_heading_in_chinese_reads_like_any_other(visit: Visit, width: int) -> None:
    page = visit("", viewport={"width": width, "height": 900})
    root, looks = page.url, set()
    for address in ("companies/udn/", "companies/herald/", "articles/headline/"):
        page.goto(root + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("h1").evaluate("head => head.scrollWidth <= head.clientWidth"), address
        inner = page.locator("h1 :is(.zh, bdi), h1").last
        looks.add(inner.evaluate("name => getComputedStyle(name).color + getComputedStyle(name).fontWeight"))
    assert len(looks) == 1
