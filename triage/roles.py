"""Paragraphs -> what each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from triage.article import Kind, Role
from triage.context import measure_guesses
from triage.evidence import Columns, Page, measure
from triage.forest import Probabilities
from triage.markup import plain
from triage.model import Model
from triage.paragraphs import Block


class Verdict(NamedTuple):
    kind: Kind
    confidence: float
    """How likely the kind's role is right, from 0 to 1."""


def assign(blocks: Sequence[Block], model: Model) -> list[Verdict]:
    """One verdict a block, in order."""
    if not blocks:
        return []
    return [decide(probabilities, model) for probabilities in model.second.probabilities(gather(blocks, model)[0])]


def gather(blocks: Sequence[Block], model: Model) -> tuple[Columns, Probabilities]:
    """All evidence for the second forest, and the first one's guesses that it comes from."""
    texts = [plain(block.text) for block in blocks]
    page = Page(blocks, texts)
    columns = measure(page)
    columns |= {f"word_{kind}": column for kind, column in zip(Kind, model.wording.score(texts), strict=True)}
    guesses = model.first.probabilities(columns)
    return columns | measure_guesses(page, guesses), guesses


def decide(probabilities: Sequence[float], model: Model) -> Verdict:
    """The likeliest kind of the role that the model leans to."""
    of_kind = dict(zip(Kind, probabilities, strict=True))
    of_role = dict.fromkeys(Role, 0.0)
    for kind, probability in of_kind.items():
        of_role[kind.role] += probability
    role = max(of_role, key=lambda role: of_role[role] * model.leaning[role])
    kind = max((kind for kind in Kind if kind.role is role), key=of_kind.__getitem__)
    return Verdict(kind, model.confidence(of_role[role]))
