"""Names: whether they are Chinese, and their order in an A–Z index."""

from __future__ import annotations

import re
from functools import lru_cache

from ...problem import fold_text
from .languages import HAN, guess_language

_IS_HAN = re.compile(f"[{HAN}]")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_AFTER_FAMILY_NAME = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "obe", "cbe", "mbe", "esq"})
"""Words that follow a family name and are not part of it, without points."""
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)[-‑](?=\w)", re.IGNORECASE)
"""An Arabic article, which an index leaves out: al-Falih is under F."""
_ONE_LETTER_ARTICLE = re.compile(r"(?:d|l)['’](?=\w)")


def is_han(character: str) -> bool:
    return _IS_HAN.match(character) is not None


def has_han(text: str) -> bool:
    return not text.isascii() and _IS_HAN.search(text) is not None


def put_family_name_first(name: str) -> str:
    """A person's name whose given name is first, in the order of an index: `Vincent van Gogh` -> `Gogh Vincent van`.

    The family name is the last word, so the particles before it (`van`, `von der`, `de`, `bin`) count for nothing, and
    neither does an article that is joined to it (`al-Falih`, `d'Alembert`) or what follows it (`Jr.`, a remark in
    brackets). A name in Chinese characters, kana or hangul begins with its family name and stays as it is.
    """
    words = _IN_BRACKETS.sub("", name).replace(",", " ").split()
    after = [word for word in words if word.replace(".", "").casefold() in _AFTER_FAMILY_NAME]
    words = [word for word in words if word not in after]
    if len(words) < 2 or has_han(name) or guess_language(name):
        return name
    family = _ONE_LETTER_ARTICLE.sub("", _ARTICLE.sub("", words[-1], count=1), count=1)
    return " ".join([family, *words[:-1], *after])


@lru_cache(maxsize=100_000)
def make_sort_key(text: str) -> str:
    """The key that sorts Latin names by their letters and Chinese ones by pinyin, so that both share one A–Z index."""
    latin = _to_pinyin(text) if has_han(text) else text
    return f"{fold_text(latin)}\x00{text}"


def _to_pinyin(text: str) -> str:
    from pypinyin import Style, lazy_pinyin  # its dictionary takes longer to load than a small build

    return " ".join(lazy_pinyin(text, style=Style.NORMAL))


def find_initial(key: str) -> str:
    """The letter of the A–Z index that a sort key belongs to; `0–9` for digits, `#` for the rest."""
    first = key[:1].upper()
    if first.isdigit():
        return "0–9"
    return first if "A" <= first <= "Z" else "#"
