"""Whole builds on a disk that fails: one sentence and the old site, or the new site with every byte.

`faulty_calls.c` is compiled and loaded before everything else, so that no call to the system is missed.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from press.publish.cache import CACHE
from project_factory import build_project, edit_lantern, hash_files

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("cc") or not Path("/proc/self/fd").exists(), reason="needs cc and Linux"),
]

SHORT = 0
"""In place of an error of the system: the call takes fewer bytes than it is given."""
STEP = 5
"""The series fails every fifth call."""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("faults") / "faults.so"
    source = Path(__file__).with_name("faulty_calls.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(built), str(source), "-ldl"], check=True)
    return built


class Trial:
    """Builds a project after an edit, while a call to the system fails."""

    def __init__(self, project: Path, library: Path, after: dict[str, str], warm: bool) -> None:
        self.copies = 0
        self.before = hash_files(project / "site")
        self.after = after
        self.library = library
        edit_lantern(project)
        if not warm:
            shutil.rmtree(project / CACHE)
        self.kept = project
        self.start_over()

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "FAULT_ROOT": str(self.project)}

    def start_over(self) -> None:
        """Goes on with a new copy of the edited project."""
        self.copies += 1
        self.project = Path(shutil.copytree(self.kept, self.kept.with_name(f"copy{self.copies}")))

    def list_calls(self, log: Path) -> list[str]:
        """The names of the calls that a build makes."""
        build_project(self.project, **self.environment, FAULT_LOG=str(log))
        self.start_over()
        return log.read_text().split()

    def fail(self, first: int, error: int, count: int = 1) -> str:
        """Fails `count` calls from the `first` on, and builds again without a fault; the kind of end it came to."""
        options = {"FAULT_FIRST": str(first), "FAULT_COUNT": str(count), "FAULT_ERRNO": str(error)}
        done = build_project(self.project, **self.environment, **options)
        site, said = hash_files(self.project / "site"), done.stdout
        assert "Traceback" not in said, said
        if done.returncode:
            sentences = [line for line in said.splitlines() if ", so the build was stopped and " in line]
            assert len(sentences) == 1 and f": {os.strerror(error)}," in sentences[0], said
            is_left = "the next build completes the published site" in sentences[0]
            assert site == self.before or (is_left and count > 1), said
            end = "left to the next build" if site != self.before else "old site"
        else:
            assert site == self.after, said
            end = "new site"
        again = build_project(self.project)
        assert (again.returncode, hash_files(self.project / "site")) == (0, self.after), again.stdout
        return end


@pytest.fixture(params=["warm", "cold"])
def trial(request: pytest.FixtureRequest, project: Path, library: Path, edited_site: dict[str, str]) -> Trial:
    return Trial(project, library, edited_site, request.param == "warm")


@pytest.mark.parametrize(
    ("error", "end"),
    [
        (SHORT, "new site"),
        (errno.ENOSPC, "old site"),
        pytest.param(errno.EIO, "old site", marks=pytest.mark.prove),
    ],
)
def test_a_fault_while_pages_are_written(trial: Trial, tmp_path: Path, error: int, end: str) -> None:
    calls = trial.list_calls(tmp_path / "calls")
    if error == SHORT:
        first = [name for name in calls if name in ("write", "pwrite", "sendfile")].index("write") + 20
    else:
        first = len(calls) - calls[::-1].index("sendfile") + 30
    assert trial.fail(first, error) == end


@pytest.mark.prove
def test_a_fault_at_each_rename_of_a_warm_build(
    project: Path, library: Path, edited_site: dict[str, str], tmp_path: Path
) -> None:
    trial = Trial(project, library, edited_site, warm=True)
    renames = [number for number, name in enumerate(trial.list_calls(tmp_path / "calls"), 1) if name == "rename"]
    for first in renames[:: len(renames) // 4]:
        trial.fail(first, errno.EIO)
        trial.start_over()


@pytest.mark.prove
@pytest.mark.parametrize(
    ("error", "count"),
    [(SHORT, 1), (errno.ENOSPC, 1), (errno.EIO, 1), (errno.EROFS, 1), (errno.ENOSPC, 1_000_000)],
)
def test_a_fault_at_every_call(
    trial: Trial, tmp_path: Path, record_property: Callable[[str, object], None], error: int, count: int
) -> None:
    numbers = range(1, len(trial.list_calls(tmp_path / "calls")) + 1, STEP)
    for first in numbers:
        trial.fail(first, error, count)
        trial.start_over()
    record_property("faults of the disk", len(numbers))
