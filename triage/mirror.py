"""Files and folders to read -> each file, and the place for what is made of it in a mirror of their tree."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from triage.sources import STDIN, reason

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown", "")
"""What the names of the files end in that are read of a folder, in either case. A file named itself is always read."""

_LEFT_OUT = frozenset({"node_modules", "__pycache__", "site-packages"})
"""Folders of text that nobody wrote as an article."""


class File(NamedTuple):
    """A file to read."""

    path: str
    place: str
    """Where it stands in the tree to be mirrored, such as ``2021/a.txt``."""


class Passed(NamedTuple):
    """A file or folder that is not read."""

    path: str
    why: str
    failed: bool
    """Whether it was meant to be."""


class NoPlace(ValueError):
    """A file cannot be written without writing over another; the message says over which."""


class NoPattern(ValueError):
    """A pattern of file names is none; the message says which."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files of a folder are read: patterns as of ``.gitignore``, for paths below the folder."""

    include: GitIgnoreSpec | None = None
    """What is read, instead of the files that end in one of :data:`TEXT_SUFFIXES`."""
    exclude: GitIgnoreSpec | None = None
    """What is not, files and folders."""

    @classmethod
    def of(cls, include: Sequence[str], exclude: Sequence[str]) -> Choice:
        """Raises :class:`NoPattern`."""
        return cls(_patterns(include), _patterns(exclude))

    def _leaves_out(self, path: str) -> bool:
        """Whether patterns leave out a file, or a folder, whose path ends in a slash."""
        if self.exclude is not None and self.exclude.match_file(path):
            return True
        return self.include is not None and not path.endswith("/") and not self.include.match_file(path)

    def is_text(self, name: str) -> bool:
        """Whether a file that is not left out is one to read."""
        return self.include is not None or os.path.splitext(name)[1].lower() in TEXT_SUFFIXES

    def enters(self, below: str) -> bool:
        """Whether a folder is gone into, by its path below the one that is read."""
        name = below.rpartition("/")[2]
        return not name.startswith(".") and name not in _LEFT_OUT and not self._leaves_out(f"{below}/")

    def looks_at(self, below: str) -> bool:
        """Whether a file is read or told, by its path below the folder, rather than passed over without a word."""
        return not below.rpartition("/")[2].startswith(".") and not self._leaves_out(below)

    def takes(self, below: str) -> bool:
        """Whether a file is read, by its path below the folder."""
        *above, _ = accumulate(below.split("/"), "{}/{}".format)
        return all(map(self.enters, above)) and self.looks_at(below) and self.is_text(below)


ALL_TEXTS = Choice()
"""Every file that is named like a text."""


def _patterns(lines: Sequence[str]) -> GitIgnoreSpec | None:
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise NoPattern(str(error)) from error


def find(paths: Sequence[str], *, out: Path | None = None, choice: Choice = ALL_TEXTS) -> Iterator[File | Passed]:
    """Go through the paths in order and through folders by name, but not into ``out``.

    Several folders keep their own names in the mirrored tree, a single one is its root. Hidden files are left out
    without a word, links to folders and links that lead out of a folder with one. Of a folder the names of one level
    are held at a time.
    """
    mirrored: set[str] = set()
    for path in paths:
        name = os.path.basename(os.path.realpath(path)) if os.path.isdir(path) and len(paths) > 1 else ""
        if not os.path.isdir(path):
            yield File(path, "stdin" if path == STDIN else os.path.basename(path))
        elif fold(name) in mirrored:
            yield Passed(path, f"Another folder named {name} is read before it", failed=True)
        else:
            mirrored.add(fold(name))
            yield from _walk(path, name, out, choice)


def is_read(path: str, paths: Sequence[str], *, out: Path | None = None, choice: Choice = ALL_TEXTS) -> bool:
    """Whether a file is one that :func:`find` goes through, or would be if it were there."""
    real, real_out = os.path.realpath(path), os.path.realpath(out) if out else None
    roots = {os.path.realpath(each) for each in paths if each != STDIN}
    return real in roots or any(
        _is_mirrored(real, root, real_out) and choice.takes(os.path.relpath(real, root).replace(os.sep, "/"))
        for root in roots
    )


def fold(name: str) -> str:
    """The same for all names that some file system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _walk(root: str, name: str, out: Path | None, choice: Choice) -> Iterator[File | Passed]:
    real_root, real_out = os.path.realpath(root), os.path.realpath(out) if out else None
    folders = [(root, name, "")]
    while folders:
        folder, place, above = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Passed(folder, reason(error), failed=True)
            continue
        inner: dict[str, tuple[str, str, str]] = {}
        for entry in entries:
            below = above + entry.name
            if entry.is_dir(follow_symlinks=False):
                if choice.enters(below) and os.path.realpath(entry.path) != real_out:
                    own = _own_name(entry.name, inner)
                    inner[fold(own)] = entry.path, os.path.join(place, own), f"{below}/"
            elif not choice.looks_at(below):
                continue
            elif why := _why_passed_over(entry, real_root, choice):
                yield Passed(entry.path, f"Skipped, {why}", failed=False)
            else:
                yield File(entry.path, os.path.join(place, entry.name))
        folders += reversed(inner.values())


def _why_passed_over(entry: os.DirEntry[str], root: str, choice: Choice) -> str | None:
    """Why a file below a folder is not read, if it is not; a link to one of the folder's own files is."""
    if entry.is_symlink():
        if not os.path.exists(entry.path):
            return "a link that leads nowhere"
        if not is_inside(os.path.realpath(entry.path), root):
            return "a link that leads out of the folder"
        if os.path.isdir(entry.path):
            return "a link to a folder"
    if not choice.is_text(entry.name):
        return "not named like a text file"
    return None if entry.is_file() else "no file, but a pipe, a socket or a device"


def _own_name(name: str, taken: Container[str]) -> str:
    """The name of a mirrored folder, which another must not share, not even on a file system blind to case."""
    while fold(name) in taken:
        name += "_"
    return name


class Mirror:
    """The files to write under a folder, no two of which are one, and none of which is an input."""

    def __init__(self, out: Path, suffix: str, paths: Sequence[str]) -> None:
        """``suffix`` is that of the files to write, ``paths`` are the files and folders that are read."""
        self._out = out
        self._suffix = suffix
        self._real_out = os.path.realpath(out)
        inputs = {os.path.realpath(path) for path in paths if path != STDIN}
        self._read_folders = [path for path in inputs if os.path.isdir(path)]
        self._read_files = inputs.difference(self._read_folders)
        self._taken: dict[str, set[str]] = {}

    def target(self, file: File) -> Path:
        """The file to write; ``a.txt`` becomes ``a.md``, or ``a.txt.md`` where that is taken, be it in other case.

        Raises :class:`NoPlace` where that is taken, too, or is an input.
        """
        place, name = os.path.split(file.place)
        if place not in self._taken:  # folders come one after the other, but for the files that are named themselves
            self._taken = {kept: names for kept, names in self._taken.items() if not kept} | {place: set()}
        stem, suffix = os.path.splitext(name)
        names = (stem if suffix.lower() in TEXT_SUFFIXES else name) + self._suffix, name + self._suffix
        free = [each for each in names if fold(each) not in self._taken[place]]
        target = self._out / place / (free or names)[0]
        if not free:
            raise NoPlace(f"Another file goes to {target} already")
        if self._is_input(os.path.join(os.path.realpath(target.parent), target.name)):
            raise NoPlace(f"Would be written over an input, {target}")
        self._taken[place].add(fold(target.name))
        return target

    def _is_input(self, path: str) -> bool:
        if path in self._read_files:
            return True
        return any(_is_mirrored(path, folder, self._real_out) for folder in self._read_folders)


def _is_mirrored(path: str, folder: str, out: str | None) -> bool:
    """Whether a path is below a folder that is read, and not in one below it that is written to."""
    return is_inside(path, folder) and not (out and is_inside(out, folder) and is_inside(path, out))


def is_inside(path: str, folder: str) -> bool:
    """Whether a path, of two real ones, is the folder or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
