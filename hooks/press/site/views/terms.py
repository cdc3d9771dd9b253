"""The values of one property over time: consecutive terms of one value are one, and the current ones come first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import takewhile
from typing import NamedTuple

from ...content.kinds.claim import Claim
from ...content.values.dates import Date
from ...library.assertions import AHEAD, of_subject, of_value, said_on, span_of
from ...library.statements import Statement
from .site import Site
from .site_queries import entry_query

DAY = dt.timedelta(1)


class Term(NamedTuple):
    """What some facts say of a property at one time, as seen from the subject or from the value."""

    other: str
    """The value, or the subject if it is seen from the value."""
    facts: tuple[str, ...]
    """The facts, by time."""
    claim: str
    """The claim that says it best of the latest of them."""
    date: Date | None
    """The time that all its reports are about; None if only the day is known on which it was said."""
    first: Date | None
    """The time that the earliest of them is about, as precise as any report gives it."""
    start: dt.date
    is_span: bool
    """Whether it has a beginning or an end of its own."""
    is_ahead: bool
    """Whether it is a plan or a forecast."""
    is_past: bool
    """Whether it has ended."""
    said: Date | None
    """When it was last said; None if that is not known."""

    @property
    def reach(self) -> dt.date:
        """The last day that it is known to cover."""
        return self.date.last if self.date and self.date.last else self.start


def list_terms(site: Site, facts: Mapping[str, str], is_inverse: bool) -> list[Term]:
    """The terms of one property and one second party. `facts` are the facts that state it, each with the claim of it
    that does."""
    single = _is_single(site, facts.values(), is_inverse)
    terms = sorted((_make_term(site, *fact, is_inverse) for fact in facts.items()), key=_by_time)
    joined: list[Term] = []
    latest: dict[tuple[bool, str], int] = {}
    for term in terms:
        key = (term.is_ahead, "" if single else term.other)
        place = latest.get(key)
        if place is not None and _continues(joined[place], term):
            joined[place] = _join(joined[place], term)
        else:
            latest[key] = len(joined)
            joined.append(term)
    newest = sorted(joined, key=_by_time, reverse=True)
    return [term._replace(is_past=term.is_past or single and _is_replaced(site, term, newest)) for term in joined]


def current_first(term: Term) -> tuple[bool, dt.date, dt.date, str]:
    """Sorts terms, in reverse: the current ones first, then the newest."""
    return not term.is_past, *_by_time(term)


def _is_single(site: Site, claim_ids: Iterable[str], is_inverse: bool) -> bool:
    """Whether a later value replaces an earlier one. A date replaces none: it is the value, not the time of one."""
    statements = [statement for claim_id in claim_ids if (statement := site.derived(claim_id).statement)]
    is_dated = any(isinstance(statement.value, Date) for statement in statements)
    single = site.library.properties[statements[0].property].data.single
    return not is_dated and single in ("subject" if is_inverse else "value", "both")


def _first_day(date: Date) -> dt.date:
    return date.first or dt.date.min


def _last_day(date: Date) -> dt.date:
    return date.last or dt.date.max


def _by_time(term: Term) -> tuple[dt.date, dt.date, str]:
    return term.start, term.reach, term.claim


def _make_term(site: Site, fact: str, claim_id: str, is_inverse: bool) -> Term:
    record, statement = site.record(claim_id), site.derived(claim_id).statement
    assert statement is not None
    claim, said = record.data, said_on(record, site.library)
    is_ahead = claim.kind in AHEAD
    claims = [site.record(i) for i in site.same_facts.claims_with(fact)]
    dates = [] if is_ahead else sorted(filter(None, (_time_of(other.data) for other in claims)), key=_first_day)
    date = reduce(_join_dates, dates) if dates else None
    listed = date or said
    return Term(
        other=statement.subject if is_inverse else str(statement.value),
        facts=(fact,),
        claim=claim_id,
        date=date,
        first=reduce(_specify, dates) if dates else None,
        start=(listed.first if listed else None) or dt.date.min,
        is_span=any(other.data.from_ or other.data.until for other in claims),
        is_ahead=is_ahead,
        is_past=_has_ended(claim.until, said) or _has_successor(site, statement, is_inverse, date),
        said=max(filter(None, (said_on(other, site.library) for other in claims)), key=_last_day, default=None),
    )


def _time_of(claim: Claim) -> Date | None:
    """The time that a claim is about."""
    return span_of(claim) or claim.when


def _has_ended(until: Date | None, said: Date | None) -> bool:
    """Whether something that lasts until a time had ended when that was said: a term that runs for years has not."""
    if until is None or until.end is None:
        return False
    return said is None or said.last is None or until.end.first <= said.last


def _continues(earlier: Term, later: Term) -> bool:
    """Whether a term continues the one before it: it has the same value, and no gap between two spans."""
    has_gap = earlier.is_span and later.is_span and later.start > _day_after(earlier)
    return earlier.other == later.other and not has_gap


def _day_after(term: Term) -> dt.date:
    """The day after the end of a span; the last day of all if it has none."""
    last = term.date.last if term.date else None
    return last + DAY if last and last < dt.date.max else dt.date.max


def _join(earlier: Term, later: Term) -> Term:
    return later._replace(
        facts=(*earlier.facts, *later.facts),
        date=_join_dates(earlier.date, later.date) if earlier.date and later.date else earlier.date or later.date,
        first=_specify(earlier.first, later.first) if earlier.first and later.first else earlier.first or later.first,
        start=min(earlier.start, later.start),
        is_span=earlier.is_span or later.is_span,
        said=max(filter(None, (earlier.said, later.said)), key=_last_day, default=None),
    )


def _join_dates(left: Date, right: Date) -> Date:
    """The time that covers two; the more precise of them if both can be the same."""
    if not (left.interval or right.interval) and left.overlaps(right):
        return _specify(left, right)
    first, last = min(left, right, key=_first_day), max(left, right, key=_last_day)
    start = first.text.partition("/")[0] if first.start else ".."
    end = last.text.rpartition("/")[2] if last.end else ".."
    return Date(f"{start}/{end}", first.start, last.end, interval=True)


def _specify(first: Date, other: Date) -> Date:
    """The first of two times, or the other if it may be the same and is more precise."""
    return other if first.overlaps(other) and other.sort_key[1] > first.sort_key[1] else first


def _is_replaced(site: Site, term: Term, newest: Iterable[Term]) -> bool:
    """Whether another value came after it, and does not conflict with it; `newest` are all terms, the newest first."""
    contested = {other.claim for other in site.derived(term.claim).differences if other.how == "conflict"}
    later = takewhile(lambda other: other.start > term.reach, newest)
    return any(not (other.other == term.other or other.is_ahead or other.claim in contested) for other in later)


def _has_successor(site: Site, statement: Statement, is_inverse: bool, date: Date | None) -> bool:
    """Whether another has the place that an entry had, where there is one at a time: who led a company before."""
    single = site.library.properties[statement.property].data.single
    if date is None or single == "none" or single == ("subject" if is_inverse else "value"):
        return False
    last = last_state(site, of_subject(statement) if is_inverse else of_value(statement))
    own = str(statement.value) if is_inverse else statement.subject
    return last is not None and last[1] != own and last[0] > (date.last or date.first or dt.date.max)


@entry_query(stored=True)
def last_state(site: Site, group: str) -> tuple[dt.date, str] | None:
    """(first day, value or subject) of the latest of what one property of one subject or value was; None if no time is
    known. The key is a group of claims, as `assertions.of_subject` and `of_value` name them."""
    facts, by_value = site.facts, not group.startswith("subject")
    return max(_states(site, facts.claims_of_group(group), by_value), default=None)


def _states(site: Site, claim_ids: Iterable[str], by_value: bool) -> Iterator[tuple[dt.date, str]]:
    facts = site.facts
    for said in (facts.assertion(claim_id) for claim_id in claim_ids if facts.is_live(claim_id)):
        if said and said.statement and said.kind not in AHEAD and said.time:
            other = str(said.statement.value) if by_value else said.statement.subject
            yield said.time.first or dt.date.min, other
