"""Runs a command to its end and measures what it cost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 1200.0
"""Seconds after which a command is stopped."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, including its children, in seconds; `peak` is the memory of its largest process in bytes."""

    status: int
    wall: float
    user: float
    system: float
    peak: int

    @property
    def cpu(self) -> float:
        """The seconds of processor time, in the command itself and in the system on its behalf."""
        return self.user + self.system


def run(command: Sequence[str], folder: Path, log: Path, env: Mapping[str, str], patience: float = PATIENCE) -> Cost:
    """Runs `command` in `folder`, with all its output going to `log`. Needs a POSIX system (wait4).

    What earlier commands wrote is flushed to disk first, so that this one does not pay for it.
    """
    os.sync()
    with log.open("wb") as output:
        begun = time.perf_counter()
        child = start_command(command, folder, output.fileno(), env)
        watch = threading.Timer(patience, kill_group, [child])
        watch.start()
        try:
            _, waited, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - begun
        except BaseException:
            kill_group(child)
            raise
        finally:
            watch.cancel()
    child.returncode = os.waitstatus_to_exitcode(waited)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(child.returncode, wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * unit)


def start_command(command: Sequence[str], folder: Path, output: int, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Starts a command as the leader of its own process group, so that `kill_group` also ends what it starts."""
    return subprocess.Popen(
        command,
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """Ends a command that `start_command` started, and its whole group."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def clean_environment() -> dict[str, str]:
    """The caller's environment, without what would make builds differ between machines."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "GIT_", "HUGO_"))}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Site:
    """What a tool wrote."""

    pages: int
    files: int
    size: int
    page_size: int = 0
    """The bytes of only the HTML pages."""


def count_files(folder: Path) -> Site:
    """Counts HTML pages, all files and their bytes below `folder`."""
    pages = files = size = page_size = 0
    for top, _, names in os.walk(folder):
        for name in names:
            length = os.lstat(os.path.join(top, name)).st_size
            files += 1
            size += length
            if name.endswith(".html"):
                pages += 1
                page_size += length
    return Site(pages, files, size, page_size)
