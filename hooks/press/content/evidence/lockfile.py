"""The lock file: its exact format, and how it is replaced in one step."""

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


def name_lock_file(folder: str, article: str) -> str:
    """The path of an article's lock file, relative to the project."""
    return f"{folder}/{CLAIMS_FOLDER}/{article}{LOCK_ENDING}"


def format_locks(locks: Mapping[str, Lock]) -> str:
    """The text of a lock file, sorted by claim: the same locks always give the same text."""
    return _HEAD + "".join(line for claim in sorted(locks) for line in _format_lock(claim, locks[claim]))


def _format_lock(claim: str, lock: Lock) -> Iterator[str]:
    yield f"  {claim}:\n"
    for name in Lock.model_fields:
        value = getattr(lock, name)
        if value is not None:
            yield f"    {name}: {value}\n"


def write_locks(path: Path, locks: Mapping[str, Lock]) -> bool:
    """Replaces a lock file in one step, or removes it if there are no locks; returns whether that changed anything.
    Raises OSError."""
    if not locks:
        existed = path.exists()
        path.unlink(missing_ok=True)
        return existed
    data = format_locks(locks).encode()
    if len(data) > MAX_FILE_BYTES:
        raise OSError(errno.EFBIG, f"more locks than {MAX_FILE_BYTES:,} bytes hold; split the article", str(path))
    if path.is_file() and path.read_bytes() == data:
        return False
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return True
