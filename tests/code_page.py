"""The page of problem codes, generated from the list of codes and the test cases that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from press.problem import Code, make_visible

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "problem-codes.md"
FAMILIES = ("bad", "bad-builds", "bad-evidence", "bad-publish")
"""The folders in `tests/` that contain one folder for each mistake."""
BASE = TESTS / "bad" / "base"
"""The briefing that the mistakes are laid over."""
MAX_EXCERPT = 2
"""Lines of a file shown before and after the place of a problem."""
MAX_WIDTH = 100
"""Characters shown of a line."""
_MESSAGE = re.compile(r"^(?P<file>.+):(?P<line>\d+):(?P<column>\d+): (?P<code>[BW]\d{3}) .*(?:\n    .*)?", re.MULTILINE)
_HEAD = """\
---
description: Every problem that the check and the build can report, with its meaning, an example and a way to fix it.
---

# Problem codes

<!-- Written by `pytest --update tests/publication` from hooks/press/problem/codes.py and the folders of tests/. -->

`python hooks check` and the build report every problem with its place, a code, and a line that says how to fix it. A
code that begins with B is an error: nothing is published until it is fixed. A code that begins with W is a warning, a
likely mistake: the check reports it, and fails only with `--strict`. `make build`, `make test`, pull requests and
publishing are strict. Each code has one meaning, for good. The address of a code on this page ends with the code, as in
`#b302`.
"""


@dataclass(frozen=True)
class Shown:
    """A problem as a test case prints it: `text` is its message, with the cure on a second line."""

    file: str
    line: int
    column: int
    code: str
    text: str


def list_cases() -> list[Path]:
    """The folder of every mistake that is tested."""
    return sorted(file.parent for family in FAMILIES for file in (TESTS / family).glob("*/problems.txt"))


def read_problems(case: Path) -> Iterator[Shown]:
    """The problems that a test case expects, in order."""
    for match in _MESSAGE.finditer((case / "problems.txt").read_text(encoding="utf-8")):
        yield Shown(match["file"], int(match["line"]), int(match["column"]), match["code"], match[0])


def find_example(code: Code) -> Shown | None:
    """The first problem with a code in the test case that the code names, None if there is none."""
    return next((shown for shown in read_problems(TESTS / code.example) if shown.code == code), None)


def read_excerpt(code: Code, shown: Shown) -> list[str]:
    """The lines around the place of a problem; none if that is the start of a file, as for problems of a whole file."""
    case, file = TESTS / code.example, shown.file.removeprefix("briefings/")
    known = [path for path in (case / shown.file, case / file, BASE / file) if path.is_file()]
    if (shown.line, shown.column) == (1, 1) or not known:
        return []
    lines = known[0].read_text(encoding="utf-8", errors="backslashreplace").splitlines()
    around = lines[max(0, shown.line - 1 - MAX_EXCERPT) : shown.line + MAX_EXCERPT]
    return [make_visible(line, MAX_WIDTH) for line in around]


def write_entry(code: Code) -> str:
    """One code as Markdown."""
    shown = find_example(code)
    assert shown is not None, f"{code.example} does not show {code}"
    excerpt = read_excerpt(code, shown)
    name = code.name.replace("_", " ").lower().replace("utf8", "UTF-8").replace("yaml", "YAML")
    return "\n".join((
        f'### <a id="{code.lower()}"></a>{code} {name}',
        "",
        f"{code.severity.capitalize()}. {code.meaning}",
        "",
        *(("```yaml", *excerpt, "```", "") if excerpt else ()),
        "```text",
        shown.text,
        "```",
        "",
        f"How to fix it: {code.fix[0].lower()}{code.fix[1:]}",
    ))  # fmt: skip


def write_page() -> str:
    """The whole page."""
    stages = [
        f"## {stage}\n\n" + "\n\n".join(write_entry(code) for code in codes)
        for stage, codes in groupby(sorted(Code, key=lambda code: code.value[1:]), lambda code: code.stage)
    ]
    return "\n\n".join([_HEAD.rstrip(), *stages]) + "\n"
