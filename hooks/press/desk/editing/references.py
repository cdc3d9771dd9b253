"""Every place of a project that names an id: fields, values of statements, Markdown, links of hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...content.changes import is_source_file
from ...content.files import FileRead, read_file
from ...content.kinds import CLAIM, CLAIMS_FOLDER, LOCK_ENDING, NAMED, PROPERTIES
from ...content.kinds.base import ID
from ...content.kinds.claim import Claim
from ...content.kinds.marks import Refers, find_marked
from ...content.nodes import FieldPath, Fields, Items, Node, Text
from ...content.prose_fields import list_prose
from ...content.records import Record
from ...library.checks.documents import is_code, split_code
from ...library.library import Library, global_claim_id
from ...library.names import REFERENCE, written_references
from ...site.urls import PAGES
from .changes import ChangeSet
from .splices import YamlText

Rename = Callable[[str], "str | None"]
"""Global id -> the id that takes its place, None for one that stays."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that names an entry or a claim."""

    file: str
    path: FieldPath
    """The path of its text in the file."""
    target: str
    """The global id that it names."""
    seen: str
    """What is written: the id itself, or in Markdown all that has to be replaced, such as `[[id|`."""
    is_prose: bool
    holder: str
    """The id of the entry or the claim that it is in."""

    def write(self, target: str, holder: str) -> str:
        """What is written instead to name another target, in an entry or a claim whose id is then `holder`."""
        if self.is_prose:
            return self.seen.replace(self.target, target, 1)
        article, _, claim = target.partition("/")
        return claim if claim and "/" not in self.seen and holder.startswith(f"{article}/") else target


def list_references(root: Path, file: str, library: Library) -> list[Reference]:
    """The references in one file of a briefing, as it is on the disk; none in a file of locks."""
    if file.endswith(LOCK_ENDING):
        return []
    read = read_file(root, root / file, file)
    records = (*read.records, *read.partial)
    return [found for record in records for found in _list_in_record(record, _find_base(read, record), library)]


def _find_base(read: FileRead, record: Record[Any]) -> tuple[Node, FieldPath]:
    """The node of a file, and the path of a record in it."""
    node = read.node
    assert node is not None
    if isinstance(node, Items):
        return node, (next(number for number, item in enumerate(node.items) if item is record.node),)
    if record.kind == PROPERTIES.name:
        return node, (record.id,)
    return node, ()


def _list_in_record(record: Record[Any], base: tuple[Node, FieldPath], library: Library) -> Iterator[Reference]:
    node, start = base
    for path, text in _list_fields(record, library):
        target = global_claim_id(text, record) if _names_claim(record, path) else text
        place = _find_text(node, (*start, *path))
        yield Reference(record.file, place, target, text, False, record.id)
    for path, text in list_prose(record):
        for match in written_references(text):
            target = match["page"] or match["cite"]
            head = f"[[{target}{'|' if match['words'] else ']]'}" if match["page"] else match[0]
            yield Reference(record.file, _find_text(node, (*start, *path)), target, head, True, record.id)


def _list_fields(record: Record[Any], library: Library) -> Iterator[tuple[FieldPath, str]]:
    for found in find_marked(record.data, Refers):
        if found.mark.kinds != (PROPERTIES.name,):
            yield found.path, found.text
    if isinstance(record.data, Claim) and names_entry(record.data, library):
        yield ("value",), str(record.data.value)


def names_entry(claim: Claim, library: Library) -> bool:
    """Whether the value of a claim is the id of an entry."""
    known = library.properties.get(claim.property) if claim.property else None
    takes_entry = known is not None and any(kind in NAMED for kind in known.data.value)
    return takes_entry and bool(claim.value) and ID.fullmatch(claim.value or "") is not None


def _names_claim(record: Record[Any], path: FieldPath) -> bool:
    """Whether a field of a record names a claim, which may be written without its article."""
    fields = {found.path: found.mark.kinds for found in find_marked(record.data, Refers)}
    return fields.get(path) == (CLAIM,)


def _find_text(node: Node, path: FieldPath) -> FieldPath:
    """The path of a text as it is written: a model may make a list or fields of it."""
    found: list[str | int] = []
    for step in path:
        if isinstance(node, Fields) and step in node.fields:
            node = node.fields[str(step)]
        elif isinstance(node, Items) and isinstance(step, int):
            node = node.items[step]
        elif isinstance(node, Text):
            break
        found.append(step)
    return tuple(found)


def rewrite_file(text: YamlText, references: list[Reference], rename: Rename) -> YamlText:
    """The text of a file in which some references name other ids. An item of a list that names what another one already
    names is removed."""
    values: dict[FieldPath, Any] = {}
    words: dict[FieldPath, dict[str, str]] = {}
    gone: list[FieldPath] = []
    for found in references:
        target = rename(found.target)
        if target is None:
            continue
        new = found.write(target, rename(found.holder) or found.holder)
        if found.is_prose:
            words.setdefault(found.path, {})[found.seen] = new
        elif new != found.seen and _is_doubled(text, found, new, values):
            gone.append(found.path)
        else:
            values[found.path] = new
    text = text.replace(values) if values else text
    for path, pairs in words.items():
        text = text.reword(path, pairs.items())
    for path in sorted(gone, key=lambda path: (repr(path[:-1]), path[-1]), reverse=True):
        text = text.remove(path)
    return text


def _is_doubled(text: YamlText, found: Reference, new: str, values: dict[FieldPath, Any]) -> bool:
    """Whether a reference is an item of a list that already has the new one."""
    items = text.get(found.path[:-1]) if found.path and isinstance(found.path[-1], int) else None
    others = [value for path, value in values.items() if path[:-1] == found.path[:-1]]
    return isinstance(items, list) and len(found.path) > 1 and (new in items or new in others)


def rewrite_document(text: str, rename: Rename, kinds: dict[str, str]) -> str:
    """The text of a hand-written page in which references and links to pages name other ids. `kinds` is old id -> its
    kind, for the addresses of its pages."""

    def reword(match: re.Match[str]) -> str:
        target = match["page"] or match["cite"]
        new = rename(target)
        return match[0].replace(target, new, 1) if new else match[0]

    def rewrite(piece: str) -> str:
        piece = REFERENCE.sub(reword, piece)
        for old, kind in kinds.items():
            for address, new in list_addresses(old, kind, rename(old) or old):
                piece = re.sub(rf"(?<=[(/:.\s]){re.escape(address)}(?=/|\.md\b|[#)\s]|$)", new, piece)
        return piece

    return "".join(piece if is_code(piece) else rewrite(piece) for piece in split_code(text))


def list_addresses(old: str, kind: str, new: str) -> Iterator[tuple[str, str]]:
    """(address, the one that takes its place) of the pages of an id, without the slash at the end."""
    yield tuple(PAGES[kind].address_of(each).rstrip("/") for each in (old, new))  # type: ignore[misc]
    if kind == "article":
        yield f"{CLAIMS_FOLDER}/{old}", f"{CLAIMS_FOLDER}/{new}"


def find_files(root: Path, folder: str, ids: Iterable[str]) -> list[str]:
    """The files of the briefing that have one of some ids, or the name of a claim, anywhere in their text, sorted."""
    names = sorted({known.rpartition("/")[2] for known in ids})
    wanted = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])".encode())
    top = root / folder
    files = (path.relative_to(root).as_posix() for path in sorted(top.rglob("*.yml")))
    return [file for file in files if is_source_file(file) and _holds(root / file, wanted)]


def _holds(path: Path, wanted: re.Pattern[bytes]) -> bool:
    return not path.is_symlink() and path.is_file() and wanted.search(path.read_bytes()) is not None


def rewrite_references(changes: ChangeSet, files: Iterable[str], library: Library, rename: Rename) -> list[str]:
    """Rewrites the references in some files of the briefing; returns the files that have any. Raises SpliceError, also
    for a file with mistakes in its YAML."""
    rewritten = []
    for file in files:
        source = YamlText(changes.read_text(file), file)
        references = [found for found in list_references(changes.root, file, library) if rename(found.target)]
        if references:
            changes.replace(file, rewrite_file(source, references, rename).text)
            rewritten.append(file)
    return rewritten
