"""``triage eval``: how well the roles are read on labelled pages."""

from __future__ import annotations

from typing import Annotated

import typer

from triage.commands.errors import tell
from triage.commands.options import MODEL_HELP, load_model

EXAMPLES = """\
\b
Examples:
  triage eval pages.jsonl
  triage eval pages.jsonl --model mine.bin --worst 20
"""


def evaluate(
    pages: Annotated[list[str], typer.Argument(metavar="LABELLED.jsonl...", show_default=False)],
    model: Annotated[str | None, typer.Option(metavar="FILE", help=MODEL_HELP)] = None,
    worst: Annotated[int, typer.Option(metavar="N", help="How many of the worst pages to name.")] = 10,
) -> int:
    """Compare the roles with those that pages are labelled with.

    Prints precision, recall and F1 of each role, what was taken for what, and the pages with most errors. A page is a
    line of JSON as for "triage train".
    """
    from triage.sources import reason
    from triage.training.corpus import NotLabelled, read_pages
    from triage.training.evaluate import describe, judge

    reader = load_model(model)
    try:
        judged = judge(read_pages(pages), reader)
    except (OSError, NotLabelled) as error:
        tell(", ".join(pages), reason(error) if isinstance(error, OSError) else str(error))
        return 1
    for line in describe(judged, worst):
        print(line)
    return 0
