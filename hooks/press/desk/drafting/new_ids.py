"""An id for an article that is new in the briefing, from its publisher and the first words of its title."""

from __future__ import annotations

import re
from itertools import chain, count

from ...content.kinds import ARTICLE
from ...content.kinds.base import MAX_ID, RESERVED
from ...library.library import Library
from ..editing.ids import make_id

MAX_WORDS = 5
MAX_LENGTH = 50
MAX_WORD = 25
"""The most letters of one word, such as a title without spaces."""
_SMALL_WORD = re.compile(
    "a|an|the|and|or|but|of|in|on|at|to|for|by|with|from|as|is|are|was|were|be|its|it|their|his|her|this|that|into|"
    "after|amid|over|under|up|out|der|die|das|und|le|la|les|de|du|des|et|el|los|y|en"
)
"""What says little in an id."""


def make_article_id(publisher: str, title: str, library: Library) -> str:
    """A free id such as `herald-lantern-opens-shop`; Chinese titles are written in pinyin."""
    words = [word for word in make_id(title, ARTICLE.name).split("-") if word and not _SMALL_WORD.fullmatch(word)]
    base = publisher[: MAX_ID - MAX_LENGTH]
    for word in words[:MAX_WORDS] or [ARTICLE.name]:
        if len(base) + 1 + len(word[:MAX_WORD]) > MAX_ID - 4:
            break
        base += f"-{word[:MAX_WORD]}"
        if len(base) >= MAX_LENGTH:
            break
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(name for name in names if _is_free(name, library))


def _is_free(name: str, library: Library) -> bool:
    return name not in RESERVED and not library.holds(name) and name not in library.moved
