"""What the commands print: bytes into a pipe, styled lines on a terminal, through a pager where they are many."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text


def write(text: str) -> None:
    """Bytes that are the same whatever the locale says."""
    sys.stdout.buffer.write(text.encode())


def columns() -> int:
    return shutil.get_terminal_size().columns


def display(lines: Iterable[Text], *, color: str, theme: str, pager: bool) -> None:
    """Print lines that are styled with the names of :func:`triage.render.theme.styles`."""
    from rich.console import Console
    from rich.theme import Theme

    from triage.commands.pager import page
    from triage.render.theme import ANSI, PALETTES, resolve, styles

    console = Console(color_system=_color_system(color), no_color=False)
    palettes = ANSI if console.color_system == "standard" else PALETTES
    console.push_theme(Theme(styles(palettes[resolve(theme, os.environ)])))
    with console.capture() as capture:
        for line in lines:
            console.print(line, soft_wrap=True)
    shown = capture.get()
    if not (pager and shown.count("\n") >= shutil.get_terminal_size().lines and page(shown)):
        sys.stdout.buffer.write(shown.encode(sys.stdout.encoding, "replace"))


def _color_system(color: str) -> Literal["auto", "standard"] | None:
    """Rich's name for the colours that the terminal has, if it is to have any."""
    if color == "always":
        return "standard" if os.environ.get("TERM") == "dumb" else "auto"
    return None if color == "never" or os.environ.get("NO_COLOR") else "auto"
