"""The stores of a project: where they are, how they are opened, and what is logged about a damaged one."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path

from ..incremental.packing import Damaged
from ..incremental.store import Store

log = logging.getLogger("mkdocs.hooks.briefing")

CACHE = ".briefing-cache"
"""The folder of the stores, next to mkdocs.yml."""


def store_path(root: Path, kind: str, key: str) -> Path:
    """Where the store of a kind (build, serve or check) and key is."""
    return root / CACHE / f"{kind}-{key}.db"


def open_store(path: Path) -> Store | None:
    """The store at a path; None if there is none or it is damaged, which is logged."""
    if not os.path.isfile(path):  # unlike Path.is_file, False where the folder may not be read
        return None
    try:
        return Store(path)
    except Damaged as error:
        log_damage(error)
        discard(path)
        return None


def log_damage(error: Damaged) -> None:
    log.info("The cache in %s cannot be used (%s): everything will be built again.", CACHE, error)


def discard(path: Path) -> None:
    """Removes a store."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
