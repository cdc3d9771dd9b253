"""Where sources differ: five kinds of difference, of which only the first is a conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from markupsafe import Markup

from ...content.values.languages import to_plain
from ...library.assertions import Derived, Difference as Contrast
from ...library.statements import Statement
from ..address_patterns import AddressPattern
from .common import Pager, numbers, paged
from .site import ClaimView, Label, Page, Site, meta_description
from .site_queries import site_query
from .view import View

KINDS = ("conflict", "series", "measure", "wording", "sequence")


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One side of a difference: a fact."""

    value: Markup
    claim: ClaimView
    """The claim that says it best, or the one whose page it is."""
    published: str
    """The day by which its first report was published, as YYYY-MM-DD; empty if that is not known."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more facts that say different things; `what` is the measure they all give, if there is one."""

    kind: str
    label: Label
    title: Markup
    what: str
    headline: tuple[str, str]
    """What differs, and the values, if there are few: (`Debt taken on`, `336.9 or 366.9 million yuan`)."""
    reports: int
    """How many claims there are on all sides."""
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
MOST_NAMED = 3
"""Values that the line of a difference names."""


class Found(NamedTuple):
    """A difference before it is rendered: its kind, its claims, and the title and the notes of the editor."""

    kind: str
    claims: tuple[str, ...]
    title: str
    notes: tuple[str, ...]


def differences_of(site: Site, entry_id: str) -> tuple[list[Difference], int]:
    """The differences between claims about one entry, and how many more there are. What changed over time is in its
    fact box."""
    own = set(site.facts.about[entry_id])
    every = _differences(own, site.derived, site.by_time)
    between = (one for one in every if one.kind != "series" and own.issuperset(one.claims))
    found = [one for one in between if len(_sides(site, one.claims)) > 1]
    shown = [_shown(site, one, slice(-MOST_SIDES, None)) for one in found[:MOST_OF_ONE]]
    return shown, max(0, len(found) - MOST_OF_ONE)


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
    pairs: dict[str, dict[str, dict[str, Contrast]]] = {kind: {} for kind in KINDS}
    for claim_id in claim_ids:
        derived = derived_of(claim_id)
        if derived.series:
            series[derived.series] = None
        for difference in derived.differences:
            pairs[difference.how].setdefault(claim_id, {})[difference.claim] = difference
    found = [_found("series", by_time(claim_ids), ()) for claim_ids in series]
    for kind, ways in pairs.items():
        for together in _components(ways):
            found.append(_found(kind, by_time(together), (one for i in together for one in ways.get(i, {}).values())))
    order = {kind: index for index, kind in enumerate(KINDS)}
    return sorted(found, key=lambda difference: (order[difference.kind], difference.claims[0]))


def _found(kind: str, claim_ids: Sequence[str], contrasts: Iterable[Contrast]) -> Found:
    """A difference between some claims, with what editors wrote about any two of them."""
    written = list(contrasts)
    notes = dict.fromkeys(one.note for one in written if one.note)
    title = next((one.title for one in written if one.title), "")
    return Found(kind, tuple(claim_ids), title, tuple(notes))


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
    others: dict[str, dict[str, Contrast | None]] = {kind: {} for kind in KINDS}
    for difference in derived.differences:
        others[difference.how][difference.claim] = difference
    others["series"].update(dict.fromkeys(derived.series))
    found = [
        _found(kind, site.by_time({claim_id, *ways}), filter(None, ways.values()))
        for kind, ways in others.items()
        if ways
    ]
    return [_next_to(site, difference, claim_id) for difference in found]


def _next_to(site: Site, found: Found, claim_id: str) -> Difference:
    """A difference as it appears on the page of one of its claims, with the sides nearest to that claim."""
    own = site.same_facts.fact_of(claim_id) or claim_id
    sides = list(_sides(site, found.claims))
    first = min(sides.index(own) - MOST_SIDES // 2, len(sides) - MOST_SIDES)
    return _shown(site, found, slice(max(0, first), max(0, first) + MOST_SIDES), claim_id)


def _sides(site: Site, claim_ids: Iterable[str]) -> dict[str, list[str]]:
    """Fact -> the claims that report it, of the claims of a difference: two reports of one fact are one side."""
    sides: dict[str, list[str]] = {}
    for claim_id in claim_ids:
        sides.setdefault(site.same_facts.fact_of(claim_id) or claim_id, []).append(claim_id)
    return sides


def _shown(site: Site, found: Found, part: slice = slice(None), own: str = "") -> Difference:
    """A difference as it is shown; `own` is the claim that the page is about."""
    kind, sides = found.kind, list(_sides(site, found.claims).values())
    ordered = [own if own in claim_ids else claim_ids[0] for claim_ids in sides]
    what, values = _measure(site, [site.derived(claim_id).statement for claim_id in ordered])
    name, _, said = site.words.set_type(found.title).partition(": ")
    is_named = kind in ("conflict", "series") and bool(what)
    rows = [
        DifferenceRow(
            value=value if is_named else site.claim(claim_id).text,
            claim=site.claim(claim_id),
            published=min((day for i in claim_ids if (day := site.claim(i).published)), default=""),
        )
        for claim_id, claim_ids, value in zip_longest(ordered, sides, values, fillvalue=Markup(""))
    ]
    return Difference(
        kind=kind,
        label=site.label(kind, "conflict" if kind == "conflict" else ""),
        title=_shared(site, found.claims),
        what=what if is_named else "",
        headline=(name, said) if name else _headline(site, ordered, "then_last" if kind == "series" else "or_last"),
        reports=len(found.claims),
        notes=tuple(site.prose.line(note) for note in found.notes),
        rows=tuple(rows[part]),
        more=len(rows) - len(rows[part]),
    )


def _headline(site: Site, claim_ids: Sequence[str], joint: str) -> tuple[str, str]:
    """The measure and its few values, or else what the first claim says; `joint` is the word that joins the values."""
    statements = [site.derived(claim_id).statement for claim_id in claim_ids]
    if len({statement.of for statement in statements if statement}) == 1:
        statements = [statement and statement._replace(of=None) for statement in statements]
    what, values = _measure(site, statements)
    distinct = list(dict.fromkeys(to_plain(value) for value in values))
    if not what or len(distinct) < 2:
        return site.claim(claim_ids[0]).plain, ""
    *others, last = shorten_values(distinct)
    said = site.words.fill(joint, names=site.words.join(others), last=last) if len(distinct) <= MOST_NAMED else ""
    return what[0].upper() + what[1:], said


def shorten_values(values: Sequence[str]) -> list[str]:
    """Values of which only the last names what all end with: `336.9`, `366.9 million yuan`. Names stay whole."""
    if not all(any(character.isdigit() for character in value) for value in values):
        return list(values)
    words = [value.split(" ") for value in values]
    alike = 0
    while alike < min(map(len, words)) - 1 and len({tuple(some[-alike - 1 :]) for some in words}) == 1:
        alike += 1
    cut = [" ".join(some[: len(some) - alike]) for some in words[:-1]]
    return [*cut, values[-1]]


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
    """A difference in one line: what differs with the values, of what kind it is, and where it is in the list."""

    words: Markup
    label: Label
    address: str


def differences_on_home(site: Site) -> Iterator[DifferenceLine]:
    """The differences that are told by their values, conflicts first, one of each measure of an entry."""
    named: set[str] = set()
    for index, found in enumerate(all_differences(site)):
        shown = _shown(site, found)
        what, values = shown.headline
        name = what if found.title else site.words.join([to_plain(shown.title), what[0].lower() + what[1:]])
        if values and name not in named:
            named.add(name)
            line = site.words.fill_html("news_of", name=Markup("<b>{}</b>").format(name), what=values)
            address = f"{DIFFERENCES.pattern.address_of(str(index // PART_SIZE + 1))}#{found.kind}"
            yield DifferenceLine(line, shown.label, address)


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
