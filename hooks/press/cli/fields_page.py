"""Where a project explains the fields of its files: the page that problems of fields lead to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import PurePosixPath

from ..content.kinds import CLAIM, CLAIMS_FOLDER, FOLDERS, LISTS
from ..problem import STAGES, Problem
from .project import Project

PAGE = "fields.md"
"""The name of the page among the hand-written ones. A project may have removed it."""


def find_page(project: Project, problems: Iterable[Problem]) -> str:
    """The page for the problems of fields among these, relative to the project, with the anchor of the kind if they are
    all of one; empty if there are no such problems, or no page."""
    kinds = {_name_kind(problem.at.file) for problem in problems if is_of_field(problem)}
    page = project.docs / PAGE
    if not kinds or not page.is_file():
        return ""
    anchor = f"#{kinds.pop()}" if len(kinds) == 1 else ""
    return os.path.relpath(page, project.root).replace(os.sep, "/") + anchor.rstrip("#")


def is_of_field(problem: Problem) -> bool:
    """Whether a problem is one of a field or its value."""
    return problem.code.stage == STAGES["3"]


def _name_kind(file: str) -> str:
    """The kind of what is in a file, as the page calls it; empty for a file that is not of a briefing."""
    path = PurePosixPath(file)
    if path.name in LISTS:
        return LISTS[path.name].name
    folder = path.parent.name
    return CLAIM if folder == CLAIMS_FOLDER else FOLDERS[folder].name if folder in FOLDERS else ""
