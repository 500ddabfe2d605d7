"""``triage show``: the roles of each file's paragraphs, to read, to pipe or to parse."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from triage.commands.errors import Misuse
from triage.commands.options import AS_OF_HELP, MODEL_HELP, inputs, load_model, parse_moment, parse_roles, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from triage.article import Article, Role
    from triage.model import Model

_WHEN = ("auto", "always", "never")

EXAMPLES = """\
\b
Examples:
  triage show article.txt                      read it, with colours
  triage show --all *.txt                      with the teasers unfolded
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
    all: Annotated[bool, typer.Option("--all", help="Unfold the teasers at a terminal.")] = False,
    color: Annotated[
        str,
        typer.Option(
            metavar="WHEN", help="Colour: auto (at a terminal), always or never.", autocompletion=lambda: _WHEN
        ),
    ] = "auto",
    explain: Annotated[bool, typer.Option("--explain", help="Say what spoke most for each role.")] = False,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help=AS_OF_HELP)] = None,
    model: Annotated[str | None, typer.Option(metavar="FILE", help=MODEL_HELP)] = None,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print what is longer than the screen, all of it at once.")
    ] = False,
) -> int:
    """Show the role of each paragraph.

    At a terminal this is a page to read. In a pipe it is a line for each paragraph: the role, a tab, the text (and
    with --explain a tab and the reasons). FILE is plain text in any encoding; "-", or nothing in a pipe, is standard
    input.
    """
    from triage.article import Role

    if color not in _WHEN:
        raise Misuse(f"--color {color}: Choose from {', '.join(_WHEN)}.")
    roles = frozenset(Role) if role is None else parse_roles("--role", role)
    taken = parse_moment("--as-of", as_of)
    files = inputs(files, "show")
    failed: list[str] = []
    readings = _read(files, failed, load_model(model), explain=explain, as_of=taken)
    if json:
        _print_records(readings, roles, explain=explain)
    elif sys.stdout.isatty():
        unfold = all or explain or role is not None
        _print_pages(readings, roles, unfold=unfold, color=color, pager=not no_pager)
    else:
        _print_lines(readings, roles, color=color, explain=explain)
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
        _write(render(article, roles, path=path, encoding=encoding, reasons=explain) + "\n")


def _print_lines(readings: Iterable[_Reading], roles: AbstractSet[Role], *, color: str, explain: bool) -> None:
    from triage.render.lines import render

    for reading in readings:
        lines = render(reading.article, roles, color=color == "always", reasons=explain)
        _write("".join(line + "\n" for line in lines))


def _print_pages(
    readings: Iterable[_Reading], roles: AbstractSet[Role], *, unfold: bool, color: str, pager: bool
) -> None:
    from rich.console import Console
    from rich.theme import Theme

    from triage.commands.pager import page
    from triage.render.terminal import render
    from triage.render.theme import ANSI, PALETTE, styles
    from triage.sources import STDIN

    console = Console(color_system=_color_system(color), no_color=False)
    console.push_theme(Theme(styles(ANSI if console.color_system == "standard" else PALETTE)))
    size = shutil.get_terminal_size()
    lines = [
        line
        for path, _, article in readings
        for line in render(
            article, roles, source="standard input" if path == STDIN else path, unfold=unfold, width=size.columns
        )
    ]
    with console.capture() as capture:
        for line in lines:
            console.print(line, soft_wrap=True)
    if not (pager and len(lines) >= size.lines and page(capture.get())):
        sys.stdout.buffer.write(capture.get().encode(sys.stdout.encoding, "replace"))


def _color_system(color: str) -> Literal["auto", "standard"] | None:
    """Rich's name for the colours that the terminal has, if it is to have any."""
    if color == "always":
        return "standard" if os.environ.get("TERM") == "dumb" else "auto"
    return None if color == "never" or os.environ.get("NO_COLOR") else "auto"


def _write(text: str) -> None:
    """Bytes that are the same whatever the locale says."""
    sys.stdout.buffer.write(text.encode())
