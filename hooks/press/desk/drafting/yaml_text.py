"""Values as YAML text that reads back as exactly the same value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...content.nodes import Fields, Items, Text
from ...content.yaml_repair import quote
from ...content.yaml_source import parse_yaml


def write_scalar(value: str) -> str:
    """A text of one line, in quotes if it needs them. It has no invisible characters."""
    return value if _is_read_back(value) else quote(value)


def write_item(value: str) -> str:
    """A text inside a list or a mapping on one line, in quotes if it needs them."""
    return value if _is_read_back(value, in_list=True) else quote(value)


def write_fields(fields: Iterable[tuple[str, str | Sequence[str]]], indent: str = "") -> str:
    """One line for each field; `indent` begins all lines but the first. A field without a value is left out. The items
    of a list are YAML already, as `write_item` writes it."""
    written = [(key, write_scalar(value) if isinstance(value, str) else _join_items(value)) for key, value in fields]
    return indent.join(f"{key}: {value}\n" for key, value in written if value not in ('""', "[]"))


def _join_items(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]"


def _is_read_back(value: str, in_list: bool = False) -> bool:
    """Whether YAML reads a value without quotes as itself."""
    node, problems = parse_yaml(f"- [{value}, x]\n" if in_list else f"- k: {value}\n", "")
    if problems or not isinstance(node, Items) or len(node.items) != 1:
        return False
    item = node.items[0]
    if isinstance(item, Items):
        first, count = item.items[0], 2
        return isinstance(first, Text) and first.value == value and len(item.items) == count
    found = item.fields.get("k") if isinstance(item, Fields) else None
    return isinstance(found, Text) and found.value == value
