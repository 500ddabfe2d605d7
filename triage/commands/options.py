"""What several commands have in common: their options, and what they read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from triage.commands.errors import Misuse, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from triage.article import Role
    from triage.decode import Decoded
    from triage.mirror import Choice
    from triage.model import Model
    from triage.training.corpus import Page

AS_OF_HELP = 'When the pages were taken (2024-05-03, 2024-05-03T18:00+02:00), for dates such as "5 hours ago".'
MODEL_HELP = "Read by this model, of triage train, instead of the one shipped."

_WHEN = ("auto", "always", "never")
_THEMES = ("auto", "dark", "light")

Color = Annotated[
    str,
    typer.Option(metavar="WHEN", help="Colour: auto (at a terminal), always or never.", autocompletion=lambda: _WHEN),
]
Theme = Annotated[
    str,
    typer.Option(
        metavar="THEME",
        help="Colours for a dark or a light background; auto asks $COLORFGBG, or takes such as suit both.",
        autocompletion=lambda: _THEMES,
    ),
]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Print what is longer than the screen, all of it at once.")]


def check_choice(option: str, value: str, choices: Sequence[str]) -> None:
    """Raise :class:`Misuse` where the value is none of the choices."""
    if value not in choices:
        raise Misuse(f"{option} {value}: Choose from {', '.join(choices)}.")


def check_look(color: str, theme: str) -> None:
    check_choice("--color", color, _WHEN)
    check_choice("--theme", theme, _THEMES)


def load_model(path: str | None) -> Model:
    """The model in a file, or the one shipped; raises :class:`Misuse` where the file holds none that works here."""
    from triage.model import SHIPPED, NotAModel, load
    from triage.sources import reason

    name = SHIPPED if path is None else f"--model {path}"
    try:
        model = load(path or SHIPPED)
        if path is not None:
            _try(model)
    except NotAModel as error:
        raise Misuse(f"{name}: {error}") from error
    except OSError as error:
        raise Misuse(f"{name}: {reason(error)}.") from error
    return model


def _try(model: Model) -> None:
    """Raise ``NotAModel`` where a model asks for what this version does not measure."""
    from triage.model import NotAModel
    from triage.paragraphs import split
    from triage.roles import assign

    try:
        assign(split("One line.\nAnd another."), model)
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise NotAModel("Not a model of this version of triage.") from error


def inputs(paths: list[str] | None, command: str) -> list[str]:
    """The files to read, or standard input; raises :class:`Misuse` where that is somebody at a keyboard."""
    from triage.sources import STDIN

    if not paths and sys.stdin.isatty():
        raise Misuse(f"Nothing to read: name a file, or pipe text in (triage {command} --help has examples).")
    return paths or [STDIN]


def check_apart(report: str, paths: Sequence[str], *, out: Path | None = None, choice: Choice | None = None) -> None:
    """Raise :class:`Misuse` where a report is, or would be, one of the files that are read."""
    from triage.mirror import ALL_TEXTS, is_read

    if is_read(report, paths, out=out, choice=choice or ALL_TEXTS):
        raise Misuse(f"--report {report}: Is among what is read; choose another.")


def text_files(paths: Iterable[str], failed: list[str]) -> Iterator[str]:
    """The files named, and those of the folders named; what cannot be read is told, and noted as failed."""
    for path in paths:
        if os.path.isdir(path):
            yield from _files_of(path, failed)
        else:
            yield path


def _files_of(folder: str, failed: list[str]) -> Iterator[str]:
    from triage.mirror import Passed, find

    empty = True
    for step in find([folder]):
        if isinstance(step, Passed):
            tell(step.path, step.why)
            if step.failed:
                failed.append(step.path)
        else:
            empty = False
            yield step.path
    if empty:
        tell(folder, "Holds no text file")
        failed.append(folder)


def read_text(path: str) -> Decoded | None:
    """The text of a file and its encoding; nothing, once that is told, where it cannot be read."""
    from triage.decode import NotText, decode
    from triage.sources import load, reason

    try:
        return decode(load(path))
    except (OSError, NotText) as error:
        tell(path, reason(error))
        return None


def read_labelled(paths: Iterable[str]) -> list[Page] | None:
    """The labelled pages of all files; nothing, once that is told, where one cannot be read."""
    from triage.sources import reason
    from triage.training.corpus import NotLabelled, read_pages

    pages: list[Page] = []
    for path in paths:
        try:
            pages += read_pages([path])
        except (OSError, NotLabelled) as error:
            tell(path, reason(error))
            return None
    return pages


def parse_roles(option: str, names: str) -> frozenset[Role]:
    """The roles of a comma-separated list; raises :class:`Misuse` where one is none."""
    from triage.article import Role

    try:
        return frozenset(Role(name.strip()) for name in names.split(","))
    except ValueError as error:
        raise Misuse(f"{option} {names}: Choose from {', '.join(Role)}.") from error


def parse_moment(option: str, text: str | None) -> datetime | None:
    """The moment that an option names in ISO 8601; raises :class:`Misuse` where it names none."""
    if text is None:
        return None
    from datetime import datetime

    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Misuse(
            f"{option} {text}: Write a date, such as 2024-05-03, or a date and time, such as 2024-05-03T18:00."
        ) from error
