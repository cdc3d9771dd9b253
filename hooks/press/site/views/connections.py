"""Who is tied to whom: for an entry of a kind that has ties, what live statements say about it and another entry.

The sentences say everything; the drawing beside them shows the same entries around the entry whose page it is.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from ...content.values.languages import find_runs, guess_language, language_of
from ...content.values.names import has_han
from ...library.statements import Statement
from .site import Label, Site

MAX_DRAWN = 12
MAX_REPORTS = 5
"""How many of the claims behind one sentence are listed: the most recent ones."""
MAX_NAMED = 40
"""How many of the entries that are not drawn are named."""

WIDTH, ROW, GAP = 400, 62, 122
"""Sizes in the drawing, in its own units, which are CSS pixels on a phone; names end GAP from either side."""


@dataclass(frozen=True, slots=True)
class Report:
    """A claim that states a tie: its number, its address, and the time it gives."""

    number: str
    address: str
    date: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One sentence on how the entry is tied to another, with its claims and speakers; `more` claims are not listed."""

    sentence: Markup
    reports: tuple[Report, ...]
    more: int
    speakers: str
    label: Label | None
    """Says that sources conflict, if they do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a name in the drawing; `lang` is set if it is Chinese."""

    text: str
    y: int
    lang: str


@dataclass(frozen=True, slots=True)
class Node:
    """A neighbor in the drawing. `anchor` is SVG's text-anchor."""

    address: str
    label: str
    x: int
    hit_x: int
    edge_x: int
    y: int
    anchor: str
    relations: tuple[Line, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The entry in a box in the middle, with its neighbors on both sides."""

    label: str
    width: int
    height: int
    middle: int
    box: tuple[int, int, int, int]
    """x, y, width, height."""
    lines: tuple[Line, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Connections:
    """`others` are named neighbors that are not drawn; `more` is how many are neither drawn nor named."""

    relations: tuple[Relation, ...]
    drawing: Drawing | None
    others: tuple[Markup, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Edge:
    """One claim seen from one end: the entry at the other end, and the relation and the sentence as read from here."""

    other: str
    rank: tuple[int, bool]
    relation: str
    sentence: Markup
    claim: str


def connections_of(site: Site, entry_id: str, numbers: Mapping[str, int]) -> Connections | None:
    """What ties an entry to others, None if nothing does; `numbers` maps the claims on its page to their numbers."""
    if not site.kind(entry_id).is_tied:
        return None
    edges: dict[str, list[_Edge]] = {}
    for edge in _edges(site, entry_id):
        edges.setdefault(edge.other, []).append(edge)
    if not edges:
        return None
    ranked = sorted(edges, key=lambda other: (-len(edges[other]), site.order(other), other))
    drawn, rest = ranked[:MAX_DRAWN], site.in_order(ranked[MAX_DRAWN:])
    chosen = sorted((edge for other in drawn for edge in edges[other]), key=lambda edge: edge.rank)
    return Connections(
        relations=tuple(_relations(site, chosen, numbers)),
        drawing=_drawing(site, entry_id, chosen) if len(drawn) > 1 else None,
        others=tuple(site.link(other) for other in rest[:MAX_NAMED]),
        more=max(0, len(rest) - MAX_NAMED),
    )


def _edges(site: Site, entry_id: str) -> Iterator[_Edge]:
    """Every tie of an entry, in order of time."""
    claims = site.facts.claims
    about = [(claim_id, claims[claim_id]) for claim_id in site.facts.about[entry_id]]
    ties = [i for i, d in about if (s := d.statement) and (s.entry or s.of) and d.live]
    for claim_id in site.by_time(ties):
        statement = site.derived(claim_id).statement
        assert statement is not None
        other = _other_end(statement, entry_id)
        if other and other != entry_id and site.kind(other).is_tied:
            yield _edge(site, statement, entry_id, other, claim_id)


def _other_end(statement: Statement, entry_id: str) -> str | None:
    """The entry that a statement ties this one to: its value, else the second party, else its subject."""
    if statement.subject == entry_id:
        return str(statement.value) if statement.entry else statement.of
    return statement.subject if entry_id in (statement.value, statement.of) else None


def _edge(site: Site, statement: Statement, entry_id: str, other: str, claim_id: str) -> _Edge:
    words = site.library.properties[statement.property].data
    own, inverse = statement.subject == entry_id, words.inverse if statement.value == entry_id else None
    if own:
        sentence = _joined(site, words.label, site.value(statement), statement.entry)
    elif inverse:
        sentence = _joined(site, inverse, site.link(other), True)
    elif statement.value == entry_id:
        own_name = site.heading(entry_id)
        sentence = site.words.fill_html(
            "relation_of_other", other=site.link(other), relation=words.label, entry=own_name
        )
    else:
        sentence = site.words.fill_html(
            "relation_with_value", other=site.link(other), relation=words.label, value=site.bare_value(statement)
        )
    sentence += site.span(site.record(claim_id).data)
    rank = (site.property_order(statement.property), own)
    return _Edge(other, rank, inverse or words.label, sentence, claim_id)


def _joined(site: Site, relation: str, value: Markup, entry: bool) -> Markup:
    """`Founded by X`, `Board: X`: with a colon if the relation does not run on into the name of an entry."""
    runs_on = entry and relation.rpartition(" ")[2] in site.words["runs_on"].split()
    key = "relation_running_on" if runs_on else "relation"
    return site.words.fill_html(key, relation=relation[0].upper() + relation[1:], value=value)


def _relations(site: Site, edges: Iterable[_Edge], numbers: Mapping[str, int]) -> Iterator[Relation]:
    """One sentence for all the claims that say the same thing."""
    claims: dict[Markup, list[str]] = {}
    for edge in edges:
        claims.setdefault(edge.sentence, []).append(edge.claim)
    for sentence, claim_ids in claims.items():
        speakers = dict.fromkeys(site.short_speaker(claim_id) for claim_id in claim_ids)
        disputed = any(site.derived(claim_id).disputed for claim_id in claim_ids)
        label = site.label("conflict", "conflict") if disputed else None
        listed = tuple(_reports(site, claim_ids[-MAX_REPORTS:], numbers))
        names = site.words.join(list(speakers)[:MAX_REPORTS])
        yield Relation(sentence, listed, len(claim_ids) - len(listed), names, label)


def _reports(site: Site, claim_ids: Sequence[str], numbers: Mapping[str, int]) -> Iterator[Report]:
    """The claims behind a sentence; a time that the sentence or the previous claim gives is not repeated."""
    before = ""
    for claim_id in claim_ids:
        claim = site.record(claim_id).data
        date = "" if claim.from_ or claim.until else site.claim(claim_id).date
        address, number = site.citation(claim_id, numbers)
        yield Report(number, address, "" if date == before else date)
        before = date


def _drawing(site: Site, entry_id: str, edges: Iterable[_Edge]) -> Drawing:
    relations: dict[str, dict[str, None]] = {}
    for edge in edges:
        relations.setdefault(edge.other, {})[edge.relation] = None
    half = -(-len(relations) // 2)
    lines = wrapped(site.title(entry_id), 13, 3)
    box_width = 16 + max(map(_length, lines)) * 8
    box_height = 16 + 16 * len(lines)
    height = max(half * ROW, box_height + 8)
    middle = height // 2
    nodes = []
    for index, (other, said) in enumerate(relations.items()):
        left = index < half
        row, rows = (index, half) if left else (index - half, len(relations) - half)
        nodes.append(_node(site, other, list(said), left, (height - rows * ROW) // 2 + row * ROW + ROW // 2))
    return Drawing(
        label=site.words.fill("connections_of", name=site.title(entry_id)),
        width=WIDTH,
        height=height,
        middle=middle,
        box=((WIDTH - box_width) // 2, middle - box_height // 2, box_width, box_height),
        lines=_lines(lines, middle - box_height // 2 + 20, 16),
        nodes=tuple(nodes),
    )


def _node(site: Site, other: str, relations: list[str], left: bool, y: int) -> Node:
    name = site.title(other)
    said = site.words.join(relations)
    lines, said_lines = wrapped(name, 17, 2), wrapped(said, 20, 2)
    top = y - (13 * len(said_lines) + 15 * len(lines)) // 2
    return Node(
        address=site.address(other),
        label=f"{said}: {name}",
        x=GAP if left else WIDTH - GAP,
        hit_x=0 if left else WIDTH - GAP - 5,
        edge_x=GAP + 5 if left else WIDTH - GAP - 5,
        y=y,
        anchor="end" if left else "start",
        relations=_lines(said_lines, top + 10, 13),
        lines=_lines(lines, top + 12 + 13 * len(said_lines), 15),
    )


def _lines(texts: Sequence[str], y: int, leading: int) -> tuple[Line, ...]:
    return tuple(Line(text, y + leading * index, _language(text)) for index, text in enumerate(texts))


def _language(line: str) -> str:
    """The language of a line of a name, by its letters; empty for Latin ones."""
    runs = find_runs(line)
    return guess_language(line) or (language_of(line, runs[0].script) if runs else "")


@lru_cache(maxsize=20_000)
def wrapped(text: str, width: int, lines: int) -> tuple[str, ...]:
    """The text in at most `lines` lines of about `width` Latin letters; a text that does not fit ends in `…`."""
    width = width // 2 if has_han(text) else width
    parts = textwrap.wrap(text, width) or [text]
    if len(parts) > lines:
        parts[lines - 1 :] = [f"{parts[lines - 1][: width - 1].rstrip()}…"]
    return tuple(parts)


def _length(text: str) -> int:
    return len(text) * (2 if has_han(text) else 1)
