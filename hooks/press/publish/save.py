"""Saves what is known about a briefing for the next run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from ..incremental import Damaged, StoreWriter
from ..library.briefing import Briefing
from .cache import CACHE, discard

log = logging.getLogger("mkdocs.hooks.briefing")


def save(briefing: Briefing, path: Path, write_more: Callable[[StoreWriter], None] = lambda _: None) -> bool:
    """Saves what is known about a briefing, and what `write_more` writes. Returns whether that succeeded; if not, the
    next run starts without a store."""
    database, known = briefing.database, briefing.inputs.known
    writer: StoreWriter | None = None
    try:
        writer = StoreWriter(path, fresh=database.store is None)
        database.save(writer)
        before = database.store.inputs() if database.store else {}
        writer.delete_inputs(set(before) - set(known))
        now = {file: (*stamp, blob) for file, (stamp, blob) in known.items()}
        writer.write_inputs((file, *row) for file, row in now.items() if before.get(file) != row)
        write_more(writer)
        writer.finish()
    except (Damaged, OSError) as error:
        log.info("The cache could not be written to %s (%s): the next run starts without one.", CACHE, error)
        if writer:
            writer.abandon()
        discard(path)
        return False
    return True
