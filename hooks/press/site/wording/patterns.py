"""Texts with placeholders: `OWNER owns PUBLISHER`, cut once and filled often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

PLACEHOLDERS = (
    "ADDRESS", "AMOUNT", "ARTICLE", "ARTICLES", "CLAIM", "CLAIMS", "COUNT", "DATE", "DAY", "END", "END_DAY",
    "END_MONTH", "END_QUARTER", "END_SEASON", "ENTRY", "FIRST", "HELD", "INEXACT", "LAST", "MONTH", "NAME", "NAMES",
    "NUMBER", "OTHER", "OUTLET", "OWNER", "PLACE", "PUBLISHER", "PUBLISHERS", "QUARTER", "RELATION", "SEASON", "SHARE",
    "SITE", "SOURCE", "SPEAKER", "START", "TITLE", "UNDATED", "UNIT", "VALUE", "WHOLE", "YEAR",
)  # fmt: skip
"""Every placeholder that some word has."""

_PLACEHOLDER = re.compile(rf"(?<![A-Z_])({'|'.join(sorted(PLACEHOLDERS, reverse=True))})(?![A-Z_])")
"""A placeholder. Only capital letters next to it make it another word: `\\b` would not find YEAR in `YEAR年`."""

Values = Mapping[str, object]
"""Placeholder -> what replaces it."""


def find_placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a text."""
    return frozenset(_PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text cut at its placeholders."""

    text: str
    pieces: tuple[str, ...]
    """Texts at even places, placeholders at odd ones."""

    @classmethod
    def cut(cls, text: str) -> Pattern:
        return cls(text, tuple(_PLACEHOLDER.split(text)))

    def fill(self, values: Values) -> str:
        """The text with every placeholder replaced; a placeholder without a value is a KeyError."""
        return "".join(map(str, self._replaced(values)))

    def fill_html(self, values: Values) -> Markup:
        """The same as HTML: the text and the values are escaped, but for values that are HTML already."""
        return Markup("".join(map(escape, self._replaced(values))))

    def _replaced(self, values: Values) -> Iterator[object]:
        for index, piece in enumerate(self.pieces):
            yield values[piece] if index % 2 else piece
