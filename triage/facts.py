"""Paragraphs with their kinds -> title, deck, dates and authors.

The kinds are a classifier's and may be wrong, so each fact has a second place to look: near the title, and at the
article's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from triage.article import Kind, Paragraph
from triage.dates import LONGEST, Date, find_dates, may_hold_date, tidy, without
from triage.datewords import OTHER, PUBLISHED, UPDATED, fold
from triage.habits import Habits
from triage.markup import plain
from triage.names import find_names, is_full_name, name_in_biography


class Facts(NamedTuple):
    """What a page says of its article."""

    title: str | None
    """Without the site's name."""
    deck: str | None
    published: datetime | None
    """Aware where the text says the zone, naive where it does not; midnight where it says only the day. Where the
    page dates nothing but its last change, that is the date of this text, and both are it."""
    updated: datetime | None
    authors: tuple[str, ...]


def find_facts(paragraphs: Sequence[Paragraph], as_of: datetime | None = None) -> Facts:
    """Read the facts of an article off its page.

    ``as_of`` is when the page was taken: dates such as "5 hours ago" count back from it, and without it say nothing.
    """
    story = _find_story(paragraphs)
    habits = Habits(paragraphs, as_of)
    credits = _credits(paragraphs, story, habits)
    published, updated = _find_dates(paragraphs, story, habits, credits)
    return Facts(
        title=_find_title(paragraphs, story),
        deck=_find_deck(paragraphs, story),
        published=published,
        updated=updated,
        authors=_find_authors(paragraphs, story, habits, credits),
    )


class _Story(NamedTuple):
    """Where the article stands, as indices of paragraphs."""

    title: int | None
    """The title above the story; of several, the one that most of the story's text follows."""
    start: int
    """The first paragraph of its text."""
    end: int
    """Just past the last."""

    def distance(self, index: int) -> int:
        """How far a paragraph is from the title or, where that is nearer, from the story's end; a line above the
        title counts twice, since what stands there is the page's more often than the article's."""
        top = self.start if self.title is None else self.title
        from_top = index - top if index >= top else 2 * (top - index)
        return min(from_top, index - self.end + _REACH) if index >= self.end else from_top


def _find_story(paragraphs: Sequence[Paragraph]) -> _Story:
    title: int | None = None
    following, most = 0, -1
    for index in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[index]
        if paragraph.kind in _PROSE:
            following += len(paragraph.text)
        elif paragraph.kind is Kind.TITLE:
            if following >= most:
                title, most = index, following
            following = 0
    if most == 0 and following:
        title = None  # all the prose stands above: that is another story's title
    prose = [i for i, p in enumerate(paragraphs) if p.kind in _PROSE and (title is None or i > title)]
    if not prose:
        after = 0 if title is None else title + 1
        return _Story(title, after, after)
    start, end = prose[0], prose[-1] + 1
    if title is None:
        title = _title_without_kind(paragraphs, start)
    return _Story(title, start, end)


def _title_without_kind(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """The line above the story that is most like a title, where none has that kind."""
    page_title = _words_of(_without_site(_text(paragraphs[0]), paragraphs, first=True)) if start else ""

    def likeness(index: int) -> tuple[bool, bool, bool, bool, bool, int]:
        paragraph = paragraphs[index]
        text = _text(paragraph)
        plausible = 3 <= len(text.split()) <= 25 and text[-1] not in ".,:;" and paragraph.kind not in _BESIDE_TITLE
        return (
            index > 0 and _words_of(text) == page_title,
            paragraph.marker.startswith("#"),
            plausible and not _holds_date(text),
            paragraphs[index + 1].kind in _UNDER_TITLE or (index > 0 and paragraphs[index - 1].kind is Kind.DATELINE),
            paragraph.repeats is not None,
            index,
        )

    above = range(max(0, start - 3 * _REACH), start)
    likely = [i for i in above if paragraphs[i].kind in _MISTAKEN and 1 < len(_text(paragraphs[i])) <= 250]
    best = max(likely, key=likeness, default=None)
    if best is not None and any(likeness(best)[:4]):
        return best
    return 0 if page_title else best


def _holds_date(text: str) -> bool:
    return may_hold_date(text) and bool(find_dates(tidy(text), _ANY_HABITS))


def _find_title(paragraphs: Sequence[Paragraph], story: _Story) -> str | None:
    if story.title is None:
        return None
    return _without_site(_text(paragraphs[story.title]), paragraphs, first=story.title == 0) or None


def _without_site(title: str, paragraphs: Sequence[Paragraph], first: bool) -> str:
    """The title without " | Site", where the page shows that this is the site's name: it stands elsewhere by itself
    or in the copyright line. In the first line of the page, where browsers' titles go, it is enough that the title
    stands elsewhere without it, or that a bar sets a short name off."""
    match = _SITE.fullmatch(title)
    if match is None:
        return title
    head, bar, site = match.groups()
    head_words, site_words = _words_of(head), _words_of(site)
    for paragraph in paragraphs:
        if len(paragraph.text) > LONGEST:
            continue
        words = _words_of(paragraph.text)
        if (first and words == head_words) or words == site_words or ("©" in paragraph.text and site_words in words):
            return _without_site(head, paragraphs, first)
    return head if first and bar == "|" and len(site.split()) <= 4 else title


def _find_deck(paragraphs: Sequence[Paragraph], story: _Story) -> str | None:
    decks = [index for index, p in enumerate(paragraphs) if p.kind is Kind.DECK]
    if not decks:
        return None
    return _text(paragraphs[min(decks, key=story.distance)]) or None


class _Credits(NamedTuple):
    """Dateline and byline paragraphs that follow each other, read as one."""

    first: int
    distance: int
    lines: list[str]
    """The paragraphs without their dates."""
    bylines: list[str]
    """Those of the kind byline."""
    dates: list[_Labelled]


class _Labelled(NamedTuple):
    date: Date
    label: str
    """``"published"``, ``"updated"``, ``"other"`` or ``""``."""


def _credits(paragraphs: Sequence[Paragraph], story: _Story, habits: Habits) -> list[_Credits]:
    """The runs of datelines and bylines, nearest to the title first."""
    runs: list[list[int]] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind is Kind.DATELINE or paragraph.kind is Kind.BYLINE:
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
    found = []
    for run in runs:
        text = "\n".join(tidy(plain(paragraphs[index].text)) for index in run)
        dates = find_dates(text, habits, short_years=True) if may_hold_date(text) else []
        lines = without(text, dates).split("\n")
        kinds = [paragraphs[index].kind for index in run]
        found.append(
            _Credits(
                first=run[0],
                distance=min(map(story.distance, run)),
                lines=lines,
                bylines=[line for line, kind in zip(lines, kinds) if kind is Kind.BYLINE],
                dates=_label(text, dates),
            )
        )
    return sorted(found, key=lambda credits: credits.distance)


def _label(text: str, dates: Sequence[Date]) -> list[_Labelled]:
    """What the words before each date say of it; where none stand before any, those after (Japanese)."""
    if not dates:
        return []
    folded = [fold(text[a:b]) for a, b in zip((0, *(d.end for d in dates)), (*(d.start for d in dates), None))]
    before = [_label_of(words) for words in folded[:-1]]
    labels = before if any(before) else [_label_of(words[:8]) for words in folded[1:]]
    return list(map(_Labelled, dates, labels))


def _label_of(words: str) -> str:
    """The label that stands last in the words."""
    best, label = -1, ""
    for name, marks in _LABELS:
        for mark in marks:
            place = words.rfind(mark)
            if place > best:
                best, label = place, name
    return label


def _find_dates(
    paragraphs: Sequence[Paragraph], story: _Story, habits: Habits, credits: Sequence[_Credits]
) -> tuple[datetime | None, datetime | None]:
    """When the article was published and last changed."""
    dated = [run.dates for run in credits if run.dates]
    if not any(run.dates and run.distance <= _REACH for run in credits):
        dated = [*_dates_near(paragraphs, story, habits), *dated]
    published = updated = None
    for dates in dated:
        own = [date for date, label in dates if label == "published"] or [date for date, label in dates if not label]
        changed = [date for date, label in dates if label == "updated"]
        if published is None and own:
            published = min(own, key=_day)
            later = max(own, key=_day)
            if not changed and len(own) > 1 and _day(later) > _day(published):
                changed = [later]  # two dates without a word: the theme of a blog shows both
        if updated is None and changed:
            updated = max(changed, key=_day)
    if published is None:
        published = updated
    return _precise(published, dated), _precise(updated, dated)


def _day(date: Date) -> tuple[int, int, int]:
    return date.moment.year, date.moment.month, date.moment.day


def _precise(date: Date | None, dated: Sequence[Sequence[_Labelled]]) -> datetime | None:
    """The date with the time of day that another place of the page gives for it."""
    if date is None or date.has_time:
        return date and date.moment
    same = (other for dates in dated for other, label in dates if _day(other) == _day(date) and other.has_time)
    return next(same, date).moment


def _dates_near(paragraphs: Sequence[Paragraph], story: _Story, habits: Habits) -> Iterator[list[_Labelled]]:
    """Dates that were not taken for datelines: short lines close to the title that hold little else, then lines
    anywhere that say "published" or "updated"."""
    near = sorted(
        (i for i, p in enumerate(paragraphs) if p.kind not in _CREDITED and len(p.text) <= _SHORT), key=story.distance
    )
    said: list[list[_Labelled]] = []
    for index in near:
        if not may_hold_date(paragraphs[index].text):
            continue
        line = tidy(plain(paragraphs[index].text))
        dates = find_dates(line, habits)
        if not dates:
            continue
        before = _text(paragraphs[index - 1]) if index else ""
        labelled = _label(f"{before} {line}", find_dates(f"{before} {line}", habits)) if len(before) < 30 else []
        labelled = labelled[-len(dates) :] if len(labelled) >= len(dates) else _label(line, dates)
        if any(label == "other" for _, label in labelled):
            continue
        rest = sum(char.isalpha() for char in without(line, dates))
        close = story.distance(index) <= _REACH // 2
        if any(label for _, label in labelled):
            (said.insert(0, labelled) if close else said.append(labelled))
        elif close and rest <= 40:
            yield labelled
    yield from said


def _find_authors(
    paragraphs: Sequence[Paragraph], story: _Story, habits: Habits, credits: Sequence[_Credits]
) -> tuple[str, ...]:
    near = sorted((run for run in credits if run.distance <= _REACH), key=lambda run: run.first)
    names = find_names((line for run in near for line in run.lines), marked_only=True)
    for run in near:
        names = names or find_names(run.bylines)
    if names:
        return names
    top = story.start if story.title is None else story.title
    others = [p for p in paragraphs[max(0, top - 2) : top + _REACH] if p.kind in _MISTAKEN and len(p.text) <= _SHORT]
    lines = (tidy(plain(p.text)) for p in others)
    names = find_names((without(line, find_dates(line, habits)) for line in lines), marked_only=True)
    names = tuple(name for name in names if is_full_name(name))
    for run in credits:
        names = names or find_names(run.bylines)
    if names:
        return names
    about = (p for p in paragraphs[story.end : story.end + _REACH] if p.kind is Kind.ABOUT)
    return tuple(filter(None, (name_in_biography(_text(p)[:LONGEST]) for p in about)))[:1]


def _text(paragraph: Paragraph) -> str:
    """Its words without markup, soft hyphens and doubled spaces."""
    return " ".join(plain(paragraph.text).replace("\xad", "").split())


def _words_of(text: str) -> str:
    """What two lines that say the same have in common: letters and digits."""
    return " ".join(re.findall(r"\w+", text.replace("\xad", "").casefold()))


_REACH = 10
"""How many paragraphs from the title a line still belongs to it."""
_SHORT = 120
"""The longest line, in code points, that may be a dateline or byline though it has another kind."""
_PROSE = frozenset({Kind.PARAGRAPH, Kind.DIRECT, Kind.BLOCK, Kind.LIST})
_CREDITED = frozenset({Kind.DATELINE, Kind.BYLINE})
_MISTAKEN = frozenset({Kind.FURNITURE, Kind.RELATED, Kind.SUBHEAD, Kind.DECK, Kind.CAPTION, Kind.ABOUT})
_BESIDE_TITLE = frozenset({Kind.DECK, Kind.CAPTION})
_UNDER_TITLE = frozenset({Kind.DECK, Kind.DATELINE, Kind.BYLINE})
_ANY_HABITS = Habits((), None)
_SITE = re.compile(r"(.{3,}\S)\s+([|\u2013\u2014·»-]|::)\s+([^\s#].{0,60})", re.DOTALL)
_LABELS = tuple(
    (name, tuple(fold(mark.strip()) for mark in marks.split(",")))
    for name, marks in (("other", OTHER), ("published", PUBLISHED), ("updated", UPDATED))
)
