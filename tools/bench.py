#!/usr/bin/env python3
"""Print how long reading takes: by stage for each file, and how time and memory grow with the size of the text.

tools/bench.py samples/*.txt
tools/bench.py --growth 100 samples/ferry-en.txt    the file's words over and over, from 1 kB to 100 MB
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import NamedTuple, TypeVar

from triage.article import Kind
from triage.context import measure_guesses
from triage.decode import decode
from triage.evidence import measure
from triage.facts import find_facts
from triage.model import SHIPPED, Model, load
from triage.page import Page
from triage.paragraphs import split
from triage.pipeline import classify

Result = TypeVar("Result")

LINE = 16
"""Words of a short paragraph."""


class Stopwatch:
    """Times of calls by name, in milliseconds, each the median of several."""

    def __init__(self, runs: int) -> None:
        self.runs = runs
        self.times: dict[str, float] = {}

    def time(self, name: str, call: Callable[[], Result]) -> Result:
        times = []
        for _ in range(self.runs):
            start = time.perf_counter()
            result = call()
            times.append(1000 * (time.perf_counter() - start))
        self.times[name] = median(times)
        return result


def stages(text: str, model: Model, runs: int) -> dict[str, float]:
    """How long each stage takes for one page, and the whole."""
    watch = Stopwatch(runs)
    blocks = watch.time("split", lambda: split(text))
    page = watch.time("page", lambda: Page(blocks))
    columns = watch.time("evidence", lambda: measure(page))
    scores = watch.time("wording", lambda: model.wording.score(page.texts))
    columns |= {f"word_{kind}": column for kind, column in zip(Kind, scores, strict=True)}
    guesses = watch.time("forest", lambda: model.forest.probabilities(columns))
    columns |= watch.time("context", lambda: measure_guesses(page, guesses))
    watch.time("revision", lambda: model.revision.revise(columns, guesses))
    article = watch.time("whole", lambda: classify(text, model=model))
    watch.time("facts", lambda: find_facts(article.paragraphs))
    return watch.times


def print_stages(paths: list[Path], model: Model, runs: int) -> None:
    print(f"{'milliseconds':24}", end="")
    for number, path in enumerate(paths):
        text = decode(path.read_bytes()).text
        times = stages(text, model, runs)
        if number == 0:
            print(f"{'blocks':>8}", *(f"{name:>8}" for name in times))
        print(f"{path.name[:24]:24}{len(split(text)):8}", *(f"{spent:8.2f}" for spent in times.values()))


def print_growth(text: str, model: Path, most: int) -> None:
    """Sizes from a kilobyte to ``most`` megabytes, each size in processes of its own."""
    words = text.split()
    print(f"{'':8}   one paragraph    short paragraphs")
    print(f"{'kB':>8} {'ms a kB':>8} {'MB':>6}   {'ms a kB':>8} {'MB':>6} {'paragraphs':>10}")
    size = 1000
    while size <= 1_000_000 * most:
        with ProcessPoolExecutor(max_workers=1, max_tasks_per_child=1, mp_context=get_context("spawn")) as pool:
            one, short = (pool.submit(weigh, words, size, gap, model).result() for gap in (" ", "\n\n"))
        print(f"{size // 1000:8} {one.time:8.2f} {one.memory:6.0f}", end="")
        print(f"   {short.time:8.2f} {short.memory:6.0f} {short.paragraphs:10}", flush=True)
        size *= 10


class Weight(NamedTuple):
    time: float
    """Milliseconds of one core for each kilobyte."""
    memory: float
    """Megabytes that the process came to."""
    paragraphs: int


def weigh(words: Sequence[str], size: int, gap: str, path: Path) -> Weight:
    """What it takes to read ``size`` characters of words drawn at random, with the gap after each :data:`LINE`."""
    model = load(path)
    lots = Random(0)
    count = size * len(words) // (LINE * len(" ".join(words))) + 1
    text = gap.join(" ".join(lots.choices(words, k=LINE)) for _ in range(count))[:size]
    classify(text[:1000], model=model)  # so that what is made but once has been made
    start = time.process_time()
    paragraphs = len(classify(text, model=model).paragraphs)
    spent = 1000 * (time.process_time() - start)
    return Weight(spent / size * 1000, getrusage(RUSAGE_SELF).ru_maxrss / 1000, paragraphs)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--growth", type=int, metavar="MB", help="grow the first file's words to this size instead")
    parser.add_argument("--model", type=Path, default=SHIPPED, help="a model's file instead of the one shipped")
    parser.add_argument("--runs", type=int, default=7, help="how often each stage is run")
    options = parser.parse_args()
    if options.growth:
        print_growth(decode(options.files[0].read_bytes()).text, options.model, options.growth)
    else:
        print_stages(options.files, load(options.model), options.runs)
