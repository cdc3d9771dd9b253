"""One file of a briefing -> its records, the ids that it defines, and its problems."""

from __future__ import annotations

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
from .records import Record
from .validation import validate
from .yaml_source import Fields, Items, Node, decode_utf8, locate_value, parse_yaml, read_bytes

MAX_CLAIMS = 10_000


@dataclass(slots=True)
class FileRead:
    """What one file contains. If records define ids, `ids` and `records` are in the same order."""

    file: str
    blob: str = ""
    node: Node | None = None
    records: list[Record[Any]] = field(default_factory=list)
    ids: list[tuple[str, Place]] = field(default_factory=list)
    """(global id, its place) of each entry or claim that the file defines."""
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False
    """Whether something in it could not be read, so that references to its ids are not reported."""

    @property
    def stem(self) -> str:
        return PurePosixPath(self.file).stem

    def report(self, at: Place, code: Code, what: str, cure: str = "") -> None:
        self.problems.append(Problem(at, code, what, cure))


def read_file(root: Path, path: Path, file: str) -> FileRead:
    """Reads one file of a briefing, `<folder>/<kind>/<id>.yml` or a list; reads no other file."""
    found = FileRead(file)
    data, problems = read_bytes(path, file)
    text, problems = ("", problems) if problems else decode_utf8(data, file)
    if not problems:
        found.blob = hash_blob(data)
        found.node, problems = parse_yaml(text, file)
    found.problems += problems
    if problems:
        found.broken = True
    elif path.name in LISTS and len(PurePosixPath(file).parts) == 2:
        _read_list(found, LISTS[path.name])
    elif path.parent.name == CLAIMS_FOLDER and path.name.endswith(LOCK_ENDING):
        _read_locks(found, text)
    elif path.parent.name == CLAIMS_FOLDER:
        _read_claims(found)
    elif found.node is None:
        found.report(Place(file), Code.EMPTY_FILE, "the file is empty", "fill in its fields, or remove it")
    else:
        _read_entry(found, FOLDERS[path.parent.name], found.node)
    return found


def _check_id(found: FileRead, name: str, at: Place) -> bool:
    """Whether an id is valid; reports it if not."""
    try:
        check_id(name)
    except PydanticCustomError as error:
        context = cast("dict[str, Any]", error.context)
        found.report(at, context["code"], context["what"], context["cure"])
        return False
    return True


def _read_entry(found: FileRead, kind: Kind, node: Node) -> None:
    at = Place(found.file)
    if not _check_id(found, found.stem, at):
        return
    found.ids.append((found.stem, at))
    if isinstance(node, Fields) and "moved_to" in node.fields:
        data = _validate(found, Retired, node, "a retired entry (it has only 'moved_to')")
    else:
        data = _validate(found, model_of(kind), node, f"{_pick_article(kind.name)} {kind.name}")
    if data is not None:
        found.records.append(Record(found.stem, kind.name, found.file, data, node))


def _validate(found: FileRead, model: type[Model], node: Node, what: str) -> Model | None:
    """The typed data of a node, None if it does not fit; its problems become problems of the file."""
    data, problems = validate(model, node, found.file, what)
    found.problems += problems
    found.broken = found.broken or bool(problems)
    return data


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
        if isinstance(data, Claim | RetiredClaim):
            global_id = f"{found.stem}/{data.id}"
            found.ids.append((global_id, locate_value(item, found.file, ("id",))))
            found.records.append(Record(global_id, CLAIM, found.file, data, item))


def _list_items(found: FileRead) -> list[Node]:
    """The items of a file that contains a list; reports any other content."""
    if found.node is None:
        return []
    if isinstance(found.node, Items):
        return found.node.items
    at = locate_value(found.node, found.file)
    found.report(at, Code.WRONG_SHAPE, "expected a list", "begin each entry with '- '")
    return []


def _read_list(found: FileRead, kind: ListKind) -> None:
    if kind is PROPERTIES:
        _read_properties(found)
        return
    for index, item in enumerate(_list_items(found)):
        data = _validate(found, model_of(kind), item, f"{_pick_article(kind.name)} {kind.name}")
        if data is not None:
            found.records.append(Record(f"{kind.name}-{index:06d}", kind.name, found.file, data, item))


def _read_properties(found: FileRead) -> None:
    node, file = found.node, found.file
    if node is None:
        return
    if not isinstance(node, Fields):
        found.report(locate_value(node, file), Code.WRONG_SHAPE, "expected '<property>: {label: …, value: …}' lines")
        found.broken = True
        return
    for name, item in node.fields.items():
        if _check_id(found, name, Place(file, *node.keys[name])):
            data = _validate(found, model_of(PROPERTIES), item, f"a {PROPERTIES.name}")
            if data is not None:
                found.records.append(Record(name, PROPERTIES.name, file, data, item))


def _read_locks(found: FileRead, text: str) -> None:
    """Reads the locks of an article, each a record with the id of its claim."""
    node, file = found.node, found.file
    if node is None:
        found.report(Place(file), Code.EMPTY_FILE, "the file is empty", f"remove it, and run '{MADE_BY}'")
        return
    _validate(found, LockFile, node, "a lock file")
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
    """Reports a lock file that is not, byte for byte, what the commands write."""
    if text == expected:
        return
    ours, theirs = expected.split("\n"), text.split("\n")
    line = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b), len(theirs))
    what = "this lock file was written or changed by hand"
    cure = "run 'python hooks check --fix', which rewrites it"
    found.report(Place(found.file, line), Code.LOCKS_EDITED_BY_HAND, what, cure)


def _pick_article(noun: str) -> str:
    """The indefinite article for a noun."""
    return "an" if noun[0] in "aeiou" else "a"
