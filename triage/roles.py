"""Paragraphs -> what each of them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from triage.article import Kind, Role
from triage.context import measure_guesses
from triage.evidence import Columns, measure
from triage.forest import Probabilities
from triage.lists import even_out
from triage.model import Model
from triage.page import Page
from triage.paragraphs import Block


class Verdict(NamedTuple):
    kind: Kind
    confidence: float
    """How likely the kind's role is right, from 0 to 1."""
    title_chance: float = 0.0
    """How likely the block is the title, from 0 to 1."""


MOST = 10_000
"""Blocks looked at as one page, so that memory stays in bounds: no article has more, but a file may."""


def assign(blocks: Sequence[Block], model: Model) -> list[Verdict]:
    """One verdict a block, in order."""
    return [
        decide(probabilities, model)
        for stretch in stretches(blocks)
        for probabilities in settle(*gather(stretch, model), model)
    ]


def stretches(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks, cut where there are more than :data:`MOST`."""
    return (blocks[start : start + MOST] for start in range(0, len(blocks), MOST))


def gather(blocks: Sequence[Block], model: Model) -> tuple[Columns, Probabilities]:
    """All evidence of one or more blocks: what is measured, the wording's scores, and what the first guesses say together;
    and these guesses."""
    page = Page(blocks)
    columns = measure(page)
    columns |= {f"word_{kind}": column for kind, column in zip(Kind, model.wording.score(page.texts), strict=True)}
    guesses = model.forest.probabilities(columns)
    return columns | measure_guesses(page, guesses), guesses


def settle(columns: Columns, guesses: Probabilities, model: Model) -> Probabilities:
    """The probability of each kind for each block, from all evidence and the first guesses."""
    return even_out(columns, model.revision.revise(columns, guesses))


def decide(probabilities: Sequence[float], model: Model) -> Verdict:
    """The likeliest kind of the role that the model leans to."""
    best, highest, chance = _PLACES[Role.BODY], -1.0, 0.0
    for role, places in _PLACES.items():
        of_role = fsum([probabilities[place] for place in places])
        if of_role * model.leaning[role] > highest:
            best, highest, chance = places, of_role * model.leaning[role], of_role
    kind = _KINDS[max(best, key=probabilities.__getitem__)]
    return Verdict(kind, model.confidence(chance), probabilities[_TITLE])


_KINDS = list(Kind)
_TITLE = _KINDS.index(Kind.TITLE)
_PLACES = {role: [place for place, kind in enumerate(Kind) if kind.role is role] for role in Role}
"""Where the probabilities of a role's kinds stand."""
