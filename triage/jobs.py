"""Work for many items -> their answers, in order, made on one core or on several."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing import parent_process
from typing import Any, Generic, NamedTuple, TypeVar

Kept = TypeVar("Kept")
Sent = TypeVar("Sent")
Answer = TypeVar("Answer")

FEW = 32
"""Items that are done here before other processes are worth their start."""

_CHUNK = 8
_AHEAD = 4
"""Chunks a process that are under way at a time: items are taken no faster than answers are."""


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Sent], Answer], items: Iterable[tuple[Kept, Sent]], jobs: int
) -> Iterator[tuple[Kept, Answer | None]]:
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
        with _Pool(work, jobs) as pool:
            yield from pool.run(first, chunks)


class _Waiting(NamedTuple, Generic[Kept, Sent, Answer]):
    chunk: list[tuple[Kept, Sent]]
    answers: Future[list[Answer]]


class _Pool(Generic[Sent, Answer]):
    """Processes that do one kind of work, and others in their place when they died of it."""

    def __init__(self, work: Callable[[Sent], Answer], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._processes = self._start(jobs)

    def __enter__(self) -> _Pool[Sent, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.shutdown(cancel_futures=True)

    def run(
        self, first: list[tuple[Kept, Sent]], chunks: Iterator[list[tuple[Kept, Sent]]]
    ) -> Iterator[tuple[Kept, Answer | None]]:
        waiting = deque([self._submit(first)])
        while waiting:
            for chunk in islice(chunks, self._jobs * _AHEAD - len(waiting)):
                waiting.append(self._submit(chunk))
            chunk, answers = waiting.popleft()
            try:
                yield from zip((kept for kept, _ in chunk), answers.result(), strict=True)
            except BrokenProcessPool:
                yield from ((kept, self._do_alone(sent)) for kept, sent in chunk)
                self._processes = self._start(self._jobs)
                waiting = deque(self._submit(again) for again, _ in waiting)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, initializer=_begin, initargs=(self._work,))

    def _submit(self, chunk: list[tuple[Kept, Sent]]) -> _Waiting[Kept, Sent, Answer]:
        try:
            return _Waiting(chunk, self._processes.submit(_do, [sent for _, sent in chunk]))
        except BrokenProcessPool as error:
            answers: Future[list[Answer]] = Future()
            answers.set_exception(error)
            return _Waiting(chunk, answers)

    def _do_alone(self, sent: Sent) -> Answer | None:
        with self._start(1) as process:
            try:
                return process.submit(_do, [sent]).result()[0]
            except BrokenProcessPool:
                return None


_work: Callable[[Any], Any]
"""What this process is for."""


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what an interruption ends
    threading.Thread(target=_end_with_first, daemon=True).start()


def _end_with_first() -> None:
    first = parent_process()
    if first is not None:
        first.join()
        os._exit(1)  # it was killed, or it would have waited for this one


def _do(items: list[Any]) -> list[Any]:
    return [_work(item) for item in items]
