"""Values as YAML text that reads back as exactly the same value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..editing.yaml_values import format_text


def write_fields(fields: Iterable[tuple[str, str | Sequence[str]]], indent: str = "") -> str:
    """One line for each field; `indent` begins all lines but the first. A field without a value is left out. The items
    of a list are YAML already, as `write_item` writes it."""
    written = [(key, format_text(value) if isinstance(value, str) else _join_items(value)) for key, value in fields]
    return indent.join(f"{key}: {value}\n" for key, value in written if value not in ('""', "[]"))


def write_item(value: str) -> str:
    """A text inside a list or a mapping on one line, in quotes if it needs them."""
    return format_text(value, is_flow=True)


def _join_items(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]"
