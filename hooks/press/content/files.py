"""One file of a briefing -> its records, the ids that it defines, and its problems."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, cast

from pydantic_core import PydanticCustomError

from ..problem import Code, Place, Problem, make_visible
from .changes import hash_blob
from .comments import find_cuts
from .evidence import format_locks
from .field_problems import require_values
from .kinds import CLAIM, CLAIMS_FOLDER, FOLDERS, LISTS, LOCK, LOCK_ENDING, PROPERTIES, ListKind
from .kinds.base import ID, Model, Retired, check_id
from .kinds.claim import Claim, DraftClaim, RetiredClaim
from .kinds.lock import BY_HAND, MADE_BY, VERSION, Lock, LockFile
from .kinds.models import model_of
from .nodes import Fields, Items, Node, Text, locate_value
from .records import Record
from .validation import Validated, validate, validate_partly
from .yaml_source import decode_utf8, parse_readable, read_bytes

MAX_CLAIMS = 10_000
_MOVED = (["moved"], ["redirect"], ["redirect_to"], ["move_to"], ["moved-to"], ["now"], ["see"])
"""The only field of an entry that is meant to be retired, as others call it."""


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
    partial: list[Record[Any]] = field(default_factory=list)
    """What can be read of entries with mistakes: to be checked for other mistakes, and for nothing else."""
    lost: frozenset[int] = frozenset()
    """The lines that are not YAML and were left out."""
    meant: str = ""
    """The id that the name of the file was most likely meant to be, where it is not a valid one."""
    broken: bool = False
    """Whether something in it could not be read, so that references to its ids are not reported."""

    @property
    def stem(self) -> str:
        return PurePosixPath(self.file).stem

    def report(self, at: Place, code: Code, what: str, cure: str = "") -> None:
        self.problems.append(Problem(at, code, what, cure))


def read_file(root: Path, path: Path, file: str) -> FileRead:
    """Reads one file of a briefing, `<folder>/<kind>/<id>.yml` or a list; reads no other file."""
    read = FileRead(file)
    data, problems = read_bytes(path, file)
    text, problems = ("", problems) if problems else decode_utf8(data, file)
    if not problems:
        read.blob = hash_blob(data)
        readable = parse_readable(text, file)
        read.node, problems, read.lost = readable
    read.problems += problems
    if problems:
        read.broken = True
        _read_rest(read, path)
    else:
        _read_node(read, path, text)
    return read


def _read_rest(read: FileRead, path: Path) -> None:
    """Reports the mistakes in what can be read of a file that has others; nothing of it is taken."""
    if read.node is None or path.name.endswith(LOCK_ENDING):
        return
    rest = FileRead(read.file, node=read.node)
    _read_node(rest, path, text="")  # texts that a comment cuts are part of what was reported
    if model := _find_model(path):
        read.problems = list(require_values(read.problems, model))
    known = {problem.at.line for problem in read.problems} | read.lost
    missing = () if read.lost and isinstance(read.node, Fields) else (Code.MISSING_FIELD,)
    read.problems += [
        problem
        for problem in rest.problems
        if problem.at.line not in known and (problem.code is not Code.MISSING_FIELD or problem.code in missing)
    ]
    read.partial = [*rest.records, *rest.partial]


def _find_model(path: Path) -> type[Model] | None:
    """The model of what a file of entries or claims holds."""
    if path.parent.name == CLAIMS_FOLDER:
        return Claim
    return model_of(FOLDERS[path.parent.name]) if path.parent.name in FOLDERS else None


def _read_node(read: FileRead, path: Path, text: str) -> None:
    """Reads the records of a file from its node."""
    file = read.file
    if path.name in LISTS and len(PurePosixPath(file).parts) == 2:
        _read_list(read, LISTS[path.name])
    elif path.parent.name == CLAIMS_FOLDER and path.name.endswith(LOCK_ENDING):
        _read_locks(read, text)
    elif path.parent.name == CLAIMS_FOLDER:
        _read_claims(read)
    elif read.node is None:
        read.report(Place(file), Code.EMPTY_FILE, "the file is empty", "fill in its fields, or remove it")
    else:
        _read_entry(read, path, read.node)
    if "#" in text:
        for record in read.records:
            record.cuts = find_cuts(record.data, record.node)


_COPY = re.compile(r"(?P<stem>.+?)(?:[ _-]+(?:copy|kopie|copie)(?:[ _-]*\d+)?| *\(\d+\)| \d+)", re.IGNORECASE)
"""The name that a system gives to a copy of a file."""


def _check_id(read: FileRead, name: str, at: Place, is_file: bool = True) -> bool:
    """Whether an id is legal; reports it otherwise."""
    try:
        check_id(name)
    except PydanticCustomError as error:
        context = cast("dict[str, Any]", error.context)
        cure = context["cure"]
        if is_file and (meant := re.fullmatch(r"did you mean '(.+)'\?", cure)):
            read.meant = meant[1]
            cure = f"rename the file to '{meant[1]}.yml'"
        elif is_file and cure.startswith("an id"):
            cure = f"{cure}; the id of an entry is the name of its file"
        read.report(at, context["code"], context["what"], cure)
        return False
    return True


def _read_entry(read: FileRead, path: Path, node: Node) -> None:
    at, kind = Place(read.file), FOLDERS[path.parent.name]
    if not _check_id(read, read.stem, at):
        _suggest_original(read, path)
        return
    read.ids.append((read.stem, at))
    if isinstance(node, Fields) and list(node.fields) in _MOVED:
        what = f"unknown field '{next(iter(node.fields))}' of a retired entry"
        read.report(at, Code.UNKNOWN_FIELD, what, "did you mean 'moved_to'?")
        read.broken = True
        return
    if isinstance(node, Fields) and "moved_to" in node.fields:
        data = _validate(read, Retired, node, "a retired entry (it has only 'moved_to')")
    else:
        data = _validate(read, model_of(kind), node, f"{_pick_article(kind.name)} {kind.name}")
    _add_record(read, data, read.stem, kind.name, node)


def _suggest_original(read: FileRead, path: Path) -> None:
    """Says of a file that is named like a copy of another to remove it."""
    match = _COPY.fullmatch(read.stem)
    if match and path.with_name(f"{match['stem']}.yml").is_file():
        last = read.problems[-1]
        cure = f"remove it if it is a copy of '{match['stem']}.yml'; if not, {last.cure}"
        read.problems[-1] = replace(last, cure=cure)
        read.meant = ""


def _validate(read: FileRead, model: type[Model], node: Node, what: str) -> Validated:
    """The typed data of a node as far as it fits; its problems become those of the file."""
    checked = validate_partly(model, node, read.file, what)
    read.problems += checked.problems
    read.broken = read.broken or bool(checked.problems)
    return checked


def _add_record(read: FileRead, checked: Validated, record_id: str, kind: str, node: Node) -> None:
    """Adds the record of an entry; that of one with mistakes is only checked for more."""
    if checked.data is not None:
        record = Record(record_id, kind, read.file, checked.data, node)
        (read.partial if checked.problems else read.records).append(record)


def _read_claims(read: FileRead) -> None:
    if not _check_id(read, read.stem, Place(read.file)):
        return
    items = _list_items(read)
    if len(items) > MAX_CLAIMS:
        what = f"{len(items):,} claims; at most {MAX_CLAIMS:,} are read"
        read.report(Place(read.file), Code.TOO_LARGE, what, "split the article")
        return
    for item in items:
        model, what = _choose_claim_model(item)
        data = _validate(read, model, item, what)
        if isinstance(data.data, Claim | RetiredClaim):
            global_id = f"{read.stem}/{data.data.id}"
            if not data.problems:
                read.ids.append((global_id, locate_value(item, read.file, ("id",))))
            _add_record(read, data, global_id, CLAIM, item)


def _choose_claim_model(item: Node) -> tuple[type[Claim | RetiredClaim], str]:
    """The model of one item of a claims file, and what messages call it."""
    fields = item.fields if isinstance(item, Fields) else {}
    if "moved_to" in fields:
        return RetiredClaim, "a retired claim"
    status = fields.get("status")
    return (DraftClaim if isinstance(status, Text) and status.value == "draft" else Claim), "a claim"


def _list_items(read: FileRead) -> list[Node]:
    """The items of a file that contains a list; reports any other content."""
    if read.node is None:
        return []
    if isinstance(read.node, Items):
        return read.node.items
    at, cure = locate_value(read.node, read.file), "begin each entry with '- '"
    if isinstance(read.node, Fields) and len(read.node.fields) == 1:
        key, value = next(iter(read.node.fields.items()))
        cure = f"remove the line '{make_visible(key)}:'" if isinstance(value, Items) else cure
    is_of_claims = PurePosixPath(read.file).parent.name == CLAIMS_FOLDER
    if is_of_claims and isinstance(read.node, Fields) and (wrong := _find_claims_by_id(read.node)):
        cure = f"write '- id: {wrong}' in place of '{wrong}:', and so for each claim"
    read.report(at, Code.WRONG_SHAPE, "expected a list", cure)
    return []


def _find_claims_by_id(node: Fields) -> str:
    """The first field of a file whose fields are claims under their ids; empty where they are not."""
    is_each = all(isinstance(item, Fields) and "text" in item.fields for item in node.fields.values())
    first = next(iter(node.fields), "")
    return first if is_each and ID.fullmatch(first) else ""


def _read_list(read: FileRead, kind: ListKind) -> None:
    if kind is PROPERTIES:
        _read_properties(read)
        return
    for index, item in enumerate(_list_items(read)):
        data = _validate(read, model_of(kind), item, f"{_pick_article(kind.name)} {kind.name}")
        _add_record(read, data, f"{kind.name}-{index:06d}", kind.name, item)


def _read_properties(read: FileRead) -> None:
    node, file = read.node, read.file
    if node is None:
        return
    if not isinstance(node, Fields):
        read.report(locate_value(node, file), Code.WRONG_SHAPE, "expected '<property>: {label: …, value: …}' lines")
        read.broken = True
        return
    for name, item in node.fields.items():
        if _check_id(read, name, Place(file, *node.keys[name]), is_file=False):
            data = _validate(read, model_of(PROPERTIES), item, f"a {PROPERTIES.name}")
            _add_record(read, data, name, PROPERTIES.name, item)


def _read_locks(read: FileRead, text: str) -> None:
    """Reads the locks of an article, each a record with the id of its claim."""
    node, file = read.node, read.file
    if node is None:
        read.report(Place(file), Code.EMPTY_FILE, "the file is empty", f"remove it, and run '{MADE_BY}'")
        return
    _validate(read, LockFile, node, "a lock file")
    if read.broken or not isinstance(node, Fields) or not isinstance(claims := node.fields["claims"], Fields):
        return
    article, locks = PurePosixPath(file).name.removesuffix(LOCK_ENDING), {}
    for claim, item in claims.fields.items():
        data, problems = validate(Lock, item, file, "a lock")
        read.problems += [replace(problem, cure=BY_HAND) for problem in problems]
        read.broken = read.broken or bool(problems)
        if isinstance(data, Lock):
            locks[claim] = data
            read.records.append(Record(f"{article}/{claim}", LOCK, file, data, claims))
    if not read.broken:
        version = node.fields["version"]
        _check_lock_format(read, text, format_locks(locks, version.value if isinstance(version, Text) else VERSION))


def _check_lock_format(read: FileRead, text: str, expected: str) -> None:
    """Reports a lock file that is not, byte for byte, what the commands write."""
    if text == expected:
        return
    ours, theirs = expected.split("\n"), text.split("\n")
    line = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b), len(theirs))
    what = "this lock file was written or changed by hand"
    cure = "run 'python hooks check --fix', which rewrites it"
    read.report(Place(read.file, line), Code.LOCKS_EDITED_BY_HAND, what, cure)


def _pick_article(noun: str) -> str:
    """The indefinite article for a noun."""
    return "an" if noun[0] in "aeiou" else "a"
