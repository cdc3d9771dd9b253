"""A new kind is a model, its words, a template and an entry in one table: its entries are then in every output."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from project_factory import build_project, compose_environment, make_project

MODEL = '''\
"""A series of events, such as a yearly conference."""

from __future__ import annotations

from .base import Entry, Line


class EventSeries(Entry):
    """`held` says how often, as one reads it."""

    held: Line
'''
LINE = """\
        Kind(
            "event-series",
            folder="event-series",
            address="events/",
            model="event_series.EventSeries",
            is_tied=True,
            template="event_series",
            section="events",
            menu=MenuItem(7, "nav_event-series"),
            footer_word="nav_event-series",
            filter_word="kind_of_event-series",
            schema_type="EventSeries",
        ),
"""
WORDS = """
nav_event-series: Events
kind_of_event-series: Series of events
index_event-series: Events that come again
index_event-series_lead: Conferences and fairs, from A to Z.
card_event-series: Who said what about a series of events.
"""
TEMPLATES = {
    "event_series.html": '{% include "entry.html" %}\n<p class="held">{{ v.data.held }}</p>\n',
    "event_series.md": '{% include "entry.md" %}\n\n{{ v.data.held }}\n',
}
BRIEFING = {
    "event-series/expo.yml": "{name: River Expo, summary: A fair for *chat models*., held: every spring}",
    "event-series/forum.yml": "{name: Gazette Forum, summary: Talks., held: every autumn, names: [The Forum]}",
    "event-series/old-expo.yml": "moved_to: expo",
    "articles/herald-events.yml": "{title: What is on, publisher: herald, published: 2023-05-06, "
    "url: 'https://herald.example/events'}",
    "claims/herald-events.yml": """\
- {id: shown, text: Lantern shows Glow at the River Expo., kind: event, subject: lantern, property: shown-at,
   value: expo, when: 2023-04-05, topics: [money]}
- {id: talk, text: Li Wen speaks at the Gazette Forum., kind: event, when: 2023-05}
""",
}

TIED = ("events/expo", "companies/lantern")
Built = dict[str, str]
"""Path in the site -> text."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose generator has one more kind, and whose briefing has two entries of it."""
    project = make_project(tmp_path_factory.mktemp("kind") / "project")
    press = project / "hooks" / "press"
    (press / "content/kinds/event_series.py").write_text(MODEL)
    table = press / "content/kinds/__init__.py"
    before, anchor, after = table.read_text().partition("        TERM,\n        TOPIC,\n")
    table.write_text(f"{before}{LINE}{anchor}{after}")
    with (press / "words.yml").open("a") as words:
        words.write(WORDS)
    for name, text in TEMPLATES.items():
        (press / "templates" / name).write_text(text)
    (project / "briefings/event-series").mkdir()
    for name, text in BRIEFING.items():
        (project / "briefings" / name).write_text(text)
    with (project / "briefings/properties.yml").open("a") as properties:
        properties.write("shown-at: {label: shown at, inverse: showed, value: [event-series, place]}\n")
    return project


@pytest.fixture(scope="module")
def built(project: Path) -> Built:
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    site, endings = project / "site", {".html", ".json", ".xml", ".csv", ".md", ".txt"}
    files = [path for path in sorted(site.rglob("*")) if path.suffix in endings]
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_it_has_an_index(built: Built) -> None:
    index = built["events/index.html"]
    assert "<h1>Events that come again</h1>" in index
    assert '<a class="name" href="../events/expo/">River Expo</a>' in index


def test_it_has_a_page_from_its_own_template(built: Built) -> None:
    page = built["events/expo/index.html"]
    assert "<h1>River Expo</h1>" in page
    assert re.search('<p class="eyebrow"><a href="[./]*events/">Series of events</a></p>', page)
    assert '<p class="held">every spring</p>' in page
    assert 'id="c-herald-events--shown"' in page


def test_a_retired_entry_redirects(built: Built) -> None:
    assert "url=../../events/expo/" in built["events/old-expo/index.html"]
    assert "events/expo/" in built["events/old-expo/feed.xml"]


def test_its_names_link(built: Built) -> None:
    assert 'href="../../../events/forum/"' in built["claims/herald-events/talk/index.html"]


def test_it_is_found_by_the_search(built: Built) -> None:
    found = json.loads(built["search/names.json"])
    assert found["kinds"]["event-series"] == "Series of events"
    assert {"u": "events/forum/", "k": "event-series", "n": "Gazette Forum", "s": "Talks.", "a": ["The Forum"]} in (
        found["items"]
    )


def test_it_is_in_the_api(built: Built) -> None:
    lists = {item["kind"]: item["url"] for item in json.loads(built["api/v1/index.json"])["lists"]}
    assert lists["event-series"] == "https://example.org/golden/api/v1/event-series.json"
    assert [item["id"] for item in json.loads(built["api/v1/event-series.json"])["items"]] == ["expo", "forum"]
    item = json.loads(built["api/v1/event-series/expo.json"])
    assert (item["kind"], item["held"]) == ("event-series", "every spring")
    assert [claim["id"] for claim in item["claims"]] == ["herald-events/shown"]


def test_it_has_a_feed(built: Built) -> None:
    feed = ElementTree.fromstring(built["events/expo/feed.xml"])
    titles = [title.text for title in feed.iterfind("{*}entry/{*}title")]
    assert titles == ["Lantern shows Glow at the River Expo."]
    assert 'href="../../events/expo/feed.xml"' in built["events/expo/index.html"]


def test_it_is_in_the_tables_and_lists_of_data(built: Built) -> None:
    row = "expo,event-series,https://example.org/golden/events/expo/,River Expo,,,A fair for *chat models*.,,,,,,1"
    assert row in built["data/entries.csv"].splitlines()
    assert "api/v1/event-series.json" in built["data/index.html"]


def test_it_has_a_page_in_markdown(built: Built) -> None:
    page = built["events/expo/index.md"]
    assert page.startswith("# River Expo\n")
    assert page.endswith("\nevery spring\n")


def test_it_has_linked_data(built: Built) -> None:
    head = built["events/expo/index.html"].partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    data = json.loads(head)
    assert (data["@type"], data["name"]) == ("EventSeries", "River Expo")


def test_it_is_in_the_sitemap(built: Built) -> None:
    assert "<loc>https://example.org/golden/events/expo/</loc>" in built["sitemap.xml"]


def test_it_is_in_llms_txt(built: Built) -> None:
    section = built["llms.txt"].partition("## Events that come again\n")[2].partition("##")[0]
    assert "River Expo" in section
    assert "events/expo/index.md" in section


def test_the_timeline_can_be_filtered_by_it(built: Built) -> None:
    page = built["timeline/index.html"]
    assert 'data-about="expo glow lantern"' in page
    assert '<label>Series of events <select data-filter="entry">' in page
    assert '<option value="expo">River Expo</option>' in page


def test_it_is_tied_to_others(built: Built) -> None:
    of_expo, of_lantern = (built[f"{page}/index.html"].partition("<aside")[2].partition("</aside>")[0] for page in TIED)
    assert "<dt>Showed</dt>" in of_expo and 'href="../../companies/lantern/"' in of_expo
    assert "<dt>Shown at</dt>" in of_lantern and 'href="../../events/expo/"' in of_lantern


def test_it_is_due_for_review(built: Built) -> None:
    assert "River Expo" in built["freshness/index.html"]


def test_it_is_in_the_menu_and_the_footer(built: Built) -> None:
    for path in ("about/index.html", "events/expo/index.html", "404.html"):
        head, _, foot = built[path].partition('<footer class="foot">')
        assert ">Events</a>" in head, path
        assert ">Events</a>" in foot, path
    assert 'aria-current="true">Events</a>' in built["events/expo/index.html"]


def test_it_has_a_schema(project: Path) -> None:
    code = (
        "import json; from press.content.kinds import KINDS; from press.content.kinds.models import model_of; "
        "print(json.dumps(model_of(KINDS['event-series']).model_json_schema()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project / "hooks", env=compose_environment(), capture_output=True
    )
    schema = json.loads(done.stdout)
    assert set(schema["required"]) == {"name", "summary", "held"}
    assert schema["properties"]["see"]["items"]["pattern"] == "^[a-z0-9]+(?:-[a-z0-9]+)*$"


def test_its_mistakes_are_reported(project: Path) -> None:
    file = project / "briefings/event-series/fair.yml"
    file.write_text("{name: Fair, summary: A fair., hold: yearly}")
    command = [sys.executable, "hooks", "check"]
    try:
        done = subprocess.run(command, cwd=project, env=compose_environment(), capture_output=True, text=True)
    finally:
        file.unlink()
    assert "event-series/fair.yml:1:32: B302 unknown field 'hold' of an event-series" in done.stdout
    assert "did you mean 'held'?" in done.stdout
