"""Processes that all do one kind of work."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import parent_process
from typing import Any, Generic, NamedTuple, TypeVar

Kept = TypeVar("Kept")
Sent = TypeVar("Sent")
Answer = TypeVar("Answer")

_AHEAD = 4
"""Chunks a process that are under way at a time: items are taken no faster than answers are."""


class _Waiting(NamedTuple, Generic[Kept, Sent, Answer]):
    chunk: list[tuple[Kept, Sent]]
    answers: Future[list[Answer]]


class Pool(Generic[Sent, Answer]):
    """Processes that do one kind of work, and others in their place when they died of it."""

    def __init__(self, work: Callable[[Sent], Answer], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._processes = self._start(jobs)

    def __enter__(self) -> Pool[Sent, Answer]:
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
                answers: list[Answer] = process.submit(_do, [sent]).result()
                return answers[0]
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
