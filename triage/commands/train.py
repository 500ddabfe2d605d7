"""``triage train``: a model from labelled pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from triage.commands.errors import Misuse, say, tell

EXAMPLES = """\
\b
Examples:
  triage train pages.jsonl more.jsonl.gz --out mine.bin
  triage show --model mine.bin article.txt
"""


def train(
    pages: Annotated[list[str], typer.Argument(metavar="LABELLED.jsonl...", show_default=False)],
    out: Annotated[str, typer.Option("--out", metavar="MODEL", help="The file to write the model to.")],
) -> int:
    """Learn a model from labelled pages.

    A page is a line of JSON as doccano exports it: "text" and "label", a list of [start, end, role], with a list "kind"
    if the kinds are known. Pages whose "id" is the same up to "#" are versions of one page. The same pages give the same
    model. Needs the libraries of "pip install 'triage[train]'".
    """
    from triage.model import pack_model
    from triage.output import write_whole
    from triage.sources import reason
    from triage.training.corpus import NotLabelled, read_pages

    try:
        from triage.training.learn import learn
    except ImportError as error:
        raise Misuse(f"Learning needs {error.name}: pip install 'triage[train]'.") from error
    try:
        labelled = read_pages(pages)
        write_whole(Path(out), pack_model(learn(labelled, say)))
    except (OSError, NotLabelled, ValueError) as error:
        tell(", ".join(pages), reason(error) if isinstance(error, OSError) else str(error))
        return 1
    return 0
