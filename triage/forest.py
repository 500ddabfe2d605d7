"""Oblivious decision trees over columns of measures: every block of a page gets a score a kind.

The trees are CatBoost's (Prokhorenkova et al. 2018): a tree asks the same few questions of every block, and their answers
are the bits of the leaf's number. So a question is answered for the whole page at once, a byte a block in one long
integer, and a tree takes a handful of operations on such integers; no library is needed to run it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from operator import itemgetter
from typing import NamedTuple

from triage.chances import softmax
from triage.packing import unpack

Probabilities = list[list[float]]
"""A row a block, a number a kind, each row's sum 1."""

MOST_BORDERS = 127
"""How many borders a column may have."""
MOST_QUESTIONS = 8
"""How many a tree may ask: the number of a leaf is a byte."""
REACH = 3
"""How many blocks before and after its own a question may look at."""


class Question(NamedTuple):
    """Whether a measure lies above a border, for the block ``offset`` blocks on; beyond the page's ends it does not."""

    column: str
    offset: int
    border: int
    """Index into the column's borders."""


class Tree(NamedTuple):
    questions: Sequence[int]
    """Indices into the forest's questions; the first gives the lowest bit of the leaf's number."""
    leaves: Sequence[int]
    """Packed scores, one integer a leaf."""


@dataclass(frozen=True, slots=True)
class Forest:
    borders: Mapping[str, Sequence[float]]
    """Ascending, for each column that is asked about; at most :data:`MOST_BORDERS`."""
    questions: Sequence[Question]
    trees: Sequence[Tree]
    bias: Sequence[float]
    scale: float
    """What one unit of a leaf's packed scores is worth."""

    def probabilities(self, columns: Mapping[str, Sequence[float]]) -> Probabilities:
        """The probability of each kind for each block."""
        bins = bin_columns(columns, self.borders)
        count = _count(bins)
        out: Probabilities = []
        for start in range(0, count, _SLICE):
            leaves = self._leaves(bins, start, min(_SLICE, count - start))
            # A getter of many items is the fastest way to look them up; of one it would give no tuple, so 0 is added.
            scores = [itemgetter(*of_tree, 0)(tree.leaves) for tree, of_tree in zip(self.trees, leaves)]
            sums = map(sum, islice(zip(*scores), len(scores[0]) - 1))
            out += [
                softmax([bias + self.scale * score for bias, score in zip(self.bias, unpack(total, len(scores)))])
                for total in sums
            ]
        return out

    def leaves(self, columns: Mapping[str, Sequence[float]]) -> list[bytes]:
        """For each tree the number of the leaf that each block falls into."""
        bins = bin_columns(columns, self.borders)
        return list(self._leaves(bins, 0, _count(bins)))

    def _leaves(self, bins: Mapping[str, bytes], start: int, count: int) -> Iterator[bytes]:
        """The numbers of the leaves, tree by tree, for ``count`` blocks from ``start`` on."""
        first = max(0, start - REACH)
        seen = {name: int.from_bytes(column[first : start + count + REACH], "little") for name, column in bins.items()}
        ones = int.from_bytes(b"\1" * count, "little")
        all_bits = (1 << 8 * count) - 1
        # What to add to a byte so that its highest bit says whether it was greater than the border's index.
        lifts = [ones * (_HIGH - 1 - border) for border in range(MOST_BORDERS)]
        shifted: dict[tuple[str, int], int] = {}
        answers = []
        for column, offset, border in self.questions:
            values = shifted.get((column, offset))
            if values is None:
                shift = 8 * (start - first + offset)
                values = (seen[column] >> shift if shift >= 0 else seen[column] << -shift) & all_bits
                shifted[column, offset] = values
            answers.append(values + lifts[border] >> 7 & ones)
        for tree in self.trees:
            number = 0
            for bit, question in enumerate(tree.questions):
                number |= answers[question] << bit
            yield number.to_bytes(count, "little")


def bin_columns(columns: Mapping[str, Sequence[float]], borders: Mapping[str, Sequence[float]]) -> dict[str, bytes]:
    """How many of its column's borders each value lies above, a byte a block."""
    return {name: bytes(map(bisect_left, repeat(of_column), columns[name])) for name, of_column in borders.items()}


def _count(bins: Mapping[str, bytes]) -> int:
    return len(next(iter(bins.values())))


_SLICE = 4096  # blocks scored at a time, so that memory stays in bounds
_HIGH = 1 << 7
