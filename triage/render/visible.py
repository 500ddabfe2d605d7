"""Characters that a terminal or an editor would obey -> characters that it shows."""

from __future__ import annotations

import re

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

# Combining marks, joiners and other signs without a width: more than eight on one letter is no writing but a flood
# that would smear over the lines around it.
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060-\u2064"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
_FLOOD = re.compile(f"({_MARK}{{8}})({_MARK}+)")


def visible_line(text: str) -> str:
    """The same for a place that holds one line: tabs and line breaks become a space, a flood of marks is cut."""
    return _FLOOD.sub(lambda match: f"{match[1]}⟨{len(match[2])} more marks⟩", visible(_LINE_BREAKS.sub(" ", text)))
