"""Where the stores of a project lie, what their versions depend on, and whether there is anything to build at all.

Stands by itself: a build with nothing to do reads this and little else.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from os.path import isfile
from pathlib import Path
from typing import Any

from ..content.changes import SourceFiles
from ..incremental.store import FORMAT, Damaged, Store
from ..library.git import head_of

log = logging.getLogger("mkdocs.hooks.briefing")

CACHE = ".briefing-cache"
"""The folder of the stores, beside mkdocs.yml."""
PACKAGES = ("mkdocs", "mkdocs-material", "pymdown-extensions", "jinja2", "markdown", "nh3", "pydantic", "pyyaml")


def fingerprint(folders: Iterable[Path], **settings: Any) -> str:
    """The version of everything but the entries that pages are made with: code, theme, packages and settings."""
    found = hashlib.blake2b(digest_size=12)
    found.update(json.dumps([FORMAT, platform.python_version(), *map(version, PACKAGES)]).encode())
    found.update(json.dumps(settings, sort_keys=True, default=str).encode())
    for top in dict.fromkeys(folders):
        found.update(digest_of(top).encode())
    return found.hexdigest()


def digest_of(top: Path) -> str:
    """A digest of all files of a folder, or of one file."""
    found = hashlib.blake2b(digest_size=12)
    for file in [top] if top.is_file() else _files(top):
        data = file.read_bytes()
        found.update(f"{file.relative_to(top)} {len(data)}\0".encode() + data)
    return found.hexdigest()


def _files(top: Path) -> list[Path]:
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [Path(folder, name) for name in names]
    return sorted(file for file in found if file.is_file())


def store_path(root: Path, kind: str, fingerprint: str) -> Path:
    """Where the store of a kind (build, serve or check) and version lies."""
    return root / CACHE / f"{kind}-{fingerprint}.db"


def open_store(path: Path) -> Store | None:
    """A store; None where there is none or it cannot be used, which is noted."""
    if not path.is_file():
        return None
    try:
        return Store(path)
    except Damaged as error:
        note_damage(error)
        discard(path)
        return None


def note_damage(error: Exception) -> None:
    log.info("The cache in %s is damaged (%s): everything is made anew.", CACHE, error)


def discard(path: Path) -> None:
    """Removes a store."""
    for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with suppress(OSError):
            name.unlink(missing_ok=True)


class Standing:
    """What a build begins with: the project, and what stands published in `site`, whose mark holds `token`."""

    def __init__(self, root: Path, folder: str, docs: Path, site: Path, token: str, store: Store) -> None:
        self._root, self._docs, self._site, self._token, self._store = root, docs, site, token, store
        self.inputs = SourceFiles.restore(root, folder, store)

    @property
    def is_unchanged(self) -> bool:
        """Whether a build would give what stands already: nothing changed, and the last build had no warnings."""
        store = self._store
        told = store.meta("warnings") == "0" and store.meta("site") == self._token
        if not told or store.meta("docs") != digest_of(self._docs) or store.meta("head") != head_of(self._root):
            return False
        return self.inputs.find_changes() == ({}, []) and all_exist(self._site, store.output_paths())


def all_exist(site: Path, paths: Iterable[str]) -> bool:
    """Whether all of some files of a site exist."""
    top = f"{site}/"
    return all(isfile(top + path) for path in paths)
