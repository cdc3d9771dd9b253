"""Amounts as bars: one scale from zero, each amount as it is printed, and nothing drawn that was not said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.jinja_env import environment
from press.site.views.value_bars import MOST_BARS, ValueBar, ValueBars, value_bars
from site_factory import SiteMaker

FILES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/glow.yml": "{name: Glow, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: The Gazette, summary: A paper., type: outlet}",
    "articles/news.yml": "{title: News, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "articles/more.yml": "{title: More, publisher: gazette, url: https://b.example/1, published: 2023-05-18}",
    "properties.yml": "valuation: {label: valuation, value: amount, single: value}\n"
    "price: {label: price, value: amount, agreed: true}\n",
}
CLAIM = "- {{id: {0}, text: Lantern {0}., kind: figure, subject: {1}, property: {2}, value: {3}, when: {4}}}\n"
Draw = Callable[..., ValueBars | None]


@pytest.fixture
def draw(built: Callable[[Files], SiteMaker]) -> Draw:
    """The drawing of valuations and prices that some claims of the Herald, and of the Gazette, give."""

    def drawing(*rows: tuple[str, ...], more: tuple[str, ...] = (), subjects: tuple[str, ...] = ("lantern",)) -> object:
        claims = "".join(CLAIM.format(f"c{n}", *row) for n, row in enumerate(rows))
        files = {**FILES, "claims/news.yml": claims or "[]"}
        if more:
            files["claims/more.yml"] = CLAIM.format("m", *more)
        return value_bars(built(files).site, subjects, ["valuation", "price"])

    return drawing


def shape(drawing: ValueBars | None) -> list[tuple[str, str, str]]:
    assert drawing is not None
    return [(bar.value, bar.style, bar.width) for bar in drawing.bars]


def test_bars_share_a_scale_from_zero_and_are_solid_where_agreed(draw: Draw) -> None:
    drawing = draw(
        ("lantern", "valuation", "1 billion USD", "2023-04"),
        ("lantern", "valuation", "~ 200 million USD", "2023-02"),
        ("lantern", "price", "281 million USD", "2023-06-29"),
    )
    assert shape(drawing) == [
        ("about US$200 million", "said", "20.00%"),
        ("US$1 billion", "said", "100.00%"),
        ("US$281 million", "agreed", "28.10%"),
    ]
    assert drawing is not None
    assert drawing.title == "Valuation: about US$200 million to US$1 billion; price: US$281 million"
    assert drawing.facts == ("news/c1", "news/c0", "news/c2")
    assert [bar.is_about for bar in drawing.bars] == [True, False, False]


def test_other_currencies_are_words_and_never_converted(draw: Draw) -> None:
    drawing = draw(
        ("lantern", "valuation", "1 billion USD", "2023-04"),
        ("lantern", "valuation", "4 billion USD", "2023-05"),
        ("lantern", "price", "2.065 billion CNY", "2023-06"),
    )
    assert shape(drawing)[2] == ("2.065 billion yuan", "agreed", "")
    assert drawing is not None and drawing.has_others


def test_facts_that_give_one_amount_share_a_bar(draw: Draw) -> None:
    drawing = draw(
        ("lantern", "price", "1 billion USD", "2023-02"),
        ("lantern", "price", "2 billion USD", "2023-03"),
        more=("lantern", "price", "2 billion USD", "2023-05"),
    )
    assert drawing is not None
    last = drawing.bars[1]
    assert (last.value, last.date, last.support.word) == ("US$2 billion", "Mar to May 2023", "2 publishers")
    assert set(last.facts) == {"news/c1", "more/m"}


def test_bounds_are_marked_and_stay_apart_from_exact_amounts(draw: Draw) -> None:
    drawing = draw(
        ("lantern", "valuation", "more than 1 billion USD", "2023-02"),
        ("lantern", "valuation", "1 billion USD", "2023-03"),
        ("lantern", "valuation", "less than 3 billion USD", "2023-04"),
    )
    assert drawing is not None
    assert [bar.bound for bar in drawing.bars] == ["up", "", "down"]


def test_amounts_below_zero_begin_left_of_it(draw: Draw) -> None:
    drawing = draw(("lantern", "price", "-1 billion USD", "2022"), ("lantern", "price", "3 billion USD", "2023"))
    assert drawing is not None
    assert [(bar.start, bar.width) for bar in drawing.bars] == [("0.00%", "25.00%"), ("25.00%", "75.00%")]


def test_several_subjects_are_named(draw: Draw) -> None:
    drawing = draw(
        ("lantern", "valuation", "1 billion USD", "2023"),
        ("glow", "valuation", "2 billion USD", "2023"),
        subjects=("lantern", "glow"),
    )
    assert drawing is not None
    assert [bar.what for bar in drawing.bars] == ["Lantern, valuation", "Glow, valuation"]


def test_one_amount_and_very_many_are_not_drawn(draw: Draw) -> None:
    one = ("lantern", "valuation", "1 billion USD", "2023")
    assert draw(one) is None
    many = [("lantern", "valuation", f"{n} billion USD", str(1990 + n)) for n in range(1, MOST_BARS + 2)]
    assert draw(*many) is None
    assert draw(*many[:-1]) is not None


def test_each_bar_is_a_link_named_by_its_words(built: Callable[[Files], SiteMaker]) -> None:
    claims = [
        ("lantern", "valuation", "1 billion USD", "2023-04"),
        ("lantern", "price", "at most 2 billion USD", "2023"),
    ]
    files = {**FILES, "claims/news.yml": "".join(CLAIM.format(f"c{n}", *row) for n, row in enumerate(claims))}
    site = built(files).site
    drawing = value_bars(site, ["lantern"], ["valuation", "price"], title="What it is worth")
    env = environment(site.words, site.name)
    env.globals.update(has_document=lambda *_: False)
    html = " ".join(env.get_template("macros/value_bars.html").module.value_bars(drawing).split())
    assert "<figcaption>What it is worth</figcaption>" in html
    assert 'claims/news/c0/#claim"><b>US$1 billion</b> <span class="small">Apr 2023</span>' in html
    assert "<td>Lantern c0.</td>" in html
    assert '<td class="num"><a href="/@/claims/news/c1/#claim">at most US$2 billion</a></td>' in html
    assert html.count("<path") == 1


def test_no_view_holds_a_bar_without_a_fact(draw: Draw) -> None:
    drawing = draw(("lantern", "price", "1 USD", "2022"), ("lantern", "price", "2 USD", "2023"))
    assert drawing is not None and all(isinstance(bar, ValueBar) and bar.facts for bar in drawing.bars)
