"""adapter/log_safety and problem: no message holds a character that cannot be seen."""

from __future__ import annotations

import logging
import sys

import pytest

from adapter.log_safety import escape_log_messages
from press.problem import Code, Place, Problem


def test_names_of_files_are_escaped_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    root = logging.getLogger("mkdocs")
    root.addHandler(handler)
    try:
        escape_log_messages()
        escape_log_messages()
        logging.getLogger("mkdocs.structure").error("the page %s\n\tis 新闻", "gnp\u202e.md")
    finally:
        root.removeHandler(handler)
    assert "the page gnp\\u202e.md\n\\u0009is 新闻\n" in capsys.readouterr().err


def test_no_problem_can_forge_a_line() -> None:
    problem = Problem(Place("a\u202eb.yml"), Code.INVALID_VALUE, "saw 'x\r\nb.yml:1:1: B101 y'", "write\x1b[31m it")
    assert str(problem) == ("a\\u202eb.yml:1:1: B304 saw 'x\\u000d\\u000ab.yml:1:1: B101 y'\n    write\\u001b[31m it")
