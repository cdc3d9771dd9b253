"""The ids that a reference may have, for the completion of editors. An id that is not listed is no mistake in a schema:
it may be newer than the schema, and the check knows better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..kinds import ANY_ENTRY
from ..kinds.marks import REFERS

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""


@dataclass(frozen=True)
class Ids:
    """The ids of a briefing, by kind: entries, properties, and claims as `article/claim`."""

    by_kind: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def list_ids(self, kinds: Sequence[str]) -> list[str]:
        """The ids of some kinds, sorted; `any` stands for the kinds of entries."""
        entries = [kind for kind in self.by_kind if kind not in ("claim", "property")]
        chosen = [*kinds, *(entries if ANY_ENTRY in kinds else ())]
        return sorted({each for kind in chosen for each in self.by_kind.get(kind, ())})


def resolve_references(schema: Schema, ids: Ids) -> Schema:
    """A schema without the marks of references: each is now a text of any form, or better one of the ids. The ids of
    the same kinds are listed once, under `$defs`."""
    definitions: Schema = {}
    for part in list(walk(schema)):
        kinds = part.pop(REFERS, None)
        if kinds is None or not (known := ids.list_ids(kinds)):
            continue
        name = "-".join(("ids", *kinds))
        definitions[name] = {"enum": known}
        form = {key: part.pop(key) for key in ("type", "pattern", "minLength", "maxLength") if key in part}
        part["anyOf"] = [{"$ref": f"#/$defs/{name}"}, form]
    if definitions:
        schema.setdefault("$defs", {}).update(definitions)
    return schema


def walk(part: Any) -> Iterator[Schema]:
    """Every object in a schema, each after those inside it."""
    if isinstance(part, dict):
        for value in list(part.values()):
            yield from walk(value)
        yield part
    elif isinstance(part, list):
        for value in part:
            yield from walk(value)
