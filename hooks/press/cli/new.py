"""`new`: the file of a new entry, ready to be filled in."""

from __future__ import annotations

import argparse

from ..content.kinds import KINDS
from ..desk.editing.changes import ChangeSet, Refused
from ..desk.editing.new_entries import NewEntry, add_entry
from ..desk.editing.trial import Trial
from ..desk.editing.yaml_values import Unwritable
from ..incremental.garbage import without_collection
from ..problem import make_visible
from .changing import add_arguments as add_change_arguments, finish, finish_interrupted, report, with_trial
from .project import UnreadableProject, read_project


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=list(KINDS), help=", ".join(KINDS))
    parser.add_argument("name", metavar="NAME", help="its name, or the title of an article or an edition")
    parser.add_argument("--id", default="", help="its id, which is the name of its file (default: made from the name)")
    add_change_arguments(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    try:
        project = read_project(options)
        finish_interrupted(project)
        title = f"new {options.kind} {options.name}"
        changes, added = with_trial(project, lambda trial: _add(trial, ChangeSet(project.root, title), options))
    except UnreadableProject as error:
        return report(str(error), 2)
    except (Refused, Unwritable, OSError) as error:
        return report(str(error))
    status = finish(options, changes)
    for name, file in added.near:
        print(f"near: '{make_visible(name)}' ({file})")
    return status


def _add(trial: Trial, changes: ChangeSet, options: argparse.Namespace) -> tuple[ChangeSet, NewEntry]:
    return changes, add_entry(trial, changes, options.kind, options.name, options.id)
