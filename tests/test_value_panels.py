"""Amounts over time side by side: the same scales for all, points and bands where times say so, labels with room."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from briefing_files import Files
from press.site.views.drawings.value_scale import BOTTOM, TOP, ValueScale
from press.site.views.value_panels import Panels, value_panels
from site_factory import SiteMaker

CLAIM = "- {{id: c{0}, text: Fact {0}., kind: figure, subject: {1}, property: {2}, value: {3}, when: {4}}}\n"
BASE: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/glow.yml": "{name: Glow, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "articles/news.yml": "{title: News, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "properties.yml": "worth: {label: worth, value: amount}\nprice: {label: price, value: amount, agreed: true}\n",
}
Draw = Callable[..., Panels | None]


@pytest.fixture
def draw(built: Callable[[Files], SiteMaker]) -> Draw:
    """The drawings of Lantern and of Glow."""

    def drawing(*rows: tuple[str, str, str, str]) -> Panels | None:
        claims = "".join(CLAIM.format(n, *row) for n, row in enumerate(rows))
        site = built({**BASE, "claims/news.yml": claims or "[]"}).site
        return value_panels(site, [("lantern",), ("glow",)], ["worth", "price"], "")

    return drawing


def test_all_share_both_scales(draw: Draw) -> None:
    panels = draw(
        ("lantern", "worth", "1 billion USD", "2023-04-18"),
        ("glow", "worth", "2.7 billion USD", "2024"),
        ("lantern", "price", "281 million USD", "2023-06-29"),
    )
    assert panels is not None
    assert panels.title == "Worth; Price"
    assert panels.top == (TOP, "US$3 billion") and panels.zero == BOTTOM
    first, second = panels.panels
    assert [(mark.y, mark.style, mark.width) for mark in first.marks] == [(93, "said", 0), (117, "agreed", 0)]
    assert [(mark.x, mark.width) for mark in second.marks] == [(49.93, 50.07)]
    assert panels.ticks == ((0.0, "2023"), (49.93, "2024"))
    assert panels.styles == ("said", "agreed", "span")


def test_other_units_are_counted_and_not_drawn(draw: Draw) -> None:
    panels = draw(
        ("lantern", "worth", "1 USD", "2023"), ("glow", "worth", "2 USD", "2023"), ("glow", "price", "9 CNY", "2023")
    )
    assert panels is not None
    assert panels.undrawn == 1
    assert [len(panel.marks) for panel in panels.panels] == [1, 1]


def test_what_has_no_amounts_keeps_its_place(draw: Draw) -> None:
    panels = draw(("glow", "worth", "2 USD", "2023"))
    assert panels is not None
    assert [(panel.name, len(panel.marks)) for panel in panels.panels] == [("Lantern", 0), ("Glow", 1)]
    assert draw() is None


def test_labels_never_meet_and_one_amount_is_written_once(draw: Draw) -> None:
    rows = [("lantern", "worth", f"{n % 7 + 1} billion USD", f"2023-{n % 12 + 1:02}-{n + 1:02}") for n in range(9)]
    panels = draw(*rows)
    assert panels is not None
    marks = panels.panels[0].marks
    written = [(mark.label.words, mark.y) for mark in marks if mark.label]
    assert len(marks) == 9 and 3 <= len(written) == len(set(written))


def test_a_label_near_the_right_end_stands_left_of_its_mark(draw: Draw) -> None:
    panels = draw(("lantern", "worth", "1 USD", "2023-12-30"), ("glow", "worth", "1 USD", "2023-01-02"))
    assert panels is not None
    labels = [panel.marks[0].label for panel in panels.panels]
    assert [label.anchor for label in labels if label] == ["end", "start"]


def test_one_day_and_two_hundred_years(draw: Draw) -> None:
    one = draw(("lantern", "worth", "1 USD", "2023-04-18"))
    assert one is not None and [year for _, year in one.ticks] == ["2023"]
    long = draw(("lantern", "worth", "1 USD", "1824-04-18"), ("glow", "worth", "2 USD", "2023-04-18"))
    assert long is not None and 1 <= len(long.ticks) <= 5


@pytest.mark.parametrize(("values", "top", "count"), [(("2.7",), "3", 3), (("0",), "1", 4), (("90", "-5"), "100", 4)])
def test_the_scale_ends_at_round_numbers_and_has_few_lines(values: tuple[str, ...], top: str, count: int) -> None:
    scale = ValueScale.over([Decimal(value) for value in values])
    assert scale.top == Decimal(top)
    assert len(scale.lines()) == count
    assert min(scale.lines()) >= TOP
