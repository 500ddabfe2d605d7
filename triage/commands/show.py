"""``triage show``: the roles of each file's paragraphs, to read, to pipe, to parse or to keep as a picture."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from triage.commands.errors import Misuse
from triage.commands.options import (
    AS_OF_HELP,
    MODEL_HELP,
    Color,
    NoPager,
    Theme,
    check_choice,
    check_look,
    inputs,
    load_model,
    parse_moment,
    parse_roles,
    read_text,
    text_files,
)
from triage.commands.screen import columns, display, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from rich.text import Text

    from triage.article import Article, Role
    from triage.model import Model
    from triage.render.overview import Row

_KEYS = ("confidence", "kept", "date", "title")

EXAMPLES = """\
\b
Examples:
  triage show article.txt                      read it, with colours
  triage show --all *.txt                      with the teasers unfolded
  triage show --sort confidence articles       a folder, the worst first
  triage show --report page.html article.txt   the page for a browser
  lynx -dump URL | triage show                 from standard input
  triage show --role body a.txt | cut -f2-     the text of the article alone
  triage show --json *.txt | jq .title         one line of JSON for each file
  triage show --explain article.txt            why each paragraph has its role
"""


class _Reading(NamedTuple):
    path: str
    encoding: str
    article: Article


def show(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", hidden=True)] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one line of JSON for each file.")] = False,
    role: Annotated[
        str | None,
        typer.Option(metavar="ROLE,...", help="Keep only these: headline, body, caption, quote, teaser."),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Unfold the teasers.")] = False,
    table: Annotated[bool, typer.Option("--table", help="Show a table with a row for each file.")] = False,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="Show the table, worst first by: confidence, kept, date, title.",
            autocompletion=lambda: _KEYS,
        ),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(metavar="REPORT", help="Write the page as .html, or several pages; or one as .svg."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over REPORT if it is there and differs.")] = False,
    color: Color = "auto",
    theme: Theme = "auto",
    explain: Annotated[bool, typer.Option("--explain", help="Say what spoke most for each role.")] = False,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help=AS_OF_HELP)] = None,
    model: Annotated[str | None, typer.Option(metavar="FILE", help=MODEL_HELP)] = None,
    no_pager: NoPager = False,
) -> int:
    """Show the role of each paragraph.

    At a terminal this is a page to read, with a question mark at roles that are less than 60% sure; for a folder it is a
    table of its files (--all for their pages).

    In a pipe it is a line for each paragraph: the role, a tab, the text (with --explain also a tab and the reasons). With
    --table it is a line for each file: name, title, date, words kept, words read, lowest confidence.

    FILE is plain text in any encoding, or a folder; "-", or nothing in a pipe, is standard input.
    """
    from triage.article import Role

    check_look(color, theme)
    if sort is not None:
        check_choice("--sort", sort, _KEYS)
    if sum((json, table or (sort is not None and report is None), report is not None)) > 1:
        raise Misuse("Choose one of --json, --table (with or without --sort) and --report.")
    if explain and (table or sort is not None):
        raise Misuse("--explain: Tells of paragraphs, which a table has not.")
    if force and report is None:
        raise Misuse("--force: Only --report writes a file.")
    roles = frozenset(Role) if role is None else parse_roles("--role", role)
    taken = parse_moment("--as-of", as_of)
    files = inputs(files, "show")
    if report is not None:
        from triage.commands.report import check_report, draw, save

        check_report(report, files)
    failed: list[str] = []
    readings = _read(text_files(files, failed), failed, load_model(model), explain=explain, as_of=taken)
    unfold = all or explain or role is not None
    at_terminal = sys.stdout.isatty()
    if report is not None:
        pages = _pages_for_report(readings, roles, sort)
        if not pages or not save(report, draw(report, pages, roles, unfold=unfold, theme=theme), force=force):
            return 1
    elif json:
        _print_records(readings, roles, explain=explain)
    elif table or sort is not None or (at_terminal and not unfold and any(map(os.path.isdir, files))):
        _print_table(
            _rows(readings, roles, sort), at_terminal=at_terminal, color=color, theme=theme, pager=not no_pager
        )
    elif at_terminal:
        display(_lines_of_pages(readings, roles, unfold=unfold), color=color, theme=theme, pager=not no_pager)
    else:
        from triage.render.theme import resolve

        _print_lines(readings, roles, theme=resolve(theme, os.environ) if color == "always" else None, explain=explain)
    return 1 if failed else 0


def _read(
    paths: Iterable[str], failed: list[str], model: Model, *, explain: bool, as_of: datetime | None
) -> Iterator[_Reading]:
    """Classify one file after the other; one that cannot be read is told, noted as failed, and passed over."""
    from triage.pipeline import classify

    for path in paths:
        decoded = read_text(path)
        if decoded is None:
            failed.append(path)
        else:
            yield _Reading(path, decoded.encoding, classify(decoded.text, model=model, reasons=explain, as_of=as_of))


def _print_records(readings: Iterable[_Reading], roles: AbstractSet[Role], *, explain: bool) -> None:
    from triage.render.records import render

    for path, encoding, article in readings:
        write(render(article, roles, path=path, encoding=encoding, reasons=explain) + "\n")


def _print_lines(readings: Iterable[_Reading], roles: AbstractSet[Role], *, theme: str | None, explain: bool) -> None:
    from triage.render.lines import render

    for reading in readings:
        write("".join(line + "\n" for line in render(reading.article, roles, theme=theme, reasons=explain)))


def _rows(readings: Iterable[_Reading], roles: AbstractSet[Role], sort: str | None) -> Iterable[Row]:
    from triage.render.overview import badness, row

    rows = (row(path, article, roles) for path, _, article in readings)
    return rows if sort is None else sorted(rows, key=lambda row: badness(row, sort))


def _pages_for_report(
    readings: Iterable[_Reading], roles: AbstractSet[Role], sort: str | None
) -> list[tuple[str, Article]]:
    from triage.render.overview import badness, row

    pages = [(_source(path), article) for path, _, article in readings]
    return pages if sort is None else sorted(pages, key=lambda page: badness(row(page[0], page[1], roles), sort))


def _print_table(rows: Iterable[Row], *, at_terminal: bool, color: str, theme: str, pager: bool) -> None:
    from triage.render.overview import to_line, to_lines

    if at_terminal:
        display(to_lines(rows, columns()), color=color, theme=theme, pager=pager)
        return
    for row in rows:
        write(to_line(row) + "\n")


def _lines_of_pages(readings: Iterable[_Reading], roles: AbstractSet[Role], *, unfold: bool) -> Iterator[Text]:
    from rich.text import Text

    from triage.render.terminal import render

    for number, (path, _, article) in enumerate(readings):
        if number:
            yield Text()
        yield from render(article, roles, source=_source(path), unfold=unfold, width=columns())


def _source(path: str) -> str:
    from triage.sources import STDIN

    return "standard input" if path == STDIN else path
