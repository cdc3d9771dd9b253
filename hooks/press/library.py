"""All entries of a briefing by id, as read from its folder; retired ids lead on to what replaced them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from pydantic_core import PydanticCustomError

from .kinds import (
    ENTRY_KINDS,
    FOLDERS,
    KINDS,
    LISTS,
    Article,
    Claim,
    Correction,
    Edition,
    Entry,
    Feed,
    Model,
    Property,
    Retired,
    RetiredClaim,
    Topic,
)
from .kinds.base import check_id
from .problem import Place, Problem, did_you_mean
from .reading import Record, validate
from .source import Fields, Items, Node, decode, parse, place_of, read_bytes

CLAIMS_FOLDER = "claims"
MAX_CLAIMS = 10_000


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a file: its id in git, and what it holds."""

    blob: str
    node: Node | None


def blob_id(data: bytes) -> str:
    """The name that git gives to these bytes. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects"""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@dataclass
class Library:
    """What the YAML says, typed. Ids are global: claims are `article/claim`.

    `moved` maps each retired id to where it leads, as written; `resolve` follows it to the end.
    """

    entries: dict[str, Record[Model]] = field(default_factory=dict)
    claims: dict[str, Record[Claim]] = field(default_factory=dict)
    properties: dict[str, Record[Property]] = field(default_factory=dict)
    corrections: list[Record[Correction]] = field(default_factory=list)
    feeds: list[Record[Feed]] = field(default_factory=list)
    moved: dict[str, Record[Retired | RetiredClaim]] = field(default_factory=dict)
    suggestions: int = 0
    """How many nearest ids were looked for in its checks."""
    files: dict[str, Version] = field(default_factory=dict)
    """What each file held when it was read."""
    broken: set[str] = field(default_factory=set)
    """The ids whose files hold mistakes; what refers to them is not blamed for it."""

    def of_kind(self, kind: str) -> list[Record[Any]]:
        """The entries of one kind, by id."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _by_kind(self) -> dict[str, list[Record[Any]]]:
        found: dict[str, list[Record[Any]]] = {}
        for record in self.entries.values():
            found.setdefault(record.kind, []).append(record)
        return found

    @property
    def articles(self) -> list[Record[Article]]:
        return self.of_kind("article")

    @property
    def editions(self) -> list[Record[Edition]]:
        return self.of_kind("edition")

    @property
    def topics(self) -> list[Record[Topic]]:
        return self.of_kind("topic")

    @property
    def named(self) -> list[Record[Entry]]:
        """The entries that have names: companies, people, products, places, terms and topics."""
        return [record for record in self.entries.values() if record.kind in ENTRY_KINDS]  # type: ignore[misc]

    def targets(self, reference: str) -> list[str]:
        """The ids that a global id stands for: itself, or the ends of its chain of `moved_to`; empty if unknown."""
        seen: set[str] = set()
        found: list[str] = []
        queue = [reference]
        while queue:
            current = queue.pop(0)
            if current in seen:
                continue
            seen.add(current)
            if current in self.entries or current in self.claims:
                found.append(current)
            elif current in self.moved:
                queue += self.moved_to(current)
        return found

    def moved_to(self, retired: str) -> list[str]:
        """Where a retired id leads at once, as global ids."""
        record = self.moved[retired]
        return [global_claim_id(target, record) for target in record.data.moved_to]

    def resolve(self, reference: str) -> str | None:
        """The one id that `reference` stands for, the first where it was split; None if unknown."""
        if reference in self.entries or reference in self.claims:
            return reference
        return next(iter(self.targets(reference)), None)

    def entry(self, reference: str) -> Record[Entry]:
        """The named entry a checked reference stands for."""
        found = self.resolve(reference)
        assert found is not None
        return cast("Record[Entry]", self.entries[found])

    def article(self, reference: str) -> Record[Article]:
        """The article a checked reference stands for."""
        return cast("Record[Article]", self.entry(reference))

    def claim(self, reference: str, holder: Record[Any]) -> Record[Claim]:
        """The claim a checked reference in `holder` stands for."""
        found = self.resolve(global_claim_id(reference, holder))
        assert found is not None
        return self.claims[found]

    def all_records(self) -> Iterator[Record[Any]]:
        """Everything that holds references, in a fixed order."""
        yield from self.entries.values()
        yield from self.claims.values()
        yield from self.properties.values()
        yield from self.corrections
        yield from self.feeds


def global_claim_id(reference: str, holder: Record[Any]) -> str:
    """A bare claim id means a claim of the same file."""
    bare = "/" not in reference and isinstance(holder.data, Claim | RetiredClaim)
    return f"{holder.article}/{reference}" if bare else reference


def load(root: Path, folder: str = "briefings") -> tuple[Library, list[Problem]]:
    """The library of `root/folder` and every problem met on the way; entries with problems are left out."""
    loading = _Loading(root)
    for path in loading.walk(root / folder, folder):
        loading.file(path, folder)
    library = loading.library
    library.entries = dict(sorted(library.entries.items()))
    library.claims = dict(sorted(library.claims.items(), key=lambda item: item[1].article))
    return library, loading.problems


@dataclass(slots=True)
class _Loading:
    root: Path
    library: Library = field(default_factory=Library)
    problems: list[Problem] = field(default_factory=list)
    holders: dict[str, Place] = field(default_factory=dict)

    def report(self, at: Place, code: str, what: str, cure: str = "") -> None:
        self.problems.append(Problem(at, code, what, cure))

    def walk(self, top: Path, folder: str) -> Iterator[Path]:
        """The YAML files of the briefing, sorted; anything out of place is a problem."""
        if not top.is_dir() or top.is_symlink():
            self.report(
                Place(folder),
                "B110",
                f"there is no folder '{folder}'",
                "make it, with articles/ and claims/ inside",
            )
            return
        for item in _scan(top):
            name = item.name
            if item.is_dir(follow_symlinks=False) and (name in FOLDERS or name == CLAIMS_FOLDER):
                yield from self.files(Path(item.path), f"{folder}/{name}")
            elif name in LISTS:
                yield Path(item.path)
            elif not name.endswith(".md"):
                known = [*FOLDERS, CLAIMS_FOLDER, *LISTS]
                cure = did_you_mean(name, known) or f"known are {', '.join(known)}"
                self.report(Place(f"{folder}/{name}"), "B110", f"'{name}' is no part of a briefing", cure)

    def files(self, top: Path, folder: str) -> Iterator[Path]:
        for item in _scan(top):
            if item.name.endswith(".lock.yml"):
                continue
            if item.name.endswith(".yml"):
                yield Path(item.path)
            elif not item.name.endswith(".md"):
                cure = "rename it to end in .yml" if item.name.endswith(".yaml") else "remove it"
                self.report(
                    Place(f"{folder}/{item.name}"),
                    "B110",
                    f"'{item.name}' is no YAML file of a briefing",
                    cure,
                )

    def file(self, path: Path, folder: str) -> None:
        file = path.relative_to(self.root).as_posix()
        data, problems = read_bytes(path, file)
        text, problems = ("", problems) if problems else decode(data, file)
        node: Node | None = None
        if not problems:
            node, problems = parse(text, file)
            self.library.files[file] = Version(blob_id(data), node)
        self.problems += problems
        if problems:
            self.library.broken.add(path.stem)
            return
        if path.name in LISTS and path.parent.name == folder:
            self.list_file(path.name, file, node)
        elif path.parent.name == CLAIMS_FOLDER:
            self.claims_file(path.stem, file, node)
        elif node is None:
            self.report(Place(file), "B107", "the file is empty", "fill in its fields, or remove it")
        else:
            self.entry_file(path, file, node)

    def legal_id(self, name: str, at: Place) -> bool:
        try:
            check_id(name)
        except PydanticCustomError as error:
            context = cast("dict[str, str]", error.context)
            self.report(at, "B207", context["what"], context["cure"])
            return False
        return True

    def claim_id_is_new(self, global_id: str, at: Place) -> bool:
        if first := self.holders.get(global_id):
            what = f"the id '{global_id}' is taken: it stands in {first.file}, line {first.line}"
            self.report(at, "B203", what, "give one of the two another id")
            return False
        self.holders[global_id] = at
        return True

    def entry_file(self, path: Path, file: str, node: Node) -> None:
        kind = FOLDERS[path.parent.name]
        if not self.legal_id(path.stem, Place(file)) or not self.claim_id_is_new(path.stem, Place(file)):
            return
        if isinstance(node, Fields) and "moved_to" in node.fields:
            retired = self.checked(Retired, node, file, "a retired entry, which has only 'moved_to',")
            if isinstance(retired, Retired):
                self.library.moved[path.stem] = Record(path.stem, kind.name, file, retired, node)
            return
        data = self.checked(kind.model, node, file, f"{_article(kind.name)} {kind.name}")
        if data is not None:
            self.library.entries[path.stem] = Record(path.stem, kind.name, file, data, node)

    def checked(self, model: type[Model], node: Node, file: str, what: str) -> Model | None:
        data, problems = validate(model, node, file, what)
        self.problems += problems
        if problems:
            self.library.broken.add(Path(file).stem)
        return data

    def claims_file(self, article: str, file: str, node: Node | None) -> None:
        if not self.legal_id(article, Place(file)):
            return
        items = self.items(file, node)
        if len(items) > MAX_CLAIMS:
            self.report(
                Place(file),
                "B102",
                f"{len(items):,} claims; at most {MAX_CLAIMS:,} are read",
                "split the article",
            )
            return
        for item in items:
            retired = isinstance(item, Fields) and "moved_to" in item.fields
            data = self.checked(
                RetiredClaim if retired else Claim, item, file, "a retired claim" if retired else "a claim"
            )
            if isinstance(data, Claim | RetiredClaim):
                self.claim(f"{article}/{data.id}", file, data, item)

    def claim(self, global_id: str, file: str, data: Claim | RetiredClaim, node: Node) -> None:
        if not self.claim_id_is_new(global_id, place_of(node, file, ("id",))):
            return
        if isinstance(data, Claim):
            self.library.claims[global_id] = Record(global_id, "claim", file, data, node)
        else:
            self.library.moved[global_id] = Record(global_id, "claim", file, data, node)

    def items(self, file: str, node: Node | None) -> list[Node]:
        if node is None:
            return []
        if isinstance(node, Items):
            return node.items
        self.report(place_of(node, file), "B303", "expected a list", "begin each entry with '- '")
        return []

    def list_file(self, name: str, file: str, node: Node | None) -> None:
        if name == "properties.yml":
            self.properties_file(file, node)
            return
        for index, item in enumerate(self.items(file, node)):
            data = self.checked(LISTS[name], item, file, f"a {name.removesuffix('s.yml')}")
            if isinstance(data, Correction):
                self.library.corrections.append(Record(f"correction-{index}", "correction", file, data, item))
            elif isinstance(data, Feed):
                self.library.feeds.append(Record(f"feed-{index}", "feed", file, data, item))

    def properties_file(self, file: str, node: Node | None) -> None:
        if node is None:
            return
        if not isinstance(node, Fields):
            self.report(place_of(node, file), "B303", "expected '<property>: {label: …, value: …}' lines")
            self.library.broken.add(Path(file).stem)
            return
        for name, item in node.fields.items():
            if not self.legal_id(name, Place(file, *node.keys[name])):
                continue
            data = self.checked(Property, item, file, "a property")
            if isinstance(data, Property):
                self.library.properties[name] = Record(name, "property", file, data, item)


def _scan(top: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name, hidden files left out."""
    with os.scandir(top) as found:
        return sorted((item for item in found if not item.name.startswith(".")), key=lambda item: item.name)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


KIND_FOLDERS = {kind.name: kind.folder for kind in KINDS.values()}
