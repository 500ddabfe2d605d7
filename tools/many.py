#!/usr/bin/env python3
"""Write many pages into a folder, to try a run on: sites of pages that share their frame, each with an article of its own.

tools/many.py 100000 pages/

Frames and articles are those of the pages written for learning (``triage/training/written.tsv``), put together by chance, the
same ones at each run. A site is a folder; no two pages have the same text.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from triage import training
from triage.article import Role
from triage.training.corpus import Page, read_written

WRITTEN = Path(training.__path__[0], "written.tsv")
SITE = 200
"""Pages of a site."""


def frame(page: Page) -> tuple[str, str]:
    """What stands above and below the article of a page."""
    kept = [span for span in page.spans if span.kind.role is not Role.TEASER]
    return page.text[: kept[0].start], page.text[kept[-1].end :]


def article(page: Page) -> str:
    """What stands between the two."""
    above, below = frame(page)
    return page.text[len(above) : len(page.text) - len(below)]


def write(count: int, folder: Path) -> None:
    pages = [page for page in read_written(WRITTEN) if any(span.kind.role is not Role.TEASER for span in page.spans)]
    chance = Random(0)
    for number in range(count):
        site, of_site = divmod(number, SITE)
        above, below = frame(pages[site % len(pages)])
        place = folder / f"site-{site:04}" / f"{of_site:03}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{above}{article(chance.choice(pages))}\n\n{number}{below}", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="COUNT")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    write(options.count, options.folder)
