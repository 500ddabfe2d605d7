"""Articles -> a table of a row each, to see which files need eyes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, NamedTuple

from triage.article import Article, Role
from triage.render.visible import visible_line

if TYPE_CHECKING:
    from rich.text import Text


class Row(NamedTuple):
    path: str
    title: str | None
    date: str | None
    """The day it was published, such as ``2024-03-02``."""
    kept: int
    """Words of the roles looked at, the teasers left out."""
    read: int
    """Words of the whole page."""
    confidences: Sequence[float]
    """Of the paragraphs of the roles looked at, the lowest first."""

    @property
    def share(self) -> float:
        return self.kept / max(1, self.read)

    @property
    def lowest(self) -> float:
        return self.confidences[0] if self.confidences else 0.0


def row(path: str, article: Article, roles: AbstractSet[Role]) -> Row:
    words = article.words
    return Row(
        path=path,
        title=article.title,
        date=article.published.date().isoformat() if article.published else None,
        kept=sum(words[role] for role in roles if role is not Role.TEASER),
        read=sum(words.values()),
        confidences=sorted(paragraph.confidence for paragraph in article.paragraphs if paragraph.role in roles),
    )


def badness(row: Row, key: str) -> tuple[Any, ...]:
    """What sorts the worst row first: by ``confidence`` the least sure, by ``kept`` what keeps the least, by ``date`` what
    has none, then the oldest, by ``title`` what has none. Of several that are alike in that it is the least sure.
    """
    by_key: dict[str, tuple[Any, ...]] = {
        "confidence": (),
        "kept": (row.share,),
        "date": (row.date or "",),
        "title": ((row.title or "").casefold(),),
    }
    return *by_key[key], row.confidences


def cells(row: Row) -> tuple[str, str, str, str, str, str]:
    """What a person is shown of a row, under the names of :data:`COLUMNS`."""
    kept = f"{row.kept} of {row.read}"
    path, title = visible_line(row.path), visible_line(row.title or "")
    return path, title, row.date or "", kept, f"{row.share:.0%}", f"{row.lowest:.2f}"


COLUMNS = ("file", "title", "date", "words kept", "share", "lowest")


def to_line(row: Row) -> str:
    """File, title, date, words kept, words read and lowest confidence with tabs between, without a line end."""
    return "\t".join((*cells(row)[:3], str(row.kept), str(row.read), f"{row.lowest:.2f}"))


_LEAST = 20
"""Cells that are left for name and title however narrow the terminal."""
_NARROW = 80
"""Cells that leave no room for the share."""


def to_lines(rows: Iterable[Row], width: int) -> Iterator[Text]:
    """The table for a terminal, of lines of at most ``width`` cells, where that is 60 or more.

    The numbers stand first, so that names of any length and script leave them in their columns.
    """
    from rich.cells import cell_len
    from rich.text import Text

    table = [COLUMNS, *map(cells, rows)]
    kept = max(len(line[3]) for line in table)
    numbers = [
        f"{lowest:>6}  {words:>{kept}}  {f'{share:>5}  ' if width >= _NARROW else ''}{date:10}  "
        for _, _, date, words, share, lowest in table
    ]
    left = max(_LEAST, width - len(numbers[0]))
    names = min(max(cell_len(line[0]) for line in table), left // 2)
    for number, (path, title, *_) in enumerate(table):
        named = Text(_tail(path, names))
        named.pad_right(names - named.cell_len)
        titled = Text(title)
        titled.truncate(left - names - 2, overflow="ellipsis")
        yield Text.assemble(numbers[number], named, "  ", titled, style="" if number else "dim")


def _tail(path: str, width: int) -> str:
    """The end of a path that is wider than so many cells: it tells files of a folder apart."""
    from rich.cells import cell_len

    if cell_len(path) <= width:
        return path
    while cell_len(path) >= width:
        path = path[max(1, (len(path) - width) // 2) :]
    return f"…{path}"
