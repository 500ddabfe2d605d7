"""A line as it stands -> one form of it, in which dates and names are looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

LONGEST = 400
"""How much of a line is looked at, in code points: a line about the article's date is short."""


def tidy(text: str) -> str:
    """The start of a line: one form of each character, digits and spaces plain, no invisible characters, and dates in
    words of number and sign ("2021年3月18日") in digits."""
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)[:LONGEST]
        text = "".join(map(_plain_char, text))
        for pattern, replacement in _signs():
            text = pattern.sub(replacement, text)
    return " ".join(text.split())


def _plain_char(char: str) -> str:
    if char.isascii():
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if unicodedata.category(char) == "Cf":
        return ""
    return char


@cache
def _signs() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    """Dates in numbers and signs, and how they are written in digits; compiled when a line is not ASCII."""
    return (
        (re.compile(r"令和 ?(\d{1,2}|元)年"), _era(2018)),
        (re.compile(r"平成 ?(\d{1,2}|元)年"), _era(1988)),
        (re.compile(r"昭和 ?(\d{1,2}|元)年"), _era(1925)),
        (re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]?"), r"\1-\2-\3 "),
        (re.compile(rf"{_HOUR}(?: ?(?:(\d{{1,2}}) ?[分분]|(半)))?(?: ?\d{{1,2}} ?[秒초])?"), _clock),
        (re.compile(r"(\d{1,2}) tháng (\d{1,2})(?:,| năm|/)? ?(\d{4})"), r"\3-\2-\1"),
        # The point inside and after a Thai abbreviation is part of it.
        (re.compile(r"([\u0e00-\u0e7f])\.(?=[\u0e00-\u0e7f])"), r"\1"),
    )


_HOUR = r"(?<![\d.,])(\d{1,2}) ?(?:[時时](?!間|间)|시(?!간)|[点點](?! ?[^\W\d半]))"
"""What is no count of hours ("5時間前") or of points ("5点建议")."""


def _clock(match: re.Match[str]) -> str:
    """The hour and two digits of minutes, of which a text with signs may have one or none."""
    return f"{match[1]}:{'30' if match[3] else (match[2] or '').zfill(2)} "


def _era(start: int) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{start + (1 if match[1] == '元' else int(match[1]))}年"
