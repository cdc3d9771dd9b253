"""What `mkdocs gh-deploy` pushes: the published site without the file that marks its folder."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from press.publish.staging import MARK


def copy_without_mark(site: Path) -> str:
    """A copy of the published site without its mark, which is removed when this process ends. Its files are hard links
    if the file system has them, so that the copy takes little time and no room."""
    copy = tempfile.mkdtemp(prefix=f".{site.name}.deploying-", dir=site.parent)
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(MARK), copy_function=_link_file, dirs_exist_ok=True)
    return copy


def _link_file(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
