"""The samples: articles written for the project, one for each layout, with what they must give.

``expected/NAME.tsv`` has a line for each paragraph, read by hand: role, kind, text (``cut -f1,3`` is what ``show`` pipes).
``expected/NAME.md`` is what ``clean`` writes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from triage.article import Article, Kind, Role
from triage.decode import decode
from triage.pipeline import classify
from triage.render import lines
from triage.render.markdown import to_markdown

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
EXPECTED = Path(__file__).parent / "expected"

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)


def expected_rows(sample: Path) -> list[tuple[Role, Kind, str]]:
    rows = (EXPECTED / f"{sample.stem}.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    return [(Role(role), Kind(kind), text) for role, kind, text in (row.split("\t") for row in rows)]


def expected_markdown(sample: Path) -> str:
    return (EXPECTED / f"{sample.stem}.md").read_text(encoding="utf-8")


def read_rightly(sample: Path) -> Article:
    """The sample with the kinds and facts that it should have."""
    found = classify(decode(sample.read_bytes()).text)
    facts = yaml.safe_load(expected_markdown(sample).split("---\n")[1])
    return Article(
        title=facts["title"],
        deck=found.deck,
        published=datetime.fromisoformat(facts["published"]),
        updated=datetime.fromisoformat(facts["updated"]) if "updated" in facts else None,
        authors=tuple(facts.get("authors", ())),
        paragraphs=tuple(
            replace(paragraph, kind=kind)
            for paragraph, (_, kind, _) in zip(found.paragraphs, expected_rows(sample), strict=True)
        ),
    )


def test_samples_and_expectations_belong_together() -> None:
    names = {sample.stem for sample in SAMPLES}
    assert len(names) >= 8
    assert {path.stem for path in EXPECTED.glob("*.tsv")} == {path.stem for path in EXPECTED.glob("*.md")} == names
    assert {kind for sample in SAMPLES for _, kind, _ in expected_rows(sample)} == set(Kind)


@each_sample
def test_each_kind_belongs_to_its_role(sample: Path) -> None:
    assert all(kind.role is role for role, kind, _ in expected_rows(sample))


@each_sample
def test_the_paragraphs_are_those_of_the_sample(sample: Path) -> None:
    found = classify(decode(sample.read_bytes()).text)
    assert [paragraph.text for paragraph in found.paragraphs] == [text for _, _, text in expected_rows(sample)]


@each_sample
def test_right_roles_give_the_lines_of_show(sample: Path) -> None:
    shown = list(lines.render(read_rightly(sample), frozenset(Role)))
    assert shown == [f"{role}\t{text}" for role, _, text in expected_rows(sample)]


@each_sample
def test_right_roles_give_the_markdown_of_clean(sample: Path) -> None:
    source = sample.relative_to(ROOT).as_posix()
    assert to_markdown(read_rightly(sample), source=source) == expected_markdown(sample)


RIGHT = {
    "bees-ru": 0.78,
    "bridge-it": 0.73,
    "canal-zh": 0.68,
    "clock-fr": 0.83,
    "ferry-en": 0.85,
    "lighthouse-ja": 0.82,
    "moondial-pt": 0.75,
    "moor-de": 0.85,
    "night-train-en": 0.72,
    "olives-es": 0.85,
    "seeds-en": 0.85,
    "well-ar": 0.85,
}
"""Roles of each sample that the shipped model reads rightly, at least: some 0.15 below what one has come to, for another
may err elsewhere."""


def test_every_sample_has_a_share_to_reach() -> None:
    assert set(RIGHT) == {sample.stem for sample in SAMPLES}


@each_sample
def test_the_model_reads_the_roles(sample: Path) -> None:
    roles = [paragraph.role for paragraph in classify(decode(sample.read_bytes()).text).paragraphs]
    rows = expected_rows(sample)
    right = sum(role is expected for role, (expected, _, _) in zip(roles, rows, strict=True))
    assert right / len(rows) >= RIGHT[sample.stem]
