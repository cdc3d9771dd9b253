"""The nodes of a YAML document: texts, lists and fields that know their line and column."""

from __future__ import annotations

from dataclasses import dataclass

from ..problem import Place


@dataclass(slots=True, eq=False)
class Text:
    """A scalar. `shift` is how many characters after `column` its first character is: 1 after a quotation mark, else 0;
    -1 where the text is not in one piece on one line, or was written in another form than NFC."""

    value: str
    line: int
    column: int
    shift: int = 0
    comment: str = ""
    """The comment that ends a text without quotes, with the spaces before it; empty for none."""


@dataclass(slots=True, eq=False)
class Items:
    """A list."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Fields:
    """A mapping; `keys` holds the (line, column) of each key."""

    fields: dict[str, Node]
    keys: dict[str, tuple[int, int]]
    line: int
    column: int


Node = Text | Items | Fields
FieldPath = tuple[str | int, ...]
PlainData = str | list["PlainData"] | dict[str, "PlainData"]


def to_plain(node: Node) -> PlainData:
    """The node's data without its places: texts, lists and dicts."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [to_plain(item) for item in node.items]
    return {key: to_plain(value) for key, value in node.fields.items()}


def find_node(node: Node, path: FieldPath) -> Node:
    """The node at `path`, or the deepest one on the way that exists."""
    for step in path:
        if isinstance(node, Fields) and step in node.fields:
            node = node.fields[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


def locate_value(node: Node, file: str, path: FieldPath = (), offset: int = 0) -> Place:
    """The place of the value at `path`, or of a character `offset` characters into it where it is on one line."""
    found = find_node(node, path)
    shift = found.shift + offset if isinstance(found, Text) and offset and found.shift >= 0 else 0
    return Place(file, found.line, found.column + shift)


def locate_key(node: Node, file: str, path: FieldPath) -> Place:
    """The place of the key at the end of `path`, or of its value where there is no key."""
    holder = find_node(node, path[:-1])
    if isinstance(holder, Fields) and path[-1] in holder.keys:
        return Place(file, *holder.keys[str(path[-1])])
    return locate_value(node, file, path)
