"""Checks the form of each word: it must have the shape and the placeholders of the default word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...content.nodes import FieldPath, Fields, Items, Node, PlainData, Text, locate_key, locate_value
from ...content.values.amounts import list_currency_codes
from ...problem import Code, Problem, make_visible, suggest_nearest
from .patterns import find_placeholders
from .plurals import FORMS, plural_rule
from .texts import has_forms

LENGTHS = {"months": 12, "months_of_days": 12, "short_months": 12, "seasons": 4, "quarters": 4}
"""Word that is a list -> how many texts it must have."""
MAY_BE_SPACE = ("thousands_mark",)
OPTIONAL = frozenset(("COUNT", "NUMBER", "AMOUNT"))
"""What a plural form other than `other` may leave out: `one claim` instead of `COUNT claim`."""
_SHAPES: dict[type, str] = {
    Text: "a text",
    Items: "a list",
    Fields: "fields",
    str: "a text",
    list: "a list",
    dict: "fields",
}


@dataclass(frozen=True, slots=True)
class Checker:
    """Compares the words of one file, named `file` in messages, with the default words."""

    file: str
    node: Fields
    default: Mapping[str, PlainData]

    def check(self) -> Iterator[Problem]:
        """Every problem, in the order of the file."""
        for key, node in self.node.fields.items():
            if key in self.default:
                yield from self._check_word(key, node, self.default[key])
            else:
                yield self._unknown((key,), f"'{make_visible(key)}' is not a word of the interface", self.default)

    def _check_word(self, key: str, node: Node, default: PlainData) -> Iterator[Problem]:
        if isinstance(default, str):
            yield from self._check_text((key,), node, default)
            if key == "language":
                yield from self._check_language(node)
        elif isinstance(default, list):
            yield from self._check_list(key, node, default)
        elif has_forms(default):
            yield from self._check_forms((key,), node, default)
        else:
            yield from self._check_table(key, node, default)

    def _check_text(
        self, path: FieldPath, node: Node, default: str, optional: frozenset[str] = frozenset()
    ) -> Iterator[Problem]:
        """Checks a text, which must have the placeholders of the default except optional ones."""
        if not isinstance(node, Text):
            yield self._misshapen(path, node, default)
            return
        if not (node.value if path[-1] in MAY_BE_SPACE else node.value.strip()):
            yield self._problem(path, Code.INVALID_LABEL, f"{_name(path)} is empty", "write a text, or remove the line")
            return
        expected, seen = find_placeholders(default), find_placeholders(node.value)
        if lost := expected - seen - optional:
            what = f"{_name(path)} has lost its placeholder {_enumerate(lost)}"
            yield self._problem(path, Code.WRONG_PLACEHOLDER, what, f"put it back, as in '{default}'")
        elif small := {name for name in optional & (expected - seen) if name.lower() in node.value.split()}:
            what = f"{_name(path)} has '{_enumerate(small).lower()}' in small letters, so readers see the word itself"
            yield self._problem(path, Code.WRONG_PLACEHOLDER, what, f"write {_enumerate(small)}")
        if expected and (strange := seen - expected):
            what = f"{_name(path)} has no value for the placeholder {_enumerate(strange)}"
            yield self._problem(path, Code.WRONG_PLACEHOLDER, what, f"it can only use {_enumerate(expected)}")

    def _check_forms(self, path: FieldPath, node: Node, default: Mapping[str, PlainData]) -> Iterator[Problem]:
        """Checks plural forms, or one text for all numbers."""
        other = str(default["other"])
        if isinstance(node, Text):
            yield from self._check_text(path, node, other)
            return
        if not isinstance(node, Fields):
            yield self._misshapen(path, node, dict(default))
            return
        for form, text in node.fields.items():
            if form in FORMS:
                optional = frozenset() if form == "other" else OPTIONAL
                yield from self._check_text((*path, form), text, other, optional)
            else:
                yield self._unknown((*path, form), f"{_name(path)}: '{make_visible(form)}' is not a plural form", FORMS)
        if "other" not in node.fields:
            yield self._problem(path, Code.INVALID_LABEL, f"{_name(path)} has no form 'other'", f"add 'other: {other}'")

    def _check_list(self, key: str, node: Node, default: list[PlainData]) -> Iterator[Problem]:
        if not isinstance(node, Items):
            yield self._misshapen((key,), node, default)
            return
        if len(node.items) != LENGTHS[key]:
            what = f"{key}: expected {LENGTHS[key]} texts, saw {len(node.items)}"
            yield self._problem((key,), Code.INVALID_LABEL, what, f"write it like the default: {_as_yaml(default)}")
        for index, item in enumerate(node.items):
            yield from self._check_text((key, index), item, str(default[index % len(default)]))

    def _check_table(self, key: str, node: Node, default: Mapping[str, PlainData]) -> Iterator[Problem]:
        if not isinstance(node, Fields):
            yield self._misshapen((key,), node, dict(default))
            return
        if not node.fields:
            yield self._problem((key,), Code.INVALID_LABEL, f"{key} is empty", "write an entry, or remove the line")
        example = next(iter(default.values()))
        for name, entry in node.fields.items():
            if name not in default:
                yield from self._check_name(key, name)
            yield from self._check_forms((key, name), entry, {"other": example})

    def _check_name(self, key: str, name: str) -> Iterator[Problem]:
        """Checks the name of an entry that a table lacks by default: a power of ten or a currency."""
        if key == "scales" and not (name.isdecimal() and 0 < int(name) <= 12):
            at = locate_key(self.node, self.file, (key, name))
            what = f"scales: '{make_visible(name)}' is not a power of ten from 1 to 12"
            yield Problem(at, Code.INVALID_LABEL, what, "write how many zeros the number has: 3 for a thousand")
        if key == "currencies" and name not in list_currency_codes():
            what = f"currencies: '{make_visible(name)}' is not an ISO 4217 code"
            yield self._unknown((key, name), what, list_currency_codes())

    def _check_language(self, node: Node) -> Iterator[Problem]:
        if not isinstance(node, Text):
            return
        try:
            plural_rule(node.value)
        except ValueError:
            what = f"language: no plural forms are known for '{make_visible(node.value)}'"
            yield self._problem(("language",), Code.WRONG_LANGUAGE, what, "write a BCP 47 tag, like de, zh or pt-BR")

    def _problem(self, path: FieldPath, code: Code, what: str, cure: str) -> Problem:
        return Problem(locate_value(self.node, self.file, path), code, what, cure)

    def _unknown(self, path: FieldPath, what: str, known: Iterable[str]) -> Problem:
        at, cure = locate_key(self.node, self.file, path), suggest_nearest(str(path[-1]), known)
        return Problem(
            at,
            Code.UNKNOWN_LABEL,
            what,
            cure or "the words and their forms are those of hooks/press/words.yml",
        )

    def _misshapen(self, path: FieldPath, node: Node, default: PlainData) -> Problem:
        what = f"{_name(path)}: expected {_SHAPES[type(default)]}, saw {_SHAPES[type(node)]}"
        return self._problem(path, Code.INVALID_LABEL, what, f"write it like the default: {_as_yaml(default)}")


def _name(path: FieldPath) -> str:
    """How messages name the word at a path: `months`, `claim_count.other`."""
    return ".".join(str(step) for step in path if isinstance(step, str))


def _enumerate(names: Iterable[str]) -> str:
    return " and ".join(sorted(names))


def _as_yaml(default: PlainData) -> str:
    if isinstance(default, dict):
        return "{" + ", ".join(f"{key}: {value}" for key, value in default.items()) + "}"
    return f"[{', '.join(map(str, default))}]" if isinstance(default, list) else f"'{default}'"
