"""Paragraphs -> what each of them is. (A stand-in until the trained model lands.)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from triage.article import Kind
from triage.paragraphs import Block


class Verdict(NamedTuple):
    kind: Kind
    confidence: float


def assign(blocks: Sequence[Block]) -> list[Verdict]:
    """One verdict a block, in order."""
    out = []
    title = False
    for block in blocks:
        words = len(block.text.split())
        kind = Kind.FURNITURE
        if not title and 4 <= words <= 30:
            kind, title = Kind.TITLE, True
        elif words > 12:
            kind = Kind.DIRECT if block.text[:1] in "\"“«„" else Kind.PARAGRAPH
        out.append(Verdict(kind, 0.5))
    return out
