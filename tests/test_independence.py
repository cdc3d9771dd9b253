"""library/facts.py and independence.py: how many publishers report a claim, independently of each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from fact_world import article, claim, seen, world, worth
from press.library.facts import Facts

Derive = Callable[[Files], Facts]


def publishers(found: Facts, claim_id: str = "herald-a/worth") -> tuple[str, ...]:
    return found.claims[claim_id].publishers


def test_one_publisher(facts: Derive) -> None:
    found = facts(world(worth("1 billion USD")))
    assert (publishers(found), found.claims["herald-a/worth"].corroborated) == (("herald",), False)


def test_two_publishers_of_one_statement(facts: Derive) -> None:
    found = facts(world(worth("1 billion USD", "when: 2023"), worth("1.0 billion USD", "when: 2023-04")))
    assert [(d.publishers, d.corroborated, d.reports) for d in seen(found, "herald-a/worth", "gazette-a/worth")] == [
        (("herald", "gazette"), True, ("gazette-a/worth",)),
        (("gazette", "herald"), True, ("herald-a/worth",)),
    ]


@pytest.mark.parametrize(
    "other",
    [
        worth("1 billion USD", "when: 2024"),
        worth("2 billion USD", "when: 2023"),
        worth("1 billion CNY", "when: 2023"),
        worth("1 billion USD", "when: 2023, of: lamp"),
        worth("1 billion USD", "when: 2023, status: retracted, why: Wrong."),
        worth("1 billion USD", "when: 2023, status: draft"),
        claim("worth", "subject: lamp, property: valuation, value: 1 billion USD, when: 2023"),
        claim("worth", "about: [lantern], when: 2023"),
    ],
)
def test_no_second_publisher(facts: Derive, other: str) -> None:
    assert publishers(facts(world(worth("1 billion USD", "when: 2023"), other))) == ("herald",)


def test_the_same_publisher_twice_is_one(facts: Derive) -> None:
    files = world(worth("1 billion USD"))
    files |= {"articles/herald-b.yml": article("herald"), "claims/herald-b.yml": worth("1 billion USD")}
    assert publishers(facts(files)) == ("herald",)


def test_also_in_counts(facts: Derive) -> None:
    found = facts(world(claim("one", "also_in: [{article: gazette-a, at: s1}, {article: courier-a}]"), "", ""))
    assert publishers(found, "herald-a/one") == ("herald", "gazette", "courier")


def test_syndicated_and_derived_articles_are_not_a_second_publisher(facts: Derive) -> None:
    same = worth("1 billion USD")
    found = facts(world(same, same, same, gazette="syndicated_from: herald-a", courier="derived_from: gazette-a"))
    assert [publishers(found, f"{paper}-a/worth") for paper in ("herald", "gazette", "courier")] == [
        ("herald",), ("gazette",), ("courier",),
    ]  # fmt: skip


def test_also_in_a_reprint_does_not_count(facts: Derive) -> None:
    found = facts(world(claim("one", "also_in: [{article: gazette-a}]"), "", gazette="syndicated_from: herald-a"))
    assert publishers(found, "herald-a/one") == ("herald",)


def test_a_reprint_of_a_third_paper_counts_as_that_paper(facts: Derive) -> None:
    same = worth("1 billion USD")
    found = facts(world(same, same, same, gazette="syndicated_from: courier-a"))
    assert len(publishers(found)) == 2


def test_via_the_other_publisher_counts_once(facts: Derive) -> None:
    found = facts(world(worth("1 billion USD"), worth("1 billion USD", "via: herald")))
    assert [publishers(found, f"{paper}-a/worth") for paper in ("herald", "gazette")] == [("herald",), ("gazette",)]


def test_via_a_third_outlet_still_counts(facts: Derive) -> None:
    found = facts(world(worth("1 billion USD"), worth("1 billion USD", "via: mirror")))
    assert publishers(found) == ("herald", "gazette")


@pytest.mark.parametrize("courier", [worth("1 billion USD"), worth("1 billion USD", "via: mirror")])
def test_two_that_have_it_from_one_outlet_count_once(facts: Derive, courier: str) -> None:
    """The Gazette has it from the Courier, which is named; or both have it from the Mirror, which is not here."""
    gazette = worth("1 billion USD", "via: courier" if "via" not in courier else "via: mirror")
    assert publishers(facts(world(worth("1 billion USD"), gazette, courier))) == ("herald", "courier")


def test_an_outlet_that_also_reports_it_itself_counts(facts: Derive) -> None:
    both = worth("1 billion USD", "via: herald") + worth("1 billion USD", name="own")
    found = facts(world(worth("1 billion USD"), both))
    assert publishers(found) == ("herald", "gazette")


def test_what_two_outlets_quote_from_one_speaker_counts_twice(facts: Derive) -> None:
    quoted = worth("1 billion USD", "said_by: lantern")
    found = facts(world(quoted, quoted))
    assert publishers(found) == ("herald", "gazette")


def test_outlets_of_one_owner_count_once(facts: Derive) -> None:
    owners = claim("o1", "subject: herald, property: owned-by, value: big-river") + claim(
        "o2", "subject: gazette, property: owned-by, value: big-river"
    )
    same = worth("1 billion USD")
    found = facts(world(same, same, same, owners))
    assert [publishers(found, f"{paper}-a/worth") for paper in ("herald", "gazette", "courier")] == [
        ("herald", "courier"), ("gazette", "courier"), ("courier", "gazette"),
    ]  # fmt: skip


def test_an_outlet_and_its_owner_count_once(facts: Derive) -> None:
    """The Courier owns the Herald: what both print counts once."""
    owner = claim("o1", "subject: herald, property: owned-by, value: courier")
    same = worth("1 billion USD")
    found = facts(world(same, owner, same))
    assert publishers(found) == ("herald",)


def test_an_owner_of_an_owner_and_one_of_several_owners_count_once(facts: Derive) -> None:
    pairs = [("herald", "big-river"), ("big-river", "lantern"), ("gazette", "lantern"), ("gazette", "lamp")]
    owners = [f"subject: {owned}, property: owned-by, value: {owner}" for owned, owner in pairs]
    listed = "".join(claim(f"o{n}", fields) for n, fields in enumerate(owners))
    same = worth("1 billion USD")
    assert publishers(facts(world(same, same, same, listed))) == ("herald", "courier")


def test_relations_corroborate(facts: Derive) -> None:
    same = claim("one", "subject: li-wen, property: founder-of, value: lantern, when: 2023-02")
    other = claim("one", "subject: li-wen, property: founder-of, value: lantern, when: 2023-02-13")
    assert publishers(facts(world(same, other)), "herald-a/one") == ("herald", "gazette")
