"""What one file of a briefing holds, read by itself: its records, the ids that it gives, and its problems."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, cast

from pydantic_core import PydanticCustomError

from ..problem import Code, Place, Problem
from .changes import hash_blob
from .evidence import as_text
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
    """What one file holds: its records in order, the ids that it gives, its problems, and whether it was refused.

    Where records give ids, the ids of the records that could be read stand in the same order as these."""

    file: str
    blob: str = ""
    node: Node | None = None
    records: list[Record[Any]] = field(default_factory=list)
    ids: list[tuple[str, Place]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False

    @property
    def stem(self) -> str:
        return PurePosixPath(self.file).stem

    def report(self, at: Place, code: Code, what: str, cure: str = "") -> None:
        self.problems.append(Problem(at, code, what, cure))


def read_file(root: Path, path: Path, file: str) -> FileRead:
    """Reads one file of a briefing, `<folder>/<kind>/<id>.yml` or a list, by itself."""
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
        _list_file(found, LISTS[path.name])
    elif path.parent.name == CLAIMS_FOLDER and path.name.endswith(LOCK_ENDING):
        _lock_file(found, text)
    elif path.parent.name == CLAIMS_FOLDER:
        _claims_file(found)
    elif found.node is None:
        found.report(Place(file), Code.EMPTY_FILE, "the file is empty", "fill in its fields, or remove it")
    else:
        _entry_file(found, FOLDERS[path.parent.name], found.node)
    return found


def _legal_id(found: FileRead, name: str, at: Place) -> bool:
    try:
        check_id(name)
    except PydanticCustomError as error:
        context = cast("dict[str, Any]", error.context)
        found.report(at, context["code"], context["what"], context["cure"])
        return False
    return True


def _entry_file(found: FileRead, kind: Kind, node: Node) -> None:
    at = Place(found.file)
    if not _legal_id(found, found.stem, at):
        return
    found.ids.append((found.stem, at))
    if isinstance(node, Fields) and "moved_to" in node.fields:
        data = _checked(found, Retired, node, "a retired entry, which has only 'moved_to',")
    else:
        data = _checked(found, model_of(kind), node, f"{_article(kind.name)} {kind.name}")
    if data is not None:
        found.records.append(Record(found.stem, kind.name, found.file, data, node))


def _checked(found: FileRead, model: type[Model], node: Node, what: str) -> Model | None:
    data, problems = validate(model, node, found.file, what)
    found.problems += problems
    found.broken = found.broken or bool(problems)
    return data


def _claims_file(found: FileRead) -> None:
    if not _legal_id(found, found.stem, Place(found.file)):
        return
    items = _items(found)
    if len(items) > MAX_CLAIMS:
        what = f"{len(items):,} claims; at most {MAX_CLAIMS:,} are read"
        found.report(Place(found.file), Code.TOO_LARGE, what, "split the article")
        return
    for item in items:
        retired = isinstance(item, Fields) and "moved_to" in item.fields
        model, what = (RetiredClaim, "a retired claim") if retired else (Claim, "a claim")
        data = _checked(found, model, item, what)
        if isinstance(data, Claim | RetiredClaim):
            global_id = f"{found.stem}/{data.id}"
            found.ids.append((global_id, locate_value(item, found.file, ("id",))))
            found.records.append(Record(global_id, CLAIM, found.file, data, item))


def _items(found: FileRead) -> list[Node]:
    if found.node is None:
        return []
    if isinstance(found.node, Items):
        return found.node.items
    at = locate_value(found.node, found.file)
    found.report(at, Code.WRONG_SHAPE, "expected a list", "begin each entry with '- '")
    return []


def _list_file(found: FileRead, kind: ListKind) -> None:
    if kind is PROPERTIES:
        _properties_file(found)
        return
    for index, item in enumerate(_items(found)):
        data = _checked(found, model_of(kind), item, f"{_article(kind.name)} {kind.name}")
        if data is not None:
            found.records.append(Record(f"{kind.name}-{index:06d}", kind.name, found.file, data, item))


def _properties_file(found: FileRead) -> None:
    node, file = found.node, found.file
    if node is None:
        return
    if not isinstance(node, Fields):
        found.report(locate_value(node, file), Code.WRONG_SHAPE, "expected '<property>: {label: …, value: …}' lines")
        found.broken = True
        return
    for name, item in node.fields.items():
        if _legal_id(found, name, Place(file, *node.keys[name])):
            data = _checked(found, model_of(PROPERTIES), item, f"a {PROPERTIES.name}")
            if data is not None:
                found.records.append(Record(name, PROPERTIES.name, file, data, item))


def _lock_file(found: FileRead, text: str) -> None:
    """The locks of an article, each a record of its claim's id."""
    node, file = found.node, found.file
    if node is None:
        found.report(Place(file), Code.EMPTY_FILE, "the file is empty", f"remove it, and run '{MADE_BY}'")
        return
    _checked(found, LockFile, node, "a file of locks")
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
        _as_written(found, text, as_text(locks))


def _as_written(found: FileRead, text: str, expected: str) -> None:
    """Whether a file of locks is, letter by letter, what the commands write."""
    if text == expected:
        return
    ours, theirs = expected.split("\n"), text.split("\n")
    line = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b), len(theirs))
    what = "this file of locks was written or changed by hand"
    found.report(
        Place(found.file, line),
        Code.LOCKS_EDITED_BY_HAND,
        what,
        "run 'python hooks check --fix', which puts it into form",
    )


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"
