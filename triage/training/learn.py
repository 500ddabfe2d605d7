"""Labelled pages -> a model.

Three learners, each feeding the next: the wording of a paragraph (linear, all kinds together), a forest that sees it among
the evidence of the block and its neighbours, and a linear revision of the forest's guesses that sees them for the whole
page. What feeds a later learner is always predicted by an earlier one that has not seen the page (stacking,
Wolpert 1992), so the later one learns how far to trust it. The same pages give the same model, byte for byte.

``TRIALS.md`` beside this file tells what was tried and what it gave.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter
from zlib import crc32

import numpy as np
from catboost import CatBoostClassifier, Pool
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from scipy.special import log_softmax, softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from triage.article import Kind, Role
from triage.context import UNLIKELY, measure_guesses
from triage.evidence import Columns, measure
from triage.evidence import Page as EvidencePage
from triage.forest import Forest, Question, Tree
from triage.linear import LEVELS, SURE, Input, Linear, Range
from triage.model import Model
from triage.packing import LANES, OFFSET, pack, to_bytes
from triage.training.corpus import Page, align, read_phrases, read_written, says_something
from triage.wording import Wording, length_factor, pieces, soften

Numbers = NDArray[np.float32]
Guesses = NDArray[np.float64]
Say = Callable[[str], None]

_KINDS = list(Kind)
_ROLES = list(Role)
_PHRASES = Path(__file__).with_name("phrases.tsv")
"""Short lines that stand on pages everywhere."""
_WRITTEN = Path(__file__).with_name("written.tsv")
"""Pages written for this: learned from beside the labelled ones, but no model is judged by them."""

_FOLDS = 3
_VERSIONS = 2
"""How many versions of a page are learned from; each but the first counts half."""
_RAREST_PIECE = 2
"""Pages and languages that a piece of wording must occur in to be learned."""
_RAREST_KEPT = 3
"""And to be kept in the model: rarer ones explain their own pages, so that the others need not."""
_PIECES = 20_000
"""The most that are kept, those that say most."""
_TREES = 220
_DEPTH = 6
_BORDERS = 32
_NEVER = -50.0
"""The bias of a kind that no label has."""
_BEYOND = -1e9
"""What the measures of a block beyond the page's ends are taken for: below every border."""

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
_AGAIN = [
    "quoted",
    "in_core",
    "in_near",
    "same",
    "like_before",
    "like_after",
    "marker",
    "heading",
    "words",
    "ending",
    "cue_photo",
    "credit",
    "images",
    "in_stretch",
    "prose",
    "links",
    "position",
]
"""The evidence of a block that the revision looks at again, beside the guesses."""
_SHRINK = 0.004
"""How much the squares of the revision's weights cost."""


@dataclass(frozen=True, slots=True)
class _Corpus:
    """All blocks of all pages, row by row."""

    pages: Sequence[EvidencePage]
    texts: Sequence[str]
    columns: Sequence[str]
    evidence: Numbers
    kinds: NDArray[np.int64]
    weights: NDArray[np.float64]
    scored: NDArray[np.bool_]
    """Rows that say something, of labelled pages in their first version: those that a model is judged by."""
    page_of: NDArray[np.int64]
    source_of: Sequence[str]
    fold_of: NDArray[np.int64]


def learn(labelled: Sequence[Page], say: Say = lambda _: None) -> Model:
    """A model from labelled pages. ``say`` is told of each step. Takes minutes a hundred pages.

    Raises ``ValueError`` where there are too few pages to hold some out.
    """
    if len({page.source for page in labelled}) < _FOLDS:
        raise ValueError(f"Learning takes at least {_FOLDS} pages, each of them with several paragraphs.")
    corpus = _gather(_choose_versions(labelled) + [(page, 0.5) for page in read_written(_WRITTEN)])
    say(f"{len(corpus.pages)} pages, {len(corpus.texts)} paragraphs")
    wording, words = _learn_wording(corpus)
    say(f"wording: {len(wording.places)} pieces")
    names, table = _forest_table(corpus, words)
    forest, guesses = _learn_forest(corpus, names, table, say)
    revision, guesses = _learn_revision(corpus, guesses)
    say("revision")
    by_role = np.stack([guesses[:, [kind.role is role for kind in _KINDS]].sum(1) for role in _ROLES], 1)[corpus.scored]
    roles = np.array([_ROLES.index(kind.role) for kind in _KINDS])[corpus.kinds[corpus.scored]]
    leaning = _lean(by_role, roles)
    return Model(
        wording=wording,
        forest=forest,
        revision=revision,
        leaning=dict(zip(_ROLES, leaning.tolist(), strict=True)),
        calibration=_calibrate(by_role, roles, leaning),
    )


def _choose_versions(labelled: Sequence[Page]) -> list[tuple[Page, float]]:
    """The pages to learn from, with their weights: of each the first version given, and a few others."""
    versions: dict[str, list[Page]] = {}
    for page in labelled:
        versions.setdefault(page.source, []).append(page)
    chosen = []
    for first, *others in versions.values():
        chosen.append((first, 1.0))
        others.sort(key=lambda page: crc32(page.name.encode()))
        chosen += [(page, 0.5) for page in others[: _VERSIONS - 1]]
    return chosen


def _gather(chosen: Sequence[tuple[Page, float]]) -> _Corpus:
    sources = sorted({page.source for page, _ in chosen}, key=lambda source: (crc32(source.encode()), source))
    fold = {source: number % _FOLDS for number, source in enumerate(sources)}
    pages: list[EvidencePage] = []
    tables: list[Numbers] = []
    texts: list[str] = []
    columns: list[str] = []
    kinds: list[int] = []
    weights: list[float] = []
    scored: list[bool] = []
    page_of: list[int] = []
    source_of: list[str] = []
    for page, weight in chosen:
        blocks, found = align(page)
        if not blocks:
            continue
        evidence = EvidencePage(blocks)
        columns, table = _table(measure(evidence))
        page_of += [len(pages)] * len(blocks)
        source_of += [page.source] * len(blocks)
        pages.append(evidence)
        tables.append(table)
        texts += evidence.texts
        for block, kind in zip(blocks, found, strict=True):
            kinds.append(_KINDS.index(kind or Kind.FURNITURE))
            weights.append(weight if kind else 0.0)
            scored.append(weight == 1 and kind is not None and says_something(page.text[block.start : block.end]))
    return _Corpus(
        pages,
        texts,
        columns,
        np.concatenate(tables),
        np.array(kinds),
        np.array(weights),
        np.array(scored),
        np.array(page_of),
        source_of,
        np.array([fold[source] for source in source_of]),
    )


def _table(columns: Columns) -> tuple[list[str], Numbers]:
    """The columns' names, and their values with a row a block."""
    return list(columns), np.array(list(columns.values()), dtype=np.float32).T


def _learn_wording(corpus: _Corpus) -> tuple[Wording, Numbers]:
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
    phrase_kinds = np.array([_KINDS.index(kind) for _, _, kind in phrases])

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
    for fold in range(_FOLDS):
        weights, bias = fit(rows[corpus.fold_of[rows] != fold])
        held_out = np.flatnonzero(corpus.fold_of == fold)
        scores[held_out] = [soften(sums) for sums in (table[held_out] @ weights + bias).tolist()]
    weights, bias = fit(rows)
    kept = np.any(weights, axis=1)
    scale, packed = _pack_rows(weights[kept])
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


def _pack_rows(table: NDArray[Any]) -> tuple[float, list[int]]:
    """Rows of real numbers as packed whole ones, and what one unit of them is worth."""
    scale = float(np.abs(table).max() or 1.0) / (OFFSET - 1)
    return scale, [pack(row) for row in np.rint(table / scale).astype(int).tolist()]


def _forest_table(corpus: _Corpus, words: Numbers) -> tuple[list[str], Numbers]:
    names = [*corpus.columns, *(f"word_{kind}" for kind in _KINDS)]
    table = np.concatenate([corpus.evidence, words], 1)
    offsets: dict[str, tuple[int, ...]] = {name: (-1, 1) for name in _NEXT_TO} | {
        name: (-2, -1, 1, 2) for name in _NEAR
    }
    offsets |= {f"word_{kind}": (-2, -1, 1, 2) for kind in _KINDS}
    return _with_neighbours(corpus, names, table, offsets)


def _with_neighbours(
    corpus: _Corpus, names: list[str], table: Numbers, offsets: dict[str, tuple[int, ...]]
) -> tuple[list[str], Numbers]:
    """The table with columns of what stands ``offset`` blocks on, named ``column@offset``."""
    added = {
        f"{name}@{offset}": _shift(table[:, names.index(name)], corpus.page_of, offset)
        for name, around in offsets.items()
        for offset in around
    }
    return [*names, *added], np.concatenate([table, np.stack(list(added.values()), 1)], 1)


def _shift(column: Numbers, page_of: NDArray[np.int64], offset: int, beyond: float = _BEYOND) -> Numbers:
    rows = np.arange(len(column)) + offset
    inside = (rows >= 0) & (rows < len(column))
    rows = np.where(inside, rows, 0)
    return np.where(inside & (page_of[rows] == page_of), column[rows], np.float32(beyond))


def _learn_forest(corpus: _Corpus, names: list[str], table: Numbers, say: Say) -> tuple[Forest, Guesses]:
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
    for fold in range(_FOLDS):
        held_out = corpus.fold_of == fold
        guesses[held_out] = fit(~held_out).predict_proba(table[held_out])
        say(f"fold {fold + 1} of {_FOLDS}")
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
    scale, packed = _pack_rows(np.concatenate([leaves for _, leaves in trees]))
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


def _learn_revision(corpus: _Corpus, guesses: Guesses) -> tuple[Linear, Guesses]:
    """A revision of the forest's guesses, and the probabilities of every row by revisions that did not see its page."""
    starts = np.searchsorted(corpus.page_of, np.arange(len(corpus.pages) + 1))
    tables = []
    names: list[str] = []
    for page, start, end in zip(corpus.pages, starts[:-1], starts[1:], strict=True):
        names, of_page = _table(measure_guesses(page, guesses[start:end].tolist()))
        tables.append(of_page)
    table = np.concatenate([np.concatenate(tables), corpus.evidence[:, list(map(corpus.columns.index, _AGAIN))]], 1)
    names = [*names, *_AGAIN]
    beside = [name for name in names if name.startswith("guess_") or name == "inside"]
    inputs = [Input(name, 0) for name in names if name != "inside"]
    inputs += [Input(name, offset) for offset in (-2, -1, 1, 2) for name in beside]
    low, high = np.quantile(table, [0.002, 0.998], axis=0)
    step = np.maximum((high - low) / (LEVELS - 1), 1e-6)
    levels = np.clip(np.ceil((table - low) / step), 0, LEVELS - 1).astype(np.float32)
    rows = np.stack([_shift(levels[:, names.index(name)], corpus.page_of, offset, 0) for name, offset in inputs], 1)
    logarithms = np.log(guesses + UNLIKELY)

    revised = np.zeros_like(guesses)
    for fold in range(_FOLDS):
        learned, held_out = corpus.fold_of != fold, corpus.fold_of == fold
        weights, bias = _fit_revision(
            rows[learned], logarithms[learned], corpus.kinds[learned], corpus.weights[learned]
        )
        revised[held_out] = softmax(logarithms[held_out] + rows[held_out] @ weights + bias, axis=1)
    weights, bias = _fit_revision(rows, logarithms, corpus.kinds, corpus.weights)
    scale, packed = _pack_rows(weights)
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


def _lean(by_role: NDArray[np.float64], roles: NDArray[np.int64]) -> NDArray[np.float64]:
    """What to multiply the roles' probabilities with for the greatest mean F1 on pages held out, by coordinate ascent."""
    leaning = np.ones(len(_ROLES))
    best = _mean_f1(by_role.argmax(1), roles)
    for _ in range(3):
        for role in range(len(_ROLES)):
            for factor in (0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.35, 1.5, 1.75):
                tried = leaning.copy()
                tried[role] *= factor
                score = _mean_f1((by_role * tried).argmax(1), roles)
                if score > best:
                    best, leaning = score, tried
    # Halfway: the rest of it is this one sample of pages.
    return np.asarray(np.sqrt(leaning).round(3), dtype=np.float64)


def _mean_f1(said: NDArray[np.int64], roles: NDArray[np.int64]) -> float:
    scores = []
    for role in range(len(_ROLES)):
        hits = ((said == role) & (roles == role)).sum()
        scores.append(2 * hits / max(1, (said == role).sum() + (roles == role).sum()))
    return float(np.mean(scores))


def _calibrate(
    by_role: NDArray[np.float64], roles: NDArray[np.int64], leaning: NDArray[np.float64], knots: int = 12
) -> list[tuple[float, float]]:
    """How often the role taken was right, by its probability: groups that are finer where it is low, for few are there and
    they differ most; made to rise (isotonic)."""
    taken = (by_role * leaning).argmax(1)
    probability = by_role[np.arange(len(taken)), taken]
    order = np.argsort(probability, kind="stable")
    curve = []
    highest = 0.0
    cuts = (np.linspace(0, 1, knots + 1)[1:-1] ** 2 * len(order)).astype(int)
    for group in filter(len, np.split(order, cuts)):
        highest = max(highest, float((taken[group] == roles[group]).mean()))
        curve.append((round(float(probability[group].mean()), 4), round(highest, 4)))
    return curve
