"""What differs between two readings of an article -> lines for a pipe, or coloured ones for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from triage.article import Role
from triage.compare import Change
from triage.render.visible import visible_line

if TYPE_CHECKING:
    from rich.text import Text

ABSENT = "-"
"""Stands for the role where a reading has no such paragraph."""

_GUTTER = max(len(role) for role in Role)


def to_lines(path: str, changes: Sequence[Change]) -> Iterator[str]:
    """A line for each change, without its line end: the role before, the role after, the file, the text, tabs between."""
    for change in changes:
        yield "\t".join(
            (change.before or ABSENT, change.after or ABSENT, visible_line(path), visible_line(change.text))
        )


def render(path: str, changes: Sequence[Change], count: int, *, width: int) -> Iterator[Text]:
    """A header with how many of the paragraphs differ, then each change with its roles beside the text.

    Styled as :func:`triage.render.terminal.render`; no line is wider than ``width`` cells, which should be 40 or more.
    """
    from rich.text import Text

    from triage.markup import plain
    from triage.render.gutter import beside
    from triage.render.terminal import MEASURE
    from triage.render.wrap import wrap

    width = min(width, MEASURE)
    for line in wrap(visible_line(path), width):
        yield Text(line, "bold")
    yield Text(f"{len(changes)} of {count} paragraphs differ", "dim")
    yield Text("─" * width, "dim")
    for change in changes:
        gutter = Text.assemble(_name(change.before, f">{_GUTTER}"), (" → ", "dim"), _name(change.after, f"<{_GUTTER}"))
        style = "dim" if change.after is None else f"role.{change.after}"
        yield from beside(gutter, style, visible_line(plain(change.text) or change.text), "none", width)
    yield Text()


def _name(role: Role | None, form: str) -> tuple[str, str]:
    return (format(role, form), f"role.{role}") if role else (format(ABSENT, form), "dim")
