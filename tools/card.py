#!/usr/bin/env python3
"""Print the model card's figures: how well the roles are read, in all, by language, and by the program that made the text.

tools/card.py pages.jsonl
tools/card.py pages.jsonl more.jsonl.gz --model mine.bin

A role that no paragraph of a row is labelled with is left out of its mean. Languages are guessed by charset-normalizer.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean

from charset_normalizer import from_bytes

from triage.article import Role
from triage.model import load
from triage.training.corpus import Page, read_pages
from triage.training.evaluate import Judged, judge, score

_FEWEST = 5
"""Pages that make a row of their own."""


def language(page: Page) -> str:
    """The language of the article's own words."""
    prose = "\n".join(page.text[span.start : span.end] for span in page.spans if span.kind.role is not Role.TEASER)
    best = from_bytes((prose or page.text).encode(), cp_isolation=["utf_8"]).best()
    return best.language.strip("—") if best else "Unknown"


def program(page: Page) -> str:
    """What made the text of the page or, where that was hard-wrapped afterwards, how."""
    made_by, _, wrapped = page.name.partition("#")[2].partition("+")
    return wrapped or made_by


def table(pages: Sequence[Page], judged: Sequence[Judged]) -> Iterator[str]:
    yield f"{'':18}  pages  paragraphs  macro-F1" + "".join(f"{role:>10}" for role in Role)
    yield _row("all", {page.name for page in pages}, judged)
    for trait in (language, program):
        yield ""
        for name, names in _groups(pages, trait):
            yield _row(name, names, judged)


def _groups(pages: Sequence[Page], trait: Callable[[Page], str]) -> Iterator[tuple[str, set[str]]]:
    """The names of the pages that have a trait in common, the most pages first; those of rare traits together."""
    groups: dict[str, set[str]] = {}
    for page in pages:
        groups.setdefault(trait(page), set()).add(page.name)
    rare: set[str] = set()
    for name, names in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(names) < _FEWEST:
            rare |= names
        else:
            yield name, names
    if rare:
        yield "others", rare


def _row(name: str, names: set[str], judged: Sequence[Judged]) -> str:
    of_row = [one for one in judged if one.page in names]
    scores = [score(of_row, role) for role in Role]
    shown = "".join(f"{f'{of_role.f1:.2f}' if of_role.paragraphs else '-':>10}" for of_role in scores)
    average = mean(of_role.f1 for of_role in scores if of_role.paragraphs)
    return f"{name:18} {len(names):6} {len(of_row):11} {average:9.3f}{shown}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path, metavar="LABELLED")
    parser.add_argument("--model", type=Path, metavar="FILE", help="a model's file instead of the one shipped")
    options = parser.parse_args()
    labelled = read_pages(options.labelled)
    for line in table(labelled, judge(labelled, load(options.model) if options.model else load())):
        print(line)
