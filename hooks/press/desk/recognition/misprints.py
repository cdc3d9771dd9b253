"""Misprinted names: those that the briefing lists, and unknown names one letter away from a known one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...library.checks.near_names import find_meant
from .lexicon import Lexicon
from .sentence import FoundMisprint, KnownName, UnknownName


def find_misprints(
    names: Iterable[KnownName], unknown: Iterable[UnknownName], lexicon: Lexicon
) -> Iterator[FoundMisprint]:
    """The misprints among the names of a sentence."""
    for name in names:
        if name.how == "misprint":
            for entry_id in name.ids:
                yield FoundMisprint(name.start, name.end, name.text, lexicon.name_of(entry_id), entry_id, True)
    for seen in unknown:
        if right := find_meant(seen.text, lexicon.variants):
            for entry_id in sorted(lexicon.forms[right].full):
                yield FoundMisprint(seen.start, seen.end, seen.text, right, entry_id, False)
