"""`split`: an entry that is several; everything that names it is assigned to one of the parts."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from ..desk.editing.assignments import Assignment, add_options, read_assignment
from ..desk.editing.changes import ChangeSet
from ..desk.editing.splits import Unassigned, split
from ..desk.editing.trial import Trial
from .changing import add_arguments as add_change_arguments, run_change


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="A", help="the id of the entry")
    line = "the ids of its parts; if it is only one, A stays beside it, else A leads to all of them"
    parser.add_argument("parts", metavar="B", nargs="+", help=line)
    line = "what is about which part; without it, a form for such a file is printed"
    parser.add_argument("--assign", type=Path, default=None, metavar="FILE", help=line)
    line = "assigns a claim, an entry or a page, besides the file; 'ARTICLE/*' means those that are not assigned yet"
    parser.add_argument("--to", action="append", default=[], metavar="PLACE=ID", help=line)
    add_change_arguments(parser)


def run(options: argparse.Namespace) -> int:
    def change(trial: Trial, changes: ChangeSet) -> Mapping[str, str]:
        assignment = read_assignment(options.assign) if options.assign else Assignment()
        add_options(assignment, options.to)
        try:
            return split(trial, changes, options.old, options.parts, assignment)
        except Unassigned as error:
            print(error.form, end="")
            raise

    return run_change(options, f"split {options.old} {' '.join(options.parts)}", change)
