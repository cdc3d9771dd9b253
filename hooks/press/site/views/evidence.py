"""How each claim compares to its evidence lock, as far as a build knows without the texts of articles.

No word here says more than was done: a program finds and compares, only a person reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...content.kinds.lock import Compared, Lock
from .site import Label, Site
from .site_queries import site_query
from .totals import live_claims

LABELS = {
    "read": "read_by_editor",
    "compared": "compared",
    "nothing": "nothing_compared",
    "found": "found",
    "stale": "stale",
    "unlocked": "not_checked",
}
"""State -> the key of its word."""
VERIFIED = ("read", "compared", "nothing", "found")
"""The states of a passage that was found, which files call `verified`."""


class Check(NamedTuple):
    """The line on a claim's page: its label, the day of the check, and a note on what the check means."""

    label: Label
    day: str
    note: str


class Counts(NamedTuple):
    """How many of some claims were checked in which way."""

    read: int
    compared: int
    found: int
    """Those whose passage was only found, also where there was nothing to compare."""
    stale: int
    unchecked: int


def evidence_of(site: Site, claim_id: str) -> tuple[str, Lock | None]:
    """(a key of LABELS; the lock, if it is for the place that the claim names)."""
    library = site.library
    if claim_id not in library.locks or (state := library.evidence_state(claim_id)) == "unlocked":
        return "unlocked", None
    return state, library.locks[claim_id].data


def name_state(state: str) -> str:
    """What files call a state: verified, stale or unlocked."""
    return "verified" if state in VERIFIED else state


def check_of(site: Site, claim_id: str) -> Check:
    state, lock = evidence_of(site, claim_id)
    key = LABELS[state]
    label = site.label(key)
    if state == "compared" and lock and lock.compared:
        label = label._replace(word=site.words.fill("compared", what=_list_compared(site, lock.compared)))
    day = (lock.read or lock.checked) if lock else None
    return Check(label, site.words.format_date(day), site.words[f"{key}_note"])


def _list_compared(site: Site, compared: tuple[Compared, ...]) -> str:
    """`amounts, dates and names`."""
    return site.words.list(site.words[f"compared_{kind}"] for kind in compared)


def counts(site: Site, claim_ids: Iterable[str]) -> Counts:
    return _count([evidence_of(site, claim_id)[0] for claim_id in claim_ids])


def _count(states: list[str]) -> Counts:
    found = states.count("found") + states.count("nothing")
    read, compared = states.count("read"), states.count("compared")
    return Counts(read, compared, found, states.count("stale"), states.count("unlocked"))


def checks_line(site: Site, checked: Counts) -> str:
    """How many of some claims were checked in which way, as one sentence; how many an editor read is always said."""
    words = site.words
    parts = [words.count(f"checks_{way}", count) for way, count in checked._asdict().items() if count or way == "read"]
    return words.count("checks_line", sum(checked), parts=words.join(parts))


@site_query(stored=True)
def evidence_counts(site: Site) -> Counts:
    """The counts for all live claims."""
    locked = set(site.library.locks)
    live = live_claims(site)
    states = site.library.evidence_state.read_all(claim_id for claim_id in live if claim_id in locked)
    return _count([states.get(claim_id, "unlocked") for claim_id in live])


def checked_line(site: Site) -> str:
    """How many claims a person read or a program compared with their sources, in one sentence; empty without any."""
    words, counts, live = site.words, evidence_counts(site), len(live_claims(site))
    compared = counts.read + counts.compared
    if not live:
        return ""
    if not compared:
        return words["checked_none"]
    if compared == live:
        return words["checked_all"]
    return words.count("checked_some", compared, claims=words.count("claim_count", live))
