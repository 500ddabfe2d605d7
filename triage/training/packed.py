"""Tables of real numbers -> packed whole ones."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.packing import OFFSET, pack


def pack_rows(table: NDArray[Any]) -> tuple[float, list[int]]:
    """Rows of real numbers as packed whole ones, and what one unit of them is worth."""
    scale = float(np.abs(table).max() or 1.0) / (OFFSET - 1)
    return scale, [pack(row) for row in np.rint(table / scale).astype(int).tolist()]
