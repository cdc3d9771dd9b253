"""Who speaks in a sentence, and through which outlet the article has it.

A speaker needs a verb of saying, or `according to`. A sentence without either has none: nobody is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .lexicon import Lexicon
from .sayings import ACCORDING, BEFORE_NAME, SAYING, SAYING_CHINESE
from .sentence import FoundSpeaker, KnownName, UnknownName

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|「[^」]*」?")
_AFTER_VERB = re.compile(
    rf"(?:^|[,”\"’)—–-]\s?|\s)(?:{BEFORE_NAME})\s(?:(?:[a-z][\w-]*|CEO|CFO|CTO|COO|[Cc]hief|[Cc]hairman|[Pp]resident|Mr|Ms"
    r"|Dr|Professor|[\w-]+['’]s)\s){0,6}$"
)
"""What is before a speaker that follows its verb: `said market analyst …`."""
_ROLES_ONLY = re.compile(
    r"\b(?:said|says|wrote|writes|added|adds|noted|argued|explained|warned|predicted|stated|commented|recalled)\s(?P<words>.*)$"
)
_NO_ROLE = re.compile(
    r"\b(?:that|it|he|she|they|we|the|its|his|her|their|this|these|in|on|at|to|by|with|of|from|for|and|but|if|when|there"
    r"|was|were|is|are|had|has|would|will|a|an)\b"
)
_BEFORE_VERB = re.compile(
    rf"^(?:\s(?:has|had|have|also|later|then|once|recently|previously|reportedly|publicly|already|who|himself|herself"
    rf"|earlier|now))*\s(?:{SAYING})\b(?!\s(?:by|to have|users|customers)\b)"
)
_WHO = re.compile(rf"^,?\swho\s(?:also\s|has\s|had\s)?(?:{SAYING})\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s(?:also\s)?$")
_ACCORDING = re.compile(rf"\b(?:{ACCORDING})\s(?P<words>[^,.;:“”\"]*)$", re.IGNORECASE)
_VIA = re.compile(
    r"\b(?:told|tells|interview(?:ed)? (?:with|by|for)|interview to|speaking (?:to|with)|spoke (?:to|with)|statement to"
    r"|quoted by|cited by|reported by|as saying by|seen by|reviewed by|in comments to|in remarks to)"
    r"\s(?:(?:the|local|state|Chinese|business|news|media|outlet|newspaper|magazine|broadcaster|website|agency|a|an|its"
    r"|state-owned|financial|tech|technology|portal|publication)\s)*$"
)
_PRONOUN = re.compile(rf"(?<![\w’'])(?P<word>[Hh]e|[Ss]he)\s(?:(?:also|later|then|has|had)\s)*(?:{SAYING})\b"
                      rf"|(?:{BEFORE_NAME})\s(?P<late>he|she)\b(?=[\s,.;]*(?:$|[,.;“\"]))")  # fmt: skip
_UNNAMED = re.compile(
    rf"(?P<words>\b(?:[Tt]he|[Aa]n?|[Ss]ome|[Tt]wo|[Tt]hree|[Ss]everal)?\s?(?:[\w-]+\s){{0,3}}(?:sources?|people|person"
    r"|officials?|spokes(?:man|woman|person)|analysts?|company|firm|start-up|experts?|executives?|employees?|insiders?"
    rf"|report|statement|ministry|regulators?)(?:\s(?:familiar with|close to|briefed on|at|from)[^,.;“”]{{1,40}})?)"
    rf",?\s(?:has |had |also )*(?:{SAYING})\b(?!\sby\b)"
    rf"|(?:{ACCORDING})\s(?P<source>(?:an?|the|some|two|three|several|people|sources?|analysts?)\b[^,.;“”]{{0,60}})"
)
_CHINESE_BEFORE = re.compile(
    rf"^(?:等?人)?(?:在[^，。]{{0,20}}?[时中上]|对[^，。]{{0,15}}?|也|还|曾|进一步|则|此前|公开|近日){{0,3}}(?:{SAYING_CHINESE})"
)
_CHINESE_ACCORDING = re.compile(r"(?:据|根据|援引)(?:媒体|外媒)?$")
_CHINESE_VIA = re.compile(r"(?:告诉|接受|对|向)(?:媒体|记者)?$")
_LOOK_BACK = 200
"""How many characters beside a name are looked at."""


class _Name(NamedTuple):
    """A name that may speak: an entry, one of several, or an unknown name."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    is_outlet: bool

    def speak(self) -> FoundSpeaker:
        """It as a speaker."""
        known = self.ids[0] if len(self.ids) == 1 else None
        return FoundSpeaker(self.start, self.end, self.text, known, self.ids if len(self.ids) > 1 else ())


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks in a sentence, and through whom."""

    speaker: FoundSpeaker | None = None
    via: FoundSpeaker | None = None


def find_speech(
    text: str,
    names: Sequence[KnownName],
    unknown: Sequence[UnknownName],
    lexicon: Lexicon,
    publisher: str,
    before: Sequence[str],
) -> Speech:
    """The speaker of a sentence. `before` are the people that the sentences before it name, the nearest first: `he
    said` means the nearest of them or of this sentence, if there is one."""
    outside = _QUOTED.sub(lambda match: "”" * len(match[0]), text)
    people = list(_list_names(names, unknown, lexicon, outside))
    said = [name for name in people if _says(outside, name)]
    sources = [name for name in people if _is_source(outside, name, people)]
    told = [name for name in people if name.is_outlet and _is_told(_look_back(outside, name))]
    speaker, via = _choose([name for name in said if name not in told], sources, told)
    if speaker is None and (found := _find_pronoun(outside, people, before, lexicon)):
        return Speech(found, _drop_own(via, publisher))
    if speaker is None and (match := _UNNAMED.search(outside)):
        group = "words" if match["words"] else "source"
        start = match.start(group) + len(match[group]) - len(match[group].lstrip())
        words = match[group].strip()
        return Speech(FoundSpeaker(start, start + len(words), words, None), _drop_own(via, publisher))
    return Speech(speaker.speak() if speaker else None, _drop_own(via, publisher))


def _list_names(
    names: Sequence[KnownName], unknown: Sequence[UnknownName], lexicon: Lexicon, outside: str
) -> Iterator[_Name]:
    """The names outside of quotations that may speak, in order."""
    found: list[_Name] = []
    for name in names:
        ids = tuple(known for known in name.ids if lexicon.is_speaker(known))
        if ids:
            is_outlet = all(lexicon.is_company_type(known, "outlet") for known in ids)
            found.append(_Name(name.start, name.end, name.text, ids, is_outlet))
    found += [_Name(name.start, name.end, name.text, (), False) for name in unknown]
    yield from (name for name in sorted(found) if outside[name.start : name.start + 1] != "”")


def _look_back(text: str, name: _Name) -> str:
    """What is before a name, as far as it matters."""
    return text[max(0, name.start - _LOOK_BACK) : name.start]


def _is_told(before: str) -> bool:
    """Whether words before an outlet say that somebody spoke to it, or that it is the source."""
    return bool(_VIA.search(before) or _CHINESE_VIA.search(before))


def _says(text: str, name: _Name) -> bool:
    """Whether a name is the subject of a verb of saying, before or behind it."""
    after = _skip_asides(text, name.end)
    if _BEFORE_VERB.match(after) or _WHO.match(text[name.end :]) or _CHINESE_BEFORE.match(text[name.end :]):
        return not _PASSIVE.search(_look_back(text, name))
    match = _ROLES_ONLY.search(_look_back(text, name))
    if match is None or not _AFTER_VERB.search(_look_back(text, name)):
        return False
    return not _NO_ROLE.search(match["words"])


def _skip_asides(text: str, end: int) -> str:
    """What follows a name without what commas or brackets enclose: `, 61, said` -> ` said`."""
    rest = text[end : end + 2 * _LOOK_BACK]
    for pattern in (r"^\s?\([^()]*\)", r"^,[^,]{1,120},"):
        rest = re.sub(pattern, "", rest)
    return re.sub(rf"^,[^,]{{1,120}},(?=\s(?:{SAYING})\b)", "", rest)


def _is_source(text: str, name: _Name, people: Sequence[_Name]) -> bool:
    """Whether `according to` is before a name; of several names behind it, the first that is no part of a role."""
    before = _look_back(text, name)
    if _CHINESE_ACCORDING.search(before):
        return True
    match = _ACCORDING.search(before)
    if match is None:
        return False
    begins = name.start - len(match["words"])
    between = [other for other in people if begins <= other.start < name.start]
    return not between and not re.search(r"\b(?:in|at|of|by|from|with)\s$", match["words"])


def _choose(said: list[_Name], sources: list[_Name], told: list[_Name]) -> tuple[_Name | None, _Name | None]:
    """The speaker and the outlet. A person comes before an organization; an outlet beside another speaker is `via`."""
    via = told[0] if told else None
    speakers = [name for name in said if not name.is_outlet]
    others = [name for name in sources if not name.is_outlet]
    outlets = [name for name in (*sources, *said) if name.is_outlet]
    if speakers or others:
        return (speakers or others)[0], via or (outlets[0] if outlets else None)
    if via is not None:
        return None, via
    return (outlets[0] if outlets else None), None


def _drop_own(via: _Name | None, publisher: str) -> FoundSpeaker | None:
    """An article's own publisher is not an outlet that it cites."""
    return via.speak() if via and via.ids != (publisher,) else None


def _find_pronoun(text: str, people: Sequence[_Name], before: Sequence[str], lexicon: Lexicon) -> FoundSpeaker | None:
    match = _PRONOUN.search(text)
    if match is None:
        return None
    group = "word" if match["word"] else "late"
    earlier = [name.ids[0] for name in reversed(people) if name.end <= match.start(group) and len(name.ids) == 1]
    nearest = [known for known in (*earlier, *before) if lexicon.is_kind(known, "person")]
    start, end = match.span(group)
    return FoundSpeaker(start, end, match[group], nearest[0] if nearest else None)
