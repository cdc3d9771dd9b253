"""library/names.py: who is mentioned in a text, by the contract's rules for names and references."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files
from press.library.checks.documents import check_document
from press.library.facts import Facts
from press.library.names import without_references, written_references
from press.problem import Code
from site_factory import CheckedBriefing, check_briefing

ENTRIES: Files = {
    "products/gpt.yml": "{name: GPT, summary: A model.}",
    "products/gpt-four.yml": "{name: GPT-4, summary: A model.}",
    "companies/open-lab.yml": "{name: Open Lab, summary: A firm., type: company, names: [{text: OL, kind: short}]}",
    "companies/open.yml": "{name: Open, summary: A firm., type: company}",
    "companies/meituan.yml": "{name: Meituan, summary: A firm., type: company, names: [{text: 美团, kind: native}]}",
    "companies/tuan.yml": "{name: Tuan, summary: A firm., type: company, names: [{text: 团, kind: native}]}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder., names: [{text: Li, kind: short}, {text: Wen Li, "
    "kind: misprint, source: piece}, {text: Lee Wen, kind: romanised}, {text: Old Li, kind: former}]}",
    "people/li-min.yml": "{name: Li Min, summary: A founder., names: [{text: Li, kind: short}]}",
    "terms/start-up.yml": "{term: start-up, short: A young firm., abbreviation: SU}",
    "terms/llm.yml": "{term: LLM, short: A model.}",
    "topics/money.yml": "{name: Money, question: Who paid?}",
    "companies/twin-a.yml": "{name: Twin, summary: A firm., type: company}",
    "products/twin-b.yml": "{name: Twin, summary: A thing.}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2023}",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPT and GPT-4.", ["GPT=gpt", "GPT-4=gpt-four"]),
        ("GPT-3 is another model, GPT-x is not.", ["GPT=gpt"]),
        ("GPT-4o, GPT4, ChatGPT, GPTs, xGPT-4", []),
        ("GPT's, (GPT), GPT-based and GPT.", ["GPT=gpt"] * 4),
        ("Open Lab opened; Open did not, Openly.", ["Open Lab=open-lab", "Open=open"]),
        ("open lab and OPEN LAB", []),
        ("OL and Li are short names.", []),
        ("王在美团工作", ["美团=meituan"]),
        ("团队", ["团=tuan"]),
        ("美团Meituan美团", ["美团=meituan", "Meituan=meituan", "美团=meituan"]),
        ("A start-up, Start-up, START-UP; start-ups", ["start-up=start-up", "Start-up=start-up"]),
        ("SU, Su, LLM, lLM", ["SU=start-up", "LLM=llm"]),
        ("Lee Wen and Old Li", ["Lee Wen=li-wen", "Old Li=li-wen"]),
        ("Wen Li is a misprint.", []),
        ("Twin is shared.", []),
        ("Money is a topic.", []),
        ("`GPT`, <abbr title='GPT'>, https://gpt.example/GPT, [x](/GPT), [[gpt|GPT]], [@piece/GPT]", []),
        ("[GPT](https://a.example)", ["GPT=gpt"]),
        ("éGPT, GPTé, 1GPT, _GPT_", ["GPT=gpt"]),
        ("", []),
    ],
)
def test_mentions(checked: Callable[[Files], CheckedBriefing], text: str, expected: list[str]) -> None:
    found = checked(ENTRIES)
    assert [f"{text[m.start : m.end]}={m.id}" for m in found.names.mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wen Li spoke.", [0]),
        ("He was printed as Wen Li.", []),
        ("printed as “Wen Li”, then Wen Li", [26]),
        ("printed once as Wen Li; printed here as 'Wen Li'", []),
        ("[[li-wen|Wen Li]] `Wen Li`", []),
        ("Wen Lian and Owen Li", []),
    ],
)
def test_misprints(checked: Callable[[Files], CheckedBriefing], text: str, expected: list[int]) -> None:
    found = checked(ENTRIES).names.misprints_in(text)
    assert [(m.start, m.seen, m.right, m.id) for m in found] == [(at, "Wen Li", "Li Wen", "li-wen") for at in expected]


def test_shared_names_cause_warnings_unless_each_sees_the_other(problems: Callable[[Files], list[str]]) -> None:
    seen = {
        **ENTRIES,
        "companies/twin-a.yml": "{name: Twin, summary: A firm., type: company, see: [twin-b]}",
        "products/twin-b.yml": "{name: Twin, summary: A thing., see: [twin-a]}",
    }
    assert problems(ENTRIES) == [
        "briefings/companies/twin-a.yml:1:8: W402 'Twin' is also a name of 'twin-b'; it will not link\n"
        "    add 'see: [twin-b]' here, and 'twin-a' to 'see' there",
        "briefings/products/twin-b.yml:1:8: W402 'Twin' is also a name of 'twin-a'; it will not link\n"
        "    add 'see: [twin-a]' here, and 'twin-b' to 'see' there",
    ]
    assert problems(seen) == []


def test_a_name_shared_with_see_still_does_not_link(checked: Callable[[Files], CheckedBriefing]) -> None:
    found = checked({
        "companies/twin-a.yml": "{name: Twin, summary: A firm., type: company, see: [twin-b]}",
        "products/twin-b.yml": "{name: Twin, summary: A thing., see: [twin-a]}",
    })  # fmt: skip
    assert found.names.mentions("Twin") == []


def test_written_references() -> None:
    text = "[[a]] [[a/b]] [[a|words of it]] [@a/b] [x] [[ ]] [[]] [[a\nb]] [[a|]] [@]"
    found = [(m["page"], m["words"], m["cite"]) for m in written_references(text)]
    assert found == [
        ("a", None, None),
        ("a/b", None, None),
        ("a", "words of it", None),
        (None, None, "a/b"),
        (" ", None, None),
    ]


def test_blanking_keeps_every_position() -> None:
    text = "GPT [[gpt]] `GPT` https://x.example/GPT <i> end GPT"
    assert (len(without_references(text)), without_references(text).count("GPT")) == (len(text), 2)


# Where a name is part of another one

MODELS: Files = {
    "products/gpt.yml": "{name: GPT, summary: A model., names: [GPT-3]}",
    "products/llama.yml": "{name: Llama, summary: A model.}",
    "products/llama-three.yml": "{name: Llama 3, summary: A model.}",
    "products/orca.yml": "{name: Orca, summary: A model.}",
    "terms/source.yml": "{term: Source, short: Where a report comes from.}",
    "companies/meituan.yml": "{name: Meituan, summary: A firm., type: company, names: [{text: 美团, kind: native}]}",
    "products/reilly.yml": "{name: Reilly, summary: A model., names: [{text: 灯, kind: native}]}",
}


@pytest.mark.parametrize(
    "text",
    [
        "Orca depends on-GPT-3.5, GPT-3.5 and GPT-4.",
        "It is open-source, single-source, re-source, an in-source.",
        "V-Orca, Mini-Orca, 3-Orca, T\u2011Orca, Dolphin\u2010Orca",
        "Orca-V, Orca-2, Orca\u20112, Orca\u2010Mini, Orca-É, Orca–2",
        "Orca 2, Orca 2.0, Orca 13B, Orca 4o, Orca 2 models, Orca\u00a02, Orca 2.",
        "Orca Ultra, Orca Pro 2, Orca mini, Orca Turbo-chat, Orca Guard 2, Orca Guard 2.5, Orca CLI",
        "x/Orca-team, /x/Orca-y/z, Orca-dev-guide, Orca-mini",
        "Orca V2, Orca v2.1, Orca K2, Orca II, Orca VIII",
        "Orca.ai, Orca.5, www.Orca, x@Orca, Orca@home, x_Orca, Orca_x, Orca+, Orca#, Orca++ and Q&Orca, Orca&A",
        "O'Reilly and O’Reilly",
        "Source 2 and sources, Sources",
        "Orca 1900.5, Orca 200, Orca 3 workers",
        "Orca Guard, Orca Products, Orca Guard 5 times",
    ],
)
def test_a_name_inside_another_is_no_mention(checked: Callable[[Files], CheckedBriefing], text: str) -> None:
    found = [text[m.start : m.end + 3] for m in checked(MODELS).names.mentions(text)]
    assert found == (["Orca de"] if text.startswith("Orca depends") else [])


@pytest.mark.parametrize(
    "text",
    [
        "Orca.", "Orca, 3", "Orca's 2 models", "Orca’s", "(Orca)", "“Orca”", "Orca: 3", "Orca; 2", "Orca/Llama x",
        "Orca? 2",
        "Orca-backed", "Orca-based", "Orca-led", "Orca-style", "Orca-like", "Orca-owned", "ex-Orca", "non-Orca",
        "pre-Orca",
        "pro-Orca", "anti-Orca", "post-Orca", "Ex-Orca", "mid-Orca", "then-Orca", "— Orca —", "text--Orca--text",
        "Orca–x",
        "Orca 2023", "In Orca 1999,", "Orca 2020s", "Orca 2 million", "Orca 1.5 billion", "Orca 40 percent", "Orca 40%",
        "Orca 3.5 %", "Orca 12 May", "Orca 5 days", "Orca 3 to 5 times", "Orca 3-5 weeks", "Orca 3rd", "Orca 100 USD",
        "Orca 1,200 users", "Orca 100m", "Orca 5bn", "Orca 10 km", "Orca 2-year plan", "Orca 24 hours", "Orca Q3",
        "Orca H1 results", "Orca 3年", "Orca I", "Orca\n\n\n\n2", "the Orca - a model", "use Orca -2", "*Orca* 2",
        "Orca professionals", "Orca pro", "Orca In 2023",
    ],
)  # fmt: skip
def test_what_follows_a_name_without_making_another(checked: Callable[[Files], CheckedBriefing], text: str) -> None:
    assert [m.id for m in checked(MODELS).names.mentions(text)][:1] == ["orca"]


def test_a_longer_name_is_found_whole(checked: Callable[[Files], CheckedBriefing]) -> None:
    names = checked(MODELS).names
    assert [m.id for m in names.mentions("Llama 3, Llama 3.1, Llama 3 models, Llama.")] == [
        "llama-three",
        "llama-three",
        "llama",
    ]
    assert [m.id for m in names.mentions("Llama 3 million users, Llama 3% and Llama 3,000 users")] == ["llama"] * 3
    assert [m.id for m in names.mentions("Meituan 2, Meituan 3.5 and 美团2")] == ["meituan", "meituan", "meituan"]
    assert [m.id for m in names.mentions("V-Meituan, Meituan-Dianping, Meituan.com, Meituan-backed")] == ["meituan"]
    assert [m.id for m in names.mentions("用灯工作")] == ["reilly"]


def test_misprints_are_found_by_the_same_rules(checked: Callable[[Files], CheckedBriefing]) -> None:
    names = checked(ENTRIES).names
    assert [m.start for m in names.misprints_in("O-Wen Li, Wen Li-Wen, Wen Li's ex-Wen Li")] == [22, 34]


def test_what_depends_on_another_model_is_not_about_it(facts: Callable[[Files], Facts]) -> None:
    text = "Orca depends on GPT-3.5 and Llama 3.1, it is open-source."
    found = facts({
        **MODELS,
        "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
        "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2023}",
        "claims/piece.yml": f"[{{id: one, text: '{text}', kind: event}}]",
    })  # fmt: skip
    assert found.claims["piece/one"].about == ("orca",)


# Entries that refuse links


def test_an_entry_can_refuse_links(checked: Callable[[Files], CheckedBriefing]) -> None:
    found = checked({
        "products/source.yml": "{name: Source, summary: An app., link: false, names: [Source App]}",
        "terms/source-code.yml": "{term: source, short: Program text., abbreviation: App}",
        "products/model.yml": "{name: Open Source, summary: An app., link: 'false'}",
        "terms/orca.yml": "{term: Orca, short: A whale., link: true}",
    })  # fmt: skip
    assert found.problems == []
    text = "Source App, Open Source, Orca and Source"
    assert [(m.start, m.id) for m in found.names.mentions(text)] == [(25, "orca"), (34, "source-code")]


def test_link_is_true_or_false(problems: Callable[[Files], list[str]]) -> None:
    assert problems({"products/source.yml": "{name: Source, summary: An app., link: no}"}) == [
        "briefings/products/source.yml:1:40: B304 link: expected true or false, saw 'no'\n    did you mean 'false'?"
    ]


def test_a_misprint_may_not_be_a_name_that_refuses_links(problems: Callable[[Files], list[str]]) -> None:
    found = problems({
        **ENTRIES,
        "products/source.yml": "{name: Wen Li, summary: An app., link: false}",
        "products/other.yml": "{name: Other, summary: An app., body: Wen Li speaks.}",
    })  # fmt: skip
    assert [problem.split(" ")[1] for problem in found if "Wen Li" in problem] == ["B406"]


# One form of Unicode


def test_names_link_in_any_form_of_unicode(checked: Callable[[Files], CheckedBriefing]) -> None:
    found = checked({
        "people/jo-muller.yml": "{name: Jo Mu\u0308ller, summary: A founder.}",
        "terms/cafe.yml": "{term: Cafe\u0301, short: A place.}",
        "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
        "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2023}",
        "claims/piece.yml": "[{id: one, text: Jo M\u00fcller opens a caf\u00e9., kind: event},"
        " {id: two, text: Jo Mu\u0308ller opens a cafe\u0301., kind: event}]",
    })  # fmt: skip
    for claim_id in ("piece/one", "piece/two"):
        text = found.library.claims[claim_id].data.text
        assert [m.id for m in found.names.mentions(text)] == ["jo-muller", "cafe"]


def test_one_name_in_two_forms_is_shared(problems: Callable[[Files], list[str]]) -> None:
    found = problems({
        "people/jo-muller.yml": "{name: Mu\u0308ller, summary: A founder.}",
        "companies/muller.yml": "{name: M\u00fcller, summary: A firm., type: company}",
    })  # fmt: skip
    assert found == [
        "briefings/companies/muller.yml:1:8: W402 'M\u00fcller' is also a name of 'jo-muller'; it will not link\n"
        "    add 'see: [jo-muller]' here, and 'muller' to 'see' there",
        "briefings/people/jo-muller.yml:1:8: W402 'M\u00fcller' is also a name of 'muller'; it will not link\n"
        "    add 'see: [muller]' here, and 'jo-muller' to 'see' there",
    ]


def test_misprints_are_found_in_any_form(checked: Callable[[Files], CheckedBriefing]) -> None:
    found = checked({
        **ENTRIES,
        "people/jo.yml": "{name: Jo Miller, summary: A founder., names: "
        "[{text: Mu\u0308ller, kind: misprint, source: piece}]}",
        "products/app.yml": "{name: App, summary: An app., body: By Mu\u0308ller.}",
    })  # fmt: skip
    places = [str(problem.at) for problem in found.problems if problem.code is Code.MISPRINT]
    assert places == ["briefings/products/app.yml:1:37"]
    document = list(check_document("By Mu\u0308ller.", "about.md", found.library, found.names))
    assert [str(problem.at) for problem in document] == ["about.md:1:4"]


def test_a_briefing_without_names_has_no_misprints(tmp_path: Path) -> None:
    """A page with references is searched even if no entry could be read."""
    (tmp_path / "briefings").mkdir()
    names = check_briefing(tmp_path).names
    assert list(names.misprints_in("See [[nobody]], [@a/b] and a NUL: \x00.")) == []
