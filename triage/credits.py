"""When an article was published and changed, and who wrote it, from its datelines and bylines.

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
from triage.dates import LONGEST, Date, find_dates, may_hold_date, tidy, without
from triage.datewords import OTHER, PUBLISHED, UPDATED, fold
from triage.habits import Habits
from triage.markup import plain
from triage.story import MISTAKEN, REACH, Story
from triage.title import words_of


class Run(NamedTuple):
    """Datelines and bylines that follow each other."""

    first: int
    """Index of the first paragraph."""
    last: int
    distance: int
    """From the title, see :meth:`triage.story.Story.distance`."""
    lines: list[str]
    """The paragraphs without their dates."""
    bylines: list[str]
    """Those of the kind byline."""
    dates: list[Labelled]


class Labelled(NamedTuple):
    date: Date
    label: Label
    """What the page says that the date is."""


Label = Literal["published", "updated", "other", ""]


def find_runs(paragraphs: Sequence[Paragraph], story: Story, habits: Habits) -> list[Run]:
    """The runs of datelines and bylines, nearest to the title first; no more than an article may have."""
    places: list[list[int]] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind is Kind.DATELINE or paragraph.kind is Kind.BYLINE:
            if places and places[-1][-1] == index - 1 and len(places[-1]) < _MOST:
                places[-1].append(index)
            else:
                places.append([index])
        elif places and places[-1][-1] == index - 1 and paragraph.kind in MISTAKEN and _leads_on(paragraphs[index - 1]):
            places[-1].append(index)
    places.sort(key=lambda place: min(map(story.distance, place)))
    return [_read_run(paragraphs, place, story, habits) for place in places[:_MOST]]


def _read_run(paragraphs: Sequence[Paragraph], place: list[int], story: Story, habits: Habits) -> Run:
    text = "\n".join(tidy(plain(paragraphs[index].text)) for index in place)
    dates = find_dates(text, habits, short_years=True)
    lines = without(text, dates).split("\n")
    kinds = [paragraphs[index].kind for index in place]
    return Run(
        first=place[0],
        last=place[-1],
        distance=min(map(story.distance, place)),
        lines=lines,
        bylines=[line for line, kind in zip(lines, kinds, strict=True) if kind is not Kind.DATELINE],
        dates=_label(text, dates),
    )


def dates_of(
    paragraphs: Sequence[Paragraph], story: Story, habits: Habits, runs: Sequence[Run]
) -> tuple[datetime | None, datetime | None]:
    """When the article was published, and when it was last changed.

    A page that dates nothing but its last change gives that for both. Of two dates without a word to tell them the
    first is the publication.
    """
    dated = [run.dates for run in runs if run.dates]
    nearest = min((run.distance for run in runs if run.dates), default=len(paragraphs))
    dated = [*_dates_elsewhere(paragraphs, story, habits, nearest), *dated]
    published = updated = None
    for dates in dated:
        own = [date for date, label in dates if label == "published"] or [date for date, label in dates if not label]
        changed = [date for date, label in dates if label == "updated"]
        if published is None and own:
            published = min(own, key=_day)
            changed = changed or [date for date in own if _day(date) > _day(published)]
        if updated is None and changed:
            updated = max(changed, key=_day)
    if published is None and updated is None and habits.as_of is not None:
        return _counted_back(paragraphs, story, habits.as_of), None
    return _moment(published or updated, dated), _moment(updated, dated)


def _counted_back(paragraphs: Sequence[Paragraph], story: Story, as_of: datetime) -> datetime | None:
    """The date of the line near the title that says "5 hours ago"."""
    from triage.ago import count_back

    near = [
        index
        for index, p in enumerate(paragraphs)
        if (p.kind in _CREDITS or p.kind in MISTAKEN) and len(p.text) <= _SHORT and story.distance(index) <= REACH
    ]
    near.sort(key=lambda index: (paragraphs[index].kind not in _CREDITS, story.distance(index)))
    return next(filter(None, (count_back(tidy(plain(paragraphs[index].text)), as_of) for index in near)), None)


def _moment(date: Date | None, dated: Sequence[Sequence[Labelled]]) -> datetime | None:
    """The date, with the time of day that another place of the page gives for it where it has none."""
    if date is None or date.has_time:
        return date and date.moment
    same = (other for dates in dated for other, _ in dates if other.has_time and _day(other) == _day(date))
    return next(same, date).moment


def _day(date: Date) -> tuple[int, int, int]:
    return date.moment.year, date.moment.month, date.moment.day


def _dates_elsewhere(
    paragraphs: Sequence[Paragraph], story: Story, habits: Habits, nearest: int
) -> Iterator[list[Labelled]]:
    """Dates in short lines that were not taken for datelines: close to the title, nearer than the ``nearest`` dateline
    and with little else in the line; and where no dateline is in reach the first that says "published" or "updated",
    wherever it stands."""
    if nearest <= _BESIDE:
        return
    short = [
        index
        for index, p in enumerate(paragraphs)
        if p.kind not in _CREDITS and len(p.text) <= _SHORT and may_hold_date(p.text)
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
        dates = _label(line, find_dates(line, habits), lead)
        if not dates or any(label == "other" for _, label in dates):
            continue
        said = any(label for _, label in dates)
        if said or _is_mostly_dates(line, [date for date, _ in dates]):
            yield dates
        if said and not close:
            return


def _is_mostly_dates(line: str, dates: Sequence[Date]) -> bool:
    """Whether a line holds little beside its dates, or begins with one that a sign sets apart from the rest."""
    rest = without(line, dates)
    letters = sum(map(str.isalpha, rest))
    return letters <= _LEAD or (dates[0].start == 0 and rest.lstrip(" |")[:1] in "·•–-")


def _label(text: str, dates: Sequence[Date], lead: str = "") -> list[Labelled]:
    """What the words before each date say of it, ``lead`` standing before the text; where they stand behind the last
    date and not before the first, the words behind each ("5月3日公開 5月4日更新")."""
    if not dates:
        return []
    ends = [0, *(date.end for date in dates)]
    starts = [*(date.start for date in dates), len(text)]
    between = [fold(text[end:start]) for end, start in zip(ends, starts, strict=True)]
    labels = [_label_of(words) for words in (f"{lead} {between[0]}", *between[1:-1])]
    if not labels[0] and _label_of(between[-1][:_SUFFIX]):
        labels = [_label_of(words[:_SUFFIX]) for words in between[1:]]
    return list(map(Labelled, dates, labels))


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


def authors_of(paragraphs: Sequence[Paragraph], story: Story, habits: Habits, runs: Sequence[Run]) -> tuple[str, ...]:
    """Who wrote the article, as the page credits them.

    Of these the first that gives a name: words such as "By" in the datelines and bylines near the title; bylines
    there without such a word; full names in datelines there; "By Ann Lee" in lines beside the title and under the
    story that were taken for something else; a full name alone in a line that touches a dateline; bylines anywhere;
    the biography under the story.
    """
    near = sorted((run for run in runs if run.distance <= REACH), key=lambda run: run.first)
    places = (*range(max(0, story.top - 2), story.top + REACH), *range(max(story.top, story.end - 2), story.end + 3))
    beside = [paragraphs[i] for i in dict.fromkeys(places) if i < len(paragraphs) and len(paragraphs[i].text) <= _SHORT]
    credits = [p for p in beside if p.kind not in _CREDITS and p.kind is not Kind.TITLE and _may_credit(p.text)]
    about = [p for p in paragraphs[story.end : story.end + REACH] if p.kind is Kind.ABOUT]
    if not (runs or credits or about):
        return ()

    from triage.names import find_names, is_full_name, name_in_biography

    def full(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(filter(is_full_name, names))

    names = find_names((line for run in near for line in run.lines), marked_only=True)
    for run in near:
        names = names or find_names(run.bylines)
    for run in near:
        names = names or full(find_names(run.lines))
    if not names:
        lines = [tidy(plain(p.text)) for p in credits]
        names = full(find_names((without(line, find_dates(line, habits)) for line in lines), marked_only=True))
    for run in near:
        for index in (run.first - 1, run.first - 2, run.last + 1, run.last + 2):
            line = paragraphs[index] if 0 <= index < len(paragraphs) else None
            if not names and line is not None and line.kind in MISTAKEN and not line.marker:
                words = tidy(plain(line.text))
                if not _is_button(words):
                    names = tuple(name for name in full(find_names([words])) if name == words)
    for run in runs:
        names = names or find_names(run.bylines, marked_only=run not in near and len(run.lines) == 1)
    for paragraph in about:
        names = names or name_in_biography(words_of(paragraph)[:LONGEST])
    return names


def _leads_on(paragraph: Paragraph) -> bool:
    """Whether a byline says no more than "By" or "Author:", so that the next line is of it."""
    return paragraph.kind is Kind.BYLINE and len(paragraph.text) <= _LEADING and _may_credit(paragraph.text)


def _may_credit(text: str) -> bool:
    """Whether a line begins as a byline does: cheap, so that pages without one need not read further."""
    return not _CREDIT_LEADS.isdisjoint(text[:_LEAD].casefold().replace(":", " ").split()[:4])


def _is_button(text: str) -> bool:
    """Whether a short line beside a date has a word for sharing or a menu: "Copy Link" looks like a name, too."""
    return not _button_words().isdisjoint(text.casefold().split())


@cache
def _button_words() -> frozenset[str]:
    from triage.cues import CUES

    return frozenset([*CUES["share"].split(), *CUES["nav"].split()])


_CREDITS = frozenset({Kind.DATELINE, Kind.BYLINE})
_CREDIT_LEADS = frozenset(
    {
        "by",
        "von",
        "vom",
        "por",
        "par",
        "di",
        "door",
        "av",
        "af",
        "przez",
        "oleh",
        "text",
        "texte",
        "texto",
        "testo",
        "tekst",
    }
    | {"author", "autor", "autorin", "auteur", "autore", "автор", "текст", "written", "posted", "story", "words"}
)
_MOST = 2 * REACH
"""No article has more runs of credits, nor a run more lines."""
_SHORT = 120
"""The longest line, in code points, that may be a dateline or byline though it has another kind."""
_LEAD = 40
"""How many letters such a line may have beside its date; and how long a line may be that only leads to the next."""
_LEADING = 12
_BESIDE = 2
"""How near to the title a dateline is surely the article's."""
_SUFFIX = 8
"""How far behind a date a word about it may stand."""
