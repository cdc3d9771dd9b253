"""site/document_tables.py: tables of hand-written pages can be scrolled with a keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from briefing_files import Files
from press.site.document_tables import frame_tables
from press.site.render import Content
from press.site.wording import read_words
from site_factory import SiteMaker

TABLE = '<table>\n<thead><tr><th>A &amp; B</th><th style="text-align: right;"><em>How</em></th></tr></thead></table>'


def test_a_table_is_in_a_box_named_after_its_columns(tmp_path: Path) -> None:
    words, _ = read_words(tmp_path)
    framed = frame_tables(f"<p>x</p>{TABLE}<p>y</p>{TABLE}", words)
    box = '<div class="table-box" role="region" tabindex="0" aria-label="Table: A &amp; B, How"><table class="written">'
    assert framed.count(box) == 2
    assert framed.endswith("</table></div>") and "</table></div><p>y</p>" in framed


def test_a_table_with_a_class_is_left_alone(tmp_path: Path) -> None:
    words, _ = read_words(tmp_path)
    own = '<table class="own"><tr><td>1</td></tr></table>'
    assert frame_tables(own, words) == own


def test_the_body_of_an_entry_has_its_tables_in_boxes_too(built: Callable[[Files], SiteMaker]) -> None:
    body = "| Year | Lamps |\n  | --- | --- |\n  | 2023 | 5 |"
    made = built({"companies/lamp.yml": f"name: Lamp\nsummary: A firm.\ntype: company\nbody: |\n  {body}\n"})
    page = Content(made.site).page(next(page for page in made.pages if page.address == "companies/lamp/"))
    assert re.search(r'<div class="table-box" role="region" tabindex="0" aria-label="[^"]*Year, Lamps"><table', page)
