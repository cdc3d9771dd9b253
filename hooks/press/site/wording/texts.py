"""The texts of words.yml by key, whatever their shape, and how they are filled and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from markupsafe import Markup, escape

from ...content.nodes import PlainData
from ...content.values.languages import mark_text
from ..typography import Typography
from .numbers import NumberFormatter
from .patterns import Pattern, isolate, mark
from .plurals import FORMS, plural_rule

Forms = dict[str, Pattern]
"""Plural category -> the text for numbers in that category; `other` is always present."""


def has_forms(entry: PlainData) -> bool:
    """Whether a word is written as plural forms rather than as a table of words."""
    return isinstance(entry, dict) and set(entry) <= set(FORMS)


class Texts:
    """The words in the four shapes in which they are written: texts, plural forms, lists and tables.

    Words that the reader has checked are used without further checks: a missing key is a KeyError and a bug in the
    code.
    """

    def __init__(self, entries: Mapping[str, PlainData]) -> None:
        self._typography = _typography_of(entries)
        self._texts = {key: self._cut(entry) for key, entry in entries.items() if isinstance(entry, str)}
        self._lists = {key: [str(item) for item in entry] for key, entry in entries.items() if isinstance(entry, list)}
        self._forms = {key: self._forms_of(entry) for key, entry in entries.items() if has_forms(entry)}
        self._tables = {
            key: {name: self._forms_of(item) for name, item in entry.items()}
            for key, entry in entries.items()
            if isinstance(entry, dict) and not has_forms(entry)
        }
        self._separator = escape(self["list_separator"])
        self.choose_form = plural_rule(self["language"])
        self.numbers = NumberFormatter(self["thousands_mark"], self["decimal_mark"])

    def set_type(self, prose: str) -> str:
        """Prose in the language of the site, as plain text, Markdown or HTML, with typographic marks; it has as many
        characters as before. Only English is set."""
        return self._typography.set_text(prose) if self._typography else prose

    def _cut(self, text: str) -> Pattern:
        return Pattern.cut(self.set_type(text))

    def _forms_of(self, entry: PlainData) -> Forms:
        """Plural forms; a single text is used for all numbers."""
        forms = entry if isinstance(entry, dict) else {"other": entry}
        return {category: self._cut(str(text)) for category, text in forms.items()}

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter([*self._texts, *self._forms, *self._lists, *self._tables])

    def __contains__(self, key: object) -> bool:
        return any(key in words for words in (self._texts, self._forms, self._lists, self._tables))

    def __getitem__(self, key: str) -> str:
        """A word that is one text, as it is written."""
        return self._texts[key].text

    @property
    def anchors(self) -> set[str]:
        """The parts of hand-written pages that the words link to."""
        return {text for name, text in self.get_texts().items() if name.endswith("_anchor")}

    def get_texts(self) -> dict[str, str]:
        """All words that are one text, by key, as they are written."""
        return {key: pattern.text for key, pattern in self._texts.items()}

    def get_list(self, key: str) -> list[str]:
        """A word that is a list of texts."""
        return self._lists[key]

    def get_table(self, key: str) -> Mapping[str, Forms]:
        """A word that is a table of plural forms."""
        return self._tables[key]

    def get_forms(self, key: str) -> dict[str, str]:
        """Plural category -> text, for scripts, which count in the browser."""
        return {category: pattern.text for category, pattern in self._forms[key].items()}

    def fill_forms(self, key: str, /, **values: object) -> dict[str, str]:
        """The same with placeholders replaced, also COUNT."""
        return {category: pattern.fill(values) for category, pattern in self._forms[key].items()}

    def fill(self, key: str, /, **values: object) -> str:
        """A text with its placeholders replaced: `fill("since", date="2023")`."""
        return self._texts[key].fill(values)

    def mark(self, key: str) -> Markup:
        """A text as HTML that names the language of each run of another script."""
        return mark_text(self[key])

    def fill_html(self, key: str, /, **values: object) -> Markup:
        """The same as HTML; values that are not HTML are escaped."""
        return self._texts[key].fill_html(values)

    def fill_entry(self, table: str, entry: str, number: Decimal, /, **values: object) -> str:
        """The form of a table's entry for a number, with its placeholders replaced."""
        return self._choose(self._tables[table][entry], number).fill(values)

    def count(self, key: str, count: int, /, **values: object) -> str:
        """The form for a number of things, which replaces COUNT: `1 claim`, `1,234 claims`."""
        return self._choose(self._forms[key], count).fill(self._counted(count, values))

    def count_html(self, key: str, count: int, /, **values: object) -> Markup:
        """The same as HTML; values that are not HTML are escaped."""
        return self._choose(self._forms[key], count).fill_html(self._counted(count, values))

    def select(self, key: str, count: int) -> str:
        """The form for a number of things, if the number is shown separately: `claims`."""
        return self._choose(self._forms[key], count).text

    def join(self, items: Iterable[str]) -> str:
        """A list on one line: `a, b`."""
        return self["list_separator"].join(str(isolate(item)) for item in items)

    def join_html(self, items: Iterable[str]) -> Markup:
        """A list on one line of HTML; items that are not HTML are escaped."""
        return self._separator.join([mark(item) for item in items])

    def list(self, items: Iterable[str]) -> str:
        """A list with a word before its last item: `a, b and c`."""
        *names, last = map(str, items)
        return self.fill("and_last", names=self.join(names), last=last) if names else last

    def list_html(self, items: Iterable[str]) -> Markup:
        """The same as HTML; items that are not HTML are escaped."""
        *names, last = map(mark, items)
        return self.fill_html("and_last", names=self.join_html(names), last=last) if names else last

    def _choose(self, forms: Forms, number: int | Decimal) -> Pattern:
        return forms.get(self.choose_form(number)) or forms["other"]

    def _counted(self, count: int, values: Mapping[str, object]) -> dict[str, object]:
        return {"count": self.numbers.format_count(count), **values}


def _typography_of(entries: Mapping[str, PlainData]) -> Typography | None:
    """The typography of a site in English; None for other languages, whose marks differ."""
    if str(entries["language"]).partition("-")[0] != "en":
        return None
    scales, currencies = (_words_after(entries[table], name) for table, name in _UNITS)
    return Typography(_list_months(entries), scales, [*currencies, "percent"])


_UNITS = (("scales", "NUMBER "), ("currencies", "AMOUNT "))
"""Table of words -> how an entry begins whose other words follow the number."""


def _list_months(entries: Mapping[str, PlainData]) -> list[str]:
    lists = (entries[key] for key in ("months", "months_of_days", "short_months"))
    return list(dict.fromkeys(str(month) for months in lists if isinstance(months, list) for month in months))


def _words_after(table: PlainData, number: str) -> list[str]:
    """`NUMBER million` -> `million`, of each entry of a table."""
    entries = table.values() if isinstance(table, dict) else ()
    texts = [text for entry in entries for text in (entry.values() if isinstance(entry, dict) else [entry])]
    return [str(text).removeprefix(number) for text in texts if str(text).startswith(number)]
