"""Where the values of a YAML file begin and end: the tree of its nodes, as positions in its own text.

The positions are those of our loader (`content/yaml_source.py`), which counts lines and columns; here they are offsets
in the text with its own line ends and any byte order mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...content.nodes import FieldPath, Fields, Items, Node, Text
from ...content.yaml_source import Mark, list_marks

_LINE = re.compile(r"\r\n|\r|\n")
MARK = "\ufeff"
"""The byte order mark, which the loader ignores at the beginning of a file."""


@dataclass(slots=True)
class Spot:
    """A node: `text[start:end]`. `style` is the sign it begins with: a quotation mark, `|`, `>`, `[`, `{`, or none."""

    start: int
    end: int
    style: str
    column: int
    """The number of characters before it on its line."""
    value: str = ""
    """The value of a text; empty for other nodes."""
    items: list[Spot] = field(default_factory=list)
    """The items of a list."""
    keys: dict[str, Spot] = field(default_factory=dict)
    """The keys of a mapping, in their order."""
    fields: dict[str, Spot] = field(default_factory=dict)
    """The values of a mapping."""

    @property
    def is_flow(self) -> bool:
        return self.style in ("[", "{")

    @property
    def children(self) -> list[Spot]:
        """The items of a list or the values of a mapping."""
        return self.items or list(self.fields.values())


class Lines:
    """The lines of a text with any line ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        offset = len(MARK) if text.startswith(MARK) else 0
        self._starts = [offset, *(match.end() for match in _LINE.finditer(text))]
        ends = _LINE.findall(text)
        self.newline = max(dict.fromkeys(ends, 0), key=ends.count, default="\n")
        """The line end that most lines have."""

    def find_offset(self, place: tuple[int, int]) -> int:
        """The offset of a (line, column), which count from 0."""
        line, column = place
        return self._starts[line] + column if line < len(self._starts) else len(self.text)

    def find_start(self, offset: int) -> int:
        """Where the line with an offset begins."""
        before = max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1
        return max(before, self._starts[0] if offset >= self._starts[0] else 0)

    def find_end(self, offset: int) -> int:
        """Where the line with an offset ends, before its line end."""
        match = _LINE.search(self.text, offset)
        return match.start() if match else len(self.text)

    def find_next(self, offset: int) -> int:
        """Where the line after the one with an offset begins; the length of the text if there is none."""
        match = _LINE.search(self.text, offset)
        return match.end() if match else len(self.text)


def locate_nodes(lines: Lines, root: Node) -> Spot:
    """The places of all nodes of a text whose root, as the loader reads it, is `root`."""
    plain = _LINE.sub("\n", lines.text.removeprefix(MARK))
    return _locate(root, list_marks(plain), lines)


def _locate(node: Node, marks: Iterator[Mark], lines: Lines) -> Spot:
    mark = next(marks)
    start = lines.find_offset(mark.start)
    spot = Spot(start, lines.find_offset(mark.end), mark.style, mark.start[1])
    if isinstance(node, Text):
        spot.value = node.value
        if mark.style in ("|", ">"):
            _trim(spot, lines)
        return spot
    if isinstance(node, Items):
        spot.items = [_locate(item, marks, lines) for item in node.items]
    elif isinstance(node, Fields):
        for name, value in node.fields.items():
            spot.keys[name] = _locate(Text(name, 0, 0), marks, lines)
            spot.fields[name] = _locate(value, marks, lines)
    end = next(marks)
    spot.end = lines.find_offset(end.end) if mark.style else spot.children[-1].end
    return spot


def _trim(spot: Spot, lines: Lines) -> None:
    """Leaves out the empty lines after a block of text, unless they are part of it."""
    raw = lines.text[spot.start : spot.end]
    header = _LINE.split(raw, maxsplit=1)[0]
    if "+" not in header.partition("#")[0]:
        spot.end = spot.start + len(raw.rstrip(" \r\n"))


def find_spot(root: Spot, path: FieldPath) -> Spot:
    """The node at a path; raises KeyError or IndexError if there is none."""
    for step in path:
        root = root.items[step] if isinstance(step, int) else root.fields[step]
    return root
