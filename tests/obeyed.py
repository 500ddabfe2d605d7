"""What a text must not be shown or written with."""

from __future__ import annotations

import re

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal, an editor or a program that reads lines would obey, and what has no form in UTF-8; a tab and a line
feed are the program's own."""
