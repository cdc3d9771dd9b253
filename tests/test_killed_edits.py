"""Commands that are killed while they write: the next command finds all of the change, or none of it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from changed_files import kill_at
from edited_project import make_project, read_files
from press.cli import main

SPLIT = """\
parts:
  a: {name: Lantern & Co, summary: Start-up for chat., names: [灯笼, Lantern, Lanturn]}
  b: {name: Lamp Works, summary: Maker of lamps.}
assign: {gazette-price/founding: a, gazette-price/valuation: a, gazette-price/april-valuation: a, lamp-works: [a, b],
  herald-launch/founding: a, herald-launch/valuation: a, herald-launch/wrong: a, money: a, docs/about.md: a}
"""
BAD = "- {id: a, text: 'Lanturn and [[lamp-works]].', kind: Event, when: 18 April 2023}\n"
COMMANDS = {
    "an entry": ("rename", "lantern", "lantern-labs"),
    "an article": ("rename", "herald-launch", "herald-start"),
    "a claim": ("rename", "herald-launch/founding", "start"),
    "merge": ("merge", "gazette", "lantern", "--take", "lantern"),
    "split": ("split", "lantern", "a", "b", "--assign", "assign.yml"),
    "new": ("new", "person", "Bo Lamp"),
    "fix": ("check", "--fix"),
}


def lay_project(folder: Path, command: tuple[str, ...]) -> Path:
    project = make_project(folder)
    (project / "assign.yml").write_text(SPLIT, encoding="utf-8")
    if command[0] == "check":
        (project / "briefings/claims/gazette-reprint.yml").write_text(BAD, encoding="utf-8")
    return project


def run_silently(*arguments: str) -> int:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return main(arguments)


@pytest.fixture
def try_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[tuple[str, ...], int], bool]]:
    """`try_kill(command, call)`: kills a command before that call that changes the disk, runs the next command, and
    checks the files; returns whether it was killed."""
    # A killed process loses nothing that it wrote: only a machine that stops does, and waiting for disks takes long.
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    whole: dict[tuple[str, ...], tuple[dict[str, bytes], ...]] = {}

    def run_whole(command: tuple[str, ...]) -> tuple[dict[str, bytes], ...]:
        project = lay_project(tmp_path / f"whole-{len(whole)}", command)
        monkeypatch.chdir(project)
        before = read_files(project)
        run_silently(*command)
        return before, read_files(project)

    def kill(command: tuple[str, ...], call: int) -> bool:
        if command not in whole:
            whole[command] = run_whole(command)
        before, after = whole[command]
        assert before != after
        count = sum(1 for _ in tmp_path.iterdir())
        project = lay_project(tmp_path / f"killed-{count}", command)
        monkeypatch.chdir(project)
        was_killed = kill_at(call, lambda: run_silently(*command))
        run_silently("check")
        assert read_files(project) in ((before, after) if was_killed else (after,))
        assert not (project / ".briefing-edit").exists()
        run_silently(*command)
        assert read_files(project) == after
        return was_killed

    yield kill


def test_killed_at_some_moments(try_kill: Callable[[tuple[str, ...], int], bool]) -> None:
    chance = random.Random(7)
    killed = [try_kill(COMMANDS["an entry"], chance.randrange(1, 110)) for _ in range(10)]
    assert sum(killed) >= 5


@pytest.mark.prove
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_many_moments(
    try_kill: Callable[[tuple[str, ...], int], bool], record_property: Callable[[str, object], None], name: str
) -> None:
    chance, killed, latest = random.Random(name), 0, 300
    while killed < 20:
        call = chance.randrange(1, latest)
        if try_kill(COMMANDS[name], call):
            killed += 1
            record_property("killed edits", 1)
        else:
            latest = max(call, 2)
