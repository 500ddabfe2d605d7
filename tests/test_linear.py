"""The revision: what the weights say is added to the guess, for each block, and half of it counts."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import KINDS, REVISION

from triage.chances import UNLIKELY
from triage.linear import LEVELS, Input, Linear, Range
from triage.packing import LANES, OFFSET, pack

GUESS = [1 / LANES] * LANES


def of_page(a: list[float], b: list[float]) -> dict[str, list[float]]:
    return {"a": a, "b": b} | {f"guess_{kind}": [log(1 / LANES + UNLIKELY)] * len(a) for kind in KINDS}


def linear(weights: list[list[int]], inputs: list[Input]) -> Linear:
    return replace(
        REVISION,
        ranges={"a": Range(0.0, 0.1), "b": Range(-1.0, 0.5)},
        inputs=inputs,
        weights=list(map(pack, weights)),
        means=[0.0] * len(inputs),
    )


def revised(guess: list[float], scores: list[float]) -> list[float]:
    weights = [exp(log(chance + UNLIKELY) + score) for chance, score in zip(guess, scores, strict=True)]
    return [(before + weight / sum(weights)) / 2 for before, weight in zip(guess, weights, strict=True)]


@given(
    st.lists(st.tuples(st.floats(-1, 8), st.floats(-2, 40)), min_size=1, max_size=6),
    st.lists(
        st.lists(st.integers(-OFFSET, OFFSET - 1), min_size=LANES, max_size=LANES).flatmap(
            lambda weights: st.tuples(st.just(weights), st.sampled_from("ab"), st.integers(-2, 2))
        ),
        min_size=1,
        max_size=5,
    ),
)
def test_each_block_gets_what_its_inputs_weigh(
    rows: list[tuple[float, float]], layer: list[tuple[list[int], str, int]]
) -> None:
    columns = of_page([a for a, _ in rows], [b for _, b in rows])
    model = linear([weights for weights, _, _ in layer], [Input(column, offset) for _, column, offset in layer])
    levels = list(model.levels(columns))
    told = model.revise(columns, [GUESS] * len(rows))
    for at, (of_block, answer) in enumerate(zip(levels, told, strict=True)):
        for level, (_, column, offset) in zip(of_block, layer, strict=True):
            low, step = model.ranges[column]
            inside = 0 <= at + offset < len(rows)
            steps = (columns[column][at + offset] - low) / step if inside else 0.0
            assert steps - 1e-6 <= level < steps + 1 + 1e-6 or level in (0, LEVELS - 1)
        scores = [
            model.scale * sum(level * weights[kind] for level, (weights, _, _) in zip(of_block, layer, strict=True))
            for kind in range(LANES)
        ]
        assert answer == pytest.approx(revised(GUESS, scores))


def test_the_more_of_an_input_the_likelier_what_it_speaks_for() -> None:
    weights = [[100 if kind == "caption" else 0 for kind in KINDS]]
    answers = linear(weights, [Input("a", 0)]).revise(of_page([0.0, 1.0, 4.0], [0.0] * 3), [GUESS] * 3)
    captions = [answer[KINDS.index("caption")] for answer in answers]  # type: ignore[arg-type]
    assert captions == sorted(captions)
    assert captions[0] < captions[1] < captions[2]


def test_a_sure_guess_is_left_as_it_is() -> None:
    weights = [[100 if kind == "caption" else 0 for kind in KINDS]]
    sure = [0.95 if kind == "paragraph" else 0.05 / (LANES - 1) for kind in KINDS]
    first, second = linear(weights, [Input("a", 0)]).revise(of_page([5.0, 5.0], [0.0] * 2), [sure, GUESS])
    assert first == sure
    assert second != GUESS


def test_what_lies_beyond_the_page_says_as_little_as_the_lowest_value() -> None:
    weights = [[100 if kind == "caption" else 0 for kind in KINDS]]
    alone = linear(weights, [Input("a", -1)]).revise(of_page([5.0], [0.0]), [GUESS])
    assert alone == [pytest.approx(revised(GUESS, [0.0] * LANES))]
