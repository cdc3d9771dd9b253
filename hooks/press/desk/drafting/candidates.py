"""Candidate claims: one draft for each sentence, with its place and what follows from the sentence, without a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...problem import make_visible
from ..recognition import Sentence
from .details import Details
from .yaml_text import write_fields

_HEAD = """\
# Drafts from '{id}', one for each sentence.
# Write the text of a claim in your own words, choose its kind, and give it an id that says what it is about.
# A draft is published once 'status: draft' is removed. Delete the drafts that you do not need.
"""


def write_candidates(sentences: Sequence[Sentence], details: Details) -> str:
    """The claims file of an article; none of the article's words are in it."""
    return _HEAD.format(id=details.id) + "".join(_write_candidate(sentence, details) for sentence in sentences)


def _write_candidate(sentence: Sentence, details: Details) -> str:
    fields: list[tuple[str, str | Sequence[str]]] = [
        ("id", sentence.position),
        ("at", sentence.position),
        ("kind", _guess_kind(sentence)),
        ("when", _choose_date(sentence)),
        *_list_speakers(sentence, details),
        ("topics", details.topics),
        ("status", "draft"),
    ]
    head, rest = write_fields(fields[:1]), write_fields(fields[1:], "  ")
    hints = "".join(f"  # {hint}\n" for hint in _list_hints(sentence))
    return f'- {head}  text: ""\n{hints}  {rest}'


def _guess_kind(sentence: Sentence) -> str:
    """The likely kind: a figure if it has an amount with a unit, an opinion if someone says it, else an event."""
    if any(amount.units for amount in sentence.amounts):
        return "figure"
    return "opinion" if sentence.speaker else "event"


def _choose_date(sentence: Sentence) -> str:
    """The date of a sentence that has only one."""
    dates = {found.date.text for found in sentence.dates if found.date}
    return dates.pop() if len(dates) == 1 and all(found.date for found in sentence.dates) else ""


def _list_speakers(sentence: Sentence, details: Details) -> Iterator[tuple[str, str]]:
    if sentence.speaker and sentence.speaker.id and sentence.speaker.id != details.publisher:
        yield "said_by", sentence.speaker.id
    if sentence.via and sentence.via.id and sentence.via.id != details.publisher:
        yield "via", sentence.via.id


def _list_hints(sentence: Sentence) -> Iterator[str]:
    """What the claim may need, as values of the YAML, for a person to choose from."""
    if known := dict.fromkeys(" or ".join(name.ids) for name in sentence.names):
        yield f"names: {', '.join(known)}"
    amounts = [amount.offered for amount in sentence.amounts if amount.units]
    if amounts:
        yield f"value: {', '.join(dict.fromkeys(amounts))}"
    if sentence.speaker and sentence.speaker.text in {name.text for name in sentence.unknown}:
        who = make_visible(sentence.speaker.text, 80)
        yield f"said_by: '{who}' has no entry yet"
    dates = {found.date.text for found in sentence.dates if found.date}
    if len(dates) > 1:
        yield f"when: {' or '.join(sorted(dates))}"
