"""Who wrote an article: the names in the line that most speaks for itself as the one that credits its authors.

A line has votes for saying so ("By Ann Lee"), for its kind, for where it stands, and for holding full names. The names of
the line that has most are the authors, if these are enough; else the one whose biography stands under the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from triage.article import Kind, Paragraph
from triage.dates import find_dates, may_hold_date, without
from triage.habits import Habits
from triage.markup import plain
from triage.story import CREDITS, REACH, SHORT, Story
from triage.tidy import LONGEST, tidy
from triage.title import PROSE, words_of

if TYPE_CHECKING:
    from triage.names import Credit


class _Line(NamedTuple):
    """A paragraph, or several of which each leads on to the next ("By", "Ann Lee", "and", "Bo Chen")."""

    first: int
    """Index of the first paragraph."""
    text: str
    """Tidied, without dates."""
    kinds: frozenset[Kind]


def authors_of(paragraphs: Sequence[Paragraph], story: Story, habits: Habits) -> tuple[str, ...]:
    """Who wrote the article, as the page credits them; of lines with as many votes the first."""
    places = _places(paragraphs, story)
    credited = _credited(paragraphs, places, story, habits) if places else ()
    return credited or _described(paragraphs, story)


def _credited(paragraphs: Sequence[Paragraph], places: Sequence[int], story: Story, habits: Habits) -> tuple[str, ...]:
    """The names in the line of those places that has most votes, if it has enough."""
    from triage.names import read_credit

    best: tuple[str, ...] = ()
    most = _ENOUGH - 1
    for line in _join(paragraphs, places, habits):
        votes = _votes_of_place(line, story)
        if votes + _MOST_OF_WORDS > most:
            credit = read_credit(line.text)
            votes += _votes_of_words(line, credit)
            if credit.names and votes > most:
                best, most = credit.names, votes
    return best


def _described(paragraphs: Sequence[Paragraph], story: Story) -> tuple[str, ...]:
    """The name in the first biography that has one."""
    for biography in _biographies(paragraphs, story):
        from triage.names import name_in_biography

        if names := name_in_biography(biography):
            return names
    return ()


def _biographies(paragraphs: Sequence[Paragraph], story: Story) -> Iterator[str]:
    """What stands under the story, or at its end, of persons."""
    is_titled = False
    for p in paragraphs[max(story.start, story.end - REACH // 2) : story.end + REACH]:
        is_title = len(p.text) <= LONGEST and _biography_title().fullmatch(words_of(p).rstrip(": ")) is not None
        if is_titled or (p.kind is Kind.ABOUT and not is_title):
            yield words_of(p)[:LONGEST]
        is_titled = is_title


def _votes_of_place(line: _Line, story: Story) -> int:
    """How much a line's kind and place speak for it."""
    votes = 2 if Kind.BYLINE in line.kinds else 0 if line.kinds <= PROSE else 1
    return votes + (2 if story.distance(line.first) <= REACH else 1 if line.first in _ending(story) else 0)


def _votes_of_words(line: _Line, credit: Credit) -> int:
    """How much a line's words speak for it; a line that was taken for another thing must say more."""
    from triage.names import is_full_name

    full = all(map(is_full_name, credit.names))
    if not credit.marked and any(map(_is_button, credit.names)):
        return -_ENOUGH
    if line.kinds.isdisjoint(CREDITS):
        only_name = credit.names == (line.text,) and line.text[-1] != "."
        if not credit.written and not (full and (credit.marked or only_name)):
            return -_ENOUGH
    return 2 * credit.marked + full


def _places(paragraphs: Sequence[Paragraph], story: Story) -> list[int]:
    """The paragraphs that may credit the authors: datelines and bylines, no more than an article may have; short lines
    that stand beside them, or by the title or at the story's end and begin as bylines do."""
    credits = [index for index, p in enumerate(paragraphs) if p.kind in CREDITS]
    credits = sorted(credits, key=story.distance)[: 2 * REACH]
    beside = {index + step for index in credits for step in (-2, -1, 1, 2)}
    near = {*range(story.top - REACH // 2, story.top + REACH), *_ending(story)}
    places = set(credits)
    for index in sorted({*near, *beside}.intersection(range(len(paragraphs))).difference(places)):
        p = paragraphs[index]
        if p.kind in _NEVER or len(p.text) > SHORT:
            continue
        led = index - 1 in places and len(paragraphs[index - 1].text) <= _LONGEST_LEAD
        if _may_credit(p.text) or (p.kind not in PROSE and (led or (index in beside and not p.marker))):
            places.add(index)
    return sorted(places)


def _ending(story: Story) -> range:
    """Where a byline under the story stands."""
    return range(story.end - 2, story.end + 3)


def _join(paragraphs: Sequence[Paragraph], places: Sequence[int], habits: Habits) -> Iterator[_Line]:
    """The paragraphs that have words beside their dates, those that lead on before what they lead to."""
    from triage.names import leads_on

    held, last = _Line(-1, "", frozenset()), -1
    for index in places:
        text = tidy(plain(paragraphs[index].text))
        if may_hold_date(text):
            text = without(text, find_dates(text, habits, short_years=True))
        text = text.strip(" |•·*-–—,/")
        kinds = frozenset({paragraphs[index].kind})
        if held.text and index == last + 1 and leads_on(held.text, text):
            held = _Line(held.first, f"{held.text} {text}", held.kinds | kinds)
        else:
            if held.text:
                yield held
            held = _Line(index, text, kinds)
        last = index
    if held.text:
        yield held


def _may_credit(text: str) -> bool:
    """Whether a line begins as a byline does: cheap, so that pages without one need not read further."""
    return not _FIRST_WORDS.isdisjoint(text[:_LOOKED_AT].casefold().replace(":", " ").split()[:4])


def _is_button(text: str) -> bool:
    """Whether a short line beside a date has a word for sharing or a menu: "Copy Link" looks like a name, too."""
    return not _button_words().isdisjoint(text.casefold().split())


@cache
def _button_words() -> frozenset[str]:
    from triage.cues import CUES

    return frozenset([*CUES["share"].split(), *CUES["nav"].split()])


@cache
def _biography_title() -> re.Pattern[str]:
    """What stands above an author's biography; most pages are through before they need it."""
    return re.compile(
        r"(?:about the|über d(?:en|ie)|zu[rm]|à propos de l['’]|l['’]|sobre (?:el|la|o|a)|sull['’]|over de|om|o) ?"
        r"(?:authors?|writer|autor(?:in|en|a|e|ce)?|auteure?|autrice|schrijver|forfatter(?:en)?|författaren|skribenten)"
        r"|об авторе|про автора|yazar hakkında|この記事を書いた人|著者プロフィール|著者紹介|作者简介|作者簡介",
        re.IGNORECASE,
    )


_ENOUGH = 4
"""Votes that a line must have."""
_MOST_OF_WORDS = 3
"""Votes that a line may have for its words."""
_LOOKED_AT = 40
"""How much of such a line may stand before and in what says so."""
_LONGEST_LEAD = 12
"""How long a line may be that only leads to the next."""
_NEVER = frozenset({Kind.TITLE, Kind.COMMENT})
_FIRST_WORDS = frozenset(
    """
    by von vom por par di door av af przez oleh text texte texto testo tekst текст words story written posted
    author authors autor autorin autoren auteur autore автор
    """.split()  # noqa: SIM905
)
"""Words that one of the first of a byline is."""
