"""Names in prose that are one letter away from a known one. Only `check` looks for them, over all texts at once: as a
query of each text, all of it would have to be computed again whenever a name is added.

Most words that are so near a name are other words: Iceland and Ireland, Germans and Germany, Space and SpaceX. So what
differs in its ending, is a country or a language, is also written in small letters, is used in several files, or is
part of any name is taken for a word of its own. A word of the glossary is not looked for: Prague is no plague.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from ahocorasick_rs import AhoCorasick

from ...content.prose_fields import list_prose
from ...content.records import Record
from ...problem import Code, Problem, fold_text
from ..library import Library
from ..names import NEVER, Names, names_of, without_references

MIN_WORD = 6
"""Letters of a word in which one may be wrong: shorter ones are too often other names, as `Li Wei` is not `Li Wen`."""
MOST_WORDS = 4
"""Words of a name that are compared together."""
_RUN = re.compile(rf"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,{MOST_WORDS - 1}}}")
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
    variants = index_variants({form for form in names.owners if _may_be_meant(form, names)})
    if not variants:
        return
    unknown = {run for run in _list_rare(library, possible) if run not in names.owners and not names.is_misprint(run)}
    meant = {run: name for run in unknown if (name := find_meant(run, variants)) and not _has_ending(run, name)}
    if not meant:
        return
    known = _list_known_runs(library)
    ordinary = _list_in_small_letters(library, meant) | _list_countries_and_languages()
    meant = {run: name for run, name in meant.items() if run not in ordinary and fold_text(run) not in known}
    for (table, record_id), runs in possible.items():
        if not meant.keys().isdisjoint(runs) and (record := library.find_record(table, record_id)):
            yield from _check_record(names, record, meant)


def _list_known_runs(library: Library) -> frozenset[str]:
    """Every run of up to four words of every name of an entry, also of one that never links, folded: the Granada of an
    airport's name is no slip for Grenada."""
    names = (name for record in library.named for name in names_of(record) if name.kind != "misprint")
    texts = {fold_text(name.text) for name in names}
    return frozenset(" ".join(words) for text in texts for words in _list_parts(text.split()))


def _list_parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    return (words[first:last] for first in range(len(words)) for last in range(first + 1, first + MOST_WORDS + 1))


def _may_be_meant(form: str, names: Names) -> bool:
    """Whether a form is long enough to have a slip, and no word of the glossary, which has a form in small letters."""
    small = form[:1].lower() + form[1:]
    return form.isascii() and len(form) >= MIN_WORD and form != small and small not in names.owners


def _has_ending(seen: str, name: str) -> bool:
    """Whether two words differ in their last letter alone: Germans and Germany. A doubled one is a slip."""
    longer, shorter = sorted((seen, name), key=len, reverse=True)
    return " " not in seen and longer[:-1] == shorter[: len(longer) - 1] and longer[-1] != longer[-2]


def _list_rare(library: Library, possible: Mapping[tuple[str, str], frozenset[str]]) -> Iterator[str]:
    """The runs that a single file has."""
    files: dict[str, set[str]] = defaultdict(set)
    for (table, record_id), runs in possible.items():
        if record := library.find_record(table, record_id):
            for run in runs:
                files[run].add(record.file)
    return (run for run, places in files.items() if len(places) == 1)


@cache
def _list_countries_and_languages() -> frozenset[str]:
    from babel import Locale  # only for names that are alike

    english = Locale("en")
    return frozenset(chain(english.territories.values(), english.languages.values()))


def _list_in_small_letters(library: Library, words: Iterable[str]) -> set[str]:
    """Those of some words with a capital that a text of the briefing has without one."""
    capital = {word.lower(): word for word in words if word.isalpha()}
    ordered = sorted(capital)
    automaton = AhoCorasick(ordered or [NEVER])
    found: set[str] = set()
    for table in ("entries", "claims"):
        for record in library.records[table].values():
            for _, text in list_prose(record):
                found.update(
                    capital[ordered[index]]
                    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
                    if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
                )
    return found


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
