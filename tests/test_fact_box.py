"""The fact box of an entry: what holds now comes first, what has ended reads as past, terms of one value are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views.entries import EntryView
from press.site.views.facts import MOST_FOLDED, MOST_SHOWN, FactRow
from site_factory import SiteMaker

Built = Callable[[Files], SiteMaker]

PROPERTIES = """\
    leads: {label: leads, inverse: led by, past: led, value: company, single: subject}
    works-at: {label: works at, inverse: people, past: worked at, past_inverse: former people, value: company}
    owned-by: {label: owned by, inverse: owns, past_inverse: owned, value: company, single: value}
    founder-of: {label: founder of, inverse: founded by, value: company}
    valuation: {label: valuation, value: amount, single: value}
    users: {label: users, value: number, single: value, unit: people}
    released: {label: released, value: date, single: value}
    """
CAST = {
    "properties.yml": PROPERTIES,
    "companies/daily.yml": "{name: The Daily, type: outlet, summary: A newspaper.}",
    "companies/weekly.yml": "{name: The Weekly, type: outlet, summary: A newspaper.}",
    "companies/acme.yml": "{name: Acme, type: start-up, summary: A start-up.}",
    "companies/globex.yml": "{name: Globex, type: company, summary: A company.}",
    "companies/initech.yml": "{name: Initech, type: company, summary: A company.}",
    "people/ann.yml": "{name: Ann Roe, summary: A founder.}",
    "people/bob.yml": "{name: Bob Low, summary: A manager.}",
    "articles/early.yml": "{title: Early, publisher: daily, url: 'https://d.example/1', published: 2020-05-04}",
    "articles/late.yml": "{title: Late, publisher: weekly, url: 'https://w.example/2', published: 2023-06}",
}


def claims(*claims: str) -> str:
    """A claims file; each claim is given as `id | fields`, and is background if it has no kind."""
    lines = []
    for claim in claims:
        name, _, fields = claim.partition(" | ")
        kind = "" if "kind:" in fields else "kind: background, "
        lines.append(f"- {{id: {name}, text: This is claim {name}., {kind}{fields}}}")
    return "\n".join(lines)


def find_view(made: SiteMaker, address: str) -> EntryView:
    view = next(page.view for page in made.pages if page.address == address)
    assert isinstance(view, EntryView)
    return view


def write_row(row: FactRow) -> str:
    """A row in one line: past values in parentheses."""
    values = []
    for value in row.all:
        notes = " · ".join(value.notes)
        line = f"{value.value.striptags()}{' now' if value.is_now else ''} [{notes}]"
        values.append(f"({line})" if value.is_past else line)
    return f"{row.label}: {', '.join(values)}"


def box(built: Built, address: str, early: Sequence[str] = (), late: Sequence[str] = ()) -> list[str]:
    """The rows of a fact box, given the claims of the early and of the late article."""
    made = built({**CAST, "claims/early.yml": claims(*early), "claims/late.yml": claims(*late)})
    return [write_row(row) for row in find_view(made, address).facts]


def test_a_state_is_marked_with_the_day_of_its_latest_report(built: Built) -> None:
    early, late = (f"{i} | subject: ann, property: works-at, value: acme, when: {i[1:]}" for i in ("i2020", "i2023"))
    assert box(built, "people/ann/", [early], [late]) == [
        "Works at: Acme now [2020 · latest report June 2023 · 2 publishers]"
    ]
    assert box(built, "companies/acme/", [early]) == [
        "People: Ann Roe now [2020 · latest report 4 May 2020 · The Daily]"
    ]


def test_what_has_ended_is_a_row_of_its_own_that_reads_as_past(built: Built) -> None:
    said = [
        "a | subject: ann, property: works-at, value: acme, until: 2019",
        "b | subject: ann, property: works-at, value: globex, from: 2019",
    ]
    assert box(built, "people/ann/", said) == [
        "Works at: Globex now [since 2019 · latest report 4 May 2020 · The Daily]",
        "Worked at: (Acme [until 2019 · The Daily])",
    ]
    assert box(built, "companies/acme/", said) == ["Former people: (Ann Roe [until 2019 · The Daily])"]


def test_a_term_that_was_still_running_when_it_was_reported_has_not_ended(built: Built) -> None:
    said = ["a | subject: ann, property: works-at, value: acme, from: 2018, until: 2024"]
    assert box(built, "people/ann/", said) == [
        "Works at: Acme now [2018 to 2024 · latest report 4 May 2020 · The Daily]"
    ]


def test_another_owner_ends_the_time_of_the_one_before(built: Built) -> None:
    """Without a word for the past, past values stand under the present one; with one, they have their own row."""
    early = ["a | subject: acme, property: owned-by, value: globex, when: 2019"]
    late = ["b | subject: acme, property: owned-by, value: initech, when: 2023"]
    assert box(built, "companies/acme/", early, late) == [
        "Owned by: Initech now [2023 · latest report June 2023 · The Weekly], (Globex [2019 · The Daily])"
    ]
    assert box(built, "companies/globex/", early, late) == ["Owned: (Acme [2019 · The Daily])"]
    assert box(built, "companies/initech/", early, late)[0].startswith("Owns: Acme now")


def test_who_leads_now_ends_the_time_of_who_led_before(built: Built) -> None:
    early = ["a | subject: ann, property: leads, value: acme, when: 2019"]
    late = ["b | subject: bob, property: leads, value: acme, when: 2023"]
    assert box(built, "people/ann/", early, late) == ["Led: (Acme [2019 · The Daily])"]
    assert box(built, "companies/acme/", early, late) == [
        "Led by: Bob Low now [2023 · latest report June 2023 · The Weekly], (Ann Roe [2019 · The Daily])"
    ]


def test_a_plan_neither_holds_now_nor_ends_anything(built: Built) -> None:
    early = ["a | subject: acme, property: owned-by, value: globex, when: 2019"]
    late = ["b | subject: acme, property: owned-by, value: initech, when: 2024, kind: plan"]
    assert box(built, "companies/acme/", early, late) == [
        "Owned by: Initech [said June 2023, for 2024 · The Weekly], "
        "Globex now [2019 · latest report 4 May 2020 · The Daily]"
    ]


def test_consecutive_terms_are_joined_and_others_are_not(built: Built) -> None:
    spans = (("a", 1998, 2002), ("b", 2003, 2006), ("c", 2010, 2014))
    said = [f"{i} | subject: ann, property: works-at, value: acme, from: {a}, until: {b}" for i, a, b in spans]
    assert box(built, "people/ann/", said) == [
        "Worked at: (Acme [2010 to 2014 · The Daily]), (Acme [1998 to 2006 · The Daily])"
    ]


def test_values_of_one_time_are_not_replaced_and_earlier_ones_are(built: Built) -> None:
    said = [
        "a | subject: acme, property: valuation, value: 1 billion USD, when: 2020-04",
        "b | subject: acme, property: valuation, value: 8 billion CNY, when: 2020-04",
        "c | subject: acme, property: valuation, value: 200 million USD, when: 2019",
    ]
    assert box(built, "companies/acme/", said) == [
        "Valuation: 8 billion yuan [April 2020 · The Daily], US$1 billion [April 2020 · The Daily], "
        "(US$200 million [2019 · The Daily])"
    ]


def test_a_value_that_is_reported_again_covers_the_time_between(built: Built) -> None:
    early, late = (
        f"a | subject: acme, property: valuation, value: 1 billion USD, when: {when}" for when in ("2020-04", "2020-05")
    )
    assert box(built, "companies/acme/", [early], [late]) == [
        "Valuation: US$1 billion [April to May 2020 · 2 publishers]"
    ]


def test_measures_of_different_second_parties_do_not_replace_each_other(built: Built) -> None:
    said = [
        "a | subject: acme, property: users, value: 9, when: 2019, of: globex",
        "b | subject: acme, property: users, value: 5, when: 2020, of: initech",
    ]
    assert box(built, "companies/acme/", said) == [
        "Users: 5 people (Initech) [2020 · The Daily], 9 people (Globex) [2019 · The Daily]"
    ]


def test_a_date_is_not_repeated_beside_the_first_lines(built: Built) -> None:
    """What happened says it already; a date elsewhere stands alone, without its own day as the time."""
    said = "a | subject: acme, property: released, value: 2020-03, when: 2020-03, kind: {}"
    event = "b | about: [acme], when: 2019, kind: event"
    assert box(built, "companies/acme/", [said.format("event"), event]) == []
    assert box(built, "companies/acme/", [said.format("background"), event]) == ["Released: March 2020 [The Daily]"]


def test_conflicts_are_named_and_both_sides_stay(built: Built) -> None:
    early, late = (f"a | subject: acme, property: valuation, value: {n} billion USD, when: 2020-04" for n in (1, 2))
    made = built({**CAST, "claims/early.yml": claims(early), "claims/late.yml": claims(late)})
    [row] = find_view(made, "companies/acme/").facts
    assert [value.is_past for value in row.values] == [False, False]
    assert [value.conflict.word for value in row.values if value.conflict] == ["Sources conflict"] * 2


@pytest.mark.parametrize(("holders", "folded", "more"), [(6, 0, 0), (40, 34, 0), (130, 94, 30)])
def test_the_newest_holders_of_an_office_are_shown_and_the_rest_folded(
    built: Built, holders: int, folded: int, more: int
) -> None:
    people = {f"people/p{n}.yml": f"{{name: Person {n:03}, summary: A person.}}" for n in range(holders)}
    said = [
        f"c{n} | subject: p{n}, property: leads, value: acme, from: {1800 + n}, until: {1801 + n}"
        for n in range(holders)
    ]
    made = built({**CAST, **people, "claims/early.yml": claims(*said)})
    [row] = find_view(made, "companies/acme/").facts
    assert (len(row.values), len(row.folded), row.more) == (min(holders, MOST_SHOWN), folded, more)
    assert folded <= MOST_FOLDED
    assert row.values[0].value.striptags() == f"Person {holders - 1:03}"
    html = Content(made.site).page(next(page for page in made.pages if page.address == "companies/acme/"))
    assert (f"and {folded + more} more</summary>" in html) == bool(folded)


def test_a_small_line_leads_to_the_fact_on_the_page(built: Built) -> None:
    made = built(
        {**CAST, "claims/early.yml": claims("a | subject: acme, property: valuation, value: 1 USD, when: 2020")}
    )
    html = Content(made.site).page(next(page for page in made.pages if page.address == "companies/acme/"))
    assert '<a href="#c-early--a">2020 · The Daily</a>' in html
    assert 'id="c-early--a"' in html
    assert "<sup" not in html
