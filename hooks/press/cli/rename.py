"""`rename`: another id for an entry, an article or a claim; everything that names it follows."""

from __future__ import annotations

import argparse

from ..desk.editing.renames import rename
from .changing import add_arguments as add_change_arguments, run_change


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the id of an entry, or ARTICLE/CLAIM")
    parser.add_argument("new", metavar="NEW", help="the id that takes its place")
    add_change_arguments(parser)


def run(options: argparse.Namespace) -> int:
    title = f"rename {options.old} {options.new}"
    return run_change(options, title, lambda trial, changes: rename(trial, changes, options.old, options.new))
