"""Files that are never changed once they are complete: each ends with a digest of all bytes before it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .packing import Damaged

_DIGEST = hashlib.sha256
DIGEST_BYTES = 32
_AT_ONCE = 1 << 20
"""How many bytes are read at once."""


def seal_file(path: Path) -> None:
    """Adds the digest to a complete file. Raises OSError."""
    with path.open("r+b") as file:
        digest = _DIGEST()
        for piece in _read_pieces(file, path.stat().st_size):
            digest.update(piece)
        file.write(digest.digest())


def check_seal(path: Path) -> None:
    """Raises Damaged if a file is not as it was sealed, or cannot be read."""
    _read_sealed(path, None)


def copy_unsealed(path: Path, target: Path) -> None:
    """Copies a sealed file without its digest. Raises Damaged, and OSError if `target` cannot be written."""
    with target.open("wb") as copy:
        _read_sealed(path, copy)


def _read_sealed(path: Path, copy: BinaryIO | None) -> None:
    digest = _DIGEST()
    try:
        file = path.open("rb")
    except OSError as error:
        raise Damaged(str(error)) from None
    with file:
        size = os.fstat(file.fileno()).st_size - DIGEST_BYTES
        for piece in _read_pieces(file, size):
            digest.update(piece)
            if copy:
                copy.write(piece)
        if size < 0 or file.read() != digest.digest():
            raise Damaged("some bytes differ from those that were written")


def _read_pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The first `size` bytes of a file, or as many of them as it has."""
    while size > 0 and (piece := file.read(min(size, _AT_ONCE))):
        size -= len(piece)
        yield piece
