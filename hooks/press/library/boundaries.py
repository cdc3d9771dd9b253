"""Where a name ends: whether the characters around it in a text make it part of another name.

A letter or digit that touches it does, and so does a mark that joins it to one: `GPT-4` and `GPT-3.5` are not `GPT`,
`V-Orca` is not `Orca`, `open-source` is not `source`, `Source.txt` and `data/source-code` are not `Source`. The name of
a product or a term is also part of another name if a version follows, as a number or a word: `Llama 3.1`, `Llama Ultra`
and `Llama Guard 2` are not `Llama`. A year, an amount, a length of time or a date after it is nothing of the name.
A term in small letters has no versions, but compounds: a `scrum-half` is no `scrum`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining

from ..content.kinds import Kind
from ..content.values.names import is_han
from .longer_names import is_small_word

_HYPHENS = "-\u2010\u2011"
_WORD_BEFORE = re.compile(rf"([^\W_]+)[{_HYPHENS}]$")
_PREFIX_WORDS = """
    all anti counter cross early ex half intra inter late mid near neo non now once only pan post pre pro quasi semi sub
    then trans un under"""
_PREFIXES = frozenset(_PREFIX_WORDS.split())
"""Words that a hyphen joins to a name without making another name of it: `ex-Lantern`, `non-GPT`."""
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"])
"""Words that a hyphen joins to a word of the glossary: `six-try` counts tries."""
_HEIGHTS = frozenset({"low", "high"})
"""Words that a hyphen joins to a name with a capital: `low-Earth orbit`, but `low-code` is no code."""
_JOINED_BEFORE = re.compile(r"[^\W_][._@]$|[A-Z]&$|(?<![^\W_])[OD]['’]$")
_JOINED_AFTER = re.compile(rf"[._@][^\W_]|&[A-Z]|[{_HYPHENS}]\d|-[a-z]+-\w|[+#]+(?!\w)")
_HYPHEN_AFTER = re.compile(rf"[{_HYPHENS}]([^\W\d_])")
_JOINED_WORD = re.compile(rf"[{_HYPHENS}]([a-z]+)")
_ENDINGS = ("ed", "ing")
_TAIL_WORDS = """
    aware bound built by class compatible driven exclusive first fold free grade grown heavy held intensive led level
    like loving made major native neutral only oriented own owned proof ready related rich run safe scale sensitive size
    specific style to type wide winning wise worthy"""
_TAILS = frozenset(_TAIL_WORDS.split())
"""Words that a hyphen joins to a word of the glossary without making another word of it: `source-like`. Another one,
as in `scrum-half`, makes another word; participles in `-ed` and `-ing` do not."""
_LONGEST_BEFORE = 20
"""How many characters before a name are looked at."""

_MODEL = re.compile(r"\s{1,3}(?:[vV]|[A-Z](?<![QH]))\d|\s{1,3}(?:II|III|IV|VI{1,3}|IX)\b|[–—]\d")
_TIER = re.compile(
    r"\s{1,3}(?:Advanced|Air|CLI|Code|Flash|Haiku|Instruct|Large|Lite|Max|Medium|[Mm]ini|Nano|Next|Opus|Plus|Pro|Small"
    r"|Sonnet|Studio|Turbo|Ultra|Vision)\b|-(?:flash|instruct|large|lite|max|mini|nano|plus|pro|small|turbo|ultra)\b"
)
_NAMED_VERSION = re.compile(r"\s{1,3}[A-Z][a-z]+(?=\s\d)")
_NUMBER = re.compile(
    r"\s{1,3}(?P<number>\d+(?:,\d{3})+|\d+(?:\.\d+)*)(?P<letters>[^\W\d_]*)"
    r"(?:\s?(?:[-–/:~]|to|or|and)\s?\d[\d.,]*)?(?:[\s-]?(?P<next>[^\W\d_]+|[%‰°]))?"
)
_AMOUNT = re.compile(r",\d{3}|\s?[%‰]|\s(?:hundred|thousand|million|billion|trillion|percent)\b")
"""What makes the number at the end of a name an amount: `Llama 3 million` is not `Llama 3`."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MEASURE_WORDS = """
    hundred thousand million billion trillion dozen lakh crore k m mn bn tn percent percentage pct points basis % ‰ °
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    times s ms sec second seconds min minute minutes h hour hours am pm day days week weeks month months
    quarter quarters year years decade decades century centuries st nd rd th
    dollar dollars cent cents euro euros pound pounds yuan renminbi yen won rupee rupees franc francs
    mm cm km mile miles meter meters metre metres foot feet inch inches kg gram grams ton tons tonne tonnes
    kb mb gb tb kw mw gw kwh mwh gwh hz khz mhz ghz degree degrees"""
_MEASURES = frozenset(_MEASURE_WORDS.split())
"""What a number before it counts or measures, in lower case. `B` is left out: `Qwen 72B` is a model."""
_MEASURES_IN_CHINESE = frozenset("年月日天周小分秒千万萬亿億百倍个個人名家元美港")
_CURRENCY = re.compile(r"[A-Z]{3}")


def stands_alone(text: str, start: int, end: int, kind: Kind | None) -> bool:
    """Whether `text[start:end]` is a whole name; `kind` is that of its entry, None if it is not known."""
    return _begins_alone(text, start, kind) and _ends_alone(text, start, end, kind)


def find_pairs(
    text: str, matches: Iterable[tuple[int, int, int]], kinds: Sequence[Kind | None]
) -> Iterator[tuple[int, int, int]]:
    """Two names with a hyphen between them, as in `Scotland-England`: (start, minus end, index) of each, of matches
    (index, start, end). Those of people, products and words would be one name together."""
    plain = [match for match in matches if (kind := kinds[match[0]]) is None or kind.name == "place"]
    first = {
        end + 1: (start, -end, index)
        for index, start, end in plain
        if end < len(text) and text[end] in _HYPHENS and _begins_alone(text, start, None)
    }
    for index, start, end in plain:
        if start in first and _ends_alone(text, start, end, None):
            yield first[start]
            yield start, -end, index


def _begins_alone(text: str, start: int, kind: Kind | None) -> bool:
    return not start or not _is_joined_before(text, start, kind is not None and kind.is_glossary)


def _ends_alone(text: str, start: int, end: int, kind: Kind | None) -> bool:
    """A word in small letters has no versions or models, and may be part of a compound."""
    if end == len(text):
        return True
    if _is_joined_after(text, end) or _is_in_path(text, start, end):
        return False
    if kind is None or not kind.has_versions:
        return True
    if kind.is_glossary and is_small_word(text[start:end]):
        return not _is_compound(text, end)
    return not _has_version_after(text, end)


def _is_joined_before(text: str, start: int, is_word: bool) -> bool:
    left, first = text[start - 1], text[start]
    if left.isspace():
        return False
    if _touches(left, first):
        return True
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    if left in _HYPHENS and not is_han(first):
        word = _WORD_BEFORE.search(before)
        return word is not None and not _is_prefix(word[1].lower(), first, is_word)
    return _JOINED_BEFORE.search(before) is not None


def _is_prefix(word: str, first: str, is_word: bool) -> bool:
    """Whether a hyphen joins a word to a name that begins with `first` without making another name of it."""
    return word in _PREFIXES or (is_word and word in _NUMBERS) or (first.isupper() and word in _HEIGHTS)


def _is_joined_after(text: str, end: int) -> bool:
    last, right = text[end - 1], text[end]
    if right.isspace():
        return False
    if _touches(last, right) or combining(right) or _JOINED_AFTER.match(text, end):
        return True
    hyphen = _HYPHEN_AFTER.match(text, end)
    return hyphen is not None and (hyphen[1].isupper() or hyphen[1].istitle())


def _is_compound(text: str, end: int) -> bool:
    """Whether a hyphen and a small word after a word make another word of it: `scrum-half`."""
    joined = _JOINED_WORD.match(text, end)
    return joined is not None and joined[1] not in _TAILS and not joined[1].endswith(_ENDINGS)


def _is_in_path(text: str, start: int, end: int) -> bool:
    """Whether it is the beginning of a part of a path, such as `name/name-of-a-project`."""
    return (
        start > 1 and text[start - 1] == "/" and not text[start - 2].isspace() and bool(_HYPHEN_AFTER.match(text, end))
    )


def _touches(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and not is_han(left) and not is_han(right)


def _has_version_after(text: str, end: int) -> bool:
    if _MODEL.match(text, end) or _TIER.match(text, end) or (text[end - 1].isdigit() and _AMOUNT.match(text, end)):
        return True
    word = _NAMED_VERSION.match(text, end)
    found = _NUMBER.match(text, word.end() if word else end)
    return found is not None and not _is_measure(found["number"], found["letters"], found["next"] or "")


def _is_measure(number: str, letters: str, following: str) -> bool:
    """Whether a number is a year, or counts or measures what follows it."""
    if letters:
        return letters.lower() in _MEASURES or letters[0] in _MEASURES_IN_CHINESE
    if "," in number or _YEAR.fullmatch(number):
        return True
    if following.lower() in _MEASURES or following[:1] in _MEASURES_IN_CHINESE:
        return True
    return _CURRENCY.fullmatch(following) is not None
