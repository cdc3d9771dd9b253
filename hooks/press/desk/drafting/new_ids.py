"""An id for an article that is new in the briefing, from its publisher and the first words of its title."""

from __future__ import annotations

import re
from itertools import chain, count

from ...content.kinds.base import MAX_ID, RESERVED
from ...content.values.names import make_sort_key
from ...library.library import Library

MAX_WORDS = 5
MAX_LENGTH = 50
_SMALL_WORD = re.compile(
    "a|an|the|and|or|but|of|in|on|at|to|for|by|with|from|as|is|are|was|were|be|its|it|their|his|her|this|that|into|"
    "after|amid|over|under|up|out|der|die|das|und|le|la|les|de|du|des|et|el|los|y|en"
)
"""What says little in an id."""


def make_article_id(publisher: str, title: str, library: Library) -> str:
    """A free id such as `herald-lantern-opens-shop`; Chinese titles are written in pinyin."""
    words = [word for word in _list_words(title) if not _SMALL_WORD.fullmatch(word)] or ["article"]
    base = publisher[: MAX_ID - MAX_LENGTH]
    for word in words[:MAX_WORDS]:
        if len(base) + 1 + len(word) > MAX_ID - 4:
            break
        base += f"-{word}"
        if len(base) >= MAX_LENGTH:
            break
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(name for name in names if _is_free(name, library))


def _list_words(title: str) -> list[str]:
    latin = make_sort_key(title).partition("\x00")[0]
    words = ["".join(character for character in word if character.isascii()) for word in latin.split()]
    return [word for word in words if word]


def _is_free(name: str, library: Library) -> bool:
    return name not in RESERVED and not library.holds(name) and name not in library.moved
