"""Two readings of an article -> the paragraphs whose roles differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from triage.article import Role


class Labelled(NamedTuple):
    """A paragraph's words on one line, and its role."""

    text: str
    role: Role


class Change(NamedTuple):
    """A paragraph that has another role after than before, or that is in one of the two readings alone."""

    text: str
    before: Role | None
    after: Role | None


def compare(before: Sequence[Labelled], after: Sequence[Labelled]) -> Iterator[Change]:
    """What differs, in the order of the text.

    Paragraphs are the same where their words are, however they are spaced. Where others stand between such, as many in
    the one reading as in the other, each is taken for its counterpart in other words; else they went and came.
    """
    old, new = ([" ".join(paragraph.text.split()) for paragraph in reading] for reading in (before, after))
    for start, end, start_after, end_after in _match(old, new):
        if end - start == end_after - start_after:
            for one, other in zip(before[start:end], after[start_after:end_after], strict=True):
                if one.role is not other.role:
                    yield Change(other.text, one.role, other.role)
            continue
        for paragraph in before[start:end]:
            yield Change(paragraph.text, paragraph.role, None)
        for paragraph in after[start_after:end_after]:
            yield Change(paragraph.text, None, paragraph.role)


def _match(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    if old == new:  # one text, read twice: there is nothing to search for
        return [(0, len(old), 0, len(new))]
    return [opcode[1:] for opcode in SequenceMatcher(None, old, new).get_opcodes()]
