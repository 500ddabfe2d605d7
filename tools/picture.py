#!/usr/bin/env python3
"""Write the README's picture: what ``triage show`` prints for a sample, at a terminal of 100 columns, as SVG.

tools/picture.py samples/news.txt samples/show.svg
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.theme import Theme

import triage
from triage.article import Role
from triage.render.terminal import render
from triage.render.theme import PALETTE, styles

# The picture uses the fonts of the machine that shows it, and fetches none.
_FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace("Fira Code, ", "")


def draw(path: Path, width: int = 100) -> str:
    """The page that ``triage show`` prints for a file, as an SVG document."""
    console = Console(record=True, width=width, file=io.StringIO(), theme=Theme(styles(PALETTE)))
    for line in render(triage.read(path), frozenset(Role), source=path.name, unfold=False, width=width):
        console.print(line, soft_wrap=True)
    return console.export_svg(title=f"triage show {path.name}", code_format=_FORMAT, unique_id="triage")


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(draw(source), encoding="utf-8")
