"""Probabilities of pages held out -> how the model leans to rare roles, and how sure it may say that it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from triage.training.rows import ROLES


def lean(by_role: NDArray[np.float64], roles: NDArray[np.int64]) -> NDArray[np.float64]:
    """What to multiply the roles' probabilities with for the greatest mean F1 on pages held out, by coordinate ascent."""
    leaning = np.ones(len(ROLES))
    best = _mean_f1(by_role.argmax(1), roles)
    for _ in range(3):
        for role in range(len(ROLES)):
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
    for role in range(len(ROLES)):
        hits = ((said == role) & (roles == role)).sum()
        scores.append(2 * hits / max(1, (said == role).sum() + (roles == role).sum()))
    return float(np.mean(scores))


def calibrate(
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
