"""Garbage collection, turned off while a build makes what it keeps."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Turns off garbage collection. Hardly anything that a build makes becomes garbage before the end, and looking for
    it would take a fifth of the time, during the build and at the end of the process."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
