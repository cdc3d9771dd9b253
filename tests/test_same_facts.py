"""library/same_facts: which claims are one fact, which of them is its line, and what a fact must not hold."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from briefing_files import Files, Write
from press.library.assertions import of_subject
from press.library.briefing import Briefing
from test_facts import article, claim, world, worth

Know = Callable[[Files], Briefing]


@pytest.fixture
def know(briefing: Write) -> Know:
    """Writes a briefing and reads it; it may have errors."""

    def read(files: Files) -> Briefing:
        found = Briefing(briefing(files))
        found.refresh()
        return found

    return read


def facts_of(found: Briefing) -> list[list[str]]:
    """The live claims of each fact that has several, sorted; the papers by their first letters."""
    claims: dict[str, list[str]] = {}
    for claim_id in found.facts.claims:
        if fact := found.same_facts.fact_of(claim_id):
            claims.setdefault(fact, []).append(claim_id)
    short = [sorted(i.replace("-a/", "/") for i in members) for members in claims.values() if len(members) > 1]
    return sorted(short)


BOTH = [["gazette/worth", "herald/worth"]]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        # The same value at an overlapping known time
        (worth("1 billion USD", "when: 2023"), worth("1 billion USD", "when: 2023-04"), True),
        (worth("1 billion USD", "when: 2023"), worth("1000 million USD", "when: 2023-04"), True),
        (worth("1 billion USD", "when: 2023"), worth("~ 1.0 billion USD", "when: 2023"), True),
        (worth("1 billion USD", "when: 2023"), worth("1.04 billion USD", "when: 2023"), False),
        (worth("1 billion USD", "when: 2023"), worth("at least 1 billion USD", "when: 2023"), False),
        (worth("at most 1 billion USD", "when: 2023"), worth("at most 1 billion USD", "when: 2023"), False),
        (worth("1 billion USD", "when: 2023"), worth("1 billion CNY", "when: 2023"), False),
        (worth("1 billion USD", "when: 2023, of: lamp"), worth("1 billion USD", "when: 2023"), False),
        (worth("1 billion USD", "when: 2023, of: lamp"), worth("1 billion USD", "when: 2023, of: lamp"), True),
        (worth("25 percent", "when: 2023", kind="stake"), worth("25 percent", "when: 2023", kind="valuation"), False),
        (worth("1 billion USD", "from: 2020, until: 2022"), worth("1 billion USD", "when: 2021"), True),
        (worth("2023-05", kind="opened"), worth("2023-05", kind="opened"), True),
        (worth("2023-05", kind="opened"), worth("2023-05~", kind="opened"), True),
        (worth("2023-05", kind="opened"), worth("2023-05-03", kind="opened"), False),
        (worth("Light", kind="alias-of"), worth("Light", kind="alias-of"), True),
        # A claim that is not live is no part of a fact
        (worth("1 billion USD"), worth("1 billion USD", "status: retracted, why: Wrong."), False),
        # A state that is reported again
        (worth("1 billion USD", "when: 2021"), worth("1 billion USD", "when: 2023"), True),
        (worth("1 billion USD", "from: 2019, until: 2020"), worth("1 billion USD", "when: 2023"), False),
        (worth("5", "when: 2021", kind="seats"), worth("5", "when: 2023", kind="seats"), False),
        # A pair that says how it differs
        (worth("1 billion USD", "differs: [{claim: gazette-a/worth, how: measure}]"), worth("1 billion USD"), False),
    ],
)
def test_two_claims_are_one_fact(know: Know, left: str, right: str, joined: bool) -> None:
    assert facts_of(know(world(left, right))) == (BOTH if joined else [])


def test_no_time_joins_nothing(know: Know) -> None:
    files = world(worth("1 billion USD"), worth("1 billion USD"))
    assert facts_of(know(files)) == BOTH
    assert facts_of(know({**files, "articles/gazette-a.yml": article("gazette", "unknown")})) == []


def test_another_value_between_ends_a_state(know: Know) -> None:
    first, last = worth("1 billion USD", "when: 2021"), worth("1 billion USD", "when: 2023")
    for between, joined in (("2 billion USD", []), ("at least 2 billion USD", []), ("at most 2 billion USD", BOTH)):
        found = know(world(first, last, worth(between, "when: 2022")))
        assert facts_of(found) == joined, between
    assert facts_of(know(world(first, last, worth("2 billion USD", "when: 2024")))) == BOTH


def test_another_holder_between_ends_a_state(know: Know) -> None:
    def head(who: str, when: str) -> str:
        return claim("worth", f"subject: {who}, property: head-of, value: lantern, when: {when}")

    assert facts_of(know(world(head("li-wen", "2021"), head("li-wen", "2023")))) == BOTH
    assert facts_of(know(world(head("li-wen", "2021"), head("li-wen", "2023"), head("bo-ann", "2022")))) == []


def test_two_events_at_two_times_are_two(know: Know) -> None:
    bought = (
        "- {{id: worth, text: It pays., kind: event, subject: lamp, property: invested-in, value: lantern, when: {}}}"
    )
    assert facts_of(know(world(bought.format("2021"), bought.format("2023")))) == []
    assert facts_of(know(world(bought.format("2023"), bought.format("2023-05")))) == BOTH


def test_joining_is_transitive(know: Know) -> None:
    texts = [worth("1 billion USD", f"when: {when}") for when in ("2023-01", "2023", "2023-12")]
    assert facts_of(know(world(*texts))) == [["courier/worth", "gazette/worth", "herald/worth"]]


@pytest.mark.parametrize("holder", [0, 1])
def test_same_is_symmetric_and_transitive(know: Know, holder: int) -> None:
    texts = [claim("one"), claim("one"), claim("one", "same: [gazette-a/one]")]
    texts[holder] = claim("one", f"same: [{('gazette-a/one', 'herald-a/one')[holder]}]")
    assert facts_of(know(world(*texts))) == [["courier/one", "gazette/one", "herald/one"]]


def test_same_joins_what_statements_have_joined(know: Know) -> None:
    files = world(
        worth("1 billion USD") + claim("also", "same: [worth]"),
        worth("1 billion USD"),
        claim("one", "same: [gazette-a/worth]") + claim("past", "same: [herald-a/old]"),
    )
    files["claims/herald-a.yml"] += "- {id: old, moved_to: also}\n"
    assert facts_of(know(files)) == [["courier/one", "courier/past", "gazette/worth", "herald/also", "herald/worth"]]


@pytest.mark.parametrize("how", ["measure", "wording", "sequence"])
def test_differs_joins_nothing(know: Know, how: str) -> None:
    text = claim("one", f"differs: [{{claim: gazette-a/one, how: {how}}}]")
    assert facts_of(know(world(text, claim("one")))) == []


@pytest.mark.parametrize(
    ("also", "others", "joined"),
    [
        ("{article: gazette-a, at: s4}", claim("one", "at: s4"), True),
        ("{article: gazette-a, at: s4}", claim("one", "at: s5", "Other."), False),
        ("{article: gazette-a, at: s4}", claim("one", "at: s4") + claim("two", "at: s4", "Other."), True),
        ("{article: gazette-a}", claim("one", "at: s4"), True),
        ("{article: gazette-a}", claim("one", "at: s4", "Other."), False),
        ("{article: gazette-a, at: s4}", claim("one", "at: s4, status: retracted, why: Wrong."), False),
    ],
)
def test_also_in_joins_the_claim_that_stands_there(know: Know, also: str, others: str, joined: bool) -> None:
    found = facts_of(know(world(claim("one", f"also_in: [{also}]"), others)))
    assert found == ([["gazette/one", "herald/one"]] if joined else [])


def test_also_in_joins_equal_statements_of_unknown_time_and_no_others(know: Know) -> None:
    def files(value: str) -> dict[str, str]:
        left = worth("1 billion USD", "when: 2021, also_in: [{article: gazette-a, at: s1}]")
        return {
            **world(left, worth(value, "at: s1")),
            "articles/gazette-a.yml": article("gazette", "unknown"),
        }

    assert facts_of(know(files("1 billion USD"))) == BOTH
    assert facts_of(know(files("3 billion CNY"))) == []


# The line


def line_of(know: Know, *texts: str, **more: str) -> str:
    found = know(world(*texts, **more))
    [line] = {found.same_facts.fact_of(claim_id) for claim_id in found.facts.claims}
    return line.partition("-")[0]


def test_the_line_has_the_best_source_then_the_most_precise_time_then_is_the_earliest(know: Know) -> None:
    year, day = worth("1 billion USD", "when: 2023"), worth("1 billion USD", "when: 2023-04-18")
    assert line_of(know, year, day) == "gazette"
    assert line_of(know, year, day, herald="source_type: filing") == "herald"
    assert line_of(know, worth("~ 1 billion USD", "when: 2023"), year) == "gazette"
    assert line_of(know, year, worth("1 billion USD", "when: 2023, said_on: 2023-01-02")) == "gazette"
    assert line_of(know, year, year) == "gazette", "then by id"
    types = {"herald": "agency", "gazette": "statement", "courier": "report", "mirror": "official"}
    assert line_of(know, *[year] * 4, **{name: f"source_type: {kind}" for name, kind in types.items()}) == "mirror"


def test_a_claim_alone_is_its_own_fact_and_what_is_not_live_has_none(know: Know) -> None:
    found = know(world(claim("one") + claim("gone", "status: retracted, why: Wrong.")))
    assert found.same_facts.fact_of("herald-a/one") == "herald-a/one"
    assert found.same_facts.fact_of("herald-a/gone") == ""


def test_the_publishers_of_a_fact_are_independent_of_each_other(know: Know) -> None:
    """The Gazette has it from the Courier; the Mirror reports it too, by a link."""
    same, passed_on = worth("1 billion USD"), worth("1 billion USD", "via: courier")
    joined = know(world(same, passed_on, same, claim("one", "same: [herald-a/worth]"))).same_facts
    assert joined.publishers(joined.fact_of("gazette-a/worth")) == ("courier", "herald", "mirror")


# Conflicts

CLASH = world(
    worth("1 billion USD", "when: 2023") + claim("also", "same: [worth, gazette-a/worth]"),
    worth("2 billion USD", "when: 2023"),
)


def test_a_fact_that_holds_a_conflict_is_an_error_that_names_the_link_to_cut(know: Know) -> None:
    found = know(CLASH)
    assert [str(problem) for problem in found.problems] == [
        "briefings/claims/herald-a.yml:2:68: B530 'gazette-a/worth' and 'herald-a/worth' conflict, and are one fact\n"
        "    remove 'gazette-a/worth' from 'same' of 'herald-a/also'"
    ]


def test_the_cure_works(know: Know) -> None:
    cured = {path: text.replace("[worth, gazette-a/worth]", "[worth]") for path, text in CLASH.items()}
    found = know(cured)
    assert found.problems == []
    assert facts_of(found) == [["herald/also", "herald/worth"]]


def test_what_stood_before_a_refused_edit_goes_on(briefing: Write) -> None:
    cured = {path: text.replace("[worth, gazette-a/worth]", "[worth]") for path, text in CLASH.items()}
    found = Briefing(briefing(cured))
    assert found.refresh() == []
    before = facts_of(found)
    (found.root / "briefings/claims/herald-a.yml").write_text(CLASH["claims/herald-a.yml"])
    assert [problem.code for problem in found.refresh()] == ["B530"]
    assert facts_of(found) == before
    (found.root / "briefings/claims/herald-a.yml").write_text(cured["claims/herald-a.yml"])
    assert found.refresh() == []
    assert facts_of(found) == before


def test_a_written_conflict_inside_a_fact_is_an_error_too(know: Know) -> None:
    texts = [
        worth("1 billion USD", f"when: 2023{more}")
        for more in (", differs: [{claim: gazette-a/worth, how: conflict}]", "", "")
    ]
    found = know(world(*texts))
    assert [(problem.code, problem.cure) for problem in found.problems] == [
        ("B530", "remove 'gazette-a/worth' from 'differs' of 'herald-a/worth'")
    ]


def test_same_names_another_claim(know: Know) -> None:
    assert [problem.code for problem in know(world(claim("one", "same: [one]"))).problems] == ["B503"]


# Bounds


@pytest.mark.parametrize("how", ["equal", "apart", "same"])
def test_very_many_claims_in_one_group(know: Know, how: str) -> None:
    """They are sorted and swept once: 20,000 take a few seconds, so 5,000 take one."""
    count = 5_000
    times = ["2023"] * count if how == "equal" else [f"{1000 + n // 12}-{n % 12 + 1:02d}" for n in range(count)]
    fields = [f"when: {when}" for when in times]
    text = "".join(
        claim(f"c{n}", "same: [c0]" if n else "")
        if how == "same"
        else worth(f"{n % 7 if how == 'apart' else 1} billion USD", fields[n], f"c{n}")
        for n in range(count)
    )
    found = know(world(text))
    joined = found.same_facts
    begun = time.process_time()
    for claim_id in found.facts.claims:
        joined.fact_of(claim_id)
    assert time.process_time() - begun < 2


def test_an_edit_works_out_one_group_again(briefing: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    other = claim("seats", "subject: lamp, property: seats, value: 5, when: 2023")
    files = world(worth("1 billion USD", "when: 2023") + other, worth("1 billion USD", "when: 2023") + other)
    found = Briefing(briefing(files))
    assert found.refresh() == []
    assert len(facts_of(found)) == 2
    evaluated: list[str] = []
    compute = found.same_facts.repeats._function
    monkeypatch.setattr(
        found.same_facts.repeats, "_function", lambda group: (evaluated.append(group), compute(group))[1]
    )
    edited = files["claims/gazette-a.yml"].replace("1 billion", "3 billion").replace("when: 2023", "when: 2022", 1)
    (found.root / "briefings/claims/gazette-a.yml").write_text(edited)
    assert found.refresh() == []
    assert facts_of(found) == [["gazette/seats", "herald/seats"]]
    statement = found.facts.claims["herald-a/worth"].statement
    assert statement is not None
    assert evaluated == [of_subject(statement)]
