"""A text's paragraphs and their roles: all of it, the same each time, whatever the text."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import KINDS_OF_PAGE, MODEL, PAGE

import triage
from triage import roles
from triage.article import Article, Kind, Role
from triage.paragraphs import split
from triage.pipeline import classify
from triage.roles import assign, decide, gather

LINES = st.sampled_from(
    ["Home", "", "", "By Ada Quill", "4 May 2021", "“We waited,” she said.", "A bridge | Site", "© 2021", "- one item"]
    + ["The council opened the bridge on Saturday, and the town came to see it.", "市议会星期六上午重新开放了大桥。"]
)
TEXTS = st.lists(LINES | st.text(max_size=60), max_size=25).map("\n".join)


def test_a_model_decides() -> None:
    assert [paragraph.kind for paragraph in classify(PAGE, model=MODEL).paragraphs] == KINDS_OF_PAGE


def test_an_empty_text_has_no_paragraphs() -> None:
    for text in ("", " \n\t\n"):
        assert classify(text) == Article(None, None, None, None, (), ())
        assert classify(text, reasons=True) == classify(text)


@settings(deadline=None)
@given(TEXTS)
def test_every_visible_character_lies_in_one_paragraph(text: str) -> None:
    paragraphs = classify(text).paragraphs
    held = [place for paragraph in paragraphs for place in range(paragraph.start, paragraph.end)]
    assert held == sorted(set(held))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(held)
    for paragraph in paragraphs:
        assert paragraph.role is paragraph.kind.role
        assert 0 <= paragraph.confidence <= 1
        if paragraph.repeats is not None:
            assert paragraphs[paragraph.repeats].text == paragraph.text


@settings(deadline=None)
@given(TEXTS)
def test_every_measure_is_a_number_for_every_block(text: str) -> None:
    blocks = split(text)
    if blocks:
        for column in gather(blocks, MODEL)[0].values():
            assert len(column) == len(blocks)
            assert all(map(isfinite, column))


def test_the_answer_does_not_depend_on_the_hash_seed_or_the_zone() -> None:
    code = "import sys, triage; print(triage.classify(sys.stdin.read(), reasons=True))"
    text = PAGE + "\nPublished 3/4/2021 16:44 IST\n\nBy Ada Quill and Tom Ash\n\n“At last,” said a woman in Delhi.\n"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], input=text, env=os.environ | env, capture_output=True, text=True, check=True
        ).stdout
        for env in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}, {"LC_ALL": "C"})
    }
    assert len(answers) == 1


def test_the_role_is_the_likeliest_after_leaning_and_the_kind_the_likeliest_of_it() -> None:
    chances = dict.fromkeys(Kind, 0.0) | {Kind.PARAGRAPH: 0.35, Kind.TITLE: 0.2, Kind.DECK: 0.18, Kind.RELATED: 0.27}
    assert decide([*chances.values()], MODEL).kind is Kind.TITLE  # 0.38 for a headline
    leant = replace(MODEL, leaning={**MODEL.leaning, Role.BODY: 1.5})
    assert decide([*chances.values()], leant).kind is Kind.PARAGRAPH
    assert decide([*chances.values()], leant).confidence == MODEL.confidence(0.35)


def test_a_file_of_very_many_paragraphs_is_read_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = split(PAGE * 3)
    alone = assign(split(PAGE), MODEL)
    monkeypatch.setattr(roles, "MOST", len(alone))
    assert assign(blocks, MODEL) == alone * 3


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no resource")
def test_a_million_lines_take_linear_time_and_bounded_memory() -> None:
    code = """
import resource, sys, time, triage
text = "word\\n" * int(sys.argv[1])
start = time.process_time()
assert len(triage.classify(text).paragraphs) == int(sys.argv[1])
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

    def run(lines: int) -> tuple[float, float]:
        done = subprocess.run([sys.executable, "-c", code, str(lines)], capture_output=True, text=True, check=True)
        seconds, memory = map(float, done.stdout.split())
        return seconds, memory

    (few_seconds, few_memory), (many_seconds, many_memory) = run(100_000), run(1_000_000)
    assert many_seconds < 15 * few_seconds
    assert many_memory < 10 * few_memory


def test_the_package_names_what_it_offers() -> None:
    assert (triage.Article, triage.Kind, triage.Role, triage.classify) == (Article, Kind, Role, classify)
    assert set(triage.__all__) <= set(dir(triage))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        triage.nothing  # noqa: B018
