"""Which line of a page is its article's title, and its words without the site's name.

The classifier knows most titles, but it misses some, and takes some subheads, menus and other stories for one. So it has
up to three votes, by how likely it finds a line to be the title, and each other sign of a title has one: where a line
stands, how it is marked, and whether the story speaks of the same. (Weights fitted to labelled pages that the classifier
had not seen were no better; the root of the likelihood was, for of lines that are all unlikely one is still the likeliest.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import accumulate
from math import sqrt

from triage.article import Kind, Paragraph
from triage.markup import plain
from triage.tidy import LONGEST

PROSE = frozenset({Kind.PARAGRAPH, Kind.DIRECT, Kind.BLOCK, Kind.LIST})
"""What the text of a story is made of."""


def find_title(paragraphs: Sequence[Paragraph]) -> int | None:
    """The index of the line that is most like the title, the first of equals; nothing where none is like one."""
    likely = nlargest(_LIKELY, _votes_of_places(paragraphs), key=_order)
    if not likely:
        return None
    page_title = _read(paragraphs[0].text[: 10 * LONGEST]).casefold()
    story = _stems("\n".join(p.text for p in paragraphs if p.kind in PROSE)[:_TOPIC])
    index, votes = max(
        ((index, votes + _votes_of_words(words_of(paragraphs[index]), story, page_title)) for index, votes in likely),
        key=_order,
    )
    return index if votes >= _LEAST else None


def _order(candidate: tuple[int, float]) -> tuple[float, int]:
    """By votes; of equals the first is the greatest."""
    index, votes = candidate
    return votes, -index


def title_of(paragraphs: Sequence[Paragraph], index: int) -> str | None:
    """The words of the title without " | Site" (and " | Section | Site").

    A name behind a bar is the site's where the page shows that it is one: it stands elsewhere by itself or in the
    copyright line. In the first line of the page, where browsers' titles go, it is enough that the title stands
    elsewhere without it, or that a bar sets a short name off.
    """
    title = words_of(paragraphs[index])
    for _ in range(2):
        match = _SITE.fullmatch(title) if len(title) <= LONGEST else None
        if match is None:
            break
        head, bar, site = match.groups()
        short = index == 0 and bar == "|" and len(site.split()) <= 4
        if not short and not _is_site(head, site, paragraphs, first=index == 0):
            break
        title = head
    return title or None


def words_of(paragraph: Paragraph) -> str:
    """What a reader sees of it: no markup, no soft hyphens, single spaces."""
    return _read(paragraph.text)


def _read(text: str) -> str:
    return " ".join(plain(text).replace("\xad", "").split())


def _votes_of_places(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, float]]:
    """Each line that may be the title, and how much the classifier and its marker and place speak for it."""
    prose = [len(p.text) if p.kind in PROSE else 0 for p in paragraphs]
    total = sum(prose) or 1
    for index, (paragraph, above) in enumerate(zip(paragraphs, accumulate(prose, initial=0), strict=False)):
        if above > total / 2:
            return
        if prose[index] or paragraph.kind is Kind.DATELINE or not 1 < len(paragraph.text) <= LONGEST:
            continue
        votes = 1 - above / total + 3 * sqrt(paragraph.title_chance)
        if paragraph.marker:
            votes += 1 if paragraph.marker == "#" else -1
        if any(p.kind in _UNDER_TITLE for p in paragraphs[index + 1 : index + 1 + _NEAR]):
            votes += 1
        yield index, votes


def _votes_of_words(line: str, story: frozenset[str], page_title: str) -> float:
    """How much a line's words speak for it: a title's are the story's, and more than one; and it ends as titles do."""
    stems = _stems(line)
    votes = len(stems & story) / len(stems) if stems else 0.5
    if page_title != line.casefold() and page_title.startswith(line.casefold()):
        votes += 1
    if line.isascii() and " " not in line:
        votes -= 1
    if _NO_TITLE.search(line) or sum(map(str.isdigit, line)) > 0.3 * len(line):
        votes -= 1
    return votes


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


def _stems(text: str) -> frozenset[str]:
    """What words of one origin have in common: how they begin, or pairs of characters in scripts without spaces."""
    starts = {word[:5] for word in _LETTERS.findall(text.casefold()) if len(word) > 3}
    return frozenset(starts if text.isascii() else starts.union(_PAIRS.findall(text)))


_LIKELY = 8
"""How many lines are weighed by their words, too: those that have most votes without."""
_LEAST = 1.0
"""Votes that a line must have to be a title."""
_TOPIC = 2000
"""How much of the story says what it speaks of, in code points."""
_NEAR = 3
"""How many lines under a title its standfirst, date or author may stand."""
_UNDER_TITLE = frozenset({Kind.DECK, Kind.DATELINE, Kind.BYLINE})
_NO_TITLE = re.compile(r"[.,:;]$| [»|] .* [»|] ")
"""How sentences, labels and trails are written."""
_LETTERS = re.compile(r"\w+")
_PAIRS = re.compile(r"(?=([\u3041-\u9fff]{2}))")
_SITE = re.compile(r"(.{3,}\S)\s+([|\u2013\u2014·-]|::)\s+([^\s#].{0,60})", re.DOTALL)
