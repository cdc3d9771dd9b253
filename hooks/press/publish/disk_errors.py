"""The messages for a disk that is full or broken, or that this user may not read or write."""

from __future__ import annotations

import errno
from pathlib import Path

from ..problem import make_visible
from .staging import Staging

_FREE_SPACE = "free some space there and build again"
_GIVE_ACCESS = "let this user write there and build again"
_CHECK_DISK = "check that disk and build again"
_CLEAR_WAY = "move what is there to another place and build again"
DISK_ERRORS = {
    errno.EACCES: _GIVE_ACCESS,
    errno.EBUSY: "if it is a mount point, set site_dir to a folder in it and build again",
    errno.EDQUOT: _FREE_SPACE,
    errno.EEXIST: _CLEAR_WAY,
    errno.EFBIG: _FREE_SPACE,
    errno.EIO: _CHECK_DISK,
    errno.EISDIR: _CLEAR_WAY,
    errno.EMFILE: "close other programs and build again",
    errno.ENAMETOOLONG: "give the project a shorter path and build again",
    errno.ENFILE: "close other programs and build again",
    errno.ENOSPC: _FREE_SPACE,
    errno.ENOTDIR: _CLEAR_WAY,
    errno.EPERM: _GIVE_ACCESS,
    errno.EROFS: _GIVE_ACCESS,
    errno.ESTALE: _CHECK_DISK,
    errno.ETIMEDOUT: _CHECK_DISK,
}
"""Error number -> what to do about it."""


def describe_disk_error(error: OSError, staging: Staging | None) -> str:
    """One sentence: the path, what happened to it, what is published now, and what to do."""
    path = error.filename or (staging.folder if staging else Path.cwd())
    where = make_visible(str(path), limit=300)
    is_whole = staging is None or not staging.is_between_sites
    state = "the published site is unchanged" if is_whole else "the next build completes the published site"
    cure = DISK_ERRORS[error.errno or errno.EIO]
    return f"'{where}': {error.strerror}, so the build was stopped and {state}; {cure}."
