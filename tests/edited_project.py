"""A project on which commands that edit are tried: the golden briefing with comments, Windows line ends and a page that
links to entries; and helpers to run a command in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from golden_site import copy_golden_briefing
from press.cli import main
from press.desk.editing.references import find_files, list_references
from press.library.briefing import Briefing
from press.library.names import REFERENCE
from press.problem import Problem
from site_factory import check_briefing

PAGE = """\
# About

We follow [[lantern]], [[lantern|that firm]] and `lantern`. [@herald-launch/valuation]
See [its page](companies/lantern.md), [the claim](../claims/herald-launch/valuation/)
and [Lantern](site:companies/lantern/).
"""
Run = Callable[..., tuple[int, str, str]]


def make_project(folder: Path) -> Path:
    """The golden briefing in the new `folder`, with claims in a file with Windows line ends and comments."""
    project = copy_golden_briefing(folder)
    claims = project / "briefings/claims/gazette-price.yml"
    text = claims.read_text(encoding="utf-8").replace("subject: lantern\n", "subject: lantern  # the firm\n", 1)
    claims.write_bytes(f"# From one article.\n{text}".replace("\n", "\r\n").encode())
    feeds = "# Feeds.\n- {title: News, url: 'https://herald.example/feed', publisher: herald, topics: [money]}\n"
    (project / "briefings/feeds.yml").write_text(feeds, encoding="utf-8")
    (project / "docs").mkdir(exist_ok=True)
    (project / "docs/about.md").write_text(PAGE, encoding="utf-8")
    (project / "evidence").mkdir()
    (project / "evidence/herald-launch.txt").write_text("The words of the article.", encoding="utf-8")
    return project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, which is also the current folder."""
    made = make_project(tmp_path / "project")
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(*arguments)`: returns the exit status, standard output and standard error of a command."""

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
        return (status, *capsys.readouterr())

    return command


def read_files(project: Path) -> dict[str, bytes]:
    """Every file of a project but hidden ones."""
    paths = (path for path in sorted(project.rglob("*")) if path.is_file())
    files = {path.relative_to(project).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in files.items() if not name.startswith(".")}


def list_problems(project: Path) -> list[Problem]:
    """The problems of the briefing, without the hand-written pages."""
    return check_briefing(project).problems


def find_dangling(project: Path, old: str) -> list[str]:
    """The places of a project that still name an id, or a claim of it."""
    briefing = Briefing(project)
    briefing.check()
    files = find_files(project, "briefings", [old])
    references = [each for file in files for each in list_references(project, file, briefing.library)]
    pages = {path.name: REFERENCE.findall(path.read_text("utf-8")) for path in (project / "docs").glob("*.md")}
    return [
        *(f"{each.file}: {each.path}" for each in references if f"{each.target}/".startswith(f"{old}/")),
        *(name for name, found in pages.items() for page, _, cite in found if f"{page or cite}/".startswith(f"{old}/")),
    ]
