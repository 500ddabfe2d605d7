"""Whether work takes longer than it is much, told alike on an idle machine and on a busy one."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

QUICK = 0.002
"""Seconds too short to be measured well."""

TRIES = 8
"""How often work is timed before it is called slow: a machine that does much else may be slow several times running."""


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, and without the collector, which would look at all that the tests before have left."""
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def is_slow(shorter: Callable[[], object], longer: Callable[[], object], times: float = 4) -> bool:
    """Whether work that is ``times`` as much takes more than twice as long as that, at its quickest of ``TRIES``.

    Other processes can only make it slower; so the quickest of each are compared, and one good try is enough.
    """
    short = long = float("inf")
    for _ in range(TRIES):
        short, long = min(short, seconds(shorter)), min(long, seconds(longer))
        if long <= max(QUICK, 2 * times * short):
            return False
    return True
