"""Hand-written pages as text: the same guards that entries have, before anything converts them.

MkDocs reads these files by itself, and its Markdown takes seconds for a few thousand brackets or headings. So a page is
checked before that, in builds, in `serve` and in `check`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..problem import Code, Place, Problem
from .nodes import Fields, Text
from .prose_fields import count_nesting
from .yaml_source import parse_yaml, read_text

MAX_BYTES = 128_000
"""The maximum number of bytes in a hand-written page."""
MAX_LINES = 10_000
MAX_MARKS = 1_000
"""The maximum number of brackets of one kind, stars or backquotes in a paragraph, and of headings or definitions in a
page: the time to convert them grows with the square of their number."""
MAX_WORK = 4_000_000
"""The maximum sum of the squares of these numbers in a page."""
MAX_NESTING = 20
"""How deep lists and quotations may be nested."""
MAX_META = 500
"""The maximum number of values in the front matter."""
_MARKS = "[(*`<\\"
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:|\*\[")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)\s*$")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:\.\.\.|---)[ \t]*\n", re.DOTALL)
"""As in mkdocs.utils.meta, which reads it before the Markdown."""

_OPENED = re.compile(
    r"---[ \t]*\n(?:(?:description|title|template|former_anchors|search|hide|icon)[ ]*:.*\n(?:[ \t-]+\S.*\n)*)+"
)
"""Front matter that nothing closes."""


def read_document(path: Path, file: str) -> tuple[str, list[Problem]]:
    """The text of a hand-written page, or the problems that prevent its conversion; `file` names it in messages. It may
    be a symbolic link, as in MkDocs."""
    text, problems = read_text(Path(os.path.realpath(path)), file, MAX_BYTES)
    problems = problems or list(check_shape(text, file))
    return ("" if problems else text), problems


def find_links_out(folder: Path, root: Path, name: str) -> Iterator[Problem]:
    """Reports the folder of the hand-written pages, or symbolic links in it, if they lead out of the project `root`:
    whoever adds one could publish any file of this machine. `name` is the name of `folder` in messages."""
    if leads_out(folder, folder, root):
        yield _report_link(name)
        return
    visited = {os.path.realpath(folder)}
    for top, folders, files in os.walk(folder, followlinks=True):
        leading_out = {item for item in (*folders, *files) if leads_out(Path(top, item), folder, root)}
        for item in sorted(leading_out):
            yield _report_link((Path(name) / Path(top, item).relative_to(folder)).as_posix())
        targets = {item: os.path.realpath(os.path.join(top, item)) for item in sorted({*folders} - leading_out)}
        folders[:] = [item for item, target in targets.items() if target not in visited]
        visited.update(targets.values())


def leads_out(path: Path, folder: Path, root: Path) -> bool:
    """Whether a path below `folder`, the folder of the hand-written pages, is outside the project once its links are
    followed. A folder that the settings name outside the project is taken as a project of its own."""
    is_inside = Path(os.path.abspath(folder)).is_relative_to(os.path.abspath(root))
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root if is_inside else folder))


def _report_link(file: str) -> Problem:
    what = "this is a symbolic link that leads out of the project"
    return Problem(Place(file), Code.UNREADABLE_FILE, what, "put the file or the folder itself here")


def check_shape(text: str, file: str) -> Iterator[Problem]:
    """Reports front matter that is not plain fields, and everything that would take too long to convert."""
    front = _FRONT_MATTER.match(text)
    if front:
        yield from _check_front_matter(front[1], file)
    elif opened := _OPENED.match(text):
        line = text.count("\n", 0, opened.end())
        what = "the fields at the top of the page are never closed, so readers see them as text"
        yield Problem(Place(file, 1), Code.NOT_YAML, what, f"add a line '---' after line {line}")
    if text.count("\n") > MAX_LINES:
        what = f"the page has {text.count(chr(10)):,} lines; at most {MAX_LINES:,} are read"
        yield Problem(Place(file), Code.TOO_LARGE, what, "split it into several pages")
        return
    yield from _check_complexity(text, file)


def blank_front_matter(text: str) -> str:
    """The text of a page with empty lines in place of its front matter."""
    front = _FRONT_MATTER.match(text)
    return "\n" * text.count("\n", 0, front.end()) + text[front.end() :] if front else text


def restore_lines(markdown: str, source: str) -> str:
    """The Markdown of a page as MkDocs hands it on, without its front matter, with an empty line for each line of its
    `source` that is missing above it."""
    above = source[: -len(markdown)] if markdown and source.endswith(markdown) else ""
    return "\n" * above.count("\n") + markdown


def _check_front_matter(text: str, file: str) -> Iterator[Problem]:
    node, problems = parse_yaml(f"\n{text}", file)  # an empty line stands for the hyphens above
    yield from problems
    count = _count_values(node) if isinstance(node, Fields) else 0
    if count > MAX_META:
        what = f"the front matter has {count:,} values; at most {MAX_META:,} are read"
        yield Problem(Place(file, 2), Code.TOO_LARGE, what, "move them to the page itself, or to another file")


def _count_values(node: object) -> int:
    if isinstance(node, Fields):
        return sum(map(_count_values, node.fields.values()))
    return 1 if isinstance(node, Text) else sum(map(_count_values, getattr(node, "items", ())))


def _check_complexity(text: str, file: str) -> Iterator[Problem]:
    """Reports the first place after which a page would take too long to convert."""
    begins, work, headings = 1, 0, 0
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.split("\n")
        marks = max(map(block.count, _MARKS))
        headings += sum(line.lstrip(" >").startswith("#") or bool(_SETEXT.match(line)) for line in lines)
        headings += sum(bool(_DEFINITION.match(line)) for line in lines)
        work += marks * marks
        deep = next((number for number, line in enumerate(lines) if count_nesting(line) > MAX_NESTING), None)
        if marks > MAX_MARKS or work > MAX_WORK or headings > MAX_MARKS or "<![" in block or deep is not None:
            what = "the page has too many brackets, headings or levels after this line to be converted"
            yield Problem(Place(file, begins + (deep or 0)), Code.TEXT_TOO_COMPLEX, what, "write it more plainly")
            return
        begins += len(lines) + 1
