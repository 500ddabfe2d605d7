"""The wording's weights: a linear model of all kinds together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from triage.chances import soft_logs, softmax
from triage.packing import LANES, to_bytes
from triage.training.corpus import read_phrases
from triage.training.packed import pack_rows
from triage.training.rows import FOLDS, KINDS, Numbers, Rows
from triage.wording import Wording, length_factor, pieces

_PHRASES = Path(__file__).with_name("phrases.tsv")
"""Short lines that stand on pages everywhere."""
_RAREST_PIECE = 2
"""Pages and languages that a piece of wording must occur in to be learned."""
_RAREST_KEPT = 3
"""And to be kept in the model: rarer ones explain their own pages, so that the others need not."""
_PIECES = 20_000
"""The most that are kept, those that say most."""


def learn_wording(corpus: Rows) -> tuple[Wording, Numbers]:
    """The wording's weights, and its scores of every row by weights that did not see the row's page."""
    said: dict[tuple[str, str, int], int] = {}
    for row, key in enumerate(zip(corpus.source_of, corpus.texts, corpus.kinds.tolist(), strict=True)):
        if corpus.weights[row]:
            said.setdefault(key, row)  # what the versions of a page have in common counts once
    rows = np.array(sorted(said.values()))
    phrases = read_phrases(_PHRASES)
    sources: dict[str, set[str]] = {}
    for source, text in [
        *((corpus.source_of[row], corpus.texts[row]) for row in rows),
        *((f"\t{language}", text) for language, text, _ in phrases),
    ]:
        for piece in pieces(text):
            sources.setdefault(piece, set()).add(source)
    known = {
        piece: number
        for number, piece in enumerate(sorted(piece for piece, of in sources.items() if len(of) >= _RAREST_PIECE))
    }
    common = np.array([len(sources[piece]) >= _RAREST_KEPT for piece in known])
    table = _piece_table(corpus.texts, known)
    phrase_table = _piece_table([text for _, text, _ in phrases], known)
    phrase_kinds = np.array([KINDS.index(kind) for _, _, kind in phrases])

    def fit(chosen: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weights, a row a piece, and biases."""
        learner = LogisticRegression(C=100, max_iter=80, tol=1e-6)
        with catch_warnings():
            simplefilter("ignore", ConvergenceWarning)  # stopping early is meant to: it keeps the weights small
            learner.fit(
                vstack([table[chosen], phrase_table]),
                np.concatenate([corpus.kinds[chosen], phrase_kinds]),
                sample_weight=np.concatenate([np.ones(len(chosen)), np.full(len(phrase_kinds), 0.5)]),
            )
        weights = learner.coef_.T * common[:, None]
        strength = np.abs(weights - weights.mean(1, keepdims=True)).max(1)
        weakest = np.argsort(-strength, kind="stable")[_PIECES:]
        weights[weakest] = 0
        return weights, learner.intercept_

    scores = np.zeros((len(corpus.texts), LANES), np.float32)
    for fold in range(FOLDS):
        weights, bias = fit(rows[corpus.fold_of[rows] != fold])
        held_out = np.flatnonzero(corpus.fold_of == fold)
        scores[held_out] = [soft_logs(softmax(sums)) for sums in (table[held_out] @ weights + bias).tolist()]
    weights, bias = fit(rows)
    kept = np.any(weights, axis=1)
    scale, packed = pack_rows(weights[kept])
    names = [piece for piece, keep in zip(known, kept, strict=True) if keep]
    return Wording(names, to_bytes(packed), [round(float(number), 4) for number in bias], scale), scores


def _piece_table(texts: Sequence[str], known: dict[str, int]) -> csr_matrix:
    indices: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in texts:
        found = pieces(text)
        held = sorted(known[piece] for piece in found if piece in known)
        indices += held
        values += [length_factor(len(found))] * len(held)
        ends.append(len(indices))
    return csr_matrix((values, indices, ends), shape=(len(texts), len(known)), dtype=np.float32)
