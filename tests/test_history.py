"""library/history.py: when entries changed, read from real git repositories."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.incremental import Database
from press.library import history
from press.library.history import History
from press.library.library import FileRead, read_file

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


def read_history(root: Path) -> History:
    """Everything that git says about `root/briefings`, read from scratch."""
    found = History(Database())
    found.follow(root, "briefings", {})
    return found


def list_changes(history: History) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(day, id, how, fields), newest first."""
    return [(c.date.isoformat(), c.id, c.how, c.fields) for c in history.changes]


class Project:
    """A repository whose commits are made on consecutive days."""

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
        return list_changes(read_history(self.root))


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


def test_comments_order_quotes_and_line_ends_are_not_changes(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit(
        {"companies/lantern.yml": '# a note\r\ntype: company\r\nname: "Lantern"\r\nsummary: >-\r\n  A firm.\r\n'}
    )
    assert project.changes() == [("2023-04-01", "lantern", "added", ())]


def test_other_files_are_not_entries(project: Project) -> None:
    project.commit({"companies/README.md": "x", "claims/piece.lock.yml": "version: 1\n", "corrections.yml": "[]\n"})
    (project.root / "outside.yml").write_text("a: b\n")
    project.commit({})
    assert project.changes() == []


def test_a_file_moved_to_another_folder_is_not_a_change(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit({"products/lantern.yml": COMPANY}, remove=("companies/lantern.yml",))
    assert project.changes() == [("2023-04-01", "lantern", "added", ())]


def test_broken_versions_are_skipped(project: Project) -> None:
    """A commit with unreadable YAML says nothing about its entries; the next good one is compared again."""
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
    history = read_history(project.root)
    last = history.last("lantern")
    assert last is not None
    assert (last.how, last.date.isoformat(), [change.how for change in history.of["lantern"]]) == (
        "changed", "2023-04-02", ["changed", "added"],
    )  # fmt: skip


def test_a_project_inside_a_repository(project: Project) -> None:
    """The project need not be the root of its repository."""
    inner = project.root / "inner" / "briefings" / "companies"
    inner.mkdir(parents=True)
    (inner / "lantern.yml").write_text(COMPANY)
    project.commit({})
    found = read_history(project.root / "inner")
    assert [(c.id, c.how) for c in found.changes] == [("lantern", "added")]


def test_names_that_git_quotes(project: Project) -> None:
    project.commit({"companies/灯 笼.yml": COMPANY, "companies/a'b.yml": COMPANY})
    assert sorted(change[1] for change in project.changes()) == ["a'b", "灯 笼"]


# What was known before


class Follower:
    """A history that remembers, compared with one that starts from scratch."""

    def __init__(self, project: Project) -> None:
        self.root, self.history = project.root, History(Database())

    def follow(self, reads: Mapping[str, FileRead | None] | None = None) -> History:
        """Reads what is new; the result must equal that of reading everything."""
        self.history.follow(self.root, "briefings", reads or {})
        fresh = read_history(self.root)
        assert self.history.changes == fresh.changes
        assert dict(self.history.of) == dict(fresh.of)
        return self.history


def test_only_what_was_committed_since_is_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.commit({"companies/lantern.yml": COMPANY, "claims/piece.yml": CLAIMS})
    follower = Follower(project)
    follower.follow()
    project.commit({"companies/lantern.yml": COMPANY.replace("A firm", "A maker")})
    project.commit({"companies/lamp.yml": COMPANY}, remove=("claims/piece.yml",))
    asked: list[str] = []
    commits = history._commits

    def counted(root: Path, folder: str, range_: str) -> Iterator[tuple[str, dt.date, history.Touched]]:
        asked.append(range_)
        return commits(root, folder, range_)

    monkeypatch.setattr(history, "_commits", counted)
    before = git(project.root, "rev-parse", "HEAD~2")
    found = follower.follow()
    assert asked == [f"{before}..{git(project.root, 'rev-parse', 'HEAD')}", git(project.root, "rev-parse", "HEAD")]
    assert [(c.id, c.how) for c in found.changes][:4] == [
        ("lamp", "added"), ("piece/two", "removed"), ("piece/one", "removed"), ("lantern", "changed"),
    ]  # fmt: skip
    asked.clear()
    found.follow(project.root, "briefings", {})
    assert asked == [], "nothing is new"


def test_commits_that_touch_no_entry(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    follower = Follower(project)
    follower.follow()
    project.commit({"README.md": "x"})
    follower.follow()
    project.commit({"companies/lantern.yml": COMPANY.replace("A firm", "A maker")})
    assert [c.how for c in follower.follow().changes] == ["changed", "added"]


def test_a_rewritten_history(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    project.commit({"companies/lamp.yml": COMPANY})
    follower = Follower(project)
    follower.follow()
    git(project.root, "reset", "-q", "--hard", "HEAD~1")
    follower.follow()
    project.commit({"companies/glow.yml": COMPANY})
    assert [c.id for c in follower.follow().changes] == ["glow", "lantern"]
    git(project.root, "commit", "-q", "--amend", "-m", "other", date="2023-07-01T12:00:00Z")
    assert [c.date.isoformat() for c in follower.follow().changes] == ["2023-07-01", "2023-04-01"]


def test_a_merge_of_an_already_read_side_branch(project: Project) -> None:
    """What was read on the side branch counts again on the day of the merge, as when everything is read."""
    project.commit({"companies/lantern.yml": COMPANY})
    git(project.root, "checkout", "-q", "-b", "side")
    project.commit({"companies/lamp.yml": COMPANY.replace("Lantern", "Lamp")})
    follower = Follower(project)
    follower.follow()
    git(project.root, "checkout", "-q", "main")
    project.commit({"companies/glow.yml": COMPANY})
    git(project.root, "merge", "-q", "--no-ff", "side", "-m", "merge", date="2023-05-09T12:00:00Z")
    assert [c.id for c in follower.follow().changes] == ["lamp", "glow", "lantern"]


def test_a_branch_merged_into_an_already_read_one(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    git(project.root, "checkout", "-q", "-b", "side")
    project.commit({"companies/lamp.yml": COMPANY.replace("Lantern", "Lamp")})
    git(project.root, "checkout", "-q", "main")
    project.commit({"companies/glow.yml": COMPANY})
    follower = Follower(project)
    follower.follow()
    git(project.root, "merge", "-q", "--no-ff", "side", "-m", "merge", date="2023-05-09T12:00:00Z")
    assert [c.id for c in follower.follow().changes] == ["lamp", "glow", "lantern"]


def test_git_that_disappears(project: Project) -> None:
    project.commit({"companies/lantern.yml": COMPANY})
    follower = Follower(project)
    follower.follow()
    (project.root / ".git").rename(project.root / "aside")
    assert follower.follow().changes == ()
    assert not follower.history.known
    (project.root / "aside").rename(project.root / ".git")
    assert follower.follow().known


def test_what_was_read_from_the_disk_is_not_read_from_git(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.commit({"companies/lantern.yml": COMPANY, "claims/piece.yml": CLAIMS})
    names = ("companies/lantern.yml", "claims/piece.yml")
    files = [f"briefings/{name}" for name in names]
    reads = {file: read_file(project.root, project.root / file, file) for file in files}
    expected = project.changes()
    monkeypatch.setattr(history, "_blobs", lambda root, blobs: {blob: pytest.fail(blob) for blob in blobs})
    found = History(Database())
    found.follow(project.root, "briefings", reads)
    assert list_changes(found) == expected


def test_details_keep_their_values_and_words_do_not(project: Project) -> None:
    claim = "- {id: one, text: It opens., kind: event, when: 2023, said_by: {unnamed: a friend}}\n"
    project.commit({"claims/piece.yml": claim})
    project.commit({"claims/piece.yml": claim.replace("opens", "shuts").replace("when: 2023", "at: s1")})
    project.commit({"claims/piece.yml": claim.replace("{unnamed: a friend}", "lantern")})
    changes = {change.date.day: change.values for change in read_history(project.root).changes}
    assert changes[2] == (("when", "2023", ""), ("at", "", "s1"))
    assert changes[3] == (("when", "", "2023"), ("said_by", "a friend", "lantern"), ("at", "s1", ""))


def test_the_newest_day_is_that_of_the_last_commit_whatever_it_changed(project: Project) -> None:
    assert read_history(project.root).newest_day == dt.date.min
    project.commit({"companies/lantern.yml": COMPANY})
    (project.root / "README.md").write_text("x")
    project.commit({}, date="2023-06-07T01:00:00+02:00")
    assert read_history(project.root).newest_day == dt.date(2023, 6, 6)
