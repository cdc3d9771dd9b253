"""Does what a message advises, where a machine can: to prove that the advice works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.problem import Code, Problem

_LINE = re.compile(r"(?:^|: )write line (\d+) as `(.*)`(?: if it is a text; .*)?$")
_DASH = re.compile(r"^begin line (\d+) with '- '$")
_RENAME = re.compile(r"^rename (?:it|the file) to '(.+)'$")
_OFFER = re.compile(r"(?:did you mean|or) '([^']+)'")
_WHOLE = re.compile(r"^(?:write|write each as an item of its own:) ([\[{].*?[\]}])(?:,? which.*)?$")
_BARE = re.compile(r"^write it without brackets: '(.*)'$")
_FIELD = re.compile(r"'(said_by: \{unnamed: [^}]*\})'")
_RIGHT = re.compile(r"^write '([^']+)'(?: \([\w-]+\), or .*| if .*)?$")
_SEEN = re.compile(r"'([^']*)'")
_REMOVED = "remove the line"


def list_cures(problem: Problem, project: Path) -> Iterator[dict[Path, str | None]]:
    """Each way in which a machine can follow a cure: file -> its new text, None for one that goes."""
    path = project / problem.at.file
    if match := _RENAME.match(problem.cure):
        text = path.read_text(encoding="utf-8")
        yield {path: None, path.with_name(match[1]): text}
        return
    if not path.is_file() or problem.code is Code.NOT_UTF8:
        return
    lines = path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in _list_lines(problem, lines):
        yield {path: "\n".join([*lines[: number - 1], *line, *lines[number:]])}


def _list_lines(problem: Problem, lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """(number, what that line becomes) for each value that a cure offers."""
    cure, number = problem.cure, problem.at.line
    if match := _LINE.search(cure):
        yield int(match[1]), [match[2]]
    elif match := _DASH.match(cure):
        line = lines[int(match[1]) - 1]
        yield int(match[1]), [re.sub(r"^ {2}", "- ", line)]
    elif cure.startswith(_REMOVED):
        yield number, []
    elif problem.code is Code.INVISIBLE_CHARACTER and cure == "remove it":
        line = lines[number - 1]
        yield number, [line[: problem.at.column - 1] + line[problem.at.column :]]
    else:
        line, start = lines[number - 1], problem.at.column - 1
        for value, is_rest in _list_values(cure):
            head, tail = line[:start], line[start:]
            if is_rest or ": " in value:
                yield (
                    number,
                    [(re.sub(r"said_by: $", "", head) if ": " in value and "[" not in value[:1] else head) + value],
                )
            elif (seen := _find_seen(problem, tail)) is not None:
                yield number, [head + tail.replace(seen, value, 1)]


def _list_values(cure: str) -> Iterator[tuple[str, bool]]:
    """(value, whether it takes the place of the rest of the line) for each that a cure offers."""
    if (match := _WHOLE.match(cure) or _BARE.match(cure)) or (match := _FIELD.search(cure)):
        yield match[1], True
    elif match := _RIGHT.match(cure):
        yield match[1], False
    elif cure.startswith("did you mean"):
        for match in _OFFER.finditer(cure):
            yield match[1], False


def _find_seen(problem: Problem, tail: str) -> str | None:
    """The text of a line that a message calls wrong: what it quotes, or the whole plain value."""
    quoted = sorted(_SEEN.findall(problem.what), key=len, reverse=True)
    near = next((seen for seen in quoted if seen and seen in tail[: len(seen) + 4]), None)
    plain = re.match(r"[\"']?([^\s,\]}\"']+)", tail)
    return near or (plain[1] if plain else None)
