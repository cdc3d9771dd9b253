"""`upgrade`: takes a release of the generator into a fork."""

from __future__ import annotations

import argparse

from ..content.version import VERSION
from ..desk.editing.changes import ChangeSet, Refused
from ..desk.starting.start import guard_clean
from ..desk.starting.upgrade import add_changes, fetch_releases, guard_top, mark_executable, plan_upgrade
from ..library.git import GitError
from ..problem import make_visible, suggest_nearest
from .changing import add_arguments as add_change_arguments, finish_interrupted, report
from .project import UnreadableProject, read_project

NEXT = "CHANGELOG.md says what is new and whether your files need a change. Then run 'make test', and commit."


def arguments(parser: argparse.ArgumentParser) -> None:
    line = "the repository of the generator: its address, its path, or the name of a remote"
    parser.add_argument("source", metavar="SOURCE", help=line)
    parser.add_argument("--to", default="", metavar="TAG", help="a release, such as v1.2.0 (default: the newest)")
    line = "take the release's version of files that you changed too; yours stays in git's history"
    parser.add_argument("--theirs", action="store_true", help=line)
    add_change_arguments(parser)


def run(options: argparse.Namespace) -> int:
    try:
        project = read_project(options)
        finish_interrupted(project)
        guard_top(project.root)
        guard_clean(project.root)
        return _upgrade(options, ChangeSet(project.root, "upgrade the generator"))
    except UnreadableProject as error:
        return report(str(error), 2)
    except (GitError, OSError, Refused) as error:
        return report(str(error))


def _upgrade(options: argparse.Namespace, changes: ChangeSet) -> int:
    root, current = changes.root, f"v{VERSION}"
    releases = fetch_releases(root, options.source)
    target = options.to or list(releases)[-1]
    if target not in releases:
        known = suggest_nearest(target, releases) or f"the newest is '{list(releases)[-1]}'"
        return report(f"there is no release '{make_visible(target)}'\n    {known}", 2)
    plan = plan_upgrade(root, releases, current, target, options.theirs)
    if plan.conflicts:
        lines = [f"{make_visible(file, 200)}: {why}" for file, why in plan.conflicts.items()]
        cure = "move your changes out of these files, or take the release's with --theirs; nothing was changed"
        return report("\n".join([*lines, cure]))
    if not plan.written and not plan.removed:
        print(f"the generator is that of {target} already")
        return 0
    add_changes(changes, plan)
    if options.dry_run:
        print(changes.format_diff(), end="")
        return 0
    changes.apply()
    mark_executable(root, plan)
    print(f"from {current} to {target}: {len(plan.written)} files written, {len(plan.removed)} removed")
    print(NEXT)
    return 0
