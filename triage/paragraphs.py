"""Text -> the blocks that it shows. (A stand-in: a line a block.)"""

from __future__ import annotations

import re
from typing import NamedTuple


class Block(NamedTuple):
    """One paragraph as the text's layout shows it; what it means is not yet known."""

    start: int
    """Offset of its first visible character (a list marker, ``#`` or ``>`` included), in code points."""
    end: int
    """Offset just past its last visible character."""
    text: str
    """Its words on one line: hard-wrapped lines joined, the marker left out."""
    marker: str
    """``"-"``, ``"•"``, ``"3."``, ``"##"``, ``">"``, ``"|"``, ``"```"``: how the text marked it, or ``""``."""
    indent: int
    """Columns of white space before it."""
    gap: int
    """Blank lines between it and the block before."""
    lines: int
    """Source lines that it was made of."""


def split(text: str) -> list[Block]:
    out = []
    gap = 0
    for line in re.finditer(r"[^\n]+|\n\n+", text):
        words = line[0].strip()
        if words:
            start = line.start() + line[0].index(words)
            out.append(Block(start, start + len(words), words, "", start - line.start(), gap, 1))
            gap = 0
        else:
            gap = line[0].count("\n") - 1
    return out
