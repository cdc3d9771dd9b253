"""What a reader can follow: the feeds of the site, and the claims that fall on calendar days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ...content.kinds.article import Article
from ...library.history import Change
from .site import Site
from .site_queries import entry_query, site_query
from .totals import live_facts

FEED_SIZE = 50
ATOM, JSON_FEED, CALENDAR, LLMS = "feed.xml", "feed.json", "calendar.ics", "llms.txt"
"""The addresses of the outputs for the whole site."""


def site_feeds(name: str) -> list[dict[str, str]]:
    """The feeds that every page of the site points to."""
    return [
        {"type": "application/atom+xml", "title": name, "address": ATOM},
        {"type": "application/feed+json", "title": name, "address": JSON_FEED},
    ]


class Announced(NamedTuple):
    """When a claim was first published on the site. Days are ordinals; 0 for one that is not known."""

    day: int
    """That of the commit; without history, the last on which anything is known to have happened to its article."""
    time: int
    """When the commit was made, in seconds since 1970; 0 without history."""
    said: int
    """The first day on which its article can have been published."""
    changed: int
    """The day of its last change after it was published."""


class Rank(NamedTuple):
    """The sort key of what feeds announce, with days as negative ordinals."""

    announced: int
    said: int
    changed: int
    first: str
    """The claim by which feed readers know it: of those that state the fact, the one that was published first."""


def _is_shown(site: Site, claim_id: str) -> bool:
    return claim_id in site.facts.claims


@entry_query(stored=True, eager=True, exists=_is_shown)
def announced(site: Site, claim_id: str) -> Announced | None:
    """When a claim was first published on the site; None if no day at all is known."""
    article = site.library.article(site.record(claim_id).article).data
    first, last = site.history.of.get(first_id(site, claim_id), ()), site.history.last(claim_id)
    is_gone = not is_announced(site, claim_id)
    published = _publication(first, is_gone) if first else None
    day = published.date if published else _latest_day(article)
    if day is None:
        return None
    said = article.published.first if article.published else None
    changed = last.date.toordinal() if last and last.date > day else 0
    return Announced(day.toordinal(), published.time if published else 0, said.toordinal() if said else 0, changed)


def _publication(changes: Sequence[Change], is_gone: bool) -> Change:
    """The change with which a claim was published: it was added, or a status with which it was not shown went. A claim
    that was taken back has had another status, with which it was shown."""
    statuses = (change for change in changes if "status" in change.fields and "moved_to" not in change.fields)
    return changes[-1] if is_gone else next(statuses, changes[-1])


def _latest_day(article: Article) -> dt.date | None:
    """The last day on which anything is known to have happened to an article; a month counts as its first day."""
    written = [date for date in (article.published, article.updated) if date]
    exact = [date.days[1] for date in written if date.days]
    if not exact and article.accessed and article.accessed.days:
        return article.accessed.days[1]
    return max(exact or [date.first for date in written if date.first], default=None)


@entry_query(stored=True, eager=True, exists=_is_shown)
def feed_rank(site: Site, claim_id: str) -> Rank | None:
    """The rank of a fact, by the claim that says it best, or of a claim that is not live. A further report announces
    nothing anew. None for what is not announced: what was taken back, what is told by the line of a fact, and that of
    which no day at all is known, which Atom cannot express."""
    fact = site.same_facts.fact_of(claim_id)
    if not is_announced(site, claim_id) or fact not in ("", claim_id):
        return None
    claims = site.same_facts.claims_with(claim_id) if fact else [claim_id]
    known = {i: when for i in claims if (when := announced(site, i))}
    if not known:
        return None
    first = min(known, key=lambda i: (known[i].day, known[i].time, i))
    changed = max(known[first].day, *(when.changed for when in known.values()))
    return Rank(-known[first].day, -known[first].said, -changed, first_id(site, first))


class Days(NamedTuple):
    """The facts that fit into a calendar, in order of time, and how many do not."""

    held: tuple[str, ...]
    inexact: int
    undated: int


@site_query(stored=True)
def calendar_days(site: Site) -> Days:
    """The facts for the calendar: only those with a day or an interval of days that the source gives for certain. An
    event ends on the day after its last one, so 9999-12-31 is left out too."""
    time_keys = site.time_key.read_all(live_facts(site))
    dated = [time_key for time_key in time_keys.values() if time_key.dated]
    days = {fact: time_key.days for fact, time_key in time_keys.items() if time_key.dated and time_key.days}
    held = sorted((span, fact) for fact, span in days.items() if span[1] < dt.date.max)
    return Days(tuple(fact for _, fact in held), len(dated) - len(held), len(time_keys) - len(dated))


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
    """(what, address, what it contains) of the outputs for the whole site."""
    words, days = site.words, calendar_days(site)
    ranks = feed_rank.read_all(site, site.facts.claims)
    newest = words.count("follow_newest", min(FEED_SIZE, sum(1 for rank in ranks.values() if rank)))
    inexact, undated = words.format_count(days.inexact), words.format_count(days.undated)
    holds = words.count("follow_days", len(days.held), inexact=inexact, undated=undated)
    return [
        (words["follow_atom"], ATOM, newest),
        (words["follow_json"], JSON_FEED, newest),
        (words["follow_calendar"], CALENDAR, holds),
        (words["follow_twins"], LLMS, words["follow_twins_held"]),
    ]
