"""A file's name -> its bytes, or one clear reason why not."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time

STDIN = "-"
"""The name that stands for standard input."""

_PATIENCE = 1.0
"""Seconds to wait for somebody to write to a named pipe."""


def load(path: str | os.PathLike[str]) -> bytes:
    """Read a whole file, a pipe (such as a shell's ``<(command)``), or standard input where ``path`` is ``-``.

    Raises ``OSError`` (see :func:`reason`) where it cannot be read. A folder, a socket and a device are refused, and
    so is a named pipe that nothing writes to: reading one could wait, or go on, for ever.
    """
    if path == STDIN:
        return sys.stdin.buffer.read()
    # Without O_NONBLOCK the opening itself would wait for a named pipe's writer.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISFIFO(mode):
            return _read_pipe(descriptor)
        if stat.S_ISDIR(mode):
            raise OSError(errno.EISDIR, "Is a folder, not a file")
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "Is a device, not a file")
        return _read_rest(descriptor)
    finally:
        os.close(descriptor)


def reason(error: OSError) -> str:
    """Why :func:`load` could not read, in a few words."""
    if error.errno == errno.ENOENT:
        return "No such file"
    if error.errno == errno.ENXIO:
        return "Is a socket, not a file"
    return error.strerror or str(error)


def stamp(path: str | os.PathLike[str]) -> str | None:
    """Something that changes when the file does; nothing where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return f"{status.st_size} {status.st_mtime_ns}"


def _read_rest(descriptor: int) -> bytes:
    with open(descriptor, "rb", closefd=False) as file:
        return file.read()


def _read_pipe(descriptor: int) -> bytes:
    deadline = time.monotonic() + _PATIENCE
    first = b""
    try:
        # Nothing to read means that there is no writer; one that has yet to write makes the read raise.
        while not (first := os.read(descriptor, 1 << 16)):
            if time.monotonic() > deadline:
                raise OSError(errno.EPIPE, "Is a pipe that nothing writes to")
            time.sleep(0.01)
    except BlockingIOError:
        pass
    os.set_blocking(descriptor, True)
    return first + _read_rest(descriptor)
