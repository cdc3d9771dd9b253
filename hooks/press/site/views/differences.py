"""Where sources differ: five kinds of difference, of which only the first is a conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from markupsafe import Markup

from ...content.values.languages import to_plain
from ...library.assertions import Derived
from ...library.statements import Statement
from ..address_patterns import AddressPattern
from .common import Pager, numbers, paged
from .site import ClaimView, Label, Page, Site, meta_description
from .site_queries import site_query
from .view import View

KINDS = ("conflict", "series", "measure", "wording", "sequence")


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One side of a difference."""

    value: Markup
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more claims that say different things; `what` is the measure they all give, if there is one."""

    kind: str
    label: Label
    title: Markup
    what: str
    notes: tuple[Markup, ...]
    rows: tuple[DifferenceRow, ...]
    more: int
    """How many sides are left out."""


@dataclass(frozen=True, slots=True)
class Part:
    """The differences of one kind on one page; `count` is how many there are on all pages."""

    kind: str
    label: Label
    meaning: str
    differences: Sequence[Difference]
    count: int


@dataclass(frozen=True, slots=True)
class DifferencesView:
    parts: Sequence[Part]
    """The kinds in order; those without a difference are on the first page."""
    pager: Pager


PART_SIZE = 50
"""Differences on one page of the list, each with two or more claims."""
MOST_OF_ONE = 6
"""Differences on the page of an entry; the rest are in the list."""
MOST_SIDES = 12
"""Claims of one difference that are shown outside the full list."""


class Found(NamedTuple):
    """A difference before it is rendered: its kind, its claims, and the editor's notes."""

    kind: str
    claims: tuple[str, ...]
    notes: tuple[str, ...]


def differences_of(site: Site, entry_id: str) -> tuple[list[Difference], int]:
    """The differences between claims about one entry, and how many more there are."""
    own = set(site.facts.about[entry_id])
    every = _differences(own, site.derived, site.by_time)
    differences = [difference for difference in every if own.issuperset(difference.claims)]
    newest = slice(-MOST_SIDES, None)
    return [_shown(site, difference, newest) for difference in differences[:MOST_OF_ONE]], max(
        0, len(differences) - MOST_OF_ONE
    )


@site_query(stored=True)
def all_differences(site: Site) -> tuple[Found, ...]:
    """Every difference on the site once, by kind and then by first claim."""
    derived = site.facts.claims.read_all()
    time_keys = site.time_key.read_all(derived)

    def by_time(claim_ids: Iterable[str]) -> list[str]:
        return sorted(claim_ids, key=lambda claim_id: time_keys[claim_id].key)

    return tuple(_differences(derived, derived.__getitem__, by_time))


def _differences(
    claim_ids: Iterable[str], derived_of: Callable[[str], Derived], by_time: Callable[[Iterable[str]], list[str]]
) -> list[Found]:
    """Series, and for each kind of difference the groups of claims that are connected by it."""
    series: dict[tuple[str, ...], None] = {}
    pairs: dict[str, dict[str, dict[str, str]]] = {kind: {} for kind in KINDS}
    for claim_id in claim_ids:
        derived = derived_of(claim_id)
        if derived.series:
            series[derived.series] = None
        for difference in derived.differences:
            pairs[difference.how].setdefault(claim_id, {})[difference.claim] = difference.note
    found = [Found("series", tuple(by_time(claim_ids)), ()) for claim_ids in series]
    for kind, ways in pairs.items():
        for together in _components(ways):
            notes = dict.fromkeys(note for left in together for note in ways.get(left, {}).values() if note)
            found.append(Found(kind, tuple(by_time(together)), tuple(notes)))
    order = {kind: index for index, kind in enumerate(KINDS)}
    return sorted(found, key=lambda difference: (order[difference.kind], difference.claims[0]))


def _components(ways: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """The groups of claims that are connected to one another, directly or indirectly."""
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


def differences_of_claim(site: Site, claim_id: str) -> list[Difference]:
    """The differences that include one claim: a table for each kind, and the series that it belongs to."""
    derived = site.derived(claim_id)
    others: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for difference in derived.differences:
        others[difference.how][difference.claim] = difference.note
    others["series"].update(dict.fromkeys(derived.series, ""))
    found = [
        Found(kind, tuple(site.by_time({claim_id, *notes})), tuple(filter(None, notes.values())))
        for kind, notes in others.items()
        if notes
    ]
    return [_next_to(site, difference, claim_id) for difference in found]


def _next_to(site: Site, found: Found, claim_id: str) -> Difference:
    """A difference as it appears on the page of one of its claims, with the sides nearest to that claim."""
    first = min(found.claims.index(claim_id) - MOST_SIDES // 2, len(found.claims) - MOST_SIDES)
    return _shown(site, found, slice(max(0, first), max(0, first) + MOST_SIDES))


def _shown(site: Site, found: Found, sides: slice = slice(None)) -> Difference:
    kind, ordered = found.kind, found.claims[sides]
    statements = [site.derived(claim_id).statement for claim_id in ordered]
    what, values = _measure(site, statements) if kind in ("conflict", "series") else ("", [])
    rows = [
        DifferenceRow(value or site.claim(claim_id).text, site.claim(claim_id))
        for claim_id, value in zip_longest(ordered, values)
    ]
    return Difference(
        kind=kind,
        label=site.label(kind, "conflict" if kind == "conflict" else ""),
        title=_shared(site, ordered),
        what=what,
        notes=tuple(site.prose.line(note) for note in found.notes),
        rows=tuple(rows),
        more=len(found.claims) - len(ordered),
    )


def _measure(site: Site, statements: Sequence[Statement | None]) -> tuple[str, list[Markup]]:
    """The label of what all claims state of one subject, and their values; or of one value, and their subjects, as when
    two people are said to lead one company. Neither if they state different things."""
    stated = [statement for statement in statements if statement]
    if len(stated) < len(statements) or len({statement.property for statement in stated}) != 1:
        return "", []
    data = site.library.properties[stated[0].property].data
    if len({statement.subject for statement in stated}) == 1:
        return data.label, [site.value(statement) for statement in stated]
    if len({(str(statement.value), statement.of) for statement in stated}) == 1:
        return data.inverse or data.label, [site.link(statement.subject) for statement in stated]
    return "", []


def _shared(site: Site, claim_ids: Sequence[str]) -> Markup:
    """A link to what all the claims are about, else to the article of the first."""
    about = [set(site.derived(claim_id).about) for claim_id in claim_ids]
    shared = sorted(set.intersection(*about), key=lambda e: (-len(site.facts.subject_of[e]), e))
    return site.link(shared[0] if shared else site.record(claim_ids[0]).article)


class DifferenceLine(NamedTuple):
    """A difference in one line: what differs, the values, and of what kind it is."""

    heading: str
    values: str
    label: Label
    address: str


def differences_on_home(site: Site) -> Iterator[DifferenceLine]:
    """The differences that are told by their values, conflicts first."""
    every = all_differences(site)
    for index, found in enumerate(every):
        shown = _shown(site, found)
        values = list(dict.fromkeys(to_plain(row.value) for row in shown.rows))
        if shown.what and len(values) > 1:
            heading = site.words.fill("news_of", name=to_plain(shown.title), what=shown.what)
            address = f"{DIFFERENCES.pattern.address_of(str(index // PART_SIZE + 1))}#{found.kind}"
            label = site.label(found.kind, "conflict" if found.kind == "conflict" else "")
            yield DifferenceLine(heading, site.words.join(values), label, address)


def differences_page(site: Site, number: str) -> Iterator[Page]:
    """One page of the list of all differences."""
    every = all_differences(site)
    counts = Counter(found.kind for found in every)

    def view(part: list[Found], pages: Pager) -> DifferencesView:
        here = {kind: [_shown(site, found) for found in part if found.kind == kind] for kind in KINDS}
        first = pages.number == 1
        kinds = [kind for kind in KINDS if here[kind] or (first and not counts[kind])]
        return DifferencesView(
            [Part(k, site.label(k), site.words[f"{k}_meaning"], here[k], counts[k]) for k in kinds], pages
        )

    lead = meta_description(site.words["differences_lead"])
    listing = DIFFERENCES.listing(number, site.words["differences"], lead)
    return paged(site, listing, every, view, number, PART_SIZE)


DIFFERENCES = View(
    "differences",
    AddressPattern("differences/page/{number}/"),
    differences_page,
    "differences",
    keys=lambda site: numbers(len(all_differences(site)), PART_SIZE),
    has_card=True,
)
VIEWS = (DIFFERENCES,)
