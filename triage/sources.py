"""A file's name -> its bytes, or one clear reason why not."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import time

STDIN = "-"
"""The name that stands for standard input."""

_PATIENCE = 1.0
"""Seconds to wait for somebody to write to a named pipe."""


def load(path: str | os.PathLike[str]) -> bytes:
    """Read a whole file or pipe (see :func:`open_file`), or standard input where ``path`` is ``-``."""
    if path == STDIN:
        return sys.stdin.buffer.read()
    with open_file(path) as file:
        return file.read()


def open_file(path: str | os.PathLike[str]) -> io.BufferedReader:
    """A file or a pipe (such as a shell's ``<(command)``) to read.

    Raises ``OSError`` (see :func:`reason`) where it cannot be read. A folder, a socket and a device are refused, and
    so is a named pipe that nothing writes to: reading one could wait, or go on, for ever.
    """
    # Without O_NONBLOCK the opening itself would wait for a named pipe's writer.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISFIFO(mode):
            return io.BufferedReader(_Pipe(_first_bytes(descriptor), descriptor))
        if stat.S_ISDIR(mode):
            raise OSError(errno.EISDIR, "Is a folder, not a file")
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "Is a device, not a file")
        return open(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


class _Pipe(io.RawIOBase):
    """A pipe of which the first bytes have been read."""

    def __init__(self, first: bytes, descriptor: int) -> None:
        self._first = first
        self._rest = io.FileIO(descriptor)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._first:
            return self._rest.readinto(buffer) or 0
        count = min(len(self._first), len(buffer))
        buffer[:count] = self._first[:count]
        self._first = self._first[count:]
        return count

    def close(self) -> None:
        self._rest.close()
        super().close()


def _first_bytes(descriptor: int) -> bytes:
    """What can be read at once, and from then on waited for."""
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
    return first


def reason(error: Exception) -> str:
    """Why something could not be read or written, in a few words."""
    if not isinstance(error, OSError):
        return str(error)
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
