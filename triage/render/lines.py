"""An article -> ``role<TAB>text`` lines, for ``cut``, ``grep`` and ``awk``."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from triage.article import Article, Role
from triage.render.visible import visible_line


def render(
    article: Article, roles: AbstractSet[Role], *, theme: str | None = None, reasons: bool = False
) -> Iterator[str]:
    """A line for each paragraph of these roles, without its line end: exactly one tab, no control characters.

    With a ``theme`` the role's name has ANSI colours around it. With ``reasons`` a second tab and the reasons follow.
    """
    names = {role: _paint(role, theme) if theme else role for role in roles}
    for paragraph in article.paragraphs:
        if paragraph.role in roles:
            line = f"{names[paragraph.role]}\t{visible_line(paragraph.text)}"
            yield f"{line}\t{'; '.join(paragraph.reasons)}" if reasons else line


def _paint(role: Role, theme: str) -> str:
    from rich.color import ColorSystem
    from rich.style import Style

    from triage.render.theme import PALETTES, styles

    return Style.parse(styles(PALETTES[theme])[f"role.{role}"]).render(role, color_system=ColorSystem.TRUECOLOR)
