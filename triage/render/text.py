"""An article -> its words alone: a paragraph a line, or a record a line, for corpora."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from triage.article import Article, Role
from triage.markup import plain
from triage.render.kept import ARTICLE, kept
from triage.render.records import dump, facts
from triage.render.visible import visible_line


def to_text(article: Article, *, keep: AbstractSet[Role] = ARTICLE) -> str:
    """A line for each paragraph kept, each ended by a newline; no other control characters, and no markup."""
    return "".join(
        visible_line(paragraph.text if paragraph.marker.startswith("```") else plain(paragraph.text)) + "\n"
        for paragraph in kept(article, keep)
    )


def to_record(article: Article, *, source: str | None = None, keep: AbstractSet[Role] = ARTICLE) -> str:
    """One line of JSON: where the text came from, the article's facts, and its ``text`` as :func:`to_text` has it.

    Dates are in ISO 8601; what is not known is null.
    """
    return dump(
        {
            "source": source,
            **facts(article),
            "text": to_text(article, keep=keep).rstrip("\n"),
        }
    )
