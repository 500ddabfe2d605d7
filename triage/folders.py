"""Files and folders of texts -> their articles, in a mirror of the tree or one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from triage.cleaning import Done, Outcome, Recipe, Result, clean, failed, render
from triage.decode import NotText, decode
from triage.jobs import Failure, spread
from triage.mirror import ALL_TEXTS, Choice, File, Mirror, NoPlace, Passed, find, is_inside
from triage.sources import STDIN, load, reason, stamp

if TYPE_CHECKING:
    from triage.corpus import Shared
    from triage.ledger import Ledger


class Task(NamedTuple):
    """A file to clean."""

    path: str
    target: Path | None
    """The file to write; without it the article is handed back."""
    replace: bool = False
    """Whether another file at ``target`` may be written over."""


class _Item(NamedTuple):
    """An input."""

    path: str
    target: Path | None = None
    stamp: str | None = None
    """How it was before it was read, if it is to be read."""


@dataclass(frozen=True, slots=True)
class Folders:
    """What is read and where it goes."""

    paths: Sequence[str]
    choice: Choice = ALL_TEXTS
    out: Path | None = None
    """The folder to mirror the tree in; without it articles are handed back."""
    suffix: str = ".md"
    """Of the files to write."""
    ledger: Ledger | None = None
    """What is known of ``out``."""
    force: bool = False
    """Whether all is done again, and files of others are written over."""

    def survey(self) -> int:
        """How many inputs there are."""
        return sum(1 for _ in self._plan())

    def writes(self, path: str) -> bool:
        """Whether a file is the folder to write to, or named like one of those to write in it."""
        if self.out is None:
            return False
        from triage.ledger import NAME

        real, out = os.path.realpath(path), os.path.realpath(self.out)
        return real in (out, os.path.join(out, NAME)) or (is_inside(real, out) and real.endswith(self.suffix))

    def share(self, jobs: int, advance: Callable[[], None]) -> Shared | None:
        """What the files of each folder share; files that are named themselves are not looked at for that. Nothing where
        no folder is read, or nothing is to be done."""
        folders = [path for path in self.paths if os.path.isdir(path)]
        if not folders or not any(isinstance(task, Task) for _, task in self._plan()):
            return None
        from triage.corpus import count_shared

        files = (step.path for step in find(folders, out=self.out, choice=self.choice) if isinstance(step, File))
        return count_shared(_page, files, jobs, advance)

    def clean(self, recipe: Recipe, shared: Shared | None, jobs: int) -> Generator[Result]:
        """Clean each file in order, write it where there is a folder to write to, and say what became of it."""
        with closing(spread(_Clean(recipe, shared), _swept(self._plan()), jobs)) as answers:
            for item, answer in answers:
                done = failed(item.path, answer) if isinstance(answer, Failure) else answer
                made = done.outcome in (Outcome.WRITTEN, Outcome.UNCHANGED)
                if self.ledger and item.target and item.stamp and done.read and made:
                    self.ledger.add(item.target, item.path, item.stamp, done.read)
                yield Result(item.path, str(item.target) if item.target else None, done)

    def _plan(self) -> Iterator[tuple[_Item, Task | Done]]:
        """Each input with what is to be done, or done with already."""
        mirror = Mirror(self.out, self.suffix, self.paths) if self.out else None
        for step in find(self.paths, out=self.out, choice=self.choice):
            if isinstance(step, Passed):
                outcome = Outcome.FAILED if step.failed else Outcome.SKIPPED
                yield _Item(step.path), Done(outcome, step.path, step.why)
            elif mirror is None:
                yield _Item(step.path), Task(step.path, None)
            else:
                yield self._plan_file(step, mirror)

    def _plan_file(self, file: File, mirror: Mirror) -> tuple[_Item, Task | Done]:
        try:
            target = mirror.target(file)
        except NoPlace as error:
            return _Item(file.path), Done(Outcome.FAILED, file.path, str(error))
        entry = self.ledger.find(target, file.path) if self.ledger else None
        if entry and entry.is_current and not self.force:
            return _Item(file.path, target), Done(Outcome.UNCHANGED, str(target), "Unchanged", entry.read)
        task = Task(file.path, target, replace=self.force or entry is not None)
        return _Item(file.path, target, stamp(file.path)), task


def _site(path: str) -> str:
    return os.path.dirname(path)


def _page(path: str) -> tuple[str, str]:
    return _site(path), decode(load(path)).text


def _swept(plan: Iterator[tuple[_Item, Task | Done]]) -> Iterator[tuple[_Item, Task | Done]]:
    from triage.output import sweep

    folder = None
    for item, task in plan:
        if item.target and item.target.parent != folder:
            folder = item.target.parent
            sweep(folder)
        yield item, task


@dataclass(frozen=True, slots=True)
class _Clean:
    recipe: Recipe
    shared: Shared | None

    def __call__(self, task: Task | Done) -> Done:
        if isinstance(task, Done):
            return task
        try:
            text, encoding = decode(load(task.path))
        except (OSError, NotText) as error:
            return Done(Outcome.FAILED, task.path, reason(error))
        article, read = clean(text, self.recipe, self.shared.of(_site(task.path)) if self.shared else None)
        path = None if task.path == STDIN else task.path
        cleaned = render(article, self.recipe, path=path, encoding=encoding).encode()
        if task.target is None:
            return Done(Outcome.WRITTEN, read=read, cleaned=cleaned)
        from triage.output import write_whole

        about = str(task.target)
        try:
            written = write_whole(task.target, cleaned, replace=task.replace)
        except FileExistsError:
            why = "Skipped: there with other content; --force replaces it"
            return Done(Outcome.SKIPPED, about, why, read)
        except OSError as error:
            return Done(Outcome.FAILED, about, reason(error), read)
        outcome = Outcome.WRITTEN if written else Outcome.UNCHANGED
        return Done(outcome, about, outcome.capitalize(), read)
