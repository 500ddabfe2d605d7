"""What several commands' options have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.commands.errors import Misuse

if TYPE_CHECKING:
    from triage.article import Role
    from triage.model import Model

MODEL_HELP = "Read by this model, of triage train, instead of the one shipped."


def load_model(path: str | None) -> Model:
    """The model in a file, or the one shipped; raises :class:`Misuse` where the file holds none."""
    from triage.model import SHIPPED, NotAModel, load
    from triage.sources import reason

    try:
        return load(path or SHIPPED)
    except NotAModel as error:
        raise Misuse(f"--model {path}: {error}") from error
    except OSError as error:
        raise Misuse(f"--model {path}: {reason(error)}.") from error


def parse_roles(option: str, names: str) -> frozenset[Role]:
    """The roles of a comma-separated list; raises :class:`Misuse` where one is none."""
    from triage.article import Role

    try:
        return frozenset(Role(name.strip()) for name in names.split(","))
    except ValueError as error:
        raise Misuse(f"{option} {names}: Choose from {', '.join(Role)}.") from error
