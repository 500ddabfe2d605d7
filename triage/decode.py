"""Bytes -> text, whatever encoding they are in; what is no text is refused.

The steps are those of the WHATWG Encoding Standard's "decode" (a byte-order mark decides, then UTF-8), and then, for
files that name no encoding, charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_SAMPLE = 1 << 16
"""Bytes that are looked at, at the most, to find the encoding of a file that is not UTF-8."""

# A mark of UTF-32 starts with the one of UTF-16, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# How files begin that people take for text, or that hold long stretches of it.
_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"From: <Saved by", "a saved web page"),
    (b"PK\x03\x04", "a Zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*"
    r"<(?:!doctype html|(?:html|head|body|div|span|section|article|main|header|table|p|h[1-6])\b)",
    re.IGNORECASE,
)
_HEAD = 1000
"""Bytes within which a page of HTML says that it is one."""

# The encodings that files on the web come in, each in the widest form that decoders use for it, the commonest first.
# Without this list charset-normalizer finds rare relatives (EBCDIC, DOS and Macintosh code pages) in short texts.
# ISO 8859-2 stands before cp1250, whose texts nearly always have a byte that is not in it.
_WIDE = ("gb18030", "cp932", "cp949", "big5hkscs", "euc_jp")
_NARROW = (
    *("cp1252", "cp1251", "iso8859_2", "cp1250", "cp1254", "cp1256", "cp1253", "iso8859_7", "cp1255", "cp874"),
    *("cp1257", "koi8_u", "cp866", "iso8859_5"),
)
# Encodings of Latin letters make equally good text of most bytes. Words without accents tell which languages these are.
_CENTRAL = "w z i nie jest od przez je se v na pro ale az egy nem hogy volt sa za su din pe cu si"
_WORDS = {
    "cp1252": "the and of le les et des une el los las que der die und das il che di da os och att det og het een",
    "iso8859_2": _CENTRAL,
    "cp1250": _CENTRAL,
    "cp1254": "ve bir bu ile olarak daha gibi kadar sonra olan",
    "cp1257": "ir kad su kaip buvo kuris un ka ar par bija vai on ei kui oli ning",
}

_WIDE_SHARE = 0.2
"""Lines of Chinese, Japanese or Korean have at least this share of bytes above 0x7F; lines with accents have less."""

_MESS = (0.2, 0.4)
"""What charset-normalizer lets pass of "chaos" (the share of odd letters): it takes long Japanese sentences for some."""

_MARGIN = 0.03
"""Differences of chaos that say nothing."""

# Control characters that no text holds; ESC, backspace and form feed are found in terminal output.
_CONTROL = bytes({*range(0x20), 0x7F} - set(b"\b\t\n\v\f\r\x1b"))
_LOW = bytes(range(0x20))
_ASCII = bytes(range(0x80))


class NotText(ValueError):
    """The bytes are not text; the message says in a sentence why."""


class Decoded(NamedTuple):
    text: str
    """Without its byte-order mark, line ends as they were."""
    encoding: str
    """The codec's Python name, such as ``utf-8``; one that drops the byte-order mark where the bytes have one."""


def decode(data: bytes) -> Decoded:
    """Find the encoding of a file's bytes and decode them all; bytes that do not fit it become U+FFFD.

    Decoding takes time linear in the data, finding the encoding looks at a sample of bounded size. Raises
    :class:`NotText` where the bytes are no text in any encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    for start, name in _FORMATS:
        if data.startswith(start):
            raise NotText(f"Is {name}, not plain text")
    if _HTML.match(data[:_HEAD].decode("latin-1")):
        raise NotText("Is HTML, not plain text; make text of it first, as lynx -dump does")
    sample = data[:_SAMPLE]
    if b"\0" in sample and not _is_utf8(sample) and (found := _find_unmarked_unicode(sample)):
        return Decoded(data.decode(found, "replace"), found)
    shift = data.find(b"\x1b$")
    if shift >= 0 and (found := _first_that_decodes(data[shift : shift + _SAMPLE], ("iso2022_kr", "iso2022_jp_2"))):
        return Decoded(data.decode(found, "replace"), found)
    _refuse_binary(sample)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_binary(data[error.start : error.start + _SAMPLE])  # files of many formats begin with text
        encoding = _find_legacy(data, error.start)
        return Decoded(data.decode(encoding, "replace"), encoding)
    return Decoded(text, "utf-8")


def _refuse_binary(sample: bytes) -> None:
    if 20 * (len(sample) - len(sample.translate(None, _CONTROL))) > len(sample):
        raise NotText("Is binary, not plain text")


def _is_utf8(sample: bytes) -> bool:
    """Whether a sample that holds zeros is UTF-8 for all that. UTF-16 and UTF-32 may be well-formed UTF-8, too, but only in
    scripts in which about half of the bytes, or more, are below a space's."""
    low = len(sample) - len(sample.translate(None, _LOW))
    return low < 0.45 * len(sample) and _first_that_decodes(sample, ("utf-8",)) is not None


def _find_unmarked_unicode(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, known by its spaces, line ends and digits, which hold zero bytes."""
    best, most = None, 0
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
        shown = [character for character in text if character.isprintable() or character.isspace()]
        plain = sum(character.isascii() for character in shown)
        if plain > most and len(shown) > 0.95 * len(text):
            best, most = encoding, plain
    return best


def _find_legacy(data: bytes, error: int) -> str:
    """The encoding of data that is not UTF-8 from offset ``error`` on; ``utf-8`` where it merely has bad bytes."""
    start = max(0, error - _SAMPLE // 2)
    window = data[start : start + _SAMPLE]
    text = window.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    # Well-formed sequences are rare in any other encoding, where most are bad.
    if len(text) - len(text.encode("ascii", "ignore")) >= 2 * bad:
        return "utf-8"
    cut = max(window.rfind(b"\n"), window.rfind(b" ")) + 1
    if start + len(window) < len(data) and cut > error - start:
        # Half a character at the end would rule its encoding out; a space or a line end is never a part of one.
        window = window[:cut]
    return _ask_charset_normalizer(b"\n".join(line for line in window.splitlines() if not line.isascii()))


def _ask_charset_normalizer(sample: bytes) -> str:
    from collections import Counter

    from charset_normalizer import from_bytes

    share = len(sample.translate(None, _ASCII)) / len(sample)
    candidates = [*(_WIDE if share >= _WIDE_SHARE else ()), *_NARROW]
    for mess in _MESS:
        found = from_bytes(sample, cp_isolation=candidates, threshold=mess)
        matches = [match for match in found if not _is_half_width(str(match))]
        if matches:
            break
    else:
        raise NotText("Is in no encoding of text, or in several")
    least = min(match.chaos for match in matches)
    close = [match for match in matches if match.chaos <= least + _MARGIN]
    words = Counter(re.findall(r"[a-z]+", sample.decode("ascii", "replace").lower()))

    def merit(name: str, match: CharsetMatch) -> tuple[int, float, float, int]:
        known = sum(words[word] for word in _WORDS.get(name, "").split())
        return known, -match.chaos, match.coherence, -candidates.index(name)

    named = ((name, match) for match in close for name in match.could_be_from_charset if name in candidates)
    return max((merit(name, match), name) for name, match in named)[1]


def _is_half_width(text: str) -> bool:
    """Nobody writes in the half-width katakana that Shift-JIS makes of the letters of other encodings."""
    half_width = sum("\uff61" <= character <= "\uff9f" for character in text)
    return 2 * half_width > len(text) - len(text.encode("ascii", "ignore"))


def _first_that_decodes(sample: bytes, encodings: Sequence[str]) -> str | None:
    for encoding in encodings:
        try:
            codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeError:  # which the codecs of Japan and Korea raise where a character does not end
            continue
        return encoding
    return None
