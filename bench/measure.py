"""Runs a command to its end and says what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, its own children included. Seconds; `peak` is bytes of its largest process."""

    status: int
    wall: float
    user: float
    system: float
    peak: int

    @property
    def cpu(self) -> float:
        """The seconds that processors worked, for the command itself and for the system on its behalf."""
        return self.user + self.system


def run(command: Sequence[str], folder: Path, log: Path, env: Mapping[str, str]) -> Cost:
    """Runs `command` in `folder`, all that it prints going to `log`. Needs a POSIX system (wait4)."""
    with log.open("wb") as output:
        begun = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env=dict(env), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        _, waited, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(waited)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(child.returncode, wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * unit)


@dataclass(frozen=True, slots=True)
class Site:
    """What a tool wrote."""

    pages: int
    files: int
    size: int


def weigh(folder: Path) -> Site:
    """Counts HTML pages, all files and their bytes below `folder`."""
    pages = files = size = 0
    for top, _, names in os.walk(folder):
        for name in names:
            files += 1
            pages += name.endswith(".html")
            size += os.lstat(os.path.join(top, name)).st_size
    return Site(pages, files, size)
