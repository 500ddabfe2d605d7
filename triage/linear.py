"""First guesses, revised: one layer of weights over what the guesses say together.

Multinomial logistic regression that begins from the guess itself: to the logarithms of a guess is added what a block's
inputs speak for or against each kind, so that without weights nothing changes. Inputs are whole numbers, a level from 0 to
:data:`LEVELS` - 1 each, and weights are packed a number a kind (:mod:`triage.packing`), so that an input takes one
multiplication.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from triage.article import Kind
from triage.chances import softmax
from triage.forest import Probabilities, bin_columns
from triage.packing import unpack_wide, widen

LEVELS = 64
"""How finely a column's values are told apart."""
MOST_INPUTS = (1 << 20) // LEVELS
"""So many that sums of levels, all of the highest, can be unpacked."""
SURE = 0.9
"""A guess above this is left as it is, which saves half of the time and has changed no role on pages held out."""


class Range(NamedTuple):
    """Where a column's levels lie: at ``low`` or below is the first, each ``step`` further another."""

    low: float
    step: float


class Input(NamedTuple):
    """The level of a column, for the block ``offset`` blocks on; beyond the page's ends it is 0."""

    column: str
    offset: int


@dataclass(frozen=True, slots=True)
class Linear:
    ranges: Mapping[str, Range]
    """Of each column that is an input."""
    inputs: Sequence[Input]
    weights: Sequence[int]
    """Packed, an integer an input."""
    means: Sequence[float]
    """The level of each input that says nothing: what it was on average in what was learned from."""
    bias: Sequence[float]
    """A number a kind, for inputs that are all 0."""
    scale: float
    """What one unit of the packed weights is worth."""

    def revise(self, columns: Mapping[str, Sequence[float]], guesses: Probabilities) -> Probabilities:
        """The probability of each kind for each block: the mean of its first guess and of what the inputs make of that,
        or just the guess where it is sure.

        ``columns`` hold the inputs and, as ``guess_KIND``, the guesses' logarithms.
        """
        weights = list(map(widen, self.weights))
        out: Probabilities = []
        logarithms = zip(*(columns[f"guess_{kind}"] for kind in Kind))
        for levels, guess, guessed in zip(self.levels(columns), guesses, logarithms):
            if is_sure(guess):
                out.append(guess)
                continue
            added = unpack_wide(sum(map(mul, levels, weights)), sum(levels))
            scores = [before + bias + self.scale * score for before, bias, score in zip(guessed, self.bias, added)]
            out.append([(before + after) / 2 for before, after in zip(guess, softmax(scores))])
        return out

    def levels(self, columns: Mapping[str, Sequence[float]]) -> Iterator[tuple[int, ...]]:
        """The level of every input, block by block."""
        borders = {name: [low + at * step for at in range(LEVELS - 1)] for name, (low, step) in self.ranges.items()}
        levels = bin_columns(columns, borders)
        return zip(*(_shift(levels[column], offset) for column, offset in self.inputs))


def is_sure(guess: Sequence[float]) -> bool:
    """Whether a block's guess is left as it is."""
    return max(guess) > SURE


def _shift(column: bytes, offset: int) -> bytes:
    """The column as it is ``offset`` blocks on."""
    count = len(column)
    return (column[offset:] + bytes(offset))[:count] if offset >= 0 else (bytes(-offset) + column)[:count]
