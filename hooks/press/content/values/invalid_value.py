"""The error of every value type."""

from __future__ import annotations


class InvalidValue(ValueError):
    """A text that is no such value: `what` was expected and seen, and the `cure`."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure
