"""What is measured of a paragraph: how much of it is quoted, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.evidence import best_stretch, means_after, means_before
from triage.quotation import quotation


@pytest.mark.parametrize(
    "text",
    [
        "“We waited for years”, she said.",
        '"We waited for years", she said.',
        "„We waited for years“, she said.",
        "„We waited for years”, she said.",
        "«We waited for years», she said.",
        "»We waited for years«, she said.",
        "”We waited for years”, she said.",
        "「We waited for years」, she said.",
        "『We waited for years』, she said.",
        "‘We waited for years’, she said.",
        "‚We waited for years‘, she said.",
        "‹We waited for years›, she said.",
        "'We waited for years', she said.",
    ],
)
def test_the_marks_of_many_languages_quote(text: str) -> None:
    assert quotation(text) == pytest.approx(4 / 6)


@pytest.mark.parametrize(
    "text",
    ["It's the boys' own fault.", "It’s the boys’ own fault.", "The ’90s", "rock 'n' roll", "No marks at all.", ""],
)
def test_an_apostrophe_is_no_mark(text: str) -> None:
    assert quotation(text) < 0.5


def test_an_apostrophe_does_not_end_a_quotation() -> None:
    text = "'We didn't wait', she said."
    assert quotation(text) == pytest.approx(3 / 5)
    text = "‘We didn’t wait’, she said."
    assert quotation(text) == pytest.approx(3 / 5)


def test_a_quotation_left_open_reaches_to_the_end() -> None:
    text = "She said: “We waited for years."
    assert quotation(text) == pytest.approx(4 / 6)


def test_marks_of_another_pair_inside_a_quotation_do_not_end_it() -> None:
    assert quotation("“They call it «the gate»”, he said.") == pytest.approx(5 / 7)
    assert quotation('"“Gate” is what they call it", he said.') == pytest.approx(6 / 8)


def test_several_quotations_are_added() -> None:
    assert quotation("“We waited”, she said, “for years.”") == pytest.approx(4 / 6)


def test_where_words_are_not_spaced_the_characters_count() -> None:
    assert quotation("「待ちました」と彼") == pytest.approx(5 / 7)


@given(st.text())
def test_a_share_is_a_share(text: str) -> None:
    assert 0 <= quotation(text) <= 1


@given(st.lists(st.integers(-5, 5)))
def test_the_best_stretch_has_the_greatest_sum(values: list[int]) -> None:
    start, end = best_stretch(values)
    sums = [sum(values[first:last]) for first in range(len(values)) for last in range(first + 1, len(values) + 1)]
    assert not any(value > 0 for value in values) or sum(values[start:end]) == max(sums)


@given(st.lists(st.floats(-1e6, 1e6)), st.integers(1, 5))
def test_means_are_those_of_the_neighbours(values: list[float], reach: int) -> None:
    before, after = means_before(values, reach), means_after(values, reach)
    for at in range(len(values)):
        for found, near in (before, values[max(0, at - reach) : at]), (after, values[at + 1 : at + 1 + reach]):
            assert found[at] == pytest.approx(sum(near) / len(near) if near else 0, abs=1e-3)
