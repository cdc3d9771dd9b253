"""`diff`: what a reader would notice between a commit and the files as they are now."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from itertools import groupby

from ..incremental import Store
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..library.reader_changes import GROUPS, Change, count_changes, find_reader_changes
from ..library.revision import UnknownRevision, find_commit
from ..problem import escape, select_errors
from .markdown import quote
from .opened import use_store
from .project import Project, UnreadableProject, add_arguments as add_project_arguments, read_project
from .revisions import open_revision

MAX_SHOWN = 200
"""Changes of one group that are listed as text or Markdown; the rest is counted."""
NOTHING = "A reader would notice nothing."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", nargs="?", default="HEAD", metavar="REV", help="the commit to compare with (HEAD)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how the changes are written")
    add_project_arguments(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    try:
        project = read_project(options)
        commit = find_commit(project.root, options.revision)
        with open_revision(project, commit) as earlier:
            changes, skipped = use_store(project, lambda _, store: compare_revisions(earlier, project, store))
    except (UnknownRevision, UnreadableProject, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for file in skipped:
        print(f"{escape(file)}: left out, because it has mistakes; 'python hooks check' lists them", file=sys.stderr)
    print(FORMATS[options.format](changes))
    return 0


def compare_revisions(earlier: Project, now: Project, store: Store | None) -> tuple[list[Change], list[str]]:
    """The changes between two states of a project, and the files that could not be compared."""
    before, after = Briefing(earlier.root, earlier.folder), Briefing(now.root, now.folder, store)
    problems = [*select_errors(before.check()), *select_errors(after.check())]
    skipped = sorted({problem.at.file for problem in problems})
    return find_reader_changes(before, after, skipped), skipped


# How changes are written


def _write_text(changes: Sequence[Change]) -> str:
    return _write_groups(changes, "{}", _write_line) if changes else NOTHING


def _write_line(change: Change) -> str:
    field = f" {change.field}" if change.field else ""
    lines = [f"  {change.id}{field}"]
    lines += [f"    - {escape(change.before)}"] if change.before else []
    lines += [f"    + {escape(change.after)}"] if change.after else []
    return "\n".join(lines)


def _write_markdown(changes: Sequence[Change]) -> str:
    if not changes:
        return f"## What changes for a reader\n\n{NOTHING}"
    counts = " · ".join(f"{GROUPS[how]}: {count:,}" for how, count in count_changes(changes).items())
    return f"## What changes for a reader\n\n{counts}\n\n" + _write_groups(changes, "### {}\n", _write_item)


def _write_item(change: Change) -> str:
    field = f", {change.field}" if change.field else ""
    before = f"\n    - before: {quote(change.before)}" if change.before else ""
    after = f"\n    - now: {quote(change.after)}" if change.after else ""
    return f"- {quote(change.id)}{field}{before}{after}"


def _write_groups(changes: Sequence[Change], heading: str, write: Callable[[Change], str]) -> str:
    parts = []
    for how, group in groupby(changes, key=lambda change: change.how):
        listed = list(group)
        lines = [heading.format(GROUPS[how]), *map(write, listed[:MAX_SHOWN])]
        rest = len(listed) - MAX_SHOWN
        parts.append("\n".join([*lines, *([f"  … and {rest:,} more"] if rest > 0 else [])]))
    return "\n\n".join(parts)


def _write_json(changes: Sequence[Change]) -> str:
    rows = [{key: value for key, value in change._asdict().items() if value} for change in changes]
    return json.dumps({"counts": dict(count_changes(changes)), "changes": rows}, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Change]], str]] = {
    "text": _write_text,
    "markdown": _write_markdown,
    "json": _write_json,
}
