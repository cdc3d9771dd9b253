"""Which form of a word goes with a number: the plural categories of Unicode CLDR.

https://cldr.unicode.org/index/cldr-spec/plural-rules
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The categories; every language has `other`."""

ChooseForm = Callable[[int | Decimal], str]
"""Number -> its plural category."""


def _choose_english_form(number: int | Decimal) -> str:
    """English is hard-coded, because loading Babel takes longer than a small build."""
    return "one" if number == 1 and str(number) == "1" else "other"


def plural_rule(language: str) -> ChooseForm:
    """The rule of a language, given by its BCP 47 tag; raises ValueError if Unicode CLDR has no such language."""
    if language.partition("-")[0] == "en":
        return _choose_english_form
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-").plural_form
    except UnknownLocaleError as error:
        raise ValueError(str(error)) from None
