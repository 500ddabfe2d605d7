"""Paragraphs with their kinds -> title, deck, dates and authors. (A stand-in.)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from triage.article import Kind, Paragraph


class Facts(NamedTuple):
    title: str | None
    deck: str | None
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]


def find_facts(paragraphs: Sequence[Paragraph]) -> Facts:
    title = next((p.text for p in paragraphs if p.kind is Kind.TITLE), None)
    deck = next((p.text for p in paragraphs if p.kind is Kind.DECK), None)
    return Facts(title, deck, None, None, ())
