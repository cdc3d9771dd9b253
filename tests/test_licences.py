"""What every export says about its licence, robots.txt, the report of an error, and renamed headings."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from icalendar import Calendar

from briefing_files import Files, Write
from press.outputs.tables import TABLES
from press.site.former_anchors import add_former_anchors
from press.site.json_ld import linked_data
from press.site.render import Content, slots_of
from press.site.settings import Settings, read_settings
from project_factory import build_project, edit_lantern, hash_files
from site_factory import SiteMaker, prepare_site

BY = "https://creativecommons.org/licenses/by/4.0/"
ADDRESS = "https://example.org/b/"
FILES: Files = {
    "companies/herald.yml": "{name: Herald, type: outlet, summary: A newspaper.}",
    "articles/launch.yml": "{title: A launch, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "claims/launch.yml": "[{id: start, text: Herald began., kind: event, when: 2023-04-18}]",
}


def prepare(briefing: Write, url: str = ADDRESS, **settings: str) -> SiteMaker:
    made = prepare_site(briefing(FILES), Settings(schema_version=1, **settings), "A Briefing", url)  # type: ignore[arg-type]
    made.site.documents.set("", ("about/", "api-changes/"))
    return made


def test_every_export_names_the_licence(briefing: Write) -> None:
    made = prepare(briefing, licence="CC BY 4.0", licence_url=BY)
    files = made.make_files()
    data = [path for path in files if path.startswith("api/v1/")]
    assert len(data) > 8
    for path in data:
        assert json.loads(files[path])["license"] == {"name": "CC BY 4.0", "url": BY}, path
    feed = feedparser.parse(files["feed.xml"])
    assert (feed.feed.rights, feed.feed.language) == (f"CC BY 4.0, {BY}", "en")
    assert [link.href for link in feed.feed.links if link.rel == "license"] == [BY]
    assert b"<rights>" in files["companies/herald/feed.xml"]
    assert json.loads(files["feed.json"])["_license"] == {"name": "CC BY 4.0", "url": BY}
    Calendar.from_ical(files["calendar.ics"])
    assert f"X-LICENSE:CC BY 4.0\, {BY}" in files["calendar.ics"].decode().splitlines()
    assert files["data/LICENSE.txt"].decode() == (
        f"A Briefing, {ADDRESS}\nLicense: CC BY 4.0, {BY}\n"
        "Please name the source, and link to the page or the claim that you use.\n"
    )
    twins = [path for path in files if path.endswith(".md") or path == "llms.txt"]
    assert len(twins) == 3
    for path in twins:
        assert files[path].decode().endswith(f"\nLicense: CC BY 4.0, <{BY}>\n"), path
    for page in made.pages:
        linked = linked_data(page, made.site)
        ours = linked is not None and linked["@type"] in ("Claim", "WebSite", "Article")
        assert ('"license": "' + BY in slots_of(page, Content(made.site), ADDRESS).head) is ours, page.address
    page = Content(made.site).page(next(page for page in made.pages if page.address == "data/"))
    assert f'License: <a href="{BY}" rel="license">CC BY 4.0</a>.' in page and 'href="/@/api-changes/"' in page


def test_a_table_is_described_beside_it_and_holds_no_licence(briefing: Write) -> None:
    files = prepare(briefing, licence="CC BY 4.0", licence_url=BY).make_files()
    for name, columns in TABLES.items():
        described = json.loads(files[f"data/{name}.csv-metadata.json"])
        assert (described["url"], described["dc:license"]) == (f"{name}.csv", {"@id": BY})
        assert [column["name"] for column in described["tableSchema"]["columns"]] == list(columns)
        table = files[f"data/{name}.csv"].decode()
        assert next(csv.reader(table.splitlines())) == list(columns) and BY not in table


def test_nothing_is_said_without_a_licence(briefing: Write) -> None:
    made = prepare(briefing)
    files = made.make_files()
    assert "data/LICENSE.txt" not in files
    for path, content in files.items():
        if path.startswith("schema/"):  # it describes the words of the interface, used or not
            continue
        assert b"license" not in content.lower() and b"Licence" not in content, path
    page = Content(made.site).page(next(page for page in made.pages if page.address == "data/"))
    assert "License: " not in page


@pytest.mark.parametrize(
    ("settings", "shown"),
    [({"licence": "All rights reserved"}, "All rights reserved"), ({"licence_url": BY}, f"<{BY}>".strip("<>"))],
)
def test_a_name_or_an_address_is_enough(briefing: Write, settings: dict[str, str], shown: str) -> None:
    files = prepare(briefing, **settings).make_files()
    assert files["articles/launch/index.md"].decode().endswith(f"\nLicense: {shown}\n")
    assert f"\nLicense: {shown}\n" in files["data/LICENSE.txt"].decode()


def test_a_licence_must_be_at_a_web_address() -> None:
    _, problems = read_settings({"schema_version": 1, "licence_url": "javascript:alert(1)"})
    assert [problem.code for problem in problems] == ["B601"]


def test_robots_are_told_the_full_address_of_the_sitemap(briefing: Write) -> None:
    files = prepare(briefing).make_files()
    assert files["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {ADDRESS}sitemap.xml\n"
    assert "robots.txt" not in prepare(briefing, url="").make_files()


@pytest.mark.slow
def test_robots_of_a_project_replace_ours_and_ours_come_back(project: Path) -> None:
    own, published = project / "docs" / "robots.txt", project / "site" / "robots.txt"
    ours = published.read_text()
    assert ours.endswith("/sitemap.xml\n")
    own.write_text("User-agent: *\nDisallow: /\n")
    assert build_project(project, "--strict").returncode == 0
    assert published.read_text() == own.read_text()
    edit_lantern(project)
    assert build_project(project, "--strict").returncode == 0
    assert published.read_text() == own.read_text()
    own.unlink()
    assert build_project(project, "--strict").returncode == 0
    assert published.read_text() == ours
    warm = hash_files(project / "site")
    assert build_project(project, "--strict").returncode == 0
    assert hash_files(project / "site") == warm


def report_of(made: SiteMaker) -> str:
    page = next(page for page in made.pages if page.address == "claims/launch/start/")
    view = page.view
    text = Content(made.site).page(page)
    address = str(getattr(view, "report", ""))
    assert ("Report an error" in text) is bool(address)
    assert "Report a mistake" not in text
    return address


def test_an_error_is_reported_with_the_claim_filled_in(briefing: Write) -> None:
    address = report_of(prepare(briefing, repository="https://forge.example/a/b", contact="a@b.example"))
    parts = urlsplit(address)
    assert address.startswith(
        "https://forge.example/a/b/issues/new?template=correction.yml&title=Error%20in%20launch%2Fst"
    )
    assert parse_qs(parts.query) == {
        "template": ["correction.yml"],
        "title": ["Error in launch/start"],
        "address": [f"{ADDRESS}claims/launch/start/"],
    }


def test_an_error_is_reported_by_mail_without_a_repository(briefing: Write) -> None:
    address = report_of(prepare(briefing, contact="desk+x@b.example"))
    assert address == (
        "mailto:desk%2Bx@b.example?subject=Error%20in%20launch%2Fstart"
        "&body=https%3A%2F%2Fexample.org%2Fb%2Fclaims%2Flaunch%2Fstart%2F%0D%0A%0D%0A"
    )


def test_no_report_without_an_address(briefing: Write) -> None:
    assert report_of(prepare(briefing)) == ""


PAGE = '<h1 id="about">About</h1>\n<h2 class="x" id="one-publisher">One</h2>\n<p id="note">Text</p>'


def test_a_former_id_leads_to_its_heading_without_scripts() -> None:
    content, problems = add_former_anchors(PAGE, {"one-source": "one-publisher", 'a"b': "one-publisher"}, "a.md", "")
    assert problems == []
    assert '<h2 class="x" id="one-publisher"><a id="one-source"></a><a id="a&#34;b"></a>One</h2>' in content


@pytest.mark.parametrize(
    ("former", "message"),
    [
        ({"one": "one-publishr"}, "a.md:3:3: B620 no heading of this page has the id 'one-publishr'"),
        ({"one": "note"}, "a.md:3:3: B620 no heading of this page has the id 'note'"),
        ({"note": "about"}, "a.md:4:4: B620 'note' cannot be a former id"),
        (["one"], "a.md:2:1: B620 'former_anchors' is not a mapping"),
    ],
)
def test_what_cannot_be_a_former_id(former: object, message: str) -> None:
    source = "---\nformer_anchors:\n  one: x\n  'note': about\n---\n"
    content, problems = add_former_anchors(PAGE, former, "a.md", source)
    assert content == PAGE
    assert [str(problem).partition("\n")[0] for problem in problems] == [message]
