"""Two entries that are one: names, links and references of the first go to the second, and its id leads there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...content.kinds import KINDS, NAMED, Kind
from ...content.kinds.models import model_of
from ...content.nodes import PlainData
from ...problem import make_visible
from .changes import ChangeSet, Refused
from .renames import find_entry, format_moved, rewrite_everywhere
from .splices import YamlText
from .trial import Trial

_NAMES, _IDENTITY = "names", "same_as"
_LISTS = ("topics", "see")
"""The fields of which the merged entry has what either has."""
_SHOWN = 100


class Conflict(NamedTuple):
    """A field that has one value, and different ones in the two entries; empty if it is not written."""

    field: str
    first: str
    second: str


def merge(trial: Trial, changes: ChangeSet, first: str, second: str, take: Sequence[str]) -> dict[str, str]:
    """Merges an entry into another one; returns old id -> new id. `take` has what resolves conflicts: `field=id`, or an
    id for all of them. Raises Refused or SpliceError."""
    before, after = find_entry(trial, first), find_entry(trial, second)
    kind = KINDS[before.kind]
    _check_kinds(first, second, kind, KINDS[after.kind])
    _check_statements(trial, first, second)
    texts = [YamlText(changes.read_text(record.file), record.file) for record in (before, after)]
    conflicts = list(_find_conflicts(kind, *texts))
    taken = _choose(first, second, conflicts, take)
    renamed = {first: second}
    rewrite_everywhere(trial, changes, renamed, {first: kind.name})
    merged = YamlText(changes.read_text(after.file), after.file)
    kept = {conflict.field for conflict in conflicts} - taken
    merged = _take_fields(merged, YamlText(changes.read_text(before.file), before.file), kind, taken, kept)
    changes.replace(after.file, _drop_itself(merged, second).text)
    changes.replace(before.file, _keep_comments(texts[0].text) + format_moved(texts[0].text, [second]))
    return renamed


def _check_kinds(first: str, second: str, kind: Kind, other: Kind) -> None:
    if first == second:
        raise Refused("an entry cannot be merged into itself")
    if kind is not other:
        raise Refused(f"'{first}' is a {kind.name} and '{second}' a {other.name}: only entries of one kind are merged")
    if kind.name not in NAMED:
        cure = "write 'syndicated_from' in the one that reprints the other" if kind.name == "article" else ""
        raise Refused(f"entries of the kind {kind.name} are not merged\n    {cure}".rstrip())


def _check_statements(trial: Trial, first: str, second: str) -> None:
    """Raises Refused if a claim states something of both: it would then state it of an entry and itself."""
    both = {first, second}
    found = [
        claim_id
        for claim_id, record in sorted(trial.briefing.library.claims.items())
        if len({record.data.subject, record.data.value, record.data.of} & both) == 2
    ]
    if found:
        raise Refused(
            f"these claims state something of '{first}' and '{second}': {', '.join(found[:10])}\n"
            "    correct them first; an entry states nothing of itself"
        )


# Fields with one value


def _find_conflicts(kind: Kind, first: YamlText, second: YamlText) -> Iterator[Conflict]:
    """The fields that the two entries fill differently. A field that only one of them has is no conflict, unless
    leaving it out means something else."""
    defaults = {info.alias or name: info.default for name, info in model_of(kind).model_fields.items()}
    ours, theirs = _list_single(kind, first), _list_single(kind, second)
    for name, value in ours.items():
        other = theirs.get(name, "")
        default = _write_default(defaults.get(name))
        if (other or default) and value != (other or default):
            yield Conflict(name, value, other)


def _list_single(kind: Kind, text: YamlText) -> dict[str, str]:
    """Field -> value of those that have one, apart from the name; `same_as.website` is one."""
    data = text.data if isinstance(text.data, dict) else {}
    identity = data.get(_IDENTITY)
    fields = {key: value for key, value in data.items() if isinstance(value, str) and key != _name_field(kind)}
    inside = identity.items() if isinstance(identity, dict) else ()
    return {**fields, **{f"{_IDENTITY}.{key}": str(value) for key, value in inside}}


def _write_default(default: Any) -> str:
    """The default of a field as YAML has it; empty where leaving it out says nothing."""
    if isinstance(default, bool):
        return str(default).lower()
    return default if isinstance(default, str) else ""


def _name_field(kind: Kind) -> str:
    return str(model_of(kind).model_fields["name"].alias or "name")


def _choose(first: str, second: str, conflicts: Sequence[Conflict], take: Sequence[str]) -> set[str]:
    """The fields in which the value of the first entry counts; raises Refused for conflicts without a choice."""
    wanted: dict[str, str] = {}
    known = {conflict.field for conflict in conflicts}
    for choice in take:
        field, _, entry_id = choice.rpartition("=")
        if entry_id not in (first, second) or (field and field not in known):
            fields = f"; the fields are {', '.join(sorted(known))}" if known else ""
            what = f"'{make_visible(choice)}' chooses nothing"
            raise Refused(f"{what}: write FIELD=ID or ID; the ids are {first}, {second}{fields}")
        wanted |= dict.fromkeys([field] if field else known - wanted.keys(), entry_id)
    left = [conflict for conflict in conflicts if conflict.field not in wanted]
    if left:
        raise Refused("\n".join(_explain(first, second, left)))
    return {field for field, entry_id in wanted.items() if entry_id == first}


def _explain(first: str, second: str, conflicts: Sequence[Conflict]) -> Iterator[str]:
    yield f"'{first}' and '{second}' differ in fields that have one value; choose with --take:"
    for conflict in conflicts:
        for entry_id, value in ((first, conflict.first), (second, conflict.second)):
            shown = f"'{make_visible(value, _SHOWN)}'" if value else "not written"
            yield f"    --take {conflict.field}={entry_id}    {shown}"
    yield f"    --take {second}    all of them from '{second}'"


def _take_fields(text: YamlText, other: YamlText, kind: Kind, taken: set[str], kept: set[str]) -> YamlText:
    """The text of the second entry with what the first adds: names, items of lists, and fields that it lacks or that
    were `taken` from the first; those that are `kept` stay as they are."""
    text = _add_names(text, other, _name_field(kind))
    for name in _LISTS:
        items = other.get((name,))
        for item in items if isinstance(items, list) else ():
            text = _add_item(text, name, item)
    for name, value in _list_single(kind, other).items():
        path = tuple(name.split("."))
        if text.get(path) is None and name not in kept:
            text = _add_field(text, path, value)
        elif name in taken:
            text = text.replace({path: value})
    return text


def _add_field(text: YamlText, path: tuple[str, ...], value: str) -> YamlText:
    if len(path) == 2 and text.get(path[:1]) is None:
        return text.insert_field((), path[0], {path[1]: value})
    return text.insert_field(path[:-1], path[-1], value)


def _add_item(text: YamlText, name: str, item: PlainData) -> YamlText:
    """Adds an item to a list, unless it has it."""
    items = text.get((name,))
    if items is None:
        return text.insert_field((), name, [item])
    return text if not isinstance(items, list) or item in items else text.insert_item((name,), len(items), item)


def _add_names(text: YamlText, other: YamlText, name_field: str) -> YamlText:
    """Adds the name and the other names of an entry, unless they are there."""
    listed = other.get((_NAMES,))
    for name in [other.get((name_field,)), *(listed if isinstance(listed, list) else ())]:
        names = text.get((_NAMES,))
        known = {_read_name(each) for each in (names if isinstance(names, list) else ())}
        if name is not None and _read_name(name) not in {*known, text.get((name_field,))}:
            text = _add_item(text, _NAMES, name)
    return text


def _read_name(name: PlainData) -> PlainData | None:
    return name.get("text") if isinstance(name, Mapping) else str(name)


def _drop_itself(text: YamlText, entry_id: str) -> YamlText:
    """The text of an entry without references to itself in its own lists."""
    for name in _LISTS:
        items = text.get((name,))
        if isinstance(items, list) and entry_id in items:
            text = text.remove((name,) if len(items) == 1 else (name, items.index(entry_id)))
    return text


def _keep_comments(text: str) -> str:
    """The lines of a file that are only comments: they stay with the retired entry."""
    return "".join(line for line in text.splitlines(keepends=True) if line.lstrip().startswith("#"))
