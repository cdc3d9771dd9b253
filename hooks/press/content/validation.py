"""A node and a model -> typed data, or problems that give the place of each value that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..problem import Code, Problem, make_visible, suggest_nearest
from .kinds.base import Model, name_yaml_type
from .yaml_source import FieldPath, Fields, Node, locate_key, locate_value, to_plain


def validate(model: type[Model], node: Node, file: str, what: str) -> tuple[Model | None, list[Problem]]:
    """The typed data of `node`, or None and its problems; `what` names the entry in messages ("a claim")."""
    if not isinstance(node, Fields):
        expected = f"expected the fields of {what}, saw {name_yaml_type(to_plain(node))}"
        return None, [Problem(locate_value(node, file), Code.WRONG_SHAPE, expected, "write 'field: value' lines")]
    try:
        return model.model_validate(to_plain(node)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_report(detail, model, node, file, what) for detail in details]


@dataclass(frozen=True, slots=True)
class _Error:
    """One pydantic error as the author of the YAML sees it."""

    model: type[Model]
    entry: str
    """What the entry is called in messages ("a claim")."""
    path: FieldPath
    field: str
    """The last name in the path."""
    seen: object
    """The value as written."""
    context: dict[str, Any]
    message: str


_Described = tuple[Code, str, str]
"""(code, what was expected and seen, cure)"""


def _report(detail: ErrorDetails, model: type[Model], node: Fields, file: str, entry: str) -> Problem:
    path: FieldPath = tuple(detail["loc"])
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    error = _Error(model, entry, path, field, detail.get("input"), detail.get("ctx", {}), detail["msg"])
    code, what, cure = _DESCRIPTIONS.get(detail["type"], _describe_other)(error)
    place = locate_key if code is Code.UNKNOWN_FIELD else locate_value
    return Problem(place(node, file, path), code, what, cure)


def _describe_missing_field(error: _Error) -> _Described:
    inside = next((step for step in reversed(error.path[:-1]) if isinstance(step, str)), None)
    owner = error.entry if inside is None else f"'{inside}'"
    return Code.MISSING_FIELD, f"{owner} needs the field '{error.field}'", f"add '{error.field}: …'"


def _describe_unknown_field(error: _Error) -> _Described:
    names = _list_field_names(error.model, error.path[:-1])
    cure = suggest_nearest(error.field, names) or f"the fields are {', '.join(sorted(names))}"
    return Code.UNKNOWN_FIELD, f"unknown field '{make_visible(error.field)}' of {error.entry}", cure


def _describe_unknown_word(error: _Error) -> _Described:
    if not isinstance(error.seen, str):
        return _describe_no_text(error)
    allowed = [word.strip("'") for word in str(error.context["expected"]).replace(" or ", ", ").split(", ")]
    cure = suggest_nearest(error.seen, allowed) or f"use one of {', '.join(allowed)}"
    return Code.UNKNOWN_WORD, f"{error.field} '{make_visible(error.seen)}' is not known", cure


def _describe_invalid_value(error: _Error) -> _Described:
    return error.context["code"], f"{error.field}: {error.context['what']}", error.context["cure"]


def _describe_no_text(error: _Error) -> _Described:
    cure = "put the text in quotes" if isinstance(error.seen, list) else "write one text"
    return Code.WRONG_SHAPE, f"{error.field}: expected a text, saw {name_yaml_type(error.seen)}", cure


def _describe_no_list(error: _Error) -> _Described:
    item = make_visible(error.seen) if isinstance(error.seen, str) else "…"
    return Code.WRONG_SHAPE, f"{error.field}: expected a list, saw {name_yaml_type(error.seen)}", f"write [{item}]"


def _describe_no_fields(error: _Error) -> _Described:
    what = f"{error.field}: expected fields, saw {name_yaml_type(error.seen)}"
    return Code.WRONG_SHAPE, what, "write 'field: value' lines"


def _describe_empty_text(error: _Error) -> _Described:
    return Code.EMPTY_TEXT, f"{error.field}: the text is empty", "write a value, or remove the line"


def _describe_empty_list(error: _Error) -> _Described:
    return Code.EMPTY_TEXT, f"{error.field}: the list is empty", "write an item, or remove the line"


def _describe_long_text(error: _Error) -> _Described:
    what = f"{error.field}: {len(str(error.seen))} characters; at most {error.context['max_length']} are allowed"
    return Code.TOO_LONG, what, "shorten it"


def _describe_pattern(error: _Error) -> _Described:
    what = f"{error.field}: '{make_visible(str(error.seen))}' does not fit"
    return Code.INVALID_VALUE, what, _FORMS.get(error.field, "")


def _describe_other(error: _Error) -> _Described:
    """For types of fields that no kind has yet: pydantic's own words."""
    return Code.INVALID_VALUE, f"{error.field}: {error.message}", ""


_DESCRIPTIONS: dict[str, Callable[[_Error], _Described]] = {
    "missing": _describe_missing_field,
    "extra_forbidden": _describe_unknown_field,
    "literal_error": _describe_unknown_word,
    "invalid_value": _describe_invalid_value,
    "string_type": _describe_no_text,
    "list_type": _describe_no_list,
    "model_type": _describe_no_fields,
    "string_too_short": _describe_empty_text,
    "too_short": _describe_empty_list,
    "string_too_long": _describe_long_text,
    "string_pattern_mismatch": _describe_pattern,
}
"""Type of an error -> the function that describes it. https://docs.pydantic.dev/latest/errors/validation_errors/"""

_FORMS = {
    "wikidata": "write the item's id, like Q42",
    "lang": "write a language tag, like en or zh-Hans",
}
"""Field -> the form that its text must have."""


def _list_field_names(model: type[Model], path: FieldPath) -> set[str]:
    """The YAML names of the fields of the model found at `path` inside `model`."""
    for step in path:
        if isinstance(step, str):
            model = next(_list_models(_find_annotation(model, step)), model)
    return {info.alias or name for name, info in model.model_fields.items()}


def _find_annotation(model: type[Model], key: str) -> object:
    return next((i.annotation for n, i in model.model_fields.items() if key in (n, i.alias)), None)


def _list_models(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _list_models(part)
