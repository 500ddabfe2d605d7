"""Text in the cells beside a gutter, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from triage.render.wrap import is_right_to_left, wrap

_NARROWEST = 12
"""The fewest cells that are left for the text beside the gutter."""


def beside(
    gutter: Text, rule: str, text: str, style: str, width: int, *, first: str = "", rest: str = "", sign: str = " "
) -> Iterator[Text]:
    """The text wrapped to what the gutter leaves of ``width`` cells, the gutter beside its first line.

    ``rule`` is the style of the line between them. ``first`` and ``rest`` stand before the first line of the text and
    before the others; ``sign`` is a cell between the gutter and the line beside it.
    """
    room = max(_NARROWEST, width - gutter.cell_len - 3 - cell_len(first))
    leftwards = is_right_to_left(text)
    for number, line in enumerate(wrap(text, room)):
        lead = rest if number else first
        shown = [(lead, style), (line, style)]
        if leftwards:
            # Between right-to-left marks, signs at the ends stay with the text where a terminal reorders it.
            pad = " " * (room - cell_len(line))
            shown = [(f"{pad}\u200f{line}\u200f", style), (lead.strip().rjust(len(lead)), style)]
        left = (" " * gutter.cell_len, (" │ ", rule)) if number else (gutter, (f"{sign}│ ", rule))
        yield Text.assemble(*left, *shown)
