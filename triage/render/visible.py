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
