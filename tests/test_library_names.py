"""links.py: who is mentioned in a text, by the contract's rules for names and references."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.library.names import without_references, written_references
from site_factory import CheckedBriefing

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


def test_shared_names_are_warned_of_unless_each_sees_the_other(problems: Callable[[Files], list[str]]) -> None:
    seen = {
        **ENTRIES,
        "companies/twin-a.yml": "{name: Twin, summary: A firm., type: company, see: [twin-b]}",
        "products/twin-b.yml": "{name: Twin, summary: A thing., see: [twin-a]}",
    }
    assert problems(ENTRIES) == [
        "briefings/companies/twin-a.yml:1:8: W402 'Twin' is also a name of 'twin-b'; it will not link\n"
        "    add 'see: [twin-b]' here and there",
        "briefings/products/twin-b.yml:1:8: W402 'Twin' is also a name of 'twin-a'; it will not link\n"
        "    add 'see: [twin-a]' here and there",
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
