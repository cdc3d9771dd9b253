"""outputs/search.py: what the index of the search holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing_files import Files
from press.site.views.site import Outline
from project_factory import build_project, make_project
from site_factory import SiteMaker

FILES: Files = {
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: The Gazette, summary: A paper., type: outlet}",
    "companies/lantern.yml": """
        {name: Lantern, summary: Li Wen's firm., type: company,
         names: [{text: 灯笼, kind: native}, {text: Denglong, kind: romanised}, {text: Lanternen, kind: short}]}
    """,
    "companies/lamp.yml": "{name: Lamp Works, summary: A maker., type: company}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "topics/money.yml": "{name: Money, question: Who paid?}",
    "properties.yml": "valuation: {label: valuation, value: amount}",
    "articles/first.yml": "{title: Lantern's price, publisher: herald, published: 2023-06-29, url: 'https://a.example'}",
    "articles/second.yml": "{title: 灯笼, publisher: gazette, published: unknown, url: 'https://b.example', "
    "lang: zh-Hant, authors: [li-wen, Bo Chen]}",
    "claims/first.yml": """
        - {id: worth, text: "Lantern was worth US$1 billion, Li Wen said.", kind: figure, said_by: li-wen,
           subject: lantern, property: valuation, value: 1 billion USD, when: 2023-06}
        - {id: old, text: Lantern's lamps were red., kind: background, about: [lantern], status: withdrawn, why: Wrong.}
    """,
    "corrections.yml": "[{date: 2023-07-02, entry: first/old, kind: retraction, was: Red., now: Unknown.}]",
    "claims/second.yml": """
        - {id: price, text: Investors put a billion dollars on Lantern., kind: figure,
           subject: lantern, property: valuation, value: 1 billion USD, when: 2023-06}
    """,
    "comparisons/makers.yml": """
        {title: Two makers, lead: How they differ., entries: [{entry: lantern, with: [li-wen]}, lamp],
         rows: [{label: Price, property: valuation}]}
    """,
    "editions/one.yml": """
        {title: Lantern's year, date: 2023-07-01, covers: 2023-06, standfirst: What is known.,
         bottom_line: [It grew., It did., It has.],
         sections: [{heading: Money, body: "[[lantern]] grew.", claims: [first/worth]}, {heading: People}]}
    """,
}


@pytest.fixture
def made(built: Callable[[Files], SiteMaker]) -> SiteMaker:
    return built(FILES)


def read_index(made: SiteMaker, name: str) -> dict[str, dict[str, Any]]:
    """The items of a file of the index, by their addresses."""
    items = json.loads(made.make_files()[f"search/{name}.json"])["items"]
    return {item["u"]: item for item in items}


def test_a_fact_is_one_item_with_the_words_of_its_other_reports(made: SiteMaker) -> None:
    texts = read_index(made, "text")
    (address,) = [address for address, item in texts.items() if not item.get("o")]
    assert address in ("claims/first/worth/", "claims/second/price/")
    fact = texts[address]
    said, other = "Lantern was worth US$1\u00a0billion, Li Wen said.", "Investors put a billion dollars on Lantern."
    assert [fact["t"], *fact["r"]] in ([said, other], [other, said])
    assert fact["w"].startswith("June 2023 · ") and fact["w"].endswith(" · 2 publishers")


def test_a_claim_that_no_longer_counts_says_so(made: SiteMaker) -> None:
    item = read_index(made, "text")["claims/first/old/"]
    assert (item["o"], item["t"]) == (1, "Lantern’s lamps were red.")
    assert item["w"].split(" · ")[0] == made.site.words["withdrawn"]


def test_headlines_stay_as_printed(made: SiteMaker) -> None:
    pages = read_index(made, "pages")
    assert pages["articles/first/"] == {
        "h": 1, "u": "articles/first/", "n": "Lantern's price", "w": "The Herald · 29 June 2023",
    }  # fmt: skip
    assert pages["articles/second/"] == {
        "h": 1, "u": "articles/second/", "n": "灯笼", "w": "The Gazette", "l": "zh-Hant", "x": "Li Wen Bo Chen",
    }  # fmt: skip


def test_editions_sections_topics_and_comparisons_are_pages(made: SiteMaker) -> None:
    pages = read_index(made, "pages")
    assert pages["editions/one/"]["n"] == "Lantern’s year"
    assert pages["editions/one/#section-1"] == {
        "u": "editions/one/#section-1", "n": "Money", "w": "Edition 1, section 1 · Lantern’s year",
        "x": "Lantern grew.",
    }  # fmt: skip
    assert "x" not in pages["editions/one/#section-2"]
    assert pages["topics/money/"]["w"] == "Question · Who paid?"
    comparison = pages["comparisons/makers/"]
    assert (comparison["n"], comparison["w"]) == ("Two makers", "Comparison · Lantern, Lamp Works")
    assert "Li Wen" in comparison["x"] and "Price" in comparison["x"]


def test_every_list_is_a_page(made: SiteMaker) -> None:
    lists = {item["n"]: address for address, item in read_index(made, "pages").items() if item.get("i")}
    names = ("Corrections", "Timeline", "What changed", "Sources", "Numbers", "Organizations", "All claims", "Follow")
    addresses = ("corrections", "timeline", "changes", "articles", "figures", "companies", "claims", "follow")
    assert [lists[name] for name in names] == [f"{address}/" for address in addresses]
    assert set(lists.values()) <= {page.address for page in made.pages}


def test_names_have_every_form_and_facts_are_no_names(made: SiteMaker) -> None:
    names = read_index(made, "names")
    assert set(names) == {f"companies/{name}/" for name in ("herald", "gazette", "lantern", "lamp")} | {
        "people/li-wen/"
    }
    lantern = names["companies/lantern/"]
    assert (lantern["z"], set(lantern["a"])) == ("灯笼", {"灯笼", "Denglong", "Lanternen"})
    assert lantern["s"] == "Li Wen’s firm."


def test_the_words_of_the_search_come_with_the_names(made: SiteMaker) -> None:
    data = json.loads(made.make_files()["search/names.json"])
    assert data["words"]["results"]["one"] == "COUNT result: WHAT"
    assert data["words"]["months"][0][5] == "June"
    assert data["contact"] == "contact/"


def test_a_hand_written_page_has_its_title_and_headings(made: SiteMaker) -> None:
    made.site.outlines.set("about/", Outline("About us", "Who we are.", (("money", "Where money comes from"),)))
    made.site.database.invalidate()
    page = read_index(made, "pages")["about/"]
    assert page == {"u": "about/", "n": "About us", "w": "Who we are.", "p": [["money", "Where money comes from"]]}


@pytest.mark.slow
def test_a_changed_heading_is_found_after_the_next_build(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    page = project / "docs" / "about.md"
    page.write_text("---\ndescription: Who we are.\n---\n\n# About *us*\n\n## Money\n\nNone.\n", encoding="utf-8")
    assert build_project(project).returncode == 0
    index = project / "site" / "search" / "pages.json"

    def read() -> dict[str, Any]:
        items = json.loads(index.read_text(encoding="utf-8"))["items"]
        return next(item for item in items if item["u"] == "about/")

    assert read() == {"u": "about/", "n": "About us", "w": "Who we are.", "p": [["money", "Money"]]}
    page.write_text(page.read_text(encoding="utf-8").replace("## Money", "## Owners"), encoding="utf-8")
    assert build_project(project).returncode == 0
    assert read()["p"] == [["owners", "Owners"]]
    warm = index.read_bytes()
    for store in (project / ".briefing-cache").glob("*"):
        store.unlink()
    assert build_project(project).returncode == 0
    assert index.read_bytes() == warm
