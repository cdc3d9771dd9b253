"""library/facts.py: everything that follows from the claims, rule by rule as in the contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.library.assertions import Derived, listed_on, target_of
from press.library.facts import Facts

Derive = Callable[[Files], Facts]

PAPERS: dict[str, str] = {
    f"companies/{name}.yml": f"{{name: {name.title()}, summary: A paper., type: outlet}}"
    for name in ("herald", "gazette", "courier", "mirror")
}
BASE: dict[str, str] = {
    **PAPERS,
    "companies/big-river.yml": "{name: Big River, summary: A shop., type: company}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: start-up}",
    "companies/lamp.yml": "{name: Lamp, summary: A firm., type: company}",
    "products/glow.yml": "{name: Glow, summary: A chatbot.}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "people/bo-ann.yml": "{name: Bo Ann, summary: A founder.}",
    "terms/chatbot.yml": "{term: chatbot, short: A program that talks.}",
    "topics/money.yml": "{name: Money, question: Who paid?}",
    "properties.yml": """
        founder-of: {label: founder of, inverse: founded by, value: company}
        head-of: {label: head of, inverse: headed by, value: company, single: subject}
        owned-by: {label: owned by, inverse: owns, value: company, single: value}
        made-by: {label: made by, inverse: makes, value: company}
        invested-in: {label: invested in, inverse: investors, value: company}
        stake: {label: stake, value: amount, single: value}
        valuation: {label: valuation, value: amount, single: value}
        opened: {label: opened, value: date, single: value}
        alias-of: {label: alias, value: text, single: value}
        seats: {label: seats, value: number}
    """,
}


def article(publisher: str, published: str = "2023-04-18", more: str = "") -> str:
    return (
        f"title: A piece\npublisher: {publisher}\nurl: https://{publisher}.example/a\npublished: {published}\n{more}\n"
    )


def world(*claims: str, **more: str) -> dict[str, str]:
    """A briefing in which `claims[0]` is what the Herald says, `claims[1]` the Gazette, `[2]` the Courier, `[3]` the
    Mirror; each is a YAML list. `more` adds fields to the articles of these papers."""
    files = dict(BASE)
    for paper, text in zip(("herald", "gazette", "courier", "mirror"), claims, strict=False):
        files[f"articles/{paper}-a.yml"] = article(paper, more=more.get(paper, ""))
        files[f"claims/{paper}-a.yml"] = text
    return files


def claim(name: str = "one", fields: str = "", text: str = "Something is said.") -> str:
    return f"- {{id: {name}, text: {text}, kind: figure{', ' if fields else ''}{fields}}}\n"


def worth(value: str, fields: str = "", name: str = "worth", kind: str = "valuation") -> str:
    return claim(name, f"subject: lantern, property: {kind}, value: {value}{', ' if fields else ''}{fields}")


def every(found: Facts) -> dict[str, Derived]:
    return {claim_id: found.claims[claim_id] for claim_id in found.claims}


def seen(found: Facts, *ids: str) -> list[Derived]:
    return [found.claims[i] for i in ids]


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


# corroborated


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
