"""A change to several files for tests, and processes that are killed while they make one."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from press.desk.editing.changes import ChangeSet

OLD = {"a.yml": b"name: A\r\n", "sub/b.yml": b"name: B", "c.yml": b"x: 1\n"}
NEW = {"d.yml": b"name: A\r\n", "sub/b.yml": b"name: Beta", "deep/er/e.yml": b"e\n", "a.yml": b"moved_to: d\n"}
"""The files before and after."""
_WRITING = ("open", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "chmod")


def lay_files(root: Path) -> Path:
    """Writes the files of OLD to a folder, which may not exist."""
    root.mkdir(exist_ok=True)
    for name, content in OLD.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content)
    return root


def read_files(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def change_all(root: Path) -> ChangeSet:
    """The change that makes NEW from OLD."""
    changes = ChangeSet(root, "a test")
    changes.copy("a.yml", "d.yml")
    changes.replace("a.yml", "moved_to: d\n")
    changes.replace("sub/b.yml", "name: Beta")
    changes.create("deep/er/e.yml", "e\n")
    changes.delete("c.yml")
    return changes


def kill_at(call: int, run: Callable[[], object]) -> bool:
    """Runs something in a process of its own, which is killed before its `call`-th call that changes the disk; returns
    whether it was, False if it made fewer calls."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            _kill_later(call)
            run()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def _kill_later(calls: int) -> None:
    left = calls

    def make_killing(real: Callable[..., Any]) -> Callable[..., Any]:
        def count(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return count

    for name in _WRITING:
        setattr(os, name, make_killing(getattr(os, name)))
