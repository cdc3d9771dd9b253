"""The moves by which a warm build changes the published folder, and how they are completed or taken back.

All that can fail for want of room is done before the first move: a journal lists the moves, the folders that they need
are made, and the old files that they replace or remove are kept under a second name. What is left are renames.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from .files import link_file, list_files, make_folder, move_file, remove_file, write_file

JOURNAL = ".briefing-moves"
"""The file of a patch that lists its moves."""
KEPT = ".briefing-kept"
"""The folder of a patch with the old versions of what it replaces or removes."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The paths of the files that a patch adds, replaces and removes."""

    added: list[str]
    replaced: list[str]
    removed: list[str]


def prepare_moves(patch: Path, site: Path, removed: Iterable[str], mark: str) -> Moves:
    """Readies the folder `patch` of new files for its moves into `site`; writes nothing that a reader would see. The
    file `mark` is moved apart from the others, when all is done. Raises OSError."""
    new = sorted(path for path in list_files(patch) if path != mark)
    has_old = {path for path in new if os.path.isfile(site / path)}
    moves = Moves(
        [path for path in new if path not in has_old],
        [path for path in new if path in has_old],
        [path for path in removed if path not in has_old and os.path.isfile(site / path)],
    )
    for path in (*moves.replaced, *moves.removed):
        link_file(site / path, patch / KEPT / path)
    write_file(patch / JOURNAL, json.dumps(asdict(moves)).encode())
    for folder in sorted({(site / path).parent for path in moves.added}):
        make_folder(folder)
    return moves


def read_moves(patch: Path) -> Moves | None:
    """The moves that the journal of a patch lists; None if it has none, or not all of one."""
    try:
        values = json.loads((patch / JOURNAL).read_bytes())
        return Moves(**values)
    except (OSError, ValueError, TypeError):
        return None


def complete_moves(moves: Moves, patch: Path, site: Path, mark: str) -> None:
    """Does what is left of the moves. Files that are new come first, because no page links to them yet."""
    for path in (*moves.added, *moves.replaced):
        move_file(patch / path, site / path)
    for path in moves.removed:
        remove_file(site, path)
    move_file(patch / mark, site / mark)


def take_back_moves(moves: Moves, patch: Path, site: Path) -> None:
    """Puts the old files back, whichever of the moves were done."""
    for path in moves.added:
        remove_file(site, path)
    for path in (*moves.replaced, *moves.removed):
        move_file(patch / KEPT / path, site / path)
