"""The forest's trees, and its guesses of pages that they have not seen."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier, Pool
from numpy.typing import NDArray

from triage.forest import Forest, Question, Tree
from triage.packing import LANES
from triage.training.packed import pack_rows
from triage.training.rows import FOLDS, KINDS, Guesses, Numbers, Rows, shift

_TREES = 220
_DEPTH = 6
_BORDERS = 32
_NEVER = -50.0
"""The bias of a kind that no label has."""

_NEXT_TO = [
    "words",
    "ending",
    "gap",
    "same",
    "in_core",
    "last",
    "digits",
    "quoted",
    "prose",
    "marker",
    "cue_photo",
    "cue_byline",
    "is_date",
    "like_before",
]
"""The evidence of the blocks right before and after that the forest sees, beside their wording."""
_NEAR = ["words", "gap", "ending", "same"]
"""And of those two blocks away."""


def forest_table(corpus: Rows, words: Numbers) -> tuple[list[str], Numbers]:
    names = [*corpus.columns, *(f"word_{kind}" for kind in KINDS)]
    table = np.concatenate([corpus.evidence, words], 1)
    offsets: dict[str, tuple[int, ...]] = {name: (-1, 1) for name in _NEXT_TO} | {
        name: (-2, -1, 1, 2) for name in _NEAR
    }
    offsets |= {f"word_{kind}": (-2, -1, 1, 2) for kind in KINDS}
    return _with_neighbours(corpus, names, table, offsets)


def _with_neighbours(
    corpus: Rows, names: list[str], table: Numbers, offsets: dict[str, tuple[int, ...]]
) -> tuple[list[str], Numbers]:
    """The table with columns of what stands ``offset`` blocks on, named ``column@offset``."""
    added = {
        f"{name}@{offset}": shift(table[:, names.index(name)], corpus.page_of, offset)
        for name, around in offsets.items()
        for offset in around
    }
    return [*names, *added], np.concatenate([table, np.stack(list(added.values()), 1)], 1)


def learn_forest(corpus: Rows, names: list[str], table: Numbers, say: Callable[[str], None]) -> tuple[Forest, Guesses]:
    """A forest, and the probabilities of every row by forests that did not see the row's page."""
    sources = np.unique(corpus.source_of, return_inverse=True)[1]

    def fit(rows: NDArray[np.bool_]) -> CatBoostClassifier:
        rows = rows & (corpus.weights > 0)
        learner = CatBoostClassifier(
            loss_function="MultiClass",
            classes_count=LANES,
            iterations=_TREES,
            depth=_DEPTH,
            learning_rate=0.18,
            rsm=0.25,
            l2_leaf_reg=5,
            border_count=_BORDERS,
            boosting_type="Ordered",  # what a tree mends of a page is what trees leave that have not seen the page
            bootstrap_type="Bernoulli",
            subsample=0.8,
            leaf_estimation_iterations=1,
            random_seed=1,
            thread_count=2,
            verbose=0,
            allow_writing_files=False,
        )
        pages = Pool(table[rows], corpus.kinds[rows], weight=corpus.weights[rows], group_id=sources[rows])
        return learner.fit(pages)

    guesses = np.zeros((len(table), LANES))
    for fold in range(FOLDS):
        held_out = corpus.fold_of == fold
        guesses[held_out] = fit(~held_out).predict_proba(table[held_out])
        say(f"fold {fold + 1} of {FOLDS}")
    return _read_forest(fit(np.ones(len(table), bool)), names), guesses


def _read_forest(learner: CatBoostClassifier, names: list[str]) -> Forest:
    """What CatBoost has grown, in our own terms."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "forest.json")
        learner.save_model(str(path), format="json")
        grown = json.loads(path.read_text())
    # Labels without kinds stand for some kinds only.
    present = grown["model_info"]["class_params"]["class_to_label"]
    asked: dict[tuple[str, int, float], int] = {}
    trees = []
    for tree in grown["oblivious_trees"]:
        numbers = []
        for split in tree["splits"]:
            column, _, offset = names[split["float_feature_index"]].partition("@")
            numbers.append(asked.setdefault((column, int(offset or 0), split["border"]), len(asked)))
        leaves = np.zeros((2 ** len(numbers), LANES))
        leaves[:, present] = np.array(tree["leaf_values"]).reshape(-1, len(present))
        trees.append((tuple(numbers), leaves))
    borders: dict[str, list[float]] = {}
    for column, _, border in sorted(asked):
        if border not in borders.setdefault(column, []):
            borders[column].append(border)
    for column_borders in borders.values():
        column_borders.sort()
    scale, packed = pack_rows(np.concatenate([leaves for _, leaves in trees]))
    factor, of_present = grown["scale_and_bias"]
    bias = np.full(LANES, _NEVER)
    bias[present] = of_present
    grown_trees = []
    at = 0
    for questions, leaves in trees:
        grown_trees.append(Tree(questions, packed[at : at + len(leaves)]))
        at += len(leaves)
    return Forest(
        borders=borders,
        questions=[Question(column, offset, borders[column].index(border)) for column, offset, border in asked],
        trees=grown_trees,
        bias=[float(number) for number in bias],
        scale=scale * factor,
    )
