"""Scores -> probabilities, and probabilities -> logarithms that stay in bounds."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, log

UNLIKELY = 0.001
"""Added to a probability before its logarithm is taken: how unlikely it is says little from there on."""


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities in proportion to the exponentials of the scores."""
    highest = max(scores)
    weights = [exp(score - highest) for score in scores]
    total = fsum(weights)
    return [weight / total for weight in weights]


def soft_logs(chances: Sequence[float]) -> list[float]:
    """The logarithms of probabilities, each of them raised by :data:`UNLIKELY`."""
    return [log(chance + UNLIKELY) for chance in chances]
