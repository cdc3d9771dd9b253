"""Names that are common words: one that links in very many claims says nothing there, and fills its entry's page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ..content.kinds import KINDS
from ..content.kinds.claim import Claim
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


def find_floods(library: Library, names: Names, list_claims: Callable[[str], Sequence[str]]) -> Iterator[Problem]:
    """Warns of each name of a term or a product that is one word and links in very many claims, unless it is always
    written with a capital: readers expect that AI leads to its entry. Claims with the entry in a field do not count.
    `list_claims` gives the claims that may name an entry."""
    total = len(library.claims)
    limit = max(MIN_CLAIMS, min(MAX_CLAIMS, int(MAX_SHARE * total)))
    kinds = [kind.name for kind in KINDS.values() if kind.has_versions] if _is_large(library) else []
    for entry_id in [entry_id for kind in kinds for entry_id in library.ids_of(kind)]:
        claim_ids = list_claims(entry_id)
        claims = [library.claims[claim_id].data for claim_id in claim_ids] if len(claim_ids) > limit else []
        texts = [claim.text for claim in claims if not _is_written(library, claim, entry_id)]
        for word, count in sorted(_count_words(names, texts, entry_id).items()):
            if count > limit and _is_common(word, texts, count):
                record = library.entry(entry_id)
                what = f"'{word}' links in {count:,} of {total:,} claims"
                cure = f"if it is a common word there, add 'link: false'; [[{entry_id}]] still links"
                yield Problem(record.locate(*find_name_path(record, word)), Code.FLOODING_NAME, what, cure)


def _is_written(library: Library, claim: Claim, entry_id: str) -> bool:
    """Whether a claim says in its fields that it is about an entry: then the entry's page has it without any name."""
    written = (claim.subject, claim.value, claim.of, *claim.about)
    return any(reference is not None and library.resolve(reference) == entry_id for reference in written)


def _is_large(library: Library) -> bool:
    return len(library.claims) > MIN_CLAIMS


def _count_words(names: Names, texts: list[str], entry_id: str) -> Counter[str]:
    """Name of one word in lower case -> in how many texts it links to an entry."""
    counts: Counter[str] = Counter()
    for text in texts:
        mentions = [mention for mention in names.mentions(text) if mention.id == entry_id]
        words = {text[mention.start : mention.end].lower() for mention in mentions}
        counts.update(word for word in words if word.isalpha())
    return counts


def _is_common(word: str, texts: list[str], count: int) -> bool:
    """Whether a word is written without a capital often enough."""
    pattern = re.compile(rf"\b{re.escape(word)}\b")
    return sum(1 for text in texts if pattern.search(text)) >= MIN_COMMON * count
