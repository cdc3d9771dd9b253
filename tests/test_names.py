"""values/names.py: what is Chinese, and sorting."""

from __future__ import annotations

import pytest

from press.content.values.names import (
    find_initial,
    has_han,
    is_han,
    make_sort_key,
    put_family_name_first,
)


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


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Aagam Shah", "Shah"),
        ("Vincent van Gogh", "Gogh"),
        ("Ursula von der Leyen", "Leyen"),
        ("Simone de Beauvoir", "Beauvoir"),
        ("Mohammed bin Salman", "Salman"),
        ("Khalid al-Falih", "Falih"),
        ("Jean d’Alembert", "Alembert"),
        ("Robert Downey Jr.", "Downey"),
        ("Martin Luther King, Jr.", "King"),
        ("Ann Lee (reporter)", "Lee"),
        ("Plato", "Plato"),
        ("Ana María López-Cruz", "López-Cruz"),
        ("Иван Петров", "Петров"),
        ("王慧文", "王慧文"),
        ("김 철수", "김"),
    ],
)
def test_a_name_with_the_given_name_first_is_filed_by_its_last_word(name: str, first: str) -> None:
    assert put_family_name_first(name).split()[0] == first
