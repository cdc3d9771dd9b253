"""Adds files of a briefing to its library, and removes them. Records that stay the same change nothing; duplicate ids
are problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ..content.files import FileRead
from ..content.kinds import CLAIM, CLAIMS_FOLDER, LISTS, LOCK, PROPERTIES
from ..content.kinds.article import Article
from ..content.kinds.base import Retired
from ..content.kinds.claim import Claim, RetiredClaim
from ..content.records import Record
from ..incremental import Input
from ..problem import Code, Place, Problem
from .library import Library, global_claim_id

TABLE_OF = {CLAIM: "claims", LOCK: "locks", **{kind.name: kind.plural for kind in LISTS.values()}}
"""Kind -> the table of its records; other kinds are in `entries`, and retired ids in `moved`."""


def take(library: Library, reads: Mapping[str, FileRead | None], misplaced: Iterable[str] = ()) -> list[Problem]:
    """Applies the current content of files, None for a file that is gone; returns their problems and those of duplicate
    ids. `misplaced` are ids that files which are not read were meant to define: references to them are not reported."""
    library.read_again = FileRead("")
    problems = _Taking(library, dict(sorted(reads.items()))).take()
    broken = {read.stem for read in reads.values() if read and read.broken} | set(misplaced)
    broken |= {read.meant for read in reads.values() if read and read.meant}
    for stem in {*library.broken, *broken}:
        library.broken.set(stem, True) if stem in broken else library.broken.remove(stem)
    return problems


@dataclass(slots=True)
class _Taking:
    """One update of the library. Records that stay the same affect nothing."""

    library: Library
    reads: dict[str, FileRead | None]
    problems: list[Problem] = field(default_factory=list)
    listed: dict[tuple[Input[tuple[str, ...]], str], dict[str, bool]] = field(default_factory=dict)
    """(input, key) of a list of ids -> id -> whether it is added to the list or removed."""

    def take(self) -> list[Problem]:
        library, wanted = self.library, self._wanted()
        held = {(table, record.id) for rows in wanted.values() for table, record in rows}
        for file in self.reads:
            for table, key in library.records_in.get(file, ()):
                if (table, key) not in held:
                    self._remove(table, key)
        for file, read in self.reads.items():
            self._note_version(file, read)
            rows = wanted.get(file, [])
            for table, record in rows:
                self._put(table, record)
            _set(library.records_in, file, tuple((table, record.id) for table, record in rows))
            self._order(file, rows)
        self._store_lists()
        return self.problems

    def _store_lists(self) -> None:
        for (lists, key), ids in self.listed.items():
            kept = {known for known in lists.get(key, ()) if ids.get(known, True)}
            _set(lists, key, tuple(sorted(kept | {known for known, is_in in ids.items() if is_in})))

    def _wanted(self) -> dict[str, list[tuple[str, Record[Any]]]]:
        """File -> (table, record) of what is used from it; an id that is already in use is a problem."""
        holders: dict[str, Place] = {}
        wanted: dict[str, list[tuple[str, Record[Any]]]] = {}
        for file, read in self.reads.items():
            if read is None:
                continue
            self.problems += read.problems
            rejected = {at for global_id, at in read.ids if not self._is_new(global_id, at, holders)}
            places = dict.fromkeys(at for _, at in read.ids)
            rows = []
            for number, record in enumerate(read.records):
                at = read.ids[number][1] if number < len(read.ids) else Place(file)
                if at not in places or at not in rejected:
                    rows.append((_table_of(record), record))
            wanted[file] = rows
        return wanted

    def _is_new(self, global_id: str, at: Place, holders: dict[str, Place]) -> bool:
        first = holders.setdefault(global_id, at)
        if first is at:
            known = self._known(global_id)
            if known is None or known.file in self.reads:
                return True
            first = known.locate("id") if "/" in global_id else Place(known.file)
            if first > at:
                first, at = at, first
        what = f"the id '{global_id}' is already used in {first.file}, line {first.line}"
        self.problems.append(Problem(at, Code.DUPLICATE_ID, what, "give one of the two another id"))
        return False

    def _known(self, global_id: str) -> Record[Any] | None:
        library = self.library
        table = "claims" if "/" in global_id else "entries"
        return library.find_record(table, global_id) or library.find_record("moved", global_id)

    def _remove(self, table: str, key: str) -> None:
        before = self.library.find_record(table, key)
        self.library.records[table].remove(key)
        if before is not None:
            self._list(table, before, None)

    def _put(self, table: str, record: Record[Any]) -> None:
        before = self.library.find_record(table, record.id)
        if self.library.records[table].set(record.id, record):
            self._list(table, before, record)

    def _list(self, table: str, before: Record[Any] | None, after: Record[Any] | None) -> None:
        """Records how the lists of kinds and of addresses change, and what claims supersede."""
        if table == "claims" and (claim := after or before) is not None:
            _set(self.library.superseding, claim.id, _superseded(after))
        if table != "entries":
            return
        if before is not None:
            self._list_entry(before, is_in=False)
        if after is not None:
            self._list_entry(after, is_in=True)
            self.library.kind.set(after.id, after.kind)
        elif before is not None:
            self.library.kind.remove(before.id)

    def _list_entry(self, record: Record[Any], is_in: bool) -> None:
        """Records that an entry is added to or removed from the lists of its kind and of its address."""
        self.library.changed.add(record.id)
        self.listed.setdefault((self.library.ids_by_kind, record.kind), {})[record.id] = is_in
        if isinstance(record.data, Article):
            _set(self.library.copied, record.id, _copied_from(record.data) if is_in else ())
            self.listed.setdefault((self.library.articles_by_url, record.data.url), {})[record.id] = is_in

    def _note_version(self, file: str, read: FileRead | None) -> None:
        if PurePosixPath(file).parent.name != CLAIMS_FOLDER:
            return
        if read is None:
            self.library.versions.remove(file)
        else:
            self.library.versions.set(file, read.blob)

    def _order(self, file: str, rows: Sequence[tuple[str, Record[Any]]]) -> None:
        """Keeps the order of the records in files where it matters."""
        library, path = self.library, PurePosixPath(file)
        ids = tuple(record.id for table, record in rows if table in ("claims", "properties"))
        if path.parent.name == CLAIMS_FOLDER:
            order, key = library.claim_lists, path.stem
            if ids != order.get(key, ()):
                library.shifted.add(key)
        elif path.name == PROPERTIES.file:
            order, key = library.vocabulary, ""
        else:
            return
        _set(order, key, ids)


def _table_of(record: Record[Any]) -> str:
    return "moved" if isinstance(record.data, Retired | RetiredClaim) else TABLE_OF.get(record.kind, "entries")


def _superseded(record: Record[Claim] | None) -> tuple[str, ...]:
    return tuple(global_claim_id(target, record) for target in record.data.supersedes) if record else ()


def _copied_from(article: Article) -> tuple[str, ...]:
    before = article.syndicated_from or article.derived_from
    return (before,) if before else ()


def _set(lists: Input[Any], key: str, row: tuple[Any, ...]) -> None:
    """Sets a list, or removes it if it is empty."""
    if row:
        lists.set(key, row)
    else:
        lists.remove(key)
