"""The notes of a page: what each number stands for, and the place of each note right after its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..markdown import drop_name_links
from .editions import Notes
from .fact_lines import fact_line
from .site import ClaimView, Label, Site

_PIECE = re.compile(r'(<sup class="cite">.*?</sup>|<[^>]*>)')
_FIRST = re.compile(r' id="ref-(\d+)"')
_BLOCK_END = re.compile(r"</(?:p|li|td|th|h\d|blockquote)>")
_STOP = re.compile(r"[.?!…。？！][”’\"')\]]*$")
_SENTENCE = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!St)[.?!][”’\"')]*(?=\s+[“‘\"'(]?[A-Z])")


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered fact, and the claim that is cited for it first."""

    number: int
    claim: ClaimView
    by: Markup
    """Who says it, without links."""
    date: str
    labels: tuple[Label, ...]
    support: Label
    is_shared: bool
    """Whether several publishers report it."""


def list_notes(notes: Notes) -> list[Note]:
    """The note of each number, in order."""
    return [_note(notes.site, number, claim_id) for number, claim_id in sorted(notes.cited.items())]


def _note(site: Site, number: int, claim_id: str) -> Note:
    claim, fact = site.claim(claim_id), site.same_facts.fact_of(claim_id)
    line = fact_line(site, fact or claim_id)
    return Note(
        number=number,
        claim=claim,
        by=drop_name_links(claim.speaker),
        date=site.short_date(site.record(claim_id)),
        labels=line.labels,
        support=line.support,
        is_shared=bool(fact) and len(site.same_facts.publishers(fact)) > 1,
    )


def place_notes(content: str, render: Callable[[int], str]) -> Markup:
    """HTML with each note after the sentence in which its number occurs first; `render` makes the note of a number."""
    waiting: list[str] = []
    parts: list[str] = []
    for piece in _PIECE.split(content):
        if piece.startswith("<sup "):
            parts.append(piece)
            waiting += [render(int(number)) for number in _FIRST.findall(piece)]
        elif waiting and piece:
            parts += _flush(piece, parts, waiting)
        else:
            parts.append(piece)
    return Markup("".join([*parts, *waiting]))


def _flush(piece: str, parts: Sequence[str], waiting: list[str]) -> Iterator[str]:
    """A piece with the notes that wait for the end of a sentence, if one ends before or in it."""
    ends = None if piece.startswith("<") else _SENTENCE.search(piece)
    if _BLOCK_END.match(piece) or _is_after_stop(parts):
        ends_at = 0
    elif ends:
        ends_at = ends.end()
    else:
        yield piece
        return
    yield piece[:ends_at]
    yield from waiting
    waiting.clear()
    yield piece[ends_at:]


def _is_after_stop(parts: Sequence[str]) -> bool:
    """Whether the last text before the marks at the end ends a sentence."""
    before = next((part for part in reversed(parts) if not part.startswith("<sup ")), "")
    return parts[-1].startswith("<sup ") and _STOP.search(before) is not None
