"""The way through the package: text -> paragraphs -> kinds -> facts -> an article."""

from __future__ import annotations

from pathlib import Path

from triage.article import Article, Paragraph
from triage.decode import decode
from triage.facts import find_facts
from triage.paragraphs import split
from triage.roles import assign


def classify(text: str) -> Article:
    """Read one page's text and give each of its paragraphs a role.

    Offsets in the answer count code points of ``text``. Any string is accepted; an empty one gives an article
    without paragraphs. The same text always gives the same answer.
    """
    blocks = split(text)
    seen: dict[str, int] = {}
    paragraphs = tuple(
        Paragraph(
            start=block.start,
            end=block.end,
            text=block.text,
            marker=block.marker,
            indent=block.indent,
            kind=verdict.kind,
            confidence=verdict.confidence,
            repeats=first if (first := seen.setdefault(block.text, index)) != index else None,
            gap=block.gap,
        )
        for index, (block, verdict) in enumerate(zip(blocks, assign(blocks), strict=True))
    )
    facts = find_facts(paragraphs)
    return Article(
        title=facts.title,
        deck=facts.deck,
        published=facts.published,
        updated=facts.updated,
        authors=facts.authors,
        paragraphs=paragraphs,
    )


def read(path: str | Path) -> Article:
    """Decode one file (see :func:`triage.decode.decode`) and classify its text.

    Raises ``OSError`` where the file cannot be read and :class:`triage.decode.NotText` where it is not text.
    """
    return classify(decode(Path(path).read_bytes()).text)
