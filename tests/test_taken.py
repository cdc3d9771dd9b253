"""site/views/taken and the pages of articles: what is taken from a source, how it was checked, and how independent the
source is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views.entries import EntryView
from press.site.views.taken import ARTICLES_SIZE, SourceView
from site_factory import SiteMaker

Build = Callable[[Files], SiteMaker]


def article(publisher: str, published: str = "2023-04", more: str = "") -> str:
    url = f"https://{publisher}.example/a"
    return f"{{title: A piece of {published}, publisher: {publisher}, url: '{url}', published: {published}{more}}}"


PAPERS = {f"companies/{name}.yml": f"{{name: {name.title()}, summary: A paper., type: outlet}}" for name in (
    "gazette", "mirror", "echo")}  # fmt: skip
FILES: Files = {
    **PAPERS,
    "companies/herald.yml": "{name: Herald, summary: A paper., type: outlet, "
    "same_as: {website: 'https://www.herald.example/x'}}",
    "companies/owner.yml": "{name: Owner, summary: A group., type: group}",
    "companies/lamp.yml": "{name: Lamp, summary: A firm., type: company}",
    "people/ann-lee.yml": "{name: Ann Lee, summary: A founder., names: [{text: Ann Leigh, kind: misprint, "
    "source: herald-a}]}",
    "properties.yml": "owned-by: {label: owned by, inverse: owns, value: company, single: value}\n"
    "sales: {label: sales, value: amount, single: value}",
    "articles/herald-a.yml": article("herald", "2023-04", ", authors: [ann-lee, Bo], lang: zh-Hans"),
    "articles/herald-b.yml": article("herald", "2024-05-06"),
    "articles/gazette-a.yml": article("gazette"),
    "articles/mirror-a.yml": article("mirror", "2023-05", ", derived_from: herald-a"),
    "articles/echo-a.yml": article("echo"),
    "claims/herald-a.yml": """
        - {id: alone, text: Lamp is quiet., kind: opinion, at: s9}
        - {id: cited, text: Lamp is loved., kind: opinion, at: s2}
        - {id: clash, text: Lamp sells for 2 million dollars., kind: figure, subject: lamp, property: sales,
           value: 2 million USD, when: 2022, at: s8}
        - {id: shared, text: Lamp opens., kind: event, at: s7, also_in: [{article: gazette-a, at: s3}]}
        - {id: copied, text: Lamp grows., kind: event, at: s6, also_in: [{article: mirror-a}]}
        - {id: passed, text: Lamp waits., kind: plan, at: s4, via: echo}
        - {id: owner, text: Owner owns Herald., kind: background, subject: herald, property: owned-by, value: owner,
           when: 2023, at: s5}
        - {id: gone, text: Lamp burns., kind: event, at: s1, status: retracted, why: It did not.}
        """,
    "claims/herald-b.yml": "- {id: again, text: Lamp is open., kind: event, same: [herald-a/shared]}",
    "claims/gazette-a.yml": """
        - {id: clash, text: Lamp sells for 3 million dollars., kind: figure, subject: lamp, property: sales,
           value: 3 million USD, when: 2022}
        - {id: echo, text: Owner owns Echo., kind: background, subject: echo, property: owned-by, value: owner,
           when: 2023}
        """,
    "editions/first.yml": "{title: First, date: 2024-01-01, covers: 2023, standfirst: 'All. [@herald-a/cited]', "
    "bottom_line: [One., Two., Three.]}",
}


@pytest.fixture
def made(built: Build) -> SiteMaker:
    return built(FILES)


def read(made: SiteMaker, address: str) -> str:
    [page] = [page for page in made.pages if page.address == address]
    return Content(made.site).page(page)


def source(made: SiteMaker, address: str) -> SourceView:
    [view] = [page.view for page in made.pages if page.address == address]
    assert isinstance(view, EntryView) and view.source is not None
    return view.source


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", html)).strip()


def test_what_is_taken_from_a_source_is_counted_by_facts(made: SiteMaker) -> None:
    taken = source(made, "companies/herald/")
    assert taken.count == "2 articles · 7 facts · 1 also in other publishers"
    assert (
        taken.checks == "How the 8 claims were checked against their sources: 0 read by an editor, 8 not yet checked."
    )
    assert [text(item.link) for item in taken.articles] == ["A piece of 2024-05-06", "A piece of 2023-04"]
    assert [item.line for item in taken.articles] == [
        "1 fact, also in other publishers",
        "7 facts: 1 also in other publishers, 5 only here, 1 also in publishers that count as one with it",
    ]


def test_bars_have_one_scale(made: SiteMaker) -> None:
    assert [item.bar for item in source(made, "companies/herald/").articles] == [("14.3", "0.0"), ("14.3", "85.7")]


def test_shared_facts_come_first_then_conflicts_then_what_is_cited(made: SiteMaker) -> None:
    item = source(made, "companies/herald/").articles[1]
    assert [(fact.plain, fact.tag) for fact in item.facts] == [
        ("Lamp opens.", "2 publishers"),
        ("Lamp sells for 2 million dollars.", "conflict"),
        ("Lamp is loved.", "only here"),
        ("Lamp waits.", "only here"),
        ("Owner owns Herald.", "only here"),
    ]
    assert (item.more, item.more_kinds) == ("2 more from this article", "1 event, 1 view")
    assert 'href="/@/articles/herald-a/#claims">2 more from this article</a>' in read(made, "companies/herald/")


def test_an_article_says_when_by_whom_and_in_which_language(made: SiteMaker) -> None:
    assert text(source(made, "companies/herald/").articles[1].about) == (
        "April 2023 · day not printed · by Ann Lee, Bo · in Chinese"
    )


def test_independence_and_corrections_come_from_the_data(made: SiteMaker) -> None:
    taken = source(made, "companies/herald/")
    assert [text(line) for line in taken.independence] == [
        "1 of its facts is about its owner, Owner, or about what Owner makes, owns or has invested in. A line beside "
        "it says so.",
        "Because of who owns them, it and Echo count as one publisher.",
        "1 of its facts comes from Echo, which it names as the source. The two count as one publisher for it.",
        "Mirror reprints or rewords one of its articles, and does not count as another publisher there.",
    ]
    assert [text(line) for line in taken.corrections] == [
        "It took this back: Lamp burns.",
        "It misprints names: “Ann Leigh” for Ann Lee.",
    ]
    assert [(label, text(value)) for label, value in taken.rows] == [
        ("Language", "Chinese, English"),
        ("Website", "herald.example"),
    ]
    mirror = source(made, "companies/mirror/")
    assert [text(line) for line in mirror.independence] == [
        "It reprints or rewords an article by Herald, and does not count as another publisher there."
    ]
    assert not mirror.corrections and "How independent" in read(made, "companies/mirror/")
    assert "Corrected or taken back" not in read(made, "companies/mirror/")


def test_a_withdrawn_article_is_marked(built: Build) -> None:
    gone = article("herald", "2024-05-06", ", withdrawn: {date: 2024-06-01, why: It was wrong.}")
    made = built({**FILES, "articles/herald-b.yml": gone})
    taken = source(made, "companies/herald/")
    assert taken.articles[0].is_withdrawn
    assert text(taken.corrections[0]) == "It took A piece of 2024-05-06 back on 1 June 2024."
    page = text(read(made, "articles/herald-b/"))
    assert page.index("The publisher took this article back on 1 June 2024. It was wrong.") < page.index("Publisher")


def test_facts_about_a_source_follow_what_is_taken_from_it(made: SiteMaker) -> None:
    page = text(read(made, "companies/herald/"))
    assert page.index("What the briefing takes from it") < page.index("What it says of itself")
    assert "What is said of it" in text(read(made, "companies/echo/"))


def test_an_organization_that_publishes_has_both(built: Build) -> None:
    made = built(
        {**FILES, "articles/lamp-a.yml": article("lamp"), "claims/lamp-a.yml": "- {id: a, text: A., kind: plan}"}
    )
    page = text(read(made, "companies/lamp/"))
    assert page.index("What happened") < page.index("What the briefing takes from it 1 article · 1 fact")


def test_a_source_of_nothing_says_so(built: Build) -> None:
    made = built({**FILES, "companies/new.yml": "{name: New, summary: A paper., type: outlet}",
                  "articles/new-a.yml": article("new")})  # fmt: skip
    page = text(read(made, "companies/new/"))
    assert "Nothing was taken from this article." in page
    assert "No claim" not in page


def test_many_articles_are_paged(built: Build) -> None:
    count = ARTICLES_SIZE + 3
    articles = {f"articles/n-{n:03d}.yml": article("echo", f"20{n:02d}") for n in range(count)}
    made = built({**FILES, **articles})
    pages = [page.address for page in made.pages if page.entry == "echo"]
    assert pages == ["companies/echo/", "companies/echo/page/2/"]
    assert len(source(made, pages[0]).articles) == ARTICLES_SIZE
    assert len(source(made, pages[1]).articles) == count + 1 - ARTICLES_SIZE
    assert source(made, pages[1]).rows == []


def test_nothing_of_it_is_only_on_the_page(made: SiteMaker) -> None:
    files = made.make_files()
    item = json.loads(files["api/v1/companies/herald.json"])
    assert item["articles"] == ["herald-b", "herald-a"]
    assert [claim["id"] for claim in item["claims"]] == ["herald-a/owner"]
    assert "articles" not in json.loads(files["api/v1/companies/owner.json"])
    twin = files["companies/herald/index.md"].decode()
    assert "## What the briefing takes from it (2 articles · 7 facts · 1 also in other publishers)" in twin
    assert "- only here: Lamp is loved." in twin
    assert "<https://example.org/b/articles/herald-a/index.md>" in twin
    assert "- It took this back: Lamp burns." in twin


# The page of an article


def test_an_article_lists_its_facts_in_its_own_order(made: SiteMaker) -> None:
    page = read(made, "articles/herald-a/")
    rows = re.findall(r'<p class="fact-date">.*?>([^<]*)</a></p>\s*<p class="claim-text">(.*?)</p>', page, re.DOTALL)
    assert [(place, text(words)) for place, words in rows] == [
        ("sentence 1", "Lamp burns."),
        ("sentence 2", "Lamp is loved."),
        ("sentence 4", "Lamp waits."),
        ("sentence 5", "Owner owns Herald."),
        ("sentence 6", "Lamp grows."),
        ("sentence 7", "Lamp opens."),
        ("sentence 8", "Lamp sells for 2 million dollars."),
        ("sentence 9", "Lamp is quiet."),
    ]
    assert "7 facts, 1 outdated or retracted claim" in text(page)
    assert "How the 7 claims were checked against their sources: 0 read by an editor, 7 not yet checked." in text(page)


def test_an_article_says_who_cites_it_and_what_it_misprints(made: SiteMaker) -> None:
    page = text(read(made, "articles/herald-a/"))
    assert "Cited in: First." in page
    assert "It misprints names: “Ann Leigh” for Ann Lee." in page
    assert "Cited in" not in read(made, "articles/herald-b/")


def test_an_article_has_what_was_read_in_it_too_with_the_place_there(made: SiteMaker) -> None:
    page = text(read(made, "articles/gazette-a/").partition("Also read in this article")[2])
    assert page.startswith("sentence 3 Lamp opens.")


def test_a_fact_that_an_article_states_twice_is_one_line(built: Build) -> None:
    claims = FILES["claims/herald-b.yml"] + "\n- {id: more, text: Lamp has opened., kind: event, same: [again]}"  # type: ignore[operator]
    made = built({**FILES, "claims/herald-b.yml": claims})
    page = read(made, "articles/herald-b/")
    assert page.count('class="claim fact-row') == 1
    assert "1 fact from 2 claims" in text(page)
    assert 'id="c-herald-b--more"' in page


# The lists of claims


def test_all_claims_are_listed_by_fact_the_newest_first(made: SiteMaker) -> None:
    page = read(made, "claims/")
    assert "9 facts from 10 claims, 1 outdated or retracted claim" in text(page)
    anchors = re.findall(r'id="c-([^"]*)"', page)
    assert sorted(anchors) == sorted(i.replace("/", "--") for i in made.site.facts.claims)
    assert page.count('class="claim fact-row') == 10
    first, *_, last = re.findall(r'class="claim fact-row[^>]*id="c-([^"]*)"', page)
    assert (first, last) == ("herald-a--passed", "herald-a--alone")


def test_the_claims_of_an_article_are_listed_by_fact_too(made: SiteMaker) -> None:
    page = read(made, "claims/herald-a/")
    assert page.count('class="claim fact-row') == 8
    assert re.search(r'aria-label="sentence 2: Lamp is loved\.">sentence 2</a>', page)
