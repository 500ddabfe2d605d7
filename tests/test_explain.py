"""Why a paragraph got its role: phrases that a person understands, and that are true."""

from __future__ import annotations

import re
from dataclasses import replace
from math import log1p
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import FOREST, KINDS_OF_PAGE, MODEL, PAGE, REVISION, row

from triage.decode import decode
from triage.explain import explain
from triage.forest import Tree
from triage.linear import Input, Range
from triage.paragraphs import split
from triage.phrases import _AROUND, _CUES, _LANDMARKS, _PHRASES, _SUMS, phrase
from triage.pipeline import classify
from triage.roles import assign, gather

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
PREDICATE = re.compile(
    r"(?:is|has|holds|names|stands|begins|ends|opens|leaves|breaks|does not|shares|reads|comes|says|repeats|looks) \S.*"
)
COLUMNS = sorted(gather(split(PAGE), MODEL)[0])


def test_the_verdicts_are_those_without_reasons() -> None:
    blocks = split(PAGE)
    assert [verdict for verdict, _ in explain(blocks, MODEL)] == assign(blocks, MODEL)
    assert [paragraph.reasons for paragraph in classify(PAGE, model=MODEL).paragraphs] == [()] * len(blocks)


def test_what_decided_is_told() -> None:
    told = classify(PAGE, model=MODEL, reasons=True).paragraphs
    assert [paragraph.kind for paragraph in told] == KINDS_OF_PAGE
    assert told[1].reasons[0] == "has 13 words"
    assert told[2].reasons[0] == "is worded like a caption"


def test_what_spoke_against_the_role_is_no_reason() -> None:
    tree = Tree([0], [row(caption=10), row(caption=30)])  # length speaks for the caption, too
    spoken = replace(MODEL, forest=replace(FOREST, trees=[*FOREST.trees, tree]))
    assert classify(PAGE, model=spoken, reasons=True).paragraphs[1].reasons == ("has 13 words",)
    tree = Tree([0], [row(paragraph=150), row()])  # a forest that takes shortness for a sign of a paragraph
    outvoted = replace(MODEL, forest=replace(FOREST, trees=[*FOREST.trees, tree]))
    assert "has 13 words" not in classify(PAGE, model=outvoted, reasons=True).paragraphs[1].reasons


def test_a_neighbours_measure_is_told_as_the_neighbours() -> None:
    linear = replace(
        REVISION,
        ranges={"words": Range(0.0, 1.0)},
        inputs=[Input("words", 1)],
        weights=[row(furniture=900)],
        means=[5.0],
    )
    told = classify(PAGE, model=replace(MODEL, revision=linear), reasons=True).paragraphs
    assert told[0].reasons[0] == "comes right before a paragraph that has 13 words"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_reason_is_a_predicate_and_is_told_once(sample: Path) -> None:
    for paragraph in classify(decode(sample.read_bytes()).text, reasons=True).paragraphs:
        assert len(set(paragraph.reasons)) == len(paragraph.reasons) <= 3
        assert all(PREDICATE.fullmatch(reason) for reason in paragraph.reasons)


def test_a_page_without_paragraphs_has_no_reasons() -> None:
    assert classify(" \n", reasons=True).paragraphs == ()


def test_what_a_page_leaves_open_of_its_date_is_told_last() -> None:
    text = "The harbour reopens after forty years of silt\n\n03/04/2021\n\n" + PAGE
    told = classify(text, reasons=True).paragraphs[1].reasons
    assert told[-1] == "holds a date that could also be 2021-04-03"
    assert PREDICATE.fullmatch(told[-1])
    assert classify(text).paragraphs[1].reasons == ()


def test_nearly_every_paragraph_has_a_reason() -> None:
    told = [
        bool(paragraph.reasons)
        for sample in SAMPLES
        for paragraph in classify(decode(sample.read_bytes()).text, reasons=True).paragraphs
    ]
    assert sum(told) > 0.98 * len(told)


def test_whatever_has_words_is_measured() -> None:
    assert set(_PHRASES) <= set(COLUMNS)
    assert {f"cue_{name}" for name in _CUES} <= set(COLUMNS)
    assert {f"{side}_{name}" for name in _LANDMARKS for side in ("since", "until")} <= set(COLUMNS)
    assert {f"{side}_{name}" for name in _SUMS for side in ("before", "after")} <= set(COLUMNS)
    assert {name for name in _AROUND if not any(column.startswith(f"{name}<") for column in COLUMNS)} == set()


@given(st.sampled_from(COLUMNS), st.floats(0, 1) | st.integers(-30, 60).map(float), st.integers(-3, 3))
def test_any_value_has_a_predicate_or_none(column: str, value: float, offset: int) -> None:
    if column in ("ending", "marker"):
        value = float(int(abs(value)) % 6)  # these are classes
    said = phrase(column, value, offset)
    assert said is None or PREDICATE.fullmatch(said)


@pytest.mark.parametrize(
    ("column", "value", "offset", "said"),
    [
        ("quoted", 0.714, 0, "has 71% inside quotation marks"),
        ("quoted", 0.0, 0, "has nothing inside quotation marks"),
        ("words", 1.0, 0, "has one word"),
        ("before_related", log1p(0.2), 0, "has no pointers to other stories before it"),
        ("after_furniture", log1p(14.0), 0, "has much page furniture after it"),
        ("before_article_end", -3.0, 0, "stands after the end of the article"),
        ("before_article_end", 4.0, 0, "stands before the end of the article"),
        ("topic", 0.0, 0, "shares no words with the article"),
        ("topic", -1.0, 0, None),
        ("since_date", 1.0, 0, "stands right after a date"),
        ("since_date", 3.0, 0, "stands 3 paragraphs after a date"),
        ("until_date", 40.0, 0, "stands far before a date"),
        ("until_date", 41.0, 0, "has no date after it"),
        ("word_caption", -0.1, -1, "comes right after a paragraph that is worded like a caption"),
        ("word_caption", -2.0, 0, None),
        ("word_caption", -6.0, 0, "is not worded like a caption"),
        ("guess_title", -0.1, 2, "comes 2 before a paragraph that is likely a title"),
        ("guess_title", -0.1, 0, None),
        ("guess_title", -6.0, 2, None),
        ("digits", 0.45, 0, "is 45% digits"),
        ("prose<8", 0.02, 0, "has no prose in the 8 paragraphs before it"),
        ("prose>3", 0.8, 0, "has much prose in the 3 paragraphs after it"),
        ("prose<8", 0.1, 0, "has little prose in the 8 paragraphs before it"),
        ("from_top", 0.0, 0, "is paragraph 1 of the page"),
        ("punctuation", 0.1, 0, None),
    ],
)
def test_what_a_measure_means(column: str, value: float, offset: int, said: str | None) -> None:
    assert phrase(column, value, offset) == said
