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
        visible_line(paragraph.text if paragraph.is_code else plain(paragraph.text)) + "\n"
        for paragraph in kept(article, keep)
    )


def to_row(article: Article, *, keep: AbstractSet[Role] = ARTICLE) -> dict[str, object]:
    """The article as a table's row, of plain strings, lists and numbers: its facts, its ``text`` as :func:`to_text` has
    it, and in ``words`` how many words each role has on the whole page.

    Dates are in ISO 8601; what is not known is null. The text of a page that holds nothing to keep is empty.
    """
    return {
        **facts(article),
        "text": to_text(article, keep=keep).rstrip("\n"),
        "words": {role.value: count for role, count in article.words.items()},
    }


def to_record(article: Article, *, source: str | None = None, keep: AbstractSet[Role] = ARTICLE) -> str:
    """One line of JSON: where the text came from, and the article as :func:`to_row` has it."""
    return dump({"source": source, **to_row(article, keep=keep)})
