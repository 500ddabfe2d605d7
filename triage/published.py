"""When an article was published and when it was changed, from its datelines and bylines.

Lines of these two kinds that follow each other are read as one, since pages put "Published", the day and the hour on
lines of their own. Where there are none near the title, or the classifier missed them, other short lines close by and
at the story's end are read, of which more is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple

from triage.article import Kind, Paragraph
from triage.dates import Date, find_dates, may_hold_date, without
from triage.datewords import OTHER, PUBLISHED, UPDATED, fold
from triage.habits import Habits
from triage.markup import plain
from triage.story import CREDITS, REACH, SHORT, Story
from triage.tidy import tidy
from triage.title import words_of


class Dates(NamedTuple):
    """When an article was published, and when it was last changed."""

    published: datetime | None
    updated: datetime | None
    doubts: dict[int, str]
    """What the page leaves open of them, as predicates of the paragraphs that they stand in, by these paragraphs'
    indices."""


class _Labelled(NamedTuple):
    date: Date
    paragraph: int
    """Index of the paragraph that it stands in."""
    label: Label
    """What the page says that the date is."""


Label = Literal["published", "updated", "other", ""]


def dates_of(paragraphs: Sequence[Paragraph], story: Story, habits: Habits) -> Dates:
    """The dates of the article. Takes time linear in the text.

    A page that dates nothing but its last change gives that for both. Of two dates without a word to tell them the
    first is the publication.
    """
    dated = list(_dates_near(paragraphs, story, habits))
    published = updated = None
    for dates in dated:
        own = [one for one in dates if one.label == "published"] or [one for one in dates if not one.label]
        changed = [one for one in dates if one.label == "updated"]
        if published is None and own:
            published = min(own, key=_day)
            changed = changed or [one for one in own if _day(one) > _day(published)]
        if updated is None and changed:
            updated = max(changed, key=_day)
    if published is None and updated is None and habits.as_of is not None:
        return Dates(_counted_back(paragraphs, story, habits.as_of), None, {})
    doubts = {one.paragraph: one.date.doubt for one in (published, updated) if one and one.date.doubt}
    return Dates(_moment(published or updated, dated), _moment(updated, dated), doubts)


def _dates_near(paragraphs: Sequence[Paragraph], story: Story, habits: Habits) -> Iterator[list[_Labelled]]:
    """The dates that may be the article's, those that stand together in one list, the likeliest first."""
    runs = [(min(map(story.distance, run)), _read_run(paragraphs, run, habits)) for run in _runs(paragraphs, story)]
    nearest = min((distance for distance, dates in runs if dates), default=len(paragraphs))
    yield from _dates_elsewhere(paragraphs, story, habits, nearest)
    yield from (dates for distance, dates in runs if dates and not (distance > REACH and _are_of_today(dates, habits)))


def _are_of_today(dates: Sequence[_Labelled], habits: Habits) -> bool:
    """Whether these say no more than which day the page was taken, as its footer may."""
    return habits.as_of is not None and all(
        not one.label and one.date.moment.date() == habits.as_of.date() for one in dates
    )


def _runs(paragraphs: Sequence[Paragraph], story: Story) -> list[list[int]]:
    """The datelines and bylines that follow each other, nearest to the title first; no more than an article may have."""
    runs: list[list[int]] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in CREDITS:
            if runs and runs[-1][-1] == index - 1 and len(runs[-1]) < _MOST:
                runs[-1].append(index)
            else:
                runs.append([index])
    return sorted(runs, key=lambda run: min(map(story.distance, run)))[:_MOST]


def _read_run(paragraphs: Sequence[Paragraph], run: list[int], habits: Habits) -> list[_Labelled]:
    text = "\n".join(tidy(plain(paragraphs[index].text)) for index in run)
    return _label(text, find_dates(text, habits, short_years=True), run)


def _counted_back(paragraphs: Sequence[Paragraph], story: Story, as_of: datetime) -> datetime | None:
    """The date of the line near the title that says "5 hours ago"."""
    from triage.ago import count_back

    near = [
        index
        for index, p in enumerate(paragraphs)
        if (p.kind in CREDITS or p.kind in _MISTAKEN) and len(p.text) <= SHORT and story.distance(index) <= REACH
    ]
    near.sort(key=lambda index: (paragraphs[index].kind not in CREDITS, story.distance(index)))
    return next(filter(None, (count_back(tidy(plain(paragraphs[index].text)), as_of) for index in near)), None)


def _moment(chosen: _Labelled | None, dated: Sequence[Sequence[_Labelled]]) -> datetime | None:
    """The date, with the time of day that another place of the page gives for it where it has none."""
    if chosen is None or chosen.date.has_time:
        return chosen and chosen.date.moment
    same = (one for dates in dated for one in dates if one.date.has_time and _day(one) == _day(chosen))
    return next(same, chosen).date.moment


def _day(one: _Labelled) -> tuple[int, int, int]:
    moment = one.date.moment
    return moment.year, moment.month, moment.day


def _dates_elsewhere(
    paragraphs: Sequence[Paragraph], story: Story, habits: Habits, nearest: int
) -> Iterator[list[_Labelled]]:
    """Dates in short lines that were not taken for datelines: close to the title, nearer than the ``nearest`` dateline
    and with little else in the line; and where no dateline is in reach the first that says "published" or "updated",
    wherever it stands."""
    if nearest <= _BESIDE:
        return
    short = [
        index
        for index, p in enumerate(paragraphs)
        if p.kind not in CREDITS and len(p.text) <= SHORT and may_hold_date(p.text)
    ]
    for index in sorted(short, key=story.distance):
        distance = story.distance(index)
        if distance >= nearest and nearest <= REACH:
            return
        line = tidy(plain(paragraphs[index].text))
        lead = words_of(paragraphs[index - 1]) if index else ""
        lead = fold(lead) if len(lead) <= _LEAD else ""
        close = distance <= REACH // 2
        if not close and not _label_of(f"{lead} {fold(line)}"):
            continue
        dates = _label(line, find_dates(line, habits), [index], lead)
        if not dates or any(one.label == "other" for one in dates):
            continue
        said = any(one.label for one in dates)
        if said or _is_mostly_dates(line, [one.date for one in dates]):
            yield dates
        if said and not close:
            return


def _is_mostly_dates(line: str, dates: Sequence[Date]) -> bool:
    """Whether a line holds little beside its dates, or begins with one that a sign sets apart from the rest."""
    rest = without(line, dates)
    letters = sum(map(str.isalpha, rest))
    return letters <= _LEAD or (dates[0].start == 0 and rest.lstrip(" |")[:1] in "·•–-")


def _label(text: str, dates: Sequence[Date], lines: Sequence[int], lead: str = "") -> list[_Labelled]:
    """What the words before each date say of it, ``lead`` standing before the text; where they stand behind the last
    date and not before the first, the words behind each ("5月3日公開 5月4日更新"). ``lines`` are the text's paragraphs."""
    if not dates:
        return []
    ends = [0, *(date.end for date in dates)]
    starts = [*(date.start for date in dates), len(text)]
    between = [fold(text[end:start]) for end, start in zip(ends, starts, strict=True)]
    labels = [_label_of(words) for words in (f"{lead} {between[0]}", *between[1:-1])]
    if not labels[0] and _label_of(between[-1][:_SUFFIX]):
        labels = [_label_of(words[:_SUFFIX]) for words in between[1:]]
    places = (lines[text.count("\n", 0, date.start)] for date in dates)
    return list(map(_Labelled, dates, places, labels))


def _label_of(words: str) -> Label:
    """The label that stands last in folded words."""
    last: tuple[int, Label] = (-1, "")
    for label, marks in _labels():
        for mark in marks:
            place = words.rfind(mark)
            if place > last[0]:
                last = place, label
    return last[1]


@cache
def _labels() -> tuple[tuple[Label, tuple[str, ...]], ...]:
    tables: tuple[tuple[Label, str], ...] = (("other", OTHER), ("published", PUBLISHED), ("updated", UPDATED))
    return tuple((label, tuple(fold(mark.strip()) for mark in marks.split(","))) for label, marks in tables)


_MISTAKEN = frozenset({Kind.FURNITURE, Kind.RELATED, Kind.SUBHEAD, Kind.DECK, Kind.CAPTION, Kind.ABOUT})
"""What a dateline or a byline is most often mistaken for."""
_MOST = 2 * REACH
"""No article has more runs of credits, nor a run more lines."""
_LEAD = 40
"""How many letters such a line may have beside its date; and how long a line may be that only leads to the next."""
_BESIDE = 2
"""How near to the title a dateline is surely the article's."""
_SUFFIX = 8
"""How far behind a date a word about it may stand."""
