"""What an amount in another notation most likely means: `US$1bn`, `1,5 Mio EUR`, `10亿元` -> texts of our own notation.

Nothing here is trusted: `amounts` parses each text before it is suggested.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, TypeVar

_BEFORE = {
    "~": ("~", "≈", "about", "around", "approx.", "approx", "approximately", "roughly", "some", "circa", "ca.", "ca",
          "c.", "nearly", "almost", "an estimated", "estimated", "约", "大约", "近"),
    "more than": ("more than", "over", "above", "exceeding", "in excess of", "upwards of", ">", "超过", "逾"),
    "at least": ("at least", "no less than", "not less than", "a minimum of", "minimum", ">=", "≥", "至少"),
    "at most": ("at most", "up to", "as much as", "no more than", "not more than", "a maximum of", "maximum", "<=", "≤",
                "最多"),
    "less than": ("less than", "fewer than", "under", "below", "<", "不到"),
}  # fmt: skip
"""Hedge -> the words that say it before a number."""
_AFTER = {"at least": ("or more", "-plus", "plus", "+", "以上"), "at most": ("or less", "or fewer")}
"""Hedge -> the words that say it after a number."""
_UNITS = {
    "USD": ("us$", "us $", "u.s.$", "usd", "$", "us dollars", "us dollar", "u.s. dollars", "u.s. dollar",
            "american dollars", "dollars", "dollar", "美元", "美金"),
    "EUR": ("€", "eur", "euros", "euro", "欧元"),
    "GBP": ("£", "gbp", "pounds sterling", "british pounds", "pounds", "pound", "sterling", "英镑"),
    "CNY": ("cny", "rmb", "cn¥", "rmb¥", "chinese yuan", "yuan", "renminbi", "人民币", "元人民币", "元", "块"),
    "JPY": ("jpy", "jp¥", "japanese yen", "yen", "円", "日元"),
    "HKD": ("hk$", "hkd", "hong kong dollars", "港元", "港币"),
    "TWD": ("nt$", "twd", "new taiwan dollars", "新台币"),
    "SGD": ("s$", "sgd", "singapore dollars"),
    "AUD": ("a$", "au$", "aud", "australian dollars"),
    "CAD": ("c$", "ca$", "cad", "canadian dollars"),
    "KRW": ("₩", "krw", "south korean won", "won", "韩元"),
    "INR": ("₹", "inr", "indian rupees", "rupees", "rs.", "rs"),
    "CHF": ("chf", "sfr", "swiss francs"),
    "RUB": ("₽", "rub", "roubles", "rubles"),
    "percent": ("%", "percent", "per cent", "pct", "pc", "prozent"),
}  # fmt: skip
"""Unit -> how others write it."""
_UNCLEAR_UNITS = {"¥": ("CNY", "JPY")}
_SCALES = {
    3: ("k", "tsd.", "tsd", "thousands", "thousand", "tausend", "千"),
    4: ("万", "萬"),
    5: ("lakhs", "lakh", "hundred thousand"),
    6: ("m", "mn", "mln", "mil", "mio.", "mio", "millions", "million", "millionen", "百万"),
    7: ("crores", "crore", "千万"),
    8: ("亿", "億", "hundred million"),
    9: ("b", "bn", "bln", "bil", "billions", "billion", "mrd.", "mrd", "milliarden", "milliards", "十亿"),
    11: ("hundred billion",),
    12: ("t", "tn", "trn", "trillions", "trillion", "万亿"),
}
"""Power of ten -> how others write it."""
_NAMES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_WORDS = {
    "half a": "0.5", "a half": "0.5", "half": "0.5", "a": "1", "an": "1", "one and a half": "1.5",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20",
    "fifty": "50", "a hundred": "100",
}  # fmt: skip
_NUMBER = re.compile(r"-?\d[\d.,'_ ]*")
_RANGE = re.compile(r"(?P<low>.*?\d)\s*(?P<low_scale>[a-z]+\s*)?(?:-|\bto\b|\bbis\b|至|到)\s*(?P<high>[^\d]*\d.*)")
MAX_TEXT = 80
K = TypeVar("K", str, int)


class Meant(NamedTuple):
    """One way to read an amount. `unit` is empty where none is written; `note` says when this reading is right."""

    hedge: str
    number: str
    """A number with its scale: `1.5 million`."""
    unit: str
    note: str = ""

    def write(self, unit: str) -> str:
        """The amount in our notation, in a unit."""
        return " ".join(filter(None, [self.hedge, self.number, unit]))


def read_amount(text: str) -> list[Meant]:
    """The ways to read an amount in another notation, the likeliest first; none where it cannot be read."""
    folded = _fold(text)
    if not folded or len(folded) > MAX_TEXT:
        return []
    return _read_one(folded) or _read_range(folded)


def _fold(text: str) -> str:
    """Plain digits, spaces and hyphens, lower case, without quotes, and without a second amount in brackets."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate({ord(c): "-" for c in "‐‑‒–—−"})
    plain = re.sub(r"(?<=\d)-(?=[a-z])(?!-plus)", " ", plain)
    plain = re.sub(r"(?<=\w)\s*\([^()]*\)$", "", plain)
    plain = re.sub(r"(percent|per cent|%) of .*$", r"\1", re.sub(r"^minus ?(?=\d)", "-", plain))
    return re.sub(r"(?<!\d)\.(?=\d)", "0.", " ".join(plain.replace("’", "'").split()).strip("\"'“”"))


def _read_one(text: str) -> list[Meant]:
    before, rest = _peel(text, _BEFORE, at_start=True)
    after, rest = _peel(rest, _AFTER, at_start=False)
    unit, rest = _peel_unit(rest, at_start=True)
    last, rest = _peel_unit(rest, at_start=False)
    unit = last or unit
    late, rest = _peel(rest, _AFTER, at_start=False)
    found, rest = _peel(rest, _SCALES, at_start=False)
    scale = found or 0
    late = late or _peel(rest, _AFTER, at_start=False)[0]
    rest = _peel(rest, _AFTER, at_start=False)[1]
    numbers = [(_WORDS[rest], "")] if rest in _WORDS else _read_number(rest, scale)
    units = _UNCLEAR_UNITS.get(unit, (unit,))
    hedge = before or after or late or ""
    return [Meant(hedge, _format(number, scale), each, note) for number, note in numbers for each in units]


def _peel(text: str, table: dict[K, tuple[str, ...]], at_start: bool) -> tuple[K | None, str]:
    """The key of the longest of the words that a text begins or ends with, and the rest of the text."""
    known = sorted(((word, key) for key, words in table.items() for word in words), key=lambda pair: -len(pair[0]))
    for word, key in known:
        if at_start and text.startswith(word) and not _joins(word[-1:], text[len(word) : len(word) + 1]):
            return key, text[len(word) :].strip()
        if not at_start and text.endswith(word) and not _joins(text[-len(word) - 1 : -len(word)], word[:1]):
            return key, text[: -len(word)].strip()
    return None, text


def _joins(left: str, right: str) -> bool:
    """Whether two characters belong to one word."""
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()


def _peel_unit(text: str, at_start: bool) -> tuple[str, str]:
    """The unit that a text begins or ends with; a three-letter code that the table does not know counts, too."""
    table = {**_UNITS, **{sign: (sign,) for sign in _UNCLEAR_UNITS}}
    unit, rest = _peel(text, table, at_start)
    if unit:
        return unit, rest
    match = re.match(r"([a-z]{3})\s*(?=\d)", text) if at_start else re.search(r"(?<=[\d\s])([a-z]{3})$", text)
    if match and _peel(match[1], _SCALES, at_start=False)[1]:
        return match[1].upper(), (text[: match.start()] + text[match.end() :]).strip()
    word = re.search(r"(?<=[\d\s])([a-z][a-z-]*)$", text) if not at_start else None
    if word and not _peel(word[1], _SCALES, at_start=False)[0]:
        return word[1], text[: word.start()].strip()
    return "", text


def _read_number(text: str, scale: int) -> list[tuple[str, str]]:
    """The ways to read a number with separators: (plain decimal, when it is right)."""
    if not _NUMBER.fullmatch(text):
        return []
    text = text.replace(" ", "").replace("'", "").replace("_", "")
    points, commas = text.count("."), text.count(",")
    if points and commas:
        last = max(text.rfind("."), text.rfind(","))
        return [(f"{re.sub('[.,]', '', text[:last])}.{text[last + 1 :]}", "")]
    if points > 1:
        head, _, tail = text.partition(".")
        thousands = text.replace(".", "")
        return [(thousands, "if the points separate thousands"), (f"{head}.{tail.partition('.')[0]}", "if not")]
    if commas == 1 and (not re.fullmatch(r"-?\d{1,3},\d{3}", text) or text.lstrip("-").startswith("0")):
        return [(text.replace(",", "."), "")]
    if commas == 1 and scale:
        notes = ("if the comma separates thousands", "if it is a decimal comma")
        return [(text.replace(",", ""), notes[0]), (text.replace(",", "."), notes[1])]
    return [(text.replace(",", ""), "")]


def _format(number: str, scale: int) -> str:
    """A number with the largest scale that writes it shortly: `1500000` -> `1.5 million`."""
    number = number.rstrip(".")
    if scale in _NAMES and not (scale in (3, 6, 9) and len(number.partition(".")[0].lstrip("-")) > 4):
        return f"{number} {_NAMES[scale]}"
    try:
        value = Decimal(number).scaleb(scale)
    except InvalidOperation:
        return number
    if abs(value) < 10**6 or value != value.to_integral_value():
        return f"{value:f}"
    name = max(power for power in _NAMES if abs(value) >= 10**power)
    short = f"{value.scaleb(-name):f}"
    short = short.rstrip("0").rstrip(".") if "." in short else short
    return f"{short} {_NAMES[name]}" if len(short) <= 7 else f"{value:f}"


def _read_range(text: str) -> list[Meant]:
    """`10 to 12 million USD` as its two bounds."""
    hedge, rest = _peel(text, {"": ("between", "from", "von")}, at_start=True)
    if hedge is not None:
        rest = re.sub(r"\band\b", "to", rest)
    match = _RANGE.fullmatch(rest)
    if not match:
        return []
    highs = _read_one(match["high"])
    lows = _read_one(match["low"] + " " + (match["low_scale"] or _find_scale(match["high"])))
    if not highs or not lows:
        return []
    unit = highs[0].unit or lows[0].unit
    note = "an amount is one number; keep the range in the text"
    return [Meant("at least", lows[0].number, unit, note), Meant("at most", highs[0].number, unit, note)]


def _find_scale(text: str) -> str:
    _, rest = _peel_unit(text, at_start=False)
    scale, _ = _peel(rest, _SCALES, at_start=False)
    return _NAMES.get(scale or 0, "")
