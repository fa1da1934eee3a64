"""What is wrong with a file or a folder, as one sentence for people."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import Final

_REASONS: Final[Mapping[int, str]] = {
    errno.EACCES: "you are not allowed to",
    errno.EPERM: "you are not allowed to",
    errno.ENOENT: "it does not exist",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EEXIST: "there is a file of that name",
    errno.EISDIR: "it is a folder",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its links lead in a circle",
}


def unusable(error: OSError, done: str = "written") -> str:
    """Say which file or folder cannot be `done`, and why, in words and without the system's number."""
    reason = _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    named = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    return f"{named} cannot be {done}: {reason}" if named else f"nothing can be {done}: {reason}"
