"""Whether the fields of one claim, article, term, topic or edition fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...content.kinds.article import Article
from ...content.kinds.claim import Claim
from ...content.kinds.edition import Edition
from ...content.kinds.entries import Term, Topic
from ...content.records import Record
from ...content.values.dates import Date
from ...content.values.invalid_value import InvalidValue
from ...problem import Code, Fix, Problem, make_visible
from ..library import Library, global_claim_id
from ..names import Names
from ..statements import parse_value, statement_of
from .figures import read_value
from .references import report_retired

MAX_CLAIM_CHARACTERS = 300
MAX_DEFINITION_WORDS = 25


def check_statement(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a statement that is incomplete, or whose value does not fit the property."""
    claim = record.data
    given = {"subject": claim.subject, "property": claim.property, "value": claim.value}
    missing = [key for key, value in given.items() if value is None]
    if missing == ["value"] and claim.kind == "figure" and _is_measured(library, claim):
        what, cure = f"the property '{claim.property}' is a number, and there is no value", "add 'value: …'"
        yield Problem(record.locate("property"), Code.FIGURE_WITHOUT_VALUE, what, cure)
    elif missing and len(missing) < 3:
        have = next(key for key, value in given.items() if value is not None)
        what = f"'{have}' needs {' and '.join(repr(key) for key in missing)}"
        cure = f"add {' and '.join(missing)}: a statement has subject, property and value"
        if have == "subject" and len(missing) == 2:
            cure += f"; if the claim makes none, write 'about: [{claim.subject}]'"
        yield Problem(record.locate(have), Code.INCOMPLETE_STATEMENT, what, cure)
    elif claim.of and missing:
        cure = "add subject, property and value"
        yield Problem(record.locate("of"), Code.INCOMPLETE_STATEMENT, "'of' needs a statement", cure)
    else:
        yield from check_value(library, names, record)


def _is_measured(library: Library, claim: Claim) -> bool:
    found = library.properties.get(claim.property or "")
    return found is not None and found.data.measures


def check_value(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports the value of a whole statement that is not what its property asks for."""
    value, wanted = str(record.data.value), library.properties.get(record.data.property or "")
    try:
        if wanted and record.data.value:
            parse_value(value, wanted.data, library)
        statement = statement_of(record.data, library)
        if statement and statement.entry and value in library.moved:
            yield report_retired(library, value, record.locate("value"), "value", value)
    except InvalidValue as error:
        if value not in library.broken:
            what = f"{record.data.property}: {error.what}"
            cure, right = _suggest_swap(library, record.data) or error.cure, error.right
            meant = read_value(names, record.data.text, wanted.data) if wanted else ""
            if meant and "did you mean" not in cure:
                cure = f"did you mean '{meant}', as the text says?"
            fix = Fix(value, right) if right and cure == error.cure else None
            yield Problem(record.locate("value"), Code.VALUE_OF_WRONG_TYPE, what, cure, fix)


def _suggest_swap(library: Library, claim: Claim) -> str:
    """A cure for a statement whose subject and value are each other's; empty where they are not."""
    wanted = library.properties.get(claim.property or "")
    subject, value = library.resolve(claim.subject or ""), library.resolve(claim.value or "")
    if wanted is None or subject is None or value is None:
        return ""
    try:
        parse_value(subject, wanted.data, library)
    except InvalidValue:
        return ""
    return f"swap the two: write 'subject: {value}' and 'value: {subject}'"


def check_status(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a claim that was taken back without a reason or, if the mistake was ours, without a correction."""
    claim = record.data
    if claim.status in ("retracted", "withdrawn") and not claim.why:
        what, cure = f"a {claim.status} claim does not say why", "add 'why: …'"
        yield Problem(record.locate("status"), Code.MISSING_REASON, what, cure)
    if claim.why and claim.status == "reported":
        what = "'why' is the reason for taking a claim back, and this claim stands"
        cure = (
            "add 'status: retracted' if its publisher took it back, or 'status: withdrawn' if it was our mistake; "
            "write any other remark as 'note'"
        )
        yield Problem(record.locate("why"), Code.REASON_WITHOUT_STATUS, what, cure)
    if claim.status == "withdrawn" and "corrections" not in library.broken and not library.corrected(record.id):
        cure = f"add an entry for '{record.id}' to corrections.yml"
        yield Problem(record.locate("status"), Code.MISSING_CORRECTION, "a withdrawn claim needs a correction", cure)


def check_drafted_by(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a claim that a program drafted and that is published before a person has read it."""
    claim = record.data
    if claim.drafted_by is None or claim.status == "draft" or record.article in library.broken:
        return
    lock = library.locks.get(record.id)
    if lock is None or lock.data.read is None:
        what = f"'{make_visible(claim.drafted_by)}' drafted this claim, and nobody has read it against its article"
        cure = f"write 'status: draft'; or read it, and run 'python hooks cite {record.id} --read' with its passage"
        yield Problem(record.locate("drafted_by"), Code.DRAFT_NOT_READ, what, cure)


def check_self_references(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a claim that names itself or its own article where it should name another."""
    claim = record.data
    others = [("supersedes", target) for target in claim.supersedes]
    others += [("same", target) for target in claim.same]
    others += [("differs", item.claim) for item in claim.differs]
    for key, target in others:
        if library.resolve(global_claim_id(target, record)) == record.id:
            what, cure = f"{key} names this claim itself", "name the other claim"
            yield Problem(record.locate(key), Code.SELF_REFERENCE, what, cure)
    if any(library.resolve(also.article) == record.article for also in claim.also_in):
        what = "also_in names the claim's own article"
        yield Problem(record.locate("also_in"), Code.SELF_REFERENCE, what, "name another article")


def check_spans(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports spans of sentences or of time that end before they begin."""
    claim = record.data
    if claim.at and (match := re.fullmatch(r"[sp](\d+)-(\d+)", claim.at)) and int(match[1]) >= int(match[2]):
        what = f"at: '{claim.at}' does not run forward"
        yield Problem(record.locate("at"), Code.ENDS_BEFORE_START, what, "write the earlier place first")
    if _is_backwards(claim.from_, claim.until):
        what, cure = "until: it ends before it begins", "check 'from' and 'until'"
        yield Problem(record.locate("until"), Code.ENDS_BEFORE_START, what, cure)


def _is_backwards(start: Date | None, end: Date | None) -> bool:
    return bool(start and end and start.first and end.last and start.first > end.last)


def check_speaker(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a speaker that is both named and unnamed, or neither."""
    speaker = record.data.said_by
    if speaker and (speaker.id is None) == (speaker.unnamed is None):
        what = "said_by: name an entry or write {unnamed: words}, one of the two"
        yield Problem(record.locate("said_by"), Code.UNCLEAR_SPEAKER, what)


def check_supersession(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a claim that is superseded, in any number of steps, by a claim that it supersedes."""
    if record.id in library.ids_in_circles("supersedes"):
        cure = "make the later report supersede the earlier one"
        what = "the claim supersedes itself through other claims"
        yield Problem(record.locate("supersedes"), Code.CIRCULAR_SUPERSESSION, what, cure)


def check_length(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a claim that is too long for one fact."""
    if len(record.data.text) > MAX_CLAIM_CHARACTERS:
        what = f"text: {len(record.data.text)} characters is a lot for one claim"
        yield Problem(record.locate("text"), Code.LONG_CLAIM, what, "a claim states one fact; split it")


def check_definition(library: Library, names: Names, record: Record[Term]) -> Iterator[Problem]:
    """Reports a definition with too many words."""
    words = len(record.data.summary.split())
    if words > MAX_DEFINITION_WORDS:
        what = f"short: {words} words; at most {MAX_DEFINITION_WORDS} are allowed"
        yield Problem(record.locate("short"), Code.TOO_LONG, what, "move the rest to 'long'")


def check_bottom_line(library: Library, names: Names, record: Record[Edition]) -> Iterator[Problem]:
    """Reports a bottom line that does not have three to five sentences."""
    count = len(record.data.bottom_line)
    if not 3 <= count <= 5:
        what = f"bottom_line: {count} {'sentence' if count == 1 else 'sentences'}; 3 to 5 are expected"
        yield Problem(record.locate("bottom_line"), Code.WRONG_NUMBER_OF_SENTENCES, what, "write one sentence per item")


def check_origin(library: Library, names: Names, record: Record[Article]) -> Iterator[Problem]:
    """Reports an article that is, in any number of steps, a reprint or a rewording of itself."""
    if record.id in library.ids_in_circles("origin"):
        key = "syndicated_from" if record.data.syndicated_from else "derived_from"
        what, cure = "the article leads back to itself", "name the original article"
        yield Problem(record.locate(key), Code.CIRCULAR_REFERENCE, what, cure)


def check_web_address(library: Library, names: Names, record: Record[Article]) -> Iterator[Problem]:
    """Reports an article with the same address as an earlier one: they are probably the same article."""
    other = library.first_at(record.data.url)
    if other != record.id:
        what = f"url: the article '{other}' has the same address"
        cure = "keep one of the two, or give each its own address"
        yield Problem(record.locate("url"), Code.SAME_ADDRESS, what, cure)


def check_parent(library: Library, names: Names, record: Record[Topic]) -> Iterator[Problem]:
    """Reports topics that are, in any number of steps, part of each other, at the first of them."""
    circle = library.ids_in_circles("parent")
    if record.id in circle and record.id == min(circle):
        cure = "remove 'parent' from one of them"
        yield Problem(record.locate("parent"), Code.CIRCULAR_REFERENCE, "the question is part of itself", cure)
