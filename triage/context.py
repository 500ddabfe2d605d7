"""First guesses of all blocks -> what they say about each: where the article runs, and what it speaks of.

Deciding where the article begins and ends needs the whole page, so that the guesses are revised (by :mod:`triage.linear`)
in the light of each other: of those of the neighbours, their sums before and after, the stretch that is most likely the
article, and whether a block's words are those of the article found so. Stacked sequential learning (Cohen and Carvalho
2005).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate
from math import fsum, log, log1p, tanh

from triage.article import Kind, Role
from triage.chances import soft_logs
from triage.evidence import Column, Columns, best_stretch
from triage.page import Page

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


def measure_guesses(page: Page, guesses: Sequence[Sequence[float]]) -> Columns:
    """Columns for the revision of ``guesses``, a row of probabilities a block, a number a kind; of one or more blocks."""
    count = len(guesses)
    by_kind = dict(zip(Kind, zip(*guesses, strict=True), strict=True))
    columns: Columns = {f"guess_{kind}": soft_logs(by_kind[kind]) for kind in Kind}
    columns["inside"] = [1.0] * count  # beside which what lies beyond the page's ends has nothing
    groups: dict[str, Column] = {
        name: list(map(fsum, zip(*(by_kind[kind] for kind in kinds), strict=True))) for name, kinds in _GROUPS.items()
    }
    for name, values in groups.items():
        before = [0.0, *accumulate(values)]
        columns[f"before_{name}"] = list(map(log1p, before[:-1]))
        columns[f"after_{name}"] = [log1p(max(0.0, before[-1] - reached)) for reached in before[1:]]
    columns |= _measure_stretch(groups["article"])
    columns |= _measure_title(page, groups["title"])
    columns |= _measure_topic(page, groups["article"], groups["text"])
    return columns


def _nearness(blocks: int) -> float:
    """A distance in blocks, with its sign, of which the first few tell most."""
    return tanh(blocks / 5)


def _measure_stretch(article: Sequence[float]) -> Columns:
    """Where each block stands by the stretch of the page that is most likely the article."""
    start, end = best_stretch([log((share + 0.02) / (1.02 - share)) for share in article])
    places = range(len(article))
    return {
        "in_article": [float(start <= at < end) for at in places],
        "after_article_start": [_nearness(at - start) for at in places],
        "before_article_end": [_nearness(end - 1 - at) for at in places],
    }


def _measure_title(page: Page, title: Sequence[float]) -> Columns:
    """Where each block stands by the likeliest title, and how much of its words they share."""
    count = len(title)
    best = max(range(count), key=title.__getitem__)
    words = page.stems[best]
    highest = list(accumulate(title, max))
    highest_after = list(accumulate(title[::-1], max))[::-1]
    return {
        "after_title": [_nearness(at - best) for at in range(count)],
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
    columns: Columns = {"topic": topic, "topic_teasers": teasers}
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
