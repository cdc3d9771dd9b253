"""What the fields of a claim, an article or an edition must be to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ..kinds import Claim
from ..library import Library, global_claim_id
from ..problem import Problem
from ..reading import Record
from ..statements import statement_of
from ..values.dates import Date
from ..values.misfit import Misfit

LONG_CLAIM = 300


def statements(library: Library) -> Iterator[Problem]:
    """Subject, property and value stand together, and the value is what the property wants."""
    for record in library.claims.values():
        claim = record.data
        given = {"subject": claim.subject, "property": claim.property, "value": claim.value}
        missing = [key for key, value in given.items() if value is None]
        if missing and len(missing) < 3:
            have = next(key for key, value in given.items() if value is not None)
            what = f"'{have}' stands without {' and '.join(repr(key) for key in missing)}"
            yield Problem(record.place(have), "B308", what, "a statement has subject, property and value")
        elif claim.of and missing:
            yield Problem(
                record.place("of"),
                "B308",
                "'of' stands without a statement",
                "add subject, property and value",
            )
        else:
            yield from _value(record, library)


def _value(record: Record[Claim], library: Library) -> Iterator[Problem]:
    value = str(record.data.value)
    try:
        statement = statement_of(record.data, library)
        if statement and statement.entry and value in library.moved:
            yield Problem(record.place("value"), "W206", f"value '{value}' is retired", f"write '{statement.value}'")
    except Misfit as error:
        if value not in library.broken:
            yield Problem(record.place("value"), "B304", f"{record.data.property}: {error.what}", error.cure)


def states(library: Library) -> Iterator[Problem]:
    """What each status demands."""
    corrected = {library.resolve(record.data.entry) for record in library.corrections}
    for record in library.claims.values():
        claim = record.data
        if claim.status in ("retracted", "withdrawn") and not claim.why:
            yield Problem(record.place("status"), "B501", f"a {claim.status} claim does not say why", "add 'why: …'")
        if claim.status == "withdrawn" and record.id not in corrected and "corrections" not in library.broken:
            cure = f"add an entry for '{record.id}' to corrections.yml"
            yield Problem(record.place("status"), "B502", "a withdrawn claim needs a correction", cure)


def relations(library: Library) -> Iterator[Problem]:
    """No claim speaks of itself, no span runs backwards, no speaker is both named and unnamed."""
    for record in library.claims.values():
        claim = record.data
        others = [("supersedes", target) for target in claim.supersedes]
        others += [("differs", item.claim) for item in claim.differs]
        for key, target in others:
            if library.resolve(global_claim_id(target, record)) == record.id:
                yield Problem(record.place(key), "B503", f"{key} names this claim itself", "name the other claim")
        if claim.at and (match := re.fullmatch(r"[sp](\d+)-(\d+)", claim.at)) and int(match[1]) >= int(match[2]):
            yield Problem(
                record.place("at"),
                "B304",
                f"at: '{claim.at}' does not run forwards",
                "write the first place first",
            )
        if _backwards(claim.from_, claim.until):
            yield Problem(record.place("until"), "B304", "until: it ends before it begins", "check 'from' and 'until'")
        if claim.said_by and (claim.said_by.id is None) == (claim.said_by.unnamed is None):
            yield Problem(
                record.place("said_by"),
                "B304",
                "said_by: name an entry or write {unnamed: words}, one of the two",
            )
        if any(library.resolve(also.article) == record.article for also in claim.also_in):
            yield Problem(
                record.place("also_in"),
                "B503",
                "also_in names the claim's own article",
                "name another article",
            )


def order(library: Library) -> Iterator[Problem]:
    """No claim is superseded by one that it supersedes, over any number of steps; the first such circle."""
    earlier = {
        record.id: {library.resolve(global_claim_id(target, record)) or "" for target in record.data.supersedes}
        for record in library.claims.values()
    }
    try:
        TopologicalSorter({claim: targets - {claim} for claim, targets in earlier.items() if targets}).prepare()
    except CycleError as error:
        for claim_id in sorted(set(error.args[1])):
            at = library.claims[claim_id].place("supersedes")
            cure = "let the later report supersede the earlier one"
            yield Problem(at, "B504", "the claim supersedes itself by way of others", cure)


def _backwards(start: Date | None, end: Date | None) -> bool:
    return bool(start and end and start.first and end.last and start.first > end.last)


def lengths(library: Library) -> Iterator[Problem]:
    """Short claims, short definitions, a bottom line of three to five sentences."""
    for record in library.claims.values():
        if len(record.data.text) > LONG_CLAIM:
            what = f"text: {len(record.data.text)} characters are much for one claim"
            yield Problem(record.place("text"), "W306", what, "one claim says one thing; split it")
    for term in library.of_kind("term"):
        words = len(term.data.summary.split())
        if words > 25:
            what = f"short: {words} words; at most 25 are allowed"
            yield Problem(term.place("short"), "B306", what, "move the rest to 'long'")
    for edition in library.editions:
        count = len(edition.data.bottom_line)
        if not 3 <= count <= 5:
            what = f"bottom_line: {count} {'sentence' if count == 1 else 'sentences'}; 3 to 5 are expected"
            yield Problem(edition.place("bottom_line"), "B306", what, "write one sentence an item")


def origins(library: Library) -> Iterator[Problem]:
    """No article is its own reprint."""
    for record in library.articles:
        seen = {record.id}
        current = record
        while (before := current.data.syndicated_from or current.data.derived_from) and library.resolve(before):
            current = library.article(before)
            if current.id in seen:
                if current.id == record.id:
                    key = "syndicated_from" if record.data.syndicated_from else "derived_from"
                    yield Problem(
                        record.place(key), "B204", "the article goes back to itself", "name the first article"
                    )
                break
            seen.add(current.id)


def addresses(library: Library) -> Iterator[Problem]:
    """Two articles with one address are likely one article."""
    first: dict[str, str] = {}
    for record in library.articles:
        other = first.setdefault(record.data.url, record.id)
        if other != record.id:
            what = f"url: the article '{other}' has the same address"
            yield Problem(record.place("url"), "W307", what, "keep one of the two, or give each its own address")


def parents(library: Library) -> Iterator[Problem]:
    """No topic is part of itself, over any number of steps; the first such circle."""
    above = {topic.id: {library.resolve(topic.data.parent) or ""} for topic in library.topics if topic.data.parent}
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        topic = library.entries[sorted(set(error.args[1]))[0]]
        yield Problem(topic.place("parent"), "B204", "the question is part of itself", "let one of them have no parent")
