"""The sentences of an article as HTML, with what was recognized in them marked."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from markupsafe import Markup, escape

from ...library.library import Library
from ..recognition import FoundSpeaker, Sentence


class Mark(NamedTuple):
    """A part of a sentence, the class of its style, and what it means."""

    start: int
    end: int
    style: str
    title: str


class Fact(NamedTuple):
    """A line under a chosen sentence: what kind of thing, and what was found."""

    label: str
    items: list[str]


def mark_sentence(sentence: Sentence, library: Library, ignored: Set[str]) -> Markup:
    """The sentence with its marks. Where two overlap, the first is kept."""
    text, at, parts = sentence.text, 0, []
    for mark in sorted(_list_marks(sentence, library, ignored)):
        if mark.start < at:
            continue
        parts.append(escape(text[at : mark.start]))
        inner = escape(text[mark.start : mark.end])
        parts.append(Markup('<span class="m {}" title="{}">{}</span>').format(mark.style, mark.title, inner))
        at = mark.end
    return Markup("").join([*parts, escape(text[at:])])


def _list_marks(sentence: Sentence, library: Library, ignored: Set[str]) -> Iterator[Mark]:
    wrong = {(found.start, found.end): found for found in sentence.misprints}
    speakers = {(found.start, found.end) for found in (sentence.speaker,) if found}
    for name in sentence.names:
        title = " or ".join(name_entry(library, known) for known in name.ids)
        place = (name.start, name.end)
        style = "wrong" if place in wrong else "who" if place in speakers else "name"
        yield Mark(name.start, name.end, style, title)
    for unknown in sentence.unknown:
        if unknown.text not in ignored:
            yield Mark(unknown.start, unknown.end, "new", "no entry has this name")
    for amount in sentence.amounts:
        yield Mark(amount.start, amount.end, "amount", amount.offered)
    for date in sentence.dates:
        yield Mark(date.start, date.end, "date", date.date.text if date.date else date.need)


def describe_sentence(sentence: Sentence, library: Library) -> list[Fact]:
    """What was recognized, in words: the marks alone say it only to eyes."""
    wrong = {(found.start, found.end) for found in sentence.misprints}
    names = [
        _write_arrow(name.text, " or ".join(name_entry(library, known) for known in name.ids))
        + (", a misprint" if (name.start, name.end) in wrong else "")
        for name in sentence.names
    ]
    facts = [
        Fact("names", names),
        Fact("amounts", [_write_arrow(amount.text, amount.offered) for amount in sentence.amounts]),
        Fact("dates", [_write_arrow(d.text, d.date.text if d.date else d.need) for d in sentence.dates]),
        Fact("speaker", [_describe_speaker(sentence.speaker, sentence.via, library)]),
    ]
    return [Fact(label, list(dict.fromkeys(items))) for label, items in facts if items]


def _write_arrow(text: str, meaning: str) -> str:
    return text if text == meaning else f"{text} → {meaning}"


def _describe_speaker(speaker: FoundSpeaker | None, via: FoundSpeaker | None, library: Library) -> str:
    who = _name_speaker(speaker, library) if speaker else "the outlet itself"
    return f"{who}, via {_name_speaker(via, library)}" if via else who


def _name_speaker(speaker: FoundSpeaker, library: Library) -> str:
    ids = [speaker.id] if speaker.id else list(speaker.ids)
    return " or ".join(name_entry(library, known) for known in ids) or f"“{speaker.text}”"


def name_entry(library: Library, entry_id: str) -> str:
    """What an entry is called; its id if there is no such entry."""
    record = library.find_record("entries", entry_id)
    return str(getattr(record.data, "name", entry_id)) if record else entry_id
