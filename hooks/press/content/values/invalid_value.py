"""The error of every value type."""

from __future__ import annotations

from ...problem import Code


class InvalidValue(ValueError):
    """A text that is not a valid value: `what` was expected and seen, the `cure`, the code of the problem, and the
    `right` value if only one can be meant."""

    def __init__(self, what: str, cure: str = "", code: Code = Code.INVALID_VALUE, right: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure
        self.code = code
        self.right = right
