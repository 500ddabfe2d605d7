"""Trees that ask the same questions of every block of a page at once."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import KINDS, row

from triage import forest
from triage.forest import MOST_BORDERS, Forest, Question, Tree
from triage.packing import LANES, lane

WORDS = {"words": [3.0, 12.0, 12.5, 40.0]}


def grown(*trees: Tree, questions: list[Question], borders: dict[str, list[float]]) -> Forest:
    return Forest(borders, questions, trees, bias=[0.0] * LANES, scale=0.5)


def ask(offset: int, border: int = 0) -> list[bytes]:
    """The leaves of the one tree that asks one question, of the blocks' words."""
    tree = Tree([0], [row(), row()])
    return grown(tree, questions=[Question("words", offset, border)], borders={"words": [12.0, 20.0]}).leaves(WORDS)


def test_a_measure_lies_above_a_border_only_where_it_is_greater() -> None:
    assert ask(0) == [bytes([0, 0, 1, 1])]
    assert ask(0, border=1) == [bytes([0, 0, 0, 1])]


@pytest.mark.parametrize(
    ("offset", "answers"),
    [
        (-3, [0, 0, 0, 0]),
        (-2, [0, 0, 0, 0]),
        (-1, [0, 0, 0, 1]),
        (1, [0, 1, 1, 0]),
        (2, [1, 1, 0, 0]),
        (3, [1, 0, 0, 0]),
    ],
)
def test_a_question_may_be_about_another_block_and_beyond_the_ends_the_answer_is_no(
    offset: int, answers: list[int]
) -> None:
    assert ask(offset) == [bytes(answers)]


def test_the_answers_are_the_bits_of_the_leafs_number() -> None:
    tree = Tree([1, 0], [row()] * 4)
    questions = [Question("words", 0, 0), Question("words", 0, 1)]
    assert grown(tree, questions=questions, borders={"words": [5.0, 20.0]}).leaves(WORDS) == [bytes([0, 2, 2, 3])]


def test_scores_of_the_trees_are_added_and_made_probabilities() -> None:
    trees = [Tree([0], [row(title=2), row(paragraph=2)]), Tree([0], [row(title=1), row(paragraph=3)])]
    found = grown(*trees, questions=[Question("words", 0, 0)], borders={"words": [20.0]}).probabilities(WORDS)
    title, paragraph = KINDS.index("title"), KINDS.index("paragraph")  # type: ignore[arg-type]
    assert found[0][title] == pytest.approx(exp(1.5) / (exp(1.5) + 13))
    assert found[3][paragraph] == pytest.approx(exp(2.5) / (exp(2.5) + 13))
    assert all(sum(probabilities) == pytest.approx(1) for probabilities in found)


def test_what_a_unit_is_worth_and_the_bias_count() -> None:
    plain = grown(Tree([0], [row(), row()]), questions=[Question("words", 0, 0)], borders={"words": [20.0]})
    leant = replace(plain, bias=[1.0, *[0.0] * (LANES - 1)])
    assert plain.probabilities(WORDS)[0] == pytest.approx([1 / LANES] * LANES)
    assert leant.probabilities(WORDS)[0][0] == pytest.approx(exp(1) / (exp(1) + LANES - 1))


def random_forest(random: Random, borders: int) -> Forest:
    columns = {name: sorted(random.random() for _ in range(borders)) for name in "abc"}
    questions = [Question(random.choice("abc"), random.randint(-3, 3), random.randrange(borders)) for _ in range(40)]
    trees = [
        Tree(random.sample(range(40), 4), [row(title=random.randint(-900, 900)) for _ in range(16)]) for _ in range(20)
    ]
    return grown(*trees, questions=questions, borders=columns)


@given(st.randoms(use_true_random=False), st.integers(1, 30), st.sampled_from([1, 5, MOST_BORDERS]))
def test_the_page_at_once_gives_what_each_block_by_itself_would(random: Random, count: int, borders: int) -> None:
    model = random_forest(random, borders)
    columns = {name: [random.random() for _ in range(count)] for name in "abc"}

    def answer(question: Question, at: int) -> bool:
        place = at + question.offset
        if not 0 <= place < count:
            return False
        return columns[question.column][place] > model.borders[question.column][question.border]

    for tree, numbers in zip(model.trees, model.leaves(columns), strict=True):
        for at in range(count):
            bits = [answer(model.questions[index], at) for index in tree.questions]
            assert numbers[at] == sum(bit << place for place, bit in enumerate(bits))
    totals = [
        sum(lane(tree.leaves[numbers[at]], 0) for tree, numbers in zip(model.trees, model.leaves(columns), strict=True))
        for at in range(count)
    ]
    for total, probabilities in zip(totals, model.probabilities(columns), strict=True):
        top = max(total / 2, 0)
        expected = exp(total / 2 - top) / (exp(total / 2 - top) + 13 * exp(-top))
        assert probabilities[0] == pytest.approx(expected)


def test_a_long_page_is_scored_in_slices_that_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(3)
    model = random_forest(random, 20)
    columns = {name: [random.random() for _ in range(9000)] for name in "abc"}
    sliced = model.probabilities(columns)
    monkeypatch.setattr(forest, "_SLICE", 10_000)
    assert sliced == model.probabilities(columns)
