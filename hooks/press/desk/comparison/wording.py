"""Rules 5 and 6: what the claim affirms, its passage does not deny or turn round; no long run of words is copied."""

from __future__ import annotations

from collections.abc import Iterator

from ..recognition.article import blank
from .answers import Finding
from .claims import Statement
from .opposites import find_opposite
from .passages import Passage
from .words import (
    HEDGES,
    LACK,
    UNCERTAIN,
    find_longest_run,
    find_stem,
    is_negated,
    list_negated,
    list_opposites,
    list_stems,
    list_words,
    split_clauses,
)

MAX_RUN = 6
"""How many words in a row a claim may share with its passage, outside of names."""


def check_negation(claim: Statement, passage: Passage) -> Iterator[Finding]:
    """A `not` is in both or in neither. Only English and Chinese are read."""
    claim_says, passage_says = is_negated(claim.text), is_negated(passage.text)
    place, stems = passage.place, {find_stem(word) for word in list_words(claim.text)}
    if claim_says and not passage_says:
        lacks = LACK.search(passage.text) is not None
        yield Finding(f"the claim has a 'not'; {place} has none", is_wrong=not lacks)
    elif claim_says and not any(is_negated(part) or LACK.search(part) for part in _find_nearest(claim, passage)):
        yield Finding(f"the claim has a 'not'; what {place} says of it has none")
    elif passage_says and not claim_says and any(map(is_negated, _find_nearest(claim, passage))):
        lacks = LACK.search(claim.text) is not None
        denied = next((words for words in list_negated(passage.text) if words <= stems), None)
        yield Finding(f"{place} has a 'not'; the claim has none", is_wrong=denied is not None and not lacks)
    for word, opposite in list_opposites(passage.text):
        if opposite in stems and find_stem(word) not in stems and not claim_says:
            yield Finding(f"{place} says '{word}'; the claim does not")


def check_opposites(claim: Statement, passage: Passage) -> Iterator[Finding]:
    """The claim does not say the opposite of its passage, such as `lost` for `raised`."""
    if found := find_opposite(claim.text, passage.text):
        said, read = found
        yield Finding(f"the claim says '{said}'; {passage.place} says '{read}'")


def _find_nearest(claim: Statement, passage: Passage) -> list[str]:
    """The clauses of a passage that the claim is nearest to, by the weight of the stems that they share, without those
    of places; none if it shares nothing."""
    stems = list_stems(claim.text) - _list_place_stems(claim, passage)
    weights = {part: passage.article.weigh(stems & list_stems(part)) for part in split_clauses(passage.text)}
    most = max(weights.values())
    return [part for part, weight in weights.items() if weight == most > 0]


def _list_place_stems(claim: Statement, passage: Passage) -> frozenset[str]:
    places = [name for name in claim.names if name.id and passage.article.lexicon.is_kind(name.id, "place")]
    return frozenset().union(*(list_stems(name.text) for name in places))


def check_hedge(claim: Statement, passage: Passage) -> Iterator[Finding]:
    """What the passage says with `may` or `reportedly` is not a fact in the claim."""
    if (seen := UNCERTAIN.search(passage.text)) and not HEDGES.search(claim.text):
        yield Finding(f"{passage.place} says '{seen[0]}'; the claim says it as a fact")


def check_copied_run(claim: Statement, passage: Passage) -> Iterator[Finding]:
    """No run of more than six words is the passage's own."""
    run = find_longest_run(blank(claim.text, [*claim.names, *claim.unknown]), list_words(passage.text))
    if len(run.split()) > MAX_RUN:
        yield Finding(f"'{run}' is copied from {passage.place}")
