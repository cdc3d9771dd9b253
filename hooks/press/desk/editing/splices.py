"""Edits of a YAML file that keep every other byte: comments, order, quotation marks, empty lines and line ends.

    edited = YamlText(text, file).replace({("name",): "Lantern"}).insert_field((), "see", ["herald"]).text

A path leads to a value as in `content/nodes.py`: the keys of fields and the numbers of items. Each edit is read back:
if it does not have exactly the effect that was asked for, it raises SpliceError, and so does a file with mistakes in
its YAML. Comments in what is removed go with it; comments above it stay.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ...content.nodes import FieldPath, PlainData, to_plain
from ...content.yaml_source import parse_yaml
from ...problem import make_visible
from .places import MARK, Lines, Spot, find_spot, locate_nodes
from .yaml_values import STEP, format_field, format_flow, format_item, format_text

_LINE = re.compile(r"\r\n|\r|\n")


class SpliceError(Exception):
    """A file cannot be edited at this place. The text says why."""


class Splice(NamedTuple):
    """`text[start:end]` becomes `new`, whose lines end in `\\n`."""

    start: int
    end: int
    new: str


class YamlText:
    """The text of a YAML file with its own line ends; immutable: each edit returns another one."""

    def __init__(self, text: str, file: str = "") -> None:
        node, problems = parse_yaml(_LINE.sub("\n", text.removeprefix(MARK)), file)
        if problems:
            raise SpliceError(f"{make_visible(file, 200)} has mistakes; correct them first:\n{problems[0]}")
        self.text = text
        self.file = file
        self.data: PlainData = to_plain(node) if node is not None else ""
        """What the file says, without places; an empty text for an empty file."""
        self._lines = Lines(text)
        self._root = locate_nodes(self._lines, node) if node is not None else None

    def get(self, path: FieldPath) -> PlainData | None:
        """The value at a path, None if there is none."""
        value: PlainData = self.data
        for step in path:
            try:
                value = value[step]  # type: ignore[index]
            except (LookupError, TypeError):
                return None
        return value

    def find_path(self, offset: int) -> FieldPath:
        """The path of the text, list or mapping that is nearest around an offset of the text."""
        path: list[str | int] = []
        spot = self._root
        while spot is not None:
            steps: list[tuple[str | int, Spot]] = [*enumerate(spot.items), *spot.fields.items()]
            inside = next((pair for pair in steps if pair[1].start <= offset < pair[1].end), None)
            if inside is None:
                break
            path.append(inside[0])
            spot = inside[1]
        return tuple(path)

    def find_span(self, path: FieldPath) -> tuple[int, int]:
        """Where the value at a path begins and ends in the text."""
        spot = self._find(path)
        return spot.start, spot.end

    # Edits

    def replace(self, values: Mapping[FieldPath, PlainData]) -> YamlText:
        """Gives other values to the places of some paths, none of which is inside another one."""
        splices = [self._replace(path, value) for path, value in values.items()]
        expected = copy.deepcopy(self.data)
        for path, value in values.items():
            expected = _set(expected, path, value)
        return self._splice(splices, expected)

    def reword(self, path: FieldPath, pairs: Iterable[tuple[str, str]]) -> YamlText:
        """Replaces words in a text, each pair being (words, what takes their place), and keeps how it is written: its
        quotation marks and where its lines end."""
        spot = self._find(path)
        raw, value = self.text[spot.start : spot.end], spot.value
        for seen, new in pairs:
            raw, value = raw.replace(seen, new), value.replace(seen, new)
        try:
            return self._splice([Splice(spot.start, spot.end, raw)], _set(copy.deepcopy(self.data), path, value))
        except SpliceError:
            return self.replace({path: value})

    def insert_field(self, path: FieldPath, key: str, value: PlainData, after: str = "") -> YamlText:
        """Adds a field to the mapping at a path: behind the field `after`, or as the last one."""
        spot = self._find(path)
        if not spot.fields and not spot.is_flow:
            raise SpliceError(f"there is no mapping at {_name(path)}")
        if key in spot.fields:
            raise SpliceError(f"there is already a field '{make_visible(key)}' at {_name(path)}")
        before = after if after in spot.fields else next(reversed(spot.fields), "")
        expected = copy.deepcopy(self.data)
        _get(expected, path)[key] = value
        if spot.is_flow:
            index = list(spot.fields).index(before) + 1 if before else 0
            raw = f"{format_text(key, True)}: {format_flow(value)}"
            return self._splice([_add_to_flow(spot, index, raw)], expected)
        lines = format_field(format_text(key), value, spot.column)
        return self._splice([self._add_lines_after(spot.fields[before].end, lines)], expected)

    def insert_item(self, path: FieldPath, index: int, value: PlainData) -> YamlText:
        """Adds an item to the list at a path, before the item that now has that number, or as the last one. A file
        without any content becomes a list."""
        expected = copy.deepcopy(self.data)
        if self._root is None:
            return self._splice([self._add_lines_after(len(self.text), format_item(value, 0))], [value])
        spot = self._find(path)
        holder = _get(expected, path)
        if not isinstance(holder, list):
            raise SpliceError(f"there is no list at {_name(path)}")
        index = min(index, len(holder))
        holder.insert(index, value)
        if not holder[1:] and not path:
            return self._splice([Splice(spot.start, spot.end, "\n".join(format_item(value, 0)))], expected)
        if spot.is_flow:
            return self._splice([_add_to_flow(spot, index, format_flow(value))], expected)
        lines = format_item(value, spot.column)
        if index == len(spot.items):
            return self._splice([self._add_lines_after(spot.items[-1].end, lines)], expected)
        start = self._lines.find_start(self._find_dash(spot, index))
        return self._splice([Splice(start, start, "".join(f"{line}\n" for line in lines))], expected)

    def remove(self, path: FieldPath) -> YamlText:
        """Removes a field or an item; a list or mapping without any other is then `[]` or `{}`."""
        holder, step = self._find(path[:-1]), path[-1]
        self._find(path)
        expected = copy.deepcopy(self.data)
        del _get(expected, path[:-1])[step]
        if len(holder.children) == 1:
            empty = "[]" if holder.items else "{}"
            return self._splice([self._empty(holder, path[:-1], empty)], expected)
        index = step if isinstance(step, int) else list(holder.fields).index(step)
        if holder.is_flow:
            return self._splice([_remove_from_flow(holder, index)], expected)
        return self._splice([self._remove_lines(holder, index)], expected)

    # How they are made

    def _find(self, path: FieldPath) -> Spot:
        try:
            if self._root is not None:
                return find_spot(self._root, path)
        except LookupError:
            pass
        raise SpliceError(f"there is nothing at {_name(path)} in {make_visible(self.file, 200)}")

    def _replace(self, path: FieldPath, value: PlainData) -> Splice:
        spot = self._find(path)
        holder = self._find(path[:-1]) if path else None
        is_block = bool(spot.children) and not spot.is_flow
        needs_lines = is_block or (bool(value) and not isinstance(value, str))
        if needs_lines and holder is not None and holder.keys and not holder.is_flow:
            key = holder.keys[str(path[-1])]
            lines = format_field(self.text[key.start : key.end], value, holder.column)
            return Splice(key.start, spot.end, "\n".join(lines)[holder.column :])
        if isinstance(value, str):
            like = "" if spot.children else self.text[spot.start : spot.end]
            indent = (holder.column if holder else 0) + STEP
            return Splice(spot.start, spot.end, format_text(value, holder is not None and holder.is_flow, like, indent))
        if spot.is_flow or not is_block or holder is None or holder.is_flow or not value:
            return Splice(spot.start, spot.end, format_flow(value))
        return Splice(spot.start, spot.end, "\n".join(format_item(value, spot.column - STEP))[spot.column :])

    def _add_lines_after(self, offset: int, lines: list[str]) -> Splice:
        """Adds lines below the one that an offset is on."""
        end = self._lines.find_next(offset)
        text = "\n".join(lines)
        is_ended = end == 0 or self.text[end - 1] in "\r\n" or self.text[:end] == MARK
        return Splice(end, end, f"{text}\n" if is_ended else f"\n{text}")

    def _empty(self, holder: Spot, path: FieldPath, empty: str) -> Splice:
        """Writes an empty list or mapping in place of the one at a path."""
        outer = self._find(path[:-1]) if path else None
        if outer is None or outer.is_flow or holder.is_flow or isinstance(path[-1], int):
            return Splice(holder.start, holder.end, empty)
        key = outer.keys[path[-1]]
        return Splice(key.start, holder.end, f"{self.text[key.start : key.end]}: {empty}")

    def _find_dash(self, holder: Spot, index: int) -> int:
        """Where the dash of an item is: in the column of its list, on its line or one above."""
        start = holder.items[index].start
        if index == 0:
            return holder.start
        begin = self._lines.find_start(start)
        least = holder.items[index - 1].end
        while self.text[begin + holder.column : begin + holder.column + 1] != "-" and begin > least:
            begin = self._lines.find_start(begin - 1)
        return begin + holder.column

    def _remove_lines(self, holder: Spot, index: int) -> Splice:
        """Removes an item or a field of a block with all of its lines."""
        keys = list(holder.keys.values())
        start = keys[index].start if keys else self._find_dash(holder, index)
        end = self._lines.find_next(holder.children[index].end)
        begin = self._lines.find_start(start)
        if not self.text[begin:start].strip(f" {MARK}"):
            return Splice(max(begin, len(MARK) if self.text.startswith(MARK) else 0), end, "")
        # The first of a block that begins behind a dash: what comes next takes its place.
        rest = self.text[end:]
        return Splice(start, end + len(rest) - len(rest.lstrip(" ")), "")

    def _splice(self, splices: Iterable[Splice], expected: PlainData) -> YamlText:
        """The text with all splices, which must read as `expected`."""
        text = self.text
        for start, end, new in sorted(splices, reverse=True):
            text = text[:start] + _LINE.sub(self._lines.newline, new) + text[end:]
        try:
            edited = YamlText(text, self.file)
        except SpliceError as error:
            raise SpliceError(f"this cannot be edited by a program; edit it by hand: {error}") from None
        if edited.data != _compose(expected):
            raise SpliceError(
                f"a value of {make_visible(self.file, 200)} cannot be edited by a program; edit it by hand"
            )
        return edited


def _add_to_flow(spot: Spot, index: int, raw: str) -> Splice:
    if not spot.children:
        return Splice(spot.start + 1, spot.end - 1, raw)
    if index:
        end = spot.children[index - 1].end
        return Splice(end, end, f", {raw}")
    start = (list(spot.keys.values()) or spot.items)[0].start
    return Splice(start, start, f"{raw}, ")


def _remove_from_flow(spot: Spot, index: int) -> Splice:
    starts = [each.start for each in (list(spot.keys.values()) or spot.items)]
    if index:
        return Splice(spot.children[index - 1].end, spot.children[index].end, "")
    return Splice(starts[0], starts[1], "")


def _get(data: PlainData, path: FieldPath) -> Any:
    for step in path:
        data = data[step]  # type: ignore[index]
    return data


def _set(data: PlainData, path: FieldPath, value: PlainData) -> PlainData:
    """The data with another value at a path."""
    if not path:
        return value
    _get(data, path[:-1])[path[-1]] = value
    return data


def _compose(data: PlainData) -> PlainData:
    """The data in Unicode's form NFC, as the loader reads it."""
    if isinstance(data, str):
        return unicodedata.normalize("NFC", data)
    if isinstance(data, list):
        return [_compose(item) for item in data]
    return {unicodedata.normalize("NFC", key): _compose(item) for key, item in data.items()}


def _name(path: FieldPath) -> str:
    return ".".join(map(str, path)) or "the top"
