"""problem/codes.py: each code has one meaning and a test case that shows it, and is used."""

from __future__ import annotations

import ast
import re
from collections import Counter

import pytest

from code_page import find_example, list_cases, read_problems
from import_graph import HOOKS, list_sources
from press.problem import STAGES, Code

TABLE = HOOKS / "press" / "problem" / "codes.py"
SHARED_NUMBERS = {"306"}
"""Numbers shared by an error and a warning: the text of a claim has a soft limit, other texts have a hard one."""


@pytest.mark.parametrize("code", Code)
def test_the_example_of_a_code_shows_it(code: Code) -> None:
    assert find_example(code) is not None, f"add a folder tests/{code.example} that shows {code}"


def test_every_code_that_a_case_shows_is_listed() -> None:
    shown = {(case.name, problem.code) for case in list_cases() for problem in read_problems(case)}
    assert {(case, code) for case, code in shown if code not in set(Code)} == set()


def test_every_case_shows_a_code() -> None:
    assert [case.name for case in list_cases() if not list(read_problems(case))] == []


def test_no_code_is_written_out_outside_the_list() -> None:
    literals = {
        (path.name, node.value)
        for path in list_sources()
        if path != TABLE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"\b[BW]\d{3}\b", node.value)
    }
    assert literals == set()


def test_every_code_is_reported_somewhere() -> None:
    used = Counter(
        node.attr
        for path in list_sources()
        if path != TABLE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"
    )
    assert {code.name for code in Code} - set(used) == set()


def test_each_code_has_one_meaning_in_one_sentence() -> None:
    numbers = Counter(code.value[1:] for code in Code)
    assert {number for number, count in numbers.items() if count > 1} == SHARED_NUMBERS
    assert [meaning for meaning, count in Counter(code.meaning for code in Code).items() if count > 1] == []
    assert [code for code in Code if not re.fullmatch(r"[A-Z][^.]*(?:\.\w[^.]*)*\.", code.meaning)] == []
    assert [code for code in Code if not re.fullmatch(r"[A-Z].*\.", code.fix)] == []


def test_codes_are_listed_in_order() -> None:
    assert all(re.fullmatch(r"[BW][1-9]\d\d", code) for code in Code)
    assert {code.value[1] for code in Code} == set(STAGES)
    assert list(Code) == sorted(Code, key=lambda code: code.value[1:])
