"""problem/folding.py: one way to fold texts, in Python and in the script of the theme."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.problem import folding
from press.problem.folding import fold_letters, fold_text

TESTS = Path(__file__).parent
CASES = TESTS / "folding_cases.json"
"""[text, folded], each; tests/js/folding.test.mjs folds the same texts."""
TABLES = TESTS.parent / "hooks" / "theme" / "scripts" / "folding_tables.mjs"


def write_tables() -> str:
    """The tables as a module of the script."""
    names = ("LETTERS", "MARKS", "INVISIBLE", "APOSTROPHES", "HIRAGANA", "TO_KATAKANA")
    kept = ("LETTERS", "APOSTROPHES")
    tables = {name: json.dumps(getattr(folding, name), ensure_ascii=name not in kept) for name in names}
    tables["APOSTROPHES"] = tables["APOSTROPHES"].replace("`", "\\u0060")
    lines = [f"export const {name} = {text};" for name, text in tables.items()]
    head = "/* Written by `pytest --update tests/test_folding.py` from hooks/press/problem/folding.py. */"
    return "\n".join([head, *lines, ""])


@pytest.mark.parametrize(("text", "folded"), json.loads(CASES.read_text(encoding="utf-8")))
def test_texts_are_folded(text: str, folded: str) -> None:
    assert fold_text(text) == folded
    assert fold_text(folded) == folded


def test_the_script_has_the_same_tables(update: bool) -> None:
    if update:
        TABLES.write_text(write_tables(), encoding="utf-8")
    assert TABLES.read_text(encoding="utf-8") == write_tables(), f"run: pytest --update {__file__}"


def test_letters_alone_keep_their_punctuation() -> None:
    assert fold_letters("Müller-Ørsted's (ＡＢ)") == "muller-orsted's (ab)"
