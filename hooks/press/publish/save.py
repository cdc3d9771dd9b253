"""What is known of a briefing, left for the next run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from ..incremental import Damaged, Writing
from ..library.briefing import Briefing
from .cache import CACHE, discard

log = logging.getLogger("mkdocs.hooks.briefing")


def remember(briefing: Briefing, path: Path, more: Callable[[Writing], None] = lambda _: None) -> bool:
    """Remembers what is known of a briefing, and `more`. Where that fails, the next run begins without."""
    memory, known = briefing.memory, briefing.inputs.known
    writing: Writing | None = None
    try:
        writing = Writing(path, fresh=memory.store is None)
        memory.save(writing)
        before = memory.store.inputs() if memory.store else {}
        writing.no_inputs(set(before) - set(known))
        now = {file: (*stamp, blob) for file, (stamp, blob) in known.items()}
        writing.inputs((file, *row) for file, row in now.items() if before.get(file) != row)
        more(writing)
        writing.finish()
    except (Damaged, OSError) as error:
        log.info("The cache could not be written to %s (%s): the next run starts without it.", CACHE, error)
        if writing:
            writing.abandon()
        discard(path)
        return False
    return True
