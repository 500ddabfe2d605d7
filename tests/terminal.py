"""A terminal for the program to write to."""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import sys
from fcntl import ioctl
from termios import TIOCSWINSZ

SGR = re.compile(r"\x1b\[[0-9;]*m")
"""What sets colours."""


def at_terminal(
    *arguments: str,
    command: str = "show",
    columns: int = 60,
    rows: int = 1000,
    environment: dict[str, str] | None = None,
) -> str:
    """What the program writes to a terminal of that size."""
    leader, follower = pty.openpty()
    ioctl(follower, TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    plain = {
        key: value
        for key, value in os.environ.items()
        if key not in ("NO_COLOR", "COLORFGBG", "COLUMNS", "LINES", "PAGER")
    }
    settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | (environment or {})
    with subprocess.Popen(
        [sys.executable, "-m", "triage", command, *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=plain | settings,
    ):
        os.close(follower)
        written = b""
        try:
            while data := os.read(leader, 65536):
                written += data
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(leader)
    return written.decode().replace("\r\n", "\n")
