"""Plain data -> the YAML of the contract. It supports only what the corpus needs: mappings, lists and texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

Yaml: TypeAlias = "str | Sequence[Yaml] | Mapping[str, Yaml]"

_NEEDS_QUOTES = re.compile(r"""^[\[\]{}*&!|>@%#"'`?,]|^-(?=\s|$)|:(?=\s|$)|\s#|^$|^\s|\s$""")


def scalar(text: str, flow: bool = False) -> str:
    """A text on one line, in quotes if YAML would misread it (`flow`: inside `{}` or `[]`)."""
    if _NEEDS_QUOTES.search(text) or (flow and re.search(r"[,\[\]{}]", text)):
        return json.dumps(text, ensure_ascii=False)
    return text


def document(value: Yaml) -> str:
    """A whole file."""
    return "\n".join(_lines(value, "")) + "\n"


def _lines(value: Yaml, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{indent}{scalar(value)}"
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _field(key, item, indent)
    else:
        for item in value:
            yield from _item(item, indent)


def _field(key: str, value: Yaml, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        if "\n" in value:
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}".rstrip() for line in value.rstrip("\n").split("\n"))
        else:
            yield f"{indent}{key}: {scalar(value)}"
    elif not value:
        yield f"{indent}{key}: []"
    elif _is_short(value):
        yield f"{indent}{key}: {_flow(value)}"
    else:
        yield f"{indent}{key}:"
        yield from _lines(value, f"{indent}  ")


def _item(value: Yaml, indent: str) -> Iterator[str]:
    if _is_short(value):
        yield f"{indent}- {_flow(value)}"
        return
    first, *rest = _lines(value, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def _is_short(value: Yaml) -> bool:
    """Whether it reads well on one line: a list of ids, a name with its kind."""
    if isinstance(value, str):
        return False
    items = list(value.values()) if isinstance(value, Mapping) else list(value)
    if isinstance(value, Mapping) and set(value) & {"id", "heading", "question", "date"}:
        return False
    return all(isinstance(item, str) and "\n" not in item for item in items) and len(_flow(value)) <= 100


def _flow(value: Yaml) -> str:
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"


def write(path: Path, value: Yaml) -> None:
    """Writes one YAML file, creating its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document(value), encoding="utf-8", newline="\n")
