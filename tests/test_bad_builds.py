"""Each folder in tests/bad-builds is one mistake that only a build finds: in the settings, addresses or folders.

Its files are laid over tests/bad-builds/base, with tests/bad/base as the briefing. While the build runs, this process
holds the lock files among them. `problems.txt` is what the build reports, written by `pytest --update`.
"""

from __future__ import annotations

import fcntl
import logging
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

TESTS = Path(__file__).parent
BAD = TESTS / "bad-builds"
MISTAKES = sorted(path.name for path in BAD.iterdir() if path.name != "base")


def make_project(mistake: str, folder: Path) -> None:
    """A whole project with one mistake in it."""
    shutil.copytree(BAD / "base", folder, dirs_exist_ok=True)
    shutil.copytree(TESTS / "bad" / "base", folder / "briefings")
    (folder / "hooks").symlink_to(TESTS.parent / "hooks")
    shutil.copytree(BAD / mistake, folder, dirs_exist_ok=True)


def build_project(folder: Path, caplog: pytest.LogCaptureFixture) -> str:
    """Builds a project in this process; returns what it reports, with `.` in place of its folder."""
    config = load_config(config_file=str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with ExitStack() as stack, caplog.at_level(logging.WARNING, "mkdocs"):
        for path in folder.glob(".*.lock"):
            lock = stack.enter_context(path.open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with suppress(Abort):
            build(config)
    return "".join(f"{record.getMessage()}\n".lstrip() for record in caplog.records).replace(str(folder), ".")


def test_the_base_has_no_problems(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_project("base", tmp_path)
    assert build_project(tmp_path, caplog) == ""


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake(mistake: str, tmp_path: Path, update: bool, caplog: pytest.LogCaptureFixture) -> None:
    expected = BAD / mistake / "problems.txt"
    make_project(mistake, tmp_path)
    reported = build_project(tmp_path, caplog)
    if update:
        expected.write_text(reported, encoding="utf-8")
    assert reported != "", "the mistake is not found"
    assert reported == expected.read_text(encoding="utf-8")
