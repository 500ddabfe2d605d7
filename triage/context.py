"""First guesses of all blocks -> what they say about each: where the article runs, and what it speaks of.

Deciding where the article begins and ends needs the whole page, so a second forest sees the first one's guesses: those of
the neighbours (by the forest's offsets), their sums before and after, the stretch that is most likely the article, and
whether a block's words are those of the article found so. Stacked sequential learning (Cohen and Carvalho 2005).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate
from math import fsum, log

from triage.article import Kind, Role
from triage.evidence import Column, Columns, Page, best_stretch, means_around, steps

_GROUPS: dict[str, tuple[Kind, ...]] = {
    "article": tuple(kind for kind in Kind if kind.role is not Role.TEASER),
    "text": (Kind.PARAGRAPH, Kind.LIST, Kind.DIRECT, Kind.BLOCK),
    "title": (Kind.TITLE,),
    "subhead": (Kind.SUBHEAD,),
    "list": (Kind.LIST,),
    "caption": (Kind.CAPTION,),
    "quote": (Kind.DIRECT, Kind.BLOCK),
    "related": (Kind.RELATED,),
    "furniture": (Kind.FURNITURE,),
    "comment": (Kind.COMMENT,),
    "about": (Kind.ABOUT,),
}


_SUMMED = ("subhead", "list", "caption", "quote", "furniture", "comment", "about", "related")
_WINDOWS = {
    "text": (4, 12),
    "list": (4, 12),
    "caption": (12,),
    "quote": (4, 12),
    "related": (4, 12),
    "furniture": (4, 12),
    "comment": (4, 12),
    "about": (12,),
    "title": (12,),
}


def measure_guesses(page: Page, guesses: Sequence[Sequence[float]]) -> Columns:
    """Columns for the second forest from ``guesses``, a row of probabilities a block, a number a kind."""
    count = len(guesses)
    by_kind = dict(zip(Kind, zip(*guesses, strict=True), strict=True)) if count else {kind: () for kind in Kind}
    columns: Columns = {f"guess_{kind}": [log(probability + 0.001) for probability in by_kind[kind]] for kind in Kind}
    groups: dict[str, Column] = {
        name: list(map(fsum, zip(*(by_kind[kind] for kind in kinds), strict=True))) for name, kinds in _GROUPS.items()
    }
    for name, values in groups.items():
        if name in _SUMMED:
            before = [0.0, *accumulate(values)]
            columns[f"before_{name}"] = before[:-1]
            columns[f"after_{name}"] = [before[-1] - reached for reached in before[1:]]
        for reach in _WINDOWS.get(name, ()):
            columns[f"{name}<{reach}"], columns[f"{name}>{reach}"] = means_around(values, reach)
    columns |= _measure_stretch(groups["article"])
    columns |= _measure_title(page, groups["title"])
    columns |= _measure_topic(page, groups["article"], groups["text"])
    return columns


def _measure_stretch(article: Sequence[float]) -> Columns:
    """Where each block stands by the stretch of the page that is most likely the article."""
    start, end = best_stretch([log((share + 0.02) / (1.02 - share)) for share in article])
    places = range(len(article))
    return {
        "in_article": [float(start <= at < end) for at in places],
        "after_article_start": [steps(at - start) for at in places],
        "before_article_end": [steps(end - 1 - at) for at in places],
    }


def _measure_title(page: Page, title: Sequence[float]) -> Columns:
    """Where each block stands by the likeliest title, and how much of its words they share."""
    count = len(title)
    if not count:
        return {key: [] for key in ("after_title", "title_guess", "title_before", "title_after", "like_title")}
    best = max(range(count), key=title.__getitem__)
    words = page.stems[best]
    highest = list(accumulate(title, max))
    highest_after = list(accumulate(title[::-1], max))[::-1]
    return {
        "after_title": [steps(at - best) for at in range(count)],
        "title_guess": [title[best]] * count,
        "title_before": [0.0, *highest[:-1]],
        "title_after": [*highest_after[1:], 0.0],
        "like_title": [
            -1.0 if at == best else len(stems & words) / (len(stems | words) or 1)
            for at, stems in enumerate(page.stems)
        ],
    }


def _measure_topic(page: Page, article: Sequence[float], text: Sequence[float]) -> Columns:
    """Whether the other blocks that speak of the same things are the article's, or teasers."""
    in_text: dict[str, float] = defaultdict(float)
    in_teasers: dict[str, float] = defaultdict(float)
    for stems, share, told in zip(page.stems, article, text, strict=True):
        for stem in stems:
            in_text[stem] += told
            in_teasers[stem] += 1 - share
    weights = page.weights
    topic: Column = []
    teasers: Column = []
    for stems, share, told in zip(page.stems, article, text, strict=True):
        whole = fsum([weights[stem] for stem in stems])
        if not whole:
            topic.append(-1.0)
            teasers.append(-1.0)
            continue
        topic.append(fsum([weights[stem] * min(1.0, in_text[stem] - told) for stem in stems]) / whole)
        teasers.append(fsum([weights[stem] * min(1.0, in_teasers[stem] - 1 + share) for stem in stems]) / whole)
    columns: Columns = {"topic": topic, "topic_teasers": teasers, "stems": [float(len(stems)) for stems in page.stems]}
    times = Counter(page.lowered)
    best: dict[str, list[float]] = defaultdict(list)
    for words, share in zip(page.lowered, article, strict=True):
        if times[words] > 1:
            best[words].append(share)
    tops = {words: sorted(shares)[-2:] for words, shares in best.items()}
    columns["same_in_article"] = [
        -1.0 if times[words] == 1 else tops[words][0] if share == tops[words][1] else tops[words][1]
        for words, share in zip(page.lowered, article, strict=True)
    ]
    return columns
