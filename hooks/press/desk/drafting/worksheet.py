"""The worksheet: every sentence of an article with what was recognized in it, for a person at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from ...problem import escape
from ..recognition import FoundSpeaker, Sentence
from .draft import Draft

WIDTH = 100
_NONE = "—"
_COLUMN = 44
"""The width of the left of two columns."""


def format_worksheet(draft: Draft) -> str:
    """The worksheet of a draft, ready to be printed."""
    lines = [line for sentence in draft.sentences for line in _describe_sentence(sentence)]
    return "\n".join([*lines, *_list_unknown(draft.sentences), *_list_misprints(draft.sentences)]) + "\n"


def _describe_sentence(sentence: Sentence) -> Iterator[str]:
    position = f"{sentence.position:<4}"
    wrapped = textwrap.wrap(escape(sentence.text), WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    yield position + "\n    ".join(wrapped)
    columns = [
        ("names", [f"{name.text} → {' or '.join(name.ids)}" for name in sentence.names]),
        ("amounts", [f"{amount.text} → {amount.offered}" for amount in sentence.amounts]),
        ("dates", [f"“{date.text}” → {date.date or date.need}" for date in sentence.dates]),
        ("speaker", [_describe_speaker(sentence.speaker, sentence.via)]),
    ]
    cells = [f"{label:<8}{escape(', '.join(dict.fromkeys(values))) or _NONE}" for label, values in columns]
    for left, right in (cells[:2], cells[2:]):
        if len(left) <= _COLUMN and len(left) + len(right) < WIDTH:
            yield f"    {left:<{_COLUMN}} {right}"
        else:
            yield from (_wrap_cell(left), _wrap_cell(right))


def _wrap_cell(cell: str) -> str:
    """A cell on lines of its own."""
    lines = textwrap.wrap(cell, WIDTH - 4, subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False)
    return "    " + "\n    ".join(lines)


def _describe_speaker(speaker: FoundSpeaker | None, via: FoundSpeaker | None) -> str:
    who = _name_speaker(speaker) if speaker else "the outlet itself"
    return f"{who}, via {_name_speaker(via)}" if via else who


def _name_speaker(speaker: FoundSpeaker) -> str:
    return speaker.id or " or ".join(speaker.ids) or f"“{speaker.text}”"


def _list_unknown(sentences: Sequence[Sentence]) -> Iterator[str]:
    """One line for each name that the briefing does not have, with the sentences that it is in."""
    places: dict[str, list[str]] = {}
    near: dict[str, tuple[str, ...]] = {}
    for sentence in sentences:
        for name in sentence.unknown:
            places.setdefault(name.text, []).append(sentence.position)
            near.setdefault(name.text, name.near)
    surnames = {text.split()[-1] for text in places if " " in text}
    listed = [(text, found) for text, found in places.items() if text not in surnames]
    for number, (text, found) in enumerate(listed):
        label = "new names" if number == 0 else ""
        where = ", ".join(dict.fromkeys(found))
        yield f"{label:<11}{escape(text)} ({where}) · near: {', '.join(near[text]) or 'none'}"


def _list_misprints(sentences: Sequence[Sentence]) -> Iterator[str]:
    number = 0
    for sentence in sentences:
        for misprint in sentence.misprints:
            label = "" if number else "misprints"
            number += 1
            doubt = "" if misprint.is_listed else "?"
            yield f"{label:<11}{escape(misprint.text)} ({sentence.position}) → {misprint.id}{doubt}"
