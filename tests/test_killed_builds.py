"""Builds of whole projects that are killed at some moment: the next build always gives the right site."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from press.publish.cache import CACHE
from project_factory import build_project, compose_command, compose_environment, edit_lantern, hash_files

pytestmark = pytest.mark.prove

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
MOMENTS = 30
"""How many moments, spread evenly over the time that a build takes."""


@pytest.fixture(scope="module")
def build_seconds(built_project: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a build from scratch currently takes on this machine."""
    project = Path(shutil.copytree(built_project, tmp_path_factory.mktemp("timed") / "project"))
    shutil.rmtree(project / CACHE)
    begun = time.monotonic()
    assert build_project(project).returncode == 0
    return time.monotonic() - begun


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_build_killed_at_some_moment(
    project: Path,
    build_seconds: float,
    edited_site: dict[str, str],
    record_property: Callable[[str, object], None],
    moment: int,
    warm: bool,
) -> None:
    """A cold build leaves the old site or the new one. A warm one may leave a mix of files until the next build."""
    before = hash_files(project / "site")
    edit_lantern(project)
    if not warm:
        shutil.rmtree(project / CACHE)
    with subprocess.Popen(
        compose_command("build"),
        cwd=project,
        env=compose_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        time.sleep(build_seconds * (moment + 1) / MOMENTS)
        record_property("killed builds", int(running.poll() is None))
        running.send_signal(SIGNALS[moment % len(SIGNALS)])
        running.wait(60)
    assert warm or hash_files(project / "site") in (before, edited_site)
    assert build_project(project).returncode == 0
    assert hash_files(project / "site") == edited_site
