"""A pytest plugin that finds the expressions that read a row while a query is being evaluated.

    READ_SITES=sites.json python -m pytest -p read_sites tests/test_golden.py

writes the places of all tracked reads that happened. A place is the position in the code outside the engine at that
moment, so a read through a method of the engine counts once, where the method is called.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from press.incremental import Database

PRESS = Path(sys.modules[Database.__module__].__file__ or "").parents[1]
ENGINE = (str(PRESS / "incremental"), str(PRESS / "site" / "views" / "site_queries.py"))
LAYERS = tuple(f"{PRESS / layer}{os.sep}" for layer in ("library", "site", "outputs", "publish"))

_seen: set[tuple[CodeType, int]] = set()


class RecordingReads:
    """Replaces the set of the nodes that a query has read, and records where the code is at each read."""

    def __init__(self, reads: set[int]) -> None:
        self._reads = reads

    def add(self, node: int) -> None:
        self._reads.add(node)
        self._note(sys._getframe(1))

    def update(self, nodes: Iterable[int]) -> None:
        self._reads.update(nodes)
        self._note(sys._getframe(1))

    @staticmethod
    def _note(frame: FrameType) -> None:
        while frame.f_code.co_filename.startswith(ENGINE) and frame.f_back is not None:
            frame = frame.f_back
        if frame.f_code.co_filename.startswith(LAYERS):
            _seen.add((frame.f_code, frame.f_lasti))

    def __contains__(self, node: int) -> bool:
        return node in self._reads


def _get_reads(database: Database) -> Any:
    return database.__dict__.get("reads")


def _set_reads(database: Database, reads: Any) -> None:
    database.__dict__["reads"] = RecordingReads(reads) if isinstance(reads, set) else reads


def pytest_configure(config: pytest.Config) -> None:
    Database.reads = property(_get_reads, _set_reads)  # type: ignore[assignment]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Writes each place as (file below press/, line, last line, column, last column), sorted; columns count bytes."""
    places = set()
    for code, instruction in _seen:
        place = list(code.co_positions())[instruction // 2]
        places.add((Path(code.co_filename).relative_to(PRESS).as_posix(), *place))
    Path(os.environ["READ_SITES"]).write_text(json.dumps(sorted(places), indent=0), encoding="utf-8")
