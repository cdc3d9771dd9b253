"""Copies of the project in which mutants are tried, and the tests that should catch them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mutants import Mutant

sys.path.append(str(Path(__file__).resolve().parents[1]))

from tracked_files import copy_tracked_files

ROOT = Path(__file__).resolve().parents[2]
HELPER = Path(__file__).with_name("untracked_reads.py")
QUICK = "not (browser or slow or prove)"


@dataclass(frozen=True)
class Stage:
    """Some tests, with the name that the page uses. The fastest ones that are likely to fail come first."""

    name: str
    arguments: tuple[str, ...]


REBUILDS = tuple(f"tests/test_{name}.py" for name in ("rebuilds", "stale_pages", "warm", "cache", "serving", "links"))
"""The tests that build again after an edit."""
STAGES = (
    Stage("the sanitizer", ("tests/test_sanitizer.py",)),
    Stage("builds after edits", (*REBUILDS, "-m", "not (browser or prove)")),
    Stage(
        "other unit tests",
        (
            *("tests", "-m", QUICK, "--ignore", "tests/test_house.py", "--ignore", "tests/test_sanitizer.py"),
            *(part for file in REBUILDS for part in ("--ignore", file)),
        ),
    ),
)
SURVIVED, TIMED_OUT = "survived", "timed out"


class Workshop:
    """A copy of the project in which one mutant after another is tried."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        copy_tracked_files(ROOT, folder)
        shutil.copy(HELPER, folder / "hooks" / "press" / "incremental")
        self.limits: dict[str, float] = {}
        """Stage -> its time limit in seconds."""

    def measure_stages(self) -> None:
        """Runs every stage on the original generator, where it must pass, and sets the time limits from that. Raises
        RuntimeError."""
        for stage in STAGES:
            begun = time.monotonic()
            done, output = self._run(stage, None)
            if done != 0:
                raise RuntimeError(f"{stage.name} fail without a mutant:\n{output[-4000:]}")
            self.limits[stage.name] = 60 + 2 * (time.monotonic() - begun)

    def try_mutant(self, mutant: Mutant) -> str:
        """The stage that catches the mutant, SURVIVED, or TIMED_OUT."""
        file = self.folder / "hooks" / "press" / mutant.place.file
        good = file.read_bytes()
        try:
            mutant.apply(self.folder / "hooks" / "press")
            for stage in STAGES:
                done, output = self._run(stage, self.limits[stage.name])
                if done is None:
                    return TIMED_OUT
                if done == 1:
                    return stage.name
                if done != 0:
                    raise RuntimeError(f"{mutant.name}: pytest ended with {done}:\n{output[-4000:]}")
            return SURVIVED
        finally:
            file.write_bytes(good)

    def _run(self, stage: Stage, limit: float | None) -> tuple[int | None, str]:
        """(pytest's exit status, its output); the status is None if it exceeded the time limit."""
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            *stage.arguments,
        ]
        with subprocess.Popen(
            command,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as running:
            try:
                output, _ = running.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)
                running.wait()
                return None, ""
            return running.returncode, output


def try_mutants(mutants: Sequence[Mutant], folder: Path, processes: int, report: Callable[[Mutant, str], None]) -> None:
    """Tries mutants in several workshops at once, and reports each when it is done. Raises RuntimeError if the tests
    fail without a mutant."""
    waiting = deque(mutants)

    def work(number: int) -> None:
        workshop = Workshop(folder / f"workshop-{number}")
        workshop.measure_stages()
        while waiting:
            mutant = waiting.popleft()
            report(mutant, workshop.try_mutant(mutant))

    with ThreadPoolExecutor(processes) as pool:
        for done in [pool.submit(work, number) for number in range(processes)]:
            done.result()
