"""library/facts.py: everything that follows from the claims, rule by rule as in the contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from fact_world import article, claim, every, seen, world, worth
from press.library.assertions import listed_on, target_of
from press.library.facts import Facts

Derive = Callable[[Files], Facts]

# about


@pytest.mark.parametrize(
    ("fields", "text", "expected"),
    [
        ("", "Nothing known.", ()),
        ("about: [lantern, glow]", "Said.", ("glow", "lantern")),
        ("subject: lantern, property: valuation, value: 1 million USD", "Said.", ("lantern",)),
        ("subject: li-wen, property: founder-of, value: lantern", "Said.", ("lantern", "li-wen")),
        ("subject: big-river, property: stake, value: 25 percent, of: lantern", "Said.", ("big-river", "lantern")),
        ("", "Li Wen of Lantern sells a chatbot.", ("chatbot", "lantern", "li-wen")),
        ("", "'[[glow|It]] opens for [[money]].'", ("glow",)),
        ("said_by: li-wen", "Said.", ("li-wen",)),
        ("via: gazette", "Said.", ()),
        ("topics: [money]", "Said.", ()),
        ("subject: lantern, property: alias-of, value: glow", "Said.", ("lantern",)),
    ],
)
def test_about(facts: Derive, fields: str, text: str, expected: tuple[str, ...]) -> None:
    found = facts(world(claim("one", fields, text)))
    assert found.claims["herald-a/one"].about == expected


def test_about_never_includes_the_default_publisher_and_resolves_retired_ids(facts: Derive) -> None:
    files = world(claim("one", "about: [old-lantern]"))
    found = facts({**files, "companies/old-lantern.yml": "moved_to: lantern"})
    assert found.claims["herald-a/one"].about == ("lantern",)
    assert dict(found.about) == {"lantern": ("herald-a/one",)}


def test_indexes(facts: Derive) -> None:
    found = facts(
        world(claim("one", "subject: li-wen, property: founder-of, value: lantern, said_by: bo-ann, topics: [money]"))
    )
    assert (dict(found.subject_of), dict(found.value_of)) == (
        {"li-wen": ("herald-a/one",)},
        {"lantern": ("herald-a/one",)},
    )
    assert (dict(found.said_by), dict(found.of_topic)) == ({"bo-ann": ("herald-a/one",)}, {"money": ("herald-a/one",)})
    assert dict(found.of_article) == {"herald-a": ("herald-a/one",)}


def test_drafts_are_shown_nowhere(facts: Derive) -> None:
    found = facts(world(claim("one", "status: draft, about: [lantern]") + claim("two")))
    assert (list(found.claims), dict(found.about)) == (["herald-a/two"], {})


# live


def test_live(facts: Derive) -> None:
    text = (
        claim("plain") + claim("back", "status: retracted, why: It was wrong.") + claim("late", "supersedes: [early]")
    )
    found = facts(world(text + claim("early"), claim("gone"), gazette="withdrawn: {date: 2023-05, why: Wrong.}"))
    assert {i: (d.live, d.superseded_by) for i, d in every(found).items()} == {
        "gazette-a/gone": (False, ()),
        "herald-a/plain": (True, ()),
        "herald-a/back": (False, ()),
        "herald-a/late": (True, ()),
        "herald-a/early": (False, ("herald-a/late",)),
    }


# disputed


def differences(found: Facts, claim_id: str = "herald-a/worth") -> list[tuple[str, str]]:
    return [(d.claim, d.how) for d in found.claims[claim_id].differences]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (worth("1 billion USD", "when: 2023"), worth("2 billion USD", "when: 2023-04"), True),
        (worth("1 billion USD", "when: 2023"), worth("1.2 billion USD", "when: 2023"), False),
        (worth("1 billion USD", "when: 2022"), worth("2 billion USD", "when: 2023"), False),
        (worth("1 billion USD", "when: 2023"), worth("7 billion CNY", "when: 2023"), False),
        (worth("at least 1 billion USD", "when: 2023"), worth("5 billion USD", "when: 2023"), False),
        (worth("1 billion USD", "when: 2022~"), worth("2 billion USD", "when: 2023"), False),
        (worth("1 billion USD"), worth("2 billion USD"), True),
        (worth("1 billion USD", "said_on: 2022"), worth("2 billion USD"), False),
        (worth("1 billion USD", "when: 2023, of: lamp"), worth("2 billion USD", "when: 2023"), False),
        (worth("1 billion USD", "when: 2023, of: lamp"), worth("2 billion USD", "when: 2023, of: lamp"), True),
        (worth("1 billion USD", "from: 2020, until: 2022"), worth("2 billion USD", "when: 2021"), True),
        (worth("1 billion USD", "from: 2020, until: 2022, when: 2023"), worth("2 billion USD", "when: 2023"), False),
        (worth("1 billion USD", "from: 2020"), worth("2 billion USD", "when: 2030"), True),
        (worth("1 billion USD", "when: 2023"), worth("2 billion USD", "when: 2023, status: retracted, why: W."), False),
        (worth("5", kind="seats"), worth("6", kind="seats"), False),
        (worth("2023-05", kind="opened"), worth("2023-06", kind="opened"), True),
        (worth("2023-05", kind="opened"), worth("2023-05-03", kind="opened"), False),
    ],
)
def test_derived_conflicts(facts: Derive, left: str, right: str, expected: bool) -> None:
    found = facts(world(left, right))
    assert differences(found) == ([("gazette-a/worth", "conflict")] if expected else [])
    assert differences(found, "gazette-a/worth") == ([("herald-a/worth", "conflict")] if expected else [])
    assert [d.disputed for d in seen(found, "herald-a/worth", "gazette-a/worth")] == [expected, expected]


def test_without_a_time_there_is_no_derived_conflict(facts: Derive) -> None:
    files = world(worth("1 billion USD"), worth("2 billion USD"))
    files["articles/gazette-a.yml"] = article("gazette", "unknown")
    assert differences(facts(files)) == []


def test_one_subject_for_a_value(facts: Derive) -> None:
    """`single: subject`: a firm has one head."""
    heads = [
        claim("head", f"subject: {who}, property: head-of, value: lantern, when: 2023") for who in ("li-wen", "bo-ann")
    ]
    assert differences(facts(world(*heads)), "herald-a/head") == [("gazette-a/head", "conflict")]


def test_relations_with_many_values_do_not_conflict(facts: Derive) -> None:
    founders = [
        claim("f", f"subject: li-wen, property: founder-of, value: {firm}, when: 2023") for firm in ("lantern", "lamp")
    ]
    assert differences(facts(world(*founders)), "herald-a/f") == []


@pytest.mark.parametrize("how", ["conflict", "measure", "wording", "sequence"])
def test_written_differences_are_symmetric(facts: Derive, how: str) -> None:
    found = facts(world(claim("one", f"differs: [{{claim: gazette-a/one, how: {how}, note: So.}}]"), claim("one")))
    assert differences(found, "herald-a/one") == [("gazette-a/one", how)]
    assert differences(found, "gazette-a/one") == [("herald-a/one", how)]
    assert {d.disputed for d in every(found).values()} == {how == "conflict"}


def test_a_written_difference_outweighs_the_derived_conflict(facts: Derive) -> None:
    left = worth("1 billion USD", "when: 2023, differs: [{claim: gazette-a/worth, how: measure}]")
    found = facts(world(left, worth("2 billion USD", "when: 2023")))
    assert [differences(found), differences(found, "gazette-a/worth")] == [
        [("gazette-a/worth", "measure")], [("herald-a/worth", "measure")],
    ]  # fmt: skip


def test_differences_from_drafts_are_left_out(facts: Derive) -> None:
    text = claim("one") + claim("two", "status: draft, differs: [{claim: one, how: conflict}]")
    assert differences(facts(world(text)), "herald-a/one") == []


# series and superseded


def test_the_same_measure_at_different_times_is_a_series(facts: Derive) -> None:
    text = worth("1 billion USD", "when: 2021", "old") + worth("2 billion USD", "when: 2022", "mid")
    found = facts(world(text, worth("3 billion USD", "when: 2023")))
    series = ("herald-a/old", "herald-a/mid", "gazette-a/worth")
    assert {i: (d.series, d.differences) for i, d in every(found).items()} == dict.fromkeys(
        sorted(series), (series, ())
    )


def test_superseded_claims_leave_series_and_conflicts(facts: Derive) -> None:
    text = worth("1 billion USD", "when: 2023", "old") + worth("2 billion USD", "when: 2023, supersedes: [old]", "new")
    found = facts(world(text))
    both = seen(found, "herald-a/old", "herald-a/new")
    assert [(d.live, d.superseded_by, d.series, d.differences) for d in both] == [
        (False, ("herald-a/new",), (), ()), (True, (), (), ()),
    ]  # fmt: skip


def test_superseding_by_a_retired_id(facts: Derive) -> None:
    text = claim("one") + "- {id: past, moved_to: one}\n" + claim("two", "supersedes: [past]")
    assert facts(world(text)).claims["herald-a/one"].superseded_by == ("herald-a/two",)


# owner disclosure

OWNED = claim("owned", "subject: herald, property: owned-by, value: big-river")


@pytest.mark.parametrize(
    ("said", "elsewhere", "expected"),
    [
        (claim("x", "about: [big-river]"), "", ("big-river",)),
        (claim("x", "about: [glow]"), claim("m", "subject: glow, property: made-by, value: big-river"), ("big-river",)),
        (
            claim("x", "about: [lamp]"),
            claim("m", "subject: big-river, property: invested-in, value: lamp"),
            ("big-river",),
        ),
        (claim("x", "about: [lantern]"), "", ()),
        (claim("x", "about: [glow]"), claim("m", "subject: glow, property: made-by, value: lamp"), ()),
        (claim("x", "about: [glow]"),
         claim("m", "subject: glow, property: made-by, value: big-river, status: retracted, why: W."), ()),
    ],
)  # fmt: skip
def test_owner_disclosure(facts: Derive, said: str, elsewhere: str, expected: tuple[str, ...]) -> None:
    found = facts(world(said, elsewhere, OWNED))
    assert found.claims["herald-a/x"].disclosures == expected


def test_no_disclosure_at_other_papers(facts: Derive) -> None:
    found = facts(world("", claim("x", "about: [big-river]"), OWNED))
    assert found.claims["gazette-a/x"].disclosures == ()


# backlinks


def test_mentions_in_prose_of_entries(facts: Derive) -> None:
    files = world("")
    files["people/bo-ann.yml"] = "{name: Bo Ann, summary: 'Works at Lantern on [[glow]].', body: 'Not Bo Ann.'}"
    found = dict(facts(files).mentioned_in)
    assert found == {"chatbot": ("glow",), "glow": ("bo-ann",), "lantern": ("bo-ann",)}


# when a claim is listed


@pytest.mark.parametrize(
    ("fields", "listed", "target"),
    [
        ("kind: plan, when: 2024", "2023-04-18", "2024"),
        ("kind: forecast, when: 2023-04", "2023-04-18", ""),
        ("kind: plan", "2023-04-18", ""),
        ("kind: plan, when: 2022-11", "2022-11", ""),  # a plan of that time, told later
        ("kind: event, when: 2022-11", "2022-11", ""),
        ("kind: event", "2023-04-18", ""),
    ],
)
def test_a_plan_is_listed_under_the_day_it_was_said(facts: Derive, fields: str, listed: str, target: str) -> None:
    found = facts(world(f"- {{id: one, text: Something is said., {fields}}}\n"))
    record = found.library.claims["herald-a/one"]
    assert str(listed_on(record, found.library)) == listed
    assert str(target_of(record, found.library) or "") == target
