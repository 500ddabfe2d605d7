"""``triage eval``: how well the roles are read on labelled pages."""

from __future__ import annotations

from typing import Annotated

import typer

from triage.commands.errors import tell
from triage.commands.options import MODEL_HELP, load_model, read_labelled

EXAMPLES = """\
\b
Examples:
  triage eval pages.jsonl
  triage eval pages.jsonl --model mine.bin --worst 20
"""


def evaluate(
    labelled: Annotated[list[str], typer.Argument(metavar="LABELLED", hidden=True)],
    model: Annotated[str | None, typer.Option(metavar="FILE", help=MODEL_HELP)] = None,
    worst: Annotated[int, typer.Option(metavar="N", min=0, help="How many of the worst pages to name.")] = 10,
) -> int:
    """Compare the roles with those that pages are labelled with.

    Prints precision, recall and F1 of each role, what was taken for what, and the pages with most errors. LABELLED is a
    .jsonl or .jsonl.gz file as for "triage train".
    """
    from triage.render.visible import visible_line
    from triage.training.evaluate import describe, judge

    reader = load_model(model)
    pages = read_labelled(labelled)
    if pages is None:
        return 1
    judged = judge(pages, reader)
    if not judged:
        tell(", ".join(labelled), "No labelled paragraph in it")
        return 1
    for line in describe(judged, worst):
        print(visible_line(line))
    return 0
