"""`python hooks upgrade`: a release of the generator in a fork, between two repositories on this disk."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, write_files
from press.cli import main
from press.content.version import VERSION
from press.desk.starting.files import PUBLICATION, is_of_generator
from repository import commit_files, run_git

FIRST: Files = {
    "mkdocs.yml": "site_name: The Generator\nextra: {briefing: {schema_version: 1}}\n",
    "briefings/companies/lantern.yml": "{name: Lantern, type: company, summary: A firm.}\n",
    "docs/about.md": "# About the generator's own briefing\n",
    "docs/settings.md": "# Settings\n",
    "docs/notes.md": "# Notes\n",
    "hooks/press/words.yml": "hint: Search\n",
    "hooks/press/why.py": "x = 1\n",
    "hooks/press/old.py": "x = 1\n",
    "tests/test_why.py": "x = 1\n",
    "tests/publication/test_site.py": "x = 1\n",
    ".ci/run": "make test\n",
    "Makefile": "test:\n",
    "README.md": "The generator\n",
}
SECOND: Files = {
    "mkdocs.yml": "site_name: The Generator 2\nextra: {briefing: {schema_version: 1}}\n",
    "briefings/companies/lantern.yml": "{name: Lantern, type: company, summary: A maker.}\n",
    "docs/about.md": "# About the generator's newer briefing\n",
    "docs/settings.md": "# Settings, explained\n",
    "hooks/press/words.yml": "hint: Find\n",
    "hooks/press/because.py": "x = 1\n",
    "tests/publication/test_site.py": "x = 2\n",
    ".ci/new": "make new\n",
    "README.md": "The generator, newer\n",
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def generator(tmp_path: Path) -> Path:
    """The repository of a generator with two releases, of which the first is the one that runs."""
    folder = tmp_path / "generator"
    write_files(folder, FIRST)
    commit_files(folder)
    run_git(folder, "tag", f"v{VERSION}")
    write_files(folder, SECOND)
    (folder / ".ci/new").chmod(0o755)
    (folder / "hooks/press/old.py").unlink()
    commit_files(folder)
    run_git(folder, "tag", "v9.1.0")
    run_git(folder, "tag", "v9.0.0-rc1")
    return folder


@pytest.fixture
def fork(generator: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fork of the first release with a briefing and settings of its own, without a history in common."""
    folder = tmp_path / "fork"
    run_git(tmp_path, "clone", "-q", "--branch", f"v{VERSION}", str(generator), str(folder))
    run_git(folder, "rm", "-rq", "briefings", "docs/notes.md", "docs/about.md", "tests/publication")
    write_files(folder, {
        "mkdocs.yml": "site_name: The River Desk\nextra: {briefing: {schema_version: 1}}\n",
        "briefings/companies/gazette.yml": "{name: The Gazette, type: outlet, summary: A newspaper.}\n",
        "docs/about.md": "# About the river\n",
        "docs/river.md": "# The river\n",
        "README.md": "The river\n",
    })  # fmt: skip
    (folder / ".git").rename(folder / "gone")  # as after the button "Use this template"
    os.rename(folder / "gone", tmp_path / "gone")
    commit_files(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


def read_files(folder: Path) -> dict[str, str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".git/" not in path.as_posix())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in paths}


def test_a_release_replaces_the_generator_and_nothing_else(fork: Path, generator: Path, run: Run) -> None:
    before = read_files(fork)
    status, out, err = run("upgrade", str(generator))
    assert (status, err) == (0, "")
    assert out.startswith(f"from v{VERSION} to v9.1.0: 4 files written, 1 removed\n")
    expected = {
        **before,
        **{file: SECOND[file] for file in ("docs/settings.md", "hooks/press/words.yml", "hooks/press/because.py")},
        ".ci/new": SECOND[".ci/new"],
    }
    del expected["hooks/press/old.py"]
    assert read_files(fork) == expected
    assert os.access(fork / ".ci/new", os.X_OK) and not os.access(fork / ".ci/run", os.X_OK)
    assert run_git(fork, "tag") == "", "the generator's tags are not the fork's"
    commit_files(fork)
    assert run("upgrade", str(generator)) == (0, "the generator is that of v9.1.0 already\n", "")


def test_a_rehearsal_changes_nothing(fork: Path, generator: Path, run: Run) -> None:
    before = read_files(fork)
    status, out, _ = run("upgrade", str(generator), "--dry-run")
    assert status == 0
    assert "-hint: Search\n+hint: Find\n" in out
    assert read_files(fork) == before


def test_a_file_that_both_changed_is_a_conflict(fork: Path, generator: Path, run: Run) -> None:
    write_files(fork, {
        "hooks/press/words.yml": "hint: Look\n", "hooks/press/why.py": "x = 2\n", "hooks/press/old.py": "x = 3\n",
        ".ci/new": "mine\n",
    })  # fmt: skip
    commit_files(fork)
    before = read_files(fork)
    status, out, err = run("upgrade", str(generator))
    assert (status, out) == (1, "")
    assert err == (
        ".ci/new: you added it, and so does the release\n"
        "hooks/press/old.py: you changed it, and the release removes it\n"
        "hooks/press/words.yml: you changed it, and so does the release\n"
        "move your changes out of these files, or take the release's with --theirs; nothing was changed\n"
    )
    assert read_files(fork) == before
    assert run("upgrade", str(generator), "--theirs")[0] == 0
    after = read_files(fork)
    assert after["hooks/press/words.yml"] == SECOND["hooks/press/words.yml"]
    assert after["hooks/press/why.py"] == "x = 2\n", "the release does not change it"
    assert "hooks/press/old.py" not in after


def test_what_is_not_committed_is_not_risked(fork: Path, generator: Path, run: Run) -> None:
    write_files(fork, {"docs/new.md": "# New\n"})
    assert run("upgrade", str(generator)) == (
        1, "", "docs/new.md is not committed: commit or remove it first, so that nothing is lost\n",
    )  # fmt: skip


def test_a_release_by_name(fork: Path, generator: Path, run: Run) -> None:
    assert run("upgrade", str(generator), "--to", f"v{VERSION}")[1] == f"the generator is that of v{VERSION} already\n"
    status, _, err = run("upgrade", str(generator), "--to", "v9.1")
    assert (status, err) == (2, "there is no release 'v9.1'\n    did you mean 'v9.1.0'?\n")


def test_a_repository_without_releases(fork: Path, tmp_path: Path, run: Run) -> None:
    write_files(tmp_path / "other", {"a": "b"})
    commit_files(tmp_path / "other")
    status, _, err = run("upgrade", str(tmp_path / "other"))
    assert status == 1 and err.endswith("other has no releases: tags such as v1.2.0\n")


@pytest.mark.parametrize("source", ["/nowhere", "--upload-pack=touch x", "ext::touch x"])
def test_a_source_that_is_no_repository(fork: Path, source: str, run: Run) -> None:
    status, out, err = run("upgrade", "--", source)
    assert (status, out) == (1, "") and err
    assert not (fork / "x").exists()


def test_every_file_is_of_one_side() -> None:
    assert is_of_generator("hooks/press/words.yml") and is_of_generator("docs/settings.md")
    assert not any(is_of_generator(file) for file in (*PUBLICATION, "mkdocs.yml", "briefings/a/b.yml"))


def test_the_version_is_that_of_a_release(run: Run) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    with pytest.raises(SystemExit):
        run("--version")
