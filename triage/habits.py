"""How a page writes its dates, by the page's own evidence: the order of the numbers, and what zone letters mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache, cached_property

from triage import datewords
from triage.article import Kind, Paragraph


class Habits:
    """Answers about one page, each worked out when a date first leaves it open."""

    def __init__(self, paragraphs: Sequence[Paragraph], as_of: datetime | None) -> None:
        self._paragraphs = paragraphs
        self.as_of = as_of
        """When the page was taken."""
        self.last_year = as_of.year + 1 if as_of else _LAST_YEAR
        """No later year is a date of the page."""

    @property
    def tells_order(self) -> bool:
        """Whether a date of the page says by a number above twelve which of its numbers is the month."""
        return self._months_first != 0

    @cached_property
    def month_first(self) -> bool:
        """Whether 3/4/2021 is the fourth of March here.

        Where no date of the page tells, only English pages write the month first, unless they name more of the
        countries that write the day first than of America.
        """
        if self.tells_order:
            return self._months_first > 0
        return self._english and self._mentions(datewords.MONTH_FIRST) >= self._mentions(datewords.DAY_FIRST)

    @cached_property
    def _months_first(self) -> int:
        """How many more of the page's dates have a number above twelve in the second place than in the first."""
        more = 0
        for paragraph in self._paragraphs:
            for match in _NUMBERS.finditer(paragraph.text):
                more += int(match[2]) > 12 >= int(match[1])
                more -= int(match[1]) > 12 >= int(match[2])
        return more

    def zone(self, letters: str) -> float | str | None:
        """What zone letters mean here: hours east of Greenwich, a name of the tz database, or nothing.

        Letters of one meaning are in :data:`triage.datewords.ZONES`. Where there are several, the one holds whose
        places the page names most of, and none where that is a draw.
        """
        if letters not in datewords.AMBIGUOUS_ZONES:
            return datewords.ZONES.get(letters)
        counts = [(self._mentions(words), meaning) for meaning, words in datewords.AMBIGUOUS_ZONES[letters]]
        best = max(count for count, _ in counts)
        meanings = [meaning for count, meaning in counts if count == best]
        return meanings[0] if best and len(meanings) == 1 else None

    def _mentions(self, words: str) -> int:
        """How many of the words the page holds, each counted once."""
        return sum(word in self._text and _whole(word).search(self._text) is not None for word in words.split())

    @cached_property
    def _text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self._paragraphs)

    @cached_property
    def _english(self) -> bool:
        prose = " ".join(p.text for p in self._paragraphs if p.kind in (Kind.PARAGRAPH, Kind.DIRECT, Kind.DECK))
        words = (prose or " ".join(p.text for p in self._paragraphs))[:20_000].lower().split()
        return sum(word in _ENGLISH for word in words) > 0.06 * len(words)


@cache
def _whole(word: str) -> re.Pattern[str]:
    """A word of its own; of an address (".in") the end of it; a sign ("₹") wherever it stands."""
    before, after = r"(?<=\w)" if word[0] == "." else r"(?<!\w)", r"(?!\w)"
    return re.compile(re.escape(word) if not word[-1].isalpha() else before + re.escape(word) + after)


_LAST_YEAR = 2099
"""Not this one, since a text must give the same answer next year."""
_NUMBERS = re.compile(r"(?<![\d./-])([0-3]?\d)[/-]([0-3]?\d)[/-](?:19|20)\d\d(?!\d)")
_ENGLISH = frozenset({"the", "and", "of", "to", "is", "was", "that", "with", "for"})
