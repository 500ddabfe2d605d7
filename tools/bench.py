#!/usr/bin/env python3
"""Print how long reading takes: by stage for each file, and how it grows with the size of the text.

tools/bench.py samples/*.txt
tools/bench.py --growth 10 samples/ferry-en.txt    the file over and over, up to 10 MB
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import TypeVar

from triage.article import Kind
from triage.context import measure_guesses
from triage.decode import decode
from triage.evidence import Page, measure
from triage.facts import find_facts
from triage.model import Model, load
from triage.paragraphs import split
from triage.pipeline import classify

Result = TypeVar("Result")


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
    guesses = watch.time("first", lambda: model.first.probabilities(columns))
    columns |= watch.time("context", lambda: measure_guesses(page, guesses))
    watch.time("second", lambda: model.second.probabilities(columns))
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


def print_growth(text: str, model: Model, most: int) -> None:
    """Sizes from a kilobyte to ``most`` megabytes, each the text over and over."""
    print(f"{'kB':>8} {'blocks':>8} {'ms':>10} {'ms a kB':>8} {'peak MB':>8}")
    size = 1000
    while size <= 1_000_000 * most:
        grown = (text * (size // len(text) + 1))[:size]
        start = time.perf_counter()
        blocks = len(classify(grown, model=model).paragraphs)
        spent = 1000 * (time.perf_counter() - start)
        memory = getrusage(RUSAGE_SELF).ru_maxrss / 1000
        print(f"{size // 1000:8} {blocks:8} {spent:10.1f} {spent / size * 1000:8.2f} {memory:8.0f}", flush=True)
        size *= 10


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--growth", type=int, metavar="MB", help="grow the first file to this size instead")
    parser.add_argument("--model", type=Path, help="a model's file instead of the one shipped")
    parser.add_argument("--runs", type=int, default=7, help="how often each stage is run")
    options = parser.parse_args()
    chosen = load(options.model) if options.model else load()
    if options.growth:
        print_growth(decode(options.files[0].read_bytes()).text, chosen, options.growth)
    else:
        print_stages(options.files, chosen, options.runs)
