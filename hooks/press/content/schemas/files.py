"""The files of a briefing, and the JSON Schema of each: one entry, a list, or a mapping by id."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..files import MAX_CLAIMS
from ..kinds import CLAIM, CLAIMS_FOLDER, KINDS, LISTS, PROPERTIES
from ..kinds.base import ID, MAX_ID, Model, Retired
from ..kinds.claim import Claim, DraftClaim, RetiredClaim
from ..kinds.models import model_of
from .docs import read_examples
from .flow import write_field
from .ids import Ids, Schema, resolve_references, walk
from .models import make_model_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".schemas"
"""Where the command `schema` writes the schemas, beside mkdocs.yml."""


class SchemaFile(NamedTuple):
    """A schema, and the files that it describes."""

    name: str
    """The name of the schema, without `.json`: the kind of what is in the files."""
    files: str
    """A pattern of the paths below the folder of the briefing."""
    model: type[Model]
    variants: tuple[tuple[Schema, type[Model]], ...]
    """(condition, model) of the entries that have other fields; the first condition that holds counts."""
    wrap: Callable[[Schema], Schema]
    """The schema of one entry -> the schema of a file."""


def _as_entry(entry: Schema) -> Schema:
    return entry


def _as_list(entry: Schema) -> Schema:
    return {"type": "array", "items": entry}


def _as_claims(entry: Schema) -> Schema:
    return {**_as_list(entry), "maxItems": MAX_CLAIMS}


def _as_mapping(entry: Schema) -> Schema:
    names = {"pattern": f"^{ID.pattern}$", "maxLength": MAX_ID}
    return {"type": "object", "propertyNames": names, "additionalProperties": entry}


_IS_RETIRED: Schema = {"required": ["moved_to"]}
_IS_DRAFT: Schema = {"required": ["status"], "properties": {"status": {"const": "draft"}}}


def _list_files() -> dict[str, SchemaFile]:
    files = [
        SchemaFile(kind.name, f"{kind.folder}/*.yml", model_of(kind), ((_IS_RETIRED, Retired),), _as_entry)
        for kind in KINDS.values()
    ]
    variants = ((_IS_RETIRED, RetiredClaim), (_IS_DRAFT, DraftClaim))
    files.append(SchemaFile(CLAIM, f"{CLAIMS_FOLDER}/!(*.lock).yml", Claim, variants, _as_claims))
    for kind in LISTS.values():
        wrap = _as_mapping if kind is PROPERTIES else _as_list
        files.append(SchemaFile(kind.name, kind.file, model_of(kind), (), wrap))
    return {file.name: file for file in files}


FILES: dict[str, SchemaFile] = _list_files()
"""Name of a schema -> the schema of the files of one kind. Lock files have none: no one writes them."""


def make_schema(name: str, ids: Ids | None = None, address: str = "") -> Schema:
    """The JSON Schema of the files of one kind. With `ids`, it lists those of a briefing; `address` is where it is
    published. Raises KeyError for an unknown name."""
    file = FILES[name]
    example = read_examples().get(name)
    entry, definitions = make_model_schema(file.model, example)
    for condition, model in reversed(file.variants):
        variant, _ = make_model_schema(model, example)
        entry = {"if": condition, "then": variant, "else": entry}
    whole = file.wrap(entry)
    head: Schema = {"$schema": DIALECT, **({"$id": address} if address else {})}
    schema = {**head, "title": name, **whole, **({"$defs": definitions} if definitions else {})}
    for part in walk(schema):
        _finish_descriptions(part)
    return resolve_references(schema, ids or Ids())


def _finish_descriptions(part: Schema) -> None:
    """Puts the example of each field into its description, because editors would offer it as a value. Editors show the
    second form of a description: https://code.visualstudio.com/docs/languages/json"""
    for key, field in part.get("properties", {}).items():
        for example in field.pop("examples", ()):
            field["description"] = f"{field.get('description', '')}\n\nExample: `{write_field(key, example)}`".strip()
        if "description" in field:
            field["markdownDescription"] = field["description"]


def write_modeline(name: str, depth: int = 2) -> str:
    """The comment that says to an editor which schema a file has; `depth` is how many folders it is below mkdocs.yml,
    two for all files of a folder of the briefing.
    https://github.com/redhat-developer/yaml-language-server#using-inlined-schema"""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{name}.json\n"
