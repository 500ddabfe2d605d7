"""Fourteen numbers in one integer: what goes in comes out, and sums are sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.article import Kind
from triage.packing import LANES, MOST, OFFSET, WIDTH, from_bytes, lane, pack, to_bytes, unpack

rows = st.lists(st.integers(-OFFSET, OFFSET - 1), min_size=LANES, max_size=LANES)


def test_there_is_a_lane_for_each_kind() -> None:
    assert len(Kind) == LANES


@given(rows)
def test_a_row_comes_out_as_it_went_in(row: list[int]) -> None:
    packed = pack(row)
    assert unpack(packed, 1) == row
    assert [lane(packed, number) for number in range(LANES)] == row


@given(st.lists(rows, max_size=20))
def test_one_sum_adds_all_lanes(table: list[list[int]]) -> None:
    columns = [[row[number] for row in table] for number in range(LANES)]
    assert unpack(sum(map(pack, table)), len(table)) == list(map(sum, columns))


@pytest.mark.parametrize("number", [-OFFSET, OFFSET - 1])
def test_as_many_rows_as_promised_can_be_added(number: int) -> None:
    assert unpack(sum([pack([number] * LANES)] * MOST), MOST) == [number * MOST] * LANES


@pytest.mark.parametrize("number", [-OFFSET - 1, OFFSET])
def test_a_number_that_would_reach_into_the_next_lane_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        pack([0, number] + [0] * (LANES - 2))


@given(st.lists(rows, max_size=600))
def test_rows_survive_the_file(table: list[list[int]]) -> None:
    packed = [pack(row) for row in table]
    data = to_bytes(packed)
    assert len(data) == WIDTH * len(table)
    assert from_bytes(data) == packed


def test_a_file_that_ends_within_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        from_bytes(to_bytes([pack([1] * LANES)])[:-1])
