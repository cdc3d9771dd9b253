"""Compares a claim with its passage by seven rules: 1 amounts, 2 dates, 3 names, 4 speaker, 5 negation and opposites,
hedges too, 6 no copied run, and 7: a match has something to compare, and no other sentence fits nearly as well."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...content.kinds.lock import Compared
from .answers import Answer, CannotTell, Contradiction, Finding, Match, Result
from .claims import Statement
from .mentions import GROUP, PLACE, check_names, check_speaker
from .passages import Passage, ReadArticle
from .values import check_amounts, check_dates
from .wording import check_copied_run, check_hedge, check_negation, check_opposites

Rule = Callable[[Statement, Passage], Iterator[Finding | Compared]]
WordingRule = Callable[[Statement, Passage], Iterator[Finding]]
CONTENT: tuple[Rule, ...] = (check_amounts, check_dates, check_names, check_speaker)
"""The rules that say what was compared. A sentence that they accept may be the one that the claim is from."""
WORDING: tuple[WordingRule, ...] = (check_copied_run, check_negation, check_opposites, check_hedge)
MARGIN = 1.0
"""By how much the score of the passage exceeds that of any other sentence that fits: ln(n) is the weight of a word that
one of n sentences has."""
FLOOR = 0.15
"""The smallest share of the weight of a claim's words that its passage has: with less, the right sentence may not be in
the text."""
LED_FLOOR = 0.3
"""The same where the passage names nothing that the claim names."""
ENOUGH_WORDS = 4
"""How many words a claim has, beside its names, before that share says anything."""
ENOUGH_NAMES = 2
"""How many names say enough with fewer words."""


def compare_statement(claim: Statement, place: tuple[int, int], article: ReadArticle) -> Answer:
    """Compares a claim with the sentences `place`, first and last by number from 0, which the article must have."""
    passage = Passage(article, *place)
    result = _apply(claim, passage, (*CONTENT, *WORDING))
    others = _list_others(claim, passage)
    if result.is_wrong:
        return _contradict(claim, passage, result, others)
    compared = tuple(sorted(result.compared))
    if result.findings:
        return CannotTell(result.findings[0].what, compared)
    own_names = _count_own_names(claim, passage)
    if not compared or (compared == ("names",) and not own_names):
        return CannotTell(f"nothing in this claim can be compared with {passage.place}", compared, is_empty=True)
    weights = _weigh_values([result, *(other.result for other in others)], article)
    own = _score(claim, passage, result, weights)
    for other in others:
        margin = MARGIN if other.fits else 0
        if _score(claim, other.passage, other.result, weights) > own - margin:
            return CannotTell(f"{other.passage.place} fits as well as {passage.place}", compared)
    values = sum(weights[kind] for kind in compared if kind != "names")
    if _shares_few_words(claim, passage, values, own_names):
        return CannotTell(f"{passage.place} shares few of the claim's words", compared)
    return Match(compared)


def _shares_few_words(claim: Statement, passage: Passage, values: float, own_names: int) -> bool:
    """Whether a passage has less than FLOOR of the weight of the claim's words, beside its names; `values` is what the
    speaker, dates and numbers that it has weigh. A few words tell nothing beside two names or a value: `competes with`
    may be `rivals`. Where only pronouns lead to the names, the words tell more."""
    words = {stem for stem in claim.stems if not stem.startswith("[")}
    weigh = passage.article.weigh
    shared = weigh(words & passage.stems) + values
    if not values and not passage.ids & claim.ids and not claim.unknown:
        return shared < LED_FLOOR * weigh(words)
    if len(words) < ENOUGH_WORDS:
        return not shared and own_names < ENOUGH_NAMES
    return shared < FLOOR * weigh(words)


class _Other(NamedTuple):
    """Another sentence of the article, and whether the claim may be from it."""

    passage: Passage
    result: Result
    fits: bool


def _list_others(claim: Statement, passage: Passage) -> list[_Other]:
    others = []
    for place in range(len(passage.article.sentences)):
        if not passage.first <= place <= passage.last:
            other = Passage(passage.article, place, place)
            result = _apply(claim, other, CONTENT)
            denies = any(finding.is_wrong for finding in check_negation(claim, other))
            others.append(_Other(other, result, not result.findings and not denies))
    return others


def _apply(claim: Statement, passage: Passage, rules: Sequence[Rule | WordingRule]) -> Result:
    found = [item for rule in rules for item in rule(claim, passage)]
    findings = tuple(item for item in found if isinstance(item, Finding))
    return Result(findings, frozenset(item for item in found if not isinstance(item, Finding)))


def _contradict(claim: Statement, passage: Passage, result: Result, others: Sequence[_Other]) -> Contradiction:
    """The contradiction, with the sentence where it is right: of those that have what is missing here, one that fits
    the whole claim, else the one that shares most with it."""
    wrong = next(finding for finding in result.findings if finding.is_wrong)
    having = [other for other in others if other.passage.first in wrong.places]
    fitting = [other for other in having if other.fits]
    weights = _weigh_values([other.result for other in others], passage.article)
    best = max(fitting or having, key=lambda other: _score(claim, other.passage, other.result, weights), default=None)
    return Contradiction(wrong.what, best.passage.place if best else "", bool(fitting))


def _weigh_values(results: Sequence[Result], article: ReadArticle) -> Mapping[Compared, float]:
    """What each kind of value weighs in the score: much, if few sentences have it. Names are stems already."""
    total = len(article.sentences) + 1
    counts = Counter(kind for result in results for kind in result.compared if kind != "names")
    return {kind: math.log(total / min(count, total)) for kind, count in counts.items()}


def _score(claim: Statement, passage: Passage, result: Result, weights: Mapping[Compared, float]) -> float:
    """The weight of the stems, entries and values that a claim shares with a passage."""
    values = sum(weights.get(kind, 0.0) for kind in result.compared)
    return passage.article.weigh(claim.stems & passage.stems) + values


def _count_own_names(claim: Statement, passage: Passage) -> int:
    """How many names a claim has that are neither places nor groups."""
    lexicon = passage.article.lexicon
    named = [known for known in claim.ids if lexicon.is_proper(known) and not lexicon.is_kind(known, PLACE)]
    return sum(not lexicon.is_company_type(known, GROUP) for known in named) + len(claim.unknown)
