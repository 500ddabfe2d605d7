"""What is fuzzed: each function takes any bytes, and fails where the package breaks a promise about what it made of them.

``tools/fuzz.py`` feeds them by coverage, ``tests/test_fuzz.py`` by hypothesis and with the seeds and findings of
``tests/corpus``.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from obeyed import OBEYED
from rendered import expected, shown

from triage.ago import count_back
from triage.article import Article, Kind, Paragraph, Role
from triage.dates import find_dates, may_hold_date, without
from triage.decode import NotText, decode
from triage.habits import Habits
from triage.pipeline import classify
from triage.render import lines, records
from triage.render.markdown import to_markdown
from triage.render.text import to_record, to_text
from triage.tidy import tidy

_MARKERS = ("", "", "", "-", "*", "•", "1.", "2.", "7)", "#", ">", "> >", "```")
_KINDS = tuple(Kind)
_AS_OF = datetime(2026, 1, 1)
_PAGE = Habits((), _AS_OF)


def reader(data: bytes) -> None:
    """Bytes are refused in a sentence, or read; then the encoding named gives the same text again."""
    try:
        text, encoding = decode(data)
    except NotText as error:
        assert str(error).startswith("Is ")
        return
    assert data.decode(encoding, "replace") == text


def dates(data: bytes) -> None:
    """Dates stand in order within the line, in years that a page may have."""
    line = tidy(_text(data))
    found = find_dates(line, _PAGE, short_years=True)
    places = [place for date in found for place in (date.start, date.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(line) for place in places)
    assert all(1900 <= date.moment.year <= 2027 for date in found)
    assert without(line, found).count("\n") == line.count("\n")
    assert not found or may_hold_date(line)
    count_back(line, _AS_OF)


def markdown(data: bytes) -> None:
    """Paragraphs (of each line of bytes the first is the kind, the second the marker) render back to their words."""
    page = Article(None, None, None, None, (), tuple(_paragraphs(data)))
    written = to_markdown(page)
    assert not OBEYED.search(written)
    assert shown(written) == expected(page)


def page(data: bytes) -> None:
    """A page keeps every visible character in one paragraph, and every form of it is written and obeys nothing."""
    text = _text(data)
    article = classify(text)
    held = [place for paragraph in article.paragraphs for place in range(paragraph.start, paragraph.end)]
    assert all(before < after for before, after in pairwise(held))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(held)
    everything = frozenset(Role)
    forms = [
        *lines.render(article, everything),
        records.render(article, everything, path=text, encoding="utf-8"),
        to_record(article, source=text, keep=everything),
        to_text(article, keep=everything),
        to_markdown(article, source=text, keep=everything),
    ]
    assert not OBEYED.search("".join(forms))


TARGETS = {target.__name__: target for target in (reader, dates, markdown, page)}


def _text(data: bytes) -> str:
    """Text of any bytes, with lone surrogates where UTF-8 would not have them."""
    return data.decode("utf-8", "surrogatepass" if b"\xed" in data and _passes(data) else "replace")


def _passes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _paragraphs(data: bytes) -> list[Paragraph]:
    made = []
    for number, line in enumerate(data.split(b"\n")):
        kind, marker = (line + b"\0\0")[:2]
        made.append(
            Paragraph(
                start=1000 * number,
                end=1000 * number + 1,
                text=" ".join(_text(line[2:]).split()),
                marker=_MARKERS[marker % len(_MARKERS)],
                indent=marker // 64,
                kind=_KINDS[kind % len(_KINDS)],
                confidence=1.0,
                repeats=None,
                gap=kind // 128,
            )
        )
    return made
