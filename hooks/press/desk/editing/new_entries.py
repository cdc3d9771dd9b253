"""The file of a new entry: every field of its kind, the required ones to be filled in, the others as comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args, get_origin

from ...content.kinds import KINDS, Kind
from ...content.kinds.base import Entry
from ...content.kinds.models import model_of
from ...content.schemas import read_examples, read_field_docs, write_field, write_modeline
from ...library.library import Library
from ...library.names import names_of
from ...problem import make_visible
from .changes import ChangeSet, Refused
from .ids import list_forms, make_id
from .renames import check_new_id
from .trial import Trial
from .yaml_values import format_text

MAX_NEAR = 3
MAX_NAME = 300
"""Characters of the longest line of a model."""
_NEAR = 85
"""How alike, of 100, two names have to be to be near."""


_NAME_FIELDS = ("name", "title")
"""The attributes that hold what an entry is called."""


class NewEntry(NamedTuple):
    """A file that was added to a change set, and the entries with a similar name: (name, file)."""

    file: str
    near: list[tuple[str, str]]


def add_entry(trial: Trial, changes: ChangeSet, kind_name: str, name: str, entry_id: str = "") -> NewEntry:
    """Adds the file of a new entry. Raises Refused if its id cannot be made from its name or is taken, and if an entry
    of this kind has the same name, unless an id is given."""
    kind, library = KINDS[kind_name], trial.briefing.library
    name = " ".join(name.split())
    if len(name) > MAX_NAME:
        raise Refused(f"the name has {len(name):,} characters; at most {MAX_NAME} are allowed")
    chosen = entry_id or make_id(name, kind_name)
    if not chosen:
        raise Refused(f"no id can be made from '{make_visible(name)}': give one with --id")
    near = list(_find_near(library, name))
    if (known := library.find_record("entries", chosen)) is not None and not entry_id:
        raise Refused(f"the id '{chosen}' is already used by {known.file}\n    for another entry, give an id with --id")
    same = [file for other, file in near if _is_same(other, name) and file.split("/")[-2] == kind.folder]
    if same and not entry_id:
        raise Refused(f"'{make_visible(name)}' is already in {same[0]}\n    for another entry of that name, use --id")
    check_new_id(trial, chosen)
    file = f"{trial.folder}/{kind.folder}/{chosen}.yml"
    changes.create(file, format_entry(kind, name))
    return NewEntry(file, near)


def format_entry(kind: Kind, name: str) -> str:
    """The text of the file: required fields without a value, and the others as comments with an example."""
    fields = list(_list_fields(kind))
    noun = f"{'an' if kind.name[0] in 'aeiou' else 'a'} {kind.name}"
    lines = [
        write_modeline(kind.name).rstrip("\n"),
        f"# This is {noun}. Fill in what has no value. To use another field, remove the # before it.",
    ]
    for field in fields:
        if field.is_name:
            lines.append(f"{field.key}: {format_text(name)}")
        elif field.is_required:
            blanks = ["  -"] * 3 if field.key == "bottom_line" else []
            lines += ["", f"# {field.about}", f"{field.key}:", *blanks]
    lines += ["", *(f"# {field.example}  # {field.about}" for field in fields if not field.is_required)]
    return "\n".join(lines) + "\n"


class _Field(NamedTuple):
    """A field of a new file. `example` is a line of YAML; `about` says what to write, or which words it accepts."""

    key: str
    is_required: bool
    is_name: bool
    about: str
    example: str


def _list_fields(kind: Kind) -> Iterator[_Field]:
    """The fields of a kind, the name first."""
    model, examples = model_of(kind), read_examples().get(kind.name)
    docs, fields = read_field_docs(model), model.model_fields
    named = next(field for field in _NAME_FIELDS if field in fields)
    for field in (named, *(other for other in fields if other != named)):
        info = fields[field]
        key = info.alias or field
        about = _list_choices(info.annotation) or docs.get(field, "")
        example = write_field(key, examples[key] if isinstance(examples, dict) and key in examples else "")
        yield _Field(key, info.is_required(), field == named, about, example)


def _list_choices(annotation: Any) -> str:
    """The words that a field accepts; empty if it accepts any text."""
    if get_origin(annotation) is not Literal:
        return ""
    *others, last = get_args(annotation)
    return f"{', '.join(others)} or {last}"


def _is_same(other: str, name: str) -> bool:
    return bool(set(list_forms(other)) & set(list_forms(name)) - {""})


def _find_near(library: Library, name: str) -> Iterator[tuple[str, str]]:
    """(name, file) of the entries whose names or titles are most like a new one."""
    from rapidfuzz import fuzz, process  # needed only here

    known = {form: (other, file) for other, file in _list_names(library) for form in list_forms(other) if form}
    found: dict[str, str] = {}
    for form in filter(None, list_forms(name)):
        for near, _, _ in process.extract(form, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=MAX_NEAR):
            found.setdefault(known[near][1], known[near][0])
    yield from [(other, file) for file, other in found.items()][:MAX_NEAR]


def _list_names(library: Library) -> Iterator[tuple[str, str]]:
    for record in library.entries.values():
        if isinstance(record.data, Entry):
            yield from ((each.text, record.file) for each in names_of(library.entry(record.id)))
        else:
            yield str(getattr(record.data, "title", record.id)), record.file
