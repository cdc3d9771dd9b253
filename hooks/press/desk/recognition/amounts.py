"""Amounts and numbers of a sentence in any spelling, as values of the YAML: `US$1bn`, `10亿元`, `1,5 Mio EUR`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ...content.values.amounts import Amount, list_currency_codes, parse_amount
from ...content.values.figures import Figure, find_figures
from ...content.values.invalid_value import InvalidValue
from ...content.values.meant_amounts import read_amount
from .sentence import FoundAmount

YEARS = range(1900, 2100)
_PREFERRED = ("USD", "CNY")
"""What `$` and `¥` mean first."""
_NOT_COUNTED = re.compile(r"\s*(?:am|pm|a\.m\.|p\.m\.|o’clock|o'clock|:\d\d)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"\s(?:\w+\s)?(?:employees|people|staff|workers|jobs|users|customers|developers|engineers|companies|firms|start-ups"
    r"|stores|shops|cities|cars|units|students|teachers|members|participants|researchers|scientists|investors|models"
    r"|patents|languages|words|pages|questions|subscribers|visitors|applications|apps|chips|servers|points|times|days"
    r"|hours|yuan|dollars|kilometres|kilometers|miles|tonnes|tons|seats|guests|entries|projects|banks|schools)\b"
)
"""What a number before it counts, so that it is no year."""
_OTHER_NOTATION = re.compile(
    r"(?<![\w.,])(?:(?:US\$|HK\$|EUR|USD|CHF|GBP|€|\$|£|Rs\.?|₹|INR)\s?)?(?:"
    r"\d{1,3}(?:[.,' ]\d{3})*(?:[.,]\d{1,2})?\s?"
    r"(?:Mio\.?|Mrd\.?|Millionen|Milliarden|Milliards?|mln|mil|bil|mld|crores?|lakhs?)"
    r"|\d{1,3}(?: \d{3})+|half\sa\s(?:million|billion|trillion))"
    r"(?:\s?(?:EUR|USD|CHF|GBP|INR|CNY|US\sdollars?|euros?|dollars?|rupees|yuan|€|\$|£))?(?![\w])",
    re.IGNORECASE,
)
"""What `content.values.figures` leaves alone or reads in part: scales of other languages, spaces between thousands."""
_CHINESE_NUMBER = re.compile(
    r"(?<![数几百千万\d第])([一二两三四五六七八九]|[一二三四五六七八九]?十)(?=(?:百|千)?[万亿])"
)
_CHINESE_DIGITS = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TRADITIONAL = str.maketrans("億萬幣歐圓円", "亿万币欧元元")


def find_amounts(text: str, blanked: str) -> Iterator[FoundAmount]:
    """The amounts and numbers of a sentence, without an order. `blanked` is the sentence with what holds none blanked
    out: names and dates."""
    plain = unfold(blanked)
    for match in _OTHER_NOTATION.finditer(plain):
        if found := _read(match.start(), match.end(), text):
            yield found
        plain = plain[: match.start()] + "\x00" * (match.end() - match.start()) + plain[match.end() :]
    plain = _CHINESE_NUMBER.sub(_write_digit, plain)
    for group in find_figures(plain):
        for figure in group:
            if not _is_no_number(plain, figure):
                yield _convert(text, figure, group)


def unfold(text: str) -> str:
    """A text with plain digits, letters and signs in place of full-width ones, and of the same length."""
    if text.isascii():
        return text
    folded = "".join(c if len(plain := unicodedata.normalize("NFKC", c)) != 1 else plain for c in text)
    return folded.translate(_TRADITIONAL)


def _write_digit(match: re.Match[str]) -> str:
    """One Chinese digit as one of ours, so that the length stays the same."""
    return str(_CHINESE_DIGITS[match[1]])


def _is_no_number(text: str, figure: Figure) -> bool:
    """Whether it is a year that stands alone, or a time of day."""
    if figure.units or figure.scale:
        return False
    is_year = figure.number.isdigit() and len(figure.number) == 4 and int(figure.number) in YEARS
    return (is_year and not COUNTED.match(text, figure.end)) or bool(_NOT_COUNTED.match(text, figure.end))


def _read(start: int, end: int, text: str) -> FoundAmount | None:
    amounts = [amount for meant in read_amount(text[start:end]) if (amount := _parse(meant.write(meant.unit)))]
    if not amounts:
        return None
    units = frozenset(amount.unit for amount in amounts if amount.unit)
    values = tuple(dict.fromkeys(amount.text for amount in amounts))
    return FoundAmount(start, end, text[start:end], values, amounts[0].value, units, ("", "~"))


def _convert(text: str, figure: Figure, group: Sequence[Figure]) -> FoundAmount:
    units = sorted(figure.units or group[0].units, key=lambda unit: (unit not in _PREFERRED, unit)) or [""]
    if len(group) == 2:
        hedge = ("at least", "at most")[group.index(figure)] if group[0] != group[1] else ""
    else:
        hedge = figure.hedges[0]
    number = _write_number(figure)
    values = tuple(" ".join(filter(None, [hedge, number, unit])) for unit in units)
    return FoundAmount(
        figure.start, figure.end, text[figure.start : figure.end].strip(), values, figure.value,
        figure.units or group[0].units, figure.hedges,
    )  # fmt: skip


def _write_number(figure: Figure) -> str:
    """The number as an amount writes it: with the scale that the text has, or the one that a Chinese scale means."""
    if figure.scale != "*":
        return f"{figure.number} {figure.scale}".strip()
    meant = read_amount(f"{figure.value:f}")
    return meant[0].number if meant else f"{figure.value:f}"


def _parse(text: str) -> Amount | None:
    for unit in ("", "people"):
        try:
            return parse_amount(text, unit)
        except InvalidValue:
            continue
    return None


def has_currency(found: FoundAmount) -> bool:
    """Whether an amount is one of money."""
    return bool(found.units & list_currency_codes())


def is_plain(hedges: tuple[str, ...]) -> bool:
    """Whether the words around a number neither bound nor blur it."""
    return hedges[:1] == ("",)
