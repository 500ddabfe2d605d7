"""What every other module speaks of: roles, kinds, paragraphs and the article made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FENCE = "```"
"""The marker of fenced code, which the language follows where the fence names one."""
BARS = "|│┃║"
"""What a table's row begins and ends with."""


class Role(StrEnum):
    """What a paragraph does for the one article that its page exists for."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    QUOTE = "quote"
    TEASER = "teaser"


class Kind(StrEnum):
    """The finer name of a role; each kind belongs to exactly one role (see ``role``)."""

    TITLE = "title"
    DECK = "deck"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    LIST = "list"
    CAPTION = "caption"
    DIRECT = "direct"
    BLOCK = "block"
    DATELINE = "dateline"
    BYLINE = "byline"
    RELATED = "related"
    FURNITURE = "furniture"
    COMMENT = "comment"
    ABOUT = "about"

    @property
    def role(self) -> Role:
        return _ROLE_OF[self]


_ROLE_OF = {
    Kind.TITLE: Role.HEADLINE,
    Kind.DECK: Role.HEADLINE,
    Kind.SUBHEAD: Role.HEADLINE,
    Kind.PARAGRAPH: Role.BODY,
    Kind.LIST: Role.BODY,
    Kind.CAPTION: Role.CAPTION,
    Kind.DIRECT: Role.QUOTE,
    Kind.BLOCK: Role.QUOTE,
    Kind.DATELINE: Role.TEASER,
    Kind.BYLINE: Role.TEASER,
    Kind.RELATED: Role.TEASER,
    Kind.FURNITURE: Role.TEASER,
    Kind.COMMENT: Role.TEASER,
    Kind.ABOUT: Role.TEASER,
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text and what was made of it."""

    start: int
    """Offset of its first visible character, in code points of the decoded text."""
    end: int
    """Offset just past its last visible character."""
    text: str
    """Its words on one line: hard-wrapped lines joined, the marker left out."""
    marker: str
    """The list marker, ``#``, ``>`` or ``|`` that it began with in the text, or ``""``."""
    indent: int
    """Columns of white space before it."""
    kind: Kind
    confidence: float
    """How likely the role is right, from 0 to 1."""
    repeats: int | None
    """Index of the earlier paragraph that it repeats word for word."""
    gap: int = 1
    """Blank lines between it and the paragraph before: none between the lines of a verse."""
    reasons: tuple[str, ...] = ()
    """What spoke most for its role and against the runner-up, in words, the strongest first; where they were asked for."""
    title_chance: float = 0.0
    """How likely it is the title, from 0 to 1, be it of another kind: of a page one line has it, whatever the others are."""
    shared: int = 0
    """On how many pages of its site it stands, where this alone made it a teaser (see :mod:`triage.corpus`)."""

    @property
    def role(self) -> Role:
        return self.kind.role

    @property
    def is_code(self) -> bool:
        """Whether it is a line of fenced code, or a fence."""
        return self.marker.startswith(FENCE)

    @property
    def is_row(self) -> bool:
        """Whether it is a table's row, or a line drawn around or between the rows."""
        return self.marker != "" and self.marker in BARS or _DRAWN.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Article:
    """A page's text, read: the facts of its article, and every paragraph with its role."""

    title: str | None
    deck: str | None
    published: datetime | None
    """Aware where the text says the zone, naive where it does not."""
    updated: datetime | None
    authors: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    """In the order of the text, not overlapping; every visible character lies in one of them."""

    @property
    def words(self) -> dict[Role, int]:
        """How many words each role holds, every role present."""
        return count_words(self.paragraphs)


def count_words(paragraphs: Sequence[Paragraph]) -> dict[Role, int]:
    """Words by role, every role present: runs of visible characters between white space, and each character of the
    scripts of China and Japan, which have no spaces."""
    counts = dict.fromkeys(Role, 0)
    for paragraph in paragraphs:
        counts[paragraph.role] += len(_UNSPACED.sub(" x ", paragraph.text).split())
    return counts


_DRAWN = re.compile(r"[─-╿][─-╿+=|:\s-]*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff][^\w\s]*")
"""A character that is a word, and the signs after it."""
