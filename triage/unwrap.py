"""Which lines only continue the line before: finding the width at which a text was hard-wrapped.

A program that wraps text at a width fills each line until the next word would not fit. So the end of a wrapped line
and the first word after it straddle the width, in line after line, while the ends of lines that are paragraphs of
their own lie anywhere. No width is assumed: each width that any line end speaks for is weighed with the evidence of
the whole file, and a file may show several, such as a quoted message inside an article, or none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from heapq import nlargest
from itertools import accumulate, pairwise
from math import log
from operator import itemgetter
from typing import NamedTuple

from triage.article import BARS, FENCE

UNDERLINE, RULE = "=", "---"
"""The markers of the line under a Setext heading and of a line that only divides."""

_NARROWEST, _WIDEST = 45, 132
"""The widths looked for, in columns: half a sheet of paper to a line printer's line."""

_NARROWEST_RAGGED = 50
"""Columns that a line must come to with the next word for it to have been filled in a proportional font, not by a
poet."""

_NEARBY = 25
"""Columns: how far from a width the lines lie that could have ended at it by chance."""

_JITTER = 1
"""Columns by which the indentation of one paragraph's lines may differ: a no-break space at the start of one."""

_FIRST_INDENT = 8
"""Columns that the first line of a paragraph may be indented further than the rest."""

_FEW = 3
"""How often lines must be indented alike before their indentation is believed to begin a paragraph."""

_MOST_WIDTHS, _MOST_PEAKS = 4, 4
"""How many widths one file may show, and how many are weighed for each."""

_RAGGED = 15
"""Columns by which the lines of a text set in a proportional font may fall short of its width."""

_FILLED = 0.9
"""How many of the wrapped lines that are not the last of their paragraphs fill the width."""

_ENDS_BY_CHANCE = 0.15
"""How many lines may end early, for each that is full, in a text whose paragraphs blank lines set apart."""

# Log-likelihood ratios, wrapped at the width against lines that are paragraphs of their own: rounded from counts on
# labelled pages that were wrapped and that were not, then moved a little where that joined fewer lines wrongly.
_PRIOR = -3.0
_RUNS_ON = 2.4  # no stop at the end, and the next line begins in lower case
_OPEN = -0.5  # no stop at the end, and the next line begins in upper case
_CLOSED = -1.7  # a stop at the end, and no lower case after it
_NONE_RUNS_ON = -1.5  # the last two again, where no line at all is continued in lower case, as in a list of headlines
_UNFILLED = -1.4  # the line ends short of the width although the next word would have fitted
_OVERFULL = -4.4  # a line beside it runs on past the width although it could have been broken
_ELSEWHERE, _ELSEWHERE_MOST = -0.5, -10.0  # so does a line elsewhere in the file, which may mix layouts
_ENDS = -0.8  # below this, a full line ends its paragraph in a text without blank lines

_NOTHING = 1e-9
_ALONE = (FENCE, UNDERLINE, RULE)
_ALSO_WORDS = frozenset("-+" + BARS)
_STOPS = frozenset(".!?:;…。！？：；।؟۔")
_OPENERS = "\"'“„‘«([*_¿¡"
_CLOSERS = "\"'”’»)]*_›」』）】"
_ADDRESS = re.compile(r"[<(\[]*(?:https?:|www\.|[\w.+-]+@)")
_UNEVEN = re.compile("[^\x00-\u02ff\u0370-\u0482\u2010-\u205f]")
"""What is not surely one column wide."""


class Line(NamedTuple):
    """One line that has visible characters."""

    start: int
    """Offset of its first visible character, in code points."""
    words: str
    """The line without the white space around it."""
    indent: int
    """Columns of white space before it."""
    gap: int
    """Blank lines before it."""
    marker: str
    """What marks it as an item, a heading, a quotation, a table's row, code, an underline or a rule, or ``""``."""
    body: int
    """Where in ``words`` the text after the marker begins."""
    ended: bool
    """Whether two spaces at its end say, as in Markdown, that the next line is not to be joined to it."""


class _Break(NamedTuple):
    """The end of a line that the next line might continue."""

    at: int
    """Index of the line that might continue the one before."""
    filled: int
    """Columns that the line before takes up."""
    needed: int
    """Columns that it would take up with the next word on it."""
    over: int
    """Columns of the longer of the two lines that could have been broken, or 0."""
    beside: int
    """The same of the lines around the two."""
    reads: float
    """What the words on both sides say, as a log-likelihood ratio."""
    likelihood: float
    """What a width between ``filled`` and ``needed`` has from this line, as a log-likelihood ratio."""
    new: bool
    """Whether neither line was seen before at such a place: what a page repeats is not evidence anew."""


def columns(text: str) -> int:
    """How many terminal columns ``text`` takes up: two for an East Asian wide character, none for a combining mark."""
    if text.isascii() or not _UNEVEN.search(text):
        return len(text)
    return len(text) + len(_wide().findall(text)) - len(_flat().findall(text))


# Sets of so many characters take milliseconds to compile, so that is left to the texts that hold one.
@cache
def _wide() -> re.Pattern[str]:
    return re.compile(
        "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
        "\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
    )


@cache
def _flat() -> re.Pattern[str]:
    return re.compile(
        "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200f"
        "\u20d0-\u20f0\ufe00-\ufe0f]"
    )


def is_spaceless(character: str) -> bool:
    """Whether it is of Chinese or Japanese, which are written without spaces and broken anywhere."""
    return character >= "\u2e80" and (
        character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff01" <= character <= "\uff60"
        or "\U00020000" <= character <= "\U0003fffd"
    )


def find_continuations(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that continue the line before them."""
    measure: Callable[[str], int] = columns
    breaks = _find_breaks(lines, measure)
    if any(b.filled > len(lines[b.at - 1].words) + lines[b.at - 1].indent for b in breaks):
        counted = _find_breaks(lines, len)  # by a program that takes every character for one column
        if _find_width(counted) > _find_width(breaks):
            measure, breaks = len, counted
    settings = [breaks]
    if any(b.reads == _RUNS_ON for b in breaks):
        settings.append([_loosen(b) for b in breaks if b.needed > _NARROWEST_RAGGED])
    found: set[int] = set()
    for _ in range(_MOST_WIDTHS):
        (likelihood, width), breaks = max(((_find_width(breaks), breaks) for breaks in settings), key=itemgetter(0))
        if likelihood <= 0 or likelihood + _weigh_elsewhere(width, lines, measure) <= 0:
            break
        found.update(_join(width, breaks))
        settings = [[b for b in breaks if b.at not in found] for breaks in settings]
    return {index for index in found if not _is_set_off(index, found, lines)}


def _find_breaks(lines: Sequence[Line], measure: Callable[[str], int]) -> list[_Break]:
    breaks = []
    ended: set[str] = set()
    begun: set[str] = set()
    breakable = _Breakable(lines, measure)
    first_indents = _find_first_indents(lines)
    hanging = -1  # the column that the text of the current item begins in
    for index in range(1, len(lines)):
        line, before = lines[index], lines[index - 1]
        if before.marker:
            hanging = before.indent + before.body
        elif before.indent != hanging:
            hanging = -1
        if line.gap or before.indent + 2 * (len(before.words) + len(line.words)) < _NARROWEST - _NEARBY:
            continue
        begins = line.indent in first_indents and line.indent != hanging
        if begins or not _may_continue(index, lines):
            continue
        filled = before.indent + measure(before.words)
        words = line.words[line.body :] if line.marker == ">" else line.words
        if measure is columns and is_spaceless(words[:1]):
            needed = filled + 2
        else:
            needed = filled + 1 + measure(words.split(" ", 1)[0])
        if needed <= _NARROWEST - _NEARBY or filled > _WIDEST and breakable[index - 1]:
            continue
        over = max(breakable[index - 1], breakable[index])
        beside = 0
        if not before.gap and index > 1:
            beside = breakable[index - 2]
        if index + 1 < len(lines) and not lines[index + 1].gap:
            beside = max(beside, breakable[index + 1])
        reads = _read_across(before.words, words)
        new = before.words not in ended and words not in begun
        likelihood = _straddling(filled, needed) + reads
        breaks.append(_Break(index, filled, needed, over, beside, reads, likelihood, new))
        ended.add(before.words)
        begun.add(words)
    return breaks


def _straddling(filled: int, needed: int) -> float:
    """The log-likelihood ratio of these columns straddling a width, given one that lines were wrapped at."""
    return log(_FILLED / min(_FILLED, (needed - filled) / (2 * _NEARBY)))


def _loosen(b: _Break) -> _Break:
    """The same for a proportional font, whose lines end some columns from where their width would have it."""
    needed = b.needed + _RAGGED
    return b._replace(needed=needed, likelihood=_straddling(b.filled, needed) + b.reads)


class _Breakable(dict[int, int]):
    """Columns that a line takes up, by its index, or 0 where a program that wraps might leave it as long as it is: it
    has one word only, or is an item, a heading or a row, or has a Markdown link in it."""

    def __init__(self, lines: Sequence[Line], measure: Callable[[str], int]) -> None:
        self._lines, self._measure = lines, measure

    def __missing__(self, index: int) -> int:
        line = self._lines[index]
        size = self._measure(line.words)
        spaced = " " in line.words or "\t" in line.words or size > len(line.words)
        self[index] = 0 if line.marker or "](" in line.words or not spaced else line.indent + size
        return self[index]


def _find_first_indents(lines: Sequence[Line]) -> set[int]:
    """The indentations that begin paragraphs: those of lines that the next lines stand out of, time and again."""
    outdents = Counter(
        before.indent
        for before, line in pairwise(lines)
        if _JITTER < before.indent - line.indent <= _FIRST_INDENT and not (line.gap or before.marker or line.marker)
    )
    return {indent for indent, times in outdents.items() if times >= _FEW}


def _may_continue(index: int, lines: Sequence[Line]) -> bool:
    """Whether nothing but its words could tell that a line begins something new."""
    line, before = lines[index], lines[index - 1]
    if before.ended or before.marker.startswith(_ALONE) or line.marker.startswith(_ALONE):
        return False
    if line.indent - before.indent > before.body + _JITTER:
        return False
    if line.marker == ">":
        bare = line.body == len(line.words) or before.body == len(before.words)
        return not bare and line.words[: line.body].split() == before.words[: before.body].split()
    if line.marker in _ALSO_WORDS:  # "Title -/- Site" was wrapped at a dash
        after = lines[index + 1] if index + 1 < len(lines) else line
        alone = not before.marker and (after is line or after.gap > 0 or after.marker != line.marker)
        return alone and before.words.rstrip(_CLOSERS)[-1:] not in _STOPS
    return not line.marker


def _is_set_off(index: int, continued: set[int], lines: Sequence[Line]) -> bool:
    """Whether its indentation shows that a line does not belong to the paragraph that the line before continues."""
    return index - 1 in continued and abs(lines[index].indent - lines[index - 1].indent) > _JITTER


def _read_across(before: str, after: str) -> float:
    if before.count("[") > before.count("]") and after.partition("[")[0].count("]"):
        return _RUNS_ON  # the words of a Markdown link
    stopped = before.rstrip(_CLOSERS)[-1:] in _STOPS
    first = after.lstrip(_OPENERS)[:1]
    if first.islower() and not _ADDRESS.match(after):
        return 0.0 if stopped else _RUNS_ON
    if stopped:
        return _CLOSED
    return _OPEN if first.isupper() else 0.0


def _find_width(breaks: Sequence[_Break]) -> tuple[float, int]:
    """The likeliest width that the lines were wrapped at, after its log-likelihood ratio."""
    return max(((_weigh(width, breaks), width) for width in _peaks(breaks)), default=(0.0, 0))


def _peaks(breaks: Sequence[_Break]) -> list[int]:
    """The widths that most line ends speak for, more than for the widths beside them."""
    steps = [0.0] * (_WIDEST + 2)
    for b in breaks:
        if b.new and b.filled <= _WIDEST and b.likelihood > 0:
            steps[max(b.filled, _NARROWEST)] += b.likelihood
            steps[min(b.needed, _WIDEST + 1)] -= b.likelihood
    votes = list(accumulate(steps))
    steps = [votes[w] - votes[w - 1] for w in range(len(votes))]
    peaks: list[int] = []
    rise = 0
    for width in range(_NARROWEST, _WIDEST + 2):
        if steps[width] > _NOTHING:
            rise = width
        elif steps[width] < -_NOTHING and rise:
            peaks += {rise, width - 1}  # the ends of the plateau
            rise = 0
    return nlargest(2 * _MOST_PEAKS, peaks, key=votes.__getitem__)


def _weigh(width: int, breaks: Sequence[_Break]) -> float:
    """The log-likelihood ratio of the text having been wrapped at ``width``."""
    total = _PRIOR
    running_on = starting = 0
    for b in breaks:
        if b.needed <= width:
            if b.needed > width - _NEARBY:
                total += _UNFILLED
        elif b.filled <= width:
            if b.over > width:
                total += _OVERFULL
                continue
            if b.beside > width:
                total += _OVERFULL
            if b.new:
                total += b.likelihood
                running_on += b.reads == _RUNS_ON
                starting += b.reads in (_OPEN, _CLOSED)
    return total if running_on else total + _NONE_RUNS_ON * starting


def _weigh_elsewhere(width: int, lines: Sequence[Line], measure: Callable[[str], int]) -> float:
    """What the lines that are longer than ``width`` say against it, wherever they stand."""
    breakable = _Breakable(lines, measure)
    longer = sum(len(line.words) > width and breakable[index] > 0 for index, line in enumerate(lines))
    return max(_ELSEWHERE_MOST, _ELSEWHERE * longer)


def _join(width: int, breaks: Sequence[_Break]) -> set[int]:
    """The lines that continue the line before in a text wrapped at ``width``.

    Where paragraphs are set apart by blank lines, a full line is continued by the next. Where they are not, it may
    also be the last of its paragraph, or a title that long, and the words decide.
    """
    full = [b for b in breaks if b.needed > width >= b.over]
    ends = sum(b.needed <= width for b in breaks)
    if ends <= _ENDS_BY_CHANCE * len(full):
        return {b.at for b in full}
    return {b.at for b in full if (b.likelihood if b.filled <= width else b.reads) > _ENDS}
