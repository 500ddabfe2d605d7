"""Articles -> a table of a row each, to see which files need eyes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, NamedTuple

from triage.article import Article, Role
from triage.render.visible import visible_line

if TYPE_CHECKING:
    from rich.table import Table

KEYS = ("confidence", "kept", "date", "title")
"""What rows are sorted by."""


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
    """What sorts the worst row first: the least sure, the least kept, or what has no date (then the oldest) or no title.

    Where several are alike in that, the least sure comes first.
    """
    by_key: dict[str, tuple[Any, ...]] = {
        "confidence": (),
        "kept": (row.share,),
        "date": (row.date or "",),
        "title": ((row.title or "").casefold(),),
    }
    return *by_key[key], row.confidences


def to_line(row: Row) -> str:
    """File, title, date, words kept, words read and lowest confidence with tabs between, without a line end."""
    return "\t".join((*cells(row)[:3], str(row.kept), str(row.read), f"{row.lowest:.2f}"))


def cells(row: Row) -> tuple[str, str, str, str, str, str]:
    """What the columns of :data:`COLUMNS` say of a row."""
    kept = f"{row.kept} of {row.read}"
    path, title = visible_line(row.path), visible_line(row.title or "")
    return path, title, row.date or "", kept, f"{row.share:.0%}", f"{row.lowest:.2f}"


COLUMNS = ("file", "title", "date", "words kept", "", "lowest")


def to_table(rows: Iterable[Row]) -> Table:
    """The table for a terminal; the file's name is there whole, a title that is too long is cut."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim", expand=False)
    table.add_column("file", overflow="fold", ratio=2)
    table.add_column("title", overflow="ellipsis", no_wrap=True, ratio=3)
    table.add_column("date", no_wrap=True)
    for name in COLUMNS[3:]:
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, cells(row)))
    return table
