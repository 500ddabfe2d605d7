"""Bytes -> a file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
from itertools import count
from pathlib import Path

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
_numbers = count()


def write_whole(path: Path, data: bytes, *, replace: bool = False) -> bool:
    """Write a file, its folders too where they are missing, and say whether that was needed.

    The bytes go to a hidden file beside it, which takes the name when it is complete: whoever looks, and whatever
    interrupts, finds the old file or the new one. One that holds these bytes already is left alone (and the answer is
    no). Raises ``FileExistsError`` where another file is there, unless ``replace``; ``OSError`` where it cannot be
    written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    if not replace and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    draft = path.with_name(f".triage-{os.getpid()}-{next(_numbers)}.tmp")
    try:
        with open(draft, "xb") as file:
            file.write(data)
        if replace:
            os.replace(draft, path)
        else:
            _take_free_name(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def _take_free_name(draft: Path, path: Path) -> None:
    """Rename, but never over a file that somebody else wrote in the meantime."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in _NO_LINKS or os.path.lexists(path):
            raise
        os.replace(draft, path)
