"""What the pages of one site have in common: paragraphs that stand on many of them are furniture.

A first pass over a corpus counts, site by site, on how many pages each paragraph stands. What enough pages share is then
likelier a teaser than its page alone made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, TypeVar

from triage.article import Kind, Role
from triage.jobs import Failure, spread
from triage.markup import plain
from triage.paragraphs import Block, split
from triage.roles import Verdict

Sent = TypeVar("Sent")

_FEWEST = 3
"""Pages that must share a paragraph: two may be one article, taken twice."""

_SHARE = 0.05
"""And their share of the site's pages: a step of a recipe comes back in others, though not in many."""

_MOST = 1 << 19
"""Counts held at a time, some 60 MB of them."""

_KEY = 8  # bytes: among so many counts hardly ever two paragraphs have the same by chance

_SAYS_ALL = 10
"""Pages after which further ones say no more."""

_SAYS = {Kind.TITLE: 0, Kind.DECK: 0, Kind.SUBHEAD: 1, Kind.LIST: 1, Kind.CAPTION: 1}
_SAYS_OF_PROSE = 10
"""How much likelier than this kind each page that shares a paragraph makes a teaser: titles and pictures stand in lists on
other pages, "Conclusion" and "1 pinch of salt" do come back, sentences do not."""


def keys(site: str, paragraphs: Iterable[str]) -> bytes:
    """What :meth:`Counts.add` takes for one page: the site's own key, and one for each paragraph that has a letter."""
    return b"".join(_key(site, words) for words in {"", *map(_words, paragraphs)})


def _words(paragraph: str) -> str:
    """The words that make paragraphs the same; none where nothing is a letter."""
    words = " ".join(plain(paragraph).casefold().split())
    return words if any(map(str.isalpha, words)) else ""


def _key(site: str, words: str) -> bytes:
    return blake2b(f"{site}\0{words}".encode(errors="replace"), digest_size=_KEY).digest()


class Counts:
    """On how many pages each paragraph stands, in bounded memory: of more than half a million paragraphs those on the
    fewest pages are forgotten, so that a count may be too low but is never too high."""

    def __init__(self) -> None:
        self._pages: dict[bytes, int] = {}

    def add(self, of_page: bytes) -> None:
        """Count a page by its :func:`keys`."""
        for start in range(0, len(of_page), _KEY):
            key = of_page[start : start + _KEY]
            self._pages[key] = self._pages.get(key, 0) + 1
        least = 0
        while len(self._pages) > (_MOST // 2 if least else _MOST):
            least += 1
            self._pages = {key: count for key, count in self._pages.items() if count > least}

    def shared(self) -> Shared:
        """What was found."""
        return Shared({key: count for key, count in self._pages.items() if count >= _FEWEST})


@dataclass(frozen=True, slots=True)
class Shared:
    """What the pages of each site share."""

    pages: Mapping[bytes, int]
    """By the key of each paragraph that several pages of a site share, and of each site that has several, how many."""

    def of(self, site: str) -> Callable[[str], int]:
        """The number of a site's pages that a paragraph stands on, by its text; 0 where they are too few to tell."""
        enough = max(_FEWEST, _SHARE * self.pages.get(_key(site, ""), 0))

        def count(paragraph: str) -> int:
            words = _words(paragraph)
            pages = self.pages.get(_key(site, words), 0) if words else 0
            return pages if pages >= enough else 0

        return count


def count_shared(
    read: Callable[[Sent], tuple[str, str]], pages: Iterable[Sent], jobs: int, advance: Callable[[], None]
) -> Shared:
    """What the pages of each site share; ``read`` gives a page's site and its text, ``advance`` is told of each page.

    A page that cannot be read counts for nothing here: that is told when it is its turn to be cleaned.
    """
    counts = Counts()
    with closing(spread(_Keys(read), ((None, page) for page in pages), jobs)) as answers:
        for _, found in answers:
            if not isinstance(found, Failure):
                counts.add(found)
            advance()
    return counts.shared()


@dataclass(frozen=True, slots=True)
class _Keys(Generic[Sent]):
    read: Callable[[Sent], tuple[str, str]]

    def __call__(self, page: Sent) -> bytes:
        site, text = self.read(page)
        return keys(site, [block.text for block in split(text)])


def revise(
    blocks: Sequence[Block], verdicts: Sequence[Verdict], pages_with: Callable[[str], int]
) -> tuple[list[Verdict], list[int]]:
    """The verdicts in the light of how many pages of its site each block stands on (see :meth:`Shared.of`); and for each
    this number where it made a teaser of the block, else 0.

    A page that shares most of the article itself is in the corpus more than once, which says nothing.
    """
    pages = [pages_with(block.text) for block in blocks]
    if _is_copy(blocks, verdicts, pages):
        return list(verdicts), [0] * len(blocks)
    revised = list(map(_revise, verdicts, pages))
    became = [new.kind is not old.kind for new, old in zip(revised, verdicts, strict=True)]
    return revised, [count if changed else 0 for count, changed in zip(pages, became, strict=True)]


def _is_copy(blocks: Sequence[Block], verdicts: Sequence[Verdict], pages: Sequence[int]) -> bool:
    shared = own = 0
    for block, verdict, count in zip(blocks, verdicts, pages, strict=True):
        if verdict.kind.role is not Role.TEASER:
            shared += len(block.text) if count else 0
            own += 0 if count else len(block.text)
    return shared > own


def _revise(verdict: Verdict, pages: int) -> Verdict:
    """By Bayes' rule, with the confidence as what was believed before."""
    is_teaser = verdict.kind.role is Role.TEASER
    likelier = min(pages, _SAYS_ALL) * _SAYS.get(verdict.kind, _SAYS_OF_PROSE)
    if not likelier:
        return verdict
    teaser = verdict.confidence if is_teaser else 1 - verdict.confidence
    teaser = teaser * likelier / (teaser * likelier + 1 - teaser)
    if teaser > 0.5:
        return verdict._replace(kind=verdict.kind if is_teaser else Kind.FURNITURE, confidence=teaser)
    return verdict._replace(confidence=1 - teaser)
