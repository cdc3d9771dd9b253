"""What git says about a project; nothing if git is missing or fails."""

from __future__ import annotations

import subprocess
from pathlib import Path

TIMEOUT = 60


def git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """The output of a git command; empty if it fails."""
    try:
        result = subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments],
            input=given, capture_output=True, timeout=TIMEOUT, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return result.stdout if result.returncode == 0 else b""


def head_of(root: Path) -> str:
    """The current commit of a project; empty without git, before the first commit and in a shallow clone."""
    state = git(root, "rev-parse", "--is-shallow-repository", "HEAD").split()
    return state[1].decode() if len(state) == 2 and state[0] == b"false" else ""
