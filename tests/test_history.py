"""history.py: when entries changed, read from real git repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from press.history import Change, History, read_history
from written import Files, Write

ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "An Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "An Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
}


def git(root: Path, *arguments: str, date: str = "2023-04-18T12:00:00Z") -> str:
    environment = {**ENVIRONMENT, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


class Project:
    """A repository whose commits are made one day after the other."""

    def __init__(self, root: Path, write: Write) -> None:
        self.root, self._write, self._day = root, write, 0
        git(root, "init", "-q", "-b", "main")

    def commit(self, files: Files, *, remove: tuple[str, ...] = (), date: str = "") -> None:
        self._day += 1
        self._write(files)
        for name in remove:
            (self.root / "briefings" / name).unlink()
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", "work", date=date or f"2023-04-{self._day:02}T12:00:00Z")

    def changes(self) -> list[tuple[str, str, str, tuple[str, ...]]]:
        """(day, id, how, fields), newest first."""
        return [(c.date.isoformat(), c.id, c.how, c.fields) for c in read_history(self.root, "briefings").changes]


@pytest.fixture
def project(briefing: Write) -> Project:
    return Project(briefing({}), briefing)


COMPANY = "name: Lantern\nsummary: A firm.\ntype: company\n"
CLAIMS = "- {id: one, text: It opens., kind: event}\n- {id: two, text: It closes., kind: event}\n"


def test_added_changed_removed(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit({"companies/lantern.yml": COMPANY.replace("A firm", "A maker")})
    project.commit({}, remove=("companies/lantern.yml",))
    assert project.changes() == [
        ("2023-04-03", "lantern", "removed", ()),
        ("2023-04-02", "lantern", "changed", ("summary",)),
        ("2023-04-01", "lantern", "added", ()),
    ]


def test_claims_change_one_by_one(project: Project) -> None:
    project.commit({"claims/piece.yml": CLAIMS})
    project.commit(
        {"claims/piece.yml": CLAIMS.replace("It closes", "It shuts") + "- {id: new, text: N., kind: event}\n"}
    )
    assert project.changes() == [
        ("2023-04-02", "piece/two", "changed", ("text",)),
        ("2023-04-02", "piece/new", "added", ()),
        ("2023-04-01", "piece/two", "added", ()),
        ("2023-04-01", "piece/one", "added", ()),
    ]


def test_comments_order_quotes_and_line_ends_are_no_change(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit(
        {"companies/lantern.yml": '# a note\r\ntype: company\r\nname: "Lantern"\r\nsummary: >-\r\n  A firm.\r\n'}
    )
    assert project.changes() == [("2023-04-01", "lantern", "added", ())]


def test_other_files_are_no_entries(project: Project) -> None:
    project.commit({"companies/README.md": "x", "claims/piece.lock.yml": "version: 1\n", "corrections.yml": "[]\n"})
    (project.root / "outside.yml").write_text("a: b\n")
    project.commit({})
    assert project.changes() == []


def test_a_file_moved_to_another_folder_is_no_change(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit({"products/lantern.yml": COMPANY}, remove=("companies/lantern.yml",))
    assert project.changes() == [("2023-04-01", "lantern", "added", ())]


def test_broken_versions_are_passed_over(project: Project) -> None:
    """A commit with YAML that cannot be read says nothing of its entries; the next good one is compared again."""
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit({"companies/lantern.yml": "name: [\n"})
    project.commit({"companies/lantern.yml": COMPANY})
    assert project.changes()[-1] == ("2023-04-01", "lantern", "added", ())
    assert [c[:3] for c in project.changes()[:-1]] == []


def test_the_day_is_that_of_the_commit_in_utc(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY}, date="2023-04-18T23:30:00-05:00")
    assert [change[0] for change in project.changes()] == ["2023-04-19"]


def test_a_merge_counts_once_on_the_day_it_is_merged(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    git(project.root, "checkout", "-q", "-b", "side")
    project.commit({"companies/lamp.yml": COMPANY.replace("Lantern", "Lamp")})
    git(project.root, "checkout", "-q", "main")
    git(project.root, "merge", "-q", "--no-ff", "side", "-m", "merge", date="2023-05-09T12:00:00Z")
    assert project.changes() == [("2023-05-09", "lamp", "added", ()), ("2023-04-01", "lantern", "added", ())]


def test_last_and_of(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit({"companies/lantern.yml": COMPANY.replace("A firm", "A maker")})
    history = read_history(project.root, "briefings")
    last: Change = history.last["lantern"]
    assert (last.how, last.date.isoformat(), [change.how for change in history.of["lantern"]]) == (
        "changed", "2023-04-02", ["changed", "added"],
    )  # fmt: skip


def test_a_project_inside_a_repository(project: Project) -> None:
    """The project need not be the root of its repository."""
    inner = project.root / "inner" / "briefings" / "companies"
    inner.mkdir(parents=True)
    (inner / "lantern.yml").write_text(COMPANY)
    project.commit({})
    found = read_history(project.root / "inner", "briefings")
    assert [(c.id, c.how) for c in found.changes] == [("lantern", "added")]


def test_names_that_git_quotes(project: Project) -> None:
    project.commit({"companies/灯 笼.yml": COMPANY, "companies/a'b.yml": COMPANY})
    assert sorted(change[1] for change in project.changes()) == ["a'b", "灯 笼"]


def test_without_full_history_nothing_is_said(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit({"companies/lantern.yml": COMPANY.replace("A firm", "A maker")})
    shallow = tmp_path_factory.mktemp("shallow") / "clone"
    git(project.root, "clone", "-q", "--depth", "1", f"file://{project.root}", str(shallow))
    assert read_history(shallow, "briefings") == History()


def test_without_git_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_history(tmp_path, "briefings") == History()
    monkeypatch.setenv("PATH", "")
    assert read_history(tmp_path, "briefings") == History()
