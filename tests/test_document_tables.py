"""site/document_tables.py: tables of hand-written pages can be scrolled with a keyboard."""

from __future__ import annotations

from pathlib import Path

from press.site.document_tables import frame_tables
from press.site.wording import read_words

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
