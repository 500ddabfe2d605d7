"""Labelled pages, as doccano exports them: JSON Lines of a text and its spans with their roles."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from triage.article import Kind, Role
from triage.markup import plain
from triage.paragraphs import Block, split
from triage.sources import open_file

_KIND_OF_ROLE = {
    Role.HEADLINE: Kind.SUBHEAD,
    Role.BODY: Kind.PARAGRAPH,
    Role.CAPTION: Kind.CAPTION,
    Role.QUOTE: Kind.DIRECT,
    Role.TEASER: Kind.FURNITURE,
}
"""What a span without a kind is taken for."""


class NotLabelled(ValueError):
    """A line is no labelled page; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    """Offset of its first character, in code points of the page's text."""
    end: int
    """Offset just past its last character."""
    kind: Kind


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    text: str
    spans: tuple[Span, ...]

    @property
    def source(self) -> str:
        """The page that this is a version of: its name up to ``#``, after which the program stands that made the text."""
        return self.name.partition("#")[0]


def read_pages(paths: Iterable[str | Path]) -> list[Page]:
    """The pages of ``.jsonl`` or ``.jsonl.gz`` files: ``{"id", "text", "label": [[start, end, role], ...], "kind": [...]}``.

    ``kind`` may be missing, or null. Raises ``OSError`` where a file cannot be read and :class:`NotLabelled` where a line
    is not a labelled page.
    """
    return [page for path in paths for page in _read_file(Path(path))]


def _read_file(path: Path) -> Iterator[Page]:
    try:
        with open_file(path) as file, _expanded(file, path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read_line(line, number, path)
    except (EOFError, zlib.error) as error:
        raise NotLabelled("Is a damaged .gz file") from error
    except UnicodeDecodeError as error:
        raise NotLabelled("Is not UTF-8 text") from error


def _expanded(file: BinaryIO, path: Path) -> TextIO:
    return TextIOWrapper(gzip.GzipFile(fileobj=file) if path.suffix == ".gz" else file, encoding="utf-8", newline="")


def _read_line(line: str, number: int, path: Path) -> Page:
    try:
        return _read_page(json.loads(line), f"{path.name}:{number}")
    except (NotLabelled, RecursionError) as error:
        raise NotLabelled(f"Line {number} is not a labelled page: {error}") from error
    except ValueError as error:
        raise NotLabelled(f"Line {number} is not JSON") from error


def _read_page(record: object, place: str) -> Page:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise NotLabelled('it has no "text"')
    text, labels, kinds = record["text"], record.get("label"), record.get("kind")
    if not isinstance(labels, list):
        raise NotLabelled('it has no list "label"')
    if kinds is None:
        kinds = [None] * len(labels)
    elif not isinstance(kinds, list) or len(kinds) != len(labels):
        raise NotLabelled('"kind" does not have one for each label')
    spans = [_read_span(label, kind, len(text)) for label, kind in zip(labels, kinds, strict=True)]
    name = place if record.get("id") is None else str(record["id"])
    return Page(name, text, tuple(sorted(spans, key=lambda span: span.start)))


def _read_span(label: object, kind: object, size: int) -> Span:
    match label:
        case [int(start), int(end), str(role)] if 0 <= start <= end <= size:
            if role not in list(Role):
                raise NotLabelled(f"{role!r} is no role; there are {', '.join(Role)}")
            if kind is None:
                return Span(start, end, _KIND_OF_ROLE[Role(role)])
            for known in Kind:
                if known == kind and known.role == role:
                    return Span(start, end, known)
            raise NotLabelled(f"{kind!r} is no kind of {role}")
    raise NotLabelled(f"{json.dumps(label)} is not the start, the end and the role of a part of the text")


def align(page: Page) -> tuple[list[Block], list[Kind | None]]:
    """The blocks of a page, and for each the kind of the span that it shares most characters with."""
    blocks = split(page.text)
    kinds: list[Kind | None] = []
    first = 0
    for block in blocks:
        while first < len(page.spans) and page.spans[first].end <= block.start:
            first += 1
        kind, most = None, 0
        for span in page.spans[first:]:
            if span.start >= block.end:
                break
            shared = min(block.end, span.end) - max(block.start, span.start)
            if shared > most:
                kind, most = span.kind, shared
        kinds.append(kind)
    return blocks, kinds


def says_something(text: str) -> bool:
    """Whether a paragraph has a word of its own, and is not just an image, an address or a rule."""
    return any(map(str.isalnum, _ADDRESS.sub(" ", plain(text))))


_ADDRESS = re.compile(r"https?://\S+")


def read_phrases(path: Path) -> list[tuple[str, str, Kind]]:
    """Lines of ``language<TAB>kind<TAB>text``: what typical short lines are, for languages that few pages are in."""
    with path.open(encoding="utf-8") as lines:
        rows: Sequence[list[str]] = [line.rstrip("\n").split("\t") for line in lines]
    return [(language, text, Kind(kind)) for language, kind, text in rows]


def read_written(path: Path) -> list[Page]:
    """Pages as a person writes them: lines of ``kind<TAB>text``, and empty ones, below a line ``page<TAB>name`` for each."""
    pages: list[Page] = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            kind, _, words = line.rstrip("\n").partition("\t")
            if kind == "page":
                pages.append(Page(words, "", ()))
                continue
            page = pages[-1]
            start, end = len(page.text) + len(words) - len(words.lstrip()), len(page.text) + len(words.rstrip())
            spans = (*page.spans, Span(start, end, Kind(kind))) if kind else page.spans
            pages[-1] = Page(page.name, f"{page.text}{words}\n", spans)
    return pages
