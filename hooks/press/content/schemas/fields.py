"""The fields of each kind as rows of a table, for the page that explains them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..kinds import ANY_ENTRY, CLAIM
from ..kinds.base import Model, Retired
from ..kinds.marks import MARKDOWN, REFERS
from ..nodes import PlainData
from ..values.dates import SHAPE
from .docs import describe_model, read_examples
from .files import FILES
from .flow import write_field, write_value
from .ids import Schema
from .models import TEXT, find_models, make_model_schema


class FieldRow(NamedTuple):
    """One field, as an author needs it. `types` and `about` are Markdown; `example` is YAML on one line."""

    key: str
    types: str
    is_required: bool
    about: str
    default: str
    example: str


class Section(NamedTuple):
    """The fields of one model, the required ones first; `files` is a pattern of paths below the briefing, empty for
    fields inside others."""

    name: str
    files: str
    about: str
    rows: tuple[FieldRow, ...]


def list_sections() -> list[Section]:
    """The fields of every kind, then those of the models inside them, by name."""
    kinds, inside = list[Section](), dict[str, type[Model]]()
    examples = dict[str, PlainData]()
    for name, file in FILES.items():
        example = read_examples().get(name)
        kinds.append(_make_section(name, file.model, example, file.files))
        written = make_model_schema(file.model, None)[1]
        models = {name: model for name, model in find_models(file.model).items() if name in written}
        inside |= models
        for each, model in models.items():
            examples[each] = {**_find_values(example, model), **_as_dict(examples.get(each))}
    retired = _make_section("retired", Retired, {"moved_to": "lantern"})
    return [*kinds, *(_make_section(each, inside[each], examples[each]) for each in sorted(inside)), retired]


def _make_section(name: str, model: type[Model], example: PlainData | None, files: str = "") -> Section:
    schema, _ = make_model_schema(model, example)
    rows = sorted(_list_rows(schema), key=lambda row: not row.is_required)
    return Section(_name_model(name), files, describe_model(model), tuple(rows))


def _as_dict(value: PlainData | None) -> dict[str, PlainData]:
    return value if isinstance(value, dict) else {}


def _find_values(example: PlainData | None, model: type[Model]) -> dict[str, PlainData]:
    """Values for the fields of an inner model, from the example of the entry that it is in."""
    found: dict[str, PlainData] = {}
    keys = {info.alias or name for name, info in model.model_fields.items()}
    for item in _list_inner(example):
        if item.keys() <= keys:
            found = {**item, **found}
    return found


def _list_inner(example: PlainData | None) -> Iterator[dict[str, PlainData]]:
    """The fields of the entries inside of an example, outer ones first."""
    values = [item for value in _as_dict(example).values() for item in (value if isinstance(value, list) else [value])]
    inner = [item for item in values if isinstance(item, dict)]
    yield from inner
    for item in inner:
        yield from _list_inner(item)


def _list_rows(schema: Schema) -> Iterator[FieldRow]:
    required = schema.get("required", ())
    for key, field in schema["properties"].items():
        default, examples = field.get("default"), field.get("examples", ())
        yield FieldRow(
            key,
            _name_type(field),
            key in required,
            field.get("description", ""),
            "" if default is None else write_value(default),
            write_field(key, examples[0]) if examples else "",
        )


def _name_type(part: Schema, plural: bool = False) -> str:
    """What a value is, in words; `plural` for the items of a list."""
    if "anyOf" in part:
        return " or ".join(dict.fromkeys(_name_type(each, plural) for each in part["anyOf"]))
    if "items" in part:
        return f"list of {_name_type(part['items'], plural=True)}"
    if "enum" in part or "const" in part:
        values = [f"`{value}`" for value in part.get("enum", [part.get("const")])]
        return ", ".join(values[:-1]) + (" or " if values[1:] else "") + values[-1]
    if REFERS in part:
        return _name_reference(part[REFERS], plural)
    if "$ref" in part:
        name = _name_model(part["$ref"].rpartition("/")[2])
        return f"[{name}](#{name})"
    if part.get("type") == "boolean":
        return "`true` or `false`"
    return _name_text(part) + ("s" if plural and part.get("contentMediaType") != MARKDOWN else "")


def _name_text(part: Schema) -> str:
    if part.get("pattern") == SHAPE:
        return "[date](#dates)"
    if part.get("format") == "uri":
        return "web address"
    if part.get("contentMediaType") == MARKDOWN:
        return "[Markdown](#markdown)"
    return "text" if part.get("type") == TEXT else "fields"


def _name_reference(kinds: list[str], plural: bool) -> str:
    one = "ids" if plural else "id"
    if ANY_ENTRY in kinds:
        return f"{one} of any entry{' or claim' if CLAIM in kinds else ''}"
    *others, last = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds]
    return f"{one} of {', '.join(others)}{' or ' if others else ''}{last}"


def _name_model(name: str) -> str:
    """The name of a model as its section has it: `AlsoIn` is `also-in`."""
    return "".join(f"-{char.lower()}" if char.isupper() and index else char.lower() for index, char in enumerate(name))
