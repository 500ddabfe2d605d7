"""Where a page's article stands among its paragraphs: the title, and the first and last of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from triage.article import Kind, Paragraph
from triage.dates import LONGEST
from triage.markup import plain

REACH = 10
"""How many paragraphs from the title a line still belongs to it."""


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
    """The article's place by its paragraphs' kinds, which may be wrong.

    Titles close to each other are one title and what was taken for one, such as its deck. Of several such groups it
    is the one that most of the story's text follows, the first of equals; where there is none, the line above the
    story that is most like a title.
    """
    group: list[int] = []
    best: list[int] = []
    following, most = 0, -1
    for index in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[index]
        if paragraph.kind in _PROSE:
            following += len(paragraph.text)
        elif paragraph.kind is Kind.TITLE:
            if following == 0 and group and group[-1] - index <= _GROUPED:
                group.append(index)
                continue
            group = [index]
            if following >= most:
                best, most = group, following
            following = 0
    if most == 0 and following:
        best = []  # all the prose stands above it: that is another story's title
    title = _choose_title(paragraphs, best[::-1])
    prose = [i for i, p in enumerate(paragraphs) if p.kind in _PROSE and (title is None or i > title)]
    if not prose:
        after = 0 if title is None else title + 1
        return Story(title, after, after)
    start, end = prose[0], prose[-1] + 1
    return Story(_likely_title(paragraphs, start) if title is None else title, start, end)


def title_of(story: Story, paragraphs: Sequence[Paragraph]) -> str | None:
    """The title's words, without the site's name."""
    if story.title is None:
        return None
    return _without_site(words_of(paragraphs[story.title]), paragraphs, first=story.title == 0) or None


def deck_of(story: Story, paragraphs: Sequence[Paragraph]) -> str | None:
    """The first standfirst under the title, or else the nearest above it."""
    decks = [index for index, p in enumerate(paragraphs) if p.kind is Kind.DECK]
    if not decks:
        return None
    nearest = min(decks, key=lambda index: (index < story.top, abs(index - story.top)))
    return words_of(paragraphs[nearest]) or None


def words_of(paragraph: Paragraph) -> str:
    """What a reader sees of it: no markup, no soft hyphens, single spaces."""
    return " ".join(plain(paragraph.text).replace("\xad", "").split())


def _choose_title(paragraphs: Sequence[Paragraph], group: Sequence[int]) -> int | None:
    """The one of a group of titles that is like a title and has what stands under a title; else the first."""
    page_title = _page_title(paragraphs)
    members = frozenset(group)

    def likeness(index: int) -> tuple[bool | int, ...]:
        marker = paragraphs[index].marker
        words = words_of(paragraphs[index])
        return (
            _is_plausible(words),
            page_title.startswith(_letters(words)) and index > 0,
            -len(marker) if marker.startswith("##") else 0,
            not words.endswith(":"),
            _has_credits_under(paragraphs, index) and index - 1 not in members,
            -index,
        )

    return max(group, key=likeness, default=None)


def _likely_title(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """The line above the story's text that is most like a title; or a subhead in the text's first lines, where nothing
    stands above."""
    page_title = _page_title(paragraphs)
    has_menu = start > REACH

    def likeness(index: int) -> tuple[bool | int, ...]:
        paragraph = paragraphs[index]
        words = words_of(paragraph)
        return (
            index > 0 and _is_plausible(words) and page_title.startswith(_letters(words)),
            paragraph.marker.startswith("#"),
            paragraph.kind is Kind.SUBHEAD,
            _is_plausible(words) and paragraph.kind not in _BESIDE_TITLE,
            _has_credits_under(paragraphs, index) or (index > 0 and paragraphs[index - 1].kind is Kind.DATELINE),
            has_menu and paragraph.repeats is not None,
            index if has_menu else -index,
        )

    likely = [
        index
        for index in range(max(0, start - 3 * REACH), start)
        if paragraphs[index].kind in MISTAKEN
        and not paragraphs[index].marker.strip("#")
        and 1 < len(words_of(paragraphs[index])) <= 250
    ]
    first_lines = range(start, min(start + REACH // 2, len(paragraphs)))
    first_subhead = next((index for index in first_lines if paragraphs[index].kind is Kind.SUBHEAD), None)
    return max(likely, key=likeness, default=first_subhead)


def _page_title(paragraphs: Sequence[Paragraph]) -> str:
    """The page's first line, where browsers' titles go: the title, and more."""
    return _letters(words_of(paragraphs[0])[:LONGEST]) if paragraphs else ""


def _has_credits_under(paragraphs: Sequence[Paragraph], index: int) -> bool:
    return index + 1 < len(paragraphs) and paragraphs[index + 1].kind in _UNDER_TITLE


def _is_plausible(words: str) -> bool:
    """Whether a line has the length and the end of a title."""
    count = len(words.split()) if words.isascii() or " " in words else len(words) / 2
    return 3 <= count <= 25 and words[-1] not in ".,:;" and " » " not in words


def _without_site(title: str, paragraphs: Sequence[Paragraph], first: bool) -> str:
    """The title without " | Site" (and " | Section | Site"), where the page shows that this is a name of its own: it
    stands elsewhere by itself or in the copyright line. In the first line of the page, where browsers' titles go, it
    is enough that the title stands elsewhere without it, or that a bar sets a short name off."""
    for _ in range(2):
        match = _SITE.fullmatch(title) if len(title) <= LONGEST else None
        if match is None:
            return title
        head, bar, site = match.groups()
        if not (_is_site(head, site, paragraphs, first) or (first and bar == "|" and len(site.split()) <= 4)):
            return title
        title = head
    return title


def _is_site(head: str, site: str, paragraphs: Sequence[Paragraph], first: bool) -> bool:
    head_letters, site_letters = _letters(head), _letters(site)
    for paragraph in paragraphs:
        text = paragraph.text
        if "©" in text[:LONGEST] and site_letters in _letters(text[:LONGEST]):
            return True
        if len(text) <= 2 * len(head) and _letters(text) in (site_letters, head_letters if first else site_letters):
            return True
    return False


def _letters(text: str) -> str:
    """What two lines that say the same have in common: letters and digits."""
    return " ".join(_LETTERS.findall(text.replace("\xad", "").casefold()))


_GROUPED = 15
"""How far apart titles may stand to be one, as long as no prose is between them."""
MISTAKEN = frozenset({Kind.FURNITURE, Kind.RELATED, Kind.SUBHEAD, Kind.DECK, Kind.CAPTION, Kind.ABOUT})
"""What a title, a dateline or a byline is most often mistaken for."""
_PROSE = frozenset({Kind.PARAGRAPH, Kind.DIRECT, Kind.BLOCK, Kind.LIST})
_BESIDE_TITLE = frozenset({Kind.DECK, Kind.CAPTION})
_UNDER_TITLE = frozenset({Kind.DECK, Kind.DATELINE, Kind.BYLINE})
_LETTERS = re.compile(r"\w+")
_SITE = re.compile(r"(.{3,}\S)\s+([|\u2013\u2014·-]|::)\s+([^\s#].{0,60})", re.DOTALL)
