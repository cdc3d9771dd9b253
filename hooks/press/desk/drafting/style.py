"""The rules of style for a claim's text that a program can check: length, standing alone, neutral verbs, no markup.

They are those of "What a claim should be" in CONTRIBUTING.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_WORDS = 20
MAX_HAN = 60
"""The most Chinese characters of a claim, which has no spaces between words."""
_DEPENDENT = re.compile(
    r"^(?:he|she|it|they|this|that|these|those|his|her|its|their)\b"
    r"|^(?:the|this) (?:company|firm|start-?up|founder|outlet|article|author|report|app|service|deal|move|post)\b"
    r"(?!\s+(?:on|of|behind|that|which|in|from|by|for)\b)"
    r"|^(?:这|该|他|她|它|其)",
    re.IGNORECASE,
)
"""A beginning that means nothing without the article."""
_RELATIVE = re.compile(
    r"\b(?:currently|recently|yesterday|today|tomorrow|nowadays|ago|(?:last|this|next|coming) (?:week|month|year"
    r"|quarter|spring|summer|autumn|fall|winter|(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b|目前|最近|昨[天日]|今[天日年]|上[周月]|去年",
    re.IGNORECASE,
)
_LOADED = re.compile(
    r"\b(?:admit(?:s|ted|ting)?|claim(?:s|ed|ing)?|reveal(?:s|ed|ing)?|boast(?:s|ed|ing)?|insist(?:s|ed|ing)?|slam(?:s|med)?"
    r"|blast(?:s|ed)?|tout(?:s|ed|ing)?|brag(?:s|ged)?|concede[sd]?|confess(?:es|ed)?|gush(?:es|ed)?|rant(?:s|ed)?|hail(?:s|ed)"
    r"|vow(?:s|ed)?|lament(?:s|ed)?|shocking(?:ly)?|stunning(?:ly)?|groundbreaking|revolutionary)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[<>\[\]`{}|\\]|\*\*?|__|https?:|www\.|^#|\n|!\(")
_HAN = re.compile("[\u4e00-\u9fff]")


def find_style_faults(text: str) -> Iterator[str]:
    """What is wrong with the style of a claim's text, as sentences; nothing if it is good."""
    words, han = len(text.split()), len(_HAN.findall(text))
    if words > MAX_WORDS:
        yield f"it has {words} words; at most {MAX_WORDS} are allowed"
    if han > MAX_HAN:
        yield f"it has {han} Chinese characters; at most {MAX_HAN} are allowed"
    if match := _MARKUP.search(text):
        yield f"it has markup ({match[0].strip() or 'a line break'})"
    if match := _DEPENDENT.search(text):
        yield f"'{match[0]}' does not stand alone: name who or what it is"
    if match := _RELATIVE.search(text):
        yield f"'{match[0]}' does not stand alone: write the date itself"
    if match := _LOADED.search(text):
        yield f"'{match[0]}' is not neutral: write says, writes, reports, announces or estimates"
