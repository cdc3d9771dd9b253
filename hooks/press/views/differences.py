"""Where sources differ: the five kinds, of which only the first is a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..values.names import with_lang
from .site import ClaimView, Label, Page, Site, described

KINDS = ("conflict", "series", "measure", "wording", "sequence")


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One side of a difference."""

    value: Markup
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more claims that do not say the same."""

    kind: str
    label: Label
    title: Markup
    note: Markup
    rows: tuple[DifferenceRow, ...]
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class DifferencesView:
    groups: tuple[tuple[str, Label, str, tuple[Difference, ...]], ...]
    """(kind, label, one line of meaning, differences) for each of the five kinds, empty ones too."""


def all_differences(site: Site) -> list[Difference]:
    """Every difference of the site once, by kind and then by time."""
    return list(_differences(site, site.facts.claims))


def differences_of(site: Site, entry_id: str) -> list[Difference]:
    """The differences between claims about one entry."""
    own = site.facts.about.get(entry_id, [])
    return [difference for difference in _differences(site, own) if difference.claims <= set(own)]


def _differences(site: Site, claim_ids: Iterable[str]) -> Iterator[Difference]:
    found: dict[tuple[str, frozenset[str]], Difference] = {}
    for claim_id in claim_ids:
        derived = site.derived(claim_id)
        if derived.series:
            key = ("series", frozenset(derived.series))
            if key not in found:
                found[key] = _series(site, derived.series)
        for difference in derived.differences:
            key = (difference.how, frozenset((claim_id, difference.claim)))
            if key not in found:
                found[key] = _pair(site, claim_id, difference.claim, difference.how, difference.note)
    order = {kind: index for index, kind in enumerate(KINDS)}
    return iter(sorted(found.values(), key=lambda d: (order[d.kind], d.rows[0].claim.id)))


def _series(site: Site, claim_ids: tuple[str, ...]) -> Difference:
    statement = site.derived(claim_ids[0]).statement
    assert statement is not None
    label = site.library.properties[statement.property].data.label
    title = Markup("{}: {}").format(site.link(statement.subject), label)
    return Difference("series", site.label("series"), title, Markup(""), _rows(site, claim_ids), frozenset(claim_ids))


def _pair(site: Site, left: str, right: str, how: str, note: str) -> Difference:
    claim_ids = tuple(site.by_time((left, right)))
    shared = sorted(set(site.derived(left).about) & set(site.derived(right).about))
    title = site.link(shared[0]) if shared else with_lang(site.title(site.record(left).article))
    shown = site.prose.line(note) if note else Markup("")
    style = "conflict" if how == "conflict" else ""
    return Difference(how, site.label(how, style), title, shown, _rows(site, claim_ids), frozenset(claim_ids))


def _rows(site: Site, claim_ids: Iterable[str]) -> tuple[DifferenceRow, ...]:
    return tuple(DifferenceRow(_value(site, claim_id), site.claim(claim_id)) for claim_id in claim_ids)


def _value(site: Site, claim_id: str) -> Markup:
    statement = site.derived(claim_id).statement
    return site.value(statement) if statement else site.claim(claim_id).text


def differences_page(site: Site) -> Iterator[Page]:
    every = all_differences(site)
    groups = tuple(
        (kind, site.label(kind), site.words[f"{kind}_meaning"], tuple(d for d in every if d.kind == kind))
        for kind in KINDS
    )
    lead = site.words["differences_lead"]
    yield Page("differences/", "differences", site.words["differences"], described(lead), DifferencesView(groups))
