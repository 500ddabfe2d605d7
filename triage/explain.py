"""Why a paragraph got its role: the few things that spoke most for it and against the runner-up, in words.

A tree's questions are a block's reasons. What a question did is the difference between the leaf that the block fell into
and the one that it would have fallen into had this answer been the other, for the kind taken against the best kind of
another role. What an input of the revision did is its weight for the one against the other, times how far it is from the
average. Summed by what is said of a measure (:mod:`triage.phrases`), the greatest are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from triage.article import Kind
from triage.evidence import Columns
from triage.forest import Forest, Probabilities
from triage.linear import Linear, is_sure
from triage.model import Model
from triage.packing import lane
from triage.paragraphs import Block
from triage.phrases import phrase
from triage.roles import Verdict, decide, gather, settle, stretches

_TOLD = 3

_SAID_BY = {"characters": "words"}
"""Measures that another one puts into words."""

_LANES = {kind: number for number, kind in enumerate(Kind)}

_Sides = tuple[Kind, Kind]
"""The kind taken, and its rival."""

_Effects = dict[tuple[str, int], float]
"""What the answers to questions and the inputs spoke for, by the measure and the offset of its block."""


def explain(blocks: Sequence[Block], model: Model) -> list[tuple[Verdict, tuple[str, ...]]]:
    """For each block its verdict and the reasons, the strongest first.

    A reason is a predicate of the paragraph ("stands after the end of the article"). There may be none: where what
    decided says little to a person.
    """
    return [told for stretch in stretches(blocks) for told in _explain(stretch, model)]


def _explain(blocks: Sequence[Block], model: Model) -> Iterator[tuple[Verdict, tuple[str, ...]]]:
    columns, guesses = gather(blocks, model)
    decided = settle(columns, guesses, model)
    verdicts = [decide(probabilities, model) for probabilities in decided]
    sides = [
        (verdict.kind, _rival(verdict.kind, probabilities))
        for verdict, probabilities in zip(verdicts, decided, strict=True)
    ]
    effects: list[_Effects] = [defaultdict(float) for _ in blocks]
    _weigh_answers(model.forest, columns, sides, effects)
    _weigh_inputs(model.revision, columns, guesses, sides, effects)
    for at, (verdict, of_block) in enumerate(zip(verdicts, effects, strict=True)):
        yield verdict, _tell(of_block, columns, at)


def _rival(kind: Kind, probabilities: Sequence[float]) -> Kind:
    """The likeliest kind of another role."""
    of_kind = dict(zip(Kind, probabilities, strict=True))
    return max((other for other in Kind if other.role is not kind.role), key=of_kind.__getitem__)


def _weigh_inputs(
    linear: Linear, columns: Columns, guesses: Probabilities, sides: Sequence[_Sides], effects: Sequence[_Effects]
) -> None:
    """Add what each input of the revision did for the kind taken, against its rival."""
    for levels, guess, (kind, rival), of_block in zip(linear.levels(columns), guesses, sides, effects, strict=True):
        if is_sure(guess):
            continue
        for asked, level, mean, weights in zip(linear.inputs, levels, linear.means, linear.weights, strict=True):
            margin = lane(weights, _LANES[kind]) - lane(weights, _LANES[rival])
            of_block[asked.column, asked.offset] += linear.scale * margin * (level - mean)


def _weigh_answers(forest: Forest, columns: Columns, sides: Sequence[_Sides], effects: Sequence[_Effects]) -> None:
    """Add what each answer of each tree did for the kind taken, against its rival."""
    for tree, numbers in zip(forest.trees, forest.leaves(columns), strict=True):
        asked = [forest.questions[index] for index in tree.questions]
        known: dict[tuple[int, Kind, Kind], list[float]] = {}  # many blocks share a leaf

        def margin(number: int, kind: Kind, rival: Kind, leaves: Sequence[int] = tree.leaves) -> int:
            return lane(leaves[number], _LANES[kind]) - lane(leaves[number], _LANES[rival])

        for number, (kind, rival), of_block in zip(numbers, sides, effects, strict=True):
            told = known.get((number, kind, rival))
            if told is None:
                own = margin(number, kind, rival)
                told = [
                    forest.scale * (own - margin(number ^ 1 << bit, kind, rival)) for bit in range(len(tree.questions))
                ]
                known[number, kind, rival] = told
            for question, effect in zip(asked, told, strict=True):
                of_block[question.column, question.offset] += effect


def _tell(effects: _Effects, columns: Columns, at: int) -> tuple[str, ...]:
    spoken: dict[str, float] = defaultdict(float)
    for (column, offset), effect in effects.items():
        column = _SAID_BY.get(column, column)
        if 0 <= at + offset < len(columns[column]):
            said = phrase(column, columns[column][at + offset], offset)
            if said is not None:
                spoken[said] += effect
    strongest = sorted(spoken, key=lambda said: (-spoken[said], said))
    return tuple(said for said in strongest[:_TOLD] if spoken[said] > 0)
