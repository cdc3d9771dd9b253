"""The text of an article must never be committed: git ignores the file, or nothing is drafted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...library.git import GitError, NoRepository, run_git
from .details import Undrafted


def require_ignored(files: Iterable[str], root: Path) -> None:
    """Raises Undrafted if git would commit one of these files, given relative to `root`."""
    for file in files:
        try:
            run_git(root, "check-ignore", "--quiet", "--no-index", "--", file)
        except NoRepository:
            return
        except GitError:
            folder = file.partition("/")[0]
            what = f"git does not ignore {file}: the text of an article must never be committed"
            raise Undrafted([(what, f"add the line '/{folder}/' to .gitignore")]) from None
