"""The program: its commands, its version, and how it ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from triage.commands import clean, diff, show, train
from triage.commands import eval as evaluate
from triage.commands.errors import say


class _AsTyped:
    """Takes a parameter's value as it was typed.

    Typer validates by pydantic, whose import would take longer than all the rest of a command. Flags and strings need
    no validation; parameters of other types still get it.
    """

    TYPES = (bool, str, list[str])

    def coerce(self, value: Any, **_: Any) -> Any:
        return value


def _spare_pydantic(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        described = getattr(parameter, "type_descriptor", None)  # of Typer's own, so it may go
        if described and described.annotation in _AsTyped.TYPES:
            parameter._runtime_param = _AsTyped()
    return parameters


class _Command(TyperCommand):
    def get_params(self, ctx: Any) -> list[Any]:
        return _spare_pydantic(super().get_params(ctx))


class _Group(TyperGroup):
    def get_params(self, ctx: Any) -> list[Any]:
        return _spare_pydantic(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read has had enough, which Typer would call a failure. What is left in the buffer goes nowhere,
            # lest the interpreter stumble over it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code


app = typer.Typer(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="\b\nExamples:\n  triage show article.txt\n  triage show --json article.txt\n  triage clean article.txt",
)
app.command(cls=_Command, epilog=show.EXAMPLES)(show.show)
app.command(cls=_Command, epilog=clean.EXAMPLES)(clean.clean)
app.command(cls=_Command, epilog=diff.EXAMPLES)(diff.diff)
app.command(cls=_Command, epilog=train.EXAMPLES)(train.train)
app.command("eval", cls=_Command, epilog=evaluate.EXAMPLES)(evaluate.evaluate)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 all well, 1 something failed, 2 misuse."""
    # A shell may start a program without its standard streams (``2>&-``).
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if sys.stdout is None:
        say("standard output: Is closed")
        return 1
    try:
        return app(arguments, standalone_mode=False) or 0
    except typer.TyperException as error:
        say(error.format_message())
        return error.exit_code
    except typer.Abort:
        return 130
    except OSError as error:
        # The commands tell of each file that they cannot read, so this is what they write to.
        say(f"standard output: {error.strerror}")
        return 1


def run() -> NoReturn:
    """Run the program as a process of its own.

    Nothing that a command makes is left over in cycles worth looking for, so that the collector, which would take a
    tenth of a short command's time, gets rarely to see the many objects that a model is made of.
    """
    gc.set_threshold(100_000)
    code = main()
    gc.freeze()
    sys.exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"triage {version('triage')}")
        raise typer.Exit


@app.callback()
def program(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Give each paragraph of an article's plain text its role, and write the cleaned article."""
    if context.invoked_subcommand is None:
        print(context.get_help(), file=sys.stderr)
        raise typer.Exit(2)
