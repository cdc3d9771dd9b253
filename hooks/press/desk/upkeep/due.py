"""What an editor should look at again on a day: plans whose time has come, old entries, drafts, stale checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...library.briefing import Briefing
from ...problem import Place

REASONS: dict[str, str] = {
    "passed": "Plans and forecasts whose time has come: did it happen?",
    "old": "Entries about which nothing new was claimed for long",
    "stale": "Claims that were reworded since they were checked against their article",
    "draft": "Drafts that wait for an editor",
    "undated": "Articles without a date",
}
"""Why something is due -> its heading, in the order in which they are listed."""
MONTHS = 12
"""How many months without a newer claim make an entry due, if nothing else is said."""
DAYS_OF_MONTH = 30.44


class Due(NamedTuple):
    """Something that is due: `why` is a key of REASONS, `id` a global id, `what` says more."""

    why: str
    id: str
    at: Place
    what: str = ""
    since: dt.date | None = None
    """The day from which it has been due, where that is known."""


def find_due(briefing: Briefing, day: dt.date, months: int = MONTHS, within: int | None = None) -> list[Due]:
    """What is due on a day, in the order of REASONS, then the oldest first. With `within`, only what has been due for
    at most so many days, or since an unknown day. The briefing has no errors."""
    found = [
        *_find_passed(briefing, day),
        *_find_old(briefing, day, months),
        *_find_unchecked(briefing),
        *_find_undated(briefing),
    ]
    if within is not None:
        first = day - dt.timedelta(days=within)
        found = [due for due in found if due.since is None or due.since >= first]
    order = list(REASONS)
    return sorted(found, key=lambda due: (order.index(due.why), due.what, due.id))


def _find_passed(briefing: Briefing, day: dt.date) -> Iterator[Due]:
    for claim_id, derived in briefing.facts.claims.read_all().items():
        record = briefing.library.claims[claim_id]
        claim = record.data
        last = claim.when.last if claim.when else None
        if derived.live and claim.kind in ("plan", "forecast") and claim.when and last and last < day:
            yield Due("passed", claim_id, record.locate("when"), f"{claim.when.text}: {claim.text}", last)


def _find_old(briefing: Briefing, day: dt.date, months: int) -> Iterator[Due]:
    most = dt.timedelta(days=round(months * DAYS_OF_MONTH))
    derived = briefing.facts.claims.read_all()
    for entry_id in briefing.library.named_ids:
        live = [
            claim_id for claim_id in briefing.facts.about[entry_id] if claim_id in derived and derived[claim_id].live
        ]
        newest = max(_list_days(briefing, live), default=None)
        if newest and newest + most < day:
            at = Place(briefing.library.entries[entry_id].file)
            yield Due("old", entry_id, at, f"newest claim {newest}", newest + most)


def _list_days(briefing: Briefing, claim_ids: Iterable[str]) -> Iterator[dt.date]:
    """The last day of the time of each claim that has one."""
    for claim_id in claim_ids:
        said = briefing.facts.assertion(claim_id)
        if said and said.time and (day := said.time.last or said.time.first):
            yield day


def _find_unchecked(briefing: Briefing) -> Iterator[Due]:
    library = briefing.library
    for claim_id, record in library.claims.items():
        if record.data.status == "draft":
            yield Due("draft", claim_id, record.locate("id"))
        elif claim_id in library.locks and library.evidence_state(claim_id) == "stale":
            yield Due("stale", claim_id, record.locate("text"))


def _find_undated(briefing: Briefing) -> Iterator[Due]:
    for record in briefing.library.articles:
        if record.data.published is None:
            yield Due("undated", record.id, record.locate("published"))
