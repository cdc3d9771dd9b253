"""Names of things: their Chinese parts, and their order in an A–Z index."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from ...problem import fold_text

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HAN_RUN = re.compile(f"[{_HAN}](?:[{_HAN}\u3000-\u3002\uff01-\uff5e·]*[{_HAN}])?")


def is_han(character: str) -> bool:
    return _HAN_RUN.match(character) is not None


def has_han(text: str) -> bool:
    return not text.isascii() and _HAN_RUN.search(text) is not None


@lru_cache(maxsize=100_000)
def mark_chinese(text: str, lang: str = "zh-Hans") -> Markup:
    """`text` as HTML, with each run of Chinese in a span that names its language."""
    if not has_han(text):
        return escape(text)
    parts: list[str] = []
    end = 0
    for run in _HAN_RUN.finditer(text):
        parts += [
            escape(text[end : run.start()]),
            Markup('<span class="zh" lang="{}">{}</span>').format(lang, run[0]),
        ]
        end = run.end()
    return Markup("").join([*parts, escape(text[end:])])


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
