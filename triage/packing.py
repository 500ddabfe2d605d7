"""A number a kind, packed into one Python integer, so that adding fourteen numbers is one addition.

Each number has a lane of bits of its own. Lanes hold no signs: a number is stored with ``OFFSET`` added, and a sum of
``n`` packed rows carries ``n`` times the offset, which :func:`unpack` takes off again.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Literal

LANES = 14
_BITS = 20
_SHIFTS = range(0, LANES * _BITS, _BITS)
_MASK = (1 << _BITS) - 1
OFFSET = 1 << 10
"""Numbers from ``-OFFSET`` to ``OFFSET - 1`` can be packed."""
MOST = 1 << _BITS - 11
"""How many rows can be added."""
WIDTH = LANES * _BITS // 8
"""Bytes of a packed row in a file."""


def pack(row: Sequence[int]) -> int:
    """``LANES`` whole numbers as one integer. Raises ``ValueError`` where one is out of range."""
    if not all(-OFFSET <= number < OFFSET for number in row):
        raise ValueError("out of range")
    return sum(number + OFFSET << shift for number, shift in zip(row, _SHIFTS, strict=True))


def unpack(total: int, count: int) -> list[int]:
    """The ``LANES`` sums in ``total``, the sum of ``count`` packed rows."""
    off = count * OFFSET
    return [(total >> shift & _MASK) - off for shift in _SHIFTS]


def lane(row: int, number: int) -> int:
    """The number in one lane of a packed row."""
    return (row >> _BITS * number & _MASK) - OFFSET


def widen(row: int) -> int:
    """A packed row in lanes of 32 bits, so that rows can be multiplied before they are added; see :func:`unpack_wide`."""
    return sum((row >> shift & _MASK) << 32 * number for number, shift in enumerate(_SHIFTS))


def unpack_wide(total: int, weight: int) -> list[int]:
    """The ``LANES`` sums in ``total``, the sum of widened rows times whole numbers whose sum is ``weight``, below 2**20."""
    off = weight * OFFSET
    return [number - off for number in struct.unpack(_WIDE, total.to_bytes(4 * LANES, "little"))]


_WIDE = f"<{LANES}I"


def to_bytes(rows: Iterable[int]) -> bytes:
    """Packed rows as a file has them, ``WIDTH`` bytes each."""
    return b"".join([row.to_bytes(WIDTH, "little") for row in rows])


def from_bytes(data: bytes | memoryview) -> list[int]:
    """The packed rows that :func:`to_bytes` made ``data`` of. Raises ``ValueError`` where the last is cut short."""
    if len(data) % WIDTH:
        raise ValueError("cut short")
    rows: list[int] = []
    order: repeat[Literal["little"]] = repeat("little")
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        rows += map(int.from_bytes, struct.unpack(f"{WIDTH}s" * (len(chunk) // WIDTH), chunk), order)
    return rows


_CHUNK = 256 * WIDTH  # bytes taken apart at a time, so that the parts fit in the processor's cache
