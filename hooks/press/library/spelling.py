"""Finds the nearest of very many ids by comparing only a few of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ..problem import find_nearest, fold_letters

NEIGHBORS = 100
"""How many words are compared on either side of a misspelled one, in each of the two orders."""


class SpellingIndex:
    """Words in two orders: by how they begin and by how they end, ignoring case and accents.

    A misspelled word almost always begins or ends like the correct one, so the correct one is close in one of the
    orders. At most `4 * NEIGHBORS` words are compared, however many there are.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start = sorted((fold_letters(word), word) for word in words)
        self._by_end = sorted((folded[::-1], word) for folded, word in self._by_start)
        self._known: dict[str, str | None] = {}
        """Earlier answers: the same mistake is often made many times."""

    def find_nearest(self, seen: str) -> str | None:
        """The word that `seen` was most likely meant to be, None if none is close."""
        if seen not in self._known:
            self._known[seen] = find_nearest(seen, self.list_candidates(seen))
        return self._known[seen]

    def list_candidates(self, seen: str) -> list[str]:
        """The words that are worth comparing with `seen`, sorted; all words if there are few."""
        folded = fold_letters(seen)
        found = {*_list_neighbors(self._by_start, folded), *_list_neighbors(self._by_end, folded[::-1])}
        return sorted(found)

    def find_ending(self, ending: str) -> str | None:
        """A word that ends in `ending`, the first of those that are worth comparing; None if there is none."""
        reversed_ending = fold_letters(ending)[::-1]
        place = bisect_left(self._by_end, (reversed_ending,))
        following = self._by_end[place : place + NEIGHBORS]
        return min((word for key, word in following if key.startswith(reversed_ending)), default=None)


def _list_neighbors(ordered: Sequence[tuple[str, str]], key: str) -> list[str]:
    place = bisect_left(ordered, (key,))
    return [word for _, word in ordered[max(0, place - NEIGHBORS) : place + NEIGHBORS]]
