"""Characters that a terminal or an editor would obey -> characters that it shows."""

from __future__ import annotations

import re
from itertools import groupby
from unicodedata import category

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""C0 and C1 controls but tab and newline, bidirectional embeddings, overrides and isolates, lone surrogates."""


def visible(text: str) -> str:
    """Show what would otherwise be obeyed; any other text comes back as it is.

    A C0 control becomes its picture (ESC is ``␛``, from Unicode's Control Pictures block), a C1 control or a
    bidirectional one its code point (``⟨U+202E⟩``), half a surrogate pair U+FFFD. Tab and newline stay.
    """
    return _OBEYED.sub(_shown, text) if _OBEYED.search(text) else text


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"⟨U+{code:04X}⟩"


_LINE_BREAKS = re.compile("[\t\n\v\f\r\u2028\u2029]+")

_MOST_MARKS = 8
"""More signs without a width on one letter are no writing but a flood, which would smear over the lines around it or
carry what nobody sees."""

_SIGNS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")
"""Where a flood may be."""


def visible_line(text: str) -> str:
    """The same for a place that holds one line: tabs and line breaks become a space, a flood of marks is cut."""
    return _SIGNS.sub(_cut_floods, visible(_LINE_BREAKS.sub(" ", text)))


def _cut_floods(match: re.Match[str]) -> str:
    runs = ((is_mark, "".join(run)) for is_mark, run in groupby(match[0], _is_mark))
    return "".join(
        f"{run[:_MOST_MARKS]}⟨{len(run) - _MOST_MARKS} more marks⟩" if is_mark and len(run) > _MOST_MARKS else run
        for is_mark, run in runs
    )


def _is_mark(character: str) -> bool:
    """Whether it is combining, or formats what stands around it, such as a joiner."""
    return category(character) in ("Mn", "Me", "Cf")
