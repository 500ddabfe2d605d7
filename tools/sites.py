#!/usr/bin/env python3
"""Print what it adds to know what the pages of a site share: how well the roles are read without and with it.

tools/sites.py pages.jsonl --model mine.bin

Labelled pages are mostly one of a site, so sites are made of them: for each page others that keep, each by chance, its
furniture, half of its teasers for other stories and often its title as one of those, but hold the article of another
labelled page. Only the real pages are read and judged. Real sites share less, or more: the share kept is varied.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from triage.article import Kind, Role
from triage.corpus import Counts, Shared, keys, revise
from triage.model import Model, load
from triage.paragraphs import split
from triage.roles import assign
from triage.training.corpus import Page, align, read_pages, says_something
from triage.training.evaluate import Judged, macro_f1

_STAYS = {Kind.FURNITURE: 1.0, Kind.ABOUT: 1.0, Kind.RELATED: 0.5}
"""Which kinds other pages of the site have, too, as a share of what furniture they have."""

_LISTED = 0.2
"""Of the other pages, those that list a page's title as one to read next."""


def siblings(page: Page, others: Sequence[Page], kept: float, chance: Random) -> Iterator[list[str]]:
    """The paragraphs of a page of the same site for each of ``others``, whose article it has."""
    for other in others:
        frame = [
            page.text[span.start : span.end]
            for span in page.spans
            if chance.random() < kept * _STAYS.get(span.kind, 0)
            or (span.kind is Kind.TITLE and chance.random() < _LISTED)
        ]
        yield frame + [other.text[span.start : span.end] for span in other.spans if span.kind.role is not Role.TEASER]


def count(page: Page, pages: Sequence[Page], size: int, kept: float) -> Shared:
    """What is shared by a site of ``size`` pages, one of which is ``page``."""
    chance = Random(page.name)
    counts = Counts()
    counts.add(keys("", [block.text for block in split(page.text)]))
    for paragraphs in siblings(
        page, chance.sample([other for other in pages if other is not page], size - 1), kept, chance
    ):
        counts.add(keys("", [block.text for part in paragraphs for block in split(part)]))
    return counts.shared()


def judge(pages: Sequence[Page], model: Model, shared: Sequence[Shared | None]) -> list[Judged]:
    """Every labelled paragraph, read in the light of what its site shares."""
    out = []
    for page, of_site in zip(pages, shared, strict=True):
        blocks, kinds = align(page)
        verdicts = assign(blocks, model)
        if of_site is not None:
            verdicts, _ = revise(blocks, verdicts, of_site.of(""))
        for block, kind, verdict in zip(blocks, kinds, verdicts, strict=True):
            if kind is not None and says_something(page.text[block.start : block.end]):
                out.append(Judged(page.name, len(block.text.split()), kind, verdict.kind, verdict.confidence))
    return out


def row(name: str, judged: Sequence[Judged]) -> str:
    kept = sum(one.words for one in judged if one.read.role is not Role.TEASER)
    article = sum(one.words for one in judged if one.labelled.role is not Role.TEASER)
    both = sum(one.words for one in judged if one.read.role is not Role.TEASER and one.labelled.role is not Role.TEASER)
    return f"{name:34}{macro_f1(judged):9.3f}{both / kept:11.3f}{both / article:8.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    parser.add_argument("--model", type=Path, metavar="FILE", help="a model's file instead of the one shipped")
    options = parser.parse_args()
    pages = read_pages(options.labelled)
    model = load(options.model) if options.model else load()
    print(f"{'':34} macro-F1  precision  recall   (of the article's words)")
    print(row("each page alone", judge(pages, model, [None] * len(pages))), flush=True)
    for size in (5, 20):
        for kept in (0.3, 0.6, 0.9):
            shared = [count(page, pages, size, kept) for page in pages]
            print(row(f"{size} pages sharing {kept:.0%} of furniture", judge(pages, model, shared)), flush=True)


if __name__ == "__main__":
    main()
