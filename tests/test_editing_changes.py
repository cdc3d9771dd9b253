"""Changes to several files: all of them or none, whatever happens in between."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from changed_files import NEW, OLD, change_all, kill_at, lay_files, read_files
from press.desk.editing import journal
from press.desk.editing.changes import ChangeSet, Refused, recover


def test_all_changes_are_made_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    changed = change_all(lay_files(tmp_path)).apply()
    assert read_files(tmp_path) == NEW
    assert changed == ["a.yml", "c.yml", "d.yml", "deep/er/e.yml", "sub/b.yml"]


def test_a_diff_is_shown_and_git_can_apply_it(tmp_path: Path) -> None:
    changes = change_all(lay_files(tmp_path / "p"))
    patch = changes.format_diff()
    assert read_files(tmp_path / "p") == OLD
    assert "copy from a.yml\ncopy to d.yml\n" in patch
    assert "-name: B\n\\ No newline at end of file\n+name: Beta\n\\ No newline at end of file\n" in patch
    arguments = ["git", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(arguments, cwd=tmp_path / "p", input=patch.encode(), check=True)
    assert read_files(tmp_path / "p") == NEW


def test_a_diff_says_that_a_file_is_renamed(tmp_path: Path) -> None:
    changes = ChangeSet(lay_files(tmp_path), "a test")
    changes.rename("c.yml", "f.yml")
    changes.replace("f.yml", "x: 2\n")
    assert changes.format_diff() == (
        "diff --git a/c.yml b/f.yml\nrename from c.yml\nrename to f.yml\n"
        "--- a/c.yml\n+++ b/f.yml\n@@ -1 +1 @@\n-x: 1\n+x: 2\n"
    )


def test_a_diff_shows_no_bytes_of_a_picture(tmp_path: Path) -> None:
    changes = ChangeSet(lay_files(tmp_path), "a test")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\0\0")
    changes.delete("a.png")
    assert changes.format_diff() == (
        "diff --git a/a.png b/a.png\ndeleted file mode 100644\nBinary files a/a.png and /dev/null differ\n"
    )


def test_a_diff_escapes_what_a_terminal_would_obey(tmp_path: Path) -> None:
    changes = ChangeSet(tmp_path, "a test")
    changes.create("a.md", "red\x1b[31m\n")
    assert "+red\\u001b[31m\n" in changes.format_diff()


@pytest.mark.parametrize("meanwhile", [b"name: Other\n", None], ids=["changed", "removed"])
def test_a_file_that_changed_since_it_was_read_is_refused(tmp_path: Path, meanwhile: bytes | None) -> None:
    changes = change_all(lay_files(tmp_path))
    if meanwhile is None:
        (tmp_path / "c.yml").unlink()
    else:
        (tmp_path / "c.yml").write_bytes(meanwhile)
    before = read_files(tmp_path)
    with pytest.raises(Refused, match=r"c\.yml changed since it was read"):
        changes.apply()
    assert read_files(tmp_path) == before


def test_a_file_that_appeared_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    changes = change_all(lay_files(tmp_path))
    (tmp_path / "d.yml").write_text("mine")
    with pytest.raises(Refused, match=r"d\.yml appeared since"):
        changes.apply()
    assert (tmp_path / "d.yml").read_text() == "mine"


@pytest.mark.parametrize("file", ["../x.yml", "/etc/x.yml", "link/x.yml", "a/../../x.yml", ""])
def test_no_file_outside_the_project_is_touched(tmp_path: Path, file: str) -> None:
    project = lay_files(tmp_path / "project")
    (project / "link").symlink_to(tmp_path)
    with pytest.raises(Refused, match="not a file of this project"):
        ChangeSet(project, "a test").create(file, "x")


def test_symbolic_links_and_existing_files_are_refused(tmp_path: Path) -> None:
    (lay_files(tmp_path) / "link.yml").symlink_to(tmp_path / "a.yml")
    changes = ChangeSet(tmp_path, "a test")
    with pytest.raises(Refused, match="symbolic link"):
        changes.replace("link.yml", "x")
    with pytest.raises(Refused, match="never overwritten"):
        changes.create("a.yml", "x")
    with pytest.raises(Refused, match="there is no file b"):
        changes.delete("b.yml")


def test_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    (lay_files(tmp_path) / "c.yml").chmod(0o640)
    changes = ChangeSet(tmp_path, "a test")
    changes.replace("c.yml", "x: 3\n")
    changes.apply()
    assert (tmp_path / "c.yml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failing", range(4))
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_move_that_fails_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException
) -> None:
    changes, moved = change_all(lay_files(tmp_path)), [0]
    move = journal._move

    def fail(*arguments: object) -> bool:
        moved[0] += 1
        if moved[0] == failing + 1:
            raise error
        return move(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(journal, "_move", fail)
    with pytest.raises(type(error)):
        changes.apply()
    assert read_files(tmp_path) == OLD
    assert recover(tmp_path) == []


def recover_from(root: Path, call: int) -> bool:
    """Whether the change was killed before that call; afterwards all of its files are old, or all are new."""
    was_killed = kill_at(call, lambda: change_all(root).apply())
    lines = recover(root)
    assert all("completed: a test" in line for line in lines)
    found = {name: data for name, data in read_files(root).items() if not name.startswith(f"{journal.JOURNAL}.new")}
    assert found in ((NEW,) if lines or not was_killed else (OLD, NEW))
    return was_killed


def test_what_was_killed_is_completed_or_never_began(tmp_path: Path) -> None:
    call = 1
    while recover_from(lay_files(tmp_path / str(call)), call):
        call += 1
    assert call > 30


def test_what_somebody_changed_after_a_kill_is_left_as_it_is(tmp_path: Path) -> None:
    found = 0
    for call in range(1, 40):
        root = lay_files(tmp_path / str(call))
        kill_at(call, lambda root=root: change_all(root).apply())  # type: ignore[misc]
        if (root / journal.JOURNAL).exists() and (root / "sub/b.yml").read_bytes() == OLD["sub/b.yml"]:
            (root / "sub/b.yml").write_text("mine")
            assert "sub/b.yml was changed meanwhile, and was left as it is" in recover(root)
            assert read_files(root) == {**NEW, "sub/b.yml": b"mine"}
            found += 1
    assert found > 3


@pytest.mark.parametrize("failing", range(8))
def test_a_disk_that_is_full_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    changes, written = change_all(lay_files(tmp_path)), [0]
    write = journal.write_file

    def fail(path: Path, data: bytes) -> None:
        written[0] += 1
        if written[0] == failing + 1:
            raise OSError(28, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr(journal, "write_file", fail)
    with pytest.raises(OSError, match="No space left"):
        changes.apply()
    assert read_files(tmp_path) == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yml", "c.yml", "sub"]


def test_two_commands_do_not_write_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = change_all(lay_files(tmp_path))
    monkeypatch.setattr(journal, "MAX_WAIT", 0.1)
    with journal.lock_project(tmp_path), pytest.raises(Refused, match="another command"):
        changes.apply()
    changes.apply()
    assert read_files(tmp_path) == NEW


def test_a_journal_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    os.mkdir(tmp_path / journal.JOURNAL)
    with pytest.raises(Refused, match=r"\.briefing-edit/ holds a change"):
        recover(tmp_path)
