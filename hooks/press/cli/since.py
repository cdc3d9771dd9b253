"""The part of `check` that leaves out what was wrong before a commit and is in no file that changed since."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..content.kinds import LOCK_ENDING
from ..library.briefing import Briefing
from ..library.revision import find_commit, list_changed_files
from ..problem import Place, Problem
from .project import Project
from .revisions import open_revision

CheckDocuments = Callable[[Project, Briefing], Iterable[Problem]]


class Since(NamedTuple):
    """A commit, and the files that differ from it."""

    revision: str
    """The commit as it was named on the command line."""
    commit: str
    changed: frozenset[str]


def add_argument(parser: argparse.ArgumentParser) -> None:
    line = "only problems that are new since a commit, or in files that changed since"
    parser.add_argument("--since", default=None, metavar="REV", help=line)


def read_since(project: Project, revision: str | None) -> Since | None:
    """What changed since a revision; None without one. Raises UnknownRevision."""
    if revision is None:
        return None
    commit = find_commit(project.root, revision)
    return Since(revision, commit, list_changed_files(project.root, commit))


def select_new(
    derived: Iterable[Problem], others: Iterable[Problem], project: Project, since: Since, check: CheckDocuments
) -> Iterator[Problem]:
    """The problems that are new since a commit, or in files that changed. `derived` are those of the briefing and of
    the hand-written pages, which may come from a change elsewhere. `others` come from their own files alone. Raises
    UnknownRevision."""
    yield from (problem for problem in others if _is_changed(problem.at.file, since))
    with open_revision(project, since.commit) as earlier:
        briefing = Briefing(earlier.root, earlier.folder)
        known = {_identify(problem) for problem in (*briefing.check(), *check(earlier, briefing))}
    for problem in derived:
        if _is_changed(problem.at.file, since) or _identify(problem) not in known:
            yield problem


def _identify(problem: Problem) -> tuple[Place, str, str]:
    """What makes it the same problem in a file that did not change. Its cure may name what is elsewhere."""
    return problem.at, problem.code, problem.what


def _is_changed(file: str, since: Since) -> bool:
    """Whether a file changed, or the locks of the claims in it."""
    return file in since.changed or file.removesuffix(".yml") + LOCK_ENDING in since.changed
