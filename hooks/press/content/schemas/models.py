"""A model -> the JSON Schema of its fields, as editors of YAML need it. https://json-schema.org/draft/2020-12

YAML reads `2023` and `true` as a number and a flag, while a briefing reads every scalar as text. So wherever a text is
expected, the schema accepts these too: it never rejects what the check accepts.
"""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from ..kinds.base import Model
from ..nodes import PlainData
from ..values.dates import EXPECTED, SHAPE
from .docs import describe_model, read_field_docs
from .ids import Schema, walk

TEXT = ["string", "number", "boolean"]
"""The types of a scalar that a briefing reads as text."""
_HINTS = {SHAPE: EXPECTED}
"""Pattern -> what an editor says about a text that does not have it."""


def make_model_schema(model: type[Model], example: PlainData | None) -> tuple[Schema, Schema]:
    """(the schema of a model, the schemas of the models in it by name); `example` has values for its fields."""
    schema = model.model_json_schema()
    inside = schema.pop("$defs", {})
    nested = find_models(model)
    for name, part in inside.items():
        _describe(part, nested[name], None)
    _describe(schema, model, example)
    for part in list(walk(schema)) + list(walk(inside)):
        _simplify(part)
    return schema, inside


def _describe(schema: Schema, model: type[Model], example: PlainData | None) -> None:
    """Adds the docs of a model and of its fields, and the values of an example."""
    schema["description"] = describe_model(model)
    docs = read_field_docs(model)
    for name, info in model.model_fields.items():
        key = info.alias or name
        field = schema["properties"][key]
        field.pop("title", None)
        if name in docs:
            field["description"] = docs[name]
        if isinstance(example, dict) and key in example:
            field["examples"] = [example[key] == "true" if field.get("type") == "boolean" else example[key]]


def _simplify(part: Schema) -> None:
    """Removes what only Python means, and accepts any scalar where a text is expected."""
    if not _says_something(part.get("default", ...)):
        del part["default"]
    if part.get("type") == "string" and part.keys().isdisjoint({"enum", "const", "format"}):
        part["type"] = TEXT
    if part.get("pattern") in _HINTS:
        part["patternErrorMessage"] = _HINTS[part["pattern"]]
    kinds = [each for each in part.get("anyOf", ()) if each != {"type": "null"}]
    if len(kinds) == 1:
        del part["anyOf"]
        part.update({**kinds[0], **part})
    elif kinds:
        part["anyOf"] = kinds


def _says_something(default: object) -> bool:
    """Whether a default is more than the absence of a value."""
    if isinstance(default, dict):
        return any(map(_says_something, default.values()))
    return default is not None and default != []


def find_models(model: type[Model]) -> dict[str, type[Model]]:
    """The models in the fields of a model, at any depth, by name."""
    found: dict[str, type[Model]] = {}
    for info in model.model_fields.values():
        _collect_models(info.annotation, found)
    return found


def _collect_models(annotation: Any, found: dict[str, type[Model]]) -> None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        assert issubclass(annotation, Model)
        found[annotation.__name__] = annotation
        found.update(find_models(annotation))
    for part in get_args(annotation):
        _collect_models(part, found)
