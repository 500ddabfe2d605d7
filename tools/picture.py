#!/usr/bin/env python3
"""Write the README's picture: what ``triage show`` prints for a sample, at a terminal of 100 columns, as SVG.

tools/picture.py samples/seeds-en.txt samples/show.svg
"""

from __future__ import annotations

import sys
from pathlib import Path

import triage
from triage.article import Role
from triage.commands.report import draw as draw_report


def draw(path: Path) -> str:
    """The document that ``triage show --report show.svg`` writes of a file."""
    return draw_report("show.svg", [(path.name, triage.read(path))], frozenset(Role), unfold=False, theme="auto")


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(draw(source), encoding="utf-8")
