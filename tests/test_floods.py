"""library/floods.py: names that are common words and link in very many claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files

Problems = Callable[[Files], list[str]]
TERM = "{term: Tool, short: A program that helps to make another.}"


def write_claims(texts: list[str], entry: str, folder: str = "terms") -> Files:
    claims = "".join(f"- {{id: c{number}, text: {text}, kind: event}}\n" for number, text in enumerate(texts))
    return {
        "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
        "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2023}",
        "claims/piece.yml": claims,
        f"{folder}/tool.yml": entry,
    }


@pytest.mark.parametrize(
    ("naming", "others", "is_flood"),
    [(100, 0, False), (101, 0, True), (120, 2_280, False), (121, 2_279, True), (250, 5_000, False), (251, 5_000, True)],
)
def test_how_often_is_too_often(problems: Problems, naming: int, others: int, is_flood: bool) -> None:
    texts = ["A tool and a Tool open."] * naming + ["It opens."] * others
    found = [problem for problem in problems(write_claims(texts, TERM)) if "W409" in problem]
    if not is_flood:
        assert found == []
        return
    count, total = f"{naming:,}", f"{naming + others:,}"
    assert found == [
        f"briefings/terms/tool.yml:1:8: W409 'tool' links in {count} of {total} claims\n"
        "    if it is a common word there, add 'link: false'; [[tool]] still links"
    ]


def test_the_cure_works(problems: Problems) -> None:
    files = write_claims(["A tool opens."] * 150, TERM.replace("}", ", link: false}"))
    assert problems(files) == []


@pytest.mark.parametrize(
    ("entry", "folder", "text", "is_flood"),
    [
        ("{term: AI, short: A field.}", "terms", "AI opens.", False),
        ("{term: Build tool, short: A program.}", "terms", "The build tool opens.", False),
        ("{name: Lantern, summary: An app.}", "products", "Lantern opens.", False),
        ("{name: Source, summary: An app.}", "products", "Source says the source opens.", True),
        ("{name: Source, summary: A firm., type: company}", "companies", "Source says the source opens.", False),
    ],
)
def test_only_common_words_are_warned_of(
    problems: Problems, entry: str, folder: str, text: str, is_flood: bool
) -> None:
    found = problems(write_claims([text] * 150, entry, folder))
    assert ["W409" in problem for problem in found] == [True] * is_flood


@pytest.mark.parametrize(
    ("fields", "is_flood"),
    [
        ("subject: ann, property: has, value: tool", False),
        ("subject: tool, property: in, value: ann", False),
        ("about: [tool]", False),
        ("subject: ann, property: has, value: other", True),
    ],
)
def test_claims_that_are_about_the_entry_anyway_do_not_count(problems: Problems, fields: str, is_flood: bool) -> None:
    """Without the link, the page of the entry would have these claims too: there is nothing to warn of."""
    files = {
        **write_claims(["A tool opens."] * 150, TERM),
        "people/ann.yml": "{name: Ann Lee, summary: A writer.}",
        "terms/other.yml": "{term: Gadget, short: A thing.}",
        "properties.yml": "has: {label: has, value: term}\nin: {label: in, value: person}\n",
    }
    files["claims/piece.yml"] = str(files["claims/piece.yml"]).replace("kind: event", f"kind: event, {fields}")
    found = problems(files)
    assert ["W409" in problem for problem in found] == [True] * is_flood
