"""The words of a sentence: their stems, negations, and the longest run that two texts share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ...content.values.languages import HAN
from ...problem import fold_letters

_WORD = re.compile(rf"[^\W\d_{HAN}]+(?:['’-][^\W\d_{HAN}]+)*|\d[\d.,]*|[{HAN}]")
_STOP_WORD_LIST = """
    a an the of in on at to for by with from as and or but nor that this these those it its his her their our
    your they he she we you i is are was were be been being has have had do does did will would can could may
    might must shall should which who whom whose what when where while than then so such also more most very s
    not no one into over about after before up out if there other between through during among own same only
    both each any some all"""
_STOP_WORDS = frozenset(_STOP_WORD_LIST.split())
"""Words that say nothing about what a sentence is about."""
_ENDINGS = re.compile(
    r"(?:(?<=\w{3})(?:ization|isation|ational|iveness|fulness|ousness)|(?<=\w{4})(?:ments?|ingly|edly|ities|ations?|ance"
    r"|ence|able|ible|ness)|(?<=\w{3})(?:ies|ied|ing|ers?|ors?|ed|es|ly|ity|al|ive|s))$"
)
NOT = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|unable)\b|n['’]t\b|[不没未无非]", re.IGNORECASE
)
"""The words that negate."""
_NOT_ONLY = re.compile(r"\b(?:not only|no (?:longer|less|fewer|more) than|not least|nothing but)\b", re.IGNORECASE)
"""Words with a `not` that negate nothing."""
_TURNED = re.compile(r"(?:un|in|im|ir|dis|non-?)(\w{4,})")
_CLAUSE = re.compile(r"[;。；]|,\s(?=(?:and|but|so|while|whereas|although|though|as|yet)\s)|(?<=[.!?])\s(?=[A-Z“])")
LACK = re.compile(
    r"\b(?:un(?!der|til|ion|it|iversit|ique|veil|less|iver)\w{3,}|in(?:sufficient|adequate|capable|ability)|lacks?"
    r"|lacked|lacking|fail(?:s|ed)?|little|few|hardly|barely|yet to|limited|refus\w+|den(?:y|ies|ied)|ban(?:s|ned)?"
    r"|stop\w*|end(?:s|ed)|absen\w+|exclud\w+|unlikely)\b",
    re.IGNORECASE,
)
"""Words that can say the same as a `not`."""
HEDGES = re.compile(
    r"\b(?:(?-i:may)|might|could|reportedly|allegedly|rumou?red|likely|unlikely|probably|possibly|perhaps|plans?|planned"
    r"|planning|aims?|aimed|hopes?|hoped|hoping|intends?|expects?|expected|considering|in talks|seeks?|potentially"
    r"|appears?|seems?|would|will|proposed|possible|believed|estimated|estimates?|predicts?|forecasts?|ambitions?|meant"
    r"|want(?:s|ed)?|going to|should|can)\b",
    re.IGNORECASE,
)
"""Words that a claim keeps of what is not certain, or not yet so."""
UNCERTAIN = re.compile(
    r"\b(?:(?-i:may)|might|could|reportedly|allegedly|rumou?red|possibly|perhaps|considering|in talks|potentially)\b",
    re.IGNORECASE,
)
"""The strongest of these: what a passage says with one of them is not stated as a fact."""


def list_words(text: str) -> list[str]:
    """The words of a text in small letters; each Chinese character is one."""
    return [word.strip(".,") for word in _WORD.findall(fold_letters(text).replace("’", "'"))]


def find_stem(word: str) -> str:
    """A word without its endings, so that `founded` and `founder` are alike. No more than a help to compare."""
    word = word.removesuffix("'s")
    for _ in range(2):
        stem = _ENDINGS.sub("", word)
        word = stem if len(stem) >= 3 else word
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.rstrip("eiy") if len(word) > 4 else word


def list_stems(text: str) -> frozenset[str]:
    """The stems of the words that say something; the parts of a hyphenated word count, too. Chinese is taken in pairs
    of characters."""
    words = list_words(text)
    parts = {part for word in words for part in (word, *word.split("-")) if part not in _STOP_WORDS}
    pairs = {a + b for a, b in zip(words, words[1:], strict=False) if len(a) == len(b) == 1 and a + b > "\u2e80"}
    return frozenset(find_stem(word) for word in parts if len(word) > 1) | pairs


def is_negated(text: str) -> bool:
    """Whether a text has a word that negates."""
    return NOT.search(_NOT_ONLY.sub("", text)) is not None


def list_opposites(text: str) -> list[tuple[str, str]]:
    """Each word of a text that a prefix turns round, and the stem of its opposite: `uncensored`, that of `censored`."""
    return [(word, find_stem(match[1])) for word in list_words(text) if (match := _TURNED.fullmatch(word))]


def split_clauses(text: str) -> list[str]:
    """The clauses of a text: a comma and `and`, `but`, `so` or `while` separate clauses."""
    return _CLAUSE.split(text)


def list_negated(text: str) -> Iterator[frozenset[str]]:
    """For each `not` of a text, the stems of the words right behind it, which it negates."""
    plain = _NOT_ONLY.sub("", text)
    for match in NOT.finditer(plain):
        following = re.split(r"[,.;:“”]", plain[match.end() : match.end() + 60])[0]
        words = [word for word in list_words(following) if word not in _STOP_WORDS][:2]
        if words:
            yield frozenset(map(find_stem, words))


def find_longest_run(text: str, other: Sequence[str]) -> str:
    """The longest run of words of a text, whose names are blanked out, that the words of another text have too."""
    longest: list[str] = []
    for part in text.split("\x00"):
        words = list_words(part)
        match = SequenceMatcher(None, words, other, autojunk=False).find_longest_match()
        if match.size > len(longest):
            longest = words[match.a : match.a + match.size]
    return " ".join(longest)
