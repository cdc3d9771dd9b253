"""content/changes.py: which files changed, by their stamps and then by their bytes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from briefing_files import Write
from press.content.changes import MIN_AGE, SourceFiles, hash_blob, is_entry_file, is_source_file

LAMP, HERALD = "briefings/companies/lamp.yml", "briefings/companies/herald.yml"
OLD = time.time_ns() - 60 * 10**9
"""Long enough ago that stamps are reliable."""


class Reader:
    """Looks for changes, and notes the changed files as read."""

    def __init__(self, root: Path, inputs: SourceFiles | None = None) -> None:
        self.root = root
        self.inputs = inputs or SourceFiles(root, "briefings")

    def read(self, *files: str) -> dict[str, str]:
        """Changed file -> its bytes, among these files or all; empty for a file that is gone."""
        changed = self.inputs.find_changes_in(files) if files else self.inputs.find_changes()[0]
        data = {file: path.read_bytes() if path else b"" for file, path in changed.items()}
        self.inputs.note_read((file, hash_blob(data[file]) if path else "") for file, path in changed.items())
        return {file: text.decode() for file, text in data.items()}

    def next(self) -> Reader:
        """The reader of the next process, which knows what was noted."""
        return Reader(self.root, SourceFiles(self.root, "briefings", dict(self.inputs.known)))


def age(path: Path, when: int = OLD) -> None:
    os.utime(path, ns=(when, when))


@pytest.fixture
def root(briefing: Write) -> Path:
    root = briefing({"companies/lamp.yml": "lamp", "companies/herald.yml": "herald", "README.md": "x"})
    for file in (LAMP, HERALD):
        age(root / file)
    return root


@pytest.fixture
def reader(root: Path) -> Reader:
    reader = Reader(root)
    assert reader.read() == {LAMP: "lamp", HERALD: "herald"}
    return reader


def test_what_was_read_is_not_read_again(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(str(path)))
    assert (reader.read(), reader.next().read(), reader.read(LAMP, HERALD)) == ({}, {}, {})


def test_an_edit(reader: Reader) -> None:
    (reader.root / LAMP).write_text("glow")
    assert (reader.read(), reader.read()) == ({LAMP: "glow"}, {})


def test_an_edit_in_the_next_process(reader: Reader) -> None:
    (reader.root / LAMP).write_text("glow")
    later = reader.next()
    assert (later.read(), later.next().read()) == ({LAMP: "glow"}, {})


def test_a_file_rewritten_with_the_same_bytes_is_not_a_change(reader: Reader) -> None:
    (reader.root / LAMP).write_text("lamp")
    assert reader.read() == {}
    age(reader.root / LAMP, OLD + 1)
    assert reader.read() == {}
    assert reader.inputs.known[LAMP][0][1] == OLD + 1, "its new stamp is known"


def test_an_edit_of_the_same_size_within_one_tick_of_the_clock(root: Path) -> None:
    """Written, read and written again, all with the same time of change: only the bytes show it."""
    now = time.time_ns()
    age(root / LAMP, now)
    reader = Reader(root)
    assert reader.read()[LAMP] == "lamp"
    with (root / LAMP).open("r+") as file:
        file.write("glow")
    age(root / LAMP, now)
    assert reader.read() == {LAMP: "glow"}
    with (root / LAMP).open("r+") as file:
        file.write("damp")
    age(root / LAMP, now)
    assert reader.next().read() == {LAMP: "damp"}


def test_a_file_from_the_future_is_never_trusted(root: Path) -> None:
    later = time.time_ns() + 10**12
    age(root / LAMP, later)
    reader = Reader(root)
    reader.read()
    with (root / LAMP).open("r+") as file:
        file.write("glow")
    age(root / LAMP, later)
    assert reader.read() == {LAMP: "glow"}


def test_a_stamp_becomes_trusted_with_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    age(root / LAMP, now := time.time_ns())
    reader = Reader(root)
    reader.read()
    assert reader.inputs.known[LAMP][0][1] == -1
    monkeypatch.setattr(time, "time_ns", lambda: now + MIN_AGE + 1)
    assert reader.read() == {}
    assert reader.inputs.known[LAMP][0][1] == now


def test_another_file_of_the_same_size_and_time(reader: Reader) -> None:
    """As when `mv` or `git checkout` replaces one file with another."""
    other = reader.root / "other"
    other.write_text("glow")
    age(other)
    other.rename(reader.root / LAMP)
    assert reader.read() == {LAMP: "glow"}


def test_a_file_that_is_gone(reader: Reader) -> None:
    (reader.root / LAMP).unlink()
    assert (reader.read(), reader.read(), list(reader.inputs.known)) == ({LAMP: ""}, {}, [HERALD])


def test_a_file_that_came_and_went_unread(reader: Reader) -> None:
    new = "briefings/companies/new.yml"
    (reader.root / new).write_text("new")
    assert set(reader.inputs.find_changes()[0]) == {new}
    (reader.root / new).unlink()
    assert (reader.read(), reader.read(new)) == ({}, {})


def test_a_file_that_moved(reader: Reader) -> None:
    new = "briefings/products/lamp.yml"
    (reader.root / new).parent.mkdir()
    (reader.root / LAMP).rename(reader.root / new)
    assert (reader.read(), reader.read()) == ({LAMP: "", new: "lamp"}, {})


def test_a_folder_that_is_gone(reader: Reader) -> None:
    (reader.root / "briefings/companies").rename(reader.root / "aside")
    assert reader.read() == {LAMP: "", HERALD: ""}


def test_without_a_folder_at_all_everything_is_gone(reader: Reader) -> None:
    (reader.root / "briefings").rename(reader.root / "aside")
    changed, problems = reader.inputs.find_changes()
    assert (changed, [problem.code for problem in problems]) == ({LAMP: None, HERALD: None}, ["B113"])


def test_only_the_files_asked_for_are_looked_at(reader: Reader) -> None:
    for file in (LAMP, HERALD):
        (reader.root / file).write_text(f"new {file}")
    assert reader.read(LAMP) == {LAMP: f"new {LAMP}"}
    (reader.root / LAMP).unlink()
    assert reader.read(LAMP, "briefings/companies/nothing.yml") == {LAMP: ""}
    assert reader.read() == {HERALD: f"new {HERALD}"}


def test_an_unreadable_file_is_reported_each_time(reader: Reader) -> None:
    link = "briefings/companies/link.yml"
    (reader.root / link).symlink_to("nothing")
    os.mkfifo(reader.root / "briefings/companies/pipe.yml")
    for _ in range(2):
        assert set(reader.inputs.find_changes()[0]) == {link, "briefings/companies/pipe.yml"}


def test_a_doubtful_file_is_read_again_and_its_removal_is_noticed(reader: Reader) -> None:
    reader.inputs.mark_changed(LAMP)
    later = reader.next()
    assert set(later.inputs.find_changes()[0]) == {LAMP}
    (reader.root / LAMP).unlink()
    assert later.read() == {LAMP: ""}


def test_the_stamp_is_from_before_the_file_was_read(reader: Reader) -> None:
    """An edit between looking and noting is found by the next look."""
    (reader.root / LAMP).write_text("glow")
    age(reader.root / LAMP, OLD + 1)
    reader.inputs.find_changes()
    (reader.root / LAMP).write_text("late")
    age(reader.root / LAMP, OLD + 2)
    reader.inputs.note_read([(LAMP, hash_blob(b"glow"))])
    assert reader.read() == {LAMP: "late"}


@pytest.mark.parametrize(
    ("file", "holds", "read"),
    [
        ("briefings/companies/lamp.yml", True, True),
        ("briefings/claims/piece.yml", True, True),
        ("briefings/corrections.yml", True, True),
        ("briefings/claims/piece.lock.yml", False, True),
        ("briefings/claims/.piece.lock.yml.12", False, False),
        ("briefings/companies/.swp.yml", False, False),
        ("briefings/companies/README.md", False, False),
        ("briefings/other/lamp.yml", False, False),
        ("mkdocs.yml", False, False),
    ],
)
def test_which_files_can_hold_entries_and_which_are_read(file: str, holds: bool, read: bool) -> None:
    assert (is_entry_file(file), is_source_file(file)) == (holds, read)


def test_locks_are_read_too(root: Path) -> None:
    lock = root / "briefings/claims/piece.lock.yml"
    lock.parent.mkdir()
    lock.write_text("version: 1")
    age(lock)
    reader = Reader(root)
    assert set(reader.read()) == {LAMP, HERALD, "briefings/claims/piece.lock.yml"}
    lock.write_text("version: 2")
    assert reader.next().read() == {"briefings/claims/piece.lock.yml": "version: 2"}
