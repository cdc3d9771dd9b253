"""What a reader can follow: the feeds of the site, and the claims that fall on calendar days."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import NamedTuple

from .site import Site
from .site_queries import site_query
from .totals import live_claims

FEED_SIZE = 50
ATOM, JSON_FEED, CALENDAR, LLMS = "feed.xml", "feed.json", "calendar.ics", "llms.txt"
"""The addresses of the outputs for the whole site."""


def site_feeds(name: str) -> list[dict[str, str]]:
    """The feeds that every page of the site points to."""
    return [
        {"type": "application/atom+xml", "title": name, "address": ATOM},
        {"type": "application/feed+json", "title": name, "address": JSON_FEED},
    ]


class Days(NamedTuple):
    """The live claims that fit into a calendar, in order of time, and how many do not."""

    held: tuple[str, ...]
    inexact: int
    undated: int


@site_query(stored=True)
def calendar_days(site: Site) -> Days:
    """The claims for the calendar: only those with a day or an interval of days that the source gives for certain. An
    event ends on the day after its last one, so 9999-12-31 is left out too."""
    time_keys = sorted(site.time_key.read_all(live_claims(site)).items(), key=lambda item: item[1].key)
    dated = [(claim_id, time_key) for claim_id, time_key in time_keys if time_key.dated]
    held = tuple(claim_id for claim_id, time_key in dated if time_key.days and time_key.days[1] < dt.date.max)
    return Days(held, len(dated) - len(held), len(time_keys) - len(dated))


def is_announced(site: Site, claim_id: str) -> bool:
    """Whether feeds announce a claim: those that were taken back are left out."""
    return site.state(site.record(claim_id), site.derived(claim_id)) in ("live", "superseded")


def first_id(site: Site, claim_id: str) -> str:
    """The first id that a claim had, by which feed readers know it even if it was renamed."""
    return first_ids(site).get(claim_id, claim_id)


@site_query(stored=True)
def first_ids(site: Site) -> dict[str, str]:
    """Claim -> the first id that it had, for claims that were renamed."""
    found: dict[str, str] = {}
    for retired in site.library.moved:
        targets = site.library.targets(retired)
        if len(targets) == 1 and targets[0] in site.facts.claims:
            [claim_id] = targets
            found[claim_id] = min(found.get(claim_id, claim_id), retired, key=lambda known: _first_day(site, known))
    return found


def _first_day(site: Site, global_id: str) -> dt.date:
    changes = site.history.of.get(global_id)
    return changes[-1].date if changes else dt.date.max


def follow_rows(site: Site) -> list[tuple[str, str, str]]:
    """(what, address, what it contains) for the data page."""
    words, days = site.words, calendar_days(site)
    some = islice((claim_id for claim_id in site.facts.claims if is_announced(site, claim_id)), FEED_SIZE)
    newest = words.count("follow_newest", len(list(some)))
    inexact, undated = words.format_count(days.inexact), words.format_count(days.undated)
    holds = words.count("follow_days", len(days.held), inexact=inexact, undated=undated)
    return [
        (words["follow_atom"], ATOM, newest),
        (words["follow_json"], JSON_FEED, newest),
        (words["follow_calendar"], CALENDAR, holds),
        (words["follow_twins"], LLMS, words["follow_twins_held"]),
    ]
