"""site/views/figures: the page of numbers, which has a row for each fact, and units with plural forms."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views.figures import FiguresView
from site_factory import CheckedBriefing, SiteMaker

Build = Callable[[Files], SiteMaker]
Check = Callable[[Files], CheckedBriefing]
UNIT = "{one: death, other: deaths}"


def figure(name: str, subject: str, value: str, more: str = "", property: str = "deaths") -> str:
    return (
        f"- {{id: {name}, text: The words of {name}., kind: figure, subject: {subject}, property: {property}, "
        f"value: {value}, when: 2023{more}}}\n"
    )


def world(herald: str, gazette: str = "", unit: str = UNIT) -> Files:
    papers = {
        f"{folder}/{name}{end}.yml": text
        for name in ("herald", "gazette")
        for folder, end, text in (
            ("companies", "", f"{{name: {name.title()}, summary: A paper., type: outlet}}"),
            ("articles", "-a", f"{{title: A, publisher: {name}, url: 'https://{name}.example', published: 2023-04}}"),
        )
    }
    rivers = {f"places/{name}.yml": "{name: The River, summary: A river., see: [%s]}" % other
              for name, other in (("north", "south"), ("south", "north"))}  # fmt: skip
    claims = {"claims/herald-a.yml": herald} | ({"claims/gazette-a.yml": gazette} if gazette else {})
    properties = f"length: {{label: length, value: amount}}\ndeaths: {{label: deaths, value: number, unit: {unit}}}\n"
    return {**papers, **rivers, **claims, "properties.yml": properties}


def rows(made: SiteMaker) -> list[tuple[str, str, str]]:
    """(subject's address, what, value) of each row."""
    [view] = [page.view for page in made.pages if page.address == "figures/"]
    assert isinstance(view, FiguresView)
    return [
        (re.findall(r'href="/@/([^"]*)"', row.subject)[0], row.property, row.value.striptags()) for row in view.rows
    ]


def test_a_number_is_in_the_table_once_with_its_publishers(built: Build) -> None:
    made = built(world(figure("one", "north", "5"), figure("two", "north", "5")))
    assert rows(made) == [("places/north/", "deaths", "5 deaths")]
    page = Content(made.site).page(next(page for page in made.pages if page.address == "figures/"))
    assert "2 publishers" in page
    table = csv.DictReader(io.StringIO(made.make_files()["data/figures.csv"].decode()))
    assert [row["claim"] for row in table] == ["gazette-a/two", "herald-a/one"]


def test_a_fact_whose_best_report_has_no_number_keeps_its_row(built: Build) -> None:
    best = "- {id: said, text: Five died., kind: figure, when: 2023-02-01, same: [gazette-a/two]}"
    made = built(world(best, figure("two", "north", "5")))
    assert made.site.same_facts.fact_of("gazette-a/two") == "herald-a/said"
    assert rows(made) == [("places/north/", "deaths", "5 deaths")]


def test_rows_of_two_subjects_with_one_name_do_not_mix(built: Build) -> None:
    made = built(
        world(
            figure("a", "south", "1 million USD", property="length")
            + figure("b", "north", "2 million USD", property="length")
            + figure("c", "south", "3")
            + figure("d", "north", "1")
        )
    )
    assert rows(made) == [
        ("places/north/", "length", "US$2 million"),
        ("places/north/", "deaths", "1 death"),
        ("places/south/", "length", "US$1 million"),
        ("places/south/", "deaths", "3 deaths"),
    ]


@pytest.mark.parametrize("value", ["1", "1 death", "1 deaths"])
def test_a_value_may_have_any_form_of_its_unit(built: Build, value: str) -> None:
    made = built(world(figure("one", "north", value), figure("two", "north", "1")))
    assert rows(made) == [("places/north/", "deaths", "1 death")]


def test_a_unit_may_still_be_one_text(built: Build) -> None:
    assert rows(built(world(figure("one", "north", "1"), unit="dead"))) == [("places/north/", "deaths", "1 dead")]


def test_a_unit_needs_its_form_for_most_numbers(checked: Check) -> None:
    problems = checked(world(figure("one", "north", "1"), unit="{one: death}")).problems
    assert [str(problem).partition("\n")[0] for problem in problems][0].endswith("B301 'unit' needs the field 'other'")


def test_another_unit_is_refused(checked: Check) -> None:
    [problem] = checked(world(figure("one", "north", "1 lamp"))).problems
    assert "has the unit 'lamp'" in problem.what
    assert "deaths" in problem.cure
