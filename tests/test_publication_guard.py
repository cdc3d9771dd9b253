"""publication_guard: it notices what a test reads from the publication, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publication_guard import ROOT, watch_publication


def test_reading_the_publication_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with watch_publication() as found:
        (ROOT / "mkdocs.yml").read_bytes()
        Path("mkdocs.yml").read_bytes()
        list((ROOT / "docs").iterdir())
        os.listdir("briefings")
        subprocess.run([sys.executable, "-m", "mkdocs", "--version"], check=True, capture_output=True)
    assert found == [
        f"{ROOT}/mkdocs.yml", "mkdocs.yml", f"{ROOT}/docs", "briefings", f"{sys.executable} -m mkdocs --version",
    ]  # fmt: skip


def test_reading_anything_else_is_allowed(tmp_path: Path) -> None:
    with watch_publication() as found:
        (tmp_path / "mkdocs.yml").write_text("site_name: Another", encoding="utf-8")
        (tmp_path / "mkdocs.yml").read_bytes()
        (ROOT / "pyproject.toml").read_bytes()
        list((ROOT / "hooks").iterdir())
        subprocess.run([sys.executable, "-m", "mkdocs", "--version"], check=True, capture_output=True, cwd=tmp_path)
    assert found == []
