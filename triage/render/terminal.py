"""An article -> the coloured page that a person reads at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from rich.cells import cell_len
from rich.text import Text

from triage.article import Article, Paragraph, Role
from triage.render.gutter import beside
from triage.render.view import Fold, because, bullet, doubt, facts, heading, lay_out, words
from triage.render.wrap import wrap

MEASURE = 100
"""The most cells that a line takes, however wide the terminal: longer ones are hard to read."""

_GUTTER = max(len(role) for role in Role)
_QUOTE_BAR = "▌ "

# The bar of shares has a pattern for each role beside its colour.
_PATTERNS = {Role.HEADLINE: "▓", Role.BODY: "█", Role.CAPTION: "░", Role.QUOTE: "▒", Role.TEASER: "·"}


def render(article: Article, roles: AbstractSet[Role], *, source: str, unfold: bool, width: int) -> Iterator[Text]:
    """The lines of the page: a header, the paragraphs of these roles, a summary of the whole article.

    They are styled with the names of :func:`triage.render.theme.styles`. A run of teasers is one line unless
    ``unfold``. No line is wider than ``width`` cells, which should be 40 or more, nor than :data:`MEASURE`.
    """
    width = min(width, MEASURE)
    for line in wrap(heading(article), width):
        yield Text(line, "bold")
    for line in wrap("\xa0· ".join(facts(article, source)), width):
        yield Text(line, "dim")
    yield Text("─" * width, "dim")
    for item in lay_out(article, roles, unfold=unfold):
        if isinstance(item, Fold):
            yield Text()
            yield from beside(_gutter(Role.TEASER), "role.teaser", item.summary, "role.teaser", width)
        else:
            if not item.tight:
                yield Text()
            yield from _paragraph(item.paragraph, width)
    yield Text()
    yield from _summary(article, width)


def _gutter(role: Role) -> Text:
    return Text(f"{role:>{_GUTTER}}", f"role.{role}")


def _paragraph(paragraph: Paragraph, width: int) -> Iterator[Text]:
    first = rest = _QUOTE_BAR
    if paragraph.role is not Role.QUOTE:
        first = bullet(paragraph)
        rest = " " * cell_len(first)
    rule = f"role.{paragraph.role}"
    style = f"kind.{paragraph.kind}"
    sign = doubt(paragraph) or " "
    yield from beside(_gutter(paragraph.role), rule, words(paragraph), style, width, first=first, rest=rest, sign=sign)
    if reasons := because(paragraph):
        yield from beside(Text(" " * _GUTTER), rule, reasons, "dim", width)


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
