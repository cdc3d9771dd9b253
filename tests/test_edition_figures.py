"""site/views/edition_figures.py: what a section's figure draws, and the same as rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.content.kinds.edition import Edition, Figure
from press.site.markdown import leave_to_table
from press.site.views.edition_figures import FigureView, figure_of
from site_factory import SiteMaker
from test_editions import FILES, read_page

Built = Callable[[Files], SiteMaker]

CLAIMS: Files = {
    "properties.yml": """
        owned-by: {label: owned by, value: company}
        valuation: {label: valuation, value: amount}
        price: {label: price, value: amount, agreed: true}
        """,
    "companies/glow.yml": "{name: Glow, summary: A shop., type: company}",
    "claims/second.yml": """
        - {id: worth, text: Lantern has a value of US$1 billion., kind: figure, subject: lantern, property: valuation,
           value: 1 billion USD, when: 2023-04}
        - {id: lamps, text: Lantern sells lamps., kind: background}
        - {id: price, text: Magnate pays US$250 million for Lantern., kind: event, subject: lantern, property: price,
           value: 250 million USD, when: 2023-04-19, label: Sold}
        - {id: glow, text: Glow opens., kind: event, about: [glow], when: 2023-04-12}
        - {id: glow-closes, text: Glow closes., kind: event, about: [glow], when: 2023-04-15}
        """,
    "comparisons/two.yml": """
        title: Two firms
        lead: Side by side.
        entries: [lantern, glow]
        rows: [{label: Worth, property: valuation}]
        """,
}


def edition_with(figure: str) -> Files:
    text = str(FILES["editions/one.yml"])
    at = "            claims: [first/open"
    return {**FILES, **CLAIMS, "editions/one.yml": text.replace(at, f"            figure: {figure}\n{at}")}


def draw(built: Built, figure: str) -> FigureView:
    site = built(edition_with(figure)).site
    data = site.library.entries["one"].data
    assert isinstance(data, Edition) and isinstance(data.sections[0].figure, Figure)
    view = figure_of(site, data.sections[0].figure)
    assert view is not None
    return view


def test_a_series_draws_amounts_as_bars_on_one_scale(built: Built) -> None:
    view = draw(built, "{kind: series, of: lantern, property: [valuation, price], title: 'What it''s worth'}")
    assert view.title == "What it’s worth" and view.bars is not None
    assert [(row.value, row.what, row.width) for row in view.rows] == [
        ("US$1 billion", "valuation", "100.00%"),
        ("US$250 million", "price", "25.00%"),
    ]
    assert view.sources == "Sources: The Herald, The Post."


def test_a_strip_draws_the_claims_that_it_names_in_order_of_time(built: Built) -> None:
    view = draw(built, "{kind: strip, of: [second/price, first/open, second/lamps]}")
    assert view.strip is not None and [row.mark.text for row in view.strip.marks] == ["Lantern opens.", "Sold"]
    assert [(row.date, row.what, row.by) for row in view.rows] == [
        ("2 Apr 2023", "Lantern opens.", "Li Wen, in The Herald"),
        ("19 Apr 2023", "Magnate pays US$250\u00a0million for Lantern.", "The Post"),
    ]


def test_a_strip_of_an_entry_draws_what_happened_to_it(built: Built) -> None:
    view = draw(built, "{kind: strip, of: lantern}")
    assert [row.date for row in view.rows] == ["2 Apr 2023", "5 Apr 2023", "19 Apr 2023"]


def test_lanes_share_an_axis(built: Built) -> None:
    view = draw(built, "{kind: lanes, of: [lantern, glow]}")
    assert [name for name, _ in view.lanes] == ["Lantern", "Glow"]
    first, second = (lane for _, lane in view.lanes)
    assert first.ticks == second.ticks
    glow = [row.mark.x for row in second.marks]
    assert 0 < glow[0] < glow[1] < max(row.mark.x for row in first.marks)
    assert len(view.rows) == 5


def test_a_comparison_is_its_table(built: Built) -> None:
    view = draw(built, "{kind: comparison, of: two}")
    assert (view.title, view.table_address) == ("Two firms", "comparisons/two/")
    assert view.table is not None and [row.label for row in view.table.rows] == ["Worth"]


@pytest.mark.parametrize(
    "figure",
    [
        "{kind: series, of: lantern, property: [valuation, price]}",
        "{kind: strip, of: [first/open, second/price]}",
        "{kind: lanes, of: [lantern, glow]}",
    ],
)
def test_the_keyboard_stops_at_the_table_and_not_at_the_drawing(built: Built, figure: str) -> None:
    page = read_page(built(edition_with(figure)))
    drawn = page.partition('<div class="edition-figure">')[2].partition("</details>")[0]
    drawing, _, table = drawn.partition("<details ")
    assert drawing.count("<a ") == drawing.count('<a tabindex="-1" ') > 1
    assert table.count("<a ") > 1 and "tabindex" not in table.replace('tabindex="0"', "")
    assert "The same as a table" in table


def test_a_drawing_without_a_table_keeps_its_links() -> None:
    assert leave_to_table('<a href="#">x</a>') == '<a href="#">x</a>'


def test_drawings_lead_and_amounts_end_a_section(built: Built) -> None:
    page = read_page(built(edition_with("{kind: strip, of: [first/open, second/price]}")))
    assert page.index("Nothing else is known.") < page.index("edition-figure") < page.index("again.")
    page = read_page(built(edition_with("{kind: series, of: lantern, property: [valuation, price]}")))
    assert page.index("again.") < page.index("edition-figure")


def test_mail_and_markdown_have_figures_as_rows(built: Built) -> None:
    files = built(edition_with("{kind: series, of: lantern, property: [valuation, price]}")).make_files()
    assert "  * 19 Apr 2023: US$250 million, price (The Post)\n" in files["editions/one/email.txt"].decode()
    mail = files["editions/one/email.html"].decode()
    assert "width:25.00%" in mail and "<svg" not in mail
    assert "- 19 Apr 2023: US$250 million, price" in files["editions/one/index.md"].decode()
    files = built(edition_with("{kind: comparison, of: two}")).make_files()
    assert "  * Lantern: US$1 billion (The Herald, Apr 2023)\n" in files["editions/one/email.txt"].decode()
