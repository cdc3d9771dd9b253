"""Where sources differ: the five kinds, of which only the first is a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from .site import ClaimView, Label, Page, Site, described

KINDS = ("conflict", "series", "measure", "wording", "sequence")


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One side of a difference."""

    value: Markup
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more claims that do not say the same; `what` is the measure they give, where it is one."""

    kind: str
    label: Label
    title: Markup
    what: str
    notes: tuple[Markup, ...]
    rows: tuple[DifferenceRow, ...]
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class DifferencesView:
    groups: tuple[tuple[str, Label, str, tuple[Difference, ...]], ...]
    """(kind, label, one line of meaning, differences) for each of the five kinds, empty ones too."""


def all_differences(site: Site) -> list[Difference]:
    """Every difference of the site once, by kind and then by time."""
    return _differences(site, site.facts.claims)


def differences_of(site: Site, entry_id: str) -> list[Difference]:
    """The differences between claims about one entry."""
    own = set(site.facts.about.get(entry_id, ()))
    return [difference for difference in _differences(site, own) if difference.claims <= own]


def _differences(site: Site, claim_ids: Iterable[str]) -> list[Difference]:
    """Series, and the claims that differ in one way taken together where they hang together."""
    series: dict[tuple[str, ...], None] = {}
    pairs: dict[str, dict[str, dict[str, str]]] = {kind: {} for kind in KINDS}
    for claim_id in claim_ids:
        derived = site.derived(claim_id)
        if derived.series:
            series[derived.series] = None
        for difference in derived.differences:
            pairs[difference.how].setdefault(claim_id, {})[difference.claim] = difference.note
    found = [_difference(site, "series", claim_ids, ()) for claim_ids in series]
    for kind, ways in pairs.items():
        for together in _components(ways):
            notes = dict.fromkeys(note for left in together for note in ways.get(left, {}).values() if note)
            found.append(_difference(site, kind, together, tuple(notes)))
    order = {kind: index for index, kind in enumerate(KINDS)}
    return sorted(found, key=lambda d: (order[d.kind], d.rows[0].claim.id))


def _components(ways: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """The groups of claims that are tied to one another, however far."""
    seen: set[str] = set()
    for start in sorted(ways):
        if start in seen:
            continue
        queue, together = [start], set()
        while queue:
            current = queue.pop()
            if current not in together:
                together.add(current)
                queue += ways.get(current, ())
        seen |= together
        yield tuple(sorted(together))


def _difference(site: Site, kind: str, claim_ids: Iterable[str], notes: Iterable[str]) -> Difference:
    ordered = site.by_time(claim_ids)
    statements = [site.derived(claim_id).statement for claim_id in ordered]
    properties = {statement.property if statement else "" for statement in statements}
    one_measure = kind in ("conflict", "series") and len(properties) == 1 and "" not in properties
    rows = [
        DifferenceRow(site.value(s) if s and one_measure else site.claim(c).text, site.claim(c))
        for s, c in zip(statements, ordered, strict=True)
    ]
    return Difference(
        kind=kind,
        label=site.label(kind, "conflict" if kind == "conflict" else ""),
        title=_shared(site, ordered),
        what=site.library.properties[properties.pop()].data.label if one_measure else "",
        notes=tuple(site.prose.line(note) for note in notes),
        rows=tuple(rows),
        claims=frozenset(ordered),
    )


def _shared(site: Site, claim_ids: list[str]) -> Markup:
    """A link to what all the claims are about, else to the article of the first."""
    about = [set(site.derived(claim_id).about) for claim_id in claim_ids]
    shared = sorted(set.intersection(*about), key=lambda e: (-len(site.facts.subject_of.get(e, ())), e))
    return site.link(shared[0] if shared else site.record(claim_ids[0]).article)


def differences_page(site: Site) -> Iterator[Page]:
    every = all_differences(site)
    groups = tuple(
        (kind, site.label(kind), site.words[f"{kind}_meaning"], tuple(d for d in every if d.kind == kind))
        for kind in KINDS
    )
    lead = site.words["differences_lead"]
    yield Page("differences/", "differences", site.words["differences"], described(lead), DifferencesView(groups))
