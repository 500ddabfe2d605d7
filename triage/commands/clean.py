"""``triage clean``: the article of each file as Markdown, to a pipe or into a folder."""

from __future__ import annotations

import os
import sys
from collections import Counter
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.commands.errors import Misuse, say, tell
from triage.commands.options import AS_OF_HELP, MODEL_HELP, inputs, load_model, parse_moment, parse_roles, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from triage.article import Article
    from triage.mirror import File, Mirror, Passed

_FORMATS = ("md", "txt", "json", "jsonl")
_LINE_A_FILE = ("json", "jsonl")

EXAMPLES = """\
\b
Examples:
  triage clean article.txt > article.md
  lynx -dump URL | triage clean                from standard input
  triage clean articles --out markdown         a folder and all in it
  triage clean --keep body,quote article.txt   the running text alone
  triage clean --format txt in --out corpus    a paragraph a line
  triage clean --format jsonl in > corpus.jsonl
"""


def clean(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    out: Annotated[
        str | None, typer.Option(metavar="DIR", help="Write into this folder; the tree of a folder is mirrored.")
    ] = None,
    keep: Annotated[
        str, typer.Option(metavar="ROLE,...", help="What to keep of: headline, body, caption, quote, teaser.")
    ] = "headline,body,caption,quote",
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help="md; txt (a paragraph a line); json (as of triage show); jsonl (facts and text, a line a file).",
            autocompletion=lambda: _FORMATS,
        ),
    ] = "md",
    no_front_matter: Annotated[
        bool, typer.Option("--no-front-matter", help="Leave out the facts that stand above the Markdown.")
    ] = False,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help=AS_OF_HELP)] = None,
    model: Annotated[str | None, typer.Option(metavar="FILE", help=MODEL_HELP)] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files in DIR that differ.")] = False,
) -> int:
    """Write the cleaned article.

    PATH is a text file, or a folder of which the .txt, .text, .md and .markdown files and those without a suffix are
    read; "-", or nothing in a pipe, is standard input. In DIR a.txt becomes a.md. A file there that differs from what
    would be written is left alone, unless --force; inputs are never written over.
    """
    from triage.mirror import Mirror, find
    from triage.pipeline import classify

    if format not in _FORMATS:
        raise Misuse(f"--format {format}: Choose from {', '.join(_FORMATS)}.")
    render = _renderer(format, keep, front_matter=not no_front_matter)
    taken = parse_moment("--as-of", as_of)
    paths = inputs(paths, "clean")
    folder: Path | None = None
    deliver: Callable[[File, bytes], _Outcome] = _print
    if out is not None:
        folder = _check_folder(out, paths)
        deliver = partial(_write, mirror=Mirror(folder, f".{format}", paths), force=force)
    elif format not in _LINE_A_FILE and (len(paths) > 1 or os.path.isdir(paths[0])):
        raise Misuse("Several files or a folder need --out DIR to write to (or --format jsonl).")
    read = partial(classify, model=load_model(model), as_of=taken)
    done = Counter(_clean(step, read, render, deliver) for step in find(paths, out=folder))
    if folder is not None:
        say(", ".join(f"{done[outcome]} {outcome}" for outcome in _Outcome))
    return 1 if done[_Outcome.FAILED] else 0


class _Outcome(StrEnum):
    WRITTEN = "written"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


def _check_folder(out: str, paths: Sequence[str]) -> Path:
    folder = Path(out)
    if os.path.lexists(folder) and not folder.is_dir():
        raise Misuse(f"--out {out}: Is no folder.")
    if any(os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(folder) for path in paths):
        raise Misuse(f"--out {out}: Is the folder that is read; choose another.")
    return folder


def _renderer(format: str, keep: str, *, front_matter: bool) -> Callable[[str, str, Article], str]:
    from triage.sources import STDIN

    roles = parse_roles("--keep", keep)

    def render(path: str, encoding: str, article: Article) -> str:
        source = None if path == STDIN else path
        if format == "json":
            from triage.render import records

            return records.render(article, roles, path=path, encoding=encoding) + "\n"
        if format == "jsonl":
            from triage.render.text import to_record

            return to_record(article, source=source, keep=roles) + "\n"
        if format == "txt":
            from triage.render.text import to_text

            return to_text(article, keep=roles)
        from triage.render.markdown import to_markdown

        return to_markdown(article, source=source, keep=roles, front_matter=front_matter)

    return render


def _clean(
    step: File | Passed,
    read: Callable[[str], Article],
    render: Callable[[str, str, Article], str],
    deliver: Callable[[File, bytes], _Outcome],
) -> _Outcome:
    from triage.mirror import Passed

    if isinstance(step, Passed):
        tell(step.path, step.why)
        return _Outcome.FAILED if step.failed else _Outcome.SKIPPED
    decoded = read_text(step.path)
    if decoded is None:
        return _Outcome.FAILED
    return deliver(step, render(step.path, decoded.encoding, read(decoded.text)).encode())


def _print(_: File, cleaned: bytes) -> _Outcome:
    sys.stdout.buffer.write(cleaned)
    return _Outcome.WRITTEN


def _write(file: File, cleaned: bytes, *, mirror: Mirror, force: bool) -> _Outcome:
    from triage.mirror import NoPlace
    from triage.output import write_whole
    from triage.sources import reason

    try:
        target = mirror.target(file)
    except NoPlace as error:
        tell(file.path, str(error))
        return _Outcome.FAILED
    try:
        written = write_whole(target, cleaned, replace=force)
    except FileExistsError:
        tell(str(target), "Skipped, for it is there and differs; --force writes over it")
        return _Outcome.SKIPPED
    except OSError as error:
        tell(str(target), reason(error))
        return _Outcome.FAILED
    tell(str(target), "Written" if written else "Unchanged")
    return _Outcome.WRITTEN if written else _Outcome.UNCHANGED
