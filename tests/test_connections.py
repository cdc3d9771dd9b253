"""Who else is tied to an entry, figures over time, and the tables for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence

import pytest

from press.outputs.columns import CLAIM_COLUMNS, ENTRY_COLUMNS, FIGURE_COLUMNS
from press.outputs.tables import write_row
from press.site.render import Content
from press.site.views.charts import Chart
from press.site.views.connections import MOST_TIES, Connections
from press.site.views.drawings.value_scale import BOTTOM
from press.site.views.figures import FiguresView
from site_factory import SiteMaker

Built = Callable[[Mapping[str, str]], SiteMaker]

PROPERTIES = """\
    founder-of: {label: founder of, inverse: founded by, value: company}
    director-of: {label: on the board of, inverse: board, value: company}
    rival-of: {label: competes with, value: company}
    owned-by: {label: owned by, inverse: owns, value: company, single: value}
    stake: {label: stake, value: amount}
    valuation: {label: valuation, value: amount, single: value}
    users: {label: users, value: number, unit: people}
    based-in: {label: based in, inverse: home of, value: place}
    """
CAST = {
    "properties.yml": PROPERTIES,
    "companies/daily.yml": "{name: The Daily, type: outlet, summary: A newspaper.}",
    "companies/weekly.yml": "{name: The Weekly, type: outlet, summary: A newspaper.}",
    "companies/acme.yml": "{name: Acme, type: start-up, summary: A start-up.}",
    "companies/globex.yml": "{name: Globex, type: company, summary: A company.}",
    "people/ann.yml": "{name: Ann Roe, summary: A founder.}",
    "places/paris.yml": "{name: Paris, summary: A city.}",
    "articles/news.yml": "{title: News, publisher: daily, url: 'https://example.com/news', published: 2023-05-04}",
    "articles/more.yml": "{title: More, publisher: weekly, url: 'https://example.com/more', published: 2023-06}",
}


def claims(*claims: str) -> str:
    """A claims file; each claim is given as `id | fields`."""
    lines = []
    for claim in claims:
        name, _, fields = claim.partition(" | ")
        lines.append(f"- {{id: {name}, text: This is claim {name}., kind: background, {fields}}}")
    return "\n".join(lines)


def connections(briefing: SiteMaker, address: str) -> Connections | None:
    page = next(page for page in briefing.pages if page.address == address)
    found: Connections | None = page.view.connections  # type: ignore[attr-defined]
    return found


def page_html(briefing: SiteMaker, address: str) -> str:
    page = next(page for page in briefing.pages if page.address == address)
    return Content(briefing.site).page(page)


def sentences(found: Connections | None) -> list[str]:
    return [tie.sentence.striptags() for tie in found.ties] if found else []


def charts(briefing: SiteMaker) -> Sequence[Chart]:
    view = next(page.view for page in briefing.pages if page.address == "figures/")
    assert isinstance(view, FiguresView)
    return view.charts


def tables(briefing: SiteMaker) -> dict[str, bytes]:
    return {path: data for path, data in briefing.make_files().items() if path.endswith(".csv")}


def rows(briefing: SiteMaker, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tables(briefing)[f"data/{name}.csv"].decode(), newline="")))


# Connections


@pytest.fixture
def acme(built: Built) -> SiteMaker:
    stated = claims(
        "founding | subject: ann, property: founder-of, value: acme, when: 2023-02",
        "again | subject: ann, property: founder-of, value: acme, when: 2023-02",
        "board | subject: ann, property: director-of, value: acme, until: 2022",
        "rival | subject: globex, property: rival-of, value: acme",
        "share | subject: ann, property: stake, value: 25 percent, of: acme, when: 2023",
        "home | subject: acme, property: based-in, value: paris",
        "gone | subject: globex, property: owned-by, value: acme, status: retracted, why: Not so.",
    )
    return built({**CAST, "claims/news.yml": stated})


def test_only_those_are_tied_whom_the_fact_box_does_not_name(acme: SiteMaker) -> None:
    """Ann founded Acme, which the box says; that Globex competes with it, no row says."""
    assert sentences(connections(acme, "companies/acme/")) == ["Globex competes with Acme"]
    assert connections(acme, "people/ann/") is None
    assert connections(acme, "companies/globex/") is None


def test_a_second_party_is_tied_if_nothing_else_names_the_subject(built: Built) -> None:
    share = claims("share | subject: ann, property: stake, value: 25 percent, of: acme, when: 2023")
    assert sentences(connections(built({**CAST, "claims/news.yml": share}), "companies/acme/")) == [
        "Ann Roe: stake, 25 percent"
    ]


def test_places_and_claims_that_are_no_longer_live_tie_nothing(acme: SiteMaker) -> None:
    assert connections(acme, "places/paris/") is None
    assert connections(acme, "companies/daily/") is None
    assert not any("own" in sentence for sentence in sentences(connections(acme, "companies/globex/")))


def test_a_tie_says_when_and_who_and_leads_to_its_fact(acme: SiteMaker) -> None:
    found = connections(acme, "companies/acme/")
    assert found is not None
    [tie] = found.ties
    assert (tie.date, tie.who, tie.address, tie.published) == (
        "said 4 May 2023",
        "The Daily",
        "#c-news--rival",
        "2023-05-04",
    )
    assert '<a href="#c-news--rival">said 4 May 2023 · The Daily</a>' in page_html(acme, "companies/acme/")


def test_a_conflict_about_a_tie_is_shown(built: Built) -> None:
    one = claims("one | subject: acme, property: rival-of, value: globex, when: 2023")
    two = claims("two | subject: acme, property: rival-of, value: globex, when: 2023")
    two = two.replace("when:", "differs: [{claim: news/one, how: conflict}], when:")
    found = connections(built({**CAST, "claims/news.yml": one, "claims/more.yml": two}), "companies/globex/")
    assert found is not None
    assert [tie.conflict.word if tie.conflict else "" for tie in found.ties] == ["Sources conflict"]


def test_the_first_ties_are_shown_and_the_others_counted(built: Built) -> None:
    many = {f"companies/c{n:02}.yml": f"{{name: Firm {n:02}, type: company, summary: A firm.}}" for n in range(80)}
    stated = [f"t{n} | subject: c{n:02}, property: rival-of, value: acme" for n in range(80)]
    found = connections(built({**CAST, **many, "claims/news.yml": claims(*stated)}), "companies/acme/")
    assert found is not None
    assert (len(found.ties), found.more) == (MOST_TIES, 80 - MOST_TIES)


# Charts


def test_a_chart_needs_two_times_in_one_unit(built: Built) -> None:
    stated = claims(
        "a | subject: acme, property: valuation, value: 200 million USD, when: 2023-02",
        "b | subject: acme, property: valuation, value: 1 billion CNY, when: 2023-04",
        "c | subject: globex, property: valuation, value: 1 billion USD, when: 2023-04",
        "d | subject: globex, property: valuation, value: 2 billion USD, when: 2023-04",
        "e | subject: ann, property: users, value: 10, when: 2023",
        "f | subject: ann, property: users, value: 20",
    )
    assert charts(built({**CAST, "claims/news.yml": stated})) == []


def test_marks_are_as_wide_as_their_time_on_a_scale_from_zero(built: Built) -> None:
    stated = claims(
        "month | subject: acme, property: users, value: 400, when: 2023-01",
        "day | subject: acme, property: users, value: 800, when: 2023-06-01",
        "year | subject: acme, property: users, value: 1000, when: 2023",
    )
    (chart,) = charts(built({**CAST, "claims/news.yml": stated}))
    marks = {mark.address: mark for mark in chart.marks}
    month, day, year = (marks[f"claims/news/{name}/#claim"] for name in ("month", "day", "year"))
    assert year.width > 11 * month.width > 11 * day.width
    assert chart.zero == BOTTOM
    assert (BOTTOM - day.y) == 2 * (BOTTOM - month.y)
    assert month.label == "400 people, January 2023, The Daily"
    assert [words for _, words in chart.grid] == ["1000 people"]


def test_lines_join_the_values_of_one_speaker_only(built: Built) -> None:
    news = claims(
        "a | subject: acme, property: users, value: 100, when: 2023-01",
        "b | subject: acme, property: users, value: 300, when: 2023-03",
        "c | subject: acme, property: users, value: more than 400, when: 2023-04",
        "d | subject: acme, property: users, value: 500, when: 2023-05, said_by: {unnamed: a friend}",
        "e | subject: acme, property: users, value: 600, when: 2023-06, said_by: {unnamed: a friend}",
    )
    more = claims("f | subject: acme, property: users, value: 200, when: 2023-02")
    (chart,) = charts(built({**CAST, "claims/news.yml": news, "claims/more.yml": more}))
    at = {mark.address: f"{mark.middle},{mark.y}" for mark in chart.marks}
    assert chart.lines == (f"{at['claims/news/a/#claim']} {at['claims/news/b/#claim']}",)


def test_hedges_and_bounds_show(built: Built) -> None:
    stated = claims(
        "exact | subject: acme, property: users, value: 100, when: 2023-01",
        "about | subject: acme, property: users, value: ~ 100, when: 2023-01",
        "least | subject: acme, property: users, value: at least 150, when: 2023-02",
        "most | subject: acme, property: users, value: less than 300, when: 2023-03~",
        "open | subject: acme, property: users, value: 250, when: 2023-02/..",
    )
    site = built({**CAST, "claims/news.yml": stated})
    (chart,) = charts(site)
    shown = {mark.address.split("/")[2]: (mark.style, mark.bound, mark.before, mark.after) for mark in chart.marks}
    assert shown == {
        "about": ("about", "", False, False),
        "least": ("exact", "up", False, False),
        "most": ("about", "down", False, False),
        "open": ("exact", "", False, True),
    }
    html = page_html(site, "figures/")
    assert html.count('class="arrow"') == 3
    assert "style=" not in html


def test_negative_values_are_below_zero(built: Built) -> None:
    stated = claims(
        "a | subject: acme, property: valuation, value: -3 million USD, when: 2022",
        "b | subject: acme, property: valuation, value: 9 million USD, when: 2023",
    )
    (chart,) = charts(built({**CAST, "claims/news.yml": stated}))
    loss, gain = chart.marks
    assert gain.y < chart.zero < loss.y <= BOTTOM
    assert [words for _, words in chart.grid] == ["US$10 million", "-US$3 million"]


def test_the_table_of_numbers_sorts_by_date_and_leads_to_its_csv(built: Built) -> None:
    stated = claims(
        "day | subject: acme, property: users, value: 1, when: 2023-01-01",
        "year | subject: acme, property: users, value: 2, when: 2023",
        "none | subject: acme, property: users, value: 3",
    )
    html = page_html(built({**CAST, "claims/news.yml": stated}), "figures/")
    assert re.findall(r'<td data-value="([^"]*)">', html) == ["2023-01-01 2", "2023-01-01 6", "2023-05-04 6"]
    assert 'href="/@/data/figures.csv"' in html


# Tables for spreadsheets


def test_the_tables_have_their_heads_and_what_is_written(built: Built) -> None:
    stated = claims(
        "a | subject: acme, property: valuation, value: ~ 1.50 billion USD, when: 2023-04~, said_by: ann, at: s4",
        "b | subject: acme, property: valuation, value: 2 billion USD, when: 2024, said_by: {unnamed: a friend}",
        "c | status: withdrawn, why: Our mistake.",
    )
    corrected = "- {date: 2024-01-02, entry: news/c, kind: correction, now: It was not so.}"
    briefing = built({**CAST, "claims/news.yml": stated, "corrections.yml": corrected})
    a, b, c = rows(briefing, "claims")
    assert list(a) == [column.name for column in CLAIM_COLUMNS]
    assert (a["id"], a["url"]) == ("news/a", "https://example.org/b/claims/news/a/")
    assert (a["said_by"], a["said_on"], a["when"], a["value"]) == (
        "ann",
        "2023-05-04",
        "2023-04~",
        "~ 1.50 billion USD",
    )
    assert (a["about"], a["live"], a["at"]) == ("acme ann", "true", "s4")
    assert (b["said_by"], b["unnamed_speaker"], b["publishers"]) == ("", "a friend", "daily")
    assert (c["live"], c["status"], c["why"], c["when"]) == ("false", "withdrawn", "Our mistake.", "")
    figures = rows(briefing, "figures")
    names = [column.name for column in FIGURE_COLUMNS]
    assert [list(row) for row in figures] == [names, names]
    assert (figures[0]["hedge"], figures[0]["number"], figures[0]["unit"]) == ("about", "1500000000", "USD")
    entries = rows(briefing, "entries")
    assert list(entries[0]) == [column.name for column in ENTRY_COLUMNS]
    assert {row["id"]: row["claims"] for row in entries}["acme"] == "2"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", *"＝＋－＠﹦﹢﹣﹫"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert list(csv.reader(io.StringIO(write_row([text]), newline=""))) == [[f"'{text}"]]


def test_cells_keep_their_commas_quotes_and_scripts() -> None:
    text = 'He said "hi", 光年之外'
    written = write_row([text, None])
    assert list(csv.reader(io.StringIO(written, newline=""))) == [[text, ""]]
    assert written.endswith("\r\n")


def test_the_tables_are_the_same_each_time_and_listed(built: Built) -> None:
    stated = claims("a | subject: acme, property: users, value: 1, when: 2023")
    briefing = built({**CAST, "claims/news.yml": stated})
    first, second = tables(briefing), tables(briefing)
    assert first == second
    html = page_html(briefing, "data/")
    assert sorted(first) == ["data/claims.csv", "data/entries.csv", "data/figures.csv"]
    assert all(f'href="/@/{path}"' in html for path in first)


def test_an_empty_briefing_has_empty_tables(built: Built) -> None:
    briefing = built({})
    assert all(data.count(b"\r\n") == 1 for data in tables(briefing).values())
    assert charts(briefing) == []
