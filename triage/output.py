"""Bytes -> a file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
_MACHINE = re.sub(r"\W", "", os.uname().nodename) if hasattr(os, "uname") else ""
_DRAFT = re.compile(rf"\.triage-{_MACHINE}-([0-9]+)-[0-9]+\.tmp")
_numbers = count()


def write_whole(path: Path, data: bytes, *, replace: bool = False) -> bool:
    """Write a file (see :func:`drafted`), and say whether that was needed.

    One that holds these bytes already is left alone, and the answer is no.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    with drafted(path, replace=replace) as file:
        file.write(data)
    return True


@contextmanager
def drafted(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which takes its name, in folders made where they are missing, once the block is through.

    Until then it is a hidden file beside it: whoever looks, and whatever interrupts, finds the old file or the new one.
    Raises ``FileExistsError`` where another file is there, unless ``replace``; ``OSError`` where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path.parent)) from error
    if not replace and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    draft = path.with_name(f".triage-{_MACHINE}-{os.getpid()}-{next(_numbers)}.tmp")
    try:
        with open(draft, "xb") as file:
            yield file
        if replace:
            os.replace(draft, path)
        else:
            _take_free_name(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove the drafts that processes of this machine left in a folder when they were killed."""
    if os.name != "posix" or not folder.is_dir():
        return
    with suppress(OSError):  # a folder that cannot be read is told when it is to be written to
        with os.scandir(folder) as entries:
            drafts = [(entry.path, match) for entry in entries if (match := _DRAFT.fullmatch(entry.name))]
        for path, match in drafts:
            if not _runs(int(match[1])):
                Path(path).unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass
    return True


def _take_free_name(draft: Path, path: Path) -> None:
    """Rename, but never over a file that somebody else wrote in the meantime."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in _NO_LINKS or os.path.lexists(path):
            raise
        os.replace(draft, path)
