"""A project for one measurement: this checkout's code and settings around an invented briefing."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
from pathlib import Path

from corpus import write_corpus

CHECKOUT = Path(__file__).resolve().parent.parent
_ABOUT = "# About this site\n\nAn invented briefing, made to measure the generator. Nothing in it happened.\n"
_GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")


def make_project(folder: Path, pages: int, seed: int, checkout: Path = CHECKOUT) -> None:
    """Fills the empty `folder` with hooks/, mkdocs.yml and the assets of docs/ from `checkout`, one page in docs/, an
    invented briefing of about `pages` HTML pages, and a git history.

    The hooks are byte-compiled, so that every measurement starts from the same state.
    """
    shutil.copytree(checkout / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(folder / "hooks", quiet=1)
    shutil.copy(checkout / "mkdocs.yml", folder)
    _copy_assets(checkout / "docs", folder / "docs")
    (folder / "docs" / "about.md").write_text(_ABOUT, encoding="utf-8")
    write_corpus(folder, pages, seed)
    if has_git():
        _commit(folder)


def _copy_assets(source: Path, target: Path) -> None:
    """Copies styles, scripts and pictures; the pages themselves refer to the real briefing and are left out."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.md"))


def has_git() -> bool:
    """Whether there is git: without it the site has no dates of change, and the build has less to do."""
    return shutil.which("git") is not None


def restore_entries(folder: Path) -> None:
    """Restores the entries of a project with a git history to their original state."""
    for arguments in (("checkout", "--quiet", "--", "briefings"), ("clean", "--quiet", "--force", "-d", "briefings")):
        subprocess.run([*_GIT, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _commit(folder: Path) -> None:
    """Makes one commit of all entries: the dates of change are read from it."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    env |= {"GIT_AUTHOR_DATE": "2026-11-20T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-20T12:00:00Z"}
    for arguments in (
        ("init", "--quiet", "."),
        ("add", "briefings", "mkdocs.yml", "docs"),
        ("commit", "--quiet", "--no-verify", "--no-gpg-sign", "-m", "Add the invented briefing"),
    ):
        subprocess.run([*_GIT, *arguments], cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)
