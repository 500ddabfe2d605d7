"""python-dateutil taught the words of :mod:`triage.datewords`: what a found date says.

Imports dateutil, so it is imported only where there is a date.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any

from dateutil import parser, tz

from triage import datewords
from triage.datewords import fold


def _columns(table: dict[str, str], size: int) -> list[tuple[str, ...]]:
    columns: list[list[str]] = [[] for _ in range(size)]
    for names in table.values():
        for column, forms in zip(columns, names.split("|"), strict=True):
            column += [fold(form) for form in forms.split()]
    return [tuple(dict.fromkeys(column)) for column in columns]


class Words(parser.parserinfo):
    """The words of dates in many languages."""

    # Any, since the type stubs allow a word only as many forms as English has.
    JUMP: Any = (" ", ".", ",", ";", "-", "/", "'", "|", "t", *fold(datewords.JUMP).split())
    MONTHS: Any = _columns(datewords.MONTHS, 12)
    WEEKDAYS: Any = _columns(datewords.WEEKDAYS, 7)
    AMPM: Any = (tuple(fold(datewords.MORNING).split()), tuple(fold(datewords.AFTERNOON).split()))
    HMS: Any = ()  # a time of day comes here with colons
    PERTAIN: Any = ()


_PARSER = parser.parser(Words())
_MIDNIGHT = datetime(2000, 1, 1)


def parse(text: str, day_first: bool, zone_hours: Callable[[str], float | str | None]) -> datetime | None:
    """What a date says, or nothing where it says no day that exists or holds a word that is no date's.

    ``zone_hours`` tells what zone letters mean; letters that it does not know leave the time naive.
    """

    def zone(name: str | None, offset: int | None) -> tzinfo | None:
        if offset is not None:
            return timezone(timedelta(seconds=offset))
        hours = zone_hours(name) if name else None
        if isinstance(hours, str):
            return tz.gettz(hours)
        return None if hours is None else timezone(timedelta(hours=hours))

    try:
        return _PARSER.parse(
            text,
            default=_MIDNIGHT,
            dayfirst=day_first and not text[:4].isdigit(),
            tzinfos=zone,
        )
    except (ValueError, OverflowError):
        # No such day, no such hour, an offset of more than a day, or a word in between that no date has.
        return None
