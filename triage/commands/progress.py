"""A bar on standard error while there is much to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_TIMES_A_SECOND = 5


@contextmanager
def progress(what: str, total: int | None, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Show how far it is, how fast and for how long yet; what is given is to be called when one more is done.

    What is said on standard error meanwhile stands above the bar.
    """
    if not shown:
        yield lambda: None
        return
    from time import monotonic

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as Left
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.0f}/s")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        Left(elapsed_when_finished=True),
    )
    # Without a thread of its own: other processes may be forked from this one meanwhile.
    with Progress(
        *columns, console=Console(stderr=True), auto_refresh=False, redirect_stdout=False, transient=True
    ) as bar:
        task = bar.add_task(what, total=total)
        drawn = 0.0

        def advance() -> None:
            nonlocal drawn
            bar.advance(task)
            if monotonic() - drawn > 1 / _TIMES_A_SECOND:
                drawn = monotonic()
                bar.refresh()

        yield advance
