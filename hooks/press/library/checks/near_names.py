"""Names in prose that are one letter away from a known one. Only `check` looks for them, over all texts at once: as a
query of each text, all of it would have to be computed again whenever a name is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from ...content.prose_fields import list_prose
from ...content.records import Record
from ...problem import Code, Problem
from ..library import Library
from ..names import Names, without_references

MIN_WORD = 6
"""Letters of a word in which one may be wrong: shorter ones are too often other names, as `Li Wei` is not `Li Wen`."""
_RUN = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}")
Variants = Mapping[str, frozenset[str]]
"""A name with one letter left out -> the names that it can be."""


def list_possible_names(record: Record[Any]) -> frozenset[str]:
    """The runs of capitalized words in the prose of a record that are long enough to be a name with a slip."""
    texts = (without_references(text) for _, text in list_prose(record))
    return frozenset(run for text in texts for _, run in _list_runs(text) if _may_be_slip(run))


def find_near_names(
    library: Library, names: Names, possible: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[Problem]:
    """Reports each place where the prose of a briefing has a name that is almost a known one. `possible` has what
    `list_possible_names` gives for each record, by (table, id)."""
    variants = index_variants({form for form in names.owners if form.isascii() and len(form) >= MIN_WORD})
    if not variants:
        return
    unknown = {run for runs in possible.values() for run in runs if run not in names.owners}
    meant = {run: name for run in unknown if not names.is_misprint(run) and (name := find_meant(run, variants))}
    for (table, record_id), runs in possible.items():
        if not meant.keys().isdisjoint(runs) and (record := library.find_record(table, record_id)):
            yield from _check_record(names, record, meant)


def index_variants(known: set[str]) -> Variants:
    """The variants of some names, for `find_meant`."""
    found: dict[str, set[str]] = {}
    for name in known:
        for variant in _leave_one_out(name):
            found.setdefault(variant, set()).add(name)
    return {variant: frozenset(meant) for variant, meant in found.items()}


def _leave_one_out(text: str) -> Iterator[str]:
    yield text
    for place in range(len(text)):
        yield text[:place] + text[place + 1 :]


def _check_record(names: Names, record: Record[Any], meant: Mapping[str, str]) -> Iterator[Problem]:
    for path, text in list_prose(record):
        for start, seen in _list_runs(without_references(text)):
            if seen in meant and names.owners.get(meant[seen]) != (record.id,):
                what = f"'{seen}' is one letter away from the name '{meant[seen]}'"
                cure = f"did you mean '{meant[seen]}'? If it is another name, give it an entry"
                yield Problem(record.locate(*path, offset=start), Code.NEARLY_A_NAME, what, cure)


def _may_be_slip(run: str) -> bool:
    return len(run) >= MIN_WORD - 1 and run.isascii()


def _list_runs(text: str) -> Iterator[tuple[int, str]]:
    """(place, words) of each run of up to four capitalized words, and of each run in it."""
    for match in _RUN.finditer(text):
        words = list(re.finditer(r"\S+", match[0]))
        for first in range(len(words)):
            for last in range(first, len(words)):
                run = match[0][words[first].start() : words[last].end()]
                yield match.start() + words[first].start(), run.removesuffix("’s").removesuffix("'s").rstrip("’'-")


def find_meant(seen: str, variants: Variants) -> str | None:
    """The known name that is one letter away: one too many, too few, another one, or two that changed places."""
    near = set(chain.from_iterable(variants.get(variant, ()) for variant in _leave_one_out(seen)))
    return min((name for name in near if _is_slip(seen, name)), default=None)


def _is_slip(seen: str, name: str) -> bool:
    """Whether the two differ in one letter of one long word, and not by a plural or in case alone."""
    ours, theirs = seen.split(" "), name.split(" ")
    differing = [(one, other) for one, other in zip(ours, theirs, strict=False) if one != other]
    if len(ours) != len(theirs) or len(differing) != 1:
        return False
    one, other = differing[0]
    if min(len(one), len(other)) < MIN_WORD - 1 or max(len(one), len(other)) < MIN_WORD:
        return False
    if one[0] != other[0] or not (one + other).isalpha() or one.casefold() == other.casefold():
        return False
    longer, shorter = sorted((one, other), key=len, reverse=True)
    ending = longer[len(shorter) :] if longer.startswith(shorter) else ""
    is_inflected = ending == "s" or (ending in ("n", "r", "d") and shorter[-1] in "aeiou")
    return not is_inflected and _count_edits(one, other) == 1


def _count_edits(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # only for names that are alike

    return int(OSA.distance(one, other))
