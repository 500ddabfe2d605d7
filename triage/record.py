"""What a stream of records is made of, whatever form its file has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Fields(NamedTuple):
    """The names of the fields that are looked at; all others are passed through."""

    text: str
    source: str
    """Where a page is from: an address, or a site's name."""


class Record(NamedTuple):
    place: str
    """The file, and the number of the line or row in it, from 1."""
    text: str
    source: str | None
    row: Any
    """All of the record: a ``dict``, or a ``pyarrow.RecordBatch`` of one row."""


class NoRecord(NamedTuple):
    """A line or row that has no text to clean."""

    place: str
    why: str


class NoStream(ValueError):
    """A stream cannot be read on, or not be written to; the message says why."""


class Unfit(ValueError):
    """A record cannot be written to a stream; the message says why."""


Write = Callable[[Record, str, Mapping[str, object]], None]
"""Takes a record, its cleaned text, and facts for those of their fields that it lacks. Raises :class:`Unfit`."""
