"""What ``triage show --report`` writes: the view as a file for a browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from triage.commands.errors import Misuse, tell
from triage.commands.options import check_apart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from triage.article import Article, Role

_HTML, _SVG = ".html", ".svg"


def check_report(report: str, paths: Sequence[str]) -> None:
    """Raise :class:`Misuse` before anything is read where the report could not be written after it."""
    suffix = Path(report).suffix.lower()
    if suffix not in (_HTML, _SVG):
        raise Misuse(f"--report {report}: Name a file that ends in .html or .svg.")
    if suffix == _SVG and (len(paths) > 1 or os.path.isdir(paths[0])):
        raise Misuse(f"--report {report}: Holds one page; name an .html file for several.")
    if os.path.isdir(report):
        raise Misuse(f"--report {report}: Is a folder.")
    check_apart(report, paths)


def draw(
    report: str, pages: Sequence[tuple[str, Article]], roles: AbstractSet[Role], *, unfold: bool, theme: str
) -> str:
    """The document for the file: of one or more pages, each with the name of its source."""
    if Path(report).suffix.lower() == _SVG:
        from triage.render.svg import render as picture
        from triage.render.terminal import MEASURE, render

        ((source, article),) = pages
        lines = list(render(article, roles, source=source, unfold=unfold, width=MEASURE))
        return picture(lines, width=MEASURE, theme=theme)
    from triage.render.report import render as put_together

    return put_together(pages, roles, unfold=unfold, theme=theme)


def save(report: str, document: str, *, force: bool) -> bool:
    """Write the file, and say whether it is there now as it should be."""
    from triage.output import sweep, write_whole
    from triage.sources import reason

    sweep(Path(report).parent)
    try:
        written = write_whole(Path(report), document.encode(), replace=force)
    except FileExistsError:
        tell(report, "Skipped: there with other content; --force replaces it")
        return False
    except OSError as error:
        tell(report, reason(error))
        return False
    tell(report, "Written" if written else "Unchanged")
    return True
