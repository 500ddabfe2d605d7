"""Labelled pages -> a model.

Three learners, each feeding the next: the wording of a paragraph (linear, all kinds together), a forest that sees it among
the evidence of the block and its neighbours, and a linear revision of the forest's guesses that sees them for the whole
page. What feeds a later learner is always predicted by an earlier one that has not seen the page (stacking,
Wolpert 1992), so the later one learns how far to trust it. The same pages give the same model, byte for byte.

``TRIALS.md`` beside this file tells what was tried and what it gave.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from triage.model import Model
from triage.training.corpus import Page, read_written
from triage.training.forest import forest_table, learn_forest
from triage.training.leaning import calibrate, lean
from triage.training.revision import learn_revision
from triage.training.rows import FOLDS, KINDS, ROLES, choose_versions, gather
from triage.training.wording import learn_wording

_WRITTEN = Path(__file__).with_name("written.tsv")
"""Pages written for this: learned from beside the labelled ones, but no model is judged by them."""


def learn(labelled: Sequence[Page], say: Callable[[str], None] = lambda _: None) -> Model:
    """A model from labelled pages. ``say`` is told of each step. Takes minutes a hundred pages.

    Raises ``ValueError`` where there are too few pages to hold some out.
    """
    if len({page.source for page in labelled}) < FOLDS:
        raise ValueError(f"Learning takes at least {FOLDS} pages, each of them with several paragraphs.")
    rows = gather(choose_versions(labelled) + [(page, 0.5) for page in read_written(_WRITTEN)])
    say(f"{len(rows.pages)} pages, {len(rows.texts)} paragraphs")
    wording, words = learn_wording(rows)
    say(f"wording: {len(wording.places)} pieces")
    names, table = forest_table(rows, words)
    forest, guesses = learn_forest(rows, names, table, say)
    revision, guesses = learn_revision(rows, guesses)
    guesses = rows.even_out(guesses)
    say("revision")
    by_role = np.stack([guesses[:, [kind.role is role for kind in KINDS]].sum(1) for role in ROLES], 1)[rows.scored]
    roles = np.array([ROLES.index(kind.role) for kind in KINDS])[rows.kinds[rows.scored]]
    leaning = lean(by_role, roles)
    return Model(
        wording=wording,
        forest=forest,
        revision=revision,
        leaning=dict(zip(ROLES, leaning.tolist(), strict=True)),
        calibration=calibrate(by_role, roles, leaning),
    )
