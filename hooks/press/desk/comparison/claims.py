"""What a claim states, in the form in which it is compared: recognized as a sentence, with its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...content.kinds import NAMED
from ...content.kinds.claim import Claim
from ...content.values.dates import Date
from ...library.library import Library
from ...library.names import REFERENCE
from ..recognition import FoundAmount, FoundDate, KnownName, UnknownName
from ..recognition.article import recognize_sentences
from ..recognition.lexicon import Lexicon
from .passages import list_own_stems

_MARKUP = re.compile(r"[*_`\\]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim to compare. `ids` are the entries that its text names, `fields` those that only its fields name."""

    text: str
    names: tuple[KnownName, ...]
    unknown: tuple[UnknownName, ...]
    amounts: tuple[FoundAmount, ...]
    dates: tuple[FoundDate, ...]
    stems: frozenset[str]
    ids: frozenset[str]
    fields: frozenset[str]
    said_by: str | None
    is_unnamed: bool
    """Whether the source does not name the speaker."""
    via: str | None
    when: Date | None
    said_on: Date | None
    kind: str


def read_statement(claim: Claim, library: Library, lexicon: Lexicon, day: Date | None, publisher: str) -> Statement:
    """What a claim states. `day` and `publisher` are those of its article."""
    text, referenced = _write_plain(claim.text, library)
    sentence = recognize_sentences([text], lexicon, day, publisher)[0]
    ids = frozenset(name.ids[0] for name in sentence.names if len(name.ids) == 1) | referenced
    written = (claim.subject, claim.of, claim.value)
    resolved = frozenset(known for each in written if each and (known := _resolve_entry(each, library)))
    speaker = claim.said_by
    return Statement(
        text=text,
        names=sentence.names,
        unknown=sentence.unknown,
        amounts=sentence.amounts,
        dates=sentence.dates,
        stems=list_own_stems(sentence, lexicon) | frozenset(f"[{known}]" for known in referenced),
        ids=ids,
        fields=resolved - ids,
        said_by=library.resolve(speaker.id) if speaker and speaker.id else None,
        is_unnamed=bool(speaker and speaker.unnamed),
        via=library.resolve(claim.via) if claim.via else None,
        when=claim.when,
        said_on=claim.said_on,
        kind=claim.kind,
    )


def _resolve_entry(reference: str, library: Library) -> str | None:
    known = library.resolve(reference) if "/" not in reference else None
    return known if known and library.kind.get(known or "") in NAMED else None


def _write_plain(text: str, library: Library) -> tuple[str, frozenset[str]]:
    """The text of a claim without references and markup, and the entries that it refers to."""
    referenced: set[str] = set()

    def write(match: re.Match[str]) -> str:
        if match["cite"]:
            return ""
        known = library.resolve(match["page"])
        if known and library.kind.get(known) in NAMED:
            referenced.add(known)
            return match["words"] or library.entry(known).data.name
        return match["words"] or match["page"]

    return _MARKUP.sub("", REFERENCE.sub(write, text)), frozenset(referenced)
