"""git.py and history.py: git that cannot answer means that nothing is known, with a reason and a cure that works."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import write_files
from press.incremental import Database
from press.library.git import GitError, run_git
from press.library.history import History

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_SYSTEM": os.devnull,
}
COMPANY = "name: Lantern\nsummary: A firm.\ntype: company\n"
ALL = [("2023-04-02", "changed"), ("2023-04-01", "added")]
"""The changes in the repository that `origin` makes."""


def git(folder: Path, *arguments: str, day: str = "2023-04-01") -> None:
    dates = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    command = ["git", "-c", "protocol.file.allow=always", "-C", str(folder), *arguments]
    subprocess.run(command, env={**ENVIRONMENT, **dates}, check=True, capture_output=True)


def write_and_commit(root: Path, text: str, day: str) -> None:
    write_files(root / "briefings", {"companies/lantern.yml": text})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "work", day=day)


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two versions of one entry."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setitem(ENVIRONMENT, "GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    root = tmp_path / "origin"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "uploadpack.allowFilter", "true")
    write_and_commit(root, COMPANY, "2023-04-01")
    write_and_commit(root, COMPANY.replace("A firm", "A maker"), "2023-04-02")
    return root


def read_changes(root: Path, folder: str = "briefings") -> tuple[list[tuple[str, str]], str]:
    """((day, how) of each change, newest first; why nothing is known)."""
    history = History(Database())
    history.follow(root, folder, {})
    return [(change.date.isoformat(), change.how) for change in history.changes], history.obstacle


def make_shallow(origin: Path, name: str = "clone") -> Path:
    git(origin.parent, "clone", "-q", "--depth", "1", f"file://{origin}", name)
    return origin.parent / name


def make_blobless(origin: Path, name: str = "clone") -> Path:
    git(origin.parent, "clone", "-q", "--filter=blob:none", f"file://{origin}", name)
    origin.rename(origin.with_name("gone"))
    return origin.parent / name


def make_corrupt(origin: Path) -> Path:
    tree = subprocess.check_output(["git", "-C", str(origin), "rev-parse", "HEAD^^{tree}"], text=True).strip()
    (origin / ".git/objects" / tree[:2] / tree[2:]).unlink()
    return origin


def make_orphan_of_a_worktree(origin: Path) -> Path:
    git(origin, "worktree", "add", "-q", "--detach", str(origin.parent / "tree"))
    origin.rename(origin.with_name("gone"))
    return origin.parent / "tree"


def make_unborn(origin: Path) -> Path:
    shutil.rmtree(origin / ".git")
    git(origin, "init", "-q")
    return origin


def make_plain(origin: Path) -> Path:
    shutil.rmtree(origin / ".git")
    return origin


@pytest.mark.parametrize(
    ("make", "obstacle"),
    [
        (make_shallow, "the clone is shallow; run 'git fetch --unshallow'"),
        (make_blobless, "the clone lacks old versions of files; run 'git fetch --refetch --no-filter'"),
        (make_corrupt, "run 'git fsck' to see what is damaged"),
        (make_orphan_of_a_worktree, "git says 'fatal: not a git repository: "),
        (make_unborn, "nothing is committed yet"),
        (make_plain, "this is not a git repository; run 'git init'"),
    ],
)
def test_git_that_cannot_answer(origin: Path, make: Callable[[Path], Path], obstacle: str) -> None:
    changes, why = read_changes(make(origin))
    assert (changes, obstacle in why) == ([], True), why


def test_the_cures_work(origin: Path) -> None:
    clone = make_shallow(origin)
    git(clone, "fetch", "-q", "--unshallow")
    assert read_changes(clone) == (ALL, "")
    clone = make_blobless(origin, "other")
    origin.with_name("gone").rename(origin)
    git(clone, "fetch", "-q", "--refetch", "--no-filter")
    origin.rename(origin.with_name("gone"))
    assert read_changes(clone) == (ALL, "")


def test_a_blobless_clone_in_reach_of_its_remote(origin: Path) -> None:
    git(origin.parent, "clone", "-q", "--filter=blob:none", f"file://{origin}", "clone")
    assert read_changes(origin.parent / "clone") == (ALL, "")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_repository_of_another_user(origin: Path) -> None:
    for path in [origin, *origin.rglob("*")]:
        os.chown(path, 12345, 12345)
    changes, why = read_changes(origin)
    cure = f"git config --global --add safe.directory {origin}"
    assert (changes, why) == ([], f"the repository belongs to another user; run '{cure}'")
    subprocess.run(cure.split(), check=True)
    assert read_changes(origin) == (ALL, "")


def test_without_git(origin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_changes(origin) == ([], "git is not installed; install it")


def test_a_worktree(origin: Path) -> None:
    git(origin, "worktree", "add", "-q", "--detach", str(origin.parent / "tree"))
    assert read_changes(origin.parent / "tree") == (ALL, "")


def test_the_briefing_as_a_submodule(origin: Path) -> None:
    """Its history is that of the submodule, and is complete in a project that was begun later."""
    git(origin, "mv", "briefings/companies", "companies")
    git(origin, "commit", "-q", "-m", "Move", day="2023-04-03")
    project = origin.parent / "project"
    project.mkdir()
    git(project, "init", "-q")
    git(project, "submodule", "add", "-q", str(origin), "briefings")
    git(project, "commit", "-q", "-m", "Begin", day="2023-04-09")
    assert read_changes(project) == (ALL, "")


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
                                      "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS"])  # fmt: skip
def test_the_variables_of_a_caller_do_not_matter(
    origin: Path, variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "x")
    assert read_changes(origin) == (ALL, "")


def test_the_settings_of_a_user_do_not_matter(origin: Path) -> None:
    for setting in ("log.showSignature=true", "log.diffMerges=combined", "diff.renames=copies", "core.quotePath=on",
                    "diff.relative=true", "log.follow=true", "format.pretty=oneline", "log.date=relative"):  # fmt: skip
        name, _, value = setting.partition("=")
        git(origin, "config", name, value)
    assert read_changes(origin) == (ALL, "")


def test_a_message_of_git_is_shown_without_control_characters(origin: Path) -> None:
    with pytest.raises(GitError, match=r"^git says 'fatal: [^\x00-\x1f]*'; run 'git fsck'"):
        run_git(origin, "rev-parse", "--verify", "\x1b[31mred")
