"""A project as it was at a commit, for the commands that compare with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..library.revision import write_revision
from .project import Project


@contextmanager
def open_revision(project: Project, commit: str) -> Iterator[Project]:
    """The project with its briefing and hand-written pages at a commit, in a folder that is removed after the block.
    Raises UnknownRevision."""
    inside = project.docs.is_relative_to(project.root)
    docs = project.docs.relative_to(project.root) if inside else Path("docs")
    with TemporaryDirectory(prefix="briefing-") as folder:
        root = Path(folder).resolve()
        write_revision(project.root, commit, [project.folder, docs.as_posix()], root)
        (root / project.folder).mkdir(parents=True, exist_ok=True)
        yield replace(project, root=root, docs=root / docs, problems=[])
