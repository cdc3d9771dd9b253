"""What git says about a project, and why it cannot when it cannot.

Git answers about the repository that the folder is in, whatever variables the caller of this process has set, as hooks
of git do: https://git-scm.com/docs/git#_environment_variables
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

TIMEOUT = 60
KEPT = frozenset({"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM", "GIT_SSH", "GIT_SSH_COMMAND"})
"""The variables that say how a user has set up git. The others may name another repository, or change what is shown."""
FIXED = {"LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0"}
OPTIONS = ("core.quotePath=off", "log.showSignature=false", "log.diffMerges=separate")
"""Settings of a user that would change the output, as this program needs them."""

LACKS_OBJECTS = (
    "the clone lacks old versions of files; run 'git fetch --refetch --no-filter', or clone without --filter"
)


class GitError(Exception):
    """Git cannot answer. The text says why and what to do about it."""


class NoRepository(GitError):
    """There is no git, or no repository."""


class Head(NamedTuple):
    """The current commit; empty if git cannot say what the history up to it is, and then `obstacle` says why."""

    commit: str
    obstacle: str = ""


def run_git(folder: Path, *arguments: str, given: bytes | None = None, seconds: int = TIMEOUT) -> bytes:
    """The output of a git command run in a folder, with `given` as its input, after at most so many seconds. Raises
    GitError if it fails."""
    options = [part for option in OPTIONS for part in ("-c", option)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in KEPT}
    try:
        result = subprocess.run(
            ["git", "-C", str(folder), *options, *arguments],
            input=given, capture_output=True, timeout=seconds, check=False, env={**kept, **FIXED},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {seconds} seconds; try again") from None
    except OSError:
        raise NoRepository("git is not installed; install it") from None
    if result.returncode:
        errors = result.stderr.decode("utf-8", "replace")
        if "not a git repository (or any" in errors:
            raise NoRepository("this is not a git repository; run 'git init' and commit the files")
        if "is outside repository" in errors:
            raise NoRepository("the folder is outside of the repository")
        raise GitError(_explain(errors, folder))
    return result.stdout


def read_head(folder: Path) -> Head:
    """The current commit of the repository that a folder is in."""
    try:
        is_shallow, commit = run_git(folder, "rev-parse", "--is-shallow-repository", "HEAD").decode().split()
    except GitError as error:
        return Head("", str(error))
    except ValueError:
        return Head("", "git is too old; install version 2.15 or later")
    if is_shallow != "false":
        return Head("", "the clone is shallow; run 'git fetch --unshallow', or set 'fetch-depth: 0' in a workflow")
    return Head(commit)


def _explain(errors: str, folder: Path) -> str:
    """Why a command of git failed and what to do, from what it printed with the locale C."""
    if "dubious ownership" in errors:
        top = errors.partition("repository at '")[2].partition("'")[0] or os.path.abspath(folder)
        return f"the repository belongs to another user; run 'git config --global --add safe.directory {top}'"
    if "ambiguous argument 'HEAD'" in errors:
        return "nothing is committed yet; commit the files"
    if "promisor remote" in errors or "could not fetch" in errors:
        return LACKS_OBJECTS
    first = next((line for line in errors.splitlines() if line.startswith(("fatal:", "error:"))), "it failed")
    shown = "".join(char if char.isprintable() else "?" for char in first)[:200]
    return f"git says '{shown}'; run 'git fsck' to see what is damaged, or clone the repository again"
