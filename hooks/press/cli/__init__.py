"""The author's commands. Each exits with 0, 1 (errors found) or 2 (misuse); none shows a traceback.

Input: the arguments of `python hooks`. Output: lines on standard output, files of the briefing, and an exit status. It
may import `desk` and below.

A new command is a module in this folder and a line in COMMANDS.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout

from ..content.version import VERSION
from . import check, cite, diff, draft, due, links, merge, new, rename, schema, split, start, upgrade, why

Run = Callable[[argparse.Namespace], int]

COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Run]] = {
    "check": ("every problem of the briefing at once, sorted", check.arguments, check.run),
    "cite": ("locks a claim to a quote of its article, read from standard input", cite.arguments, cite.run),
    "diff": ("what a reader would notice between a commit and the files as they are now", diff.arguments, diff.run),
    "draft": ("reads an article: its entry, its text, and drafts of its claims", draft.arguments, draft.run),
    "due": ("what an editor should look at again", due.arguments, due.run),
    "links": ("the links that are dead, and copies of them in an archive", links.arguments, links.run),
    "merge": ("merges an entry into another one of its kind", merge.arguments, merge.run),
    "new": ("writes the file of a new entry, ready to be filled in", new.arguments, new.run),
    "rename": ("gives an entry, an article or a claim another id", rename.arguments, rename.run),
    "schema": ("writes the JSON Schemas of the files, for editors of YAML", schema.arguments, schema.run),
    "split": ("splits an entry that is several", split.arguments, split.run),
    "start": ("empties the briefing of a clone, for one of your own", start.arguments, start.run),
    "upgrade": ("takes a release of the generator into a fork", upgrade.arguments, upgrade.run),
    "why": ("what made the last build make a page again", why.arguments, why.run),
}
"""Name -> (one line of help, the function that adds its arguments, the function that runs it)."""

INTERRUPTED = 128 + signal.SIGINT
"""The exit status that shells use: https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status, also if nobody reads what it prints or if it is interrupted."""
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            return _run(arguments)
    except KeyboardInterrupt:
        print("Aborted!", file=sys.stderr)
        return INTERRUPTED
    finally:
        _print(printed.getvalue())


def _print(text: str) -> None:
    """Prints a text; characters that the terminal does not have are shown as escapes."""
    if sys.stdout is None:  # closed by the caller
        return
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:  # `check | head`; Python must not try to flush it again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str] | None) -> int:
    parser = argparse.ArgumentParser(prog="python hooks", description="Commands for the editors of a briefing.")
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, (line, add_arguments, run) in COMMANDS.items():
        command = commands.add_parser(name, help=line, description=line[0].upper() + line[1:] + ".")
        add_arguments(command)
        command.set_defaults(run=run)
    chosen = parser.parse_args(arguments)
    status: int = chosen.run(chosen)
    return status
