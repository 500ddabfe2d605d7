"""``triage train``: a model from labelled pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from triage.commands.errors import Misuse, say, tell
from triage.commands.options import read_labelled

EXAMPLES = """\
\b
Examples:
  triage train pages.jsonl more.jsonl.gz --out mine.bin
  triage eval others.jsonl --model mine.bin
  triage show --model mine.bin article.txt
"""


def train(
    labelled: Annotated[list[str], typer.Argument(metavar="LABELLED", hidden=True)],
    out: Annotated[str, typer.Option("--out", metavar="MODEL", help="The file to write the model to.")],
    force: Annotated[bool, typer.Option("--force", help="Write over MODEL if it is there.")] = False,
) -> int:
    """Learn a model from labelled pages.

    LABELLED is a .jsonl or .jsonl.gz file with a page a line as doccano exports it: "text" and "label", a list of
    [start, end, role], with a list "kind" if the kinds are known. Pages whose "id" is the same up to "#" are versions
    of one page. The same pages give the same model. Needs the libraries of "pip install '.[train]'".
    """
    from triage.model import pack_model
    from triage.output import sweep, write_whole
    from triage.sources import reason

    _check_target(Path(out), labelled, force=force)
    try:
        from triage.training.learn import learn
    except ImportError as error:
        raise Misuse("Learning needs libraries of its own: pip install '.[train]' in triage's folder.") from error
    pages = read_labelled(labelled)
    if pages is None:
        return 1
    try:
        model = pack_model(learn(pages, say))
    except ValueError as error:
        tell(", ".join(labelled), str(error))
        return 1
    sweep(Path(out).parent)
    try:
        write_whole(Path(out), model, replace=force)
    except OSError as error:
        tell(out, reason(error))
        return 1
    return 0


def _check_target(out: Path, labelled: list[str], *, force: bool) -> None:
    """Refuse before the learning, which takes long, what the writing would refuse after it."""
    if out.is_dir():
        raise Misuse(f"--out {out}: Is a folder.")
    if any(os.path.realpath(path) == os.path.realpath(out) for path in labelled):
        raise Misuse(f"--out {out}: Would be written over an input.")
    if os.path.lexists(out) and not force:
        raise Misuse(f"--out {out}: Is there; --force writes over it.")
    if out.parent.exists() and not (out.parent.is_dir() and os.access(out.parent, os.W_OK)):
        raise Misuse(f"--out {out}: {out.parent} is no folder that can be written to.")
