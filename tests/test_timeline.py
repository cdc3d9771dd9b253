"""The timeline: where its bars and lanes lead, what its list contains, and how years are folded."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.settings import Settings
from press.site.views.common import CLAIMS_SIZE
from press.site.views.drawings.bars import overview
from press.site.views.drawings.lanes import MOST_CHOICES, default_lanes, lane_choices
from press.site.views.drawings.peaks import labelled_overview
from site_factory import SiteMaker

EVENT = "- {{id: {0}, text: Lantern opens shop {0}., kind: event, when: {1}}}\n"
MONTHS = [f"2023-{month:02d}" for month in range(1, 13)]
FILES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: The Gazette, summary: A paper., type: outlet}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "articles/day.yml": "{title: A day, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "articles/late.yml": "{title: Late, publisher: gazette, url: https://a.example/2, published: 2024-04-18}",
    "claims/day.yml": "".join(EVENT.format(f"{month}-{n}", month) for month in MONTHS for n in range(40)),
    "claims/late.yml": EVENT.format("plan", "2027") + EVENT.format("unsure", "2023-21"),
}
Built = Callable[[Files], SiteMaker]


@pytest.fixture
def made(built: Built) -> SiteMaker:
    return built(FILES)


def timeline(made: SiteMaker) -> dict[str, str]:
    """Address -> HTML of the pages of the timeline."""
    content = Content(made.site)
    return {page.address: content.page(page) for page in made.pages if page.template == "timeline"}


def of_dates(built: Built, *dates: str) -> SiteMaker:
    """A site with an event for each date."""
    events = "".join(EVENT.format(f"c{number}", date) for number, date in enumerate(dates))
    return built({**FILES, "claims/day.yml": events, "claims/late.yml": EVENT.format("one", dates[0])})


def test_a_bar_leads_to_the_page_on_which_its_month_begins(made: SiteMaker) -> None:
    pages = timeline(made)
    bars = re.findall(r'<a href="/@/(timeline/2023/[^"#]*)#(m-[^"]+)" aria-label', pages["timeline/"])
    assert len(bars) == 12
    assert {address for address, _ in bars} == {"timeline/2023/", "timeline/2023/page/2/"}
    assert [(address, anchor) for address, anchor in bars if f'id="{anchor}"' not in pages[address]] == []


def test_the_first_page_of_many_facts_has_the_newest(made: SiteMaker) -> None:
    first = timeline(made)["timeline/"]
    assert first.count('<li class="event') == CLAIMS_SIZE
    assert "2027" in first and 'id="m-2023-01"' not in first
    assert '<a href="/@/timeline/" aria-current="page">newest</a>' in first
    assert "The newest facts that a source puts a date on" in first


def test_the_oldest_come_first_on_a_page_of_their_own(built: Built) -> None:
    pages = timeline(of_dates(built, "2021-03-04", "2022-05-06", "2023-07-08"))
    assert '<a href="/@/timeline/oldest/">oldest first</a>' in pages["timeline/"]
    dates = re.findall(r'aria-label="(\d+ \w+ \d{4}):', pages["timeline/oldest/"])
    assert dates == ["4 Mar 2021", "4 Mar 2021", "6 May 2022", "8 Jul 2023"]
    newest = re.findall(r'aria-label="(\d+ \w+ \d{4}):', pages["timeline/"][pages["timeline/"].index("<ol class=") :])
    assert newest == dates[::-1]


def test_a_date_is_shown_once_and_what_happened_comes_first(built: Built) -> None:
    claims = (
        "- {id: views, text: Lantern is nice., kind: opinion, when: 2023-05-06, about: [lantern]}\n"
        "- {id: opens, text: Lantern opens., kind: event, when: 2023-05-06}\n"
        "- {id: shuts, text: Lantern shuts., kind: event, when: 2023-05-06}\n"
    )
    page = timeline(built({**FILES, "claims/day.yml": claims, "claims/late.yml": EVENT.format("a", "2022-01-01")}))
    rows = re.findall(r'<li class="event (\w+)( same)?"', page["timeline/"])
    assert rows == [("happened", ""), ("happened", " same"), ("views", " same"), ("happened", "")]


def test_what_did_not_happen_is_shown_on_request(built: Built) -> None:
    claims = "- {id: a, text: Lantern costs 5., kind: figure, when: 2023}\n" + EVENT.format("b", "2023-04-05")
    pages = timeline(built({**FILES, "claims/day.yml": claims, "claims/late.yml": EVENT.format("c", "2024")}))
    assert 'id="show-numbers"> Numbers <span class="small">1</span>' in pages["timeline/"]
    assert 'id="show-plans"' not in pages["timeline/"]
    assert "also-show" not in pages["timeline/2024/"]


def test_a_page_on_which_nothing_happened_shows_everything(built: Built) -> None:
    claims = "- {id: a, text: Lantern costs 5., kind: figure, when: 2023}\n"
    pages = timeline(built({**FILES, "claims/day.yml": claims, "claims/late.yml": EVENT.format("c", "2024")}))
    assert '<ol class="timeline all">' in pages["timeline/2023/"]
    assert '<ol class="timeline">' in pages["timeline/"]


def test_the_timeline_can_be_filtered_by_publisher(made: SiteMaker) -> None:
    first = timeline(made)["timeline/"]
    assert '<select data-filter="publisher"><option value="">all</option><option value="gazette">' in first
    assert first.count('data-publisher="gazette"') == 1


def test_a_year_of_several_pages_links_to_its_months(made: SiteMaker) -> None:
    pages = timeline(made)
    months = re.findall(r'href="/@/(timeline/2023/[^"]*)">(\w+)[^<]*<span', pages["timeline/2023/"])
    assert months[0] == ("timeline/2023/#m-2023-12", "December")
    assert months[-2] == ("timeline/2023/page/2/#m-2023-01", "January")
    assert '>2023, month not known <span class="small">1</span>' in pages["timeline/2023/"]
    assert "Months:" not in pages["timeline/2027/"]


# The overview


def bars(made: SiteMaker) -> list[str]:
    drawn = overview(made.site)
    return [bar.label for bar in drawn.bars] if drawn else []


def test_years_without_months_have_bars_too(built: Built) -> None:
    made = of_dates(built, "0960", "0962", "096X")
    assert bars(made) == ["960: 3 facts", "962: 1 fact"]


def test_a_long_history_has_bars_for_years_and_few_ticks(built: Built) -> None:
    made = of_dates(built, *(f"{year}-03-04" for year in range(1789, 2026, 4)))
    drawn = overview(made.site)
    assert drawn and drawn.bars[0].label == "the 1780s: 2 facts"
    assert [word for _, word in drawn.ticks] == [str(year) for year in range(1800, 2001, 20)]


def test_the_most_is_labelled(built: Built) -> None:
    drawn = overview(of_dates(built, "2023-03-01", "2023-03-02", "2023-05-01").site)
    assert drawn and [peak.date for peak in drawn.peaks] == ["most: 3 in March 2023"]


def test_a_bar_that_is_far_above_the_others_is_cut(built: Built) -> None:
    drawn = overview(of_dates(built, *["2023-03"] * 40, "2023-05", "2023-06", "2023-06").site)
    assert drawn and [bar.is_cut for bar in drawn.bars] == [True, False, False]
    assert drawn.peaks[0].date == "41 in March 2023; bar cut at 2"


def test_a_few_early_facts_are_before_a_break(built: Built) -> None:
    made = of_dates(built, "1999", *(f"2023-{month:02d}-01" for month in range(1, 13)))
    drawn = overview(made.site)
    assert drawn and drawn.before_label == "before 2023"
    assert (drawn.bars[0].href, drawn.bars[0].label) == ("/@/timeline/1999/", "before 2023: 2 facts")


def test_the_overview_of_the_home_page_says_what_happened(built: Built) -> None:
    claims = (
        "- {id: a, text: Lantern opens., label: The shop opens, kind: event, when: 2023-03-04}\n"
        "- {id: b, text: Lantern is sold for a lot of money., kind: event, when: 2023-03-05}\n"
    )
    made = built({**FILES, "claims/day.yml": claims, "claims/late.yml": EVENT.format("c", "2023-09")})
    drawn = labelled_overview(made.site)
    assert drawn and [(peak.date, peak.text) for peak in drawn.peaks] == [
        ("March 2023", "The shop opens"),
        ("September 2023", "Lantern opens shop c."),
    ]


# Years


def list_periods(page: str) -> list[tuple[str, bool]]:
    """The names of the folded periods, and whether each is open."""
    found = re.findall(r"<details class=\"period\"( open)?><summary><b>([^<]*)", page)
    return [(name.strip(), bool(is_open)) for is_open, name in found]


def test_more_than_a_few_years_are_folded_by_decade(built: Built) -> None:
    pages = timeline(of_dates(built, *(str(year) for year in range(1990, 2024))))
    names = ["1990–1999", "2000–2009", "2010–2019", "2020–2029"]
    assert list_periods(pages["timeline/"]) == [(name, name == names[-1]) for name in names]
    assert list_periods(pages["timeline/2004/"]) == [(name, name == names[1]) for name in names]
    assert 'timeline/2004/" aria-current="page">2004' in pages["timeline/2004/"]


def test_many_decades_are_folded_by_century(built: Built) -> None:
    pages = timeline(of_dates(built, "0960", *(str(year) for year in range(1750, 1890)), "2023"))
    names = [name for name, _ in list_periods(pages["timeline/"])]
    assert names[:5] == ["900–999", "960–969", "1700–1799", "1750–1759", "1760–1769"]
    assert all(page.count('<nav class="chips"') for page in pages.values())


def test_some_years_are_one_list(made: SiteMaker) -> None:
    assert list_periods(timeline(made)["timeline/"]) == []


# Lanes


def test_people_with_the_most_events_have_the_first_lanes(built: Built) -> None:
    events = "- {id: a, text: Li Wen opens a shop., kind: event, when: 2023-05-06, about: [li-wen]}\n"
    made = built({**FILES, "claims/day.yml": events, "claims/late.yml": EVENT.format("b", "2023")})
    assert [key.entry for key in default_lanes(made.site)] == ["li-wen", "lantern"]
    page = timeline(made)["timeline/"]
    assert re.findall(r'<section class="lane" data-lane="([^"]+)">', page) == ["li-wen", "lantern"]
    assert 'href="#c-day--a" aria-label="6 May Li Wen opens a shop."' in page


def test_settings_name_the_lanes_and_what_is_in_them(built: Built) -> None:
    events = "- {id: a, text: Li Wen opens a shop., kind: event, when: 2023-05-06, about: [li-wen]}\n"
    made = built({**FILES, "claims/day.yml": events, "claims/late.yml": EVENT.format("b", "2023-04")})
    made.site.settings = replace_settings(made, timeline_lanes=("li-wen + lantern", "nobody"), timeline_title="Two")
    page = timeline(made)["timeline/"]
    assert re.findall(r'<section class="lane" data-lane="([^"]+)">', page) == ["li-wen"]
    lane = page[page.index('data-lane="li-wen"') : page.index("</section>", page.index('data-lane="li-wen"'))]
    assert "Li Wen opens a shop." in lane and "Lantern opens shop b." in lane
    assert "<h1>Two</h1>" in page


def replace_settings(made: SiteMaker, **values: object) -> Settings:
    return made.site.settings.model_copy(update=values)


def test_each_choice_has_a_page_with_its_lane(made: SiteMaker) -> None:
    choices, pages = lane_choices(made.site), timeline(made)
    assert choices and len(choices) <= MOST_CHOICES
    for entry in choices:
        assert f'data-lane="{entry}"' in pages[f"timeline/lane/{entry}/"]
        assert f'<option value="{entry}">' in pages["timeline/"]


def test_too_many_events_of_a_month_are_one_mark(built: Built) -> None:
    lane = timeline(of_dates(built, *(date for date in MONTHS[::4] for _ in range(40))))["timeline/lane/lantern/"]
    marks = re.findall(r'aria-label="(\w+) (\d+ facts)\.', lane[: lane.index("lane-columns")])
    assert marks[0] == ("Jan", "41 facts") and len(marks) == 3


def test_choices_of_one_name_are_in_the_order_of_their_ids(built: Built) -> None:
    """In the order of a set, two builds of one briefing would differ."""
    twins = [f"comet-{number}" for number in range(1, 8)]
    files = {f"companies/{twin}.yml": "{name: Comet, summary: An airline., type: company}" for twin in twins}
    events = "".join(
        f"- {{id: c{n}, text: It flies., kind: event, when: 2023, about: [{twin}]}}\n" for n, twin in enumerate(twins)
    )
    page = timeline(built({**FILES, **files, "claims/day.yml": events}))["timeline/"]
    narrow = page[page.index("data-narrow") :]
    assert re.findall(r'<option value="(comet-\d)">', narrow) == twins
