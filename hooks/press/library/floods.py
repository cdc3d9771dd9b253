"""Names that are common words: one that links in very many claims says nothing there, and fills its entry's page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..content.kinds import KINDS
from ..problem import Code, Problem
from .library import Library
from .names import Names, find_name_path

MIN_CLAIMS = 100
"""Up to this many claims a name may be in every one of them: a small briefing can be about one word."""
MAX_CLAIMS = 250
"""More claims than this are a flood in a briefing of any size: the list of an entry then goes on to a second page."""
MAX_SHARE = 0.05
"""So is a larger share of all claims."""
MIN_COMMON = 0.25
"""A word is common if at least this share of its uses is written as one, without a capital."""


def find_floods(library: Library, names: Names) -> Iterator[Problem]:
    """Warns of each name of a term or a product that is one word and links in very many claims, unless it is always
    written with a capital: readers expect that AI leads to its entry."""
    if len(library.claims) <= MIN_CLAIMS:
        return
    texts = [record.data.text for record in library.claims.values()]
    counts = _count_namings(names, texts)
    limit = max(MIN_CLAIMS, min(MAX_CLAIMS, int(MAX_SHARE * len(texts))))
    for entry_id, word in sorted(pair for pair, count in counts.items() if count > limit):
        record = library.entry(entry_id)
        if KINDS[record.kind].has_versions and _is_common(word, texts, counts[entry_id, word]):
            path = find_name_path(record, word)
            what = f"'{word}' links in {counts[entry_id, word]:,} of {len(texts):,} claims"
            cure = f"if it is a common word there, add 'link: false'; [[{entry_id}]] still links"
            yield Problem(record.locate(*path), Code.FLOODING_NAME, what, cure)


def _count_namings(names: Names, texts: list[str]) -> Counter[tuple[str, str]]:
    """(entry, name of one word in lower case) -> in how many texts it links."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found = {(mention.id, text[mention.start : mention.end].lower()) for mention in names.mentions(text)}
        counts.update(pair for pair in found if pair[1].isalpha())
    return counts


def _is_common(word: str, texts: list[str], count: int) -> bool:
    pattern = re.compile(rf"\b{re.escape(word)}\b")
    return sum(1 for text in texts if pattern.search(text)) >= MIN_COMMON * count
