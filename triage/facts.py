"""Paragraphs with their kinds -> title, deck, dates and authors.

Each part has a module of its own: :mod:`triage.story` for where the article stands, :mod:`triage.title` for its title,
:mod:`triage.published` for when, :mod:`triage.authors` for by whom, which read :mod:`triage.dates` and
:mod:`triage.names`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from triage.article import Paragraph
from triage.authors import authors_of
from triage.habits import Habits
from triage.published import dates_of
from triage.story import deck_of, find_story
from triage.title import title_of


class Facts(NamedTuple):
    """What a page says of its article."""

    title: str | None
    """Without the site's name."""
    deck: str | None
    published: datetime | None
    """Aware where the text says the zone, naive where it does not; midnight where it says only the day. Where the
    page dates nothing but its last change, that is the date of this text, and both are it."""
    updated: datetime | None
    authors: tuple[str, ...]
    """Names of people, or of the desk or house that signs; never an agency."""
    doubts: dict[int, str]
    """What the page leaves open of the dates, as a predicate of the paragraph that says it, by that one's index."""


def find_facts(paragraphs: Sequence[Paragraph], as_of: datetime | None = None) -> Facts:
    """Read the facts of an article off its page.

    ``as_of`` is when the page was taken: "5 hours ago" counts back from it, and without it says nothing. Takes time
    linear in the text, whatever it holds.
    """
    story = find_story(paragraphs)
    habits = Habits(paragraphs, as_of)
    dates = dates_of(paragraphs, story, habits)
    return Facts(
        title=None if story.title is None else title_of(paragraphs, story.title),
        deck=deck_of(story, paragraphs),
        published=dates.published,
        updated=dates.updated,
        authors=authors_of(paragraphs, story, habits),
        doubts=dates.doubts,
    )
