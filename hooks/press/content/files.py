"""One file of a briefing -> its records, the ids that it defines, and its problems."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, cast

from pydantic_core import PydanticCustomError

from ..problem import Code, Place, Problem
from .changes import hash_blob
from .evidence import format_locks
from .kinds import CLAIM, CLAIMS_FOLDER, FOLDERS, LISTS, LOCK, LOCK_ENDING, PROPERTIES, Kind, ListKind
from .kinds.base import Model, Retired, check_id
from .kinds.claim import Claim, RetiredClaim
from .kinds.lock import BY_HAND, MADE_BY, Lock, LockFile
from .kinds.models import model_of
from .nodes import Fields, Items, Node, locate_value
from .records import Record
from .validation import Validated, validate, validate_partly
from .yaml_source import decode_utf8, parse_readable, read_bytes

MAX_CLAIMS = 10_000
_MOVED = (["moved"], ["redirect"], ["redirect_to"], ["move_to"], ["moved-to"], ["now"], ["see"])
"""The only field of an entry that is meant to be retired, as others call it."""


@dataclass(slots=True)
class FileRead:
    """What one file holds. Where records define ids, `ids` and `records` are in the same order."""

    file: str
    blob: str = ""
    node: Node | None = None
    records: list[Record[Any]] = field(default_factory=list)
    ids: list[tuple[str, Place]] = field(default_factory=list)
    """(global id, its place) of each entry or claim that the file defines."""
    problems: list[Problem] = field(default_factory=list)
    partial: list[Record[Any]] = field(default_factory=list)
    """What can be read of entries with mistakes: to be checked for other mistakes, and for nothing else."""
    lost: frozenset[int] = frozenset()
    """The lines that are not YAML and were left out."""
    broken: bool = False
    """Whether something in it could not be read, so that references to its ids are not blamed."""

    @property
    def stem(self) -> str:
        return PurePosixPath(self.file).stem

    def report(self, at: Place, code: Code, what: str, cure: str = "") -> None:
        self.problems.append(Problem(at, code, what, cure))


def read_file(root: Path, path: Path, file: str) -> FileRead:
    """Reads one file of a briefing, `<folder>/<kind>/<id>.yml` or a list; looks at no other file."""
    found = FileRead(file)
    data, problems = read_bytes(path, file)
    text, problems = ("", problems) if problems else decode_utf8(data, file)
    if not problems:
        found.blob = hash_blob(data)
        readable = parse_readable(text, file)
        found.node, problems, found.lost = readable
    found.problems += problems
    if problems:
        found.broken = True
        _read_rest(found, path, text)
    else:
        _read_node(found, path, text)
    return found


def _read_rest(found: FileRead, path: Path, text: str) -> None:
    """Reports the mistakes in what can be read of a file that has others; nothing of it is taken."""
    if found.node is None or path.name.endswith(LOCK_ENDING):
        return
    rest = FileRead(found.file, node=found.node)
    _read_node(rest, path, text)
    known = {problem.at.line for problem in found.problems} | found.lost
    missing = () if found.lost and isinstance(found.node, Fields) else (Code.MISSING_FIELD,)
    found.problems += [
        problem
        for problem in rest.problems
        if problem.at.line not in known and (problem.code is not Code.MISSING_FIELD or problem.code in missing)
    ]
    found.partial = [*rest.records, *rest.partial]


def _read_node(found: FileRead, path: Path, text: str) -> None:
    """Reads the records of a file from its node."""
    file = found.file
    if path.name in LISTS and len(PurePosixPath(file).parts) == 2:
        _read_list(found, LISTS[path.name])
    elif path.parent.name == CLAIMS_FOLDER and path.name.endswith(LOCK_ENDING):
        _read_locks(found, text)
    elif path.parent.name == CLAIMS_FOLDER:
        _read_claims(found)
    elif found.node is None:
        found.report(Place(file), Code.EMPTY_FILE, "the file is empty", "fill in its fields, or remove it")
    else:
        _read_entry(found, FOLDERS[path.parent.name], found.node)


def _check_id(found: FileRead, name: str, at: Place, is_file: bool = True) -> bool:
    """Whether an id is legal; reports it otherwise."""
    try:
        check_id(name)
    except PydanticCustomError as error:
        context = cast("dict[str, Any]", error.context)
        cure = context["cure"]
        if is_file and (meant := re.fullmatch(r"did you mean '(.+)'\?", cure)):
            cure = f"rename the file to '{meant[1]}.yml'"
        elif is_file and cure.startswith("an id"):
            cure = f"{cure}; the id of an entry is the name of its file"
        found.report(at, context["code"], context["what"], cure)
        return False
    return True


def _read_entry(found: FileRead, kind: Kind, node: Node) -> None:
    at = Place(found.file)
    if not _check_id(found, found.stem, at):
        return
    found.ids.append((found.stem, at))
    if isinstance(node, Fields) and list(node.fields) in _MOVED:
        what = f"unknown field '{next(iter(node.fields))}' of a retired entry"
        found.report(at, Code.UNKNOWN_FIELD, what, "did you mean 'moved_to'?")
        found.broken = True
        return
    if isinstance(node, Fields) and "moved_to" in node.fields:
        data = _validate(found, Retired, node, "a retired entry, which has only 'moved_to',")
    else:
        data = _validate(found, model_of(kind), node, f"{_pick_article(kind.name)} {kind.name}")
    _add_record(found, data, found.stem, kind.name, node)


def _validate(found: FileRead, model: type[Model], node: Node, what: str) -> Validated:
    """The typed data of a node as far as it fits; its problems become those of the file."""
    checked = validate_partly(model, node, found.file, what)
    found.problems += checked.problems
    found.broken = found.broken or bool(checked.problems)
    return checked


def _add_record(found: FileRead, checked: Validated, record_id: str, kind: str, node: Node) -> None:
    """Adds the record of an entry; that of one with mistakes is only checked for more."""
    if checked.data is not None:
        record = Record(record_id, kind, found.file, checked.data, node)
        (found.partial if checked.problems else found.records).append(record)


def _read_claims(found: FileRead) -> None:
    if not _check_id(found, found.stem, Place(found.file)):
        return
    items = _list_items(found)
    if len(items) > MAX_CLAIMS:
        what = f"{len(items):,} claims; at most {MAX_CLAIMS:,} are read"
        found.report(Place(found.file), Code.TOO_LARGE, what, "split the article")
        return
    for item in items:
        retired = isinstance(item, Fields) and "moved_to" in item.fields
        model, what = (RetiredClaim, "a retired claim") if retired else (Claim, "a claim")
        data = _validate(found, model, item, what)
        if isinstance(data.data, Claim | RetiredClaim):
            global_id = f"{found.stem}/{data.data.id}"
            if not data.problems:
                found.ids.append((global_id, locate_value(item, found.file, ("id",))))
            _add_record(found, data, global_id, CLAIM, item)


def _list_items(found: FileRead) -> list[Node]:
    """The items of a file that holds a list; reports any other content."""
    if found.node is None:
        return []
    if isinstance(found.node, Items):
        return found.node.items
    at, cure = locate_value(found.node, found.file), "begin each entry with '- '"
    if isinstance(found.node, Fields) and len(found.node.fields) == 1:
        key, value = next(iter(found.node.fields.items()))
        cure = f"remove the line '{key}:'" if isinstance(value, Items) else cure
    found.report(at, Code.WRONG_SHAPE, "expected a list", cure)
    return []


def _read_list(found: FileRead, kind: ListKind) -> None:
    if kind is PROPERTIES:
        _read_properties(found)
        return
    for index, item in enumerate(_list_items(found)):
        data = _validate(found, model_of(kind), item, f"{_pick_article(kind.name)} {kind.name}")
        _add_record(found, data, f"{kind.name}-{index:06d}", kind.name, item)


def _read_properties(found: FileRead) -> None:
    node, file = found.node, found.file
    if node is None:
        return
    if not isinstance(node, Fields):
        found.report(locate_value(node, file), Code.WRONG_SHAPE, "expected '<property>: {label: …, value: …}' lines")
        found.broken = True
        return
    for name, item in node.fields.items():
        if _check_id(found, name, Place(file, *node.keys[name]), is_file=False):
            data = _validate(found, model_of(PROPERTIES), item, f"a {PROPERTIES.name}")
            _add_record(found, data, name, PROPERTIES.name, item)


def _read_locks(found: FileRead, text: str) -> None:
    """Reads the locks of an article, each a record with the id of its claim."""
    node, file = found.node, found.file
    if node is None:
        found.report(Place(file), Code.EMPTY_FILE, "the file is empty", f"remove it, and run '{MADE_BY}'")
        return
    _validate(found, LockFile, node, "a file of locks")
    if found.broken or not isinstance(node, Fields) or not isinstance(claims := node.fields["claims"], Fields):
        return
    article, locks = PurePosixPath(file).name.removesuffix(LOCK_ENDING), {}
    for claim, item in claims.fields.items():
        data, problems = validate(Lock, item, file, "a lock")
        found.problems += [replace(problem, cure=BY_HAND) for problem in problems]
        found.broken = found.broken or bool(problems)
        if isinstance(data, Lock):
            locks[claim] = data
            found.records.append(Record(f"{article}/{claim}", LOCK, file, data, claims))
    if not found.broken:
        _check_lock_format(found, text, format_locks(locks))


def _check_lock_format(found: FileRead, text: str, expected: str) -> None:
    """Reports a file of locks that is not, byte by byte, what the commands write."""
    if text == expected:
        return
    ours, theirs = expected.split("\n"), text.split("\n")
    line = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b), len(theirs))
    what = "this file of locks was written or changed by hand"
    cure = "run 'python hooks check --fix', which puts it into form"
    found.report(Place(found.file, line), Code.LOCKS_EDITED_BY_HAND, what, cure)


def _pick_article(noun: str) -> str:
    """The indefinite article of a noun."""
    return "an" if noun[0] in "aeiou" else "a"
