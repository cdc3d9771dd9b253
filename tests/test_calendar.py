"""outputs/calendar: every event is valid, and has an id of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from icalendar import Calendar

from press.site.render import Content
from press.site.views.subscriptions import calendar_days
from site_factory import SiteMaker

Built = Callable[[Mapping[str, str | bytes]], SiteMaker]

ARTICLE = "title: A launch\npublisher: herald\nurl: https://herald.example/{0}\npublished: {1}\n"
SAME_CLAIMS = """
    - {id: start, text: Lamp Works began., kind: event, when: 2023-04-03}
    - {id: last, text: Lamp Works ends., kind: plan, when: 9999-12-31}
    - {id: before, text: Lamp Works nearly ends., kind: plan, when: 9999-12-30}
    - {id: forever, text: Lamp Works goes on., kind: plan, when: 2023-04-03/9999-12-31}
    - {id: first, text: There was light., kind: background, when: 0001-01-01}
    """


def test_events_are_valid_and_ids_unique_where_two_articles_have_the_same_claims(built: Built) -> None:
    files = {
        "companies/herald.yml": "{name: Herald, type: outlet, summary: A newspaper.}",
        "companies/lamp-works.yml": "{name: Lamp Works, type: company, summary: A maker of lamps.}",
        "articles/launch.yml": ARTICLE.format("launch", "2023-04"),
        "articles/later.yml": ARTICLE.format("later", "unknown"),
        "claims/launch.yml": SAME_CLAIMS,
        "claims/later.yml": SAME_CLAIMS,
    }
    briefing = built(files)
    made = briefing.make_files()
    events = Calendar.from_ical(made["calendar.ics"]).walk("VEVENT")
    spans = [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in events]
    assert [str(start) for start, _ in spans] == [
        day for day in ("0001-01-01", "2023-04-03", "9999-12-30") for _ in "ab"
    ]
    assert all(start < end for start, end in spans)
    assert len({str(event["UID"]) for event in events}) == len(events)
    kept = calendar_days(briefing.site)
    assert (len(kept.held), kept.inexact, kept.undated) == (6, 4, 0)
    for path in ("feed.xml", "companies/lamp-works/feed.xml"):
        ids = re.findall(r"<id>(urn:uuid:[^<]*)</id>", made[path].decode())
        assert len(ids) == len(set(ids)) >= 5
    for page in briefing.pages:
        ids = re.findall(r'\sid="?([^"\s>]+)', Content(briefing.site).page(page))
        assert len(ids) == len(set(ids)), page.address
