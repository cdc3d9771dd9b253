"""render.py, documents.py, outputs/ and views/: the content of a built briefing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from briefing_files import Files
from press.library.checks.documents import check_document
from press.outputs import Outputs
from press.publish.routes import Routes, Source
from press.site.documents import link_document, linked_pages
from press.site.render import Content, Shell, Slots, slots_of
from press.site.settings import Settings
from project_factory import LINKED_PAGES
from site_factory import SiteMaker

Build = Callable[[Files], SiteMaker]
URL = "https://example.org/b/"
FILES: Files = {
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: The Gazette, summary: A paper., type: outlet}",
    "companies/lantern.yml": """
        name: Lantern & <Co>
        summary: A *firm*.
        type: start-up
        names: [{text: 灯笼, kind: native}, {text: Lantern}, {text: Lanturn, kind: misprint, source: piece}]
        topics: [money]
    """,
    "companies/old.yml": "moved_to: lantern",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "topics/money.yml": "{name: Money, question: Who paid?}",
    "properties.yml": "founder-of: {label: founder of, inverse: founded by, value: company}",
    "articles/piece.yml": "{title: A <b>piece</b>, publisher: herald, published: 2023-04, "
    "url: 'https://a.example/?a=1&b=2'}",
    "articles/other.yml": "{title: Other, publisher: gazette, published: unknown, authors: [li-wen, Bo], "
    "url: 'https://o.example'}",
    "claims/piece.yml": """
        - {id: founding, text: Li Wen founds Lantern., kind: event, subject: li-wen, property: founder-of, value: old,
           when: 2023-02~}
        - {id: hidden, text: A draft., kind: event, status: draft}
        - {id: late, text: Lantern opens., kind: plan, said_by: {unnamed: a person}, topics: [money],
           supersedes: [founding]}
    """,
}


def values(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [value for item in data.values() for value in values(item)]
    return [value for item in data for value in values(item)] if isinstance(data, list) else [data]


# api


def api_of(made: SiteMaker) -> dict[str, Any]:
    return {path: json.loads(data) for path, data in made.make_files().items() if path.startswith("api/")}


@pytest.fixture
def made(built: Build) -> SiteMaker:
    return built(FILES)


def test_api_lists(made: SiteMaker) -> None:
    found = api_of(made)
    lists = {
        name: (data["schema"], data["count"], [item["id"] for item in data["items"]])
        for name, data in found.items()
        if "items" in data and name.count("/") == 2
    }
    assert lists == {
        "api/v1/companies.json": ("1.0", 3, ["gazette", "herald", "lantern"]),
        "api/v1/people.json": ("1.0", 1, ["li-wen"]),
        "api/v1/products.json": ("1.0", 0, []),
        "api/v1/places.json": ("1.0", 0, []),
        "api/v1/terms.json": ("1.0", 0, []),
        "api/v1/topics.json": ("1.0", 1, ["money"]),
        "api/v1/articles.json": ("1.0", 2, ["other", "piece"]),
        "api/v1/editions.json": ("1.0", 0, []),
        "api/v1/comparisons.json": ("1.0", 0, []),
        "api/v1/claims.json": ("1.0", 2, ["piece/founding", "piece/late"]),
    }
    assert {name for name in found if name.startswith("api/v1/claims/")} == {"api/v1/claims/piece.json"}


def test_api_envelopes_and_contract_names(made: SiteMaker) -> None:
    files = api_of(made)
    claim = files["api/v1/claims/piece.json"]["items"][0]
    assert claim == {
        "id": "piece/founding",
        "kind": "claim",
        "url": f"{URL}claims/piece/founding/",
        "article": "piece",
        "text": "Li Wen founds Lantern.",
        "claim_kind": "event",
        "translated": False,
        "when": "2023-02~",
        "status": "reported",
        "subject": "li-wen",
        "property": "founder-of",
        "value": "old",
        "said_by": "herald",
        "said_on": "2023-04",
        "about": ["lantern", "li-wen"],
        "publisher": "herald",
        "live": False,
        "corroborated": False,
        "publishers": ["herald"],
        "disputed": False,
        "superseded_by": ["piece/late"],
        "evidence": {"state": "unlocked"},
    }
    article = {
        key: files["api/v1/articles/other.json"][key]
        for key in ("id", "kind", "url", "source_url", "published", "authors")
    }
    assert article == {
        "id": "other",
        "kind": "article",
        "url": f"{URL}articles/other/",
        "source_url": "https://o.example",
        "published": "unknown",
        "authors": ["li-wen", "Bo"],
    }
    late = files["api/v1/claims/piece.json"]["items"][1]
    assert (late["said_by"], late["topics"], late["supersedes"]) == ({"unnamed": "a person"}, ["money"], ["founding"])


def test_every_output_is_strict_json_without_a_null(made: SiteMaker) -> None:
    found = [data for path, data in made.make_files().items() if path.endswith(".json")]
    assert len(found) > 10
    for data in found:
        assert None not in values(json.loads(data, parse_constant=lambda name: pytest.fail(name)))


def test_drafts_are_in_no_output(made: SiteMaker) -> None:
    found = [path for path, data in made.make_files().items() if b"A draft" in data]
    assert (found, [page.address for page in made.pages if "hidden" in page.address]) == ([], [])


# search, sitemap


def test_search_finds_names_and_misprints(made: SiteMaker) -> None:
    items = json.loads(made.make_files()["search/names.json"])["items"]
    lantern = next(item for item in items if item["n"].startswith("Lantern"))
    assert {key: lantern[key] for key in "uknzsam"} == {
        "u": "companies/lantern/",
        "k": "company",
        "n": "Lantern & <Co>",
        "z": "灯笼",
        "s": "A firm.",
        "a": ["灯笼", "Lantern"],
        "m": ["Lanturn"],
    }


def test_sitemap_names_every_page_once(made: SiteMaker) -> None:
    root = ElementTree.fromstring(made.make_files()["sitemap.xml"])
    found = [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    documents = {f"{URL}{name}/" for name in ("about", *LINKED_PAGES)}
    expected = sorted(
        {URL + page.address for page in made.pages if page.template not in ("moved", "search")} | documents
    )
    assert found == expected


# pages


def frame(slots: Slots) -> str:
    return (
        f"<title>{slots.title}</title>|{slots.canonical}|{slots.description}|{slots.head}|<body>{slots.content}</body>"
    )


def test_every_address_of_the_contract(made: SiteMaker) -> None:
    addresses = {page.address for page in made.pages}
    wanted = {
        "",
        "editions/",
        "companies/",
        "people/",
        "products/",
        "places/",
        "topics/",
        "glossary/",
        "claims/",
        "articles/",
        "timeline/",
        "timeline/2023/",
        "figures/",
        "differences/",
        "changes/",
        "corrections/",
        "freshness/",
        "data/",
        "companies/lantern/",
        "companies/old/",
        "people/li-wen/",
        "topics/money/",
        "claims/piece/",
        "articles/piece/",
        "claims/piece/founding/",
        "articles/other/",
    }
    assert wanted - addresses == set()
    assert len(addresses) == len(made.pages)


def test_nothing_written_reaches_a_page_unescaped(made: SiteMaker) -> None:
    content = Content(made.site)
    for page in made.pages:
        text = content.page(page) + content.head(page)
        assert [mark for mark in ("<b>piece", "<Co>", "Undefined", ">None<") if mark in text] == [], page.address


def test_text_is_shown_as_written_everywhere(built: Build) -> None:
    text = "Returns List<String> for <username> & <em>all</em> end."
    shown = "Returns List<String> for <username> & all end."
    escaped = "Returns List&lt;String&gt; for &lt;username&gt; &amp; <em>all</em> end."
    files = {
        **FILES,
        "claims/piece.yml": f"[{{id: one, text: '{text}', kind: event, about: [li-wen], when: 2023-02-01}}]",
    }
    files["people/li-wen.yml"] = f"{{name: Li Wen, summary: '{text}', body: '{text}'}}"
    made = built(files)
    content, found = Content(made.site), made.make_files()
    pages = {page.address: content.page(page) for page in made.pages}
    assert pages["people/li-wen/"].count(escaped) >= 3
    assert escaped in pages["claims/piece/one/"]
    names, texts = json.loads(found["search/names.json"]), json.loads(found["search/text.json"])
    assert [item["s"] for item in names["items"] if item["n"] == "Li Wen"] == [shown]
    assert [item["t"] for item in texts["items"]] == [shown]
    twin = found["people/li-wen/index.md"].decode()
    assert "Returns List\\<String\\> for \\<username\\> & all end." in twin
    assert json.loads(found["api/v1/claims/piece.json"])["items"][0]["text"] == text
    title = next(ElementTree.fromstring(found["feed.xml"]).iter("{http://www.w3.org/2005/Atom}entry"))
    assert shown.rstrip(".") in "".join(title.itertext())
    assert "List<String> for <username>" in found["calendar.ics"].decode().replace("\r\n ", "")


def test_a_retired_address_redirects(made: SiteMaker) -> None:
    content = Content(made.site)
    page = next(page for page in made.pages if page.address == "companies/old/")
    slots = slots_of(page, content, URL)
    assert len(re.findall(r"url=../../companies/lantern/", slots.head)) == 1
    assert slots.content.count('href="../../companies/lantern/"') == 1


def test_links_are_relative_to_each_page(made: SiteMaker) -> None:
    content = Content(made.site)
    assert [page.address for page in made.pages if "/@/" in str(slots_of(page, content, URL))] == []


def test_the_shell_fills_what_the_theme_renders() -> None:
    rendered: list[str] = []

    def theme(slots: Slots) -> str:
        rendered.append(slots.address)
        title = slots.title.replace("&", "&amp;")
        return f"<{slots.section}><title>{title}</title>{slots.head}<main>{slots.content}</main>"

    shell = Shell(theme, policy=False)
    pages = [Slots(f"a/{i}/", "a", f"T & {i}", "d", "c", "<h>", f"<p>{i}</p>") for i in range(5)]
    assert [shell.fill(slots) for slots in pages] == [
        f"<a><title>T &amp; {i}</title><h><main><p>{i}</p></main>" for i in range(5)
    ]
    assert rendered == ["x/x/"], "once for each part of the menu and depth"
    shell.whole = True
    shell.fill(pages[1])
    assert rendered == ["x/x/", "a/1/"]


def test_a_theme_that_depends_on_the_page_is_rendered_in_full(made: SiteMaker, tmp_path: Path) -> None:
    """The sample is compared with the theme's own rendering; a difference causes a warning, and every page is right."""
    shell = Shell(lambda slots: f"{len(slots.content)}|{slots.content}", policy=False)
    assert [problem.code for problem in made.write_site(shell, tmp_path)] == ["W605"]
    page = (tmp_path / "companies/lantern/index.html").read_text(encoding="utf-8")
    length, _, content = page.partition("|")
    assert int(length) == len(content)


def test_a_file_of_the_project_over_a_generated_one(made: SiteMaker) -> None:
    owners = {
        "companies/lantern/index.html": "the address '/companies/lantern/' belongs to briefings/companies/lantern.yml",
        "api/v1/companies/lantern.json": "belongs to briefings/companies/lantern.yml",
        "companies/lantern/feed.xml": "belongs to briefings/companies/lantern.yml",
        "companies/old/index.html": "belongs to briefings/companies/old.yml",
        "timeline/index.html": "the address '/timeline/' belongs to the generated page 'Timeline'",
        "feed.xml": "the address '/feed.xml' belongs to the output 'feeds'",
        "api/v1/index.json": "the address '/api/v1/index.json' belongs to the output 'api'",
        "feed.xml/notes.txt": "belongs to the output 'feeds'",
        "companies": "belongs to briefings/companies",
    }
    free = ("about/index.html", "companies/nobody/index.html", "images/feed.xml", "sitemap-1.xml", "timeline.txt")
    routes = Routes(made.site, Outputs(made.site))
    found = routes.find_clashes(Source(path, f"docs/{path}") for path in (*owners, *free))
    assert [(problem.at.file, problem.code) for problem in found] == [(f"docs/{path}", "B602") for path in owners]
    for problem, owner in zip(found, owners.values(), strict=True):
        assert owner in problem.what
        assert problem.cure == "give it another file name"


# hand-written pages


def test_references_in_hand_written_pages(made: SiteMaker) -> None:
    text = "[[lantern|it]] `[[lantern]]` [x](site:data/) {{ contact }}\n```\n[[lantern]] {{ contact }}\n```\n"
    assert list(check_document(text, "docs/a.md", made.site.library, made.site.prose.names)) == []
    linked = link_document(text, made.site)
    assert linked == (
        '<a class="name" href="/@/companies/lantern/" data-def="A firm.">it</a> `[[lantern]]` <a href="/@/data/">x</a> '
        f"{made.site.words['none_yet']}\n```\n[[lantern]] {{{{ contact }}}}\n```\n"
    )


def test_settings_in_hand_written_pages(made: SiteMaker) -> None:
    """Who edits, owns and pays: the setting as plain text, else words that say that nothing is known."""
    words = made.site.words
    text = "{{ editors }} {{owner}} {{ funding }}"
    assert link_document(text, made.site) == f"{words['no_editors']} {words['no_owner']} {words['no_funding']}"
    site = copy(made.site)
    site.settings = Settings(schema_version=1, editors="A <b>& B", owner="C", funding="nobody")
    assert link_document(text, site) == "A &lt;b&gt;&amp; B C nobody"


def test_broken_references_in_hand_written_pages(made: SiteMaker) -> None:
    text = "# A\n\n灯 [[lantren]] `[[x]]` [@piece/nothing]\n\n[[old]] [@lantern]\n"
    found = check_document(text, "docs/a.md", made.site.library, made.site.prose.names)
    assert [str(problem).split("\n")[0] for problem in found] == [
        "docs/a.md:3:3: B201 reference 'lantren' is not an entry",
        "docs/a.md:3:23: B201 citation 'piece/nothing' is not a claim",
        "docs/a.md:5:1: W206 reference 'old' is retired",
        "docs/a.md:5:9: B205 [@lantern] cites no claim",
    ]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../people/li-wen.md", "people/li-wen/"),
        ("../companies/index.md", "companies/"),
        ("../claims/piece/late.md#x", "claims/piece/late/"),
        ("../claims/piece/nothing.md", None),
        ("../claims/nothing.md", None),
        ("../claims/page/2.md", None),
        ("../claims/page/x.md", None),
        ("../articles/page/9.md", None),
        ("../timeline/x.md", None),
        ("../companies/nobody.md", None),
        ("other.md", None),
    ],
)
def test_links_to_files_of_pages(made: SiteMaker, link: str, address: str | None) -> None:
    """`[words](../people/x.md)` resolves in MkDocs only if there is such a page."""
    assert list(linked_pages(f"See [it]({link}).", "docs/about.md", made.site)) == [address] * bool(address)
