"""The scale of amounts in drawings: from zero, or through it, to round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

TOP, BOTTOM = 28, 126
"""The places of the ends of a scale, in pixels from the top of a drawing."""
STEPS = tuple(map(Decimal, ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))
LINE_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
MOST_LINES = 4
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Maps amounts to vertical places. Zero is always included."""

    bottom: Decimal
    top: Decimal

    @classmethod
    def over(cls, values: Sequence[Decimal]) -> ValueScale:
        """The scale for some amounts, its ends round numbers."""
        low, high = min(*values, ZERO), max(*values, ZERO)
        return cls(-_round_up(-low, STEPS), _round_up(high, STEPS) if high or low else Decimal(1))

    def y(self, value: Decimal) -> int:
        """The place of an amount, in pixels."""
        return BOTTOM - round((BOTTOM - TOP) * (value - self.bottom) / (self.top - self.bottom))

    def lines(self) -> list[int]:
        """The places of a few round amounts above zero, to be drawn as lines."""
        if not self.top:
            return []
        step = _round_up(self.top / MOST_LINES, LINE_STEPS)
        return [self.y(step * number) for number in range(1, int(self.top / step) + 1)]


def _round_up(value: Decimal, steps: Sequence[Decimal]) -> Decimal:
    """The next number that reads well on an axis."""
    if not value:
        return ZERO
    power = Decimal(1).scaleb(value.adjusted())
    return next(step * power for step in steps if step * power >= value)
