"""What is true in the invented world: most reports of a measure agree because they are based on it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .chance import Crowd, happens, stream
from .entries import Cast, Made
from .properties import Sort
from .values import day, in_words, money_words, number, point
from .words import ROLES

WRONG = 0.03
"""The share of reports of a measure that give a different value from the rest."""
_CHANGING = {"valuation", "net-cash", "revenue", "users"}
_SIZES = {"users": (4, 8.5), "parameters": (9, 12), "stake": (0, 1.9), "own-money": (6, 8)}


@dataclass(frozen=True, slots=True)
class Assertion:
    """A value as in YAML and as in a sentence; `entry` is set if it is an entry."""

    value: str
    words: str
    entry: Made | None = None


class World:
    """Gives the value of a property of a subject, always the same one within a year."""

    def __init__(self, seed: int, cast: Cast, crowds: dict[str, Crowd[Made]]) -> None:
        self._seed = seed
        self._cast = cast
        self._crowds = crowds
        self._rank = {made.id: rank for rank, made in enumerate(cast.companies)}

    def value(self, rng: random.Random, sort: Sort, subject: Made, year: int) -> Assertion | None:
        """What a source reports; None if there is no such value."""
        fixed = stream(self._seed, "truth", subject.id, sort.id, year if sort.id in _CHANGING else "")
        single = sort.single != "none"
        if single and happens(rng, WRONG) and sort.id != "owned-by":
            fixed = rng
        if sort.value in ("amount", "number"):
            return _amount(rng, fixed if single else rng, sort)
        if sort.value == "date":
            text = point(rng, day(fixed))
            return Assertion(text, in_words(text))
        if sort.value == "text":
            role = rng.choice(ROLES)
            return Assertion(role, role)
        return self._entry(fixed if single else rng, sort, subject)

    def _entry(self, rng: random.Random, sort: Sort, subject: Made) -> Assertion | None:
        found = self._crowds[sort.value].other(rng, subject)
        if found is None or (sort.id in ("owned-by", "became") and not self._above(found, subject)):
            return None
        return Assertion(found.id, found.name, found)

    def _above(self, owner: Made, owned: Made) -> bool:
        """Whether an owner ranks above what it owns, which it must, so that no company is owned in a circle."""
        return self._rank[owner.id] < self._rank[owned.id]


def _amount(rng: random.Random, fixed: random.Random, sort: Sort) -> Assertion:
    low, high = _SIZES.get(sort.id, (7, 10.5))
    size = 10 ** fixed.uniform(low, high)
    unit = "percent" if sort.id == "stake" else fixed.choice(("USD", "USD", "CNY", "CNY", "CNY", "HKD"))
    if sort.value == "number":
        plain = number(size)
        return Assertion(plain, plain)
    hedge = rng.choices(("", "~ ", "at least ", "more than ", "at most "), weights=(70, 18, 4, 5, 3))[0]
    text = f"{hedge}{number(size)} {unit}"
    return Assertion(text, money_words(text))
