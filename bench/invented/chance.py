"""Seeded chance: the same seed gives the same corpus, and each stage its own stream."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


STEEPNESS = 1.2
"""The n-th member is named n to the power of this times less often than the first."""
UNNAMED = 0.22
"""The share of picks that name someone for the first time."""


def stream(seed: int, *stage: object) -> random.Random:
    """The stream of one stage: what another stage draws never moves it."""
    return random.Random(":".join(map(str, (seed, *stage))))


def happens(rng: random.Random, share: float) -> bool:
    """True in `share` of all cases."""
    return rng.random() < share


class Crowd(Generic[T]):
    """Members in the order of their fame: a few are named all the time, most hardly ever (Zipf's law).

    A share of the picks goes to entries that no claim has named yet: a briefing has no entry without a claim.
    """

    def __init__(self, members: Sequence[T]) -> None:
        self.members = list(members)
        self._unnamed = list(self.members)
        self._weights = list(accumulate(rank**-STEEPNESS for rank in range(1, len(self.members) + 1)))

    def __bool__(self) -> bool:
        return bool(self.members)

    def pick(self, rng: random.Random) -> T:
        """One member, the famous ones more often."""
        if self._unnamed and happens(rng, UNNAMED):
            return self._unnamed.pop()
        return rng.choices(self.members, cum_weights=self._weights)[0]

    def other(self, rng: random.Random, *than: T) -> T | None:
        """One that is none of `than`; None where chance finds none soon."""
        for _ in range(8):
            found = self.pick(rng)
            if found not in than:
                return found
        return next((member for member in self.members if member not in than), None)
