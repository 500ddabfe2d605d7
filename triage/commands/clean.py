"""``triage clean``: the articles of files, folders and streams of records, to a pipe or into files."""

from __future__ import annotations

import os
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.commands.errors import Misuse, say
from triage.commands.options import (
    AS_OF_HELP,
    MODEL_HELP,
    check_apart,
    check_choice,
    inputs,
    load_model,
    parse_moment,
    parse_roles,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from triage.cleaning import Recipe
    from triage.commands.account import Account
    from triage.folders import Folders
    from triage.ledger import Ledger
    from triage.mirror import Choice
    from triage.record import Fields
    from triage.shards import Shards

_FORMATS = ("md", "txt", "json", "jsonl")
_LINE_A_PAGE = ("json", "jsonl")
_KINDS = ("text", "jsonl", "parquet")

EXAMPLES = """\
\b
Examples:
  triage clean article.txt > article.md
  lynx -dump URL | triage clean                  from standard input
  triage clean articles --out markdown           a folder and all in it
  triage clean --keep body,quote article.txt     the running text alone
  triage clean --format txt in --out corpus      a paragraph a line
  triage clean --format jsonl in > corpus.jsonl
  triage clean crawl.jsonl.gz --out clean.jsonl.zst
"""


def clean(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="Write into this folder, as the same tree; or records into a file named like one.",
        ),
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
    force: Annotated[
        bool, typer.Option("--force", help="Do all again, and write over files in OUT that differ.")
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Of a folder read these files, as .gitignore would name them."),
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="Of a folder leave out these.")] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="KIND",
            help="What is read: text, jsonl or parquet; else the names say it.",
            autocompletion=lambda: _KINDS,
        ),
    ] = None,
    text_field: Annotated[str, typer.Option(metavar="NAME", help="Where a record has its text.")] = "text",
    source_field: Annotated[
        str, typer.Option(metavar="NAME", help="Where a record has its address, or its site.")
    ] = "url",
    no_corpus: Annotated[
        bool, typer.Option("--no-corpus", help="Read each page alone, whatever others of its site share with it.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell what was dropped because other pages have it.")
    ] = False,
    report: Annotated[
        str | None, typer.Option(metavar="FILE", help="List what became of each input, as lines of JSON.")
    ] = None,
    jobs: Annotated[str | None, typer.Option(metavar="N", help="Processes to work in; else one for each core.")] = None,
) -> int:
    """Write the cleaned article.

    PATH is a text file; or a folder, of which the .txt, .text, .md and .markdown files and those without a suffix are
    read; or a file of records, .jsonl (also .gz or .zst) or .parquet, with a page's text in each; "-", or nothing in a
    pipe, is standard input. In OUT a.txt becomes a.md. A further run does what is missing or has changed. What else is
    there, and a file of records that is there, is left alone, unless --force; inputs are never written over.
    """
    from triage.cleaning import Recipe
    from triage.commands.account import Account
    from triage.model import SHIPPED
    from triage.record import Fields
    from triage.sources import STDIN

    check_choice("--format", format, _FORMATS)
    roles = parse_roles("--keep", keep)
    taken = parse_moment("--as-of", as_of)
    processes = _parse_jobs(jobs)
    if force and out is None:
        raise Misuse("--force: Only --out writes a file.")
    if out == STDIN:
        raise Misuse("--out -: Names a file or a folder; without it all is printed.")
    paths = inputs(paths, "clean")
    if (include or exclude) and not any(map(os.path.isdir, paths)):
        raise Misuse("--include and --exclude: They choose files of a folder, and none is read.")
    kinds = _kinds(paths, from_)
    load_model(model)
    recipe = Recipe(format, roles, not no_front_matter, Path(model) if model else SHIPPED, taken)
    choice = _choice(include or [], exclude or [])
    work: Folders | Shards
    if "text" in kinds.values():
        work = _folders(kinds, out, choice, recipe, force=force)
    else:
        work = _shards(kinds, out, Fields(text_field, source_field), recipe, force=force)
    bar = (out is not None or not sys.stdout.isatty()) and sys.stderr.isatty()
    if report is not None:
        read = [*paths, model] if model else paths
        check_apart(report, read, out=Path(out) if out else None, choice=choice)
        if work.writes(report):
            raise Misuse(f"--report {report}: Is among what is written; choose another.")
    told = Account(report, roles, explain=explain, brief=bar)
    stopped = False
    try:
        with _noted(work, recipe, corpus=not no_corpus) as noted:
            _run(noted, recipe, told, corpus=not no_corpus, jobs=1 if STDIN in paths else processes, bar=bar)
    except KeyboardInterrupt:
        stopped = True
    finally:
        told.close()
    if stopped:  # there may be more written than was told of
        say("Stopped; the files written are whole, and the same command does the others" if out else "Stopped")
        return 130
    if out is not None:
        told.sum_up()
    if told.is_empty and "text" in kinds.values():
        say("Nothing to clean: there is no file that is named like a text, or as --include says")
        return 1
    return told.exit_code


def _run(work: Folders | Shards, recipe: Recipe, told: Account, *, corpus: bool, jobs: int, bar: bool) -> None:
    from triage.commands.progress import progress

    total = work.survey() if bar else None
    shared = None
    if corpus:
        with progress("Comparing", total, shown=bar) as advance:
            shared = work.share(jobs, advance)
    with progress("Cleaning", total, shown=bar) as advance, closing(work.clean(recipe, shared, jobs)) as results:
        for path, target, done in results:
            sys.stdout.buffer.write(done.cleaned)
            told.add(path, target, done)
            advance()


def _kinds(paths: Sequence[str], chosen: str | None) -> dict[str, str]:
    """What each path holds."""
    from triage.streams import kind_of

    if chosen is not None:
        check_choice("--from", chosen, _KINDS)
    kinds = {path: "text" if os.path.isdir(path) else chosen or kind_of(path) for path in paths}
    if len({kind == "text" for kind in kinds.values()}) > 1:
        raise Misuse("Texts and records are read by one command each.")
    return kinds


def _parse_jobs(number: str | None) -> int:
    from triage.jobs import cores

    if number is None:
        return cores()
    if not number.isdecimal() or not 0 < int(number) < 1000:
        raise Misuse(f"--jobs {number}: Is not a number of processes.")
    return int(number)


def _choice(include: Sequence[str], exclude: Sequence[str]) -> Choice:
    from triage.mirror import Choice, NoPattern

    try:
        return Choice.of(include, exclude)
    except NoPattern as error:
        raise Misuse(f"--include or --exclude: {error}.") from error


def _folders(paths: Collection[str], out: str | None, choice: Choice, recipe: Recipe, *, force: bool) -> Folders:
    from triage.folders import Folders
    from triage.streams import kind_of

    if out is None:
        if recipe.format not in _LINE_A_PAGE and (len(paths) > 1 or any(map(os.path.isdir, paths))):
            raise Misuse("Several files or a folder need --out DIR to write to (or --format jsonl).")
        return Folders(list(paths), choice)
    folder = Path(out)
    if os.path.lexists(folder) and not folder.is_dir():
        raise Misuse(f"--out {out}: Is not a folder.")
    if kind_of(out) != "text" and not folder.is_dir():
        raise Misuse(f"--out {out}: Texts go into a folder, or as records into a pipe (--format jsonl).")
    if folder.suffix == f".{recipe.format}" and not folder.is_dir():
        raise Misuse(f"--out {out}: Texts go into a folder; what is made of one goes into a file by > {out}.")
    if any(os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(folder) for path in paths):
        raise Misuse(f"--out {out}: Is the folder that is read; choose another.")
    return Folders(list(paths), choice, folder, f".{recipe.format}", force=force)


@contextmanager
def _noted(work: Folders | Shards, recipe: Recipe, *, corpus: bool) -> Iterator[Folders | Shards]:
    """The work, with what earlier runs noted where it mirrors into a folder."""
    from dataclasses import replace

    from triage.folders import Folders

    if not isinstance(work, Folders) or work.out is None:
        yield work
        return
    with closing(_open_ledger(work.out, f"{recipe.fingerprint()} {corpus}")) as ledger:
        yield replace(work, ledger=ledger)


def _open_ledger(folder: Path, recipe: str) -> Ledger:
    from triage.ledger import Ledger, NoLedger
    from triage.sources import reason

    try:
        return Ledger(folder, recipe)
    except NoLedger as error:
        raise Misuse(f"{error}.") from error
    except OSError as error:
        raise Misuse(f"--out {folder}: {reason(error)}.") from error


def _shards(kinds: Mapping[str, str], out: str | None, fields: Fields, recipe: Recipe, *, force: bool) -> Shards:
    from triage.shards import Shards

    if recipe.format == "json":
        raise Misuse("--format json: Records are written with their text as md, or as txt.")
    shards = Shards(kinds, fields, Path(out) if out else None, force=force)
    real = {os.path.realpath(path) for path in kinds}
    for target, paths in shards.targets().items():
        if os.path.realpath(target) in real:
            raise Misuse(f"--out {out}: {target} would be written over an input.")
        if target != shards.out and len(paths) > 1:
            raise Misuse(f"--out {out}: {' and '.join(paths)} would both be {target}.")
    return shards
