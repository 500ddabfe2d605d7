"""``triage show``: the roles of each file's paragraphs, to read, to pipe or to parse."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from triage.article import Role

_COLORS = ("auto", "always", "never")


def show(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Text files; - is standard input.", show_default=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one line of JSON for each file.")] = False,
    role: Annotated[
        str | None,
        typer.Option(metavar="ROLE,...", help="Keep these roles only: headline, body, caption, quote, teaser."),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Unfold the teasers.")] = False,
    color: Annotated[str, typer.Option(metavar="auto|always|never", help="When to colour.")] = "auto",
    pager: Annotated[bool, typer.Option("--pager/--no-pager", help="Page what is longer than the screen.")] = True,
) -> int:
    """Show the role of each paragraph."""
    from triage.decode import NotText, decode
    from triage.pipeline import classify
    from triage.render.visible import visible_line
    from triage.sources import STDIN, load, reason

    roles = _parse_roles(role)
    failed = False
    for path in files or [STDIN]:
        try:
            text, encoding = decode(load(path))
        except (OSError, NotText) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            print(f"triage: {visible_line(path)}: {why}", file=sys.stderr)
            failed = True
            continue
        article = classify(text)
        if json:
            from triage.render import records

            lines = [records.render(article, roles, path=path, encoding=encoding)]
        else:
            from triage.render import lines as piped

            lines = list(piped.render(article, roles))
        sys.stdout.buffer.write("".join(line + "\n" for line in lines).encode())
    sys.stdout.flush()
    return int(failed)


def _parse_roles(names: str | None) -> AbstractSet[Role]:
    from triage.article import Role

    if names is None:
        return frozenset(Role)
    try:
        return frozenset(Role(name.strip().lower()) for name in names.split(","))
    except ValueError as error:
        raise typer.BadParameter(f"{error}: choose from {', '.join(Role)}", param_hint="--role") from error
