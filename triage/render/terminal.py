"""An article -> the coloured page that a person reads at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from triage.article import Article, Kind, Paragraph, Role
from triage.markup import plain
from triage.render.visible import visible_line
from triage.render.wrap import is_right_to_left, wrap

MEASURE = 100
"""The most cells that a line takes, however wide the terminal: longer ones are hard to read."""

_GUTTER = max(len(role) for role in Role)
_NARROWEST = 12
"""The fewest cells that are left for the text beside the gutter."""

_QUOTE_BAR = "▌ "
_UNSHOWN = ("|", "```")
"""Markers of rows and code, which are no bullets."""

# The bar of shares has a pattern for each role beside its colour.
_PATTERNS = {Role.HEADLINE: "▓", Role.BODY: "█", Role.CAPTION: "░", Role.QUOTE: "▒", Role.TEASER: "·"}


def render(article: Article, roles: AbstractSet[Role], *, source: str, unfold: bool, width: int) -> Iterator[Text]:
    """The lines of the page: a header, the paragraphs of these roles, a summary of the whole article.

    They are styled with the names of :func:`triage.render.theme.styles`. A run of teasers is one line unless
    ``unfold``. No line is wider than ``width`` cells, which should be 40 or more, nor than :data:`MEASURE`.
    """
    width = min(width, MEASURE)
    yield from _header(article, source, width)
    kept = [paragraph for paragraph in article.paragraphs if paragraph.role in roles]
    before = None
    for is_fold, run in groupby(kept, lambda paragraph: paragraph.role is Role.TEASER and not unfold):
        if is_fold:
            yield Text()
            yield from _beside_gutter(Role.TEASER, _fold(list(run)), "role.teaser", width)
            before = None
            continue
        for paragraph in run:
            if before is None or not _stand_together(before, paragraph):
                yield Text()
            yield from _paragraph(paragraph, width)
            before = paragraph
    yield Text()
    yield from _summary(article, width)


def _header(article: Article, source: str, width: int) -> Iterator[Text]:
    for line in wrap(visible_line(article.title or "(no title)"), width):
        yield Text(line, "bold")
    facts = []
    if article.published:
        facts.append(_date(article.published))
    if article.updated:
        facts.append(f"updated {_date(article.updated)}")
    if article.authors:
        facts.append(f"by {', '.join(article.authors)}")
    for line in wrap(visible_line("\xa0· ".join([*facts, source])), width):
        yield Text(line, "dim")
    yield Text("─" * width, "dim")


def _date(moment: datetime) -> str:
    day = f"{moment.day} {moment:%B} {moment.year}"
    if moment.tzinfo is None and (moment.hour, moment.minute) == (0, 0):
        return day
    return f"{day}, {moment:%H:%M %Z}".rstrip()


def _stand_together(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether these are items of one list, lines of one verse, or teasers."""
    if Role.TEASER in (before.role, paragraph.role):
        return before.role is paragraph.role
    tight = paragraph.kind is Kind.LIST or (paragraph.kind is Kind.BLOCK and paragraph.gap == 0)
    return tight and before.kind is paragraph.kind


def _paragraph(paragraph: Paragraph, width: int) -> Iterator[Text]:
    # What Markdown's entities stand for must be made visible too, so that comes last.
    text = paragraph.text if paragraph.marker.startswith("```") else plain(paragraph.text) or paragraph.text
    first = rest = ""
    if paragraph.role is Role.QUOTE:
        first = rest = _QUOTE_BAR
    elif paragraph.kind is Kind.LIST:
        first = "" if paragraph.marker[:3] in _UNSHOWN else f"{visible_line(paragraph.marker) or '•'} "
        rest = " " * cell_len(first)
    yield from _beside_gutter(paragraph.role, visible_line(text), f"kind.{paragraph.kind}", width, first, rest)
    if paragraph.reasons:
        because = f"because it {'; '.join(paragraph.reasons)}"
        yield from _beside_gutter(paragraph.role, because, "dim", width, named=False)


def _fold(run: list[Paragraph]) -> str:
    noun = "paragraph" if len(run) == 1 else "paragraphs"
    kinds = Counter(paragraph.kind for paragraph in run).most_common()
    named = ", ".join(f"{count} {kind}" for kind, count in kinds) if len(kinds) > 1 else kinds[0][0]
    return f"{len(run)} teaser {noun}: {named}"


def _beside_gutter(
    role: Role, text: str, style: str, width: int, first: str = "", rest: str = "", *, named: bool = True
) -> Iterator[Text]:
    """The text wrapped to what the gutter leaves, with the role's name and a rule before it."""
    room = max(_NARROWEST, width - _GUTTER - 3 - cell_len(first))
    leftwards = is_right_to_left(text)
    for number, line in enumerate(wrap(text, room)):
        name, lead = ("" if number or not named else role), rest if number else first
        if leftwards:
            # Between right-to-left marks, signs at the ends stay with the text where a terminal reorders it.
            shown = f"{' ' * (room - cell_len(line))}\u200f{line}\u200f{lead.strip().rjust(len(lead))}"
        else:
            shown = lead + line
        yield Text.assemble(" " * (_GUTTER - len(name)), (f"{name} │ ", f"role.{role}"), (shown, style))


def _summary(article: Article, width: int) -> Iterator[Text]:
    """Counts and words of each role, and a bar in which each has its share of the words."""
    words = article.words
    counts = Counter(paragraph.role for paragraph in article.paragraphs)
    total = sum(words.values())
    yield Text("─" * width, "dim")
    yield Text.assemble(*((_PATTERNS[role] * size, f"role.{role}") for role, size in _share(words, width)))
    yield Text(f"{'':>{_GUTTER}}     paragraphs   words  share", "dim")
    for role in Role:
        yield Text.assemble(
            (f"{role:>{_GUTTER}} {_PATTERNS[role]}", f"role.{role}"),
            f" {counts[role]:>12} {words[role]:>7} {words[role] / max(1, total):>6.0%}",
        )


def _share(words: dict[Role, int], width: int) -> Iterator[tuple[Role, int]]:
    """Divide the cells of a line by the words, so that all are given and no role that has words gets none."""
    present = [role for role in words if words[role]]
    total, left = sum(words.values()), width - len(present)
    seen = given = 0
    for role in present:
        seen += words[role]
        reach = round(left * seen / total)
        yield role, 1 + reach - given
        given = reach
