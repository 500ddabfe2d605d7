"""The program: its commands, its version, and how it fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from triage.commands.show import show

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True, pretty_exceptions_enable=False
)
app.command()(show)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 all well, 1 something failed, 2 misuse."""
    try:
        return app(arguments, standalone_mode=False) or 0
    except typer.TyperException as error:
        print(f"triage: {error.format_message()}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read has had enough; the interpreter must not stumble over the rest when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"triage {version('triage')}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Give each paragraph of an article's plain text its role, and write the cleaned article."""
