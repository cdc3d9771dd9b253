"""The file of locks: how it is written, and put in its place whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..kinds import CLAIMS_FOLDER, LOCK_ENDING
from ..kinds.lock import ALGORITHM, VERSION, Lock
from ..yaml_source import MAX_FILE_BYTES

_HEAD = f"""\
# Written by 'python hooks cite' and 'python hooks check --fix', never by hand: where the passage behind each claim
# stood in its article, as positions and hashes. The words of the article are not kept.
version: {VERSION}
algorithm: {ALGORITHM}
claims:
"""


def lock_file(folder: str, article: str) -> str:
    """Where the locks of an article lie."""
    return f"{folder}/{CLAIMS_FOLDER}/{article}{LOCK_ENDING}"


def as_text(locks: Mapping[str, Lock]) -> str:
    """The one form of a file: claim -> its lock, sorted; the same locks give the same bytes."""
    return _HEAD + "".join(line for claim in sorted(locks) for line in _lines(claim, locks[claim]))


def _lines(claim: str, lock: Lock) -> Iterator[str]:
    yield f"  {claim}:\n"
    for name in Lock.model_fields:
        value = getattr(lock, name)
        if value is not None:
            yield f"    {name}: {value}\n"


def write(path: Path, locks: Mapping[str, Lock]) -> bool:
    """Writes a file of locks whole, or removes it where none is left; says whether that changed anything. Raises
    OSError."""
    if not locks:
        found = path.exists()
        path.unlink(missing_ok=True)
        return found
    data = as_text(locks).encode()
    if len(data) > MAX_FILE_BYTES:
        raise OSError(errno.EFBIG, f"more locks than {MAX_FILE_BYTES:,} bytes hold; split the article", str(path))
    if path.is_file() and path.read_bytes() == data:
        return False
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(beside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return True
