"""Citations of claims that no longer count are found, and the page and its twin mark them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from press.library.checks.documents import check_document
from press.site.documents import link_document
from press.site.render import Content
from site_factory import SiteMaker

Built = Callable[[Mapping[str, str | bytes]], SiteMaker]

FILES = {
    "companies/herald.yml": "{name: The Herald, summary: A newspaper., type: outlet}",
    "articles/herald-a.yml": "{title: A piece, publisher: herald, url: 'https://herald.example/a', published: 2023-04}",
    "claims/herald-a.yml": """
        - {id: worth, text: It is worth little., kind: opinion}
        - {id: later, text: It is worth much., kind: opinion, supersedes: [worth]}
        """,
    "editions/one.yml": """
        title: One
        date: 2023-05-01
        covers: 2023-04
        standfirst: It was worth little. [@herald-a/worth]
        bottom_line: ["It was cheap [@herald-a/worth].", "Then dear. [@herald-a/later]", "See [[herald-a/worth|it]]."]
        """,
    "topics/money.yml": """
        name: Money
        question: What is it worth?
        body: Little, it seemed. [@herald-a/worth]
        """,
}


@pytest.fixture
def cited(built: Built) -> SiteMaker:
    return built(FILES)


def read_page(made: SiteMaker, address: str) -> str:
    [page] = [page for page in made.pages if page.address == address]
    return Content(made.site).page(page)


def test_what_has_a_newer_report_is_a_warning_at_each_citation(cited: SiteMaker) -> None:
    assert [(str(problem.at), problem.code) for problem in cited.warnings] == [
        ("briefings/editions/one.yml:5:34", "W521"),
        ("briefings/editions/one.yml:6:29", "W521"),
        ("briefings/editions/one.yml:6:87", "W521"),
        ("briefings/topics/money.yml:4:26", "W521"),
    ]


def test_the_page_marks_what_it_cites_in_words(cited: SiteMaker) -> None:
    edition = read_page(cited, "editions/one/")
    assert ">1</a> newer figure</sup>" in edition
    assert ">2</a></sup>" in edition
    assert ">it</a> (newer figure)" in edition
    assert ">source</a> newer figure</sup>" in read_page(cited, "topics/money/")
    assert ">1</a> newer figure</sup>" in read_page(cited, "")


def test_the_twin_marks_it_too(cited: SiteMaker) -> None:
    twin = cited.make_files()["editions/one/index.md"].decode()
    assert "- It was cheap.[^1] (newer figure)\n- Then dear.[^2]\n- See it (newer figure).\n" in twin


def test_hand_written_pages_are_checked_and_marked(cited: SiteMaker) -> None:
    markdown = "It was cheap. [@herald-a/worth] `[@herald-a/worth]`\n"
    site = cited.site
    [problem] = check_document(markdown, "docs/a.md", site.library, site.names)
    assert (str(problem.at), problem.code, problem.cure) == ("docs/a.md:1:15", "W521", "cite 'herald-a/later'")
    assert "</a> newer figure</sup>" in link_document(markdown, site)


@pytest.mark.parametrize(
    ("fields", "word"),
    [("status: retracted, why: Wrong.", "taken back"), ("status: withdrawn, why: Misread.", "removed")],
)
def test_a_mark_says_what_became_of_the_claim(built: Built, fields: str, word: str) -> None:
    claims = f"[{{id: worth, text: It is worth little., kind: opinion, {fields}}}]"
    corrections = "[{date: 2023-05, entry: herald-a/worth, kind: correction, now: Nothing.}]"
    kept = {path: text for path, text in FILES.items() if path.startswith(("companies", "articles"))}
    site = built({**kept, "claims/herald-a.yml": claims, "corrections.yml": corrections}).site
    assert str(site.prose.line("Said. [@herald-a/worth]")).endswith(f"</a> {word}</sup>")
