"""Copies of a project as a clone has it. Imports only the standard library: the proof runs without pytest's paths."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def copy_tracked_files(project: Path, folder: Path) -> None:
    """Copies the files of a project that git tracks, or would if they were added; links stay links."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=project, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (project / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(project / name, folder / name, follow_symlinks=False)
