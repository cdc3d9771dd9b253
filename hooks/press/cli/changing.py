"""What the commands that change several files share: their options, and how a change is checked, shown and written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

from ..desk.editing.changes import ChangeSet, Refused, recover
from ..desk.editing.lock_texts import keep_locks
from ..desk.editing.splices import SpliceError
from ..desk.editing.trial import Documents, Trial
from ..desk.editing.yaml_values import Unwritable
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..problem import Problem
from .opened import use_store
from .project import Project, UnreadableProject, add_arguments as add_project_arguments, read_project

T = TypeVar("T")
Change = Callable[[Trial, ChangeSet], Mapping[str, str]]
"""Adds what a command does to a change set; returns old id -> new id."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of every command that changes files."""
    parser.add_argument("--dry-run", action="store_true", help="show what would change, as a diff, and write nothing")
    add_project_arguments(parser)


@without_collection()
def run_change(options: argparse.Namespace, title: str, change: Change) -> int:
    """Makes a change of a checked briefing, unless it would add problems; returns the exit status."""
    try:
        project = read_project(options)
        finish_interrupted(project)
        changes, problems = with_trial(project, lambda trial: _try(trial, ChangeSet(project.root, title), change))
    except UnreadableProject as error:
        return report(str(error), 2)
    except (Refused, SpliceError, Unwritable, OSError) as error:
        return report(str(error))
    if problems:
        for problem in problems:
            print(problem)
        return report(f"nothing was written: '{title}' would add {len(problems)} of these problems")
    return finish(options, changes)


def _try(trial: Trial, changes: ChangeSet, change: Change) -> tuple[ChangeSet, list[Problem]]:
    """The changes, and the problems that they would add."""
    renamed = change(trial, changes)
    keep_locks(changes, trial.folder, renamed)
    return changes, trial.try_changes(changes, renamed)


def finish(options: argparse.Namespace, changes: ChangeSet) -> int:
    """Shows or writes the changes; returns the exit status."""
    for note in changes.notes:
        print(note, file=sys.stderr)
    if options.dry_run:
        print(changes.format_diff(), end="")
        return 0
    try:
        files = changes.apply()
    except (Refused, OSError) as error:
        return report(str(error))
    for file in files:
        print(f"{file}: {'removed' if changes.read(file) is None else 'written'}")
    return 0


def finish_interrupted(project: Project) -> None:
    """Completes a change that was interrupted, and says so. Raises Refused and OSError."""
    for line in recover(project.root):
        print(line, file=sys.stderr)


def with_trial(project: Project, run: Callable[[Trial], T]) -> T:
    """Runs something on the checked briefing of a project. What the last check stored makes that faster."""
    documents = Documents(project.root, project.docs, project.trusts_docs)
    return use_store(project, lambda _, store: run(Trial(Briefing(project.root, project.folder, store), documents)))


def open_trial(project: Project) -> Trial:
    """The briefing of a project, checked without what the last check stored."""
    documents = Documents(project.root, project.docs, project.trusts_docs)
    return Trial(Briefing(project.root, project.folder), documents)


def report(message: str, status: int = 1) -> int:
    """Prints why a command did nothing; returns the exit status."""
    print(message, file=sys.stderr)
    return status
