"""Runs of capitalized words, which are names or parts of names: `Sinovation Ventures`, `Kai-fu Lee`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    rf"(?<![\w@/&.])(?:[A-Z]\w*|{_LETTER}?[a-z]?[A-Z]\w*|\d+[A-Z]\w*)(?:[-‑](?:[A-Z]\w*|\d+|[a-z]{{1,4}}(?=\s[A-Z]))"
    rf"|&[A-Z]\w*|\.[A-Z](?![a-z])\w*|['’](?=[A-Z])\w+)*"
)
"""A word with a capital; a part after a hyphen belongs to it if that has a capital too, as in `Kai-Fu`."""
_NUMBER = re.compile(r"\s(?:\d{1,2}(?:\.\d+)+|\d{1,2})(?=[\s,.;:)”\"’'!?]|$)(?!\s(?:\w+s\b|percent|million|billion|%))")
_VALUE = re.compile(r"\d+(?:[KMBT]|bn|mn|th|st|nd|rd)?|(?:USD|CNY|RMB|EUR|HKD|GBP|JPY|SGD|TWD|NT|HK|US|A|C|S)\d+\w*")
"""A number with its scale or currency, which is no name: `34B`, `USD200`."""
_SPACE = re.compile(r"\s(?=[^\W\d_])")
_PARTICLE = re.compile(r"\s(?:de|du|van|von|der|den|bin|ibn|al|el|da|di)\s(?=[A-Z])")
_OF = re.compile(r"\s(?:of|for)\s(?=[A-Z])")
_TAKES_OF = re.compile(
    r"(?:Bank|University|Ministry|Institute|Academy|Department|Government|House|Bureau|School|College|Council|Court"
    r"|Association|Administration|Society|Museum|Republic|Commission|Congress|Office|Chamber|Centre|Center)$"
)
"""The words whose names go on after `of`: `Bank of China`, but not `Liu of Lantern`."""
_STARTS = re.compile(r"(?:^|[.!?:;]\s|[“\"‘]|^[(\[])$")


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


ROLES = _list("""
    CEO CFO COO CTO Chief Chairman Chairwoman Chair President Vice-President Vice Founder Co-founder Director Minister
    Premier Mr Mrs Ms Miss Dr Prof Professor Sir Lord Dame Senator Governor Mayor Secretary General Analyst Executive
    Officer Head Prime Deputy Former Ex-CEO Editor Spokesman Spokeswoman Partner Manager Judge Justice Captain""")
"""Words before or after a name that are no part of it."""
DEMONYMS = _list("""
    Chinese American British European Asian Japanese Korean Indian French German Russian Taiwanese Singaporean Western
    Eastern African Australian Canadian Italian Spanish Israeli Arab Dutch Swedish Swiss Brazilian Mexican Indonesian
    Vietnamese Thai Malaysian Filipino English Cantonese Mandarin Californian Hongkonger""")
_CALENDAR = _list("""
    January February March April May June July August September October November December Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Spring Summer Autumn
    Winter""")
_ABBREVIATIONS = _list("""
    U.S U.K E.U A.I Ph.D AI IT US UK EU UN USA PRC CEO CFO COO CTO IPO PR TV PC GPU GPUs CPU API GDP VC LLM LLMs HR R&D
    Q1 Q2 Q3 Q4 AM PM FAQ ID OK USD RMB CNY EUR GBP HKD JPY""")
"""Capitals that are no names of their own."""
_FUNCTION_WORDS = _list("""
    A An The This That These Those I He She It We You They His Her Its Our Your Their My In On At By For From
    With Without To Of As And But Or Nor So Yet If When While Where Whereas Although Though Because Since Until
    Unless After Before During Despite Besides Between Among Against About Above Below Under Over Through Across
    Like Unlike Than Then There Here Now Today Yesterday Tomorrow Tonight Last Next Earlier Later Meanwhile
    However Moreover Furthermore Still Even Only Also Both Either Neither Each Every Some Many Most Much Few
    Several All Any No Not Nothing None One Two Three Four Five Six Seven Eight Nine Ten First Second Third
    Another Other Others Such Same What Which Who Whose Why How Asked According Thanks Instead Rather Perhaps
    Maybe Just Once Again More Less Amid Within Following Given Based Including Limited Founded Launched Can
    Could Will Would May Might Should Must Shall Is Are Was Were Has Have Had Do Does Did Let People
    Chinese-language English-language Big Local Global New Rival Shares Sources Companies Analysts Experts
    Researchers Investors Users Start-ups Startups Reporters Fellow""")
"""Words that are no names where a sentence begins with them."""
COMPANY_FORMS = _list("""
    Group Holding Holdings Inc Ltd Limited Corp Corporation Co Company PLC Plc LLC AG SA NV GmbH Technologies""")
"""Words after the name of a company that do not make another name of it."""


class Word(NamedTuple):
    """A capitalized word of a run."""

    start: int
    end: int
    text: str

    @property
    def is_break(self) -> bool:
        """Whether it belongs to no name: a role, a nationality, or a part of the calendar."""
        return self.text.rstrip(".") in ROLES or self.text in DEMONYMS or self.text in _CALENDAR

    @property
    def is_abbreviation(self) -> bool:
        return self.text in _ABBREVIATIONS


class Run(NamedTuple):
    """Capitalized words with nothing but a space, or `of` and the like, between them. `begins` says whether it is
    where a sentence or a quotation begins, so that its first word has a capital anyway."""

    words: tuple[Word, ...]
    begins: bool

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def find_runs(text: str) -> list[Run]:
    """The runs of a sentence in order. `and` never joins words; a possessive ends a run."""
    runs: list[list[Word]] = []
    for match in _WORD.finditer(text):
        if _VALUE.fullmatch(match[0]):
            continue
        word = Word(match.start(), _end_of(text, match), text[match.start() : _end_of(text, match)])
        if runs and _are_joined(text, runs[-1][-1].end, word.start):
            runs[-1].append(word)
        else:
            runs.append([word])
    return list(_cut(text, runs))


def _end_of(text: str, match: re.Match[str]) -> int:
    """The end of a word, without a possessive `s`, with the version number behind it."""
    end = match.end()
    number = _NUMBER.match(text, end)
    return number.end() if number else end


def _are_joined(text: str, end: int, start: int) -> bool:
    links = [_SPACE, _PARTICLE, *([_OF] if _TAKES_OF.search(text[:end]) else [])]
    return any(match.end() == start for link in links if (match := link.match(text, end)))


def _cut(text: str, runs: list[list[Word]]) -> Iterator[Run]:
    """Cuts runs at roles, nationalities and the calendar, and drops the word that a sentence only begins with."""
    for words in runs:
        begins = _STARTS.search(text[: words[0].start]) is not None
        if begins and words[0].text in _FUNCTION_WORDS:
            words, begins = words[1:], False
        part: list[Word] = []
        for word in words:
            if word.is_break:
                if part:
                    yield Run(tuple(part), begins)
                part, begins = [], False
            else:
                part.append(word)
        if part:
            yield Run(tuple(part), begins)


def is_no_function_word(word: str) -> bool:
    """Whether a word with a capital may be a name where a sentence begins with it."""
    return not (word in _FUNCTION_WORDS or word in DEMONYMS or word in _CALENDAR or word in ROLES)
