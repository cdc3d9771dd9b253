"""The roles of a person as bars over time: one for each relation to an organization, with the ends that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ....content.kinds import PERSON
from ....content.values.dates import Date
from ..site import Site
from ..terms import Term, list_terms
from .ticks import tick_words
from .time_scale import BREAK, Extent, TimeScale, extent_of, scale_over

MOST_ROLES = 12
MOST_TICKS = 8
OPEN = 3.0
"""How far a bar goes on, faded, beyond an end that no source gives, in percent."""
LEAST = 0.8
"""The least width of a bar, in percent."""


class Role(NamedTuple):
    """A bar: from `x`, `width` wide, and how far it goes on, faded, on either side, all in percent."""

    what: str
    """The relation, as the vocabulary names it beside a person."""
    whom: Markup
    date: str
    is_now: bool
    latest: str
    """The day of the latest report of a role that has not ended, in words; empty if that is the date."""
    href: str
    """The page of the claim that says it best."""
    name: str
    x: float
    width: float
    fades_before: float
    fades_after: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)


@dataclass(frozen=True, slots=True)
class Roles:
    """The bars of a person, which are also a list, on one axis."""

    label: str
    roles: Sequence[Role]
    ticks: Sequence[tuple[float, str]]
    left: float
    before: float


def roles_of(site: Site, entry_id: str, also: Sequence[Extent] = ()) -> Roles | None:
    """The roles of a person, those that began last first; None for others, and if fewer than two have different
    dates. `also` are other times that the axis covers."""
    if site.library.kind[entry_id] != PERSON.name:
        return None
    terms = _newest_roles(site, entry_id)
    extents = [_extent(site, *found) for found in terms]
    if len(set(extents)) < 2:
        return None
    scale = scale_over([*extents, *also], MOST_TICKS)
    assert scale is not None
    return Roles(
        label=site.words.fill("roles_label", name=site.title(entry_id)),
        roles=[
            _role(site, name, term, date, extent, scale)
            for (name, term, date), extent in zip(terms, extents, strict=True)
        ],
        ticks=tick_words(site, scale),
        left=scale.left,
        before=BREAK,
    )


def role_extents(site: Site, entry_id: str) -> list[Extent]:
    """The times of the roles of a person; none of other entries."""
    if site.library.kind[entry_id] != PERSON.name:
        return []
    return [_extent(site, *found) for found in _newest_roles(site, entry_id)]


def _newest_roles(site: Site, person: str) -> list[tuple[str, Term, Date]]:
    """(property, term, its time) of the roles of a person that have a time, those that began last first."""
    found = [(name, term, term.date) for name, term in _list_roles(site, person) if term.date]
    return sorted(found, key=lambda role: (role[1].start, role[1].claim), reverse=True)[:MOST_ROLES]


def _list_roles(site: Site, person: str) -> list[tuple[str, Term]]:
    """(property, term) of everything that live claims say of a person's roles."""
    facts: dict[tuple[str, str], dict[str, str]] = {}
    for claim_id in site.facts.subject_of[person]:
        derived = site.derived(claim_id)
        statement = derived.statement
        if derived.live and statement and statement.entry and site.library.properties[statement.property].data.role:
            key = (statement.property, str(statement.value))
            facts.setdefault(key, {})[site.same_facts.fact_of(claim_id)] = claim_id
    found = [(name, term) for (name, _), own in facts.items() for term in list_terms(site, own, is_inverse=False)]
    return [(name, term) for name, term in found if not term.is_ahead]


def _extent(site: Site, name: str, term: Term, date: Date) -> Extent:
    """From the beginning, or the first report, to the end, or the latest report, of what lasts."""
    first, last = extent_of(date)
    is_now = site.library.properties[name].data.lasts and not term.is_past
    reported = term.said.last if term.said and is_now else None
    return first, max(last, reported) if reported else last


def _role(site: Site, name: str, term: Term, date: Date, extent: Extent, scale: TimeScale) -> Role:
    data = site.library.properties[name].data
    place, words = scale.place(extent), site.words
    is_now = data.lasts and not term.is_past
    what = (data.past if term.is_past else None) or data.label
    written, latest = words.format_short_date(date), words.format_short_date(term.said) if is_now else ""
    has_start = term.is_span and date.start is not None
    fades = OPEN if data.lasts else 0.0
    width = max(LEAST, place.width)
    return Role(
        what=what[0].upper() + what[1:],
        whom=site.heading(term.other),
        date=written,
        is_now=is_now,
        latest=words.fill("latest_report", date=latest) if latest and latest not in written else "",
        href=site.root(site.claim(term.claim).opened),
        name=site.claim(term.claim).plain,
        x=place.x,
        width=min(width, round(100 - place.x, 2)),
        fades_before=0.0 if has_start else min(fades, place.x),
        fades_after=min(fades, round(100 - place.x - width, 2)) if is_now else 0.0,
    )
