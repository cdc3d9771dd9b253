"""What the type of a field can say besides its shape: that its text is a reference, or Markdown.

A mark is part of the field's `Annotated` type, so a model's fields are the only place that says what it contains.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema

REFERS = "x-refers-to"
"""The key in a JSON Schema for the kinds that a text may refer to."""
MARKDOWN = "text/markdown"
"""The media type of Markdown. https://www.rfc-editor.org/rfc/rfc7763"""


@dataclass(frozen=True, slots=True)
class Refers:
    """The text is the id of an entry of one of `kinds` (`any` for every kind)."""

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The JSON Schema of the text, with the kinds under the key REFERS."""
        return {**handler(core), REFERS: list(self.kinds)}


@dataclass(frozen=True, slots=True)
class IsMarkdown:
    """The text is Markdown."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "contentMediaType": MARKDOWN}


@dataclass(frozen=True, slots=True)
class IsLine:
    """The text is a line of words, such as a title or a name."""


MarkT = TypeVar("MarkT", Refers, IsMarkdown, IsLine)
Plan = tuple[tuple[str, str, MarkT | None], ...]
"""(attribute, key in the YAML, mark; None for a field that contains models) of the fields that contain marked texts."""


class Marked(NamedTuple, Generic[MarkT]):
    """A text that has a mark, and its path among the fields."""

    path: tuple[str | int, ...]
    text: str
    mark: MarkT


def find_marked(model: BaseModel, mark: type[MarkT]) -> Iterator[Marked[MarkT]]:
    """Every text with a mark in the fields of `model`, including nested models, in the order of the fields."""
    return _find_in_fields(model, (), mark)


def _find_in_fields(model: BaseModel, path: tuple[str | int, ...], mark: type[MarkT]) -> Iterator[Marked[MarkT]]:
    for name, key, found in _plan(type(model), mark):
        value = getattr(model, name)
        if found is not None and isinstance(value, str):
            yield Marked((*path, key), value, found)
        elif value:
            yield from _find_in_value(value, (*path, key), mark, found)


def _find_in_value(
    value: Any, path: tuple[str | int, ...], mark: type[MarkT], found: MarkT | None
) -> Iterator[Marked[MarkT]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _find_in_value(item, (*path, index), mark, found)
    elif isinstance(value, BaseModel):
        yield from _find_in_fields(value, path, mark)
    elif isinstance(value, str) and found is not None:
        yield Marked(path, value, found)


_PLANS: dict[tuple[type[BaseModel], type[Refers | IsMarkdown | IsLine]], Any] = {}


def _plan(model: type[BaseModel], mark: type[MarkT]) -> Plan[MarkT]:
    known: Plan[MarkT] | None = _PLANS.get((model, mark))
    if known is None:
        known = _PLANS[model, mark] = _make_plan(model, mark)
    return known


def _make_plan(model: type[BaseModel], mark: type[MarkT]) -> Plan[MarkT]:
    plan: list[tuple[str, str, MarkT | None]] = []
    for name, info in model.model_fields.items():
        found, nested = _look_inside(info.annotation, mark)
        found = next((each for each in info.metadata if isinstance(each, mark)), found)
        if found is not None or nested:
            plan.append((name, info.alias or name, found))
    return tuple(plan)


def _look_inside(annotation: Any, mark: type[MarkT]) -> tuple[MarkT | None, bool]:
    """(the mark inside a type, whether a model inside it contains marked texts)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None, bool(_plan(annotation, mark))
    if isinstance(annotation, mark):
        return annotation, False
    found, nested = None, False
    for part in get_args(annotation):
        inside, is_nested = _look_inside(part, mark)
        found, nested = found or inside, nested or is_nested
    return found, nested
