"""The form of an entry of any kind, made from the model of its fields, and the YAML that it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ...content.kinds import Kind
from ...content.kinds.base import Name, SameAs
from ...content.kinds.marks import IsMarkdown
from ...content.kinds.models import model_of
from ...content.nodes import PlainData, to_plain
from ...content.schemas import read_examples, read_field_docs, write_modeline
from ...content.yaml_source import parse_yaml
from ..editing.splices import YamlText
from ..editing.yaml_values import format_field, format_flow

Widget = Literal["line", "text", "choice", "flag", "list", "lines", "names", "links", "yaml"]
NAME_PARTS = ("text", "lang", "kind", "source")
SPARE_NAMES = 2
"""How many empty rows for other names a form ends with."""
LINKS = tuple(SameAs.model_fields)
FIRST = (
    "name", "term", "title", "type", "summary", "short", "question", "publisher", "url", "published", "date", "covers",
    "standfirst", "bottom_line", "authors", "lang", "names", "same_as", "topics", "see", "parent", "sections",
)  # fmt: skip
"""The fields that a form begins with; the others follow in the order of the model."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a model, as a form has it."""

    key: str
    widget: Widget
    hint: str
    example: str
    is_required: bool
    choices: tuple[str, ...] = ()

    @property
    def is_usual(self) -> bool:
        """Whether a form shows it at once; the others are folded as long as they have no value."""
        return self.is_required or self.key in FIRST


@dataclass(slots=True)
class EntryForm:
    """The values of the fields as text, by the names of the inputs."""

    kind: Kind
    id: str
    values: dict[str, str] = field(default_factory=dict)
    base: str = ""
    """A digest of the file as it was read; empty for a new entry."""
    is_new: bool = True

    def get(self, key: str) -> str:
        return self.values.get(key, "")

    def has(self, spec: FieldSpec) -> bool:
        """Whether a field has a value."""
        return bool(self.get(spec.key))

    @property
    def name_rows(self) -> list[int]:
        """The numbers of the rows for other names."""
        used = [n for n in range(200) if self.get(f"names.{n}.text")]
        return list(range((used[-1] + 1 if used else 0) + SPARE_NAMES))


def list_fields(kind: Kind) -> list[FieldSpec]:
    """The fields of a kind, the usual ones first."""
    model, examples = model_of(kind), read_examples().get(kind.name)
    docs, known = read_field_docs(model), examples if isinstance(examples, dict) else {}
    specs = []
    for name, info in model.model_fields.items():
        key = info.alias or name
        widget, choices = _choose_widget(key, info.annotation, info.metadata)
        example = format_flow(known[key]) if widget == "yaml" and key in known else ""
        specs.append(FieldSpec(key, widget, docs.get(name, "").replace("`", ""), example, info.is_required(), choices))
    return sorted(specs, key=lambda spec: FIRST.index(spec.key) if spec.key in FIRST else len(FIRST))


def _choose_widget(key: str, annotation: Any, metadata: list[Any]) -> tuple[Widget, tuple[str, ...]]:
    if key == "names":
        return "names", ()
    if annotation is SameAs:
        return "links", ()
    base, marks = _unwrap(annotation)
    marks += metadata
    if get_origin(base) is Literal:
        return "choice", tuple(map(str, get_args(base)))
    if base is bool:
        return "flag", ()
    if get_origin(base) is list:
        item, inner = _unwrap(get_args(base)[0])
        if isinstance(item, type) and issubclass(item, BaseModel):
            return ("list", ()) if key == "authors" else ("yaml", ())
        return ("lines" if any(isinstance(mark, IsMarkdown) for mark in inner) else "list"), ()
    if isinstance(base, type) and issubclass(base, BaseModel):
        return "yaml", ()
    return ("text" if any(isinstance(mark, IsMarkdown) for mark in marks) else "line"), ()


def _unwrap(annotation: Any) -> tuple[Any, list[Any]]:
    """(the type without `Annotated` and `| None`, what `Annotated` says of it)."""
    marks: list[Any] = []
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *found = get_args(annotation)
            marks += found
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, marks


def show_entry(kind: Kind, data: Mapping[str, PlainData]) -> dict[str, str]:
    """The values of the inputs for what a file says."""
    values: dict[str, str] = {}
    for spec in list_fields(kind):
        if spec.key in data:
            values.update(_show_field(spec, data[spec.key]))
    return values


def _show_field(spec: FieldSpec, value: PlainData) -> Iterator[tuple[str, str]]:
    if spec.widget == "names" and isinstance(value, list):
        for number, item in enumerate(value):
            parts = {"text": item} if isinstance(item, str) else item if isinstance(item, dict) else {}
            yield from ((f"names.{number}.{key}", part) for key, part in parts.items() if isinstance(part, str))
    elif spec.widget == "links" and isinstance(value, dict):
        yield from ((f"{spec.key}.{key}", part) for key, part in value.items() if isinstance(part, str))
    elif isinstance(value, str):
        yield spec.key, value
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        texts = [item for item in value if isinstance(item, str)]
        yield spec.key, ("\n" if spec.widget == "lines" else ", ").join(texts)
    else:
        yield spec.key, format_flow(value)


class BadField(Exception):
    """A field holds YAML that cannot be read."""


def read_entry(kind: Kind, form: Mapping[str, str]) -> dict[str, PlainData]:
    """What a sent form says, in the order of the model; fields without a value are left out. Raises BadField."""
    data: dict[str, PlainData] = {}
    for spec in list_fields(kind):
        value = _read_field(spec, form)
        if value:
            data[spec.key] = value
    return data


def _read_field(spec: FieldSpec, form: Mapping[str, str]) -> PlainData:
    text = form.get(spec.key, "").strip()
    if spec.widget == "names":
        return list(_read_names(form))
    if spec.widget == "links":
        return {key: value for key in LINKS if (value := form.get(f"{spec.key}.{key}", "").strip())}
    if spec.widget == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if spec.widget == "yaml" or (spec.widget == "list" and text[:1] in "[{"):
        return _read_yaml(spec.key, text) if text else ""
    if spec.widget == "list":
        return [part.strip() for part in text.split(",") if part.strip()]
    return text if spec.widget == "text" else " ".join(text.split())


def _read_names(form: Mapping[str, str]) -> Iterator[PlainData]:
    numbers = sorted(
        {int(key.split(".")[1]) for key in form if key.startswith("names.") and key.split(".")[1].isdecimal()}
    )
    for number in numbers[:300]:
        parts = {key: " ".join(form.get(f"names.{number}.{key}", "").split()) for key in NAME_PARTS}
        parts |= {key: form.get(f"names.{number}.{key}", "").strip() for key in ("from", "until")}
        if parts["text"]:
            default = Name.model_fields["kind"].default
            yield {key: value for key, value in parts.items() if value and (key, value) != ("kind", default)}


def _read_yaml(key: str, text: str) -> PlainData:
    node, problems = parse_yaml(text + "\n", key)
    if problems or node is None:
        raise BadField(f"{key}: {problems[0].what if problems else 'nothing can be read'}")
    return to_plain(node)


def write_new(kind: Kind, data: Mapping[str, PlainData]) -> str:
    """The file of a new entry."""
    return write_modeline(kind.name) + "".join(
        f"{line}\n" for key, value in data.items() for line in format_field(key, value, 0)
    )


def edit_file(text: YamlText, kind: Kind, data: Mapping[str, PlainData]) -> YamlText:
    """The file with the fields that differ; all other bytes stay."""
    before = text.data if isinstance(text.data, dict) else {}
    shown, last = show_entry(kind, before), ""
    for spec in list_fields(kind):
        old, new = before.get(spec.key), data.get(spec.key)
        if old is None and new is not None:
            text = text.insert_field((), spec.key, new, last)
        elif old is not None and new is None:
            text = text.remove((spec.key,))
        elif old is not None and new is not None and dict(_show_field(spec, new)) != _pick(shown, spec):
            text = text.replace({(spec.key,): new})
        last = spec.key if new is not None else last
    return text


def _pick(shown: Mapping[str, str], spec: FieldSpec) -> dict[str, str]:
    default = Name.model_fields["kind"].default
    mine = {key: value for key, value in shown.items() if key == spec.key or key.startswith(f"{spec.key}.")}
    return {key: value for key, value in mine.items() if not (key.endswith(".kind") and value == default)}
