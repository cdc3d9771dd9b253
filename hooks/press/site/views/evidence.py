"""How each claim compares to its evidence lock, as far as a build knows without the texts of articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...content.kinds.lock import Lock
from .site import Label, Site
from .site_queries import site_query
from .totals import live_claims

LABELS = {"verified": "found", "stale": "stale", "unlocked": "not_checked"}
"""State -> the key of its word."""


class Check(NamedTuple):
    """The line on a claim's page: its label, the day of the check, and a note on what the check means."""

    label: Label
    day: str
    note: str


class Counts(NamedTuple):
    """How many of some claims are not yet checked, and how many were reworded since."""

    unchecked: int
    stale: int


def evidence_of(site: Site, claim_id: str) -> tuple[str, Lock | None]:
    """(verified, stale or unlocked; the lock, if it is for the place that the claim names)."""
    library = site.library
    if claim_id not in library.locks or (state := library.evidence_state(claim_id)) == "unlocked":
        return "unlocked", None
    return state, library.locks[claim_id].data


def check_of(site: Site, claim_id: str) -> Check:
    state, lock = evidence_of(site, claim_id)
    key = LABELS[state]
    return Check(site.label(key), site.words.format_date(lock.checked) if lock else "", site.words[f"{key}_note"])


def counts(site: Site, claim_ids: Iterable[str]) -> Counts:
    return _count([evidence_of(site, claim_id)[0] for claim_id in claim_ids])


def _count(states: list[str]) -> Counts:
    return Counts(states.count("unlocked"), states.count("stale"))


@site_query(stored=True)
def evidence_counts(site: Site) -> Counts:
    """The counts for all live claims."""
    locked = set(site.library.locks)
    live = live_claims(site)
    states = site.library.evidence_state.read_all(claim_id for claim_id in live if claim_id in locked)
    return _count([states.get(claim_id, "unlocked") for claim_id in live])
