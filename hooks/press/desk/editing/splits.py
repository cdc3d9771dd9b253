"""One entry that is several: everything that names it is assigned to one of the parts, and nothing by default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ...content.kinds import KINDS, NAMED, Kind
from ...content.kinds.base import Entry
from ...content.kinds.models import model_of
from ...content.nodes import FieldPath, PlainData
from ...content.records import Record
from ...library.names import names_of
from ...problem import select_errors
from .assignments import Assignment, Spot, check_assignment, expand_patterns, find_spots, format_assignment
from .changes import ChangeSet, Refused
from .references import Reference, rewrite_document, rewrite_file
from .renames import check_new_id, find_claim, find_entry, format_moved
from .splices import YamlText
from .trial import Trial
from .yaml_values import format_field, format_text

_INHERITED = ("type", "name_order", "topics")
"""The fields that a new part has from the entry, unless it has its own."""


class Unassigned(Refused):
    """Something is not assigned yet. `form` is a file to fill in."""

    def __init__(self, what: str, form: str) -> None:
        super().__init__(what)
        self.form = form


def split(trial: Trial, changes: ChangeSet, old: str, new: Sequence[str], assignment: Assignment) -> dict[str, str]:
    """Splits an entry into the parts `new`. If that is only one, the entry stays beside it; else it is retired, and its
    id leads to all of them. Raises Unassigned, Refused or SpliceError."""
    record = find_entry(trial, old)
    kind = KINDS[record.kind]
    if kind.name not in NAMED:
        raise Refused(f"entries of the kind {kind.name} are not split")
    if errors := select_errors(trial.problems):
        raise Refused(f"correct the errors of the briefing first; the first is\n{errors[0]}")
    parts = [old, *new] if len(new) == 1 else list(new)
    _check_parts(trial, old, new, kind)
    spots = find_spots(trial, old)
    expand_patterns(assignment, spots)
    check_assignment(assignment, spots, parts)
    _require_all(trial, old, new, assignment, spots, kind)
    _write_parts(trial, changes, record, new, assignment, kind)
    for file, names in _group_by_file(spots).items():
        _rewrite(changes, file, old, {name: (spots[name], assignment.spots[name]) for name in names})
    for name in spots:
        if name.endswith(".md"):
            _rewrite_document(changes, name, old, assignment.spots[name], kind)
    _check_names(trial, changes, record, parts)
    if old not in parts:
        _note_lost(changes, record, assignment)
        changes.replace(record.file, format_moved(changes.read_text(record.file), list(parts)))
    _settle_mentions(trial, changes, parts, assignment)
    return {}


def _check_parts(trial: Trial, old: str, new: Sequence[str], kind: Kind) -> None:
    if len(set(new)) < len(new) or old in new:
        raise Refused("each part needs an id of its own; to keep the entry beside one new part, name only that part")
    for part in new:
        known = trial.briefing.library.entries.get(part)
        if known is None:
            check_new_id(trial, part)
        elif known.kind != kind.name:
            raise Refused(f"'{part}' is a {known.kind}, and '{old}' a {kind.name}")


def _require_all(
    trial: Trial, old: str, new: Sequence[str], assignment: Assignment, spots: dict[str, Spot], kind: Kind
) -> None:
    """Raises Unassigned unless each spot is assigned, and each new part has the fields that it needs."""
    library = trial.briefing.library
    inherited = [name for name in _INHERITED if getattr(library.entries[old].data, name, None)]
    required = [info.alias or name for name, info in model_of(kind).model_fields.items() if info.is_required()]
    needed = {
        part: fields
        for part in new
        if part not in library.entries
        and (fields := [f for f in required if f not in inherited and f not in assignment.parts.get(part, {})])
    }
    left = [name for name in spots if name not in assignment.spots]
    if left or needed:
        count = f"{len(left)} of {len(spots)} places that name '{old}' are not assigned"
        what = [count] if left else []
        what += [f"the part '{part}' needs {' and '.join(fields)}" for part, fields in needed.items()]
        title = f"split {old} {' '.join(new)}"
        raise Unassigned("; ".join(what), format_assignment(title, assignment, spots, needed))


def _write_parts(
    trial: Trial, changes: ChangeSet, record: Record[Any], new: Sequence[str], assignment: Assignment, kind: Kind
) -> None:
    """Writes the files of the parts that do not exist yet."""
    source = YamlText(changes.read_text(record.file), record.file)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    for part in new:
        given = assignment.parts.get(part, {})
        if part in trial.briefing.library.entries:
            if given:
                raise Refused(f"'{part}' is already an entry: edit its file, and leave it out of 'parts'")
            continue
        fields = dict(given)
        for name in _INHERITED:
            if name not in fields and (value := source.get((name,))) is not None:
                fields[name] = value
        lines = [line for key, value in fields.items() for line in format_field(format_text(key), value, 0)]
        changes.create(f"{trial.folder}/{kind.folder}/{part}.yml", newline.join([*lines, ""]))


def _check_names(trial: Trial, changes: ChangeSet, record: Record[Any], parts: Sequence[str]) -> None:
    """Raises Refused for a name that no part has; a name that a new part took over leaves an entry that stays."""
    source = YamlText(changes.read_text(record.file), record.file)
    others = [_list_names(changes, _find_file(trial, record, part)) for part in parts if part != record.id]
    taken = {name for names in others for name in names}
    if record.id in parts:
        listed = source.get(("names",))
        for number in reversed(range(len(listed) if isinstance(listed, list) else 0)):
            if _read_name(listed[number]) in taken:  # type: ignore[index]
                names = source.get(("names",))
                is_last = isinstance(names, list) and len(names) == 1
                source = source.remove(("names",) if is_last else ("names", number))
        changes.replace(record.file, source.text)
        return
    lost = [name.text for name in names_of(record) if name.text not in taken]
    if lost:
        what = f"no part has these names of '{record.id}': {', '.join(lost)}"
        raise Refused(f"{what}\n    add each to 'name' or 'names' of a part")


def _note_lost(changes: ChangeSet, record: Record[Any], assignment: Assignment) -> None:
    """Notes the fields of a retired entry that are in none of its new parts."""
    source = YamlText(changes.read_text(record.file), record.file)
    fields = list(source.data) if isinstance(source.data, dict) else []
    kept = {"names", *_INHERITED, *(name for part in assignment.parts.values() for name in part)}
    lost = [name for name in fields if name not in kept]
    if lost:
        changes.notes.append(f"no new part has these fields of '{record.id}': {', '.join(lost)}")


def _find_file(trial: Trial, record: Record[Entry], part: str) -> str:
    return f"{record.file.rpartition('/')[0]}/{part}.yml"


def _list_names(changes: ChangeSet, file: str) -> list[str]:
    """The names in the file of an entry."""
    text = YamlText(changes.read_text(file), file)
    listed = text.get(("names",))
    single = [text.get((key,)) for key in ("name", "term", "abbreviation")]
    return [
        *(name for name in single if isinstance(name, str)),
        *(_read_name(name) for name in (listed if isinstance(listed, list) else ())),
    ]


def _read_name(name: PlainData) -> str:
    return str(name.get("text")) if isinstance(name, dict) else str(name)


def _group_by_file(spots: dict[str, Spot]) -> dict[str, list[str]]:
    """File -> the spots that have references in it."""
    files: dict[str, list[str]] = {}
    for name, spot in spots.items():
        for file in dict.fromkeys(found.file for found in spot.references):
            files.setdefault(file, []).append(name)
    return files


def _rewrite(changes: ChangeSet, file: str, old: str, spots: dict[str, tuple[Spot, list[str]]]) -> None:
    """Rewrites the references of one file, each to what its spot is assigned to."""
    text = YamlText(changes.read_text(file), file)
    for name, (spot, ids) in spots.items():
        references = [found for found in spot.references if found.file == file]
        if len(ids) > 1:
            text = _name_several(text, name, references, ids)
        elif ids != [old]:
            text = rewrite_file(text, references, {old: ids[0]}.get)
    changes.replace(file, text.text)


def _name_several(text: YamlText, name: str, references: list[Reference], ids: list[str]) -> YamlText:
    """The text of a file in which some references name several ids. Raises Refused where there is room for one."""
    for found in references:
        field = [step for step in found.path if isinstance(step, str)][-1]
        items = text.get(found.path[:-1])
        if field == "moved_to" and found.path[-1] == field:
            text = text.replace({found.path: list(ids)})
        elif isinstance(items, list) and not found.is_prose:
            others = [item for item in items if item != found.seen and item not in ids]
            text = text.replace({found.path[:-1]: [*others, *ids]})
        else:
            raise Refused(f"'{name}' names '{found.target}' in '{field}', which takes one of {', '.join(ids)}")
    return text


def _rewrite_document(changes: ChangeSet, file: str, old: str, ids: list[str], kind: Kind) -> None:
    if len(ids) > 1:
        raise Refused(f"'{file}' can be assigned to one part only; write the others by hand first")
    text = changes.read_text(file)
    changes.replace(file, rewrite_document(text, {old: ids[0]}.get, {old: kind.name}))


# Claims that only mention a name


def _settle_mentions(trial: Trial, changes: ChangeSet, parts: Sequence[str], assignment: Assignment) -> None:
    """Makes each claim about the parts that it is assigned to, and no others: a name in its text that belongs to
    another part becomes a reference, and `about` has what the text lacks. Raises Refused if that is not enough."""
    trial.try_changes(changes)
    found = list(_list_unsettled(trial, parts, assignment))
    for claim in found:
        _settle(trial, changes, claim)
    if found:
        trial.try_changes(changes)
    for claim in _list_unsettled(trial, parts, assignment):
        what = f"the text of '{claim.record.id}' names {', '.join(claim.more or claim.missing)}"
        cure = f"write [[{claim.ids[0]}|words]] in it first, or assign it to both"
        raise Refused(f"{what}, and it is assigned to {', '.join(claim.ids)}\n    {cure}")


class _Unsettled(NamedTuple):
    """A claim that is about other parts than those that it is assigned to."""

    record: Record[Any]
    ids: list[str]
    more: list[str]
    missing: list[str]


def _list_unsettled(trial: Trial, parts: Sequence[str], assignment: Assignment) -> Iterator[_Unsettled]:
    for claim_id, record, ids in _list_claims(trial, assignment):
        said = trial.briefing.facts.assertion(claim_id)
        about = {*(said.about if said else ())} & {*parts}
        if about != {*ids}:
            yield _Unsettled(record, ids, sorted(about - {*ids}), [part for part in ids if part not in about])


def _settle(trial: Trial, changes: ChangeSet, claim: _Unsettled) -> None:
    """Rewrites one claim so that it is about what it is assigned to."""
    file, text = claim.record.file, str(claim.record.data.text)
    source = YamlText(changes.read_text(file), file)
    number = find_claim(source, claim.record.id.partition("/")[2])
    missing = claim.missing
    if claim.more and len(claim.ids) == 1:
        for mention in reversed(trial.briefing.names.mentions(text)):
            if mention.id in claim.more:
                words = f"[[{claim.ids[0]}|{text[mention.start : mention.end]}]]"
                text = text[: mention.start] + words + text[mention.end :]
                missing = []
        source = source.replace({(number, "text"): text})
    if missing:
        source = _add_about(source, (number, "about"), missing)
    changes.replace(file, source.text)


def _list_claims(trial: Trial, assignment: Assignment) -> Iterator[tuple[str, Record[Any], list[str]]]:
    claims = trial.briefing.library.claims
    for name, ids in assignment.spots.items():
        if (record := claims.get(name)) is not None and record.data.status != "draft":
            yield name, record, ids


def _add_about(text: YamlText, path: FieldPath, ids: list[str]) -> YamlText:
    items = text.get(path)
    if not isinstance(items, list):
        return text.insert_field(path[:-1], "about", list(ids))
    for part in ids:
        text = text.insert_item(path, len(items), part)
    return text
