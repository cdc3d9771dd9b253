"""One way to fold texts for comparison: of names, for search, for sorting, and to find what a misspelling meant.

The script of the theme folds by the same tables, which `hooks/theme/scripts/folding_tables.mjs` holds; a test writes
that file from this one. Chinese stays as it is written, traditional or simplified.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = "ßss æae œoe þth øo łl đd ðd ħh ŧt ıi ςσ"
"""Small letters that Unicode does not see an accent in, each with what it is folded to."""
MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f"
"""The accents that are dropped, and the vowel points of Hebrew and Arabic, as ranges of a character class. The marks of
other scripts, such as Thai, are letters to their readers and stay."""
APOSTROPHES = "'’‘‛ʼʻʹ′`"
"""What is dropped inside words, in any typography: O'Brien and O’Brien are obrien."""
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""What nobody sees inside words, as ranges: soft hyphens, joiners, and what isolates names from right to left."""
HIRAGANA, TO_KATAKANA = "\u3041-\u3096\u309d\u309e", 0x60
"""The hiragana that are read as katakana, as ranges, and how far these are from each other."""
_MARKS = re.compile(f"[{MARKS}{INVISIBLE}]+")
_HIRAGANA = re.compile(f"[{HIRAGANA}]")
_TABLE = str.maketrans({pair[0]: pair[1:] for pair in LETTERS.split()})
_NO_ACUTE = str.maketrans("´", "'")
"""The acute accent of its own would become a space and a mark."""
_NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_ASCII_WORD = re.compile("[a-z0-9]+")


@lru_cache(maxsize=100_000)
def fold_letters(text: str) -> str:
    """A text in small letters without accents, full-width and half-width forms; everything else in it stays."""
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFKD", text.translate(_NO_ACUTE)).lower()
    composed = unicodedata.normalize("NFC", _MARKS.sub("", small)).translate(_TABLE)
    return _HIRAGANA.sub(lambda kana: chr(ord(kana[0]) + TO_KATAKANA), composed)


@lru_cache(maxsize=100_000)
def fold_text(text: str) -> str:
    """The words of a text as `fold_letters` gives them, without punctuation, one space between them."""
    folded = fold_letters(text).translate(_NO_APOSTROPHES)
    if folded.isascii():
        return " ".join(_ASCII_WORD.findall(folded))
    return " ".join("".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in folded).split())
