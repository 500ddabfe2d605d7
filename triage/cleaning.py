"""A page's text -> its article as it is to be written, with what there is to tell of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from triage.article import Article, Role
from triage.jobs import Failure
from triage.model import SHIPPED, load
from triage.pipeline import classify
from triage.render.kept import ARTICLE


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to clean, for all pages of a run."""

    format: str = "md"
    """``md``, ``txt``, ``json`` or ``jsonl``."""
    keep: AbstractSet[Role] = ARTICLE
    front_matter: bool = True
    model: Path = SHIPPED
    as_of: datetime | None = None
    """When the pages were taken, if it is known."""

    def fingerprint(self) -> str:
        """The same for recipes that write the same."""
        from importlib.metadata import version

        said = {**asdict(self), "keep": sorted(self.keep), "model": zlib.crc32(self.model.read_bytes())}
        return f"{version('triage')} {said}"


class Read(NamedTuple):
    """What there is to tell of a page that was read."""

    words: Mapping[str, int]
    """How many words each role has."""
    confidence: float | None
    """The lowest of its paragraphs; none where it has none."""
    shared: Mapping[str, int]
    """The paragraphs that only other pages of the site made teasers, and on how many of these each stands."""


class Outcome(StrEnum):
    """What became of an input."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


class Done(NamedTuple):
    """An input that is done with."""

    outcome: Outcome
    about: str = ""
    """The file that there is something to say about."""
    why: str = ""
    """What: a sentence without its end."""
    read: Read | None = None
    cleaned: bytes = b""
    """What is to be printed, where there is no file to write to."""
    undone: int = 0
    """Of a file of records, how many of these were said to be written and are not, after all."""


def failed(path: str, failure: Failure) -> Done:
    """An input that tripped a fault in here."""
    return Done(Outcome.FAILED, path, f"Cannot be cleaned, {failure.why}")


class Result(NamedTuple):
    """What became of which input."""

    path: str
    """A file, or a record's place in one."""
    target: str | None
    """The file that it goes to."""
    done: Done


def clean(text: str, recipe: Recipe, pages_with: Callable[[str], int] | None) -> tuple[Article, Read]:
    """Read a page, in the light of how many pages of its site each paragraph stands on (see :mod:`triage.corpus`)."""
    article = classify(text, model=load(recipe.model), as_of=recipe.as_of, pages_with=pages_with)
    return article, Read(
        words={role.value: count for role, count in article.words.items()},
        confidence=min((round(paragraph.confidence, 4) for paragraph in article.paragraphs), default=None),
        shared={paragraph.text: paragraph.shared for paragraph in article.paragraphs if paragraph.shared},
    )


def render(article: Article, recipe: Recipe, *, path: str | None, encoding: str) -> str:
    """The article in the recipe's format; ``path`` says where its text came from, if from a file."""
    if recipe.format == "json":
        from triage.render import records
        from triage.sources import STDIN

        return records.render(article, recipe.keep, path=path or STDIN, encoding=encoding) + "\n"
    if recipe.format == "jsonl":
        from triage.render.text import to_record

        return to_record(article, source=path, keep=recipe.keep) + "\n"
    if recipe.format == "txt":
        from triage.render.text import to_text

        return to_text(article, keep=recipe.keep)
    from triage.render.markdown import to_markdown

    return to_markdown(article, source=path, keep=recipe.keep, front_matter=recipe.front_matter)
