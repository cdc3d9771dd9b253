"""Seeded randomness: the same seed gives the same corpus, and each stage has its own stream."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


STEEPNESS = 1.2
"""The n-th member is named less often than the first by a factor of n to this power."""
UNNAMED = 0.22
"""The share of picks that name someone for the first time."""


def stream(seed: int, *stage: object) -> random.Random:
    """The random stream of one stage, independent of what other stages draw."""
    return random.Random(":".join(map(str, (seed, *stage))))


def happens(rng: random.Random, share: float) -> bool:
    """True in `share` of all cases."""
    return rng.random() < share


class Crowd(Generic[T]):
    """Members sorted by fame: a few are named all the time, most of them hardly ever (Zipf's law).

    A share of the picks goes to entries that no claim has named yet, because a briefing has no entry without a claim.
    """

    def __init__(self, members: Sequence[T]) -> None:
        self.members = list(members)
        self._unnamed = list(self.members)
        self._weights = list(accumulate(rank**-STEEPNESS for rank in range(1, len(self.members) + 1)))

    def __bool__(self) -> bool:
        return bool(self.members)

    def pick(self, rng: random.Random) -> T:
        """A random member; famous ones more often."""
        if self._unnamed and happens(rng, UNNAMED):
            return self._unnamed.pop()
        return rng.choices(self.members, cum_weights=self._weights)[0]

    def other(self, rng: random.Random, *than: T) -> T | None:
        """A random member that is not in `than`; None if there is none."""
        for _ in range(8):
            found = self.pick(rng)
            if found not in than:
                return found
        return next((member for member in self.members if member not in than), None)
