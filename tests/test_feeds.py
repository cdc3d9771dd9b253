"""Feeds and the calendar, read back with parsers of their formats."""

from __future__ import annotations

import json
import os
import re
import subprocess
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

from lamp_world import LAMPS, Built, files
from press.outputs.calendar import folded
from press.site.render import Content
from press.site.views.subscriptions import FEED_SIZE, calendar_days


def parsed(data: bytes) -> feedparser.FeedParserDict:
    feed = feedparser.parse(data, response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def links(entry: feedparser.FeedParserDict) -> dict[str, str]:
    return {link.rel: link.href for link in entry.links}


# Feeds


def test_each_kind_that_can_be_followed_has_its_feed(built: Built) -> None:
    found = {path for path in files(built(LAMPS)) if path.endswith("feed.xml")}
    beside = {"companies/herald/", "companies/lamp-works/", "people/ann-lee/", "glossary/lumen/", "topics/light/"}
    assert found == {"feed.xml", *(f"{address}feed.xml" for address in beside)}


def test_every_feed_is_complete(built: Built) -> None:
    for path, data in files(built(LAMPS)).items():
        if path.endswith("feed.xml"):
            feed = parsed(data).feed
            assert links(feed)["self"] == f"https://example.org/b/{path}"
            assert links(feed)["alternate"] == f"https://example.org/b/{path.removesuffix('feed.xml')}"
            assert uuid.UUID(feed.id).version == 5
            assert feed.updated and feed.author


def test_an_item_is_a_claim_with_speaker_date_and_source(built: Built) -> None:
    feed = parsed(files(built(LAMPS))["topics/light/feed.xml"])
    assert feed.feed.title == "Light - A Briefing"
    [entry] = feed.entries
    assert entry.title == "Lamp & Works began on 3 April 2023 with two lamps."
    assert uuid.UUID(entry.id).version == 5
    assert links(entry) == {
        "alternate": "https://example.org/b/claims/launch/start/",
        "via": "https://herald.example/launch?a=1&b=2",
    }
    assert entry.published == "2023-04-18T00:00:00Z"
    assert entry.updated == "2023-04-18T00:00:00Z"
    [content] = entry.content
    words = re.sub(r"<[^>]*>", "", content.value).replace("&amp;", "&")
    assert words.split("\n")[:2] == [
        "Lamp & Works began on 3 April 2023 with two lamps.",
        "Ann Lee, in Herald · 3 April 2023 · One publisher · source",
    ]


def test_what_is_taken_back_or_a_draft_is_not_announced(built: Built) -> None:
    feed = parsed(files(built(LAMPS))["feed.xml"])
    announced = {links(entry)["alternate"].rsplit("/", 2)[1] for entry in feed.entries}
    assert announced == {"start", "fair", "about", "month", "never", "growth"}


def test_notes_are_in_no_feed_and_no_calendar(built: Built) -> None:
    for path, data in files(built(LAMPS)).items():
        assert b"health" not in data, path
        assert b"private remark" not in data, path


def test_a_month_is_not_a_day(built: Built) -> None:
    found = files(built(LAMPS))
    entries = {entry.title: entry for entry in parsed(found["feed.xml"]).entries}
    assert "published" not in entries["Lamp & Works grew."]
    items = {item["title"]: item for item in json.loads(found["feed.json"])["items"]}
    assert "date_published" not in items["Lamp & Works grew."]
    assert items["Lamp & Works moved house."]["date_published"] == "2023-04-18T00:00:00Z"


def test_the_two_formats_say_the_same(built: Built) -> None:
    found = files(built(LAMPS))
    atom, feed = parsed(found["feed.xml"]), json.loads(found["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://example.org/b/feed.json"
    assert feed["home_page_url"] == "https://example.org/b/"
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert [item["title"] for item in feed["items"]] == [entry.title for entry in atom.entries]
    assert [item["date_modified"] for item in feed["items"]] == [entry.updated for entry in atom.entries]


def test_a_feed_is_of_bounded_length_and_newest_first(built: Built) -> None:
    many = "".join(f"- {{id: n{i}, text: Lamp & Works sold lamp {i}., kind: event}}\n" for i in range(FEED_SIZE + 9))
    feed = parsed(files(built({**LAMPS, "claims/later.yml": many}))["companies/lamp-works/feed.xml"])
    assert len(feed.entries) == FEED_SIZE
    assert feed.entries[0].title == "Lamp & Works sold lamp 0."


def test_a_character_that_xml_cannot_hold_is_left_out(built: Built) -> None:
    claim = "- {id: odd, text: 'Lamp & Works &#1; sold *one* &#xFFFE; lamp.', kind: event}\n"
    found = files(built({**LAMPS, "claims/later.yml": claim}))
    titles = [entry.title for entry in parsed(found["feed.xml"]).entries]
    assert "Lamp & Works sold one lamp." in titles


def test_an_entry_without_claims_has_an_empty_feed(built: Built) -> None:
    found = files(built({**LAMPS, "terms/watt.yml": "term: Watt\nshort: A measure.\n"}))
    feed = parsed(found["glossary/watt/feed.xml"])
    assert feed.entries == []


def test_followers_of_a_retired_entry_keep_reading(built: Built) -> None:
    renamed = {"companies/old-lamps.yml": "moved_to: lamp-works\n"}
    split = {"companies/split.yml": "moved_to: [herald, lamp-works]\n"}
    found = files(built({**LAMPS, **renamed, **split}))
    assert found["companies/old-lamps/feed.xml"] == found["companies/lamp-works/feed.xml"]
    assert "companies/split/feed.xml" not in found


def commit(root: Path, day: str) -> None:
    """Commits everything, on a given day."""
    moment = f"{day}T12:00:00+00:00"
    person = {"NAME": "A", "EMAIL": "a@example.org", "DATE": moment}
    env = os.environ | {f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in person.items()}
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", day]):
        subprocess.run(["git", "-C", str(root), *command], check=True, env=env)


def test_an_edit_does_not_announce_a_claim_again(built: Built, briefing: Callable[[Mapping[str, str]], Path]) -> None:
    commit(briefing(LAMPS), "2024-01-01")
    before = parsed(files(built(LAMPS))["feed.xml"]).entries
    reworded = LAMPS["claims/launch.yml"].replace("moved house", "moved away")
    edited = {**LAMPS, "claims/launch.yml": reworded}
    commit(briefing(edited), "2024-02-02")
    after = parsed(files(built(edited))["feed.xml"]).entries
    assert {entry.updated for entry in before} == {"2024-01-01T00:00:00Z"}
    assert {entry.id for entry in after} == {entry.id for entry in before}
    assert {entry.get("published") for entry in after} == {"2023-04-18T00:00:00Z", None}
    changed = {entry.title: entry.updated for entry in after if entry.updated != "2024-01-01T00:00:00Z"}
    assert changed == {"Lamp & Works moved away.": "2024-02-02T00:00:00Z"}
    assert after[0].title == "Lamp & Works moved away."


def test_an_edit_of_an_old_claim_does_not_bring_it_back(
    built: Built, briefing: Callable[[Mapping[str, str]], Path]
) -> None:
    commit(briefing(LAMPS), "2024-01-01")
    many = "".join(f"- {{id: n{i}, text: Lamp & Works sold lamp {i}., kind: event}}\n" for i in range(FEED_SIZE))
    newer = {**LAMPS, "claims/later.yml": many}
    commit(briefing(newer), "2024-02-02")
    edited = {**newer, "claims/launch.yml": LAMPS["claims/launch.yml"].replace("moved house", "moved away")}
    commit(briefing(edited), "2024-03-03")
    titles = {entry.title for entry in parsed(files(built(edited))["feed.xml"]).entries}
    assert titles == {f"Lamp & Works sold lamp {i}." for i in range(FEED_SIZE)}


def test_a_renamed_claim_stays_the_same_item(built: Built, briefing: Callable[[Mapping[str, str]], Path]) -> None:
    commit(briefing(LAMPS), "2024-01-01")
    before = files(built(LAMPS))
    renamed = LAMPS["claims/launch.yml"].replace("id: start\n", "id: beginning\n")
    renamed = renamed.rstrip(" ") + "        - {id: start, moved_to: launch/beginning}\n"
    edited = {**LAMPS, "claims/launch.yml": renamed}
    commit(briefing(edited), "2024-02-02")
    after = files(built(edited))
    assert {e.id for e in parsed(after["feed.xml"]).entries} == {e.id for e in parsed(before["feed.xml"]).entries}
    uids = [[e["UID"] for e in Calendar.from_ical(found["calendar.ics"]).walk("VEVENT")] for found in (before, after)]
    assert uids[0] == uids[1]


HERALD = {
    "companies/herald.yml": "name: Herald\ntype: outlet\nsummary: A newspaper.\n",
    "companies/post.yml": "name: Post\ntype: outlet\nsummary: Another.\n",
    "companies/lamp-works.yml": "name: Lamp Works\ntype: company\nsummary: A maker of lamps.\n",
    "properties.yml": "began: {label: began, value: date, single: value}\n",
    "articles/launch.yml": "title: A\npublisher: herald\nurl: https://herald.example/a\npublished: 2023-04-18\n",
    "claims/launch.yml": """
        - {id: start, text: Lamp Works began., kind: event, subject: lamp-works, property: began,
           value: 2023-04-03, when: 2023-04-03}
        """,
}
BETTER = {
    "articles/filing.yml": """
        title: B
        publisher: post
        url: https://post.example/b
        published: 2023-04-02
        source_type: filing
        """,
    "claims/filing.yml": """
        - {id: start, text: Lamp Works was founded., kind: event, subject: lamp-works, property: began,
           value: 2023-04-03, when: 2023-04-03}
        """,
}


def test_a_better_source_announces_nothing_anew(built: Built, briefing: Callable[[Mapping[str, str]], Path]) -> None:
    commit(briefing(HERALD), "2024-01-01")
    before = files(built(HERALD))
    commit(briefing({**HERALD, **BETTER}), "2024-02-02")
    after = files(built({**HERALD, **BETTER}))
    for path in ("feed.xml", "companies/lamp-works/feed.xml"):
        [old], [new] = parsed(before[path]).entries, parsed(after[path]).entries
        assert (old.title, new.title) == ("Lamp Works began.", "Lamp Works was founded.")
        assert (new.id, new.updated) == (old.id, "2024-01-01T00:00:00Z")
        assert "2 publishers" in new.content[0].value
        assert links(new)["via"] == "https://post.example/b"
    assert len(json.loads(after["feed.json"])["items"]) == 1
    [old_uid], [new_uid] = (re.findall(rb"UID:(\S+)", found["calendar.ics"]) for found in (before, after))
    assert old_uid == new_uid


# The calendar


def test_only_exact_days_are_in_the_calendar(built: Built) -> None:
    briefing = built(LAMPS)
    events = Calendar.from_ical(files(briefing)["calendar.ics"]).walk("VEVENT")
    days = [(str(e["SUMMARY"]), str(e.decoded("DTSTART")), str(e.decoded("DTEND"))) for e in events]
    assert days == [
        ("Lamp & Works began on 3 April 2023 with two lamps.", "2023-04-03", "2023-04-04"),
        ("Lamp & Works showed 1 lamp, then another; at the fair.", "2023-04-05", "2023-04-08"),
    ]
    kept = calendar_days(briefing.site)
    assert (len(kept.held), kept.inexact, kept.undated) == (2, 2, 2)


def test_an_event_says_who_when_and_where(built: Built) -> None:
    event = Calendar.from_ical(files(built(LAMPS))["calendar.ics"]).walk("VEVENT")[0]
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Ann Lee, in Herald · 3 April 2023",
        "One publisher",
        "https://herald.example/launch?a=1&b=2",
    ]
    assert str(event["URL"]) == "https://example.org/b/claims/launch/start/"
    assert uuid.UUID(str(event["UID"])).version == 5
    assert str(event.decoded("DTSTAMP")) == "2023-04-03 00:00:00+00:00"


def test_the_calendar_is_text_of_short_lines(built: Built) -> None:
    data = files(built(LAMPS))["calendar.ics"]
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "王" * 90, "a" + "é" * 200])
def test_folding_cuts_between_characters(line: str) -> None:
    pieces = folded(line).removesuffix(b"\r\n").split(b"\r\n ")
    assert "".join(piece.decode() for piece in pieces) == line
    assert all(len(piece) <= 75 for piece in pieces)


# Where they are pointed to


def test_a_page_names_its_own_feed(built: Built) -> None:
    briefing = built(LAMPS)
    content = Content(briefing.site)
    heads = {page.address: content.head(page) for page in briefing.pages}
    assert 'type="application/atom+xml"' in heads["companies/lamp-works/"]
    assert 'href="/@/companies/lamp-works/feed.xml"' in heads["companies/lamp-works/"]
    assert 'href="/@/companies/lamp-works/index.md"' in heads["companies/lamp-works/"]
    assert "feed.xml" not in heads["places/north/"]
    assert 'href="/@/places/north/index.md"' in heads["places/north/"]
    bodies = {page.address: content.page(page) for page in briefing.pages}
    assert '<a href="/@/people/ann-lee/feed.xml"' in bodies["people/ann-lee/"]
    assert "/feed.xml" not in bodies["articles/launch/"]


def test_the_page_about_feeds_says_what_the_calendar_leaves_out(built: Built) -> None:
    briefing = built(LAMPS)
    [page] = [page for page in briefing.pages if page.address == "follow/"]
    body = Content(briefing.site).page(page)
    for address in ("feed.xml", "feed.json", "calendar.ics", "llms.txt"):
        assert f'href="/@/{address}"' in body
    assert "2 facts whose source gives the day; left out are 2 dated less exactly and 2 without a date" in body


def test_the_same_briefing_gives_the_same_bytes(built: Built) -> None:
    assert files(built(LAMPS)) == files(built(LAMPS))


def test_without_an_address_of_the_site_links_are_relative(built: Built) -> None:
    briefing = built(LAMPS)
    briefing.site.url = ""
    found = files(briefing)
    assert b'href="../../claims/launch/start/"' in found["topics/light/feed.xml"]
    assert b'href="./claims/launch/start/"' in found["feed.xml"]
    assert b"<../../claims/launch/start/>" in found["topics/light/index.md"]
