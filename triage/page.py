"""Blocks -> a page of words: what several measures need of each block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log

from triage.markup import plain
from triage.paragraphs import Block

_WORD = re.compile(r"[^\W\d_]+")
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
"""Runs of scripts that have no spaces between words."""


def _words_of(block: Block) -> str:
    """The words of a block that a reader sees; of a very long one those at its start and its end."""
    text = block.text
    return plain(text if len(text) <= 2 * _LOOKED_AT else f"{text[:_LOOKED_AT]} {text[-_LOOKED_AT:]}")


_LOOKED_AT = 5000  # characters; no paragraph's role hangs on what stands further inside


class Page:
    """A page's blocks with what several measures need of each: its plain words, and their stems.

    Menus and buttons stand on a page again and again, so a text is looked at once.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.texts = [_words_of(block) for block in blocks]
        self.of_text = {text: Words(text) for text in dict.fromkeys(self.texts)}
        of_block = [self.of_text[text] for text in self.texts]
        self.lowered = [words.lowered for words in of_block]
        self.words = [words.words for words in of_block]
        self.unspaced = [words.unspaced for words in of_block]
        self.stems = [words.stems for words in of_block]
        self.spread = Counter(stem for stems in self.stems for stem in stems)
        """In how many blocks each stem stands."""
        self.weights = {stem: log((len(blocks) + 1) / number) + 0.3 for stem, number in self.spread.items()}
        """How much each stem tells: more, the fewer blocks it stands in (inverse document frequency)."""


class Words:
    """What is read of a text."""

    __slots__ = ("lowered", "stems", "unspaced", "words")

    def __init__(self, text: str) -> None:
        self.lowered = text.lower()
        self.words = _WORD.findall(self.lowered)
        self.unspaced = 0 if text.isascii() else sum(map(len, UNSPACED.findall(text)))
        """How many characters are of scripts without spaces."""
        self.stems = _stems(self.words, text if self.unspaced else "")


def _stems(words: Sequence[str], unspaced_text: str) -> frozenset[str]:
    """The content of a text, coarsely: the first five letters of longer words, or short runs of unspaced scripts."""
    stems = {word[:5] for word in words if len(word) > 3}
    if unspaced_text:
        stems = {stem for stem in stems if not UNSPACED.match(stem)}
        for run in UNSPACED.findall(unspaced_text):
            size = 3 if "\u0e00" <= run[0] <= "\u0e7f" else 2
            stems.update(run[at : at + size] for at in range(len(run) - size + 1))
    return frozenset(stems)
