"""The model's file: what is written is read again, and what is no model is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import FOREST, MODEL, PAGE, REVISION, row

from triage.forest import Question
from triage.model import SHIPPED, NotAModel, load, pack_model, unpack_model
from triage.packing import LANES, to_bytes
from triage.paragraphs import split
from triage.roles import assign
from triage.wording import Wording

DATA = pack_model(MODEL)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_model_is_read_as_it_was_written() -> None:
    read = unpack_model(DATA)
    assert (read.forest, read.revision) == (MODEL.forest, MODEL.revision)
    assert (read.wording.places, read.wording.weights) == (MODEL.wording.places, MODEL.wording.weights)
    assert (read.wording.bias, read.wording.scale) == (MODEL.wording.bias, MODEL.wording.scale)
    assert (read.leaning, list(read.calibration)) == (MODEL.leaning, list(MODEL.calibration))
    assert pack_model(read) == DATA


def test_the_shipped_model_is_written_as_it_was_read() -> None:
    data = SHIPPED.read_bytes()
    assert pack_model(unpack_model(data)) == data
    assert len(data) <= 4_000_000


@given(
    st.dictionaries(
        st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1),
        st.integers(-1000, 1000).map(lambda weight: row(title=weight)),
        min_size=1,
    )
)
def test_any_words_may_be_pieces(weights: dict[str, int]) -> None:
    wording = Wording(weights, to_bytes(weights.values()), [0.0] * LANES, 1.0)
    read = unpack_model(pack_model(replace(MODEL, wording=wording))).wording
    assert (read.places, read.weights) == (wording.places, wording.weights)


def test_a_file_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.bin", DATA)
    assert load(path) is load(str(path))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"triage model 3\n",
        b"triage model 3\n[]\n",
        b"triage model 3\n{}\n",
        b"triage model 3\n" + b"[" * 100_000 + b"\n",
        b"triage model 0" + DATA[14:],
        DATA[:-1],
        DATA + b"\0",
        DATA[: len(DATA) // 2],
    ],
    ids=lambda data: f"{data[:16]!r}, {len(data)} bytes",
)
def test_what_is_no_model_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NotAModel, match="Not a model of this version of triage"):
        load(write(tmp_path / "model.bin", data))


def test_a_model_that_asks_beyond_its_own_tables_is_refused(tmp_path: Path) -> None:
    high = replace(FOREST, questions=[Question("words", 0, 1), *FOREST.questions[1:]])
    unknown = replace(FOREST, questions=FOREST.questions[:1])
    crowded = replace(FOREST, borders={name: [*map(float, range(128))] for name in FOREST.borders})
    for number, forest in enumerate([high, unknown, crowded]):
        with pytest.raises(NotAModel):
            load(write(tmp_path / str(number), pack_model(replace(MODEL, forest=forest))))
    for number, linear in enumerate([replace(REVISION, ranges={}), replace(REVISION, means=[])]):
        with pytest.raises(NotAModel):
            load(write(tmp_path / f"{number}.linear", pack_model(replace(MODEL, revision=linear))))


ODD = st.none() | st.integers() | st.floats() | st.lists(st.integers()) | st.dictionaries(st.text(), st.none())


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_head_is_refused_or_gives_a_model_that_runs(data: st.DataObject) -> None:
    head, rest = DATA[15:].split(b"\n", 1)
    place = record = json.loads(head)
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not place[key] or not isinstance(place[key], (dict, list)) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(ODD)
    try:
        model = unpack_model(b"triage model 3\n" + json.dumps(record).encode() + b"\n" + rest)
        assign(split(PAGE), model)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
        pass  # what is told in a sentence


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.bin")


@pytest.mark.parametrize(
    ("probability", "confidence"),
    [(0.0, 0.3), (0.2, 0.3), (0.3, 0.35), (0.4, 0.4), (0.6, 0.5), (0.7, 0.7), (0.8, 0.9), (0.9, 0.9), (1.0, 0.9)],
)
def test_confidence_is_read_between_the_knots_of_the_curve(probability: float, confidence: float) -> None:
    assert MODEL.confidence(probability) == pytest.approx(confidence)


def test_confidence_does_not_stumble_over_knots_at_one_place() -> None:
    model = replace(MODEL, calibration=[(0.5, 0.4), (0.5, 0.6), (0.9, 1.0)])
    assert model.confidence(0.5) == pytest.approx(0.6)
    assert model.confidence(0.7) == pytest.approx(0.8)
