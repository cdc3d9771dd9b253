"""library/checks/near_names.py: words in prose that are almost a known name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files

ENTRIES: Files = {
    "places/germany.yml": "{name: Germany, summary: A country.}",
    "places/ireland.yml": "{name: Ireland, summary: A country.}",
    "places/athens.yml": "{name: Athens, summary: A city.}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/spacex.yml": "{name: SpaceX, summary: A firm., type: company}",
    "people/wenger.yml": "{name: Wenger, summary: A coach.}",
    "terms/plague.yml": "{term: plague, short: An illness.}",
}


@pytest.fixture
def list_near(problems: Callable[[Files], list[str]]) -> Callable[..., list[str]]:
    """Lists the words that a check takes for slips, in the summaries of new entries."""

    def listed(*summaries: str) -> list[str]:
        more = {
            f"companies/new-{number}.yml": f"{{name: New {number}, summary: {summary}, type: company}}"
            for number, summary in enumerate(summaries)
        }
        found = problems({**ENTRIES, **more})
        return [line.split("W431 ")[1].splitlines()[0] for line in found if "W431" in line]

    return listed


@pytest.mark.parametrize(
    ("summary", "seen", "meant"),
    [
        ("Rival of Lantrn.", "Lantrn", "Lantern"),
        ("Rival of Lanternn.", "Lanternn", "Lantern"),
        ("Rival of Lantenr.", "Lantenr", "Lantern"),
        ("Coach Wegner left.", "Wegner", "Wenger"),
        ("Firm of Gremany.", "Gremany", "Germany"),
    ],
)
def test_a_slip(list_near: Callable[..., list[str]], summary: str, seen: str, meant: str) -> None:
    assert list_near(summary) == [f"'{seen}' is one letter away from the name '{meant}'"]


@pytest.mark.parametrize(
    "summary",
    [
        "A German firm of Germans, with a Space program.",
        "A firm of Iceland, Athena and Prague.",
        "Winger of a club, as a winger is.",
    ],
)
def test_another_word(list_near: Callable[..., list[str]], summary: str) -> None:
    assert list_near(summary) == []


def test_what_several_files_say_is_no_slip(list_near: Callable[..., list[str]]) -> None:
    assert list_near("Rival of Lantorn.", "Once a part of Lantorn.") == []


def test_a_file_may_repeat_a_slip(list_near: Callable[..., list[str]]) -> None:
    assert len(list_near("Rival of Lantorn and of Lantorn.")) == 2


AIRPORTS: Files = {
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2023}",
    "places/algeria.yml": "{name: Algeria, summary: A country.}",
    "claims/piece.yml": "- {id: one, text: The airport is near Almeria., kind: background}\n",
}


@pytest.mark.parametrize(
    ("entry", "is_reported"),
    [
        ("{name: Oran Airport, summary: An airport.}", True),
        ("{name: Almeria, summary: A town.}", False),
        ("{name: Almeria, summary: A town., link: false}", False),
        ("{name: Oran Airport, summary: An airport., names: [{text: Almeria, kind: short}]}", False),
        ("{name: Almería Airport, summary: An airport.}", False),
        ("{name: Oran Airport, summary: An airport., names: [The Almeria Field]}", False),
    ],
)
def test_a_word_of_a_known_name_is_no_slip(
    problems: Callable[[Files], list[str]], entry: str, is_reported: bool
) -> None:
    found = problems({**AIRPORTS, "places/field.yml": entry})
    assert ["W431 'Almeria' is one letter away from the name 'Algeria'" in problem for problem in found] == (
        [True] if is_reported else []
    )
