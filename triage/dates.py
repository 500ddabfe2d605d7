"""Dates in one line of text: where they stand, and what they say.

This module finds the places; what a place says is read by python-dateutil through its own extension points, a
``parserinfo`` with the words of many languages and a ``tzinfos`` for zone letters (:mod:`triage.calendars`), which is
imported only when there is something to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple

from triage import datewords
from triage.datewords import fold
from triage.habits import Habits
from triage.tidy import LONGEST


class Date(NamedTuple):
    """One date in a tidied line."""

    start: int
    """Offset of its first character in the tidied line."""
    end: int
    moment: datetime
    """Aware where the text says the zone. Midnight where the text says no time of day."""
    has_time: bool
    doubt: str
    """What the page leaves open of it, as a predicate of the line, or ``""``."""


def may_hold_date(text: str) -> bool:
    """Whether it is worth looking for a date: cheap, and right wherever it says no."""
    return _HINT.search(text[:LONGEST]) is not None


def find_dates(line: str, habits: Habits, short_years: bool = False) -> list[Date]:
    """The dates of a tidied line, in order; ranges and parts of larger numbers are none.

    ``short_years`` lets "6.11.22" be a date, which elsewhere is more often a number.
    """
    return list(_find(line, habits, short_years)) if _HINT.search(line) else []


def without(line: str, dates: Iterable[Date]) -> str:
    """The tidied line, a bar in the place of each date and of the weekday before it; line ends stay."""
    parts, end = [], 0
    for date in dates:
        before = line[end : date.start]
        words = before.rstrip(" ,.(").rsplit(maxsplit=1)
        if words and fold(words[-1].rstrip(",.")) in _weekdays():
            before = before[: before.rindex(words[-1])]
        parts += [before, " | ", "\n" * line.count("\n", end + len(before), date.end)]
        end = date.end
    return "".join([*parts, line[end:]])


def _find(line: str, habits: Habits, short_years: bool) -> Iterator[Date]:
    position = 0
    end = 0  # of the date before
    held: Date | None = None  # the date before, until it is known to begin no range
    while (match := _DATE.search(line, position)) is not None:
        date = _read(line, match, habits, end) if _is_date(match, short_years, habits.last_year) else None
        if date is None:
            position = match.start() + 1  # what is no date may hold the beginning of one: "page 12 of 2021-03-18"
            continue
        ranged = held is not None and _RANGE.fullmatch(line, held.end, date.start) is not None
        if held is not None and not ranged:
            yield held
        position = end = date.end
        held = None if ranged or _OPEN_RANGE.search(line[max(0, date.start - 12) : date.start]) else date
    if held is not None:
        yield held


def _is_date(match: re.Match[str], short_years: bool, last_year: int) -> bool:
    word = match["word1"] or match["word2"] or match["word3"]
    if word is not None and fold(word).replace(".", "") not in _months():
        return False
    return (short_years or len(_year(match)) == 4) and 1900 <= _full_year(_year(match)) <= last_year


def _year(match: re.Match[str]) -> str:
    return match["y1"] or match["y2"] or match["y3"] or match["y4"] or match["y5"]


def _read(line: str, match: re.Match[str], habits: Habits, earliest: int) -> Date | None:
    from triage.calendars import parse

    day = _canonical_day(match)
    month_first, other = _order(day, match, habits)
    year = _full_year(_year(match))  # which dateutil may find elsewhere: "March 32, 2021" for it is of 2032
    doubt = f"holds a date that could also be {other.date().isoformat()}" if other else ""
    for clock in _clocks(line, match, earliest):
        moment = parse(f"{day} {_words(clock)} {_canonical_clock(clock)}", not month_first, habits.zone)
        if moment is not None and moment.year == year:
            zone = _canonical_zone(clock["zone"])
            if zone in datewords.AMBIGUOUS_ZONES and moment.tzinfo is None:
                doubt = doubt or f"names a zone, {zone}, that could be one of several"
            return Date(min(match.start(), clock.start()), max(match.end(), _clock_end(clock)), moment, True, doubt)
    moment = parse(day, not month_first, habits.zone)
    if moment is None or moment.year != year:
        return None
    return Date(match.start(), match.end(), moment, False, doubt)


def _order(day: str, match: re.Match[str], habits: Habits) -> tuple[bool, datetime | None]:
    """Whether the numbers say the month first, and the other day that they may mean as far as the page tells.

    A number above twelve says the rest itself, and a day after the page was taken is none.
    """
    from triage.calendars import parse

    if not _is_open(match):
        return False, None
    month_first = habits.month_first
    read, other = (parse(day, not first, habits.zone) for first in (month_first, not month_first))
    if habits.as_of and read and other and read.date() > habits.as_of.date() >= other.date():
        return not month_first, None
    return month_first, None if habits.tells_order else other


def _clocks(line: str, match: re.Match[str], earliest: int) -> Iterator[re.Match[str]]:
    """What may be the time of day, behind the date or before it."""
    after = _CLOCK_AFTER.match(line, match.end())
    if after is not None:
        yield after
    before = _clock_before().search(line, max(earliest, match.start() - 48), match.start())
    if before is not None:
        yield before


@cache
def _clock_before() -> re.Pattern[str]:
    """For a time of day in front of the date, which is rare enough to be compiled only then."""
    return re.compile(rf"{_TIME}[\s,;|•·()/\u2013\u2014-]{{1,4}}{_SMALL}$", re.IGNORECASE)


def _is_open(match: re.Match[str]) -> bool:
    """Whether the numbers leave it open which is the month; with points between them the day is first everywhere."""
    if match["a"] is None or match["sep"].strip() == ".":
        return False
    return int(match["a"]) <= 12 and int(match["b"]) <= 12 and int(match["a"]) != int(match["b"])


def _canonical_day(match: re.Match[str]) -> str:
    """The day as dateutil reads it in any language: the year four digits of the common era, single separators."""
    if match["a"] is not None:
        separator = "." if match["sep"].strip() == "." else "/"
        return f"{match['a']}{separator}{match['b']}{separator}{_full_year(match['y2'])}"
    if match["y1"] is not None:
        return f"{_common_era(int(match['y1']))}-{match['m1']}-{match['d1']}"
    word = fold(match["word1"] or match["word2"] or match["word3"]).replace(".", "")
    year = _common_era(int(match["y3"] or match["y4"] or match["y5"]))
    return f"{match['d3'] or match['d4'] or match['d5']} {word} {year}"


def _words(match: re.Match[str]) -> str:
    """What stands between day and hour, for dateutil to accept or refuse."""
    return fold(re.sub(r"[():,|]", " ", match["words"] or ""))


def _canonical_clock(match: re.Match[str]) -> str:
    """The time of day with colons, since dateutil reads 16.45 as a decimal; noon's side is dropped where the hour
    is on a 24-hour clock."""
    hour = int(match["hour"])
    side = fold(re.sub(r"[.\s]", "", match["before"] or match["after"] or ""))
    if hour == 0 and side in _afternoon():  # the hour from noon on, in Japan
        hour = 12
    elif hour == 0 or hour > 12:
        side = ""
    return f"{hour}:{match['minute'] or '00'}:{match['second'] or '00'} {side} {_canonical_zone(match['zone'])}"


def _clock_end(match: re.Match[str]) -> int:
    """Where a time of day ends: before capitals that are no zone's letters."""
    zone = match["zone"]
    return match.start("zone") if zone and not _canonical_zone(zone) else match.end()


def _canonical_zone(zone: str | None) -> str:
    offset = _OFFSET.search(zone or "")
    if offset is None:
        return zone if zone in _ZONES else ""
    sign, hours, minutes = offset.groups()
    return f"{'-' if sign in '-−' else '+'}{int(hours):02d}{minutes or '00'}"


def _common_era(year: int) -> int:
    """A year of the Buddhist era, as Thai pages write it, in the common one."""
    return year - 543 if 2500 <= year < 2643 else year


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:
        return year + (1900 if year >= 90 else 2000)
    return _common_era(year)


@cache
def _afternoon() -> frozenset[str]:
    return frozenset(fold(datewords.AFTERNOON).split())


@cache
def _months() -> frozenset[str]:
    return _forms(datewords.MONTHS)


@cache
def _weekdays() -> frozenset[str]:
    return _forms(datewords.WEEKDAYS)


def _forms(table: dict[str, str]) -> frozenset[str]:
    return frozenset(fold(form) for names in table.values() for forms in names.split("|") for form in forms.split())


_YEAR = r"(?:19\d\d|2[05]\d\d)"
_WORD = r"[^\W\d_][^\s\d,;:/|()\[\]<>\u2013\u2014-]{1,15}"
_DATE = re.compile(
    # 2021-03-18, 2021. 3. 18.
    rf"(?<![\d./])(?<!\d,)(?P<y1>{_YEAR})(?P<s1> ?[./-] ?)(?P<m1>[01]?\d)(?P=s1)(?P<d1>[0-3]?\d)(?!\d)"
    # 18.3.2021, 3/18/21, 26 | 01 | 2022
    rf"|(?<![\d./])(?<!\d,)(?P<a>[0-3]?\d)(?P<sep>\. ?| ?[/|\-\u2013] ?)(?P<b>[0-3]?\d)(?P=sep)"
    rf"(?P<y2>{_YEAR}(?![.,/]\d)|\d\d(?![\d.:]))"
    # 18 March 2021, 18. März 2021, 18 de marzo del 2021, 18/mar/2021
    rf"|(?P<d3>[0-3]?\d)(?:st|nd|rd|th|er|\.?[ºª°]|\.|ος|η)? ?(?:of |del? |d['’]|[/-] ?)?"
    rf"(?P<word1>{_WORD})[,،]?(?: de[l]? | ?[/-] ?| ?)(?P<y3>{_YEAR})"
    # March 18, 2021; marzo 18 de 2021
    rf"|(?P<word2>{_WORD}) ?(?P<d4>[0-3]?\d)(?:st|nd|rd|th|\.)?,?(?: of | del? | )(?P<y4>{_YEAR})"
    # 2021. március 18., 2021-Mar-18
    rf"|(?<!\d)(?P<y5>{_YEAR})\.?[ -](?P<word3>{_WORD})[ -](?P<d5>[0-3]?\d)(?!\d)"
)
_HINT = re.compile(r"(?:19|2[05])\d\d|\d[./-] ?\d\d(?!\d)|[年令平昭]|[٠-٩۰-۹०-९๐-๙０-９]{4}")

_SIDES = "|".join(
    sorted(
        (re.escape(word) for word in f"{datewords.MORNING} {datewords.AFTERNOON}".split() if not word.isascii()),
        key=len,
    )[::-1]
)
_SIDE = rf"(?:[ap]\.? ?m\b\.?|{_SIDES}|(?-i:CH)\b)"
_ZONES = frozenset({*datewords.ZONES, *datewords.AMBIGUOUS_ZONES})
_TIME = (
    rf"(?:(?P<before>{_SIDE}) ?)?(?<!\d)(?P<hour>[0-2]?\d)"
    rf"(?:(?: ?[:hu] ?|\.)(?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?)?(?!\d|[.,]\d)"
    rf"|(?=(?: ?{_SIDE}|[ ]?(?:uhr|hrs)\b|(?<=\d\d)[ ]?h\b)))"
    rf"(?: ?(?P<after>{_SIDE}))?"
    r"(?: ?(?:uhr|hrs?|h|hs|น)\b\.?)?"
    rf"(?: ?\(?(?P<zone>(?:UTC|GMT)? ?[+\u2212-](?:\d\d:?[0-5]\d|\d{{1,2}}(?!\d))|(?-i:[A-Z]{{1,5}})\b)\)?)?"
)
_SMALL = r"(?P<words>(?:(?!\d)[^\W_](?:[^\s\d|:,;()]){0,12}[\s|:,)]{1,3}){0,3}?)"
_CLOCK_AFTER = re.compile(rf"(?:T|[\s,;.|•·*(/)\u2013\u2014-]{{0,4}}{_SMALL}){_TIME}", re.IGNORECASE)
_OFFSET = re.compile(r"([+\u2212-])(\d{1,2}):?(\d\d)?")
_RANGE = re.compile(r"\s*(?:[-\u2013\u2014]|to|until|bis|au|al|a|t/m|do|до|～|~|至)\s*", re.IGNORECASE)
_OPEN_RANGE = re.compile(r"\d\.?\s?(?:[-\u2013\u2014/+&]|to|until|bis|au|al|und|and|y|et)\s?$", re.IGNORECASE)
