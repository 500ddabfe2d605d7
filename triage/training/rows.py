"""Labelled pages -> all their blocks, row by row, with what is measured of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from triage.article import Kind, Role
from triage.evidence import Columns, measure
from triage.lists import even_out
from triage.page import Page as PageOfWords
from triage.training.corpus import Page, align, says_something

Numbers = NDArray[np.float32]
Guesses = NDArray[np.float64]

KINDS = list(Kind)
ROLES = list(Role)
FOLDS = 3
"""Parts of the pages, of which each is held out once."""
_VERSIONS = 2
"""How many versions of a page are learned from; each but the first counts half."""
_BEYOND = -1e9
"""What the measures of a block beyond the page's ends are taken for: below every border."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All blocks of all pages, row by row."""

    pages: Sequence[PageOfWords]
    texts: Sequence[str]
    columns: Sequence[str]
    evidence: Numbers
    kinds: NDArray[np.int64]
    weights: NDArray[np.float64]
    scored: NDArray[np.bool_]
    """Rows that say something, of labelled pages in their first version: those that a model is judged by."""
    page_of: NDArray[np.int64]
    source_of: Sequence[str]
    fold_of: NDArray[np.int64]

    def slices(self) -> Iterator[slice]:
        """The rows of each page."""
        ends = np.searchsorted(self.page_of, np.arange(len(self.pages) + 1)).tolist()
        return (slice(start, end) for start, end in pairwise(ends))

    def even_out(self, guesses: Guesses) -> Guesses:
        """The guesses, evened out in each page's lists."""
        columns = {name: self.evidence[:, self.columns.index(name)] for name in ("marker", "gap")}
        evened = [
            even_out({name: column[rows].tolist() for name, column in columns.items()}, guesses[rows].tolist())
            for rows in self.slices()
        ]
        return np.concatenate([np.array(of_page) for of_page in evened])


def choose_versions(labelled: Sequence[Page]) -> list[tuple[Page, float]]:
    """The pages to learn from, with their weights: of each the first version given, and a few others."""
    versions: dict[str, list[Page]] = {}
    for page in labelled:
        versions.setdefault(page.source, []).append(page)
    chosen = []
    for first, *others in versions.values():
        chosen.append((first, 1.0))
        others.sort(key=lambda page: crc32(page.name.encode()))
        chosen += [(page, 0.5) for page in others[: _VERSIONS - 1]]
    return chosen


def gather(chosen: Sequence[tuple[Page, float]]) -> Rows:
    """The rows of pages with their weights; versions of a page are in the same fold."""
    sources = sorted({page.source for page, _ in chosen}, key=lambda source: (crc32(source.encode()), source))
    fold = {source: number % FOLDS for number, source in enumerate(sources)}
    pages: list[PageOfWords] = []
    tables: list[Numbers] = []
    texts: list[str] = []
    columns: list[str] = []
    kinds: list[int] = []
    weights: list[float] = []
    scored: list[bool] = []
    page_of: list[int] = []
    source_of: list[str] = []
    for page, weight in chosen:
        blocks, found = align(page)
        if not blocks:
            continue
        evidence = PageOfWords(blocks)
        columns, table = table_of(measure(evidence))
        page_of += [len(pages)] * len(blocks)
        source_of += [page.source] * len(blocks)
        pages.append(evidence)
        tables.append(table)
        texts += evidence.texts
        for block, kind in zip(blocks, found, strict=True):
            kinds.append(KINDS.index(kind or Kind.FURNITURE))
            weights.append(weight if kind else 0.0)
            scored.append(weight == 1 and kind is not None and says_something(page.text[block.start : block.end]))
    return Rows(
        pages=pages,
        texts=texts,
        columns=columns,
        evidence=np.concatenate(tables),
        kinds=np.array(kinds),
        weights=np.array(weights),
        scored=np.array(scored),
        page_of=np.array(page_of),
        source_of=source_of,
        fold_of=np.array([fold[source] for source in source_of]),
    )


def table_of(columns: Columns) -> tuple[list[str], Numbers]:
    """The columns' names, and their values with a row a block."""
    return list(columns), np.array(list(columns.values()), dtype=np.float32).T


def shift(column: Numbers, page_of: NDArray[np.int64], offset: int, beyond: float = _BEYOND) -> Numbers:
    """The column as it is ``offset`` blocks on, on the same page."""
    rows = np.arange(len(column)) + offset
    inside = (rows >= 0) & (rows < len(column))
    rows = np.where(inside, rows, 0)
    return np.where(inside & (page_of[rows] == page_of), column[rows], np.float32(beyond))
