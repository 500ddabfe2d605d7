"""Items of one list, rows of one table, lines of one code block: what each is read as -> what it is among the others.

A person takes a list for a part of the article, or for a menu, as a whole. So half of an item's probabilities are its own
and half are the mean of its list's.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from triage.evidence import Columns, Marker
from triage.forest import Probabilities

_LISTED = frozenset(map(float, (Marker.BULLET, Marker.NUMBER, Marker.BAR, Marker.FENCE)))


def even_out(columns: Columns, probabilities: Probabilities) -> Probabilities:
    """The probabilities of each block, evened out in lists; ``columns`` hold the blocks' markers and gaps."""
    out = list(probabilities)
    for start, end in _runs(columns):
        size = end - start
        means = [fsum(of_kind) / size for of_kind in zip(*probabilities[start:end], strict=True)]
        for at in range(start, end):
            out[at] = [(own + mean) / 2 for own, mean in zip(probabilities[at], means, strict=True)]
    return out


def _runs(columns: Columns) -> Iterator[tuple[int, int]]:
    """First and end index of each run of two or more blocks with markers alike and no blank line between."""
    markers, gaps = columns["marker"], columns["gap"]
    start = 0
    for at in range(1, len(markers) + 1):
        if at == len(markers) or markers[at] != markers[start] or gaps[at]:
            if at > start + 1 and markers[start] in _LISTED:
                yield start, at
            start = at
