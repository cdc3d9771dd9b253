"""Which entries a sentence names. A name that is only part of a longer run of capitals is none: `WeChat Moments`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...content.values.names import has_han
from .lexicon import Lexicon
from .runs import COMPANY_FORMS, Run, Word, find_runs
from .sentence import HowNamed, KnownName

CURRENCY_SIGN = re.compile(r"\b(?:[Uu]S|U\.S\.\s?|HK|NT|[SAC])\$")
_NOT_SUBJECT = re.compile(
    r"\b(?:in|at|from|to|near|of|around|outside|inside|across|between|into|via|through|for|with|by|on|over|within|central"
    r"|downtown|northern|southern|eastern|western)\s$|[-‑]$",
    re.IGNORECASE,
)
_VERB_AFTER = re.compile(
    r"\s(?:also |now |still |has |had |is |was |recently |reportedly )*(?:is|was|has|had|will|would|may|might|could|can"
    r"|should|must|does|did|says|said|plans|wants|wanted|aims|hopes|sees|seeks|sought|wrote|set|put|made|makes|began"
    r"|(?!based\b|listed\b|located\b|headquartered\b)[a-z]{3,}ed)\b"
)
_COMPANY_FORMS = re.compile(rf"(?:\s(?:{'|'.join(sorted(COMPANY_FORMS))})\b)+")


class Candidate(NamedTuple):
    """A form of a name in a sentence that no longer run of capitals includes."""

    start: int
    end: int
    form: str


@dataclass(slots=True)
class Parts:
    """The names of one sentence before their meaning is known: `longer` are the runs that a known name is only a part
    of, each with the forms in it, and `free` the runs that hold no known name."""

    text: str
    known: list[Candidate] = field(default_factory=list)
    longer: list[tuple[Run, list[str]]] = field(default_factory=list)
    free: list[Run] = field(default_factory=list)


def find_parts(text: str, lexicon: Lexicon, publisher_word: str) -> Parts:
    """Splits the names of a sentence into known and unknown ones. `publisher_word` is the last word of the publisher's
    own name, which means the publisher where it is alone; empty for none."""
    plain = CURRENCY_SIGN.sub(lambda match: "\x00" * len(match[0]), text)
    found = [_extend(plain, Candidate(*match)) for match in lexicon.find_forms(plain)]
    terms = lexicon.find_terms(plain)
    parts = Parts(text)
    dropped: set[Candidate] = set()
    for run in find_runs(plain):
        inside = [match for match in found if match.start < run.end and run.start < match.end]
        rest = _list_rest(run, inside, terms)
        if not rest and not inside:
            continue
        if inside and rest:
            dropped.update(inside)
            parts.longer.append((run, [match.form for match in inside]))
        elif rest == list(run.words) and len(rest) == 1 and rest[0].text == publisher_word:
            parts.known.append(Candidate(run.start, run.end, publisher_word))
        elif rest:
            parts.free.append(run)
    parts.known += [match for match in found if match not in dropped]
    parts.known.sort()
    return parts


def _list_rest(run: Run, inside: Sequence[Candidate], terms: Iterable[tuple[int, int, str]]) -> list[Word]:
    """The words of a run that neither a known name nor a term explains; beside a name, an abbreviation needs none."""
    spans = [(match.start, match.end) for match in inside] + [(start, end) for start, end, _ in terms]
    return [
        word
        for word in run.words
        if not any(start <= word.start and word.end <= end for start, end in spans)
        and not (word.is_abbreviation and inside)
    ]


def _extend(text: str, match: Candidate) -> Candidate:
    """A name with the form of the company behind it: `Lantern Holdings`."""
    extra = _COMPANY_FORMS.match(text, match.end)
    return match._replace(end=extra.end()) if extra else match


class Present(NamedTuple):
    """What a whole article names: the entries named in full, its publisher and that one's last word, the words of
    longer unknown names, which a short name may mean, and single words that are unknown names."""

    ids: frozenset[str]
    publisher: str
    publisher_word: str
    unknown_words: frozenset[str]
    lone_words: frozenset[str]


def list_present(parts: Iterable[Parts], lexicon: Lexicon) -> set[str]:
    """The entries that some sentences name in full, or by a misprint."""
    present: set[str] = set()
    for match in (match for each in parts for match in each.known):
        if meanings := lexicon.forms.get(match.form):
            ids = meanings.full or meanings.misprint.keys()
            present.update(ids if len(ids) == 1 else ())
    return present


def resolve_names(parts: Parts, lexicon: Lexicon, present: Present) -> Iterator[KnownName]:
    """The entries that the known names of a sentence mean; a short name that means none of the article is left out."""
    for start, end, form in parts.known:
        text = parts.text[start:end]
        ids, how = _resolve(form, lexicon, present)
        if len(ids) == 1 and how == "name" and (authority := _find_government(parts.text, start, end, ids[0], lexicon)):
            ids, how = (authority,), "capital"
        if ids:
            yield KnownName(start, end, text, ids, how)


def _resolve(form: str, lexicon: Lexicon, present: Present) -> tuple[tuple[str, ...], HowNamed]:
    meanings = lexicon.forms.get(form)
    if form == present.publisher_word and (meanings is None or not meanings.full):
        return (present.publisher,), "publisher"
    if meanings is None:
        return (), "name"
    if meanings.full:
        return tuple(sorted(meanings.full)), "name"
    if meanings.misprint:
        return tuple(sorted(meanings.misprint)), "misprint"
    if form in present.unknown_words:
        return (), "short"
    if form.isupper() and not has_han(form) and len(form) > 1:
        return tuple(sorted(meanings.short)), "short"
    return tuple(sorted(meanings.short & present.ids)), "short"


def _find_government(text: str, start: int, end: int, place: str, lexicon: Lexicon) -> str | None:
    """The authority that a capital means as the subject of a verb."""
    if _NOT_SUBJECT.search(text[:start]) or not _VERB_AFTER.match(text, end):
        return None
    return lexicon.find_government(place)
