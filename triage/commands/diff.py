"""``triage diff``: where two readings of an article differ."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from triage.commands.errors import Misuse, tell
from triage.commands.options import Color, NoPager, Theme, check_look, load_model, read_text, text_files
from triage.commands.screen import columns, display, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.text import Text

    from triage.compare import Labelled
    from triage.model import Model

_SAME, _DIFFERENT, _TROUBLE = 0, 1, 2

EXAMPLES = """\
\b
Examples:
  triage diff old.txt new.txt
  triage diff --model mine.bin article.txt     the shipped model and another
  triage diff --model a.bin --model b.bin in   two models, all of a folder
  triage show --json in > before.jsonl         before a change, and after it
  triage diff before.jsonl after.jsonl
"""


class _Pair(NamedTuple):
    """An article read twice."""

    path: str
    before: Sequence[Labelled]
    after: Sequence[Labelled]


def diff(
    paths: Annotated[list[str], typer.Argument(metavar="A B | FILE...", hidden=True)],
    model: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MODEL", help="Read each FILE by the shipped model and by this one; or, given twice, by these two."
        ),
    ] = None,
    color: Color = "auto",
    theme: Theme = "auto",
    no_pager: NoPager = False,
) -> int:
    """Show the paragraphs whose roles differ.

    A and B are two versions of an article: each a text, or the output of "triage show --json", of which articles of the
    same name are compared. With --model, each FILE (or all in a folder) is read twice. A line in a pipe is the role
    before, the role after, the file's name and the text, with tabs between; "-" is the role of a paragraph that is not
    there. The exit code is 0 where no role differs, 1 where one does, and 2 where something went wrong.
    """
    from triage.compare import compare
    from triage.render.changes import render, to_lines

    check_look(color, theme)
    failed: list[str] = []
    pairs = _two_models(paths, model, failed) if model else _two_versions(paths, failed)
    at_terminal = sys.stdout.isatty()
    different = False
    page: list[Text] = []
    for pair in pairs:
        changes = list(compare(pair.before, pair.after))
        different = different or bool(changes)
        if not at_terminal:
            write("".join(f"{line}\n" for line in to_lines(pair.path, changes)))
        elif changes:
            count = len(pair.before) + sum(change.before is None for change in changes)
            page += render(pair.path, changes, count, width=columns())
    if page:
        display(page, color=color, theme=theme, pager=not no_pager)
    if failed:
        return _TROUBLE
    return _DIFFERENT if different else _SAME


def _two_models(paths: Sequence[str], models: Sequence[str], failed: list[str]) -> Iterator[_Pair]:
    if len(models) > 2:
        raise Misuse("--model: Give one or two.")
    before, after = map(load_model, models if len(models) == 2 else (None, *models))
    for path in text_files(paths, failed):
        decoded = read_text(path)
        if decoded is None:
            failed.append(path)
        else:
            yield _Pair(path, _label(decoded.text, before), _label(decoded.text, after))


def _two_versions(paths: Sequence[str], failed: list[str]) -> Iterator[_Pair]:
    if len(paths) != 2:
        raise Misuse("Name two versions, A and B, or a model with --model (triage diff --help has examples).")
    before, after = (_version(path, failed) for path in paths)
    if failed:
        return
    if len(before) == len(after) == 1:
        ((_, old),), ((_, new),) = before.items(), after.items()
        yield _Pair(paths[1], old, new)
        return
    for name in {**before, **after}:
        yield _Pair(name, before.get(name, ()), after.get(name, ()))


def _version(path: str, failed: list[str]) -> Mapping[str, Sequence[Labelled]]:
    """The articles of a file by name."""
    from triage.render.records import NotRecords, parse

    decoded = read_text(path)
    if decoded is not None:
        try:
            records = parse(decoded.text)
            return records if records is not None else {path: _label(decoded.text, load_model(None))}
        except NotRecords as error:
            tell(path, str(error))
    failed.append(path)
    return {}


def _label(text: str, model: Model) -> Sequence[Labelled]:
    from triage.compare import Labelled
    from triage.pipeline import classify

    return [Labelled(paragraph.text, paragraph.role) for paragraph in classify(text, model=model).paragraphs]
