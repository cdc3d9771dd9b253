"""How a list of claims can be filtered, if scripts run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .site import ClaimView

FEWEST = 6
"""A shorter list has no controls: reading it is faster than filtering it."""
KIND_ORDER = ("event", "plan", "figure", "forecast", "opinion", "background")


@dataclass(frozen=True, slots=True)
class ListFilters:
    """The controls over one list; a control that would change nothing is left out."""

    kinds: Sequence[tuple[str, str, int]]
    """(kind, its word, how many claims)."""
    days: tuple[str, str] | None
    """The first and the last day on which the articles were published."""

    def __bool__(self) -> bool:
        return bool(self.kinds or self.days)


def list_filters(claims: Sequence[ClaimView]) -> ListFilters:
    """The controls over some claims."""
    if len(claims) < FEWEST:
        return ListFilters((), None)
    counts = Counter(claim.kind_id for claim in claims)
    words = {claim.kind_id: claim.kind.word for claim in claims}
    kinds = [(kind, words[kind], counts[kind]) for kind in KIND_ORDER if counts[kind]]
    return ListFilters(kinds if len(kinds) > 1 else (), days_of(claims))


def days_of(claims: Sequence[ClaimView]) -> tuple[str, str] | None:
    """The first and the last known day of publication, if there are at least two."""
    days = {claim.published for claim in claims if claim.published}
    return (min(days), max(days)) if len(days) > 1 else None
