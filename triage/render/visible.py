"""Text of strangers -> text that a terminal shows and does not obey."""

from __future__ import annotations

import re

# C0 and C1, the line and paragraph separators, the bidirectional embeddings, overrides and isolates, and the lone
# surrogates that stand for undecodable bytes in file names.
_ACTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# Combining marks, joiners and other signs without a width.
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060-\u2064\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
# More of them on one letter than any writing needs would smear over the lines around it.
_FLOOD = re.compile(f"({_MARK}{{8}})({_MARK}+)")


def visible(text: str) -> str:
    """One line of text, with what would act on a terminal or a pipe's reader written out.

    White space becomes a space; other control characters become their pictures (``␛``), the rest code points
    (``<U+202E>``). Joiners and direction marks, which many languages write with, stay; a flood of them is cut.
    """
    return _FLOOD.sub(_cut, _ACTIVE.sub(_write_out, text))


def _write_out(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in "\t\n\v\f\r":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def _cut(match: re.Match[str]) -> str:
    return f"{match[1]}<{len(match[2])} more marks>"
