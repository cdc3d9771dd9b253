"""publish/staging.py: a patch of the published folder, which the next build completes, and the mark that names it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Container
from itertools import count
from pathlib import Path

import pytest

from press.publish import patch as moves
from press.publish.staging import MARK, Staging
from test_staging import beside, read_files, write

OLD = {"index.html": b"old", "a/b.html": b"old b", "a/c.html": b"old c", "theme.css": b"old theme", "gone/x/y": b"y"}
NEW = {"index.html": b"new", "a/b.html": b"old b", "d/e/f.html": b"new f", "theme.css": b"old theme"}
WRITTEN = {"index.html": b"new", "d/e/f.html": b"new f", "theme.css": b"old theme"}
"""What the second build writes; it knows that a/b.html stays the same, but cannot know that for the theme."""
REMOVED = ["a/c.html", "gone/x/y", "never/was"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    build = Staging(tmp_path / "site")
    build.open()
    write(build.folder, OLD)
    build.swap("first")
    return tmp_path / "site"


def patched(site: Path) -> Staging:
    """A build that is ready to patch."""
    build = Staging(site)
    build.open()
    write(build.folder, WRITTEN)
    return build


def patch(build: Staging) -> None:
    build.patch("second", ["theme.css"], REMOVED)


def test_a_patch(site: Path) -> None:
    kept = {name: (site / name).stat().st_ino for name in ("a/b.html", "theme.css")}
    patch(patched(site))
    assert (read_files(site), beside(site), Staging(site).token) == (NEW, {"site"}, "second")
    assert {name: (site / name).stat().st_ino for name in kept} == kept, "unchanged files are left alone"
    assert sorted(path.name for path in site.rglob("*") if path.is_dir()) == ["a", "d", "e"], "no empty folder is left"


def test_a_doubtful_file_that_differs_is_replaced(site: Path) -> None:
    build = patched(site)
    write(build.folder, {"theme.css": b"new theme"})
    patch(build)
    assert read_files(site) == {**NEW, "theme.css": b"new theme"}


def test_a_patch_of_nothing(site: Path) -> None:
    build = Staging(site)
    build.open()
    build.patch("third", [], [])
    assert (read_files(site), beside(site), Staging(site).token) == (OLD, {"site"}, "third")


def test_what_is_written_and_left_out(site: Path) -> None:
    build = patched(site)
    assert build.list_files_except(["index.html"]) == ["d/e/f.html", "theme.css"]
    build.discard(["theme.css", "index.html"])
    assert build.list_files_except([]) == ["d/e/f.html"]
    build.patch("second", [], [])
    assert read_files(site) == {**OLD, "d/e/f.html": b"new f"}


def test_the_token_names_what_is_published(tmp_path: Path) -> None:
    build = Staging(tmp_path / "site")
    assert build.token == ""
    for token in ("", "abc", ""):
        build.open()
        build.swap(token)
        assert build.token == token
        assert (tmp_path / "site" / MARK).read_text().startswith("This folder is made by the build")
    (tmp_path / "site" / MARK).unlink()
    assert build.token == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [({"a": b"file"}, {"a/index.html": b"page"}), ({"a/b/index.html": b"page"}, {"a": b"file"})],
    ids=["a file becomes a folder", "a folder becomes a file"],
)
def test_files_and_folders_with_the_same_name(tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    site = tmp_path / "site"
    build = Staging(site)
    build.open()
    write(build.folder, old)
    build.swap("first")
    build.open()
    write(build.folder, new)
    build.patch("second", list(new), list(old))
    assert (read_files(site), beside(site)) == (new, {"site"})


# Killed


class Killed(BaseException):
    """Stops everything, like SIGKILL."""


def dying(call: Callable[..., object], after: int) -> Callable[..., object]:
    """Wraps `call` so that it is killed after a number of calls, before doing anything."""
    left = [after]

    def run(*arguments: object, **options: object) -> object:
        if not left[0]:
            raise Killed
        left[0] -= 1
        return call(*arguments, **options)

    return run


CALLS: list[tuple[object, str]] = [
    (os, "replace"),
    (Path, "unlink"),
    (Path, "rmdir"),
    (Path, "mkdir"),
    (Path, "rename"),
]


@pytest.mark.parametrize(("where", "name"), CALLS, ids=[name for _, name in CALLS])
@pytest.mark.parametrize("after", range(5))
def test_a_killed_patch_is_completed(
    site: Path, monkeypatch: pytest.MonkeyPatch, where: object, name: str, after: int
) -> None:
    """Or it never started. Once the next build has opened the site, it is never anything else."""
    build = patched(site)
    with monkeypatch.context() as killing:
        killing.setattr(where, name, dying(getattr(where, name), after))
        try:
            patch(build)
        except Killed:
            assert build._lock is not None
            build._lock.close()
    begun = Staging(site).token == "second" or (site.parent / ".site.patch").exists()
    following = Staging(site)
    following.open()
    assert (read_files(site), following.token) == ((NEW, "second") if begun else (OLD, "first"))
    following.close()
    assert beside(site) == {"site"}


def test_one_kill_after_another(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = patched(site)
    for moment in range(20):
        with monkeypatch.context() as killing:
            killing.setattr(os, "replace", dying(os.replace, moment))
            try:
                if build._lock is not None:
                    patch(build)
                else:
                    build.open()
                    break
            except Killed:
                assert build._lock is not None
                build._lock.close()
                build._lock = None
    assert (read_files(site), build.token) == (NEW, "second")
    build.close()


def test_killed_when_only_the_journal_of_the_patch_is_left(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = patched(site)
    with monkeypatch.context() as killing:
        killing.setattr(Path, "rename", dying(Path.rename, 1))
        with pytest.raises(Killed):
            patch(build)
    assert build._lock is not None
    build._lock.close()
    assert (site.parent / ".site.patch").is_dir()
    following = Staging(site)
    following.open()
    following.swap("third")
    assert (read_files(site), beside(site)) == ({}, {"site"})


def test_the_mark_names_the_old_site_until_the_new_one_is_complete(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = patched(site)
    with monkeypatch.context() as killing:
        killing.setattr(moves, "remove_file", dying(moves.remove_file, 0))
        with pytest.raises(Killed):
            patch(build)
    assert build._lock is not None
    build._lock.close()
    assert Staging(site).token == "first"
    assert (site / "index.html").read_bytes() == b"new"


# Faults of the disk


def failing(call: Callable[..., object], numbers: Container[int]) -> Callable[..., object]:
    """`call`, which fails for want of space when it is called for the n-th time, n being one of these numbers."""
    counted = count()

    def run(*arguments: object, **options: object) -> object:
        if next(counted) in numbers:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
        return call(*arguments, **options)

    return run


FAULTY: list[tuple[object, str]] = [*CALLS, (os, "link"), (moves, "write_file"), (moves, "link_file")]


@pytest.mark.parametrize(("where", "name"), FAULTY, ids=[name for _, name in FAULTY])
@pytest.mark.parametrize("number", range(5))
def test_a_fault_in_a_patch_puts_the_old_site_back(
    site: Path, monkeypatch: pytest.MonkeyPatch, where: object, name: str, number: int
) -> None:
    build = patched(site)
    with monkeypatch.context() as faulty:
        faulty.setattr(where, name, failing(getattr(where, name), (number,)))
        try:
            patch(build)
            expected = (NEW, "second")
        except OSError as error:
            assert error.errno == errno.ENOSPC
            expected = (OLD, "first")
    build.close()
    assert (read_files(site), build.token) == expected
    patch(patched(site))
    assert (read_files(site), beside(site), build.token) == (NEW, {"site"}, "second")


@pytest.mark.parametrize("number", range(3))
def test_if_the_old_site_cannot_be_put_back_the_next_build_does(
    site: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    build = patched(site)
    with monkeypatch.context() as faulty:
        faulty.setattr(os, "replace", failing(os.replace, range(number, 100)))
        with pytest.raises(OSError, match="No space left"):
            patch(build)
    build.close()
    following = Staging(site)
    following.open()
    assert (read_files(site), following.token, following.is_between_sites) == (OLD, "first", False)
    following.close()
    assert beside(site) == {"site"}


def test_on_a_file_system_without_hard_links(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    build = patched(site)
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(moves, "remove_file", failing(moves.remove_file, (1,)))
    with pytest.raises(OSError, match="No space left"):
        patch(build)
    build.close()
    assert (read_files(site), build.token) == (OLD, "first")


def test_a_patch_whose_journal_cannot_be_read_is_not_guessed(site: Path) -> None:
    """The next build writes everything: the mark no longer says what is published."""
    write(site.parent / ".site.patch", {"index.html": b"new", moves.JOURNAL: b'{"added": ["d/e/f.ht'})
    build = Staging(site)
    build.open()
    assert (read_files(site), build.token) == (OLD, "")
    build.close()
    assert beside(site) == {"site"}


def test_the_whole_site_in_one_step(site: Path) -> None:
    build = patched(site)
    build.fill(["a/b.html", "theme.css"])
    build.swap("second")
    assert (read_files(site), beside(site), build.token) == (NEW, {"site"}, "second")
