"""An article -> what a person is shown of it, in order, whatever it is drawn with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from triage.article import Article, Kind, Paragraph, Role
from triage.markup import plain
from triage.render.visible import visible_line

_OF_OTHERS = ("#", ">")
"""How the markers of headings and quotations begin."""


class Shown(NamedTuple):
    """A paragraph that is shown whole."""

    paragraph: Paragraph
    tight: bool
    """Whether it stands right under the one before: the items of a list, the lines of a verse, unfolded teasers."""


class Fold(NamedTuple):
    """A run of teasers that is shown as one line."""

    paragraphs: Sequence[Paragraph]

    @property
    def summary(self) -> str:
        """How many of which kinds, such as ``12 related, 5 furniture``."""
        kinds = Counter(paragraph.kind for paragraph in self.paragraphs)
        return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())


def lay_out(article: Article, roles: AbstractSet[Role], *, unfold: bool) -> Iterator[Shown | Fold]:
    """The paragraphs of these roles; runs of teasers folded, unless ``unfold``."""
    kept = [paragraph for paragraph in article.paragraphs if paragraph.role in roles]
    before = None
    for is_fold, run in groupby(kept, lambda paragraph: paragraph.role is Role.TEASER and not unfold):
        if is_fold:
            yield Fold(list(run))
            before = None
            continue
        for paragraph in run:
            yield Shown(paragraph, before is not None and _stand_together(before, paragraph))
            before = paragraph


def _stand_together(before: Paragraph, paragraph: Paragraph) -> bool:
    if Role.TEASER in (before.role, paragraph.role):
        return before.role is paragraph.role
    tight = paragraph.kind is Kind.LIST or (paragraph.kind is Kind.BLOCK and paragraph.gap == 0)
    return tight and before.kind is paragraph.kind


def heading(article: Article) -> str:
    return visible_line(article.title or "(no title)")


def facts(article: Article, source: str) -> list[str]:
    """When, by whom, and from where, as far as it is known."""
    told = []
    if article.published:
        told.append(_date(article.published))
    if article.updated:
        told.append(f"updated {_date(article.updated)}")
    if article.authors:
        told.append(f"by {', '.join(article.authors)}")
    return [visible_line(fact) for fact in (*told, source)]


def _date(moment: datetime) -> str:
    day = f"{moment.day} {moment:%B} {moment.year}"
    if moment.tzinfo is None and (moment.hour, moment.minute) == (0, 0):
        return day
    return f"{day}, {moment:%H:%M %Z}".rstrip()


def words(paragraph: Paragraph) -> str:
    """Its words on one line, inline markup left out."""
    # What Markdown's entities stand for must be made visible too, so that comes last.
    text = paragraph.text if paragraph.is_code else plain(paragraph.text) or paragraph.text
    return visible_line(text)


def bullet(paragraph: Paragraph) -> str:
    """What stands before the item of a list, and a space; nothing before rows, code and other paragraphs."""
    if paragraph.kind is not Kind.LIST or paragraph.is_row or paragraph.is_code:
        return ""
    own = "" if paragraph.marker.startswith(_OF_OTHERS) else visible_line(paragraph.marker)
    return f"{own or '•'} "


def doubt(paragraph: Paragraph) -> str:
    """A question mark where the role is unsure, or nothing."""
    return "?" if paragraph.confidence < _SURE else ""


_SURE = 0.6
"""How likely a role must be to be shown without a question mark."""


def because(paragraph: Paragraph) -> str:
    """Its reasons as a clause, or nothing."""
    return f"because it {'; '.join(paragraph.reasons)}" if paragraph.reasons else ""
