"""Batches of Arrow, as Spark, Ray Data and others hand them over: pages' texts in, their articles out. Needs pyarrow,
which these engines bring."""

from __future__ import annotations

from typing import TypeVar

import pyarrow as pa

from triage.article import Role
from triage.pipeline import classify
from triage.render.text import to_row

COLUMNS = pa.schema(
    {
        "text": pa.string(),
        "title": pa.string(),
        "deck": pa.string(),
        "published": pa.string(),
        "updated": pa.string(),
        "authors": pa.list_(pa.string()),
        "words": pa.struct({role.value: pa.int64() for role in Role}),
    }
)
"""What :func:`triage.render.text.to_row` gives, as Arrow has it: the same types for every batch."""

Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)


def clean_batch(batch: Batch) -> Batch:
    """The batch with the article alone in its column ``text``, and with the article's facts and counts of words.

    These are :data:`COLUMNS`. They take the place of columns of these names, or else stand last; other columns stay. A
    null is read as a page without text. Raises ``KeyError`` where there is no column ``text``.
    """
    rows = [to_row(classify(text or "")) for text in batch.column("text").to_pylist()]
    for field in COLUMNS:
        values = pa.array([row[field.name] for row in rows], field.type)
        place = batch.schema.get_field_index(field.name)
        batch = batch.append_column(field, values) if place < 0 else batch.set_column(place, field, values)
    return batch
