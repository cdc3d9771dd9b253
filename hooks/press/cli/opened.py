"""A briefing with what the last check knew about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ..incremental import Damaged, Store
from ..publish.cache import discard, open_store, store_path
from ..publish.cache_key import compute_key
from .project import Project

PRESS = Path(__file__).resolve().parents[1]
ResultT = TypeVar("ResultT")


def use_store(project: Project, use: Callable[[Path, Store | None], ResultT]) -> ResultT:
    """Calls `use` with the path of the store of the checks of a project, and with the store, None if there is none.
    Calls it again without a store if the one that is there turns out to be damaged."""
    path = store_path(project.root, "check", compute_key(project.folder, [PRESS]))
    store = open_store(path)
    try:
        return use(path, store)
    except Damaged:
        if store:
            store.close()
            discard(path)
        return use(path, None)
    finally:
        if store:
            store.close()
