"""What has to be assigned when an entry is split: every place that names it, and who says which part is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from ...content.nodes import PlainData, to_plain
from ...content.yaml_source import parse_yaml, read_text
from ...library.names import REFERENCE
from ...problem import escape, make_visible, suggest_nearest
from .changes import Refused
from .references import Reference, find_files, list_references
from .trial import Trial
from .yaml_values import format_field, format_text

_SHOWN = 90


@dataclass(slots=True)
class Spot:
    """One claim, entry or page that names the entry: how, and what it says."""

    words: str
    references: list[Reference] = field(default_factory=list)
    """The places in its file; none if only its text mentions a name, or if it is a page."""


@dataclass(slots=True)
class Assignment:
    """What an editor decided: the fields of the parts that are new, and the parts that each spot is about."""

    parts: dict[str, dict[str, PlainData]] = field(default_factory=dict)
    spots: dict[str, list[str]] = field(default_factory=dict)


def find_spots(trial: Trial, old: str) -> dict[str, Spot]:
    """Every claim that is about an entry, and every entry and hand-written page that names it, by its id or path."""
    library = trial.briefing.library
    own = library.entries[old].file
    spots: dict[str, Spot] = {}
    for claim_id in trial.briefing.facts.about[old]:
        spots[claim_id] = Spot(library.claims[claim_id].data.text)
    for file in find_files(trial.root, trial.folder, [old]):
        for found in list_references(trial.root, file, library) if file != own else ():
            if found.target == old:
                name = _name_holder(found)
                known = library.claims.get(name)
                spots.setdefault(name, Spot(known.data.text if known else file)).references.append(found)
    for file, path in trial.documents.list_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        if any(match["page"] == old for match in REFERENCE.finditer(text)):
            spots[file] = Spot("a page")
    return spots


def _name_holder(found: Reference) -> str:
    """The id of an entry or a claim; an item of a list has the name of the file and its number."""
    kind, _, number = found.holder.rpartition("-")
    if found.file.endswith((f"/{kind}s.yml",)) and number.isdigit():
        return f"{kind}s.yml#{int(number) + 1}"
    return found.holder


def read_assignment(path: Path) -> Assignment:
    """The assignment in a YAML file; raises Refused with its problems."""
    text, problems = read_text(path, str(path))
    node, more = parse_yaml(text, str(path)) if not problems else (None, [])
    if problems or more:
        raise Refused("\n".join(map(str, [*problems, *more])))
    data = to_plain(node) if node is not None else {}
    if not isinstance(data, dict) or not data.keys() <= {"parts", "assign"}:
        raise Refused(f"{path} needs the fields 'parts' and 'assign', and no others")
    parts, spots = data.get("parts", {}), data.get("assign", {})
    if not isinstance(parts, dict) or not isinstance(spots, dict):
        raise Refused(f"{path}: 'parts' and 'assign' are mappings, with a line for each part and for each place")
    wrong = [name for name, fields in parts.items() if not isinstance(fields, dict)]
    if wrong:
        raise Refused(f"{path}: the part '{make_visible(wrong[0])}' needs fields, such as 'name' and 'summary'")
    return Assignment({name: dict(fields) for name, fields in parts.items() if isinstance(fields, dict)},
                      {name: _list_ids(ids) for name, ids in spots.items()})  # fmt: skip


def _list_ids(ids: PlainData) -> list[str]:
    return [str(part) for part in ids] if isinstance(ids, list) else [str(ids)]


def add_options(assignment: Assignment, options: Iterable[str]) -> None:
    """Adds `place=id` options; raises Refused for any other form."""
    for option in options:
        name, sign, part = option.rpartition("=")
        if not sign:
            raise Refused(f"'{make_visible(option)}' assigns nothing: write PLACE=ID")
        assignment.spots[name] = part.split(",")


def expand_patterns(assignment: Assignment, spots: Mapping[str, Spot]) -> None:
    """Puts the spots that a name with `*` matches in its place, such as all claims of an article in that of `x/*`. A
    spot that is also assigned by its own name keeps that, and otherwise the first pattern counts."""
    for pattern in [name for name in assignment.spots if "*" in name]:
        ids = assignment.spots.pop(pattern)
        found = [name for name in spots if fnmatchcase(name, pattern)]
        if not found:
            raise Refused(f"'{make_visible(pattern)}' matches nothing that names it")
        for name in found:
            assignment.spots.setdefault(name, ids)


def check_assignment(assignment: Assignment, spots: Mapping[str, Spot], parts: Sequence[str]) -> None:
    """Raises Refused for what is assigned and is not there, or to no part."""
    for name, ids in assignment.spots.items():
        if name not in spots:
            raise Refused(f"'{make_visible(name)}' does not name it\n    {suggest_nearest(name, spots)}".rstrip())
        for part in ids:
            if part not in parts:
                raise Refused(f"'{name}' is assigned to '{make_visible(part)}'; the parts are {', '.join(parts)}")
    for name in assignment.parts:
        if name not in parts:
            raise Refused(f"'{make_visible(name)}' is no part; the parts are {', '.join(parts)}")


def format_assignment(
    title: str, assignment: Assignment, spots: Mapping[str, Spot], fields: Mapping[str, Sequence[str]]
) -> str:
    """A file to fill in: what is given already, and everything that is not yet. `fields` has those that each part
    still needs."""
    lines = [
        "# Fill in what has no value, save this as a file, and run:",
        f"#   python hooks {title} --assign FILE",
    ]
    parts = dict.fromkeys([*assignment.parts, *fields])
    if parts:
        lines.append("parts:")
    for part in parts:
        given = assignment.parts.get(part, {}).items()
        lines += [f"  {part}:", *(line for key, value in given for line in format_field(format_text(key), value, 4))]
        lines += [f"    {name}:" for name in fields.get(part, ())]
    lines.append("assign:")
    for name, spot in spots.items():
        known = assignment.spots.get(name, [])
        value = known[0] if len(known) == 1 else f"[{', '.join(known)}]" if known else ""
        words = escape(spot.words if len(spot.words) <= _SHOWN else f"{spot.words[: _SHOWN - 1]}…")
        lines.append(f"  {name}: {value}".rstrip() + f"  # {words}")
    return "\n".join(lines) + "\n"
