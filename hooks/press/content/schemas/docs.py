"""The docs of the fields of a model: the strings under them in the source, and an example of each.

They are read only when a schema is made: a build with nothing to do has no use for them.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..kinds.base import Model
from ..nodes import PlainData, to_plain
from ..yaml_source import parse_yaml, read_text

EXAMPLES = Path(__file__).with_name("examples.yml")


@cache
def read_field_docs(model: type[Model]) -> dict[str, str]:
    """Attribute of a model -> what the source says about it, as one line of Markdown."""
    docs: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Model) and each is not Model:
            docs |= dict(_find_docs(each))
    return docs


def describe_model(model: type[Model]) -> str:
    """What the source says about a model, as one line of Markdown."""
    return _join_lines(model.__doc__ or "")


def _find_docs(model: type[Model]) -> Iterator[tuple[str, str]]:
    body = next((node.body for node in _parse_module(model.__module__) if node.name == model.__name__), [])
    for field, doc in zip(body, body[1:], strict=False):
        match field, doc:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, _join_lines(text)


@cache
def _parse_module(name: str) -> list[ast.ClassDef]:
    """The classes in the source of a module."""
    source = Path(str(sys.modules[name].__file__)).read_text(encoding="utf-8")
    return [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]


def _join_lines(text: str) -> str:
    return " ".join(text.split())


@cache
def read_examples() -> dict[str, PlainData]:
    """Kind -> an example of one entry, in which each field has a value."""
    text, problems = read_text(EXAMPLES, EXAMPLES.name)
    node, more = parse_yaml(text, EXAMPLES.name)
    assert not problems and not more and node is not None, [*map(str, (*problems, *more))]
    plain = to_plain(node)
    assert isinstance(plain, dict)
    return plain
