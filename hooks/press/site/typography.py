"""Typographic quotation marks, apostrophes and no-break spaces, set in English prose when a page is made.

A text keeps its length: each straight mark and each space is replaced by one character. So the places of names and
references, which are found in the text as it was written, are the same in the text as it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..content.kinds import ARTICLE
from .urls import ROOT

_PLAIN = re.compile("[\"'0-9]")
"""A text without any of these stays as it is."""
_MARKED = re.compile(r"[<\[]|://|www\.")
_SKIPPED = re.compile(
    r"<(?P<code>code|pre|kbd|samp|var|script|style|textarea|svg)\b[^>]*>.*?</(?P=code)\s*>"
    rf"|<a [^>]*href=\"{ROOT}{ARTICLE.address}[^>]*>.*?</a>"
    r"|<(?P<other>\w+)\b[^>]*\slang=\"(?!en\b)[^>]*>.*?</(?P=other)\s*>"
    r"|(?P<block><!--.*?-->|</?(?:p|li|[uo]l|d[ldt]|h[1-6]|br|hr|t[rdh]|table|thead|tbody|blockquote|div|section)\b[^>]*>)"
    r"|(?P<inline></?[a-zA-Z][^>]*>|\s*\[@[^\[\]\n]*\]|\[\[[^\[\]|\n]*\||\]\])"
    r"|\[\[[^\[\]|\n]*\]\]|(?:https?://|www\.)[^\s<>\"]*[\w/]",
    re.DOTALL | re.IGNORECASE,
)
"""What holds no prose: code, titles of articles, words marked as another language, tags, citations, references, web
addresses."""
_HIDDEN, _BREAK, _LETTER = "\0", "\1", "x"
"""What stands for these while the prose is read: nothing, the end of a block, a word."""
_SPACES = " \n\u00a0\1"
_OPENERS = " \n\t\1\u00a0\u2009\u202f([{<=-–—/‘“«¿¡\u2068\u2067"
_CLOSERS = " \n\t\1\u00a0\u2009\u202f.,;:?!)]}>-–—/’”»…\u2069"
_YEARS = re.compile(r"\d\ds?(?!\w)")
_CUT_WORDS = re.compile(r"(?:n|em|tis|twas|twere|twill|til|bout)(?!\w)", re.IGNORECASE)
"""Words that an apostrophe begins: 'n', 'tis."""
_FEET = re.compile(r"\d' ?\d+$")
_MARKS = re.compile("[\"'\1]")
_LAST_WORD = re.compile(r"[^\W_]+$")
_LONGEST = 20
"""More letters than the longest month or scale has."""
_FOLLOWING = re.compile("[^\1]{1,400}")


class Typography:
    """Sets the prose of one site. No line breaks inside a date with one of `months`, nor between a number and one of
    `units`; `scales` are words such as "million", which a unit may follow."""

    def __init__(self, months: Iterable[str], scales: Iterable[str], units: Iterable[str]) -> None:
        self._months, self._scales = frozenset(months), frozenset(scales)
        words = sorted({*self._months, *self._scales, *units}, key=len, reverse=True)
        after = "|".join(map(re.escape, words))
        self._spaces = re.compile(rf" (?=(?:(?P<word>{after})|\d{{4}})(?!\w))")

    def set_text(self, text: str) -> str:
        """Plain text, Markdown with its references, or HTML, with typographic marks and as many characters as
        before. Tags, code and words marked as another language stay as they are."""
        if not _PLAIN.search(text):
            return text
        visible = _SKIPPED.sub(_blank, text) if _MARKED.search(text) else text
        shown = list(text)
        _set_quotes(visible, shown)
        for match in self._spaces.finditer(visible):
            if self._holds(visible[max(0, match.start() - _LONGEST) : match.start()], match["word"]):
                shown[match.start()] = "\u00a0"
        return "".join(shown)

    def _holds(self, before: str, word: str | None) -> bool:
        """Whether a month, a unit or, if `word` is None, a year stays with what is before it."""
        last = _LAST_WORD.search(before)
        if last is None:
            return False
        if word is None:
            return last[0] in self._months
        return last[0][-1].isdigit() or (last[0] in self._scales and word not in self._months)


def _blank(match: re.Match[str]) -> str:
    """As many characters that stand for what is skipped."""
    filler = _BREAK if match["block"] is not None else _HIDDEN if match["inline"] is not None else _LETTER
    return filler * len(match[0])


def _set_quotes(visible: str, shown: list[str]) -> None:
    """Replaces the straight marks of `visible` in `shown`, from left to right."""
    is_open = {'"': False, "'": False}
    for match in _MARKS.finditer(visible):
        mark, index = match[0], match.start()
        if mark == _BREAK:
            is_open = dict.fromkeys(is_open, False)
            continue
        before = index - 1
        while before >= 0 and visible[before] == _HIDDEN:
            before -= 1
        last = _BREAK if before < 0 else visible[before]
        last = shown[before] if last in is_open else last
        after = _FOLLOWING.match(visible, index + 1)
        set_mark = _set_double if mark == '"' else _set_single
        following = after[0].replace(_HIDDEN, "") if after else ""
        shown[index] = set_mark(last, following or _BREAK, is_open, visible[max(0, index - 8) : index])


def _set_double(last: str, after: str, is_open: dict[str, bool], before: str) -> str:
    """The form of a double mark between the character before it, as it is shown, and what follows it."""
    if last.isdigit() and (not is_open['"'] or _FEET.search(before)):
        return '"'  # inches
    if last.isalnum() and after[0].isalnum():
        return '"'  # inside a word, as in Hebrew abbreviations
    follows, precedes = last in _OPENERS, after[0] in _CLOSERS or after[0] in "'\""
    if last in _SPACES and after[0] in _SPACES:
        return '"'
    is_open['"'] = follows if follows != precedes else not is_open['"']
    return "“" if is_open['"'] else "”"


def _set_single(last: str, after: str, is_open: dict[str, bool], before: str) -> str:
    """The form of a single mark in the same way."""
    if last.isdigit() and not is_open["'"] and not after[0].isalpha():
        return "'"  # feet
    if last in _SPACES and after[0] in _SPACES:
        return "'"
    if last not in _OPENERS or after[0] in _SPACES:
        is_open["'"] &= after[0].isalnum()
        return "’"
    if _YEARS.match(after) or _CUT_WORDS.match(after):
        return "’"
    is_open["'"] = True
    return "‘"
