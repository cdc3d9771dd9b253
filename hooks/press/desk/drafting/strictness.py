"""What a program's claim must also keep of its sentence. These rules would be too strict for a person's words: they
only leave a claim to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...content.kinds.claim import Claim
from ...problem import make_visible
from ..comparison.words import NOT, find_longest_run, find_stem, list_stems, list_words

MAX_RUN = 6
"""How many words in a row, names included, a claim may share with its sentence if they are most of it."""
MAX_SHARED = 1
"""How many words of an aim a claim may share that states no aim."""
_AHEAD = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|hop(?:es?|ed|ing)|intend(?:s|ed)?|want(?:s|ed)?|will|would|could|may|might"
    r"|expect(?:s|ed)?|seek(?:s|ing)?|ambitions?|goals?|tr(?:y|ies|ied|ying)|prepar\w+|prep|quest|should|likely|unlikely"
    r"|propos\w+|due|scheduled|targets?|promis\w+|going to|meant to|meant for|(?:is|are|was|were) to|looking to)\b"
    r"|[将拟]|计划|希望",
    re.IGNORECASE,
)
"""Words of what is intended or expected, and not yet so."""
_FOLLOWING = 12
"""How many words after such a word belong to what is intended."""
_PREFIXED = re.compile(r"(?:un|non-?|dis|in|im|ir)(\w{5,})")
_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:rules?|instructions?|prompts?|above|previous|earlier|guidelines)\b"
    r"|\b(?:system prompt|as an? (?:ai|language model|assistant)|you are (?:now )?an? (?:ai|assistant|model|editor))\b"
    r"|\b(?:write|answer|output|reply|respond|say|add a claim) (?:only |instead )?(?:that|with|the following)\b.{0,80}"
    r"\b(?:instead|claim|list|yaml)\b|忽略.{0,10}(?:指令|规则|提示)",
    re.IGNORECASE,
)
"""A sentence that speaks to a program that reads it."""


def find_doubts(claim: Claim, sentence: str) -> Iterator[str]:
    """What a person must decide about a program's claim before it is even a draft; nothing for most."""
    if match := _INSTRUCTION.search(sentence):
        yield f"{claim.at} has '{make_visible(match[0])}', an instruction to a program, which is no news"
    if claim.kind in ("plan", "forecast") and not _AHEAD.search(claim.text):
        yield f"it is a {claim.kind}, and the text states it as a fact"
    elif not _AHEAD.search(claim.text) and (aim := _find_shared_aim(claim.text, sentence)):
        yield f"{claim.at} says '{aim}' of what is not yet so; the claim states it as a fact"
    if word := _find_dropped_prefix(claim.text, sentence):
        yield f"{claim.at} has '{word}'; the claim has the word without its prefix"
    run = find_longest_run(claim.text, list_words(sentence)).split()
    if len(run) > MAX_RUN and 2 * len(run) > len(list_words(claim.text)):
        yield f"'{make_visible(' '.join(run))}' is copied from {claim.at}"


def _find_shared_aim(text: str, sentence: str) -> str:
    """The word of a sentence that makes an aim of what the text states as a fact; empty if there is none."""
    stated = list_stems(text)
    for match in _AHEAD.finditer(sentence):
        aim = " ".join(sentence[match.end() :].split()[:_FOLLOWING])
        if len(stated & list_stems(aim)) > MAX_SHARED:
            return match[0]
    return ""


def _find_dropped_prefix(text: str, sentence: str) -> str:
    """A word of a sentence such as `uncensored` whose opposite the text has; empty if there is none."""
    if NOT.search(text):
        return ""
    stems = {find_stem(word) for word in list_words(text)}
    for word in list_words(sentence):
        match = _PREFIXED.fullmatch(word)
        if match and find_stem(match[1]) in stems and find_stem(word) not in stems:
            return word
    return ""
