"""publish/files.py: every byte is written, or the write fails with its path."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import Any

import pytest

from press.publish import files
from press.publish.files import write_file

DATA = bytes(range(256)) * 40


class Slow(io.FileIO):
    """A file of a system that takes at most `most` bytes in one call."""

    most = 100

    def write(self, data: Any) -> int:
        return super().write(memoryview(data)[: self.most])


class Full(Slow):
    most = 0


class Forgetful(io.FileIO):
    """A file of a system that takes every byte and keeps half of them."""

    def write(self, data: Any) -> int:
        super().write(memoryview(data)[: len(data) // 2])
        return len(data)


def replace_files(monkeypatch: pytest.MonkeyPatch, kind: type[io.FileIO]) -> None:
    monkeypatch.setattr(files, "open", lambda path, mode, buffering: kind(path, "w"), raising=False)


@pytest.mark.parametrize("data", [b"", b"x", DATA], ids=len)
def test_a_system_that_takes_few_bytes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    replace_files(monkeypatch, Slow)
    write_file(tmp_path / "page.html", data)
    assert (tmp_path / "page.html").read_bytes() == data


@pytest.mark.parametrize(("kind", "error"), [(Full, errno.ENOSPC), (Forgetful, errno.EIO)])
def test_a_system_that_keeps_less_than_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[io.FileIO], error: int
) -> None:
    replace_files(monkeypatch, kind)
    with pytest.raises(OSError, match=os.strerror(error)) as raised:
        write_file(tmp_path / "page.html", DATA)
    assert (raised.value.errno, raised.value.filename) == (error, str(tmp_path / "page.html"))
