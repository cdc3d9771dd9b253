"""People whom a briefing speaks of as history."""

from __future__ import annotations

from .site import Site

DIED = "died"
"""The property that gives the day on which a person died."""
LONG_AGO = 100
"""Years after which no one is left who could have taken part."""


def is_historic(site: Site, entry_id: str) -> bool:
    """Whether a person has died according to a live claim, or all that claims date lies very long ago."""
    years: list[int] = []
    said: list[int] = []
    for claim_id in site.facts.about[entry_id]:
        derived, assertion = site.derived(claim_id), site.facts.assertion(claim_id)
        if not derived.live or assertion is None:
            continue
        statement = derived.statement
        if statement and statement.subject == entry_id and statement.property == DIED:
            return True
        time = site.time_key(claim_id).date
        years += [time.last.year] if time and time.last else []
        said += [assertion.said_on.last.year] if assertion.said_on and assertion.said_on.last else []
    return bool(years and said) and max(years) < max(said) - LONG_AGO
