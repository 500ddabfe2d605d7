"""Words -> CommonMark that renders back to those words, with as few backslashes as that takes.

The rules are those of the CommonMark specification 0.31.2 (https://spec.commonmark.org/0.31.2/), whose section names
stand beside them. Versions differ in whether a symbol such as ``€`` counts as punctuation, so both readings are met.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple
from unicodedata import category

_SUSPECT = re.compile(r"[\\`*_\[<&]")
"""Without one of these no inline markup can arise."""

_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~\n])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_IMAGE = re.compile(r"!(?=\[)")
_LINK = re.compile(r"\]\((?![ \t]*+[^ \t\n()<]++[ \t]++[^ \t\n\"'()])")
"""What may end a link: the words of a remark in parentheses are no address."""
_BRACKETS = re.compile(r"[\[\]]")
_DEEP = 8
"""How many brackets may be open around a link; inside very many, parsers give up on it."""
_ANGLE = r"< (?= /?[A-Za-z] | \? | ! (?: -- | [A-Za-z] | \[CDATA\[ ) )"
_TAG = re.compile(_ANGLE, re.VERBOSE)
_BACKTICKS = re.compile(r"`+")
_DELIMITERS = re.compile(r"\*+|_+")

_BLOCK_START = re.compile(
    rf"""
    (?P<one> \#{{1,6}} (?=[ \t]|$)                               # ATX headings
           | > | [-+*] (?=[ \t]|$)                               # block quotes, bullet lists
           | (?P<rule>[-_*]) [ \t]* (?: (?P=rule) [ \t]* ){{2,}} $  # thematic breaks
           | -[- \t]* $                                          # and those behind the hyphen of a list
           | ~~~ | {_ANGLE}  # fenced code, HTML blocks
           | \[ [^\]]+ \]: (?: [ \t]* \S+ (?: [ \t]+ ["'(] .* )? $ )  # link reference definitions
           | \[ \^ [^\]]+ \]: )                                  # footnotes, which most programs know besides
    | (?P<number> [0-9]{{1,9}} ) [.)] (?=[ \t]|$)                # ordered lists
    | (?P<fence> `{{3,}} ) (?=[^`]*$)                            # fenced code
    """,
    re.VERBOSE,
)
_UNDERLINE = re.compile(r"(?:=+|-+|[-:|][-:| \t]*)[ \t]*$")
"""Setext headings, and the delimiter row of a table."""
_CLOSING_SEQUENCE = re.compile(r"(?:^|(?<=[ \t]))#+$")
"""What ends an ATX heading and is not shown."""


class Part(NamedTuple):
    """A stretch of a line: words to be shown as they are, or markup that means what it says."""

    text: str
    markup: bool = False


def escape(parts: Iterable[Part], *, heading: bool = False) -> str:
    """Join the parts to the inline content of one block, its words escaped where they would be read as markup.

    ``heading`` says that it stands behind the ``#`` of a heading or in a table's cell, where no other block begins.
    A newline may only stand in a part of markup.
    """
    parts = list(parts)
    text = "".join(part.text for part in parts)
    spans = _Spans(parts)
    found = set() if heading else set(_block_marks(text))
    if heading and (closing := _CLOSING_SEQUENCE.search(text)):
        found.add(closing.start())
    if _SUSPECT.search(text):
        found.update(_inline_marks(text, spans))
    out: list[str] = []
    done = 0
    for mark in sorted(mark for mark in found if not spans.markup(mark)):
        out += text[done:mark], "\\"
        done = mark
    return "".join([*out, text[done:]])


class _Spans:
    """Which part an offset of the joined text lies in."""

    def __init__(self, parts: list[Part]) -> None:
        self._parts = parts
        self._starts = []
        start = 0
        for part in parts:
            self._starts.append(start)
            start += len(part.text)

    def markup(self, offset: int) -> bool:
        return self._parts[bisect(self._starts, offset) - 1].markup

    def runs(self, pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
        """Where the pattern matches, each match cut where a part ends."""
        for match in pattern.finditer(text):
            start, end = match.span()
            while (cut := bisect(self._starts, start)) < len(self._starts) and self._starts[cut] < end:
                yield start, self._starts[cut]
                start = self._starts[cut]
            yield start, end


def _block_marks(text: str) -> Iterator[int]:
    """Where a line would start a block of its own, or make one of the line above."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        if match := _BLOCK_START.match(line):
            if match["fence"] or match["rule"] in ("*", "_"):
                # All of the run, for what one backslash would leave of it might pair with another line's.
                yield from range(start, start + len(line) - len(line.lstrip(line[0])))
            else:
                yield start + (match.end("number") if match["number"] else 0)
        elif number and _UNDERLINE.match(line):
            yield start
        start += len(line) + 1


def _inline_marks(text: str, spans: _Spans) -> Iterator[int]:
    yield from (match.start() for match in _BACKSLASH.finditer(text))
    yield from (match.start() for match in _IMAGE.finditer(text) if spans.markup(match.end()))
    yield from (match.start() for match in _ENTITY.finditer(text) if _is_entity(match[0]))
    last = text.rfind(">")
    yield from (match.start() for match in _TAG.finditer(text) if match.start() < last)
    if (opening := text.find("[")) >= 0:
        yield from (match.start() for match in _LINK.finditer(text, opening, text.rfind(")") + 1))
        brackets = list(_BRACKETS.finditer(text))
        steps = [1 if match[0] == "[" else -1 for match in brackets]
        if max(accumulate(steps, lambda depth, step: max(0, depth + step))) > _DEEP:
            yield from (match.start() for match in brackets)
    runs = list(spans.runs(_BACKTICKS, text))
    lengths = Counter(end - start for start, end in runs)
    for start, end in runs:
        # A backslash does not hold within code, where a backtick behind one would close what a single one opened. A run
        # further on may be given one as well, because it is paired or would be a fence.
        if lengths[end - start] > 1 or (end - start == 1 and start < runs[-1][0]):
            yield from range(start, end)
    for character in "*_":
        yield from _emphasis_marks(character, text, spans)


def _emphasis_marks(character: str, text: str, spans: _Spans) -> Iterator[int]:
    """Delimiter runs that find a partner (section "Emphasis and strong emphasis")."""
    runs = [
        (start, end, *_flanking(text, start, end))
        for start, end in spans.runs(_DELIMITERS, text)
        if text[start] == character
    ]
    first_opener = next((start for start, _, opens, _ in runs if opens), len(text))
    last_closer = next((start for start, _, _, closes in reversed(runs) if closes), -1)
    for start, end, opens, closes in runs:
        if (opens and start < last_closer) or (closes and first_opener < start):
            yield from range(start, end)


def _flanking(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a delimiter run can open and whether it can close emphasis, under either reading of punctuation."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = closes = False
    for punctuation in ("P", "PS"):
        before_is, after_is = _is_punctuation(before, punctuation), _is_punctuation(after, punctuation)
        left = not after.isspace() and (not after_is or before.isspace() or before_is)
        right = not before.isspace() and (not before_is or after.isspace() or after_is)
        inside = text[start] == "_"
        opens |= left and (not inside or not right or before_is)
        closes |= right and (not inside or not left or after_is)
    return opens, closes


def _is_punctuation(character: str, categories: str) -> bool:
    if character < "\x80":
        return not character.isalnum() and not character.isspace()
    return category(character)[0] in categories


def _is_entity(reference: str) -> bool:
    if reference[1] == "#":
        return True
    from html.entities import html5

    return reference[1:] in html5
