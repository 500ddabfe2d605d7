"""Items of a list are read together: each is half what it is by itself and half what its list is."""

from __future__ import annotations

import pytest

from triage.evidence import Marker
from triage.lists import even_out

ITEM, OTHER = [1.0, 0.0], [0.0, 1.0]


def evened(markers: list[Marker], gaps: list[int], chances: list[list[float]]) -> list[list[float]]:
    return even_out({"marker": list(map(float, markers)), "gap": list(map(float, gaps))}, chances)


@pytest.mark.parametrize("marker", [Marker.BULLET, Marker.NUMBER, Marker.BAR, Marker.FENCE])
def test_an_item_is_drawn_to_the_others(marker: Marker) -> None:
    assert evened([marker] * 4, [1, 0, 0, 0], [ITEM, ITEM, ITEM, OTHER]) == [
        *[pytest.approx([0.875, 0.125])] * 3,
        pytest.approx([0.375, 0.625]),
    ]


@pytest.mark.parametrize("marker", [Marker.NONE, Marker.HEADING, Marker.QUOTE])
def test_other_lines_are_left_alone(marker: Marker) -> None:
    assert evened([marker] * 2, [0, 0], [ITEM, OTHER]) == [ITEM, OTHER]


def test_a_blank_line_or_another_marker_ends_a_list() -> None:
    assert evened([Marker.BULLET] * 2, [0, 1], [ITEM, OTHER]) == [ITEM, OTHER]
    assert evened([Marker.BULLET, Marker.NUMBER], [0, 0], [ITEM, OTHER]) == [ITEM, OTHER]
