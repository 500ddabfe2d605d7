"""The trained model, and the file it is kept in.

A file is a line that names the format; a line of JSON; the wording's pieces, a line each; the borders of the forest's
columns, as little-endian doubles; and packed rows of numbers (:mod:`triage.packing`), one for each piece, then one for each
leaf of the forest, tree by tree, then one for each input of the revision. The JSON says how many there are of each.
Reading a file is a matter of milliseconds, and nothing in it is run.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice, pairwise
from operator import lt
from pathlib import Path
from typing import Any

from triage.article import Role
from triage.forest import MOST_BORDERS, Forest, Question, Tree
from triage.linear import Input, Linear, Range
from triage.packing import WIDTH, from_bytes, to_bytes
from triage.wording import Wording

SHIPPED = Path(__file__).with_name("model.bin")
_FORMAT = b"triage model 2"


class NotAModel(ValueError):
    """The bytes are no model of this version; the message says so in a sentence."""


@dataclass(frozen=True, slots=True)
class Model:
    wording: Wording
    first: Forest
    """Guesses from the evidence of each block and its neighbours."""
    second: Linear
    """Revises them in the light of those for the whole page."""
    leaning: Mapping[Role, float]
    """What each role's probability is multiplied with before the greatest is taken: a rare role that is as likely as a
    common one is worth more to the mean F1 of the roles."""
    calibration: Sequence[tuple[float, float]]
    """Probability of the role taken, and how often it was right on pages held out; ascending."""

    def confidence(self, probability: float) -> float:
        """How often a role of this ``probability`` is right."""
        knots = self.calibration
        at = bisect_right(knots, (probability, 2.0))
        if at == 0:
            return knots[0][1]
        if at == len(knots):
            return knots[-1][1]
        (low, low_right), (high, high_right) = knots[at - 1], knots[at]
        return low_right + (high_right - low_right) * (probability - low) / (high - low)


def load(path: str | Path = SHIPPED) -> Model:
    """The model in a file; a file is read once. Raises ``OSError``, or :class:`NotAModel` where it holds none."""
    return _load(Path(path))


@cache
def _load(path: Path) -> Model:
    try:
        return unpack_model(path.read_bytes())
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NotAModel("Not a model of this version of triage.") from error


def pack_model(model: Model) -> bytes:
    """The file's bytes; the same model gives the same bytes."""
    pieces = "\n".join(model.wording.places).encode()
    head = {
        "wording": {"bytes": len(pieces), "bias": model.wording.bias, "scale": model.wording.scale},
        "first": _describe(model.first),
        "second": _describe_linear(model.second),
        "leaning": model.leaning,
        "calibration": model.calibration,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    leaves = [leaf for tree in model.first.trees for leaf in tree.leaves]
    borders = [border for of_column in model.first.borders.values() for border in of_column]
    numbers = struct.pack(f"<{len(borders)}d", *borders)
    numbers += model.wording.weights + to_bytes([*leaves, *model.second.weights])
    return b"\n".join([_FORMAT, text, pieces, numbers])


def _describe(forest: Forest) -> dict[str, Any]:
    places = {name: place for place, name in enumerate(forest.borders)}
    return {
        "borders": {name: len(borders) for name, borders in forest.borders.items()},
        "columns": [places[question.column] for question in forest.questions],
        "offsets": [question.offset for question in forest.questions],
        "above": [question.border for question in forest.questions],
        "depths": [len(tree.questions) for tree in forest.trees],
        "trees": [question for tree in forest.trees for question in tree.questions],
        "bias": forest.bias,
        "scale": forest.scale,
    }


def _describe_linear(linear: Linear) -> dict[str, Any]:
    return {
        "ranges": linear.ranges,
        "inputs": linear.inputs,
        "means": linear.means,
        "bias": linear.bias,
        "scale": linear.scale,
    }


def unpack_model(data: bytes) -> Model:
    """The model that :func:`pack_model` made ``data`` of. Raises ``ValueError`` and the like where it is no such."""
    if not data.startswith(_FORMAT + b"\n"):
        raise ValueError("no model")
    end = data.index(b"\n", len(_FORMAT) + 1)
    head = json.loads(data[len(_FORMAT) + 1 : end])
    wording, first, second = head["wording"], head["first"], head["second"]
    start, end = end + 1, end + 1 + wording["bytes"]
    pieces = data[start:end].decode().split("\n")
    start, count = end + 1, sum(first["borders"].values())
    end = start + 8 * count
    sizes = [1 << depth for depth in first["depths"]]
    inputs = [Input(column, offset) for column, offset in second["inputs"]]
    if len(data) != end + WIDTH * (len(pieces) + sum(sizes) + len(inputs)):
        raise ValueError("cut short")
    if len(second["means"]) != len(inputs) or not all(column in second["ranges"] for column, _ in inputs):
        raise ValueError("unknown inputs")
    borders = iter(struct.unpack(f"<{count}d", data[start:end]))
    start, end = end, end + WIDTH * len(pieces)
    rows = from_bytes(memoryview(data)[end:])
    # Tuples of numbers are nothing that the garbage collector need look through.
    leaves = (tuple(rows[first:after]) for first, after in pairwise(accumulate(sizes, initial=0)))
    return Model(
        wording=Wording(pieces, data[start:end], bias=wording["bias"], scale=wording["scale"]),
        first=_grow(first, borders, leaves),
        second=Linear(
            ranges={name: Range(*bounds) for name, bounds in second["ranges"].items()},
            inputs=inputs,
            weights=rows[len(rows) - len(inputs) :],
            means=second["means"],
            bias=second["bias"],
            scale=second["scale"],
        ),
        leaning={Role(name): float(factor) for name, factor in head["leaning"].items()},
        calibration=[(float(probability), float(right)) for probability, right in head["calibration"]],
    )


def _grow(described: Mapping[str, Any], borders: Iterator[float], leaves: Iterator[Sequence[int]]) -> Forest:
    names, counts = list(described["borders"]), list(described["borders"].values())
    columns, above, asked = described["columns"], described["above"], described["trees"]
    if max(counts) > MOST_BORDERS or not all(map(lt, above, map(counts.__getitem__, columns))):
        raise ValueError("unknown borders")
    if max(asked) >= len(columns) or sum(described["depths"]) != len(asked):
        raise ValueError("unknown questions")
    places = accumulate(described["depths"], initial=0)
    return Forest(
        borders={name: list(islice(borders, count)) for name, count in described["borders"].items()},
        questions=list(map(Question, map(names.__getitem__, columns), described["offsets"], above)),
        trees=[Tree(asked[start:end], next(leaves)) for start, end in pairwise(places)],
        bias=described["bias"],
        scale=described["scale"],
    )
