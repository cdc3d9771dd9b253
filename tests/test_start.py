"""`python hooks start`: a clone becomes a briefing of one's own, with a small sample that can be published."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, write_files
from press.cli import main
from press.desk.starting.start import QUESTIONS, SAMPLE, find_faults, make_answers
from project_factory import SETTINGS
from repository import commit_files, run_git
from test_fork import build_fork, make_fork

GENERATOR: Files = {
    "mkdocs.yml": SETTINGS + "copyright: ''\n# the end\n",
    "briefings/companies/lantern.yml": "{name: Lantern, type: company, summary: A firm.}\n",
    "docs/about.md": "# About the generator's own briefing\n",
    "docs/settings.md": "# Settings\n",
    "docs/assets/cards/home.png": "home",
    "hooks/press/words.yml": "hint: Search\n",
    "tests/publication/test_site.py": "x = 1\n",
    "words.yml": "hint: Look\n",
    "README.md": "The generator\n",
    ".gitignore": "/evidence/\n/.briefing-cache/\n",
}
ANSWERS = {
    "title": "The River: Desk",
    "address": "https://river-desk.org/notes",
    "repository": "https://github.com/river-desk/notes.git",
    "contact": "desk@river-desk.org",
}
OPTIONS = [part for name, value in ANSWERS.items() for part in (f"--{name}", value)]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a generator with its own briefing, in which the test is run."""
    folder = tmp_path / "clone"
    write_files(folder, GENERATOR)
    commit_files(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(["start", *arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


def list_files(folder: Path) -> set[str]:
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in paths if not path.startswith((".git/", ".briefing-cache"))}


def test_the_publication_is_replaced_and_the_generator_kept(clone: Path, run: Run) -> None:
    write_files(clone, {"evidence/an-article.txt": "Words of an article."})
    status, out, err = run(*OPTIONS)
    assert (status, err) == (0, "")
    sample = {path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*") if path.is_file()}
    kept = {"mkdocs.yml", "docs/settings.md", "hooks/press/words.yml", ".gitignore", "evidence/an-article.txt"}
    assert list_files(clone) == sample | kept
    assert out.startswith("17 files written, 4 removed\n")
    settings = (clone / "mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_name: "The River: Desk"\nsite_url: https://river-desk.org/notes/\n' in settings
    assert "contact: desk@river-desk.org" in settings and "repository: " in settings
    assert settings.endswith("# the end\n")
    assert (clone / "README.md").read_text(encoding="utf-8").startswith("# The River: Desk\n")
    assert 'title: "The River: Desk"\n' in (clone / "CITATION.cff").read_text(encoding="utf-8")
    commit_files(clone)
    assert main(["check", "--publish", "--strict"]) == 0


def test_a_rehearsal_changes_nothing(clone: Path, run: Run) -> None:
    status, out, _ = run(*OPTIONS, "--dry-run")
    assert status == 0
    assert "-{name: Lantern, type: company, summary: A firm.}\n" in out
    assert run_git(clone, "status", "--short") == ""


def test_what_is_not_committed_is_not_lost(clone: Path, run: Run) -> None:
    write_files(clone, {"briefings/companies/lantern.yml": "{name: Lantern!}\n"})
    status, out, err = run(*OPTIONS)
    assert (status, out) == (1, "")
    assert err.startswith("briefings/companies/lantern.yml is not committed: commit or remove it first")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    write_files(tmp_path, GENERATOR)
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*OPTIONS)
    assert (status, out) == (1, "") and err.startswith("this is not a git repository")


def test_every_missing_and_every_wrong_answer_is_named(clone: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status, out, err = run("--title", "", "--address", "http://localhost:8000")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "--title: expected one line of 1 to 100 characters, saw ''",
        "--address: is 'http://localhost:8000/', which is an address for examples; write the whole address that "
        "readers will use, from 'https://' to the last slash",
        "--repository is missing: address of the repository, such as https://github.com/river-desk/briefing",
        "--contact is missing: e-mail address of the editors",
    ]
    assert run_git(clone, "status", "--short") == ""


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_asked_for_what_is_missing_or_wrong(
    clone: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [ANSWERS["address"], "nonsense", ANSWERS["contact"], ANSWERS["repository"]]
    monkeypatch.setattr("sys.stdin", _Terminal("".join(f"{line}\n" for line in typed)))
    status, _, err = run("--title", ANSWERS["title"])
    assert status == 0
    assert err.startswith(f"{QUESTIONS['address']}: {QUESTIONS['repository']}: {QUESTIONS['contact']}: repository: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", "a\nb"), ("title", "x" * 101), ("address", "river"), ("repository", "https://github.com/a b/c"),
     ("repository", "git@github.com:a/b"), ("contact", "desk"), ("contact", "desk@localhost")],
)  # fmt: skip
def test_an_answer_that_could_not_be_published_is_wrong(name: str, value: str) -> None:
    assert list(find_faults(make_answers(**ANSWERS))) == []
    assert list(find_faults(make_answers(**{**ANSWERS, name: value}))) == [name]


def test_the_sample_is_a_site(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    files = {
        path.relative_to(SAMPLE).as_posix(): path.read_text("utf-8") for path in SAMPLE.rglob("briefings/**/*.yml")
    }
    write_files(tmp_path, files)
    with caplog.at_level(logging.WARNING, "mkdocs"):
        site = build_fork(make_fork(tmp_path, ("about",)), caplog)
    page = (site / "claims/gazette-ferry-order/price/index.html").read_text(encoding="utf-8")
    assert "Sources conflict" in page, "the sample shows what two sources say differently"
