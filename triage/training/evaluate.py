"""How well a model reads labelled pages: a table of the roles, what was taken for what, and the worst pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from triage.article import Kind, Role
from triage.model import Model
from triage.roles import assign
from triage.training.corpus import Page, align, says_something


@dataclass(frozen=True, slots=True)
class Judged:
    """A paragraph as it is labelled and as it was read."""

    page: str
    words: int
    labelled: Kind
    read: Kind
    confidence: float


class Score(NamedTuple):
    """How well one role is read, each figure from 0 to 1."""

    precision: float
    recall: float
    f1: float
    paragraphs: int
    """How many are labelled so."""


def judge(pages: Sequence[Page], model: Model) -> list[Judged]:
    """Every labelled paragraph of the pages that has a word of its own."""
    out = []
    for page in pages:
        blocks, kinds = align(page)
        for block, kind, verdict in zip(blocks, kinds, assign(blocks, model), strict=True):
            if kind is not None and says_something(page.text[block.start : block.end]):
                out.append(Judged(page.name, len(block.text.split()), kind, verdict.kind, verdict.confidence))
    return out


def score(judged: Sequence[Judged], role: Role) -> Score:
    hits = sum(one.labelled.role is role and one.read.role is role for one in judged)
    labelled = sum(one.labelled.role is role for one in judged)
    said = sum(one.read.role is role for one in judged)
    return Score(hits / (said or 1), hits / (labelled or 1), 2 * hits / (labelled + said or 1), labelled)


def macro_f1(judged: Sequence[Judged]) -> float:
    """The mean F1 of the five roles, a paragraph counting once."""
    return sum(score(judged, role).f1 for role in Role) / len(Role)


def calibration_error(judged: Sequence[Judged], bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017): the mean distance of confidence from accuracy, by confidence."""
    sums: dict[int, list[float]] = {}
    for one in judged:
        of_bin = sums.setdefault(min(bins - 1, int(one.confidence * bins)), [0.0, 0.0])
        of_bin[0] += one.confidence
        of_bin[1] += one.labelled.role is one.read.role
    return sum(abs(confidence - right) for confidence, right in sums.values()) / max(1, len(judged))


def describe(judged: Sequence[Judged], worst: int = 10) -> Iterator[str]:
    """The report, line by line."""
    yield "role       precision  recall    F1  paragraphs"
    for role in Role:
        precision, recall, f1, count = score(judged, role)
        yield f"{role:10} {precision:9.3f} {recall:7.3f} {f1:5.3f} {count:11}"
    kept = [one for one in judged if one.labelled.role is not Role.TEASER]
    said = [one for one in judged if one.read.role is not Role.TEASER]
    both = sum(one.words for one in kept if one.read.role is not Role.TEASER)
    words = sum(one.words for one in kept) + sum(one.words for one in said)
    yield (
        f"macro-F1 {macro_f1(judged):.3f}  article F1 {2 * both / (words or 1):.3f}"
        f"  calibration error {calibration_error(judged):.3f}  {len({one.page for one in judged})} pages"
    )
    yield ""
    yield "labelled \\ read" + "".join(f"{role:>10}" for role in Role)
    confusion = Counter((one.labelled, one.read.role) for one in judged)
    for kind in Kind:
        yield f"{kind:15}" + "".join(f"{confusion[kind, role]:10}" for role in Role)
    yield ""
    wrong = Counter(one.page for one in judged if one.labelled.role is not one.read.role)
    total = Counter(one.page for one in judged)
    for page, errors in sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:worst]:
        yield f"{errors:4} of {total[page]:4} wrong  {page}"
