"""The key of a store: one digest of everything that pages are made from, except entries and hand-written pages.

A store with another key is never read. A key that changes needlessly costs one full build; a key that fails to change
leaves outdated pages on the site. So it covers everything that may matter, not only what is known to matter.
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
    """(name, version) of every installed package, sorted by name; if two have the same name, the one that Python
    imports.

    Both are read from the names of the `.dist-info` folders, which takes a twentieth of the time of reading the
    metadata in them: https://packaging.python.org/en/latest/specifications/recording-installed-packages/ All packages
    count, not only those in requirements.txt: a theme, a plugin or a fork of MkDocs may bring others.
    """
    versions: dict[str, str] = {}
    for folder in sys.path:
        for name, version in _list_packages_in(folder):
            versions.setdefault(name, version)
    return sorted(versions.items())


def is_installed(folder: Path) -> bool:
    """Whether a folder belongs to an installed package, so that the package's version covers its files. The files of a
    package installed in editable mode are elsewhere, and change without a new version."""
    real = Path(os.path.realpath(folder))
    places = (os.path.realpath(place) for place in sys.path if place)
    return any(real.is_relative_to(place) and _list_names(place, (".dist-info",)) for place in places)


def _list_packages_in(folder: str) -> list[tuple[str, str]]:
    """(name, version) of the packages installed in one folder of `sys.path`."""
    names = (name.rpartition(".")[0].partition("-") for name in _list_names(folder, (".dist-info", ".egg-info")))
    return [(name.lower().replace(".", "_"), version) for name, _, version in names]


def _list_names(folder: str, endings: tuple[str, ...]) -> list[str]:
    """The names in a folder with one of some endings, sorted; none if it is not a readable folder."""
    try:
        return sorted(name for name in os.listdir(folder or ".") if name.endswith(endings))
    except OSError:
        return []


def digest_of(top: Path) -> str:
    """A digest of a file, or of all files below a folder with their names; it does not depend on where the folder is.

    Symbolic links are followed, as MkDocs and Jinja do. A path where nothing exists has a digest too.
    """
    digest = hashlib.blake2b(digest_size=12)
    start = len(str(top)) + 1
    for file in _list_files(str(top)) if top.is_dir() else [str(top)]:
        try:
            data = Path(file).read_bytes()
            size = len(data)
        except OSError:  # gone or not readable; whatever needs the file will report that
            data, size = b"", -1
        digest.update(f"{file[start:]} {size}\0".encode(errors="surrogateescape") + data)
    return digest.hexdigest()


def _list_files(folder: str, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Every file below a folder in a fixed order, without compiled Python. `above` are the folders that contain this
    one: a link back to one of them is not followed."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        with os.scandir(folder) as items:
            children = sorted(items, key=lambda item: item.name)
    except OSError:
        return
    for item in children:
        if item.is_file():
            yield item.path
        elif item.name != "__pycache__" and item.is_dir():
            yield from _list_files(item.path, (*above, real))
