"""Values written as YAML, in a style that the loader of the briefing reads back as the same value."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from ...content.nodes import PlainData, to_plain
from ...content.yaml_repair import quote
from ...content.yaml_source import FORBIDDEN, parse_yaml

WIDTH = 120
"""The longest line in which a list or a mapping is written."""
STEP = 2
"""How many spaces deeper nested blocks are."""


class Unwritable(Exception):
    """No style of YAML holds a text: it has a character that no text of a briefing may have."""


def format_text(value: str, is_flow: bool = False, like: str = "", indent: int = 0) -> str:
    """A text as YAML; raises Unwritable. `is_flow` is for one inside brackets. `like` is what it replaces: its style is
    kept if it can be. Texts of several lines are written `indent` spaces deep."""
    value = unicodedata.normalize("NFC", value)
    for raw in () if FORBIDDEN.search(value) else _propose(value, is_flow, like, indent):
        if _is_read_as(value, raw, is_flow, indent):
            return raw
    raise Unwritable(f"no text of a briefing can hold {value[:60]!r}")


def _propose(value: str, is_flow: bool, like: str, indent: int) -> Iterator[str]:
    block = like.split("\n", 1)[0].strip() if like[:1] in ("|", ">") else ""
    plain, single = value, "'" + value.replace("'", "''") + "'"
    if not is_flow and (block or "\n" in value):
        yield from (_write_block(value, header, indent) for header in (block, "|-", "|", "|+") if header)
    if "\n" not in value:
        yield from {"'": (single,), '"': (_escape(value),)}.get(like[:1], ())
        yield plain
        yield quote(value)
    yield _escape(value)


def _escape(value: str) -> str:
    """A text in double quotes. https://yaml.org/spec/1.2.2/#731-double-quoted-style"""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _write_block(value: str, header: str, indent: int) -> str:
    """A text below `|` or `>`, whose lines it folds into one."""
    body = value.rstrip("\n")
    if header.startswith(">"):
        body = body.replace("\n", "\n\n")
    margin = " " * indent
    lines = [margin + line if line else "" for line in body.split("\n")]
    more = len(value) - len(value.rstrip("\n")) - 1 if "+" in header else 0
    return "\n".join([header, *lines, *[""] * more])


def _is_read_as(value: str, raw: str, is_flow: bool, indent: int) -> bool:
    margin = " " * max(0, indent - STEP)
    if is_flow:
        wrapped: dict[str, PlainData] = {f"k: [{raw}, {{a: {raw}, b: c}}]\n": {"k": [value, {"a": value, "b": "c"}]}}
    else:
        key = f"{margin}k: {raw}\n" if indent >= STEP else f"k: {raw}\n"
        wrapped = {key: {"k": value}, f"{margin}- {raw}\n": [value]}
    return all(_read(text) == expected for text, expected in wrapped.items())


def _read(text: str) -> PlainData | None:
    node, problems = parse_yaml(text, "")
    return None if problems or node is None else to_plain(node)


def format_flow(value: PlainData) -> str:
    """A value on one line, lists and mappings in brackets."""
    if isinstance(value, str):
        return format_text(value, is_flow=True)
    if isinstance(value, list):
        return f"[{', '.join(map(format_flow, value))}]"
    return "{" + ", ".join(f"{format_text(key, True)}: {format_flow(item)}" for key, item in value.items()) + "}"


def format_field(key: str, value: PlainData, indent: int) -> list[str]:
    """The lines of a field whose key is `indent` spaces deep; `key` is written as it is."""
    margin = " " * indent
    if isinstance(value, str):
        return f"{margin}{key}: {format_text(value, indent=indent + STEP)}".split("\n")
    one_line = f"{margin}{key}: {format_flow(value)}"
    if not value or (_is_plain(value) and len(one_line) <= WIDTH):
        return [one_line]
    if isinstance(value, list):
        return [f"{margin}{key}:", *(line for item in value for line in format_item(item, indent + STEP))]
    return [f"{margin}{key}:", *_format_fields(value, indent + STEP)]


def format_item(value: PlainData, indent: int) -> list[str]:
    """The lines of an item of a list whose dashes are `indent` spaces deep. A mapping in a list that is nested is
    written on one line if there is room for it."""
    margin = " " * indent
    if isinstance(value, str):
        return f"{margin}- {format_text(value, indent=indent + STEP)}".split("\n")
    one_line = f"{margin}- {format_flow(value)}"
    if not value or isinstance(value, list) or (indent and _is_plain(value) and len(one_line) <= WIDTH):
        return [one_line]
    first, *rest = _format_fields(value, indent + STEP)
    return [f"{margin}- {first[indent + STEP :]}", *rest]


def _format_fields(value: dict[str, PlainData], indent: int) -> list[str]:
    return [line for key, item in value.items() for line in format_field(format_text(key), item, indent)]


def _is_plain(value: Sequence[PlainData] | dict[str, PlainData]) -> bool:
    """Whether a list or a mapping has only texts of one line in it."""
    items = value.values() if isinstance(value, dict) else value
    return all(isinstance(item, str) and "\n" not in item for item in items)
