"""How the commands say what went wrong: one sentence on standard error."""

from __future__ import annotations

import sys

import typer

from triage.render.visible import visible_line


class Misuse(typer.TyperException):
    """The command was called in a way that it cannot do anything with."""

    exit_code = 2


def tell(path: str, why: str) -> None:
    """Say that a file failed; the other files go on."""
    say(f"{path}: {why}")


def say(sentence: str) -> None:
    print(f"triage: {visible_line(sentence)}", file=sys.stderr, flush=True)
