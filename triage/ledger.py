"""What earlier runs wrote into a folder, so that a further run does only what is missing or has changed.

It is a hidden SQLite file in that folder, with a row for each file written: the sizes and times of the input and of the
output as they were then. Nothing is lost without it but time.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from triage.cleaning import Read
from triage.sources import stamp

NAME = ".triage.sqlite"
_TABLE = """
create table if not exists written
(target blob primary key, input blob, input_stamp text, target_stamp text, recipe text, read text) without rowid
"""
_AT_ONCE = 64
"""Rows that are noted together: a run that is killed has so many to look at again."""


class NoLedger(ValueError):
    """The file is none, or cannot be used; the message says why."""


class Entry(NamedTuple):
    """A file as it was written that nobody has changed since."""

    is_current: bool
    """Whether neither the input that it is to have nor the recipe has changed, either."""
    read: Read
    """What there was to tell of the input."""


class Ledger:
    """The files written into a folder, by the path of each."""

    def __init__(self, folder: Path, recipe: str) -> None:
        """``recipe`` says how the files are made. Raises :class:`NoLedger`, or ``OSError`` where there can be no folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._recipe = recipe
        self._new: list[tuple[object, ...]] = []
        try:
            self._rows = sqlite3.connect(folder / NAME, timeout=60)
            self._rows.execute("pragma synchronous = off")  # what a power cut takes is only time
            self._rows.execute(_TABLE)
            self._rows.execute("select target, input, input_stamp, target_stamp, recipe, read from written limit 0")
        except sqlite3.Error as error:
            remedy = "" if isinstance(error, sqlite3.OperationalError) else "; remove it to begin anew"
            raise NoLedger(f"{folder / NAME}: {error}{remedy}") from error

    def find(self, target: Path, path: str) -> Entry | None:
        """What is known of the file that is to be written for the input at ``path``, if it was written for that or for one
        beside it: of ``a.txt`` and ``a.md`` it depends on the other which of them goes where."""
        row, own = None, _key(path)
        with suppress(sqlite3.Error):  # of a file that is damaged there is nothing known
            row = self._rows.execute(
                "select input, input_stamp, target_stamp, recipe, read from written where target = ?",
                (self._key(target),),
            ).fetchone()
        if row is None or os.path.dirname(row[0]) != os.path.dirname(own) or row[2] != stamp(target):
            return None
        is_current = row[0] == own and row[1] == stamp(path) and row[3] == self._recipe
        try:
            return Entry(is_current, Read(**json.loads(row[4])))
        except (TypeError, ValueError):  # of another version
            return None

    def add(self, target: Path, path: str, input_stamp: str, read: Read) -> None:
        """Note a file that was written for an input, whose :func:`stamp` was taken before it was read."""
        told = json.dumps(read._asdict())
        self._new.append((self._key(target), _key(path), input_stamp, stamp(target), self._recipe, told))
        if len(self._new) >= _AT_ONCE:
            self._write()

    def close(self) -> None:
        self._write()
        self._rows.close()

    def _write(self) -> None:
        # What cannot be noted, for lack of room, is only done again.
        with suppress(sqlite3.Error), self._rows:
            self._rows.executemany("insert or replace into written values (?, ?, ?, ?, ?, ?)", self._new)
        self._new.clear()

    def _key(self, target: Path) -> bytes:
        return os.fsencode(target.relative_to(self._folder))


def _key(path: str) -> bytes:
    return os.fsencode(os.path.abspath(path))
