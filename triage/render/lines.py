"""An article -> ``role<TAB>text`` lines, for ``cut``, ``grep`` and ``awk``."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from triage.article import Article, Role
from triage.render.visible import visible_line


def render(article: Article, roles: AbstractSet[Role]) -> Iterator[str]:
    """A line for each paragraph of these roles, without its line end: exactly one tab, no control characters."""
    for paragraph in article.paragraphs:
        if paragraph.role in roles:
            yield f"{paragraph.role}\t{visible_line(paragraph.text)}"
