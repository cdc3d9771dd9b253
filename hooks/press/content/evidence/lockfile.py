"""The lock file: its exact format, and how it is replaced in one step."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..kinds import CLAIMS_FOLDER, LOCK_ENDING
from ..kinds.lock import ALGORITHM, FOUND_ONLY, VERSION, Lock
from ..yaml_source import MAX_FILE_BYTES

ADDED_FIELDS = ("compared", "read")
"""The fields that locks of the version before do not have."""
_HEAD = """\
# Written by 'python hooks cite' and 'python hooks check --fix', never by hand: where the passage behind each claim
# stood in its article, as positions and hashes. The words of the article are not kept.
version: {version}
algorithm: {algorithm}
claims:
"""


def name_lock_file(folder: str, article: str) -> str:
    """The path of an article's lock file, relative to the project."""
    return f"{folder}/{CLAIMS_FOLDER}/{article}{LOCK_ENDING}"


def format_locks(locks: Mapping[str, Lock], version: str = VERSION) -> str:
    """The text of a lock file, sorted by claim: the same locks always give the same text."""
    head = _HEAD.format(version=version, algorithm=ALGORITHM)
    names = [name for name in Lock.model_fields if version != FOUND_ONLY or name not in ADDED_FIELDS]
    return head + "".join(line for claim in sorted(locks) for line in _format_lock(claim, locks[claim], names))


def _format_lock(claim: str, lock: Lock, names: Iterable[str]) -> Iterator[str]:
    yield f"  {claim}:\n"
    for name in names:
        value = getattr(lock, name)
        if value is not None:
            yield f"    {name}: {'[' + ', '.join(value) + ']' if name == 'compared' else value}\n"


def write_locks(path: Path, locks: Mapping[str, Lock], dry_run: bool = False) -> bool:
    """Replaces a lock file in one step, or removes it if there are no locks; returns whether that changed anything, or
    would have for `dry_run`. Raises OSError."""
    if not locks:
        existed = path.exists()
        if not dry_run:
            path.unlink(missing_ok=True)
        return existed
    data = format_locks(locks).encode()
    if len(data) > MAX_FILE_BYTES:
        raise OSError(errno.EFBIG, f"more locks than {MAX_FILE_BYTES:,} bytes hold; split the article", str(path))
    if path.is_file() and path.read_bytes() == data:
        return False
    if dry_run:
        return True
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
