"""Lines of a terminal -> a picture of them, in SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from triage.render.css import rules
from triage.render.wrap import is_right_to_left

_CELL, _LINE, _FONT, _MARGIN = 9, 20, 15, 20
"""Pixels: a cell's width and height, the size of the letters, and the space around the page."""

_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_NO_XML = re.compile("[\ufffe\uffff]")


def render(lines: Sequence[Text], *, width: int, theme: str) -> str:
    """The document: lines of at most ``width`` cells, in fonts of the machine that shows it. It fetches and runs nothing.

    Every piece of a line takes as many cells as at a terminal, whatever the fonts: two for each wide character.
    """
    size = {"width": str(width * _CELL + 2 * _MARGIN), "height": str(len(lines) * _LINE + 2 * _MARGIN)}
    picture = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size})
    picture.set("viewBox", f"0 0 {size['width']} {size['height']}")
    picture.text = picture.tail = "\n"
    style = ET.SubElement(picture, "style")
    style.text = f"{rules(theme)}text {{ font: {_FONT}px {_FONTS}; white-space: pre; fill: currentColor }}\n"
    ET.SubElement(
        picture, "rect", {"class": "ground", "fill": "currentColor", "width": "100%", "height": "100%", "rx": "6"}
    )
    for number, line in enumerate(lines):
        for at, text, name in _pieces(line):
            _write(picture, text, name, at=at, row=number)
    return ET.tostring(picture, encoding="unicode")


def _pieces(line: Text) -> Iterator[tuple[int, str, str]]:
    """The stretches of a line that have one style: the cell where it starts, its text, the style's name."""
    at = 0
    for piece in line.divide(sorted({edge for span in line.spans for edge in (span.start, span.end)})):
        text = piece.plain
        yield at, text, str(piece.spans[0].style if piece.spans else piece.style)
        at += cell_len(text)


def _write(picture: ET.Element, text: str, name: str, *, at: int, row: int) -> None:
    cells = cell_len(text)
    text = _NO_XML.sub("\ufffd", text)
    if text.isspace() or not text:
        return
    shown = ET.SubElement(picture, "text", {"y": str(_MARGIN + row * _LINE + _FONT)})
    shown.tail = "\n"
    shown.text = text
    if name:
        shown.set("class", name.replace(".", "-"))
    if is_right_to_left(text):
        # It starts at its right end. Spaced out to its cells, the letters of its words would not join.
        shown.text = text.strip()
        shown.set("direction", "rtl")
        shown.set("x", str(_MARGIN + (at + cells) * _CELL))
        return
    shown.set("x", str(_MARGIN + at * _CELL))
    shown.set("textLength", str(cells * _CELL))
    if len(set(text)) == 1:
        shown.set("lengthAdjust", "spacingAndGlyphs")  # rules and bars have no gaps
