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
from triage.forest import MOST_BORDERS, MOST_QUESTIONS, REACH, Forest, Question, Tree
from triage.linear import MOST_INPUTS, Input, Linear, Range
from triage.packing import LANES, MOST, WIDTH, from_bytes, to_bytes
from triage.sources import load as load_bytes
from triage.wording import Wording

SHIPPED = Path(__file__).with_name("model.bin")
_FORMAT = b"triage model 3"


class NotAModel(ValueError):
    """The bytes are no model of this version; the message says so in a sentence."""


@dataclass(frozen=True, slots=True)
class Model:
    wording: Wording
    forest: Forest
    """Guesses from the evidence of each block and its neighbours."""
    revision: Linear
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
        return unpack_model(load_bytes(path))
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise NotAModel("Not a model of this version of triage.") from error


def pack_model(model: Model) -> bytes:
    """The file's bytes; the same model gives the same bytes."""
    pieces = "\n".join(model.wording.places).encode()
    head = {
        "wording": {"bytes": len(pieces), "bias": model.wording.bias, "scale": model.wording.scale},
        "forest": _describe(model.forest),
        "revision": _describe_linear(model.revision),
        "leaning": model.leaning,
        "calibration": model.calibration,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    leaves = [leaf for tree in model.forest.trees for leaf in tree.leaves]
    borders = [border for of_column in model.forest.borders.values() for border in of_column]
    numbers = struct.pack(f"<{len(borders)}d", *borders)
    numbers += model.wording.weights + to_bytes([*leaves, *model.revision.weights])
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
    wording, forest, revision = head["wording"], head["forest"], head["revision"]
    start, end = end + 1, end + 1 + wording["bytes"]
    pieces = data[start:end].decode().split("\n")
    start, count = end + 1, sum(forest["borders"].values())
    end = start + 8 * count
    inputs = [Input(column, offset) for column, offset in revision["inputs"]]
    _check_bounds(head, inputs)
    sizes = [1 << depth for depth in forest["depths"]]
    if len(data) != end + WIDTH * (len(pieces) + sum(sizes) + len(inputs)):
        raise ValueError("cut short")
    borders = iter(struct.unpack(f"<{count}d", data[start:end]))
    start, end = end, end + WIDTH * len(pieces)
    rows = from_bytes(memoryview(data)[end:])
    # Tuples of numbers are nothing that the garbage collector need look through.
    leaves = (tuple(rows[at:after]) for at, after in pairwise(accumulate(sizes, initial=0)))
    return Model(
        wording=Wording(pieces, data[start:end], bias=wording["bias"], scale=wording["scale"]),
        forest=_grow(forest, borders, leaves),
        revision=Linear(
            ranges={name: Range(*bounds) for name, bounds in revision["ranges"].items()},
            inputs=inputs,
            weights=rows[len(rows) - len(inputs) :],
            means=revision["means"],
            bias=revision["bias"],
            scale=revision["scale"],
        ),
        leaning={Role(name): float(factor) for name, factor in head["leaning"].items()},
        calibration=[(float(probability), float(right)) for probability, right in head["calibration"]],
    )


def _check_bounds(head: Mapping[str, Any], inputs: Sequence[Input]) -> None:
    """Raise ``ValueError`` where numbers are beyond what running the model takes, or are missing."""
    forest, revision = head["forest"], head["revision"]
    offsets = [*forest["offsets"], *(offset for _, offset in inputs)]
    if not all(0 < depth <= MOST_QUESTIONS for depth in forest["depths"]) or len(forest["depths"]) > MOST:
        raise ValueError("too large a forest")
    if not all(-REACH <= offset <= REACH for offset in offsets):
        raise ValueError("asks too far away")
    if len(inputs) > MOST_INPUTS or not all(column in revision["ranges"] for column, _ in inputs):
        raise ValueError("unknown inputs")
    if len(revision["means"]) != len(inputs) or not all(step > 0 for _, step in revision["ranges"].values()):
        raise ValueError("unknown levels")
    if not all(len(head[part]["bias"]) == LANES for part in ("wording", "forest", "revision")):
        raise ValueError("other kinds")
    if set(head["leaning"]) != set(Role) or not head["calibration"]:
        raise ValueError("no roles")


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
