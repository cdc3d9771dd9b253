"""The key of a store: one digest of everything that pages are made with, besides entries and hand-written pages.

A store with another key is never read. A key that changes without need costs one full build; a key that does not
change when it must leaves old pages on the site. So it holds what may matter, not what is known to.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

Plain: TypeAlias = "None | bool | int | float | str | list[Plain] | dict[str, Plain]"
"""What JSON can hold."""


def compute_key(settings: Plain, paths: Iterable[Path]) -> str:
    """The key for `settings`, the files at and below `paths`, this Python and every package that it can import."""
    parts = [sys.version, [list(package) for package in list_packages()], settings, [digest_of(top) for top in paths]]
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=12).hexdigest()


def list_packages() -> list[tuple[str, str]]:
    """(name, version) of every installed package, sorted by name; of two with one name, the one that Python imports.

    Both are read from the names of the `.dist-info` folders, which takes a twentieth of the time of reading the
    metadata in them: https://packaging.python.org/en/latest/specifications/recording-installed-packages/
    All packages count, not only those of requirements.txt: a theme, a plugin or a fork of MkDocs may bring others.
    """
    versions: dict[str, str] = {}
    for folder in sys.path:
        for name, version in _list_packages_in(folder):
            versions.setdefault(name, version)
    return sorted(versions.items())


def is_installed(folder: Path) -> bool:
    """Whether a folder belongs to an installed package, so that the version of the package speaks for its files. The
    files of a package installed in editable mode are elsewhere, and change without a new version."""
    real = Path(os.path.realpath(folder))
    places = (os.path.realpath(place) for place in sys.path if place)
    return any(real.is_relative_to(place) and _list_names(place, (".dist-info",)) for place in places)


def _list_packages_in(folder: str) -> list[tuple[str, str]]:
    """(name, version) of the packages installed in one folder of `sys.path`."""
    names = (name.rpartition(".")[0].partition("-") for name in _list_names(folder, (".dist-info", ".egg-info")))
    return [(name.lower().replace(".", "_"), version) for name, _, version in names]


def _list_names(folder: str, endings: tuple[str, ...]) -> list[str]:
    """The names in a folder with one of some endings, sorted; none where it is no readable folder."""
    try:
        return sorted(name for name in os.listdir(folder or ".") if name.endswith(endings))
    except OSError:
        return []


def digest_of(top: Path) -> str:
    """A digest of a file, or of all files below a folder with their names; the same for any place of the folder.

    Symbolic links are followed, as MkDocs and Jinja do. A path where there is nothing has a digest too.
    """
    found = hashlib.blake2b(digest_size=12)
    start = len(str(top)) + 1
    for file in _list_files(str(top)) if top.is_dir() else [str(top)]:
        try:
            data = Path(file).read_bytes()
            size = len(data)
        except OSError:  # gone, or not ours to read, which is for whoever needs the file to report
            data, size = b"", -1
        found.update(f"{file[start:]} {size}\0".encode(errors="surrogateescape") + data)
    return found.hexdigest()


def _list_files(folder: str, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Every file below a folder in a fixed order, compiled Python left out. `above` are the folders that contain this
    one: a link back to one of them ends there."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        with os.scandir(folder) as items:
            found = sorted(items, key=lambda item: item.name)
    except OSError:
        return
    for item in found:
        if item.is_file():
            yield item.path
        elif item.name != "__pycache__" and item.is_dir():
            yield from _list_files(item.path, (*above, real))
