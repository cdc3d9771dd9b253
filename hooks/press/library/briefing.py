"""The current state of a briefing: its library, the names in it, what is wrong with it and what follows from it.

`refresh` brings all of it up to date with the files. A briefing with mistakes is reported and rejected, and the
previous state stays in effect.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..content.changes import SourceFiles
from ..content.files import FileRead, read_file
from ..incremental import JOINT, Database, Store, query, register_queries
from ..incremental.garbage import without_collection
from ..incremental.workers import is_worth_sharing, share_work, split_into_chunks
from ..problem import Problem, select_errors
from .checks import check_partial_record, check_record
from .checks.comparisons import find_misplaced_claims
from .checks.edition_figures import find_empty_figures
from .checks.near_names import find_near_names, list_possible_names
from .facts import Facts
from .floods import find_floods
from .history import History
from .library import Library
from .names import Names
from .same_facts import SameFacts
from .update import take


class _HasErrors(Exception):
    """The briefing has mistakes."""


class _Tried(Exception):
    """A trial is over: everything that it changed is undone."""


class Briefing:
    """The briefing in `root/folder`. `store` is what an earlier process knew about it; `inputs` are its files, if they
    have already been checked for changes."""

    def __init__(
        self, root: Path, folder: str = "briefings", store: Store | None = None, inputs: SourceFiles | None = None
    ) -> None:
        self.root = root
        self.folder = folder
        self.database = Database(store)
        known = SourceFiles.restore(root, folder, store) if store and not inputs else SourceFiles(root, folder)
        self.inputs = inputs if store and inputs else known
        self.library = Library(self.database, root)
        self.names = Names(self.library)
        register_queries(self, self.database)
        self.facts = Facts(self.library, self.names)
        self.same_facts = SameFacts(self.facts)
        self.history = History(self.database)
        self.problems: list[Problem] = []
        """The problems that the last refresh found, sorted."""
        self.files_read = 0
        """How many files the last refresh read."""
        self._out_of_place: list[Problem] = []
        """The problems of misplaced files, from the last look at all files."""
        self._refused: dict[str, Path | None] = {}
        """The files whose changes were rejected."""
        self._doubtful: set[tuple[str, str]] = set()
        """(table, key) of the records that were read and possibly rolled back."""

    @query(stored=True, eager=True)
    def problems_of_record(self, key: str) -> tuple[Problem, ...]:
        """The problems of one record; the key is the name of its table and its id, joined."""
        record = self.library.find_record(*_split_key(key))
        return check_record(self.library, self.names, record) if record else ()

    @query(stored=True)
    def possible_names(self, key: str) -> frozenset[str]:
        """What may be a name with a slip in the prose of one record, by the same key."""
        record = self.library.find_record(*_split_key(key))
        return list_possible_names(record) if record else frozenset()

    @without_collection()
    def refresh(self, files: Iterable[str] | None = None) -> list[Problem]:
        """Applies what changed in some files, or in any file if `files` is None; returns all problems of the briefing,
        sorted. If there are errors, nothing is applied."""
        if files is None or self._out_of_place:
            changed, self._out_of_place = self.inputs.take_changes()
        else:
            changed = self.inputs.find_changes_in({*files, *self._refused})
        problems = list(self._out_of_place)
        reads = self._read(changed)
        is_derived = False
        try:
            with self.database.transaction():
                problems += self._take(reads)
                if select_errors(problems):
                    raise _HasErrors
                is_derived = True
                self.facts.follow()
                problems += self._find_joint_problems()
                if select_errors(problems):
                    raise _HasErrors
        except _HasErrors:
            self._refused = changed
            self.names.take_back()
            if is_derived:
                self.facts.follow()
            self.problems = sorted(set(problems))
            return self.problems
        self._refused, self._doubtful = {}, set()
        self.inputs.note_read((file, read.blob if read else "") for file, read in reads.items())
        if files is None:
            self.history.follow(self.root, self.folder, reads)
        self._forget_nodes(reads)
        problems += find_floods(self.library, self.names, self.facts.about.__getitem__)
        self.problems = sorted(set(problems))
        return self.problems

    @without_collection()
    def try_files(self, changed: dict[str, Path | None]) -> list[Problem]:
        """The problems of all records if some files were others: file -> its other version, None if it is gone. The
        briefing stays as it is."""
        problems: list[Problem] = []
        with suppress(_Tried), self.database.transaction():
            problems += self._take(self._read(changed))
            raise _Tried
        self.names.take_back()
        return sorted(set(problems))

    def check(self) -> list[Problem]:
        """Like `refresh`, but also applies files with mistakes: for checking, not for publishing."""
        changed, problems = self.inputs.take_changes()
        reads = self._read(changed)
        problems += self._take(reads)
        if not select_errors(problems):
            self.facts.follow()
            problems += self._find_joint_problems()
            problems += find_floods(self.library, self.names, self.facts.about.__getitem__)
        for file, read in reads.items():
            if read is None or not read.problems:
                self.inputs.note_read([(file, read.blob if read else "")])
            else:
                self.inputs.mark_changed(file)
        problems += find_near_names(self.library, self.names, self._list_possible_names())
        return sorted(set(problems))

    def _find_joint_problems(self) -> list[Problem]:
        """The problems that follow only from what was derived from all claims."""
        return [*self.same_facts.problems(), *find_misplaced_claims(self.facts), *find_empty_figures(self.facts)]

    def _list_possible_names(self) -> dict[tuple[str, str], frozenset[str]]:
        keys = [_key((table, key)) for table in ("entries", "claims") for key in self.library.records[table]]
        return {_split_key(key): runs for key, runs in self.possible_names.read_all(keys).items() if runs}

    def _read(self, changed: dict[str, Path | None]) -> dict[str, FileRead | None]:
        self.files_read = len(changed)
        found: dict[str, FileRead | None] = {}

        def read(files: Iterable[tuple[str, Path | None]]) -> None:
            for file, path in files:
                found[file] = read_file(self.root, path, file) if path else None

        if is_worth_sharing(len(changed)):
            chunks = split_into_chunks(list(changed.items()))
            reports = share_work(len(chunks), lambda number: read(chunks[number]), found.clear, lambda: _pack(found))
            for report in reports:
                found.update(self._unpack(report))
        else:
            read(changed.items())
        return found

    def _unpack(self, report: bytes) -> dict[str, FileRead | None]:
        """What a worker process read."""
        found: dict[str, FileRead | None] = pickle.loads(report)
        self._forget_nodes(found)
        return found

    def _take(self, reads: dict[str, FileRead | None]) -> list[Problem]:
        """Applies the files that were read; returns their problems and those of all records."""
        library = self.library
        self._doubtful.update(row for file in reads for row in library.records_in.get(file, ()))
        problems = take(library, reads, self.inputs.misplaced)
        self.names.follow()
        self.database.invalidate()
        library.ids_in_circles.recompute()
        self.database.invalidate()
        self._doubtful.update(row for file in reads for row in library.records_in.get(file, ()))
        present = {row for row in self._doubtful if library.find_record(*row)}
        self.problems_of_record.forget(_key(row) for row in self._doubtful - present)
        # Including records that stayed the same: their places in the file may have changed.
        self.problems_of_record.schedule(_key(row) for row in present)
        self.problems_of_record.recompute()
        for found in self.problems_of_record.read_settled(unlike=()).values():
            problems += found
        for read in reads.values():
            for record in read.partial if read else ():
                problems += check_partial_record(library, self.names, record)
        return problems

    def _forget_nodes(self, reads: dict[str, FileRead | None]) -> None:
        """Drops the YAML nodes: they are needed only for the places of problems, and take more memory than all the
        rest."""
        for read in reads.values():
            for record in (*read.records, *read.partial) if read else ():
                record.drop_node(self.library.node_of)


def _pack(found: dict[str, FileRead | None]) -> bytes:
    """What this process read, for its parent, without the nodes: those are parsed again when they are needed."""
    for read in found.values():
        if read:
            read.node = None
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def _key(row: tuple[str, str]) -> str:
    return JOINT.join(row)


def _split_key(key: str) -> tuple[str, str]:
    """(table, id): the reverse of `_key`."""
    table, _, record_id = key.partition(JOINT)
    return table, record_id
