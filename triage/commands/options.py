"""What several commands' options have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.commands.errors import Misuse

if TYPE_CHECKING:
    from triage.article import Role


def parse_roles(option: str, names: str) -> frozenset[Role]:
    """The roles of a comma-separated list; raises :class:`Misuse` where one is none."""
    from triage.article import Role

    try:
        return frozenset(Role(name.strip()) for name in names.split(","))
    except ValueError as error:
        raise Misuse(f"{option} {names}: Choose from {', '.join(Role)}.") from error
