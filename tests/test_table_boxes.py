"""site/table_boxes: tables in prose scroll in boxes of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.table_boxes import box_tables
from site_factory import SiteMaker

BOX = '<div class="table-box" role="region" tabindex="0" aria-label="{}"><table class="series">{}</table></div>'
HEAD = "<thead>\n<tr>\n<th>Year</th>\n<th>Lamps &amp; <em>oil</em></th>\n</tr>\n</thead>"


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        (HEAD, "Year, Lamps &amp; oil"),
        ("<tr>\n<th></th>\n<th></th>\n</tr><tr><td>1 &lt; 2</td></tr>", "1 &lt; 2"),
        ("<tr><td>&quot;a&quot;</td></tr>", "&#34;a&#34;"),
    ],
)
def test_a_table_is_in_a_box_with_the_name_of_its_first_row(inside: str, name: str) -> None:
    assert box_tables(f"<p>A</p><table>{inside}</table><p>B</p>") == f"<p>A</p>{BOX.format(name, inside)}<p>B</p>"


def test_each_table_has_its_own_box() -> None:
    content = "<table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>"
    assert box_tables(content).count('<div class="table-box"') == 2


def test_other_tables_are_left_alone() -> None:
    for content in ('<table class="own"><tr><td>a</td></tr></table>', "<p>No table</p>"):
        assert box_tables(content) == content


def test_the_body_of_an_entry_has_its_tables_in_boxes(built: Callable[[Files], SiteMaker]) -> None:
    body = "| Year | Lamps |\n    | --- | --- |\n    | 2023 | 5 |"
    made = built({"companies/lamp.yml": f"name: Lamp\nsummary: A firm.\ntype: company\nbody: |\n    {body}\n"})
    page = Content(made.site).page(next(page for page in made.pages if page.address == "companies/lamp/"))
    assert '<div class="table-box" role="region" tabindex="0" aria-label="Year, Lamps"><table class="series">' in page
