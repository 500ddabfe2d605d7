"""An article -> the paragraphs that a reader keeps of it: chosen by role, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from triage.article import Article, Kind, Paragraph, Role
from triage.markup import plain

ARTICLE = frozenset(Role) - {Role.TEASER}
"""The roles that make up the article itself."""

_CLAIMS = (Kind.TITLE, Kind.SUBHEAD, Kind.LIST, Kind.PARAGRAPH, Kind.DIRECT, Kind.BLOCK, Kind.DECK, Kind.CAPTION)
"""Who keeps words that stand in several places: the deck gives way to the body that repeats it."""

_STRUCTURE = frozenset({Kind.SUBHEAD, Kind.LIST})
"""The same heading over two parts, or the same row in two tables, is no repetition."""

_SPEECH = frozenset({Kind.PARAGRAPH, Kind.DIRECT, Kind.BLOCK})
_REFRAIN = 8
"""So many words can be said twice on purpose: the "No." of an interview, a refrain, the ``* * *`` between parts."""


def kept(article: Article, roles: AbstractSet[Role] = ARTICLE) -> list[Paragraph]:
    """The paragraphs of these roles that have words, in the order of the text, each group of repetitions once.

    Paragraphs repeat each other where their words are the same but for case, spacing and inline markup.
    """
    chosen = [paragraph for paragraph in article.paragraphs if paragraph.role in roles]
    words = [plain(paragraph.text).casefold().split() for paragraph in chosen]
    return [chosen[index] for index in _once(chosen, words)]


def _once(chosen: Sequence[Paragraph], words: Sequence[Sequence[str]]) -> Iterator[int]:
    holders: dict[str, int] = {}
    for index, paragraph in enumerate(chosen):
        holder = holders.setdefault(" ".join(words[index]), index)
        if _claim(paragraph) < _claim(chosen[holder]):
            holders[" ".join(words[index])] = index
    for index, paragraph in enumerate(chosen):
        holder = holders[" ".join(words[index])]
        if words[index] and (holder == index or _may_repeat(paragraph, chosen[holder], len(words[index]))):
            yield index


def _claim(paragraph: Paragraph) -> int:
    return _CLAIMS.index(paragraph.kind) if paragraph.kind in _CLAIMS else len(_CLAIMS)


def _may_repeat(paragraph: Paragraph, holder: Paragraph, length: int) -> bool:
    if paragraph.kind is Kind.LIST:
        return True
    if holder.kind is Kind.TITLE:
        return False
    return paragraph.kind in _STRUCTURE or (paragraph.kind in _SPEECH and length <= _REFRAIN)
