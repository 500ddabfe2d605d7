"""The revision's weights, and what it makes of guesses of pages that it has not seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from triage.chances import UNLIKELY
from triage.context import measure_guesses
from triage.linear import LEVELS, SURE, Input, Linear, Range
from triage.packing import LANES
from triage.training.packed import pack_rows
from triage.training.rows import FOLDS, Guesses, Numbers, Rows, shift, table_of

_SHRINK = 0.004
"""How much the squares of the revision's weights cost."""


def learn_revision(corpus: Rows, guesses: Guesses) -> tuple[Linear, Guesses]:
    """A revision of the forest's guesses, and the probabilities of every row by revisions that did not see its page."""
    tables = []
    names: list[str] = []
    for page, of_it in zip(corpus.pages, corpus.slices(), strict=True):
        names, of_page = table_of(measure_guesses(page, guesses[of_it].tolist()))
        tables.append(of_page)
    table = np.concatenate(tables)
    beside = [name for name in names if name.startswith("guess_") or name == "inside"]
    inputs = [Input(name, 0) for name in names if name != "inside"]
    inputs += [Input(name, offset) for offset in (-1, 1) for name in beside]
    low, high = np.quantile(table, [0.002, 0.998], axis=0)
    step = np.maximum((high - low) / (LEVELS - 1), 1e-6)
    levels = np.clip(np.ceil((table - low) / step), 0, LEVELS - 1).astype(np.float32)
    rows = np.stack([shift(levels[:, names.index(name)], corpus.page_of, offset, 0) for name, offset in inputs], 1)
    logarithms = np.log(guesses + UNLIKELY)

    revised = np.zeros_like(guesses)
    for fold in range(FOLDS):
        learned, held_out = corpus.fold_of != fold, corpus.fold_of == fold
        weights, bias = _fit_revision(
            rows[learned], logarithms[learned], corpus.kinds[learned], corpus.weights[learned]
        )
        revised[held_out] = softmax(logarithms[held_out] + rows[held_out] @ weights + bias, axis=1)
    weights, bias = _fit_revision(rows, logarithms, corpus.kinds, corpus.weights)
    scale, packed = pack_rows(weights)
    return Linear(
        ranges={name: Range(float(at), float(by)) for name, at, by in zip(names, low, step, strict=True)},
        inputs=inputs,
        weights=packed,
        means=[round(float(mean), 2) for mean in rows.mean(0)],
        bias=[round(float(number), 4) for number in bias],
        scale=scale,
    ), np.where(guesses.max(1, keepdims=True) > SURE, guesses, (guesses + revised) / 2)


def _fit_revision(
    rows: Numbers, logarithms: Guesses, kinds: NDArray[np.int64], counts: NDArray[np.float64]
) -> tuple[Guesses, Guesses]:
    """Weights, a row an input, and biases: of the least cross entropy, and the least squares of the weights, when they are
    added to the logarithms of the guesses."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-3
    levels = ((rows - mean) / spread).astype(np.float32)
    size = levels.shape[1] * LANES
    shares = (counts / counts.sum())[:, None]
    right = np.eye(LANES)[kinds]

    def loss(numbers: Guesses) -> tuple[float, Guesses]:
        weights = numbers[:size].reshape(-1, LANES)
        scores = logarithms + levels @ weights.astype(np.float32) + numbers[size:]
        wrong = (softmax(scores, axis=1) - right) * shares
        entropy = -(log_softmax(scores, axis=1) * right * shares).sum()
        gradient = levels.T @ wrong.astype(np.float32) + 2 * _SHRINK * weights
        return entropy + _SHRINK * (weights**2).sum(), np.concatenate([gradient.ravel(), wrong.sum(0)])

    found = minimize(loss, np.zeros(size + LANES), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    weights = found[:size].reshape(-1, LANES)
    return weights / spread[:, None], found[size:] - mean / spread @ weights
