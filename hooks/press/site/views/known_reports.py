"""What was known of a fact on which day: its best report then, and how many publishers had reported it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...content.values.languages import to_plain
from .site import Site


class Known(NamedTuple):
    """What was known of a fact from a day on, until the next."""

    day: str
    """YYYY-MM-DD; empty if the first reports have no known day."""
    best: str
    """The claim that said it best by then."""
    publishers: int


def list_known(site: Site, claim_ids: Sequence[str]) -> list[Known]:
    """What was known of a fact, given its claims, from its first day on; the days that changed nothing are left out. A
    claim whose day is not known counts from the beginning."""
    found: list[Known] = []
    days = sorted({day for i in claim_ids if (day := site.claim(i).published)}) or [""]
    for day in days:
        then = [claim_id for claim_id in claim_ids if site.claim(claim_id).published <= day]
        best = site.same_facts.find_best(then)
        known = Known(day, best, len(site.same_facts.publishers_among(best, then)))
        if not found or found[-1][1:] != known[1:]:
            found.append(known)
    return found


def write_known(site: Site, claim_ids: Sequence[str]) -> str:
    """The same as JSON for scripts: of each day `[day, place of the best report in claim_ids, its time, speaker, how
    many publishers]`, all but the first two in words. Empty for a fact that was always known as it is now."""
    known = list_known(site, claim_ids) if len(claim_ids) > 1 else []
    return json.dumps(list(_rows(site, claim_ids, known)), ensure_ascii=False) if len(known) > 1 else ""


def _rows(site: Site, claim_ids: Sequence[str], known: Sequence[Known]) -> Iterator[tuple[str, int, str, str, str]]:
    for day, best, publishers in known:
        speaker = to_plain(site.claim(best).speaker)
        date = site.short_date(site.record(best))
        yield day, claim_ids.index(best), date, speaker, site.support(publishers).word
