"""Who else is tied to an entry: what live statements say about it and another entry that its fact box does not name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ...library.statements import Statement
from .site import Label, Site

MOST_TIES = 12
"""How many ties are shown: those of the first properties of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One sentence on how another entry is tied to this one, with when that was and who says so."""

    sentence: Markup
    date: str
    who: str
    """The speaker, or how many publishers report it."""
    conflict: Label | None
    address: str
    """Its fact on the same page if that is there, else its own page."""
    published: str
    """The day by which its first report was published, as YYYY-MM-DD; empty if that is not known."""


@dataclass(frozen=True, slots=True)
class Connections:
    """`more` ties are left out."""

    ties: Sequence[Tie]
    more: int


class _Seen(NamedTuple):
    """A statement seen from one end: its place in the vocabulary, and whether the entry is its subject."""

    order: int
    is_other: bool
    sentence: Markup


def connections_of(site: Site, entry_id: str, boxed: Collection[str], here: Collection[str]) -> Connections | None:
    """What ties an entry to others, None if nothing does; without the entries that are `boxed`. `here` are the facts on
    the same page."""
    if not site.kind(entry_id).is_tied:
        return None
    ties: dict[_Seen, list[str]] = {}
    for seen, claim_id in _list_ties(site, entry_id, boxed):
        ties.setdefault(seen, []).append(claim_id)
    if not ties:
        return None
    shown = sorted(ties.items(), key=lambda tie: tie[0][:2])[:MOST_TIES]
    return Connections([_tie(site, seen.sentence, ids, here) for seen, ids in shown], len(ties) - len(shown))


def _list_ties(site: Site, entry_id: str, boxed: Collection[str]) -> Iterator[tuple[_Seen, str]]:
    """Every tie of an entry to another that is not boxed, the newest first, each with its claim."""
    about: Mapping[str, Statement] = {
        claim_id: derived.statement
        for claim_id in site.facts.about[entry_id]
        if (derived := site.derived(claim_id)).live and derived.statement
    }
    for claim_id in reversed(site.by_time(about)):
        statement = about[claim_id]
        other = _other_end(statement, entry_id)
        if other and other != entry_id and other not in boxed and site.kind(other).is_tied:
            is_other = statement.subject != entry_id
            sentence = _sentence(site, statement, entry_id, other)
            yield _Seen(site.property_order(statement.property), is_other, sentence), claim_id


def _other_end(statement: Statement, entry_id: str) -> str | None:
    """The entry that a statement ties this one to: its value, else the second party, else its subject."""
    if statement.subject == entry_id:
        return str(statement.value) if statement.entry else statement.of
    return statement.subject if entry_id in (statement.value, statement.of) else None


def _sentence(site: Site, statement: Statement, entry_id: str, other: str) -> Markup:
    """A statement as it reads on the page of an entry at one of its ends."""
    words, data = site.words, site.library.properties[statement.property].data
    if statement.subject == entry_id:
        return _joined(site, data.label, site.value(statement), statement.entry)
    if statement.value != entry_id:
        value = site.bare_value(statement)
        return words.fill_html("relation_with_value", other=site.link(other), relation=data.label, value=value)
    if data.inverse:
        return _joined(site, data.inverse, site.link(other), True)
    name = site.heading(entry_id)
    return words.fill_html("relation_of_other", other=site.link(other), relation=data.label, entry=name)


def _joined(site: Site, relation: str, value: Markup, entry: bool) -> Markup:
    """`Founded by X`, `Board: X`: with a colon if the relation does not run on into the name of an entry."""
    runs_on = entry and relation.rpartition(" ")[2] in site.words["runs_on"].split()
    key = "relation_running_on" if runs_on else "relation"
    return site.words.fill_html(key, relation=relation[0].upper() + relation[1:], value=value)


def _tie(site: Site, sentence: Markup, claim_ids: Sequence[str], here: Collection[str]) -> Tie:
    """The tie that some claims state, the newest of them first."""
    facts = [site.same_facts.fact_of(claim_id) for claim_id in claim_ids]
    publishers = {name for fact in facts for name in site.same_facts.publishers(fact)}
    claims = site.claims(claim_ids)
    return Tie(
        sentence=sentence,
        date=claims[0].date,
        who=site.support(len(publishers)).word if len(publishers) > 1 else site.short_speaker(claim_ids[0]),
        conflict=site.label("conflict", "conflict") if any(site.derived(i).disputed for i in claim_ids) else None,
        address=f"#{site.claim(facts[0]).anchor}" if facts[0] in here else site.root(claims[0].opened),
        published=min((claim.published for claim in claims if claim.published), default=""),
    )
