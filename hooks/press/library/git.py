"""What git says of a project; nothing where it is absent or refuses."""

from __future__ import annotations

import subprocess
from pathlib import Path

TIMEOUT = 60


def git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What a command prints."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments],
            input=given, capture_output=True, timeout=TIMEOUT, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def head_of(root: Path) -> str:
    """The commit that a project stands at; empty without git, before the first commit and in a shallow clone."""
    state = git(root, "rev-parse", "--is-shallow-repository", "HEAD").split()
    return state[1].decode() if len(state) == 2 and state[0] == b"false" else ""
