"""Text -> lines of so many terminal cells, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

# Scripts that are written without spaces may be broken between any two characters, though not before a closing sign
# or after an opening one (the Unicode line breaking algorithm, UAX 14, has the whole of it).
_IDEOGRAPH = (
    "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
_OPENING = "“‘「『（《〈【〔［｛｢"
_CLOSING = "”’」』）》〉】〕］｝｣、。，．：；！？…―～・ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_PIECE = re.compile(rf"[ \t]+|[{_OPENING}]*[{_IDEOGRAPH}][{_CLOSING}]*|[^ \t{_IDEOGRAPH}]+")


def wrap(text: str, width: int) -> Iterator[str]:
    """Break text into lines of at most ``width`` cells; an empty text has one empty line.

    A wide character takes two cells. A word that is wider than a line is cut.
    """
    line, used, space = "", 0, ""
    for piece in _PIECE.findall(text):
        if piece[0] in " \t":
            space = piece if line else ""
            continue
        size = cell_len(piece)
        if line and used + len(space) + size > width:
            yield line
            line, used, space = "", 0, ""
        if size > width:
            *full, piece = chop_cells(piece, width)
            yield from full
            size = cell_len(piece)
        line += space + piece
        used += len(space) + size
        space = ""
    yield line


def is_right_to_left(text: str) -> bool:
    """Whether the first letter is one of a script written from right to left (rule P2 of UAX 9)."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"
