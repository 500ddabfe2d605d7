"""Streams of records as Parquet files: rows in, rows out, all columns but the text's as they were. Needs pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

from triage.record import Fields, NoRecord, NoStream, Record, Unfit, Write
from triage.sources import STDIN, open_file

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError as missing:
    raise NoStream("Parquet needs pip install 'triage[parquet]'") from missing

_FACTS = {
    **dict.fromkeys(("title", "deck", "published", "updated"), pa.string()),
    "authors": pa.list_(pa.string()),
}
_READ = 64
"""Rows that are read at a time."""

_FIRST = 1000
"""Rows that say what columns there are, where the records do not."""

_HELD = 4 << 20
"""Bytes of rows that are written together."""


def read_rows(path: str, fields: Fields) -> Iterator[Record | NoRecord]:
    """See :func:`triage.streams.read_records`."""
    if not _is_seekable(path):
        raise NoStream("Parquet is read from files, not from a pipe")
    try:
        with parquet.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False) as file:
            if fields.text not in file.schema_arrow.names:
                raise NoStream(f'Has no column "{fields.text}"')
            number = 0
            for batch in file.iter_batches(_READ, use_threads=False):
                for row in map(batch.slice, range(len(batch)), [1] * len(batch)):
                    number += 1
                    yield _read_row(row, f"{path}:{number}", fields)
    except pa.ArrowException as error:
        raise NoStream(f"Is not Parquet, or damaged: {str(error).splitlines()[0]}") from error


def _is_seekable(path: str) -> bool:
    if path == STDIN:
        return False
    with open_file(path) as file:
        return file.seekable()


def _read_row(row: pa.RecordBatch, place: str, fields: Fields) -> Record | NoRecord:
    text = row.column(fields.text)[0].as_py()
    if not isinstance(text, str):
        return NoRecord(place, f'Has no text in a field "{fields.text}"')
    source = row.column(fields.source)[0].as_py() if fields.source in row.schema.names else None
    return Record(place, text, source if isinstance(source, str) else None, row)


def as_dict(row: pa.RecordBatch) -> Mapping[str, object]:
    """The row as JSON has it: what it has no type for, such as a date, as a string."""
    plain: Mapping[str, object] = json.loads(json.dumps(row.to_pylist()[0], default=str))
    return plain


@contextmanager
def writing_rows(file: BinaryIO, fields: Fields) -> Iterator[Write]:
    """See :func:`triage.streams.writing`.

    The first records say what columns there are and of which types; a later one that does not fit these is refused.
    """
    rows = _Rows(file, fields)
    yield rows.write
    rows.close()


class _Rows:
    def __init__(self, file: BinaryIO, fields: Fields) -> None:
        self._file = file
        self._text = fields.text
        self._first: list[Mapping[str, object]] = []
        self._held: list[pa.RecordBatch] = []
        self._size = 0
        self._writer: parquet.ParquetWriter | None = None

    def write(self, record: Record, text: str, facts: Mapping[str, object]) -> None:
        row = record.row
        if isinstance(row, pa.RecordBatch):
            self._add(_changed(row, self._text, text, facts))
            return
        row = _whole({**row, self._text: text, **{name: fact for name, fact in facts.items() if name not in row}})
        if self._writer is not None:
            self._add(_fitted(row, self._writer.schema))
            return
        self._first.append(row)
        if len(self._first) == _FIRST:
            self._settle()

    def close(self) -> None:
        self._settle()
        self._flush()
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._file, pa.schema({self._text: pa.string()}))
        self._writer.close()

    def _settle(self) -> None:
        """Find the columns of the first records."""
        if self._first:
            for row in _table(self._first).to_batches(max_chunksize=1):
                self._add(row)
            self._first.clear()

    def _add(self, row: pa.RecordBatch) -> None:
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._file, row.schema)
        elif row.schema != self._writer.schema:
            row = _fitted(as_dict(row), self._writer.schema)
        self._held.append(row)
        self._size += row.nbytes
        if self._size > _HELD:
            self._flush()

    def _flush(self) -> None:
        if self._writer is not None and self._held:
            self._writer.write_table(pa.Table.from_batches(self._held))
            self._held.clear()
            self._size = 0


def _whole(value: Any) -> Any:
    """The value without halves of surrogate pairs, which JSON may have and no encoding has."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(name): _whole(each) for name, each in value.items()}
    return list(map(_whole, value)) if isinstance(value, list | tuple) else value


def _changed(row: pa.RecordBatch, field: str, text: str, facts: Mapping[str, object]) -> pa.RecordBatch:
    place = row.schema.get_field_index(field)
    row = row.set_column(place, row.schema.field(place), pa.array([text], row.schema.field(place).type))
    for name, fact in facts.items():
        if name not in row.schema.names:
            row = row.append_column(name, pa.array([fact], _FACTS[name]))
    return row


def _table(rows: Sequence[Mapping[str, object]]) -> pa.Table:
    columns = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        values = [row.get(name) for row in rows]
        try:
            column = pa.array(values)
        except (pa.ArrowException, OverflowError) as error:
            raise NoStream(f'The field "{name}" is of several types, which a column cannot be') from error
        if _has_no_fields(column.type):
            raise NoStream(f'The field "{name}" holds objects without fields, which a column cannot')
        columns[name] = column.cast(_FACTS.get(name, pa.string())) if pa.types.is_null(column.type) else column
    return pa.table(columns)


def _has_no_fields(of: pa.DataType) -> bool:
    """Whether it is an object without fields, or holds some: Parquet has no such column."""
    inner = [of.field(number).type for number in range(of.num_fields)]
    return (pa.types.is_struct(of) and not inner) or any(map(_has_no_fields, inner))


def _fitted(row: Mapping[str, object], schema: pa.Schema) -> pa.RecordBatch:
    for name in row:
        if name not in schema.names:
            raise Unfit(f'Has a field "{name}" that the first records have not')
    try:
        fitted = pa.RecordBatch.from_pylist([row], schema)
    except (pa.ArrowException, OverflowError) as error:
        raise Unfit(f"Does not fit the first records: {error}") from error
    if _bare(as_dict(fitted)) != _bare(json.loads(json.dumps(row, default=str))):
        raise Unfit("Does not fit the types of the first records")
    return fitted


def _bare(value: object) -> object:
    """The value without the fields that are null, which may as well be missing."""
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if each is not None}
    return [_bare(each) for each in value] if isinstance(value, list) else value
