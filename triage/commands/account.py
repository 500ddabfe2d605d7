"""What became of each input: told on standard error, counted, and listed in a file of JSON lines."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from triage.cleaning import Outcome
from triage.commands.errors import Misuse, say, tell
from triage.sources import reason

if TYPE_CHECKING:
    from triage.article import Role
    from triage.cleaning import Done


class Account:
    """Takes in what became of one input after the other."""

    def __init__(self, path: str | None, keep: AbstractSet[Role], *, explain: bool, brief: bool) -> None:
        """``path`` is the file to list the inputs in, if any, and ``keep`` the roles that are kept of each. ``explain`` tells
        what was dropped because of other pages, ``brief`` nothing of what went well. Raises :class:`Misuse` where the file
        cannot be written."""
        self._keep = keep
        self._explain = explain
        self._brief = brief
        self._counts: Counter[Outcome] = Counter()
        self._shared = self._empty = 0
        self._file: TextIO | None = None
        self._path = path
        self._is_cut = False
        if path is not None:
            try:
                self._file = open(path, "a", encoding="utf-8")  # noqa: SIM115 - closed by close()
            except OSError as error:
                raise Misuse(f"--report {path}: {error.strerror}.") from error

    def add(self, path: str, target: str | None, done: Done) -> None:
        is_first = self.is_empty
        self._counts[Outcome.WRITTEN] -= done.undone
        self._counts[done.outcome] += done.undone or 1
        went_well = done.outcome in (Outcome.WRITTEN, Outcome.UNCHANGED)
        if done.why and not (self._brief and went_well):
            tell(done.about, done.why)
        if went_well and done.read and not any(done.read.words[role] for role in self._keep):
            self._empty += 1
            if not self._brief:
                tell(path, "Nothing of it is kept")
        shared = done.read.shared if done.read else {}
        self._shared += len(shared)
        if self._explain:
            for text, pages in shared.items():
                tell(path, f"Dropped, for it stands on {pages} pages of the site: {text}")
        if self._file:
            from triage.render.records import dump

            line = {
                "path": path,
                "written": target,
                "outcome": done.outcome,
                "why": done.why if done.outcome in (Outcome.SKIPPED, Outcome.FAILED) else None,
                "words": done.read.words if done.read else None,
                "confidence": done.read.confidence if done.read else None,
                "shared": shared,
            }
            try:
                if is_first and os.path.isfile(self._file.fileno()):  # no pipe or device
                    self._file.truncate(0)  # of what an earlier run wrote
                self._file.write(dump(line) + "\n")
            except OSError as error:
                self._cut(error)

    def sum_up(self) -> None:
        """Say how many inputs there were of each outcome."""
        if self._empty:
            say(f"{self._empty} of which nothing is kept")
        if self._shared:
            say(f"{self._shared} paragraphs dropped, for other pages of their sites have them, too")
        say(", ".join(f"{self._counts[outcome]} {outcome}" for outcome in Outcome))

    def close(self) -> None:
        if self._file:
            try:
                self._file.close()
            except OSError as error:
                self._cut(error)

    def _cut(self, error: OSError) -> None:
        """Go on without the file, which can take no more."""
        tell(f"--report {self._path}", reason(error))
        if self._file:
            with suppress(OSError):  # told already
                self._file.close()
        self._file = None
        self._is_cut = True

    @property
    def is_empty(self) -> bool:
        """Whether there was no input."""
        return not self._counts

    @property
    def exit_code(self) -> int:
        return 1 if self._counts[Outcome.FAILED] or self._is_cut else 0
