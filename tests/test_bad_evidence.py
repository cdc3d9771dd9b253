"""Each folder in tests/bad-evidence is one mistake that only the text of an article shows.

`briefings/` is laid over tests/bad/base; `evidence/` and `quote.txt` are beside it. `commands.txt` has one command per
line, for git or `python hooks`, with its input after `<`. `problems.txt` is what they print, written by `pytest
--update`.
"""

from __future__ import annotations

import io
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from press.cli import main

BASE = Path(__file__).parent / "bad" / "base"
BAD = Path(__file__).parent / "bad-evidence"
MISTAKES = sorted(path.name for path in BAD.iterdir())


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs one line of commands.txt in the current folder."""
    command, _, given = line.partition(" < ")
    arguments = shlex.split(command)
    if arguments[0] == "git":
        subprocess.run(arguments, check=True)
        return
    data = Path(given).read_bytes() if given else b""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(arguments) in (0, 1)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake(
    mistake: str, tmp_path: Path, update: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = BAD / mistake / "problems.txt"
    shutil.copytree(BASE, tmp_path / "briefings")
    shutil.copytree(BAD / mistake, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for line in Path("commands.txt").read_text(encoding="utf-8").splitlines():
        run(line, monkeypatch)
    printed, errors = capsys.readouterr()
    if update:
        expected.write_text(printed, encoding="utf-8")
    assert errors == ""
    assert printed == expected.read_text(encoding="utf-8")
