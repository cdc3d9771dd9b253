"""What a reader can follow: the feeds of the site, and the claims that fall on days of a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .site import Site

FEED_SIZE = 50
ATOM, JSON_FEED, CALENDAR, LLMS = "feed.xml", "feed.json", "calendar.ics", "llms.txt"
"""Where the outputs for the whole site stand."""


def site_feeds(name: str) -> list[dict[str, str]]:
    """The feeds that every page of the site points to."""
    return [
        {"type": "application/atom+xml", "title": name, "address": ATOM},
        {"type": "application/feed+json", "title": name, "address": JSON_FEED},
    ]


@dataclass(frozen=True, slots=True)
class Days:
    """The live claims by day, and how many have no place among them."""

    held: Sequence[tuple[str, dt.date, dt.date]]
    """(claim, first day, last day), in the order of time."""
    inexact: int
    undated: int


def days_of(site: Site) -> Days:
    """Only a day or an interval of days that the source gives without a doubt has a place in a calendar."""
    held, inexact, undated = [], 0, 0
    for claim_id in site.by_time(site.live_claims):
        when = site.record(claim_id).data.when
        if when is None:
            undated += 1
        elif when.days is None:
            inexact += 1
        else:
            held.append((claim_id, *when.days))
    return Days(held, inexact, undated)


def told(site: Site) -> list[str]:
    """The claims that feeds tell: what was taken back is not announced."""
    return [claim_id for claim_id in site.facts.claims if site.claim(claim_id).state in ("live", "superseded")]


def first_ids(site: Site) -> dict[str, str]:
    """Claim -> the id that it had first, of those that were renamed: readers know it by that one."""
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
    """(what, address, what it holds) for the page of data."""
    words, days = site.words, days_of(site)
    newest = words["follow_newest"].replace("COUNT", str(min(FEED_SIZE, len(told(site)))))
    counts = (("HELD", len(days.held)), ("INEXACT", days.inexact), ("UNDATED", days.undated))
    holds = words["follow_days"]
    for name, count in counts:
        holds = holds.replace(name, f"{count:,}")
    return [
        (words["follow_atom"], ATOM, newest),
        (words["follow_json"], JSON_FEED, newest),
        (words["follow_calendar"], CALENDAR, holds),
        (words["follow_twins"], LLMS, words["follow_twins_held"]),
    ]
