"""The way through the package: text -> paragraphs -> kinds -> facts -> an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from triage.article import Article, Paragraph
from triage.decode import decode
from triage.facts import find_facts
from triage.model import Model, load
from triage.paragraphs import split
from triage.roles import Verdict, assign
from triage.sources import load as load_bytes


def classify(
    text: str,
    *,
    model: Model | None = None,
    reasons: bool = False,
    as_of: datetime | None = None,
    pages_with: Callable[[str], int] | None = None,
) -> Article:
    """Read one page's text and give each of its paragraphs a role, by ``model`` or else the one shipped.

    Offsets in the answer count code points of ``text``. Any string is accepted; an empty one gives an article
    without paragraphs. The same text always gives the same answer. With ``reasons`` each paragraph tells what spoke for
    its role, and what the page leaves open of a date in it, which takes much longer. ``as_of`` is when the page was taken:
    "5 hours ago" counts back from it, and without it is no date. ``pages_with`` gives for a paragraph's text how many pages
    of its site it stands on (see :meth:`triage.corpus.Shared.of`), which is then evidence, too.
    """
    model = model or load()
    blocks = split(text)
    told: list[tuple[Verdict, tuple[str, ...]]]
    if reasons:
        from triage.explain import explain

        told = explain(blocks, model)
    else:
        told = [(verdict, ()) for verdict in assign(blocks, model)]
    verdicts, why = [verdict for verdict, _ in told], [of_verdict for _, of_verdict in told]
    shared = [0] * len(blocks)
    if pages_with is not None:
        from triage.corpus import revise

        verdicts, shared = revise(blocks, verdicts, pages_with)
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
            title_chance=verdict.title_chance,
            repeats=first if (first := seen.setdefault(block.text, index)) != index else None,
            gap=block.gap,
            reasons=of_verdict,
            shared=of_site,
        )
        for index, (block, verdict, of_verdict, of_site) in enumerate(zip(blocks, verdicts, why, shared, strict=True))
    )
    facts = find_facts(paragraphs, as_of)
    if reasons:
        paragraphs = tuple(_with_doubt(p, facts.doubts.get(index)) for index, p in enumerate(paragraphs))
    return Article(
        title=facts.title,
        deck=facts.deck,
        published=facts.published,
        updated=facts.updated,
        authors=facts.authors,
        paragraphs=paragraphs,
    )


def _with_doubt(paragraph: Paragraph, doubt: str | None) -> Paragraph:
    return replace(paragraph, reasons=(*paragraph.reasons, doubt)) if doubt else paragraph


def read(path: str | Path, *, as_of: datetime | None = None) -> Article:
    """Decode one file (see :func:`triage.decode.decode`) and classify its text (see :func:`classify`).

    Raises ``OSError`` where the file cannot be read, or is no file but a device or a pipe that nothing writes to, and
    :class:`triage.decode.NotText` where it is not text.
    """
    return classify(decode(load_bytes(Path(path))).text, as_of=as_of)
