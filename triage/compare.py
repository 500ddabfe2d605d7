"""Two readings of an article -> the paragraphs whose roles differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from triage.article import Role


class Labelled(NamedTuple):
    """A paragraph's words on one line, and its role."""

    text: str
    role: Role


class Change(NamedTuple):
    """A paragraph that has another role after than before, or that is in one of the two readings alone."""

    text: str
    before: Role | None
    after: Role | None


class _Stretch(NamedTuple):
    """Paragraphs of the reading before, and those of the one after that stand in their place."""

    start: int
    end: int
    start_after: int
    end_after: int


def compare(before: Sequence[Labelled], after: Sequence[Labelled]) -> Iterator[Change]:
    """What differs, in the order of the text.

    Paragraphs are the same where their words are, however they are spaced. Where others stand between such, as many in
    the one reading as in the other, each is taken for its counterpart in other words; else they went and came.
    """
    old, new = ([" ".join(paragraph.text.split()) for paragraph in reading] for reading in (before, after))
    for start, end, start_after, end_after in _match(old, new):
        if end - start == end_after - start_after:
            for one, other in zip(before[start:end], after[start_after:end_after], strict=True):
                if one.role is not other.role:
                    yield Change(other.text, one.role, other.role)
            continue
        for paragraph in before[start:end]:
            yield Change(paragraph.text, paragraph.role, None)
        for paragraph in after[start_after:end_after]:
            yield Change(paragraph.text, None, paragraph.role)


def _match(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Stretches of the two that belong together, in order, all of both: by the paragraphs that each has once, and from
    these on both ways as far as all are the same (patience diff; Cohen 2010). Takes n log n time."""
    start = start_after = 0
    for anchor, anchor_after in _anchors(old, new):
        yield from _match_between(old, new, _Stretch(start, anchor, start_after, anchor_after))
        yield _Stretch(anchor, anchor + 1, anchor_after, anchor_after + 1)
        start, start_after = anchor + 1, anchor_after + 1
    yield from _match_between(old, new, _Stretch(start, len(old), start_after, len(new)))


def _match_between(old: Sequence[str], new: Sequence[str], within: _Stretch) -> Iterator[_Stretch]:
    start, end, start_after, end_after = within
    while start < end and start_after < end_after and old[start] == new[start_after]:
        start, start_after = start + 1, start_after + 1
    same_end, same_end_after = end, end_after
    while start < end and start_after < end_after and old[end - 1] == new[end_after - 1]:
        end, end_after = end - 1, end_after - 1
    yield _Stretch(within.start, start, within.start_after, start_after)
    yield _Stretch(start, end, start_after, end_after)
    yield _Stretch(end, same_end, end_after, same_end_after)


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Where paragraphs stand that each has once: the longest row of them that is in the same order in both."""
    times, times_after = Counter(old), Counter(new)
    places = {text: at for at, text in enumerate(new) if times_after[text] == 1}
    pairs = [(at, places[text]) for at, text in enumerate(old) if times[text] == 1 and text in places]
    ends: list[int] = []  # of the rows of each length the pair that ends lowest
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place, key=lambda end: pairs[end][1])
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [number]
    row: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]
