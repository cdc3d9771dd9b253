"""The fact box of an entry: what live claims state about it, and what they state about others with it as the value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ...content.values.amounts import Amount
from ...content.values.dates import Date
from .site import Label, Site
from .terms import Term, current_first, list_terms


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value in a row of the fact box, with when it held, who says so, and the claim that says it best."""

    value: Markup
    date: str
    is_now: bool
    """Whether it is a state that has not ended, as far as the reports say."""
    latest: str
    """The day of the latest report of such a state, in words; empty if that is the date."""
    is_past: bool
    who: str
    """The speaker, or how many publishers report it."""
    conflict: Label | None
    claim: str
    address: str
    """The first fact that says it on the same page if that is there, else the claim's own page."""
    published: str
    """The day by which its first report was published, as YYYY-MM-DD; empty if that is not known."""
    is_mixed: bool
    """Whether its notes put together what was published on several days."""

    @property
    def notes(self) -> tuple[str, ...]:
        """The date, the latest report and the speaker, as far as there are any."""
        return tuple(filter(None, (self.date, self.latest, self.who)))


@dataclass(frozen=True, slots=True)
class FactRow:
    """A property and its values; `folded` are shown on request, and `more` are only in the facts below."""

    label: str
    values: Sequence[FactValue]
    folded: Sequence[FactValue]
    more: int
    named: frozenset[str]
    """The entries that all its values name."""

    @property
    def all(self) -> Sequence[FactValue]:
        """The values, also those that are folded."""
        return (*self.values, *self.folded)


MOST_SHOWN, MOST_FOLDED = 6, 94
"""How many values one row shows, and how many more on request."""


class _Seen(NamedTuple):
    """A property as it is seen from the entry; it sorts by its place in the vocabulary."""

    order: int
    is_inverse: bool
    name: str


def fact_rows(site: Site, entry_id: str, here: Collection[str], above: Collection[str]) -> list[FactRow]:
    """The rows in the order of the vocabulary. `here` are the facts on the same page, and `above` those of its first
    lines, where a date is not repeated."""
    seen: dict[_Seen, dict[str, str]] = {}
    for is_inverse, claim_ids in ((False, site.facts.subject_of[entry_id]), (True, site.facts.value_of[entry_id])):
        for claim_id in claim_ids:
            _add_fact(site, seen, claim_id, is_inverse)
    rows: list[FactRow] = []
    for key, facts in sorted(seen.items()):
        rows += _rows(site, key, {i: claim for i, claim in facts.items() if not _repeats(site, i, claim, above)}, here)
    return rows


def _add_fact(site: Site, seen: dict[_Seen, dict[str, str]], claim_id: str, is_inverse: bool) -> None:
    """Notes the fact of a live claim that makes a statement, with the claim that says it best."""
    derived = site.derived(claim_id)
    if not derived.live or derived.statement is None:
        return
    name, fact = derived.statement.property, site.same_facts.fact_of(claim_id)
    data = site.library.properties[name].data
    if data.inverse if is_inverse else data.label:
        facts = seen.setdefault(_Seen(site.property_order(name), is_inverse, name), {})
        best = facts.get(fact)
        facts[fact] = site.same_facts.find_best((claim_id, best)) if best else claim_id


def _repeats(site: Site, fact: str, claim_id: str, above: Collection[str]) -> bool:
    """Whether one of the first lines of the page gives a date, which is all that the statement says."""
    statement, time = site.derived(claim_id).statement, site.time_key(claim_id).date
    if fact not in above or statement is None or time is None:
        return False
    return isinstance(statement.value, Date) and time.overlaps(statement.value)


def _rows(site: Site, key: _Seen, facts: dict[str, str], here: Collection[str]) -> Iterator[FactRow]:
    """The row of a property, and one of what has ended, if there is a word for that."""
    data = site.library.properties[key.name].data
    label, past = (data.inverse, data.past_inverse) if key.is_inverse else (data.label, data.past)
    terms = [term for own in _by_party(site, facts) for term in list_terms(site, own, key.is_inverse)]
    lasts = data.lasts or any(term.is_span for term in terms)
    ordered = sorted(terms, key=current_first, reverse=True)
    ended = [term for term in ordered if past and term.is_past]
    for name, own in ((label, [term for term in ordered if not (past and term.is_past)]), (past, ended)):
        if name and own:
            most = MOST_SHOWN + MOST_FOLDED
            values = [_value(site, term, key.is_inverse, lasts, here) for term in own[:most]]
            named = frozenset(entry for term in own for entry in _named(site, term, key.is_inverse))
            upper = name[0].upper() + name[1:]
            yield FactRow(upper, values[:MOST_SHOWN], values[MOST_SHOWN:], len(own) - len(values), named)


def _named(site: Site, term: Term, is_inverse: bool) -> Iterator[str]:
    """The entries that a value names."""
    statement = site.derived(term.claim).statement
    if statement and (is_inverse or statement.entry):
        yield term.other
    if statement and statement.of:
        yield statement.of


def _by_party(site: Site, facts: Mapping[str, str]) -> Iterable[dict[str, str]]:
    """The facts of each second party apart: the users of one product do not replace those of another."""
    parties: dict[str, dict[str, str]] = {}
    for fact, claim_id in facts.items():
        statement = site.derived(claim_id).statement
        parties.setdefault((statement and statement.of) or "", {})[fact] = claim_id
    return parties.values()


def _value(site: Site, term: Term, is_inverse: bool, lasts: bool, here: Collection[str]) -> FactValue:
    statement = site.derived(term.claim).statement
    assert statement is not None
    is_now = lasts and not (term.is_past or term.is_ahead or isinstance(statement.value, (Amount, Date)))
    claims = [claim_id for fact in term.facts for claim_id in site.same_facts.claims_with(fact)]
    publishers = {name for fact in term.facts for name in site.same_facts.publishers(fact)}
    is_first = not (term.is_span or isinstance(statement.value, Amount) or (lasts and term.is_past))
    fact = min(term.facts, key=lambda fact: _day_known(site, site.same_facts.claims_with(fact)))
    time = term.first if is_first else term.date
    date = "" if statement.value == time else _date_words(site, time, term)
    return FactValue(
        value=site.link(statement.subject) if is_inverse else site.value(statement),
        date=date,
        is_now=is_now,
        latest=_latest_words(site, term, date) if is_now else "",
        is_past=term.is_past,
        who=site.support(len(publishers)).word if len(publishers) > 1 else site.short_speaker(term.claim),
        conflict=site.label("conflict", "conflict") if any(site.derived(i).disputed for i in claims) else None,
        claim=term.claim,
        address=f"#{site.claim(fact).anchor}" if fact in here else site.root(site.claim(term.claim).opened),
        published=_day_known(site, claims),
        is_mixed=len({site.claim(claim_id).published for claim_id in claims}) > 1,
    )


def _day_known(site: Site, claim_ids: Sequence[str]) -> str:
    """The day by which the first of some claims was published; empty if that is not known."""
    return min((day for claim_id in claim_ids if (day := site.claim(claim_id).published)), default="")


def _date_words(site: Site, time: Date | None, term: Term) -> str:
    """The time of a term, else when it was said."""
    return site.words.format_date(time) if time else site.date_words(site.record(term.claim))


def _latest_words(site: Site, term: Term, date: str) -> str:
    """When it was last said; empty if that is the date itself."""
    latest = site.words.format_date(term.said)
    return site.words.fill("latest_report", date=latest) if latest and latest not in date else ""
