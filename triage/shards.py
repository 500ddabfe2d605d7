"""Files of records -> the same records with their texts cleaned, in one file or in one for each."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from triage.article import Article
from triage.cleaning import Done, Outcome, Read, Recipe, Result, clean, failed
from triage.corpus import Shared, count_shared
from triage.jobs import Failure, spread
from triage.output import drafted, sweep
from triage.record import Fields, NoRecord, NoStream, Record, Unfit, Write
from triage.render.records import facts
from triage.sources import STDIN, reason
from triage.streams import kind_of, read_records, writing


class _Broken(NoRecord):
    """A file that cannot be read, or not to its end."""


class _Cleaned(NamedTuple):
    text: str
    facts: Mapping[str, object]
    read: Read


@dataclass(frozen=True, slots=True)
class Shards:
    """What is read and where it goes."""

    kinds: Mapping[str, str]
    """The files, with what each holds (see :func:`triage.streams.kind_of`)."""
    fields: Fields
    out: Path | None = None
    """The file to write, by its name, or else the folder for one file for each; without it the records are printed."""
    force: bool = False

    def survey(self) -> None:
        """How many records there are is not known before they are read."""

    def writes(self, path: str) -> bool:
        """Whether a file is one of those to write, or the folder for them."""
        real = os.path.realpath(path)
        return any(real == os.path.realpath(target) for target in (*self.targets(), *filter(None, [self.out])))

    def share(self, jobs: int, advance: Callable[[], None]) -> Shared | None:
        """What the records of each site share; nothing where they cannot be read twice."""
        if not all(map(os.path.isfile, self.kinds)):
            return None
        records = (record for path in self.kinds for record in self._records(path))
        pages = ((each.source, each.text) for each in records if isinstance(each, Record) and each.source)
        return count_shared(_page, pages, jobs, advance)

    def clean(self, recipe: Recipe, shared: Shared | None, jobs: int) -> Generator[Result]:
        """Clean and write each record in order, and say what became of it."""
        if self.out is None:
            yield from self._write(sys.stdout.buffer, None, list(self.kinds), recipe, shared, jobs)
            return
        for target, paths in self.targets().items():
            yield from self._write_file(target, paths, recipe, shared, jobs)

    def targets(self) -> Mapping[Path, Sequence[str]]:
        """The files to write, and what each is made of."""
        if self.out is None:
            return {}
        if kind_of(str(self.out)) != "text":
            return {self.out: list(self.kinds)}
        names = {
            path: f"stdin.{kind}" if path == STDIN else os.path.basename(path) for path, kind in self.kinds.items()
        }
        targets: dict[Path, list[str]] = {}
        for path, name in names.items():
            targets.setdefault(self.out / name, []).append(path)
        return targets

    def _write_file(
        self, target: Path, paths: Sequence[str], recipe: Recipe, shared: Shared | None, jobs: int
    ) -> Iterator[Result]:
        about, written = str(target), 0
        try:
            sweep(target.parent)
            with drafted(target, replace=self.force) as file:
                for result in self._write(file, target, paths, recipe, shared, jobs):
                    written += result.done.outcome is Outcome.WRITTEN
                    yield result
        except FileExistsError:
            old = next((f", though {path} is newer" for path in paths if _is_newer(path, target)), "")
            why = f"Skipped: there already{old}; --force replaces it"
            yield Result(about, None, Done(Outcome.SKIPPED, about, why, undone=written))
        except (OSError, NoStream) as error:
            yield Result(about, None, Done(Outcome.FAILED, about, reason(error), undone=written))
        except KeyboardInterrupt:
            yield Result(about, None, Done(Outcome.FAILED, about, "Not written, for it was not complete"))
            raise

    def _write(
        self,
        file: BinaryIO,
        target: Path | None,
        paths: Sequence[str],
        recipe: Recipe,
        shared: Shared | None,
        jobs: int,
    ) -> Iterator[Result]:
        name = target.name if target else "standard output.jsonl"
        records = (record for path in paths for record in self._records(path))
        pages = ((each, (each.source, each.text) if isinstance(each, Record) else _NO_PAGE) for each in records)
        whole = True
        with writing(file, name, self.fields) as write, closing(spread(_Clean(recipe, shared), pages, jobs)) as answers:
            for record, cleaned in answers:
                whole = whole and not isinstance(record, _Broken)
                yield Result(record.place, str(target) if target else None, _write(record, cleaned, write))
        if not whole and self.out:
            raise NoStream("Not written, for what it is made of could not be read whole")

    def _records(self, path: str) -> Iterator[Record | NoRecord]:
        try:
            yield from read_records(path, self.kinds[path], self.fields)
        except (OSError, NoStream) as error:
            yield _Broken(path, reason(error))


_NO_PAGE = (None, "")


def _write(record: Record | NoRecord, cleaned: _Cleaned | Failure, write: Write) -> Done:
    if isinstance(record, NoRecord):
        return Done(Outcome.FAILED, record.place, record.why)
    if isinstance(cleaned, Failure):
        return failed(record.place, cleaned)
    try:
        write(record, cleaned.text, cleaned.facts)
    except Unfit as error:
        return Done(Outcome.FAILED, record.place, str(error), cleaned.read)
    return Done(Outcome.WRITTEN, read=cleaned.read)


def _is_newer(path: str, target: Path) -> bool:
    try:
        return os.path.isfile(path) and os.path.getmtime(path) > target.lstat().st_mtime
    except OSError:
        return False


def _site(source: str) -> str:
    """Whose page it is: the host of an address, or the name as it is."""
    try:
        return urlsplit(source).hostname or source
    except ValueError:
        return source


def _page(page: tuple[str, str]) -> tuple[str, str]:
    source, text = page
    return _site(source), text


@dataclass(frozen=True, slots=True)
class _Clean:
    recipe: Recipe
    shared: Shared | None

    def __call__(self, page: tuple[str | None, str]) -> _Cleaned:
        """The article of a page, from its source and its text."""
        source, text = page
        article, read = clean(text, self.recipe, self.shared.of(_site(source)) if self.shared and source else None)
        return _Cleaned(self._render(article), facts(article), read)

    def _render(self, article: Article) -> str:
        if self.recipe.format == "md":
            from triage.render.markdown import to_markdown

            return to_markdown(article, keep=self.recipe.keep, front_matter=False).rstrip("\n")
        from triage.render.text import to_text

        return to_text(article, keep=self.recipe.keep).rstrip("\n")
