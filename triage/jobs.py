"""Work for many items -> their answers, in order, made on one core or on several."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

Kept = TypeVar("Kept")
Sent = TypeVar("Sent")
Answer = TypeVar("Answer")

FEW = 32
"""Items that are done here before other processes are worth their start."""

_CHUNK = 8
"""Items that are sent together."""


class Failure(NamedTuple):
    """There is no answer for an item."""

    why: str


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Sent], Answer], items: Iterable[tuple[Kept, Sent]], jobs: int
) -> Generator[tuple[Kept, Answer | Failure]]:
    """What ``work`` makes of the second part of each item, beside the first, in the order of the items.

    With more than one of ``jobs`` the work goes to so many processes, once there is more than a handful; ``work`` and
    what it takes and gives must then be picklable. An item that trips a fault, or that ends its process, as it does when
    memory runs out, does not stop the others. Closing the iterator waits for what is under way and starts no more.
    """
    items = iter(items)
    guarded = _Guarded(work)
    for kept, sent in islice(items, FEW) if jobs > 1 else items:
        yield kept, guarded(sent)
    chunks: Iterator[list[tuple[Kept, Sent]]] = iter(lambda: list(islice(items, _CHUNK)), [])
    first = next(chunks, None)
    if first is not None:
        from triage.pool import Pool

        with Pool(guarded, jobs) as pool:
            for kept, answer in pool.run(first, chunks):
                yield kept, _ENDED if answer is None else answer


_ENDED = Failure("ended the process that read it, for lack of memory?")


@dataclass(frozen=True, slots=True)
class _Guarded(Generic[Sent, Answer]):
    work: Callable[[Sent], Answer]

    def __call__(self, sent: Sent) -> Answer | Failure:
        try:
            return self.work(sent)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other items are not to suffer
            return Failure(f"{type(error).__name__}: {error}")
