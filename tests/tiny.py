"""A model small enough to be made by hand: what is eight words or longer is a paragraph, what "photo" begins a caption."""

from __future__ import annotations

from math import log

from triage.article import Kind, Role
from triage.forest import Forest, Question, Tree
from triage.linear import LEVELS, Input, Linear, Range
from triage.model import Model
from triage.packing import LANES, pack, to_bytes
from triage.wording import Wording

KINDS = list(Kind)


def row(**scores: int) -> int:
    """A packed row with these kinds' scores, the others 0."""
    return pack([scores.get(kind, 0) for kind in KINDS])


FOREST = Forest(
    borders={"words": [7.5], "word_caption": [log(0.5)]},
    questions=[Question("words", 0, 0), Question("word_caption", 0, 0)],
    trees=[
        Tree([0], (row(furniture=40), row(paragraph=40))),
        Tree([1], (row(), row(caption=90))),
    ],
    bias=[0.0] * LANES,
    scale=0.1,
)
REVISION = Linear(
    ranges={"guess_paragraph": Range(log(0.001), -log(0.001) / LEVELS)},
    inputs=[Input("guess_paragraph", -1)],
    weights=[row(furniture=5)],
    means=[20.0],
    bias=[0.0] * LANES,
    scale=0.001,
)
MODEL = Model(
    wording=Wording(["^photo"], to_bytes([row(caption=1000)]), bias=[0.0] * LANES, scale=0.1),
    forest=FOREST,
    revision=REVISION,
    leaning=dict.fromkeys(Role, 1.0),
    calibration=[(0.2, 0.3), (0.6, 0.5), (0.8, 0.9)],
)
PAGE = """\
Home

After two years of repairs the council opened the old bridge on Saturday.

Photo of the bridge, seen from the west

The town came to see it, and so did the mayor of the next one.

Sign in
"""
KINDS_OF_PAGE = [Kind.FURNITURE, Kind.PARAGRAPH, Kind.CAPTION, Kind.PARAGRAPH, Kind.FURNITURE]
