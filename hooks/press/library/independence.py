"""How many publishers report something independently of each other.

Two do not if one has it from the other, if both have it from a third, or if they have an owner in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .repeats import Union


class Source(NamedTuple):
    """A report: who publishes it, by ids, and whose words it passes on."""

    publisher: str
    via: str = ""
    """The outlet from which the publisher has it; empty if it names none."""
    speaker: str = ""
    """Who says it, if that is not the publisher; empty if nobody is named."""


def list_independent(sources: Sequence[Source], owners_of: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The publisher of the first source, and one of each group of others that are independent of it and of each other:
    where some of a group have it from another, that one."""
    related = _relate(sources, owners_of)
    first, *others = sources
    names = [first.publisher]
    counted = {related.find(first.publisher)}
    for source in sorted(others, key=lambda source: source.via != ""):
        house = related.find(source.publisher)
        if house in counted or _quotes(first, source) or _quotes(source, first):
            continue
        counted.add(house)
        names.append(source.publisher)
    return tuple(names)


def _relate(sources: Sequence[Source], owners_of: Callable[[str], Iterable[str]]) -> Union:
    """Joins publishers with their owners, and with those from whom they have it, unless they report it themselves."""
    related = Union()
    at_first_hand = {source.publisher for source in sources if not source.via}
    for source in sources:
        if source.via and source.publisher not in at_first_hand:
            related.join(source.publisher, source.via)
    seen: set[str] = set()
    left = [name for source in sources for name in (source.publisher, source.via) if name]
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            for owner in owners_of(name):
                related.join(name, owner)
                left.append(owner)
    return related


def _quotes(source: Source, other: Source) -> bool:
    """Whether a source reports what the other's publisher says."""
    return source.speaker == other.publisher
