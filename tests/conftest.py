"""What all tests share: a briefing written from inline YAML, and what press makes from it."""

from __future__ import annotations

import compileall
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write, write_files
from press.library.briefing import Briefing
from press.library.facts import Facts
from press.problem import select_errors
from press.site.settings import Settings
from project_factory import HOOKS, build_from_nothing, build_project, edit_lantern, make_project
from site_factory import CheckedBriefing, SiteMaker, check_briefing, prepare_site

# A shell starts background jobs with SIGINT ignored, and so would every build that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Without compiled code and templates, the hundreds of sites that the tests build take twice as long.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
compileall.compile_dir(HOOKS, quiet=2)

pytest_plugins = ["browser_fixtures", "evidence_commands", "publication_guard", "scheduling"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected outputs in tests/bad and tests/golden")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are rewritten instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def briefing(tmp_path: Path) -> Write:
    """Writes files, given by their path below `briefings/`, and returns the project's root. Each call adds files."""

    def write(files: Files) -> Path:
        (tmp_path / "briefings").mkdir(exist_ok=True)
        write_files(tmp_path / "briefings", files)
        return tmp_path

    return write


@pytest.fixture
def checked(briefing: Write) -> Callable[[Files], CheckedBriefing]:
    """The checked library of a briefing."""
    return lambda files: check_briefing(briefing(files))


@pytest.fixture
def problems(briefing: Write) -> Callable[[Files], list[str]]:
    """Every problem of a briefing as text, sorted."""
    return lambda files: [str(problem) for problem in check_briefing(briefing(files)).problems]


@pytest.fixture
def facts(briefing: Write) -> Callable[[Files], Facts]:
    """What is derived from a briefing that has no errors; warnings are allowed."""

    def derived(files: Files) -> Facts:
        found = Briefing(briefing(files))
        assert [str(problem) for problem in select_errors(found.refresh())] == []
        return found.facts

    return derived


@pytest.fixture
def built(briefing: Write) -> Callable[[Files], SiteMaker]:
    """The briefing ready to be written, under https://example.org/b/ with the words of the interface."""
    return lambda files: prepare_site(briefing(files), SETTINGS, "A Briefing", "https://example.org/b/")


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden project with the real hooks and theme, built once with --strict; tests only read it."""
    project = make_project(tmp_path_factory.mktemp("built") / "project")
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    return project


@pytest.fixture
def project(built_project: Path, tmp_path: Path) -> Path:
    """A copy of the built project with its site and its cache."""
    return Path(shutil.copytree(built_project, tmp_path / "project"))


@pytest.fixture(scope="session")
def edited_site(built_project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The hashes of the site after `edit_lantern`, built from nothing."""
    folder = tmp_path_factory.mktemp("edited")
    project = Path(shutil.copytree(built_project, folder / "project"))
    edit_lantern(project)
    return build_from_nothing(project, folder / "cold")


SETTINGS = Settings(schema_version=1)
