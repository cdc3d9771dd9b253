"""The id that a new entry gets from its name; Chinese names are written in pinyin."""

from __future__ import annotations

import re
from itertools import chain

from ...content.kinds import PERSON
from ...content.kinds.base import MAX_ID
from ...content.values.languages import HAN
from ...problem import fold_text

_HAN_RUN = re.compile(f"[{HAN}]+")
_DOUBLE_SURNAMES = re.compile(
    "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|宇文|长孙|長孫|司徒|夏侯|东方|東方|端木"
)
_SURNAMES = {
    "曾": "zeng", "单": "shan", "單": "shan", "解": "xie", "仇": "qiu", "朴": "piao", "查": "zha", "盖": "ge",
    "蓋": "ge", "区": "ou", "區": "ou", "华": "hua", "華": "hua", "任": "ren", "乐": "yue", "樂": "yue", "缪": "miao",
    "繆": "miao", "冼": "xian", "翟": "zhai", "尉": "yu", "秘": "bi", "召": "shao", "谌": "chen", "折": "she",
}  # fmt: skip
"""A family name whose letter is read differently elsewhere -> how it is read."""


def make_id(name: str, kind: str) -> str:
    """The id that a name most likely has: `Müller & Co` -> `muller-co`, the person 王慧文 -> `wang-huiwen`; empty for a
    name without Latin or Chinese letters."""
    latin = _HAN_RUN.sub(lambda match: f" {_spell(match[0], kind == PERSON.name)} ", name)
    words = re.findall(r"[a-z0-9]+", fold_text(latin))
    whole = "-".join(words)
    if len(whole) > MAX_ID:
        whole = whole[: MAX_ID + 1].rpartition("-")[0] or whole[:MAX_ID]
    return whole


def _spell(han: str, is_person: bool) -> str:
    """A run of Chinese letters in pinyin: a person's family name apart from the given one, other names in pairs."""
    from pypinyin import Style, lazy_pinyin  # its dictionary takes longer to load than most commands run

    syllables = [syllable.replace("ü", "v") for syllable in lazy_pinyin(han, style=Style.NORMAL, v_to_u=False)]
    if len(syllables) != len(han):
        return " ".join(syllables)
    if is_person and 2 <= len(han) <= 4:
        count = 2 if len(han) > 2 and _DOUBLE_SURNAMES.match(han) else 1
        family = _SURNAMES.get(han[0], syllables[0]) if count == 1 else "".join(syllables[:2])
        return f"{family} {''.join(syllables[count:])}"
    starts = range(0, max(len(syllables) - 1, 1), 2)
    ends = [*list(starts)[1:], len(syllables)]
    return " ".join("".join(syllables[start:end]) for start, end in zip(starts, ends, strict=True))


def list_forms(name: str) -> list[str]:
    """The forms in which a name is compared with others: its folded words, and those words without spaces."""
    folded = fold_text(name)
    return list(dict.fromkeys(chain([folded], [folded.replace(" ", "")])))
