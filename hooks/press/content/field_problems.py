"""What a field that does not fit its model is reported as, and the value that was most likely meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import ErrorDetails

from ..problem import Code, Fix, Problem, make_visible, offer
from .field_names import find_kinds_with, list_names, match_word, suggest_field, suggest_word
from .kinds import KINDS
from .kinds.base import Model, name_yaml_type
from .nodes import FieldPath, Fields, Node, Text, find_node, locate_key, locate_value
from .yaml_repair import quote, replace_lookalikes
from .yaml_source import REMOVABLE

_SHOWN = 200
"""Characters of a value that a cure repeats."""


@dataclass(frozen=True, slots=True)
class _Error:
    """One error of pydantic as the author of the YAML sees it."""

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
    node: Fields

    @property
    def holder(self) -> Node:
        """The node that holds the field."""
        return find_node(self.node, self.path[:-1])


_Described = tuple[Code, str, str]
"""Code, what was expected and seen, cure."""


def report_misfit(detail: ErrorDetails, model: type[Model], node: Fields, file: str, entry: str) -> Problem:
    """The problem of one error of pydantic in `node`, which `entry` names ("a claim")."""
    path: FieldPath = tuple(detail["loc"])
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    error = _Error(model, entry, path, field, detail.get("input"), detail.get("ctx", {}), detail["msg"], node)
    code, what, cure = _DESCRIPTIONS.get(detail["type"], _describe_other)(error)
    place = locate_key if code is Code.UNKNOWN_FIELD else locate_value
    seen, right = _find_right(code, error)
    return Problem(place(node, file, path), code, what, cure, Fix(seen, right) if right else None)


def _find_right(code: Code, error: _Error) -> tuple[str, str]:
    """(what is written, what was certainly meant); the second is empty if that is not certain."""
    if code is Code.UNKNOWN_FIELD:
        given = error.holder.fields if isinstance(error.holder, Fields) else {}
        names = list_names(_find_model(error.model, error.path[:-1])) - given.keys()
        return error.field, match_word(error.field, names)
    if not isinstance(error.seen, str):
        return "", ""
    if code is Code.UNKNOWN_WORD:
        return error.seen, match_word(error.seen, _list_words(error.model, error.path))
    return error.seen, str(error.context.get("right", ""))


def drop_renamed(problems: list[Problem]) -> list[Problem]:
    """Without the missing fields that stand there under another name: that is one mistake."""
    offered = {problem.cure for problem in problems if problem.code is Code.UNKNOWN_FIELD}
    renamed = {
        f"needs the field '{match[1]}'" for cure in offered if (match := re.match(r"did you mean '(\w+)'", cure))
    }
    return [
        problem
        for problem in problems
        if problem.code is not Code.MISSING_FIELD or not any(map(problem.what.endswith, renamed))
    ]


def require_values(problems: Iterable[Problem], model: type[Model]) -> Iterator[Problem]:
    """Problems in which a field of a model without a value may only be removed if it is not required."""
    required = {f"'{name}' has no value": name for name in _list_required(model)}
    for problem in problems:
        name = required.get(problem.what) if problem.code is Code.MISSING_VALUE else None
        if name and problem.cure == REMOVABLE:
            words = _list_words(model, (name,))
            example = f", like '{name}: {words[0]}', or another of {', '.join(words)}" if words else ""
            yield replace(problem, cure=f"write a value{example}")
        else:
            yield problem


def _describe_missing_field(error: _Error) -> _Described:
    inside = next((step for step in reversed(error.path[:-1]) if isinstance(step, str)), None)
    owner = error.entry if inside is None else f"'{inside}'"
    what = f"{owner} needs the field '{error.field}'"
    swallowed = re.compile(rf"(?:^|\s){re.escape(error.field)} ?[:：=] ?(?P<value>[^\n]*)")
    for key, value in _list_fields(error.holder):
        if isinstance(value, Text) and (match := swallowed.search(value.value)):
            cure = f"it is inside the text of '{key}': begin a line of its own with '{error.field}: {match['value']}'"
            return Code.MISSING_FIELD, what, cure
    words = _list_words(error.model, error.path)
    if words:
        return Code.MISSING_FIELD, what, f"add '{error.field}: {words[0]}', or another of {', '.join(words)}"
    return Code.MISSING_FIELD, what, _ADDITIONS.get(error.field, f"add '{error.field}: …'")


def _list_fields(node: Node) -> list[tuple[str, Node]]:
    return list(node.fields.items()) if isinstance(node, Fields) else []


_ADDITIONS = {
    "published": "add 'published: 2023-04-18', as exact as the page says, or 'published: unknown'",
    "publisher": "add 'publisher: …' with the id of the outlet, which is the name of its file in companies/",
}
"""Field -> how to add it, where its name alone does not say it."""


def _describe_unknown_field(error: _Error) -> _Described:
    model = _find_model(error.model, error.path[:-1])
    names = list_names(model)
    given = error.holder.fields if isinstance(error.holder, Fields) else {}
    holder = next((step for step in reversed(error.path[:-1]) if isinstance(step, str)), None)
    owner = error.entry if holder is None else f"'{holder}'"
    what = f"unknown field '{make_visible(error.field)}' of {owner}"
    value = error.seen if isinstance(error.seen, str) else "…"
    cure = suggest_field(error.field, names, given, make_visible(value, _SHOWN))
    if not cure and holder is not None:
        whole = f"remove the line, and that of '{holder}'" if len(given) == 1 else "remove the line"
        cure = f"{whole}; the fields of '{holder}' are {', '.join(sorted(names))}"
    return Code.UNKNOWN_FIELD, what, cure or _say_where_it_belongs(error.field, names)


def _say_where_it_belongs(field: str, names: frozenset[str]) -> str:
    kinds = find_kinds_with(field)
    if kinds and len(kinds) <= 3:
        return f"'{field}' is a field of the kind {' and '.join(kinds)}: remove the line, or correct the kind"
    free = next((name for name in ("note", "body") if name in names), None)
    return "remove the line" + (f", or move what it says to '{free}'" if free else "")


def _describe_unknown_word(error: _Error) -> _Described:
    if not isinstance(error.seen, str):
        return _describe_no_text(error)
    if error.field == "type" and (kind := KINDS.get(error.seen.strip().casefold())) and kind.is_named:
        cure = f"move the file to {kind.folder}/, and remove this line: only companies have a type"
        return Code.UNKNOWN_WORD, f"type '{make_visible(error.seen)}' is a kind of its own", cure
    allowed = [word.strip("'") for word in str(error.context["expected"]).replace(" or ", ", ").split(", ")]
    cure = suggest_word(error.seen, allowed) or f"use one of {', '.join(allowed)}"
    return Code.UNKNOWN_WORD, f"{error.field} '{make_visible(error.seen)}' is not known", cure


def _describe_invalid_value(error: _Error) -> _Described:
    return error.context["code"], f"{error.field}: {error.context['what']}", error.context["cure"]


def _describe_no_text(error: _Error) -> _Described:
    cure = "write one text"
    if isinstance(error.seen, list):
        cure = "put the text in quotes"
        if len(error.seen) == 1 and isinstance(error.seen[0], str):
            cure = f"write it without brackets: '{make_visible(error.seen[0], _SHOWN)}'"
    return Code.WRONG_SHAPE, f"{error.field}: expected a text, saw {name_yaml_type(error.seen)}", cure


def _describe_no_list(error: _Error) -> _Described:
    item = "…"
    model = _find_model(error.model, error.path)
    if isinstance(error.seen, str) and error.field in _LISTS_OF_SENTENCES:
        item = ", ".join(quote(make_visible(part, _SHOWN)) for part in re.split(r"(?<=[.!?]) +", error.seen.strip()))
    elif isinstance(error.seen, str) and error.field in _LISTS_OF_FIELDS:
        item = _write_fields(model, make_visible(error.seen, _SHOWN))
    elif isinstance(error.seen, str):
        plain = replace_lookalikes(error.seen)
        bare = (plain[0] if plain else error.seen).strip().removeprefix("[").removesuffix("]")
        item = make_visible(", ".join(filter(None, (part.strip() for part in re.split(r"[,;]", bare)))), _SHOWN)
    what = f"{error.field}: expected a list, saw {name_yaml_type(error.seen)}"
    if isinstance(error.seen, dict):
        return Code.WRONG_SHAPE, what, _suggest_dash(find_node(error.node, error.path))
    return Code.WRONG_SHAPE, what, f"write [{item}]"


def _suggest_dash(node: Node) -> str:
    """A cure for fields that stand where a list of them is expected: a dash before the first."""
    key, value = next(iter(node.fields.items())) if isinstance(node, Fields) and node.fields else ("", None)
    line, column = node.keys.get(key, (0, 0)) if isinstance(node, Fields) else (0, 0)
    if column < 3 or not isinstance(value, Text) or value.line != line or value.shift < 0:
        return "begin each item with '- '"
    text = quote(value.value) if value.shift else value.value
    return f"write line {line} as `{' ' * (column - 3)}- {key}: {make_visible(text, _SHOWN)}`"


def _describe_no_fields(error: _Error) -> _Described:
    what = f"{error.field}: expected fields, saw {name_yaml_type(error.seen)}"
    model = _find_model(error.model, error.path)
    required = _list_required(model)
    if error.field == "same_as":
        required = ["wikipedia" if "wikipedia.org" in str(error.seen) else "website"]
    if isinstance(error.seen, list) and len(error.seen) == 1 and isinstance(error.seen[0], str):
        return Code.WRONG_SHAPE, what, f"write it without brackets: '{make_visible(error.seen[0], _SHOWN)}'"
    if error.field == "said_by" and isinstance(error.seen, list) and all(isinstance(one, str) for one in error.seen):
        first, *others = (make_visible(one, _SHOWN) for one in error.seen)
        cure = (
            f"a claim has one speaker: write 'said_by: {first}', and make a claim of what {' and '.join(others)} says"
        )
        return Code.WRONG_SHAPE, what, cure
    if not required or not isinstance(error.seen, str):
        return Code.WRONG_SHAPE, what, "write 'field: value' lines"
    value = make_visible(error.seen, _SHOWN)
    return Code.WRONG_SHAPE, what, f"write {_write_fields(model, value, required)}"


def _write_fields(model: type[Model], value: str, required: list[str] | None = None) -> str:
    """The required fields of a model, of which `value` is the first."""
    names = required or _list_required(model)
    return f"{{{names[0]}: {value}{''.join(f', {name}: …' for name in names[1:])}}}"


def _list_required(model: type[Model]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items() if info.is_required()]


_LISTS_OF_SENTENCES = ("bottom_line", "unknowns", "watch")
_LISTS_OF_FIELDS = ("differs", "also_in", "sections")


def _describe_empty_text(error: _Error) -> _Described:
    return Code.EMPTY_TEXT, f"{error.field}: the text is empty", "write a value, or remove the line"


def _describe_empty_list(error: _Error) -> _Described:
    return Code.EMPTY_TEXT, f"{error.field}: the list is empty", "write an item, or remove the line"


def _describe_long_text(error: _Error) -> _Described:
    what = f"{error.field}: {len(str(error.seen))} characters; at most {error.context['max_length']} are allowed"
    return Code.TOO_LONG, what, "shorten it"


def _describe_pattern(error: _Error) -> _Described:
    seen = str(error.seen)
    what = f"{error.field}: '{make_visible(seen)}' does not fit"
    meant = _guess_form(error.field, seen)
    if meant and re.fullmatch(error.context["pattern"].strip("^$"), meant):
        return Code.INVALID_VALUE, what, offer([(meant, "")])
    return Code.INVALID_VALUE, what, _FORMS.get(error.field, "")


def _guess_form(field: str, seen: str) -> str:
    """The value that was most likely meant for a field with a form of its own; empty where that is not known."""
    if field == "wikidata" and (match := re.search(r"(\d+)/?$", seen)):
        return f"Q{match[1]}"
    return _LANGUAGES.get(seen.strip().casefold(), seen.replace("_", "-")) if field == "lang" else ""


def _describe_other(error: _Error) -> _Described:
    """A field of a type that no kind has so far: pydantic's own words."""
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
"""Type of an error -> what describes it. https://docs.pydantic.dev/latest/errors/validation_errors/"""

_FORMS = {
    "wikidata": "write the item's id, like Q42",
    "lang": "write a language tag, like en or zh-Hans",
}
"""Field -> the form that its text must have."""
_LANGUAGES = {
    "english": "en",
    "chinese": "zh",
    "mandarin": "zh",
    "simplified chinese": "zh-Hans",
    "traditional chinese": "zh-Hant",
    "中文": "zh",
    "german": "de",
    "french": "fr",
    "japanese": "ja",
    "korean": "ko",
    "spanish": "es",
    "russian": "ru",
    "arabic": "ar",
}
"""Name of a language -> its tag."""


def _find_model(model: type[Model], path: FieldPath) -> type[Model]:
    """The model found at `path` inside `model`."""
    for step in path:
        if isinstance(step, str):
            model = next(_list_models(_find_annotation(model, step)), model)
    return model


def _list_words(model: type[Model], path: FieldPath) -> tuple[str, ...]:
    """The words that a field accepts, where it accepts only some."""
    annotation = _find_annotation(_find_model(model, path[:-1]), str(path[-1]))
    parts = getattr(annotation, "__args__", ())
    return parts if parts and all(isinstance(part, str) for part in parts) else ()


def _find_annotation(model: type[Model], key: str) -> object:
    return next((i.annotation for n, i in model.model_fields.items() if key in (n, i.alias)), None)


def _list_models(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _list_models(part)
