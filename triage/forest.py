"""Oblivious decision trees over columns of measures: every block of a page gets a score a kind.

The trees are CatBoost's (Prokhorenkova et al. 2018): a tree asks the same few questions of every block, and their answers
are the bits of the leaf's number. So a question is answered for the whole page at once, a byte a block in one long
integer, and a tree takes a handful of operations on such integers; no library is needed to run it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from triage.packing import unpack

Probabilities = list[list[float]]
"""A row a block, a number a kind, each row's sum 1."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a measure lies above a border, for the block ``offset`` blocks on; beyond the page's ends it does not."""

    column: str
    offset: int
    border: int
    """Index into the column's borders."""


@dataclass(frozen=True, slots=True)
class Tree:
    questions: tuple[int, ...]
    """Indices into the forest's questions; the first gives the lowest bit of the leaf's number."""
    leaves: Sequence[int]
    """Packed scores, one integer a leaf."""


@dataclass(frozen=True, slots=True)
class Forest:
    borders: Mapping[str, Sequence[float]]
    """Ascending, for each column that is asked about."""
    questions: Sequence[Question]
    trees: Sequence[Tree]
    bias: Sequence[float]
    scale: float
    """What one unit of a leaf's packed scores is worth."""

    def probabilities(self, columns: Mapping[str, Sequence[float]]) -> Probabilities:
        """The probability of each kind for each block."""
        bins = self._bin(columns)
        count = _count(bins)
        out: Probabilities = []
        for start in range(0, count, _SLICE):
            leaves = self._leaves(bins, start, min(_SLICE, count - start))
            scores = [[tree.leaves[leaf] for leaf in numbers] for tree, numbers in zip(self.trees, leaves, strict=True)]
            out += [self._softmax(unpack(sum(block), len(self.trees))) for block in zip(*scores, strict=True)]
        return out

    def leaves(self, columns: Mapping[str, Sequence[float]]) -> list[bytes]:
        """For each tree the number of the leaf that each block falls into."""
        bins = self._bin(columns)
        return self._leaves(bins, 0, _count(bins))

    def _bin(self, columns: Mapping[str, Sequence[float]]) -> dict[str, bytes]:
        """How many borders each value lies above, a byte a block."""
        return {
            name: bytes([bisect_left(borders, value) for value in columns[name]])
            for name, borders in self.borders.items()
        }

    def _leaves(self, bins: Mapping[str, bytes], start: int, count: int) -> list[bytes]:
        first = max(0, start - _REACH)
        seen = slice(first, start + count + _REACH)
        cut = {name: column[seen] for name, column in bins.items()}
        ones = (1 << 8 * count) - 1
        answers = []
        for question in self.questions:
            above = int.from_bytes(cut[question.column].translate(_ABOVE[question.border]), "little")
            shift = 8 * (start - first + question.offset)
            answers.append((above >> shift if shift >= 0 else above << -shift) & ones)
        numbers = []
        for tree in self.trees:
            number = 0
            for bit, index in enumerate(tree.questions):
                number |= answers[index] << bit
            numbers.append(number.to_bytes(count, "little"))
        return numbers

    def _softmax(self, sums: Sequence[int]) -> list[float]:
        scores = [bias + self.scale * total for bias, total in zip(self.bias, sums, strict=True)]
        highest = max(scores)
        weights = [exp(score - highest) for score in scores]
        total = sum(weights)
        return [weight / total for weight in weights]


def _count(bins: Mapping[str, bytes]) -> int:
    return len(next(iter(bins.values())))


_SLICE = 4096  # blocks scored at a time, so that memory stays in bounds
_REACH = 3  # blocks before and after that a question may look at
_ABOVE = [bytes(border + 1) + b"\1" * (255 - border) for border in range(255)]
