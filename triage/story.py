"""Where a page's article stands among its paragraphs: the title, and the first and last of its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from triage.article import Kind, Paragraph
from triage.title import PROSE, find_title, words_of

REACH = 10
"""How many paragraphs from the title a line still belongs to it."""

CREDITS = frozenset({Kind.DATELINE, Kind.BYLINE})
"""What says when and by whom."""

SHORT = 120
"""The longest line, in code points, that may be a dateline or byline though it has another kind."""


class Story(NamedTuple):
    """Where the article stands, as indices of paragraphs."""

    title: int | None
    start: int
    """The first paragraph of its text."""
    end: int
    """Just past the last."""

    @property
    def top(self) -> int:
        return self.start if self.title is None else self.title

    def distance(self, index: int) -> int:
        """How far a paragraph is from the title or, where that is nearer, from the story's end; a line above the
        title counts twice, since what stands there is the page's more often than the article's."""
        from_top = index - self.top if index >= self.top else 2 * (self.top - index)
        return min(from_top, index - self.end + REACH) if index >= self.end else from_top


def find_story(paragraphs: Sequence[Paragraph]) -> Story:
    """The article's place by its paragraphs' kinds, which may be wrong."""
    title = find_title(paragraphs)
    after = 0 if title is None else title + 1
    prose = [index for index in range(after, len(paragraphs)) if paragraphs[index].kind in PROSE]
    return Story(title, prose[0], prose[-1] + 1) if prose else Story(title, after, after)


def deck_of(story: Story, paragraphs: Sequence[Paragraph]) -> str | None:
    """The first standfirst under the title, or else the nearest above it."""
    decks = [index for index, p in enumerate(paragraphs) if p.kind is Kind.DECK and index != story.title]
    if not decks:
        return None
    nearest = min(decks, key=lambda index: (index < story.top, abs(index - story.top)))
    return words_of(paragraphs[nearest]) or None
