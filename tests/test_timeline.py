"""The timeline of many claims: where its bars lead, and what its first page contains."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views.common import CLAIMS_SIZE
from site_factory import SiteMaker

EVENT = "- {{id: {0}, text: Lantern opens shop {0}., kind: event, when: {1}}}\n"
MONTHS = [f"2023-{month:02d}" for month in range(1, 13)]
FILES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: The Gazette, summary: A paper., type: outlet}",
    "articles/day.yml": "{title: A day, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "articles/late.yml": "{title: Late, publisher: gazette, url: https://a.example/2, published: 2024-04-18}",
    "claims/day.yml": "".join(EVENT.format(f"{month}-{n}", month) for month in MONTHS for n in range(40)),
    "claims/late.yml": EVENT.format("plan", "2027") + EVENT.format("unsure", "2023-21"),
}


@pytest.fixture
def made(built: Callable[[Files], SiteMaker]) -> SiteMaker:
    return built(FILES)


def timeline(made: SiteMaker) -> dict[str, str]:
    """Address -> HTML of the pages of the timeline."""
    content = Content(made.site)
    return {page.address: content.page(page) for page in made.pages if page.template == "timeline"}


def test_a_bar_leads_to_the_page_on_which_its_month_begins(made: SiteMaker) -> None:
    pages = timeline(made)
    bars = re.findall(r'<a href="/@/(timeline/2023/[^"#]*)#([^"]+)"', pages["timeline/"])
    assert len(bars) == 12
    assert {address for address, _ in bars} == {"timeline/2023/", "timeline/2023/page/2/"}
    assert [(address, anchor) for address, anchor in bars if f'id="{anchor}"' not in pages[address]] == []


def test_the_first_page_of_many_claims_has_the_newest(made: SiteMaker) -> None:
    first = timeline(made)["timeline/"]
    assert first.count('<li class="event') == CLAIMS_SIZE
    assert "2027" in first and 'id="m-2023-01"' not in first
    assert '<a href="/@/timeline/" aria-current="page">newest</a>' in first
    assert "The newest facts that a source puts a date on" in first


def test_the_timeline_can_be_filtered_by_publisher(made: SiteMaker) -> None:
    first = timeline(made)["timeline/"]
    assert '<select data-filter="publisher"><option value="">all</option><option value="gazette">' in first
    assert first.count('data-publisher="gazette"') == 1


def draw(built: Callable[[Files], SiteMaker], dates: list[str]) -> tuple[list[str], list[str]]:
    """The names of the bars, and the years below them, of a timeline of claims with these dates."""
    events = "".join(EVENT.format(f"c{number}", date) for number, date in enumerate(dates))
    page = timeline(built({**FILES, "claims/day.yml": events, "claims/late.yml": EVENT.format("one", dates[0])}))[
        "timeline/"
    ]
    ticks = page[page.index('<svg class="ticks"') :].partition("</svg>")[0]
    return re.findall("<title>([^:]*):", page), re.findall(r">(\d+)</text>", ticks)


def test_years_without_months_have_bars_too(built: Callable[[Files], SiteMaker]) -> None:
    assert draw(built, ["0960", "0962", "096X"]) == (["960", "962"], ["960", "961", "962"])


def test_the_years_below_a_long_history_do_not_overlap(built: Callable[[Files], SiteMaker]) -> None:
    bars, years = draw(built, [f"{year}-03-04" for year in range(1789, 2026, 4)])
    assert len(bars) == 58
    assert years == [str(year) for year in range(1800, 2021, 20)]


def test_a_single_bar_does_not_fill_the_width(built: Callable[[Files], SiteMaker]) -> None:
    made = built(
        {**FILES, "claims/day.yml": EVENT.format("a", "1999-01-01"), "claims/late.yml": EVENT.format("b", "1999-01-01")}
    )
    page = timeline(made)["timeline/"]
    assert 'viewBox="0 0 50 ' in page and 'x2="10"' in page


def list_centuries(page: str) -> list[tuple[str, bool]]:
    """The names of the lists of years, and whether each is open."""
    found = re.findall(r"<details class=\"behind\"( open)?><summary>([^<]*)", page)
    return [(name.strip(), bool(is_open)) for is_open, name in found]


def test_many_years_are_listed_by_century(built: Callable[[Files], SiteMaker]) -> None:
    dates = ["0960", *(str(year) for year in range(1750, 1850)), "2023"]
    events = "".join(EVENT.format(f"c{number}", date) for number, date in enumerate(dates))
    pages = timeline(built({**FILES, "claims/day.yml": events, "claims/late.yml": EVENT.format("one", "2024")}))
    names = ["960", "1750 – 1799", "1800 – 1849", "2023 – 2024"]
    assert list_centuries(pages["timeline/"]) == [(name, name == names[-1]) for name in names]
    assert list_centuries(pages["timeline/1760/"]) == [(name, name == names[1]) for name in names]
    assert 'timeline/1760/" aria-current="page">1760' in pages["timeline/1760/"]


def test_some_years_are_one_list(made: SiteMaker) -> None:
    assert list_centuries(timeline(made)["timeline/"]) == []


def test_choices_of_one_name_are_in_the_order_of_their_ids(built: Callable[[Files], SiteMaker]) -> None:
    """In the order of a set, two builds of one briefing would differ."""
    twins = [f"comet-{number}" for number in range(1, 8)]
    files = {f"companies/{twin}.yml": "{name: Comet, summary: An airline., type: company}" for twin in twins}
    events = "".join(
        f"- {{id: c{n}, text: It flies., kind: event, when: 2023, about: [{twin}]}}\n" for n, twin in enumerate(twins)
    )
    page = timeline(built({**FILES, **files, "claims/day.yml": events}))["timeline/"]
    assert re.findall(r'<option value="(comet-\d)">', page) == twins
