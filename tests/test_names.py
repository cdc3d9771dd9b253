"""values/names.py: runs of Chinese and sorting."""

from __future__ import annotations

import pytest

from press.content.values.names import find_initial, has_han, is_han, make_sort_key, mark_chinese


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wang Huiwen", "Wang Huiwen"),
        ("Wang Huiwen (王慧文)", 'Wang Huiwen (<span class="zh" lang="zh-Hans">王慧文</span>)'),
        ("36氪", '36<span class="zh" lang="zh-Hans">氪</span>'),
        (
            "光年之外 & 美团",
            '<span class="zh" lang="zh-Hans">光年之外</span> &amp; <span class="zh" lang="zh-Hans">美团</span>',
        ),
        ("办法，暂行。", '<span class="zh" lang="zh-Hans">办法，暂行</span>。'),
        ("<b>灯</b>", '&lt;b&gt;<span class="zh" lang="zh-Hans">灯</span>&lt;/b&gt;'),
        ("𠀀", '<span class="zh" lang="zh-Hans">𠀀</span>'),
        ("", ""),
    ],
)
def test_each_run_of_chinese_carries_its_language(text: str, expected: str) -> None:
    assert str(mark_chinese(text)) == expected


def test_traditional_where_the_name_says_so() -> None:
    assert str(mark_chinese("經濟日報", "zh-Hant")) == '<span class="zh" lang="zh-Hant">經濟日報</span>'


def test_language_is_escaped() -> None:
    assert str(mark_chinese("灯", 'x" onclick="')) == '<span class="zh" lang="x&#34; onclick=&#34;">灯</span>'


def test_what_is_chinese() -> None:
    assert {c: is_han(c) for c in "王𠀀々a1，é가"} == {
        "王": True,
        "𠀀": True,
        "々": True,
        "a": False,
        "1": False,
        "，": False,
        "é": False,
        "가": False,
    }
    assert [has_han("Wáng"), has_han("the 王 file")] == [False, True]


def test_latin_and_chinese_share_one_order() -> None:
    names = ["Zhipu", "百度", "alibaba", "OpenAI", "美团", "01.AI", "Électre"]
    assert sorted(names, key=make_sort_key) == ["01.AI", "alibaba", "百度", "Électre", "美团", "OpenAI", "Zhipu"]


def test_initials() -> None:
    found = {name: find_initial(make_sort_key(name)) for name in ("百度", "01.AI", "openai", "Électre", "…")}
    assert found == {"百度": "B", "01.AI": "0–9", "openai": "O", "Électre": "E", "…": "#"}
