"""Bytes -> text. (A stand-in.)"""

from __future__ import annotations

from typing import NamedTuple


class NotText(ValueError):
    """The bytes are not text; the message says in a sentence why."""


class Decoded(NamedTuple):
    text: str
    """Without its byte-order mark, line ends as they were."""
    encoding: str
    """The codec's Python name, such as ``utf-8``."""


def decode(data: bytes) -> Decoded:
    return Decoded(data.decode("utf-8-sig", "replace"), "utf-8")
