"""site/views/totals: the counts on the site are of what is used."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

import pytest

from press.site.render import Content
from press.site.views.articles import ArticlesView
from press.site.views.totals import numbers_line, site_numbers
from site_factory import SiteMaker

Built = Callable[[Mapping[str, str | bytes]], SiteMaker]

PAPERS = {
    f"companies/{name}.yml": f"{{name: {name.title()}, summary: A paper., type: outlet}}"
    for name in ("herald", "gazette", "mirror")
}
LAMP = {"people/ann-lee.yml": "{name: Ann Lee, summary: A founder.}"}


def article(publisher: str) -> str:
    return f"{{title: A piece, publisher: {publisher}, url: 'https://{publisher}.example/a', published: 2023-04}}"


def claim(name: str, more: str = "") -> str:
    return f"- {{id: {name}, text: Ann Lee says {name}., kind: opinion, said_by: ann-lee{more}}}\n"


def world(**claims: str) -> dict[str, str]:
    """A briefing with an article of each paper, and the claims of some of them."""
    articles = {f"articles/{name}-a.yml": article(name) for name in ("herald", "gazette", "mirror")}
    return {**PAPERS, **LAMP, **articles, **{f"claims/{name}-a.yml": text for name, text in claims.items()}}


def read_page(briefing: SiteMaker, address: str) -> str:
    [page] = [page for page in briefing.pages if page.address == address]
    return Content(briefing.site).page(page)


@pytest.mark.parametrize(
    ("claims", "line"),
    [
        ({}, "0 claims from 0 articles by 0 publishers; 0% of the claims rest on one publisher"),
        ({"herald": claim("one")}, "1 claim from 1 article by 1 publisher; 100% of the claims rest on one publisher"),
        (
            {"herald": claim("one", ", also_in: [{article: gazette-a}]") + claim("two")},
            "2 claims from 2 articles by 2 publishers; 50% of the claims rest on one publisher",
        ),
        (
            {"herald": claim("one"), "gazette": claim("gone", ", status: retracted, why: Wrong.")},
            "1 claim from 1 article by 1 publisher; 100% of the claims rest on one publisher",
        ),
        (
            {"herald": claim("one"), "gazette": claim("sketch", ", status: draft")},
            "1 claim from 1 article by 1 publisher; 100% of the claims rest on one publisher",
        ),
    ],
)
def test_only_articles_and_publishers_behind_live_claims_count(
    built: Built, claims: Mapping[str, str], line: str
) -> None:
    assert numbers_line(built(world(**claims)).site) == line


@pytest.mark.parametrize(("shared", "share"), [(1, 99), (300, 1), (301, 0), (0, 100)])
def test_a_share_is_all_or_nothing_only_if_that_is_exact(built: Built, shared: int, share: int) -> None:
    also = ", also_in: [{article: gazette-a}]"
    claims = "".join(claim(f"c{number}", also if number < shared else "") for number in range(301))
    assert site_numbers(built(world(herald=claims)).site).single_share == share


def test_an_article_counts_the_claims_that_were_read_in_it_too(built: Built) -> None:
    briefing = built(world(herald=claim("one", ", also_in: [{article: gazette-a, at: s4}]") + claim("two")))
    page = read_page(briefing, "articles/gazette-a/")
    assert "1 fact<" in page and "Ann Lee" in page and "Nothing was taken" not in page
    assert "2 facts<" in read_page(briefing, "articles/herald-a/")
    assert "Nothing was taken" in read_page(briefing, "articles/mirror-a/")
    [listed] = [page.view for page in briefing.pages if page.address == "articles/"]
    assert isinstance(listed, ArticlesView)
    assert [item.count for item in listed.items] == [1, 2, 0]
    data = json.loads(briefing.make_files()["api/v1/articles/gazette-a.json"])
    assert [claim["id"] for claim in data["claims"]] == ["herald-a/one"]


def test_every_place_counts_the_claims_of_an_entry_alike(built: Built) -> None:
    briefing = built(world(herald=claim("one") + claim("two") + claim("sketch", ", status: draft")))
    rows = csv.DictReader(io.StringIO(briefing.make_files()["data/entries.csv"].decode()))
    assert {row["id"]: row["claims"] for row in rows}["ann-lee"] == "2"
    assert "2 facts<" in read_page(briefing, "people/ann-lee/")
    assert "2 facts<" in read_page(briefing, "people/")


def test_one_is_in_the_singular(built: Built) -> None:
    briefing = built(world(herald=claim("one", ", when: 2023-04-05")))
    assert "100% of the 1 current claim rests on one publisher." in read_page(briefing, "freshness/")
    follow = read_page(briefing, "follow/")
    assert "1 fact whose source gives the day" in follow and "the 1 newest fact of the briefing" in follow
    assert "1 claim from 1 article by 1 publisher" in read_page(briefing, "")
