"""How much of a text stands inside quotation marks."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\"“”„«»‹›「」『』‘’‚‟']")
_SPOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’][^\W_]+)*")

CLOSING = {
    "“": '”"“',
    "‟": '”"',
    '"': '"“”',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "”": '”"',
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
"""What closes each mark of quotation; some languages open with another's closing mark."""


def quotation(text: str) -> float:
    """The share of the words of ``text`` that stand inside quotation marks; where words are not spaced, of the characters.

    Marks of many languages are known; an apostrophe is none, and a mark left open counts to the end of the text.
    """
    inside = 0
    # What closes each, and where it stands; of more than one the first two touch.
    open_marks: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        closing, opened = open_marks[-1] if open_marks else ("", at - 1)
        if mark in closing and at > opened + 1:
            if mark in "’'" and text[at + 1 : at + 2].isalnum():
                continue
            open_marks.pop()
            inside += 0 if open_marks else _count_words(text, opened, at)
        elif at == opened + 1 and mark in CLOSING:
            if mark == "'" and (text[at - 1 : at].isalnum() or not text[at + 1 : at + 2].isalnum()):
                continue
            open_marks.append((CLOSING[mark], at))
    if open_marks and "’" not in open_marks[0][0] and open_marks[0][0] != "'":  # single marks left open are apostrophes
        inside += _count_words(text, open_marks[0][1], len(text))
    return inside / _count_words(text, 0, len(text)) if inside else 0.0


def _count_words(text: str, start: int, end: int) -> int:
    return len(_SPOKEN.findall(text, start, end))
