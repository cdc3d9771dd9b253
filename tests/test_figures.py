"""content/values/figures and library/checks/figures: the numbers of a claim's text and those of its fields."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.content.values.amounts import parse_amount
from press.content.values.dates import parse_date
from press.content.values.figures import find_dates, find_figures, iterate_all
from press.problem import Problem
from site_factory import CheckedBriefing

Check = Callable[[Files], CheckedBriefing]

FILES = {
    "companies/herald.yml": "{name: The Herald, summary: A newspaper., type: outlet}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company, names: [01.AI, Lantern 4]}",
    "articles/herald-a.yml": "{title: A, publisher: herald, url: 'https://herald.example', published: 2024-01-05}",
    "properties.yml": """
        valuation: {label: valuation, value: amount}
        stake: {label: stake, value: amount}
        users: {label: users, value: number, unit: people}
        seats: {label: seats, value: number}
        opened: {label: opened, value: date}
        """,
}


def check_claim(checked: Check, text: str, property: str, value: str, more: str = "") -> list[Problem]:
    """What a check says of a claim with these words and this value."""
    claim = f"- id: one\n  text: {text!r}\n  kind: figure\n  subject: lantern\n  property: {property}\n"
    claim += f"  value: {value}\n{more}" if value else more
    return checked({**FILES, "claims/herald-a.yml": claim}).problems


@pytest.mark.parametrize(
    ("text", "property", "value"),
    [
        ("Lantern is worth US$1 billion.", "valuation", "1 billion USD"),
        ("Lantern is worth $1bn.", "valuation", "1 billion USD"),
        ("Lantern is worth $1bn.", "valuation", "1 billion HKD"),
        ("Lantern is worth US$1,000,000.", "valuation", "1 million USD"),
        ("Lantern is worth a billion dollars.", "valuation", "1000 million USD"),
        ("Lantern is worth about 2.065 billion yuan.", "valuation", "~ 2.065 billion CNY"),
        ("Lantern is worth nearly €500m.", "valuation", "~ 500 million EUR"),
        ("Lantern is worth nearly €500m.", "valuation", "less than 500 million EUR"),
        ("Lantern is worth more than RMB 10 million.", "valuation", "at least 10 million CNY"),
        ("Lantern is worth up to 10 million yen.", "valuation", "at most 10 million JPY"),
        ("Lantern is worth US$100 million to US$200 million.", "valuation", "100 million USD"),
        ("Lantern is worth 100–200 million euros.", "valuation", "200 million EUR"),
        ("Lantern is worth between 100 and 200 million euros.", "valuation", "~ 150 million EUR"),
        ("Lantern is worth no more than US$1 billion.", "valuation", "at most 1 billion USD"),
        ("Lantern is worth no less than US$1 billion.", "valuation", "at least 1 billion USD"),
        ("Lantern is worth 10亿美元.", "valuation", "1 billion USD"),
        ("Lantern 估值约3.5亿元。", "valuation", "~ 350 million CNY"),
        ("Lantern has 5000万 users.", "users", "50 million"),
        ("Lantern is worth 2.07 billion yuan.", "valuation", "2.065 billion CNY"),
        ("Lantern fell 6.4 percent.", "stake", "-6.4 percent"),
        ("Lantern holds 25% and others 75%.", "stake", "25 percent"),
        ("Lantern holds a quarter.", "stake", "25 percent"),
        ("Lantern is worth US$1 billion after 3 rounds in 2023.", "valuation", "1 billion USD"),
        ("Lantern vaut 1,5 milliard d'euros.", "valuation", "1.5 billion EUR"),
        ("Lantern ist 3 Milliarden Euro wert.", "valuation", "3 billion EUR"),
        ("Lantern αξίζει $300 εκατομμύρια.", "valuation", "300 million USD"),
        ("Lantern is worth Rs 5 crore.", "valuation", "50 million INR"),
        ("Lantern is a unicorn.", "valuation", "1 billion USD"),
        ("Lantern had 515 million users in June 2025.", "users", "515 million"),
        ("Lantern 4 has users.", "users", "5 million"),
        ("01.AI has 5 seats.", "seats", "5"),
        ("Lantern gave five seats to 3 people.", "seats", "5"),
        ("Lantern won 5 seats of 12.", "seats", "12"),
        ("Lantern opened on 18 April 2023.", "opened", "2023-04-18"),
        ("Lantern opened in April 2023.", "opened", "2023-04-18"),
        ("Lantern opened in 2023.", "opened", "2023-33"),
        ("Lantern said on 13 September 2023 it would open.", "opened", "2023-09"),
        ("Lantern 于2023年4月18日开放。", "opened", "2023-04"),
        ("Lantern opened last spring.", "opened", "2023-04-18"),
    ],
)  # fmt: skip
def test_what_agrees_is_no_problem(checked: Check, text: str, property: str, value: str) -> None:
    assert check_claim(checked, text, property, value) == []


@pytest.mark.parametrize(
    ("text", "property", "value", "right"),
    [
        ("Lantern is worth US$1 billion.", "valuation", "1 million USD", "1 billion USD"),
        ("Lantern is worth US$1 billion.", "valuation", "600 million USD", "1 billion USD"),
        ("Lantern is worth US$1.5 billion.", "valuation", "15 billion USD", "1.5 billion USD"),
        ("Lantern is worth €1 billion.", "valuation", "1 billion USD", "1 billion EUR"),
        ("Lantern is worth RMB 7 billion.", "valuation", "1 billion USD", "7 billion CNY"),
        ("Lantern is worth about US$1 billion.", "valuation", "1 billion USD", "~ 1 billion USD"),
        ("Lantern is worth US$1 billion.", "valuation", "at least 1 billion USD", "1 billion USD"),
        ("Lantern is worth more than US$1 billion.", "valuation", "1 billion USD", "more than 1 billion USD"),
        ("Lantern is worth up to US$1 billion.", "valuation", "at least 1 billion USD", "at most 1 billion USD"),
        ("Lantern is worth 100–200 million euros.", "valuation", "300 million EUR", "100 million EUR"),
        ("Lantern is worth 10亿美元.", "valuation", "10 billion USD", None),
        ("Lantern is worth 3亿元.", "valuation", "3 billion CNY", None),
        ("Lantern holds 25 percent.", "stake", "52 percent", "25 percent"),
        ("Lantern has 5 million users.", "users", "50 million", "5 million"),
        ("Lantern has 5 seats.", "seats", "6", "5"),
        ("Lantern opened on 18 April 2023.", "opened", "2023-04-19", None),
        ("Lantern opened in 2022.", "opened", "2023-04-19", None),
    ],
)
def test_what_differs_is_an_error_with_a_cure_that_parses(
    checked: Check, text: str, property: str, value: str, right: str | None
) -> None:
    [problem] = check_claim(checked, text, property, value)
    assert (problem.code, problem.at.line, problem.at.column) == ("B330", 6, 10)
    if right is None:
        assert problem.cure == "correct the one that is wrong"
        return
    assert problem.cure == f"write 'value: {right}', or correct the text"
    unit = {"users": "people"}.get(property, "")
    assert parse_amount(right, unit, money=property not in ("users", "seats"))
    assert check_claim(checked, text, property, right) == []


def test_the_time_of_a_claim_is_compared_with_the_months_in_its_text(checked: Check) -> None:
    def codes(text: str, times: str) -> list[str]:
        claim = f"- {{id: one, text: {text}, kind: event, {times}}}\n"
        return [problem.code for problem in checked({**FILES, "claims/herald-a.yml": claim}).problems]

    assert codes("It grew in March 2021.", "when: 2021-04") == ["B330"]
    assert codes("It grew on 3 March 2021.", "when: 2021-03-04") == ["B330"]
    assert codes("It grew in March 2021.", "when: 2021") == []
    assert codes("It said in March 2021 it would grow.", "when: 2022, said_on: 2021-03-04") == []
    assert codes("It said in January 2024 it would grow.", "when: 2030") == []
    assert codes("It plans to list in 2027.", "when: 2025-03") == []


def test_a_figure_without_a_value_is_a_warning(checked: Check) -> None:
    found = check_claim(checked, "Lantern is worth US$1 billion.", "valuation", "")
    assert [(problem.code, problem.severity) for problem in found] == [("W331", "warning")]


@pytest.mark.parametrize("text", ["GPT-4", "Yi-34B", "5G", "the 3rd", "A1.5", "4K video", "18 April 2023", "H100"])
def test_digits_in_names_and_dates_are_no_figures(text: str) -> None:
    assert list(iterate_all(find_figures(f"It is {text}."))) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("18 April 2023", "2023-04-18"),
        ("April 18, 2023", "2023-04-18"),
        ("the 3rd of March, 2021", "2021-03-03"),
        ("Sept. 2023", "2023-09"),
        ("May 2023", "2023-05"),
        ("2023年4月", "2023-04"),
        ("2023-04-18", "2023-04-18"),
        ("2023", "2023"),
    ],
)
def test_dates_in_a_text(text: str, date: str) -> None:
    assert [found for _, _, found in find_dates(f"It opened in {text}.")] == [parse_date(date)]


@pytest.mark.parametrize("text", ["31 February 2023", "2,023", "US$2000", "20234", "2000 percent"[:3]])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(f"It is {text}.") == []
