"""The languages and directions of names: which script a text is in, and how HTML and plain text set it apart.

A name in Arabic or Hebrew moves a date or a number beside it to the wrong place unless the name is isolated, by `<bdi>`
in HTML, by invisible characters in plain text. https://www.unicode.org/reports/tr9/ and https://www.w3.org/TR/string-meta/
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""The inside of a pattern's class of Chinese characters, as are those below."""
_KANA = "\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7fb\uffa1-\uffdc"
_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u088e\u0898-\u08ff"
    "\ufb50-\ufdff\ufe70-\ufefc"
)
_BETWEEN = " \u00a0\u200c\u200d'’\\-–·"
"""What can be between two letters of one name, in any script."""
_BETWEEN_RTL = '"״׳،؛\u066a-\u066d\\d/.'
_BETWEEN_HAN = "\u3000-\u3002\u30fb\uff01-\uff5e·"

ISOLATE, ISOLATE_RTL, POP = "\u2068", "\u2067", "\u2069"
"""FIRST STRONG ISOLATE, RIGHT-TO-LEFT ISOLATE and POP DIRECTIONAL ISOLATE."""


class Script(NamedTuple):
    """A script, how a run of it begins and goes on, and the languages that are written in it.

    `lang` is the language if nothing says more; `languages` are the others that a name's `lang` may give it; `tag` is
    the script's own subtag (ISO 15924), with which any language is accepted: `az-Arab`.
    """

    lang: str
    letters: str
    between: str = _BETWEEN
    is_rtl: bool = False
    languages: frozenset[str] = frozenset()
    tag: str = ""


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


SCRIPTS: tuple[Script, ...] = (
    Script("zh-Hans", HAN + _KANA, _BETWEEN_HAN, languages=_list("zh yue wuu nan hak gan lzh cmn ja ko")),
    Script("ko", _HANGUL, tag="Kore"),
    Script(
        "ar",
        _ARABIC,
        _BETWEEN + _BETWEEN_RTL,
        is_rtl=True,
        languages=_list("fa ur ps ckb ug sd arz apc ary prs azb pnb ks bal"),
        tag="Arab",
    ),
    Script("he", "\u0591-\u05f4\ufb1d-\ufb4f", _BETWEEN + _BETWEEN_RTL, is_rtl=True, languages=_list("yi"), tag="Hebr"),
    Script("syr", "\u0700-\u074f", _BETWEEN + _BETWEEN_RTL, is_rtl=True, languages=_list("aii arc"), tag="Syrc"),
    Script("dv", "\u0780-\u07bf", _BETWEEN + _BETWEEN_RTL, is_rtl=True, tag="Thaa"),
    Script("nqo", "\u07c0-\u07ff", _BETWEEN + _BETWEEN_RTL, is_rtl=True, tag="Nkoo"),
    Script("hi", "\u0900-\u097f\ua8e0-\ua8ff", languages=_list("mr ne sa kok mai bho sd ks"), tag="Deva"),
    Script("bn", "\u0980-\u09ff", languages=_list("as mni"), tag="Beng"),
    Script("pa", "\u0a00-\u0a7f", tag="Guru"),
    Script("gu", "\u0a80-\u0aff", tag="Gujr"),
    Script("or", "\u0b00-\u0b7f", tag="Orya"),
    Script("ta", "\u0b80-\u0bff", tag="Taml"),
    Script("te", "\u0c00-\u0c7f", tag="Telu"),
    Script("kn", "\u0c80-\u0cff", languages=_list("tcy"), tag="Knda"),
    Script("ml", "\u0d00-\u0d7f", tag="Mlym"),
    Script("si", "\u0d80-\u0dff", tag="Sinh"),
    Script("th", "\u0e01-\u0e3a\u0e40-\u0e5b", tag="Thai"),
    Script("lo", "\u0e80-\u0eff", tag="Laoo"),
    Script("bo", "\u0f00-\u0fff", languages=_list("dz"), tag="Tibt"),
    Script("my", "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f", languages=_list("shn mnw"), tag="Mymr"),
    Script("ka", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f", tag="Geor"),
    Script("hy", "\u0531-\u058a\ufb13-\ufb17", languages=_list("hyw"), tag="Armn"),
    Script("am", "\u1200-\u139f\u2d80-\u2ddf", languages=_list("ti gez"), tag="Ethi"),
    Script("km", "\u1780-\u17ff", tag="Khmr"),
)
"""The scripts whose runs are marked. Latin, Greek and Cyrillic ones are marked only if something names their language,
because each of them writes many."""
_HAN_SUBTAGS = frozenset({"Hans", "Hant", "Hani", "Jpan", "Kore", "Hrkt"})

_RUN = re.compile(
    "|".join(
        f"(?P<s{index}>[{script.letters}](?:[{script.letters}{script.between}]*[{script.letters}])?)"
        for index, script in enumerate(SCRIPTS)
    )
)
_RTL_LETTERS = "".join(script.letters for script in SCRIPTS if script.is_rtl)
_RTL = re.compile(f"[{_RTL_LETTERS}]")
_BDI = re.compile("<bdi[^>]*>")
_HAS_KANA, _HAS_HANGUL = re.compile(f"[{_KANA}]"), re.compile(f"[{_HANGUL}]")
_BY_LETTERS = (
    ("ps", re.compile("[ټډړښږڼځڅ]")),
    ("ckb", re.compile("[ێڕڵ]")),
    ("ug", re.compile("[ۇۈۋ]")),
    ("ur", re.compile("[ٹڈڑںےہۂ]")),
    ("fa", re.compile("[پچژگکی]")),
)
"""Languages in Arabic script, each with letters that the languages after it and Arabic do not use."""

JOINED = "".join(
    f"{chr(first)}-{chr(last)}"
    for first, last in ((0x610, 0x61A), (0x620, 0x65F), (0x66E, 0x6D3), (0x6D5, 0x6EF), (0x6FA, 0x74F), (0x750, 0x77F))
) + "".join(chr(code) for code in range(0x8A0, 0xE00) if unicodedata.category(chr(code))[0] in "LM")
"""The letters and marks between which the joiners U+200C and U+200D change what is read: Arabic, Syriac and the scripts
of India and Sri Lanka."""


class Run(NamedTuple):
    """`text[start:end]` is in one script."""

    start: int
    end: int
    script: Script


def find_runs(text: str) -> list[Run]:
    """The runs of other scripts than Latin, Greek and Cyrillic, in order."""
    if text.isascii():
        return []
    return [Run(m.start(), m.end(), SCRIPTS[int((m.lastgroup or "s0")[1:])]) for m in _RUN.finditer(text)]


def has_rtl(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def is_rtl(text: str) -> bool:
    """Whether the first letter of a text is one that is written from right to left."""
    if text.isascii():
        return False
    first = next((unicodedata.bidirectional(c) for c in text if unicodedata.bidirectional(c) in ["L", "R", "AL"]), "L")
    return first != "L"


def guess_language(text: str) -> str:
    """The language that some letters of a name give to all of it: Japanese by its kana, Korean by its hangul; else
    empty."""
    if text.isascii():
        return ""
    if _HAS_KANA.search(text):
        return "ja"
    return "ko" if _HAS_HANGUL.search(text) else ""


def language_of(run: str, script: Script, lang: str = "") -> str:
    """The language of a run: the one that its name was given, if it is written in this script, else by its letters."""
    if script.lang == "zh-Hans" and _HAS_KANA.search(run):
        return "ja"
    if lang and _is_written_in(lang, script):
        return lang
    if script.lang == "ar":
        return next((found for found, letters in _BY_LETTERS if letters.search(run)), script.lang)
    return script.lang


def _is_written_in(lang: str, script: Script) -> bool:
    primary, *subtags = lang.split("-")
    tags = {subtag.title() for subtag in subtags if len(subtag) == 4}
    if script.lang == "zh-Hans":
        return bool(tags & _HAN_SUBTAGS) or (not tags and primary.lower() in script.languages) or primary == "zh"
    if tags:
        return script.tag in tags
    return primary.lower() == script.lang or primary.lower() in script.languages


@lru_cache(maxsize=100_000)
def mark_text(text: str) -> Markup:
    """A sentence as HTML: each run of another script names its language, and is isolated if it runs the other way."""
    if text.isascii():
        return escape(text)
    return _mark_runs(text, find_runs(text), "")


@lru_cache(maxsize=100_000)
def mark_name(text: str, lang: str = "") -> Markup:
    """A whole name or title as HTML, isolated, and marked with its language. `lang` is what its file says, without
    the language of the page; it is used for the parts that can be in that language. Isolated plain text stays as
    it is."""
    if (text.isascii() and not lang) or ISOLATE in text:
        return escape(text)
    runs = find_runs(text)
    if not runs:
        is_known = lang and not any(_is_written_in(lang, script) for script in SCRIPTS)
        return Markup('<span lang="{}">{}</span>').format(lang, text) if is_known else escape(text)
    lang = lang or guess_language(text)
    is_one_run = len(runs) == 1 and runs[0].end - runs[0].start == len(text)
    if is_one_run or not is_rtl(text):
        return _mark_runs(text, runs, lang)
    return Markup("<bdi>{}</bdi>").format(_mark_runs(text, runs, lang, element="span"))


def find_rtl_parts(text: str, names: Iterable[tuple[int, int]]) -> list[Run]:
    """The parts of a sentence that run from right to left, each with the names in it or across its ends: their words
    are in order only if the whole part is isolated."""
    spans = list(names)
    parts: list[Run] = []
    for start, end, script in (run for run in find_runs(text) if run.script.is_rtl):
        across = [span for span in spans if span[0] < end and start < span[1]]
        start, end = min([start, *(span[0] for span in across)]), max([end, *(span[1] for span in across)])
        if parts and start < parts[-1].end:
            start, script = parts.pop()[::2]
        parts.append(Run(start, end, script))
    return parts


def _mark_runs(text: str, runs: list[Run], lang: str, element: str = "bdi") -> Markup:
    """`element` is that of runs from right to left."""
    parts: list[str] = []
    reached = 0
    for start, end, script in runs:
        run = text[start:end]
        parts += [escape(text[reached:start]), _mark_run(run, script, language_of(run, script, lang), element)]
        reached = end
    return Markup("").join([*parts, escape(text[reached:])])


def _mark_run(run: str, script: Script, lang: str, element: str) -> Markup:
    if script.is_rtl:
        return Markup('<{0} lang="{1}">{2}</{0}>').format(element, lang, run)
    style = Markup(' class="zh"') if lang.startswith("zh") else ""
    return Markup('<span{} lang="{}">{}</span>').format(style, lang, run)


def isolate_text(text: str) -> str:
    """A plain sentence with each run from right to left isolated. An isolated text is left as it is."""
    if not has_rtl(text) or ISOLATE in text:
        return text
    parts: list[str] = []
    reached = 0
    for start, end, script in find_runs(text):
        if script.is_rtl:
            parts += [text[reached:start], ISOLATE, text[start:end], POP]
            reached = end
    return "".join([*parts, text[reached:]])


def isolate_name(text: str) -> str:
    """A plain name or title, isolated if any of it runs from right to left. An isolated text is left as it is."""
    if not has_rtl(text) or ISOLATE in text:
        return text
    return f"{ISOLATE}{text}{POP}" if is_rtl(text) else isolate_text(text)


def without_isolates(text: str) -> str:
    """A text without the characters that isolate its parts."""
    return text.translate(dict.fromkeys(map(ord, (ISOLATE, ISOLATE_RTL, POP))))


def keep_isolates(html: str) -> str:
    """HTML in which the characters of plain text isolate what elements isolated, so that its tags can be taken away."""
    if "<bdi" not in html:
        return html
    marked = _BDI.sub(lambda tag: ISOLATE_RTL if " dir=" in tag[0] else ISOLATE, html)
    return marked.replace("</bdi>", POP)


def to_plain(html: Markup) -> str:
    """Our own HTML of one line as plain text, isolated as it was."""
    return Markup(keep_isolates(html)).striptags()
