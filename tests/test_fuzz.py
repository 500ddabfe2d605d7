"""Any bytes at all, through every part: what fuzzing began with and found, and what hypothesis makes up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import targets
from hypothesis import given, settings
from hypothesis import strategies as st

CORPUS = Path(__file__).with_name("corpus")
KEPT = [(path.parent.name, path) for path in sorted(CORPUS.glob("*/*"))]
SCRAPS = [path.read_bytes() for _, path in KEPT]
INPUTS = st.one_of(
    st.binary(), st.lists(st.one_of(st.sampled_from(SCRAPS), st.binary(max_size=4)), max_size=4).map(b"".join)
)

parts = pytest.mark.parametrize("part", targets.TARGETS.values(), ids=targets.TARGETS)


@pytest.mark.parametrize(("part", "path"), KEPT, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_what_was_once_found_is_mended(part: str, path: Path) -> None:
    targets.TARGETS[part](path.read_bytes())


@parts
def test_any_bytes_keep_the_promises(part: Callable[[bytes], None]) -> None:
    _hold(part, 60)


@pytest.mark.slow
@parts
def test_very_many_bytes_keep_the_promises(part: Callable[[bytes], None]) -> None:
    _hold(part, 20_000 if part is not targets.page else 2_000)


def _hold(part: Callable[[bytes], None], examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(INPUTS)
    def hold(data: bytes) -> None:
        part(data)

    hold()
