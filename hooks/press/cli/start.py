"""`start`: empties the briefing of a clone and leaves a small sample of one's own."""

from __future__ import annotations

import argparse
import sys

from ..desk.editing.changes import ChangeSet, Refused
from ..desk.editing.splices import SpliceError
from ..desk.starting.start import QUESTIONS, Answers, find_faults, guard_clean, make_answers, start
from ..library.git import GitError
from ..problem import make_visible
from .changing import add_arguments as add_change_arguments, finish_interrupted, report
from .project import UnreadableProject, read_project

MAX_ATTEMPTS = 3
"""How often a question is asked."""
NEXT = """\
This is now a briefing of your own. 'make serve' shows it; 'git add -A && git commit' keeps it, and before that
'git checkout . && git clean -d -i' takes everything back. docs/settings.md says what else to set before you publish."""


def arguments(parser: argparse.ArgumentParser) -> None:
    for name, words in QUESTIONS.items():
        parser.add_argument(f"--{name}", default=None, metavar=name.upper(), help=f"{words[0].lower()}{words[1:]}")
    add_change_arguments(parser)


def run(options: argparse.Namespace) -> int:
    given = {name: getattr(options, name) for name in QUESTIONS}
    try:
        project = read_project(options)
        finish_interrupted(project)
        guard_clean(project.root)
        answers = _ask(given)
        changes = ChangeSet(project.root, "start a briefing")
        start(changes, answers)
    except (UnreadableProject, _Unanswered) as error:
        return report(str(error), 2)
    except (GitError, OSError, Refused, SpliceError) as error:
        return report(str(error))
    if options.dry_run:
        print(changes.format_diff(), end="")
        return 0
    try:
        files = changes.apply()
    except (OSError, Refused) as error:
        return report(str(error))
    gone = sum(changes.read(file) is None for file in files)
    print(f"{len(files) - gone:,} files written, {gone:,} removed\n{NEXT}")
    return 0


class _Unanswered(Exception):
    """An answer is missing or wrong. The text says which."""


def _ask(given: dict[str, str | None]) -> Answers:
    """The answers: those on the command line, and from a terminal those that are missing or wrong. Raises
    _Unanswered."""
    for _ in range(MAX_ATTEMPTS):
        answers = make_answers(**{name: value or "" for name, value in given.items()})
        faults = {name: fault for name, fault in find_faults(answers).items() if given[name] is not None}
        missing = [name for name, value in given.items() if value is None]
        if not faults and not missing:
            return answers
        if not sys.stdin or not sys.stdin.isatty():
            break
        for name in QUESTIONS:
            if name in faults:
                print(f"{name}: {faults[name]}", file=sys.stderr)
            if name in faults or name in missing:
                print(f"{QUESTIONS[name]}: ", end="", file=sys.stderr, flush=True)
                given[name] = sys.stdin.readline().strip()
    lines = [f"--{name}: {make_visible(fault, 400)}" for name, fault in faults.items()]
    lines += [f"--{name} is missing: {QUESTIONS[name][0].lower()}{QUESTIONS[name][1:]}" for name in missing]
    raise _Unanswered("\n".join(lines))
