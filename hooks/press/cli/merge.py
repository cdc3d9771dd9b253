"""`merge`: one entry into another one of its kind; names, links and references go with it."""

from __future__ import annotations

import argparse

from ..desk.editing.merges import merge
from .changing import add_arguments as add_change_arguments, run_change


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", metavar="A", help="the id of the entry that is retired, and then leads to B")
    parser.add_argument("second", metavar="B", help="the id of the entry that stays")
    line = "take a field that the two fill differently from A or from B; without FIELD, all such fields"
    parser.add_argument("--take", action="append", default=[], metavar="[FIELD=]ID", help=line)
    add_change_arguments(parser)


def run(options: argparse.Namespace) -> int:
    title = f"merge {options.first} {options.second}"
    return run_change(
        options, title, lambda trial, changes: merge(trial, changes, options.first, options.second, options.take)
    )
