"""Texts with placeholders: `OWNER owns PUBLISHER`, cut once and filled often."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from ...content.values.languages import isolate_name, mark_name

PLACEHOLDERS = (
    "ADDRESS", "AMOUNT", "ARTICLE", "ARTICLES", "CLAIM", "CLAIMS", "COMPARED", "COUNT", "DATE", "DAY", "END",
    "END_DAY", "END_MONTH", "END_QUARTER", "END_SEASON", "ENTRY", "FACTS", "FIRST", "FOUND", "INEXACT", "LAST",
    "MONTH", "NAME", "NAMES", "NUMBER", "OTHER", "OUTLET", "OWNER", "PARTS", "PLACE", "PUBLISHER", "PUBLISHERS",
    "QUARTER", "READ", "RELATION", "REPORT", "SAID", "SEASON", "SHARE", "SITE", "SOURCE", "SPEAKER", "STALE", "START",
    "SUMMARY", "TARGET", "TITLE", "UNCHECKED", "UNDATED", "UNIT", "VALUE", "WAS", "WHAT", "WHOLE", "YEAR",
)  # fmt: skip
"""Every placeholder that any word has."""

_PLACEHOLDER = re.compile(rf"(?<![A-Z_])({'|'.join(sorted(PLACEHOLDERS, reverse=True))})(?![A-Z_])")
"""A placeholder. Only adjacent capital letters or underscores make it a different word: `\\b` would not find YEAR in
`YEAR年`."""

Values = Mapping[str, object]
"""Name of a placeholder in lowercase -> what replaces it."""


def find_placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a text."""
    return frozenset(_PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text, both as it is written and as a Python format string, which is the fastest to fill."""

    text: str
    _plain: str
    _html: str

    @classmethod
    def cut(cls, text: str) -> Pattern:
        """The pattern of a text."""
        return cls(text, _as_format(text), _as_format(str(escape(text))))

    def fill(self, values: Values) -> str:
        """The text with every placeholder replaced, and names from right to left isolated; a placeholder without a
        value is a KeyError."""
        return self._plain.format_map({name: isolate(value) for name, value in values.items()})

    def fill_html(self, values: Values) -> Markup:
        """The same as HTML: the text and the values are escaped, except values that are already HTML."""
        return Markup(self._html.format_map({name: mark(value) for name, value in values.items()}))


def isolate(value: object) -> object:
    """A value in a plain text."""
    return isolate_name(value) if type(value) is str else value


def mark(value: object) -> Markup:
    """A value in HTML."""
    return mark_name(value) if type(value) is str else escape(value)


def _as_format(text: str) -> str:
    """`OWNER owns PUBLISHER` -> `{owner} owns {publisher}`."""
    doubled = text.replace("{", "{{").replace("}", "}}")
    return _PLACEHOLDER.sub(lambda match: f"{{{match[0].lower()}}}", doubled)
