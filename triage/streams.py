"""Streams of records, each with a page's text in one of its fields: JSON Lines, plain or compressed, and Parquet.

They are read and written a record after the other, whatever the size of the file. Parquet's part is in
:mod:`triage.parquet`.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from triage.record import Fields, NoRecord, NoStream, Record, Write
from triage.sources import STDIN, open_file

_SUFFIXES = {
    "jsonl": tuple(name + packed for name in (".jsonl", ".ndjson") for packed in ("", ".gz", ".zst")),
    "parquet": (".parquet",),
}
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def kind_of(name: str) -> str:
    """What a file of this name holds, ``text``, ``jsonl`` or ``parquet``; standard input is told by how it begins."""
    if name == STDIN:
        stream = sys.stdin.buffer
        start = stream.peek(2) if isinstance(stream, io.BufferedReader) else b""
        return "jsonl" if start.startswith((b'{"', b"{ ")) else "text"
    return next((kind for kind, suffixes in _SUFFIXES.items() if name.lower().endswith(suffixes)), "text")


def read_records(path: str, kind: str, fields: Fields) -> Iterator[Record | NoRecord]:
    """The records of a file, in order. Raises ``OSError``, or :class:`NoStream` where it is damaged or of another kind."""
    if kind == "parquet":
        from triage.parquet import read_rows

        yield from read_rows(path, fields)
        return
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _read_line(line, f"{path}:{number}", fields)


def _read_line(line: bytes, place: str, fields: Fields) -> Record | NoRecord:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return NoRecord(place, "Is not JSON")
    if not isinstance(row, dict) or not isinstance(row.get(fields.text), str):
        return NoRecord(place, f'Has no text in a field "{fields.text}"')
    source = row.get(fields.source)
    return Record(place, row[fields.text], source if isinstance(source, str) else None, row)


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file or of standard input, expanded where they are compressed."""
    with _standard_input() if path == STDIN else open_file(path) as file:
        start = file.peek(len(_ZSTD))
        if start.startswith(_GZIP):
            import gzip
            import zlib

            try:
                yield cast(BinaryIO, gzip.GzipFile(fileobj=file))
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise NoStream("Is damaged, or cut short") from error
        elif start.startswith(_ZSTD):
            zstd = _zstd()
            try:
                yield zstd.open(file, "rb")
            except (EOFError, zstd.ZstdError) as error:
                raise NoStream("Is damaged, or cut short") from error
        else:
            yield file


def _standard_input() -> io.BufferedReader:
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        raise NoStream("Zstandard needs pip install 'triage[zstd]'") from error
    return zstd


@contextmanager
def writing(file: BinaryIO, name: str, fields: Fields) -> Iterator[Write]:
    """A way to write records to a file, in the form and compression that its name says: JSON Lines, or Parquet.

    The file is complete once the block is through. Raises :class:`NoStream` where a library is missing.
    """
    if kind_of(name) == "parquet":
        from triage.parquet import writing_rows

        with writing_rows(file, fields) as write:
            yield write
        return
    from triage.render.records import dump

    with _compressed(file, name) as lines:

        def write(record: Record, text: str, facts: Mapping[str, object]) -> None:
            row = _as_dict(record.row)
            added = {name: fact for name, fact in facts.items() if name not in row}
            lines.write(f"{dump({**row, fields.text: text, **added})}\n".encode())

        yield write


def _as_dict(row: Any) -> Mapping[str, object]:
    if isinstance(row, dict):
        return row
    from triage.parquet import as_dict

    return as_dict(row)


@contextmanager
def _compressed(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    if name.lower().endswith(".gz"):
        import gzip

        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as lines:
            yield cast(BinaryIO, lines)
    elif name.lower().endswith(".zst"):
        with _zstd().open(file, "wb") as lines:
            yield lines
    else:
        yield file
