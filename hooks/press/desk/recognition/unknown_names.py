"""Names that no entry has: runs of capitals, and Chinese names by their surname or in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...content.values.names import has_han
from ...library.checks.near_names import find_meant
from ...problem import find_nearest
from .lexicon import Lexicon
from .names import Parts, Present
from .runs import Run
from .sayings import SAYING
from .sentence import UnknownName

NEAR = 88
"""How alike, of 100, an unknown name and a known one are to be offered together."""
_AGE = re.compile(r",\s\d{1,3}[,\s]")
_VERB = re.compile(rf"\s(?:has |had |also |has also )?(?:{SAYING})\b")
_AND_NAME = re.compile(r"\sand\s[A-Z]")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許蔣賈葉閻鍾薑範譚鄒陸顧龍萬錢湯賴龔"
)
"""The commonest Chinese surnames, simplified and traditional."""
_HAN_NAME = re.compile(
    rf"(?:(?<=创始人)|(?<=董事长)|(?<=总裁)|(?<=CEO)|(?<=首席执行官)|(?<=教授)|(?<=记者)|(?<=，)|(?<=。)|(?<=“)|^)"
    rf"([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=表示|称|说|认为|指出|透露|告诉|写道|宣布|在接受|在采访|对记者|（)"
    rf"|(?:创始人|董事长|首席执行官|CEO|总裁)([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[，。、（）和与在]|$)"
)
_HAN_QUOTED = re.compile(r"[「『《“]([\u4e00-\u9fffA-Za-z0-9·. -]{2,12})[」』》”]")


def find_unknown_names(
    parts: Parts, lexicon: Lexicon, present: Present, taken: Iterable[tuple[int, int]]
) -> Iterator[UnknownName]:
    """The unknown names of a sentence, without an order. `taken` are the spans of its known names."""
    spans = list(taken)
    for run, forms in parts.longer:
        yield _describe(parts.text, run.start, run.end, lexicon, forms)
    for run in parts.free:
        if is_name(parts.text, run, present):
            yield _describe(parts.text, run.start, run.end, lexicon, ())
    for start, end, form in parts.known:
        meanings = lexicon.forms.get(form)
        if (start, end) not in spans and meanings and form not in present.unknown_words:
            yield UnknownName(start, end, parts.text[start:end], tuple(sorted(meanings.short)))
    for match in (*_HAN_NAME.finditer(parts.text), *_HAN_QUOTED.finditer(parts.text)):
        group = match.lastindex or 1
        start, end = match.span(group)
        if not any(start < last and first < end for first, last in spans) and _is_han_name(match, group):
            yield UnknownName(start, end, match[group])


def _is_han_name(match: re.Match[str], group: int) -> bool:
    """Whether a match is a name and not just words in quotation marks: those of prose have a particle."""
    if match.re is _HAN_QUOTED and not has_han(match[group]):
        return False
    return match.re is _HAN_NAME or not re.search(r"[的了是在和与不有我你他她们要会很都]", match[group])


def is_name(text: str, run: Run, present: Present) -> bool:
    """Whether a run is a name of its own; a first word alone is one only with a sign of it."""
    words = [word for word in run.words if not word.is_abbreviation]
    if len(run.words) > 1 or not words:
        return bool(words)
    word = words[0].text
    if word in present.unknown_words:
        return _VERB.match(text, run.end) is not None
    if not run.begins or not word[1:].islower():
        return True
    return word in present.lone_words or any(sign.match(text, run.end) for sign in (_AGE, _VERB, _AND_NAME))


def list_lone_words(parts: Iterable[Parts]) -> Iterator[str]:
    """The single capitalized words inside of sentences, which are names."""
    for run in (run for each in parts for run in each.free):
        if len(run.words) == 1 and not run.begins:
            yield run.words[0].text


def list_longer_words(parts: Iterable[Parts]) -> Iterator[str]:
    """The words of unknown names that have several."""
    for each in parts:
        for run in (*each.free, *(run for run, _ in each.longer)):
            if len(run.words) > 1:
                yield from (word.text for word in run.words)


def _describe(text: str, start: int, end: int, lexicon: Lexicon, forms: Iterable[str]) -> UnknownName:
    """An unknown name with the entries that it may mean: those one letter away, alike, or named in part of it."""
    seen = text[start:end]
    near: list[str] = []
    slip = find_meant(seen, lexicon.variants)
    alike = slip or find_nearest(seen, [form for form in lexicon.patterns if form[:1] == seen[:1]], NEAR)
    for form in (*([alike] if alike else ()), *forms):
        meanings = lexicon.forms[form]
        near += sorted(meanings.full or meanings.misprint or meanings.short)
    return UnknownName(start, end, seen, tuple(dict.fromkeys(near)))
