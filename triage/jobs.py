"""Work for many items -> their answers, in order, made on one core or on several."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Kept = TypeVar("Kept")
Sent = TypeVar("Sent")
Answer = TypeVar("Answer")

FEW = 32
"""Items that are done here before other processes are worth their start."""

_CHUNK = 8
"""Items that are sent together."""


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Sent], Answer], items: Iterable[tuple[Kept, Sent]], jobs: int
) -> Generator[tuple[Kept, Answer | None]]:
    """What ``work`` makes of the second part of each item, beside the first, in the order of the items.

    With more than one of ``jobs`` the work goes to so many processes, once there is more than a handful; ``work`` and
    what it takes and gives must then be picklable. The answer is ``None`` where the work ended its process, as it does
    when memory runs out. Closing the iterator waits for what is under way and starts no more.
    """
    items = iter(items)
    for kept, sent in islice(items, FEW) if jobs > 1 else items:
        yield kept, work(sent)
    chunks: Iterator[list[tuple[Kept, Sent]]] = iter(lambda: list(islice(items, _CHUNK)), [])
    first = next(chunks, None)
    if first is not None:
        from triage.pool import Pool

        with Pool(work, jobs) as pool:
            yield from pool.run(first, chunks)
