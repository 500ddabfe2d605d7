"""Times that a page counts back from when it was taken: "5 hours ago", "vor 3 Tagen", "5時間前"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from triage.datewords import AGO, UNITS, fold


def count_back(line: str, as_of: datetime) -> datetime | None:
    """What "5 hours ago" in a tidied line means for a page taken at ``as_of``; midnight for days and weeks."""
    words = fold(line)
    match = _COUNT.search(words)
    if match is None or _AGO.search(words) is None:
        return None
    minutes = _MINUTES[match[2]]
    try:
        moment = as_of - timedelta(minutes=int(match[1]) * minutes)
    except OverflowError:  # before the year 1
        return None
    return moment if minutes < 1440 else moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _alternatives(words: list[str]) -> str:
    """The words, longest first; those of scripts with spaces between words only as whole words."""
    return "|".join(
        re.escape(word) if word[-1] >= "\u0e00" else rf"(?<![^\W\d_]){re.escape(word)}(?!\w)"
        for word in sorted(words, key=len, reverse=True)
    )


_MINUTES = {fold(word): minutes for minutes, words in UNITS.items() for word in words.split()}
_COUNT = re.compile(rf"(?<![\w.,])(\d{{1,3}}) ?({_alternatives(list(_MINUTES))})")
_AGO = re.compile(_alternatives([fold(word.strip()) for word in AGO.split(",")]))
