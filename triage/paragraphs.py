"""Text -> the blocks that it shows: its paragraphs, headings, list items and table rows.

A line is a block, but where the file shows otherwise: lines that were wrapped are joined again (see
:mod:`triage.unwrap`) and a Setext underline belongs to its heading. Blank lines and indentation always separate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from triage.article import BARS, FENCE
from triage.unwrap import RULE, UNDERLINE, Line, columns, find_continuations, is_spaceless


class Block(NamedTuple):
    """One paragraph as the text's layout shows it; what it means is not yet known."""

    start: int
    """Offset of its first visible character (a list marker, ``#`` or ``>`` included), in code points."""
    end: int
    """Offset just past its last visible character (a Setext heading's underline included)."""
    text: str
    """Its words on one line: hard-wrapped lines joined, the marker left out, inline Markdown kept. Empty where the
    marker stands alone and for the fences around code; the lines between them keep their inner spaces."""
    marker: str
    """``"-"``, ``"•"``, ``"3."``, ``"##"``, ``">"``, ``"|"``, ``"```"``: how the text marked it, or ``""``. A Setext
    heading has ``"#"`` or ``"##"``; each line of fenced code, and each fence, is a block that has ``"```"``, followed by
    the language where the fence names one."""
    indent: int
    """Columns of white space before it."""
    gap: int
    """Blank lines between it and the block before."""
    lines: int
    """Source lines that it was made of."""


_BULLETS = "-*+•◦▪▫‣⁃●○■□➤►▶∙·"
_MARKS = frozenset(_BULLETS + "#>|│┃║_=~`0123456789┌├└╔╠╚╭╰─━═")
"""What the first character of a line must be for it to have a marker or to be a rule."""

_MARKER = re.compile(
    rf"""( \#{{1,6}} (?=\s|$) | >(?:\s?>)* | [{_BULLETS}] (?=\s|$) | [{BARS}] | \d{{1,3}}[.)] (?=\s|$) )
         (?: \s+ [{_BULLETS}] (?=\s|$) )*  # an item whose only content is an item
         \s*""",
    re.VERBOSE,
)
_RULE = re.compile(r"(?=.{3})(?:[-\s]+|[*\s]+|[_\s]+|[=\s]+|[~\s]+|[─-╿|+\s]+|\+[-=+\s]+)")
_TABLE_RULE = re.compile(r"(?=.*-)(?=.*\|)[-:+|\s]+")
_LANGUAGE = re.compile(r"[`~]+\s*\{?\.?([\w+#.-]{1,20})")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CONJUNCTIONS = frozenset(
    ("und", "oder", "bzw", "sowie", "and", "or", "to", "et", "ou", "y", "o", "e", "och", "eller", "og", "en")
)
"""After a hyphen that stands for a word to come: "Haus- und Gartenbau"."""

_NOT_LINE_ENDS = "\x1c\x1d\x1e"
"""Separators within a page's fields, which ``str.splitlines`` takes for line ends."""

_DAY = re.compile(r"\s*[^\W\d]+\.?,?\s+\d{4}\b")
"""What makes of a number and a full stop a date: "3. Mai 2021"."""


def split(text: str) -> list[Block]:
    """The blocks of ``text``, in order and not overlapping, every visible character in exactly one of them.

    Any string is accepted. White space is what ``str.isspace`` holds to be it, and lines end where
    ``str.splitlines`` ends them, but for the separators of fields.
    """
    lines = _read(text)
    continued = find_continuations(lines)
    continued.update(index for index, line in enumerate(lines) if line.marker == UNDERLINE)
    hyphens = _Hyphens(text)
    blocks = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index not in continued:
            blocks.append(_block(lines[first:index], hyphens))
            first = index
    return blocks if lines else []


def _read(text: str) -> list[Line]:
    """The lines of ``text`` that have visible characters, with their markers."""
    lines: list[Line] = []
    doubtful = False  # whether a marker was seen that only its neighbours can prove
    position = gap = 0
    for separator in _NOT_LINE_ENDS:
        text = text.replace(separator, " ")
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if not words:
            gap += 1
            position += len(raw)
            continue
        indent = lead = 0
        if raw[0] != words[0]:
            lead = len(raw) - len(raw.lstrip())
            indent = columns(raw[:lead].expandtabs())
        marker, body = "", 0
        if words[0] in _MARKS:
            if _RULE.fullmatch(words):
                marker = RULE
            elif match := _MARKER.match(words):
                marker, body = match[1] if match[1][0] != ">" else ">", match.end()
        doubtful = doubtful or words[0] in "`~=-o0123456789" or "---" in words
        ended = "  " in raw[-4:] and raw.rstrip("\r\n").endswith("  ")
        lines.append(Line(position + lead, words, indent, gap, marker, body, ended))
        gap = 0
        position += len(raw)
    if doubtful:
        _check_numbers(lines)
        _find_letters(lines)
        _find_tables(lines)
        _find_underlines(lines)
        _find_code(lines)
    return lines


def _check_numbers(lines: list[Line]) -> None:
    """A number is an item's where the item before or after has the next one; it may be a date or a league else."""
    numbered = [i for i, line in enumerate(lines) if line.marker[:1].isdigit()]
    numbers = [0 if _DAY.match(lines[i].words, lines[i].body) else int(lines[i].marker[:-1]) for i in numbered]
    for place, (index, number) in enumerate(zip(numbered, numbers, strict=True)):
        before = numbers[place - 1] if place else 0
        after = numbers[place + 1] if place + 1 < len(numbers) else 0
        if not number or not (before and number - before in (0, 1) or after and after - number in (0, 1)):
            lines[index] = lines[index]._replace(marker="", body=0)


def _find_letters(lines: list[Line]) -> None:
    """Text browsers mark the items of inner lists with the letter o, which is also a word."""
    bullet = None
    indents: set[int] = set()
    for index, line in enumerate(lines):
        if line.words[:2].rstrip() == "o":
            if line.indent in indents or bullet is not None and line.indent > bullet + len("o "):
                bullet = line.indent
                indents.add(bullet)
                lines[index] = line._replace(marker="o", body=len(line.words) - len(line.words[1:].lstrip()))
        elif line.marker and line.marker in _BULLETS:
            bullet = line.indent


def _find_tables(lines: list[Line]) -> None:
    """Rows that do not begin with a bar are told by the rule under the first of them: ``--- | ---``."""
    inside = False
    for index, line in enumerate(lines):
        if _TABLE_RULE.fullmatch(line.words):
            inside = True
            lines[index] = line._replace(marker="|", body=line.body if line.marker in BARS else 0)
            above = lines[index - 1]
            if index and not line.gap and not above.marker and "|" in above.words:
                lines[index - 1] = above._replace(marker="|")
        elif line.gap or "|" not in line.words:
            inside = False
        elif inside and not line.marker:
            lines[index] = line._replace(marker="|")


def _find_underlines(lines: list[Line]) -> None:
    """A Setext heading's underline is about as long as its heading. (``---`` under any line is a table's rule as
    html2text writes it where there is but one column.)"""
    for index in range(1, len(lines)):
        line, above = lines[index], lines[index - 1]
        mark = line.words[0]
        if (
            mark in "=-"
            and not line.gap
            and not above.marker
            and len(line.words) >= 4
            and line.words == mark * len(line.words)
            and abs(columns(above.words) - len(line.words)) <= 2
            and any(ch.isalnum() for ch in above.words)
        ):
            lines[index] = line._replace(marker=UNDERLINE)


def _find_code(lines: list[Line]) -> None:
    """Fences that come in pairs, and the lines between them."""
    closing: dict[str, int] = {}  # the nearest fence below without a word beside it, by its character
    closed: dict[int, int] = {}
    for index in range(len(lines) - 1, -1, -1):
        words = lines[index].words
        if words.startswith(("```", "~~~")) and "`" not in words.lstrip("`"):
            if words[0] in closing:
                closed[index] = closing[words[0]]
            if words == words[0] * len(words):
                closing[words[0]] = index
    index = 0
    while index < len(lines):
        last = closed.get(index, index)
        language = _LANGUAGE.match(lines[index].words)
        for inner in range(index, last + 1) if last > index else ():
            line = lines[inner]
            lines[inner] = line._replace(
                marker=FENCE + (language[1] if language else ""), body=len(line.words) if inner in (index, last) else 0
            )
        index = last + 1


def _block(lines: Sequence[Line], hyphens: _Hyphens) -> Block:
    head, last = lines[0], lines[-1]
    marker = head.marker
    if last is head:
        text = head.words[head.body :]
        if marker in BARS:
            text = text.rstrip(marker)
        text = text.expandtabs(4) if marker.startswith(FENCE) else " ".join(text.split())
    elif last.marker == UNDERLINE:
        marker = "#" if last.words[0] == "=" else "##"
        text = _join(lines[:-1], hyphens)
    else:
        text = _join(lines, hyphens)
    if marker == RULE:
        marker = ""
    return Block(head.start, last.start + len(last.words), text, marker, head.indent, head.gap, len(lines))


def _join(lines: Sequence[Line], hyphens: _Hyphens) -> str:
    """The words of wrapped lines on one line."""
    pieces: list[str] = []
    for line in lines:
        body = line.body if line is lines[0] or line.marker == ">" else 0  # "Title -/- Site": a dash, not an item
        words = " ".join(line.words[body:].split())
        if not words:
            continue
        if pieces:
            before = pieces[-1]
            if before[-1] == "\N{SOFT HYPHEN}":
                pieces[-1] = before[:-1]
            elif before[-1] in "-\N{HYPHEN}" and words[0].isalpha() and before[-2:-1].isalpha():
                pieces[-1] = hyphens.end_line(before, words)
            elif not (is_spaceless(before[-1]) and is_spaceless(words[0])):
                pieces.append(" ")
        pieces.append(words)
    return "".join(pieces)


class _Hyphens:
    """Decides, by the other words of the text, what becomes of the hyphen at a line's end."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _seen(self) -> Counter[str]:
        return Counter(_WORD.findall(self._text.lower()))

    def end_line(self, before: str, after: str) -> str:
        """``before`` as it stands before ``after``: without its hyphen where that only marked a divided word."""
        left = _WORD.findall(before[:-1].rpartition(" ")[2].lower())[-1]
        right = after.partition(" ")[0]
        if not right[0].islower():
            return before
        right = _WORD.findall(right.lower())[0]
        if right in _CONJUNCTIONS:
            return before + " "
        seen = self._seen
        if seen[f"{left}-{right}"] or (not seen[left + right] and seen[left] > 1 and seen[right] > 1):
            return before
        return before[:-1]
