"""What the words of a paragraph say about its kind: a linear model over words and short runs of characters.

One weight a piece and kind, learned together; the method of fastText's bag of tricks (Joulin et al.
2016) without its hidden layer. The scores are evidence for :mod:`triage.forest`, which knows the place of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from math import sqrt

from triage.chances import soft_logs, softmax
from triage.packing import WIDTH, unpack

_PIECE = re.compile(r"[^\W_]+|[^\w\s]")
_DIGIT = re.compile(r"[1-9]")
_LONGEST_SPELLED = 80  # characters; of longer paragraphs only the words count
_WORDS = 30
_LAST_WORDS = 6


def pieces(text: str) -> set[str]:
    """The words of ``text``, the first and the last ones marked as such, and its runs of four characters where short."""
    text = _DIGIT.sub("0", text.lower())
    words = _PIECE.findall(text[:2000])
    found = set(words[:_WORDS])
    found.update(words[-_LAST_WORDS:])
    if words:
        found.add("^" + words[0])
        found.add("^" + " ".join(words[:2]))
        found.add(words[-1] + "$")
        found.add(" ".join(words[-2:]) + "$")
        if len(words) <= 6:
            found.add("^" + " ".join(words) + "$")
    if len(text) <= _LONGEST_SPELLED:
        spelled = f"\t{text}\t"
        found.update([spelled[at : at + 4] for at in range(len(spelled) - 3)])
    found.add(f"#{min(6, len(words).bit_length())}")
    return found


class _Rows(dict[str, int]):
    """Packed rows by piece, each unpacked from its bytes when it is first looked up: a page has few of the pieces."""

    def __init__(self, places: Mapping[str, int], data: bytes) -> None:
        self._places = places
        self._data = data

    def __missing__(self, piece: str) -> int:
        start = WIDTH * self._places[piece]
        row = self[piece] = int.from_bytes(self._data[start : start + WIDTH], "little")
        return row


class Wording:
    """The weights of pieces, and the scores that texts get by them."""

    def __init__(self, pieces: Iterable[str], weights: bytes, bias: Sequence[float], scale: float) -> None:
        """``weights``: a packed row of whole numbers for each of the ``pieces``, in units of ``scale``, as a file has them
        (see :func:`triage.packing.to_bytes`); ``bias``: one number a kind."""
        self.places = dict(zip(pieces, count()))
        self.weights = weights
        self.bias = bias
        self.scale = scale
        self._rows = _Rows(self.places, weights)

    def score(self, texts: Iterable[str]) -> list[list[float]]:
        """A column a kind (in the order of :class:`~triage.article.Kind`): how much each text sounds like it.

        The scores are logarithms of probabilities (:func:`triage.chances.soft_logs`).
        """
        texts = list(texts)
        scores = {text: self._score(text) for text in dict.fromkeys(texts)}  # what a page has twice is scored once
        return [list(column) for column in zip(*(scores[text] for text in texts), strict=True)]

    def _score(self, text: str) -> list[float]:
        found = pieces(text)
        hits = [self._rows[piece] for piece in found if piece in self.places]
        factor = self.scale * length_factor(len(found))
        sums = unpack(sum(hits), len(hits))
        return soft_logs(softmax([bias + factor * lane for bias, lane in zip(self.bias, sums, strict=True)]))


def length_factor(count: int) -> float:
    """What the weights of ``count`` pieces are multiplied with, so that long texts are not surer than short ones."""
    return 1 / sqrt(count + 1)
