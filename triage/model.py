"""The trained model, and the file it is kept in.

A file is a line that names the format, a line of JSON, and the packed rows that the JSON counts: those of the wording's
pieces, then the leaves of both forests, tree by tree. Reading one is a matter of milliseconds, and nothing in it is run.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from triage.article import Role
from triage.forest import Forest, Question, Tree
from triage.packing import WIDTH
from triage.wording import Wording

SHIPPED = Path(__file__).with_name("model.bin")
_FORMAT = b"triage model 1\n"


class NotAModel(ValueError):
    """The bytes are no model of this version; the message says so in a sentence."""


@dataclass(frozen=True, slots=True)
class Model:
    wording: Wording
    first: Forest
    """Guesses from the evidence of each block and its neighbours."""
    second: Forest
    """Decides from the same and from the first one's guesses for the whole page."""
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
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise NotAModel("Not a model of this version of triage.") from error


def pack_model(model: Model) -> bytes:
    """The file's bytes; the same model gives the same bytes."""
    head = {
        "wording": {"pieces": list(model.wording.weights), "bias": model.wording.bias, "scale": model.wording.scale},
        "first": _describe(model.first),
        "second": _describe(model.second),
        "leaning": model.leaning,
        "calibration": model.calibration,
    }
    rows = [
        *model.wording.weights.values(),
        *(leaf for forest in (model.first, model.second) for tree in forest.trees for leaf in tree.leaves),
    ]
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return _FORMAT + text + b"\n" + b"".join(row.to_bytes(WIDTH, "little") for row in rows)


def _describe(forest: Forest) -> dict[str, Any]:
    names = list(forest.borders)
    return {
        "borders": dict(forest.borders),
        "questions": [(names.index(q.column), q.offset, q.border) for q in forest.questions],
        "trees": [tree.questions for tree in forest.trees],
        "bias": forest.bias,
        "scale": forest.scale,
    }


def unpack_model(data: bytes) -> Model:
    """The model that :func:`pack_model` made ``data`` of. Raises ``ValueError`` and the like where it is another's."""
    if not data.startswith(_FORMAT):
        raise ValueError("no model")
    end = data.index(b"\n", len(_FORMAT))
    head = json.loads(data[len(_FORMAT) : end])
    pieces = head["wording"]["pieces"]
    sizes = [2 ** len(questions) for name in ("first", "second") for questions in head[name]["trees"]]
    rows = memoryview(data)[end + 1 :]
    if len(rows) != WIDTH * (len(pieces) + sum(sizes)):
        raise ValueError("cut short")
    packed = [int.from_bytes(rows[at : at + WIDTH], "little") for at in range(0, len(rows), WIDTH)]
    wording = Wording(
        dict(zip(pieces, packed, strict=False)), bias=head["wording"]["bias"], scale=head["wording"]["scale"]
    )
    trees = []
    position = len(pieces)
    for questions in head["first"]["trees"] + head["second"]["trees"]:
        after = position + 2 ** len(questions)
        trees.append(Tree(tuple(questions), packed[position:after]))
        position = after
    first = len(head["first"]["trees"])
    return Model(
        wording=wording,
        first=_grow(head["first"], trees[:first]),
        second=_grow(head["second"], trees[first:]),
        leaning={Role(name): float(factor) for name, factor in head["leaning"].items()},
        calibration=[(float(low), float(right)) for low, right in head["calibration"]],
    )


def _grow(described: Mapping[str, Any], trees: Sequence[Tree]) -> Forest:
    names = list(described["borders"])
    return Forest(
        borders=described["borders"],
        questions=[Question(names[column], offset, border) for column, offset, border in described["questions"]],
        trees=trees,
        bias=described["bias"],
        scale=described["scale"],
    )
