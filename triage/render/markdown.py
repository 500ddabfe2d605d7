"""An article -> CommonMark (tables as GitHub's flavour has them) that renders back to the article's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import Enum, auto
from itertools import groupby, pairwise
from typing import NamedTuple

from triage.article import FENCE, Article, Kind, Paragraph, Role
from triage.markup import parse_inline, plain
from triage.render.escape import Part, escape
from triage.render.front_matter import front_matter_of
from triage.render.kept import ARTICLE, kept
from triage.render.links import clean_address, destination, find_references, link_numbers
from triage.render.visible import visible

_NUMBER = re.compile(r"([0-9]{1,9})[.)]")
_RULE = re.compile(r"[─-╿+=|:\s-]+")


def to_markdown(
    article: Article, *, source: str | None = None, keep: AbstractSet[Role] = ARTICLE, front_matter: bool = True
) -> str:
    """The article as Markdown, ending in a newline; empty where nothing is kept and nothing known.

    ``source`` is where the text came from, for the front matter. ``keep`` are the roles to write. The document holds
    no control characters but newlines, and no markup but what the paragraphs' kinds, their markers and the links of
    the text stand for.
    """
    paragraphs = _with_links(_with_title(kept(article, keep), article.title), find_references(article.paragraphs))
    directly_below = {below.start: above.start for above, below in pairwise(article.paragraphs) if not below.gap}
    blocks = [
        block for form, group in groupby(paragraphs, _form) for block in _write(form, list(group), directly_below)
    ]
    if article.title and Role.HEADLINE in keep and not any(p.kind is Kind.TITLE for p in paragraphs):
        blocks.insert(0, _heading("#", _parts(article.title)))
    if front_matter and (facts := front_matter_of(article, source)):
        blocks.insert(0, facts)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _with_title(paragraphs: list[Paragraph], title: str | None) -> list[Paragraph]:
    """The paragraphs with one title among them: the facts' where it is there, else the first; others are subheads."""
    titles = [paragraph for paragraph in paragraphs if paragraph.kind is Kind.TITLE]
    if not titles and title is None:
        return paragraphs
    titled = next((p for p in titles or paragraphs if plain(p.text) == title), titles[0] if titles else None)
    others = [replace(p, kind=Kind.SUBHEAD) if p.kind is Kind.TITLE else p for p in paragraphs]
    return [replace(p, kind=Kind.TITLE) if p is titled else other for p, other in zip(paragraphs, others, strict=True)]


def _with_links(paragraphs: list[Paragraph], references: Mapping[str, str]) -> list[Paragraph]:
    """The paragraphs, with links where their words have the numbers of references."""
    if not references:
        return paragraphs
    return [p if p.is_code else replace(p, text=link_numbers(p.text, references)) for p in paragraphs]


class _Form(Enum):
    """How paragraphs that follow each other are written together."""

    ALONE = auto()
    LIST = auto()
    TABLE = auto()
    CODE = auto()
    SPEECH = auto()
    BLOCK_QUOTE = auto()


def _form(paragraph: Paragraph) -> _Form:
    if paragraph.role is Role.QUOTE:
        return _Form.BLOCK_QUOTE if paragraph.kind is Kind.BLOCK else _Form.SPEECH
    if paragraph.role in (Role.HEADLINE, Role.CAPTION):
        return _Form.ALONE
    if paragraph.is_code:
        return _Form.CODE
    if paragraph.is_row:
        return _Form.TABLE
    is_item = paragraph.marker and paragraph.marker[0] not in "#>"
    return _Form.LIST if is_item or paragraph.kind is Kind.LIST else _Form.ALONE


def _write(form: _Form, group: Sequence[Paragraph], directly_below: dict[int, int]) -> Iterator[str]:
    if form is _Form.LIST:
        yield "\n".join(_list_lines(group))
    elif form is _Form.CODE:
        yield from (_code(list(lines)) for _, lines in groupby(group, lambda line: line.marker))
    elif form is _Form.TABLE:
        yield from _table(group)
    elif form is _Form.ALONE:
        yield from map(_alone, group)
    else:
        verses = directly_below if form is _Form.BLOCK_QUOTE else {}
        lines = "\n\n".join(_stanzas(group, verses)).split("\n")
        yield "\n".join(f"> {line}" if line else ">" for line in lines)


def _alone(paragraph: Paragraph) -> str:
    parts = _numbered(paragraph)
    if paragraph.kind is Kind.TITLE:
        return _heading("#", parts)
    if paragraph.kind is Kind.SUBHEAD:
        return _heading("##", parts)
    if paragraph.kind is Kind.DECK:
        return escape([Part("**", markup=True), *parts, Part("**", markup=True)])
    if paragraph.kind is Kind.CAPTION:
        return escape([Part("*", markup=True), *parts, Part("*", markup=True)])
    return escape(parts)


def _heading(marks: str, parts: list[Part]) -> str:
    return f"{marks} {escape(parts, heading=True)}"


def _stanzas(group: Sequence[Paragraph], directly_below: dict[int, int]) -> Iterator[str]:
    """The paragraphs, those that stand directly below another joined to it by a hard line break."""
    parts: list[Part] = []
    above = None
    for paragraph in group:
        if parts and directly_below.get(paragraph.start) == above:
            parts.append(Part("\\\n", markup=True))
        elif parts:
            yield escape(parts)
            parts = []
        parts += _numbered(paragraph)
        above = paragraph.start
    yield escape(parts)


class _Level(NamedTuple):
    """A list that is open, by the item that it has come to."""

    indent: int
    """Columns before the item in the text."""
    column: int
    """Columns before the item in the Markdown."""
    number: int | None
    delimiter: str
    """``-``, or what follows the number."""

    @property
    def marker(self) -> str:
        return self.delimiter if self.number is None else f"{self.number}{self.delimiter}"


def _list_lines(group: Sequence[Paragraph]) -> Iterator[str]:
    levels: list[_Level] = []
    for paragraph in group:
        number = int(match[1]) if (match := _NUMBER.fullmatch(paragraph.marker)) else None
        indent = paragraph.indent
        if levels and not paragraph.marker:
            indent = min(indent, levels[-1].indent)
        # Less than the width of the narrowest marker is no other level: numbers may be aligned to the right.
        while len(levels) > 1 and indent <= levels[-1].indent - len("- "):
            levels.pop()
        if levels and indent < levels[-1].indent + len("- "):
            before = levels.pop()
            delimiter = "-" if number is None else "." if before.number is None else before.delimiter
            follows = delimiter == before.delimiter and (number is None or number - (before.number or 0) in (0, 1))
            if not follows:
                yield ""
                delimiter = "-" if number is None else ")" if before.delimiter == "." else "."
            level = _Level(indent, before.column, number, delimiter)
        else:
            column = levels[-1].column + len(levels[-1].marker) + 1 if levels else 0
            if levels and number not in (None, 1):
                yield ""  # such a number would only continue the words before it
            level = _Level(indent, column, number, "-" if number is None else ".")
        levels.append(level)
        yield f"{' ' * level.column}{level.marker} {escape(_parts(paragraph.text))}"


def _table(rows: Sequence[Paragraph]) -> Iterator[str]:
    """The rows, the first as the header that GitHub's tables must have; what has one column only is no table."""
    cells = [_cells(row) for row in rows if not _is_rule(row.text)]
    width = max(map(len, cells), default=0)
    if width < 2:
        yield from (escape(_parts(row[0])) for row in cells)
        return
    lines = ["| " + " | ".join([*map(_cell, row), *[""] * (width - len(row))]) + " |" for row in cells]
    yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _is_rule(text: str) -> bool:
    """Whether a row is only drawn, under a table's header or around its rows. A lone ``-`` is a cell's content."""
    return bool(_RULE.fullmatch(text)) and ("---" in text or "===" in text or "─" <= text[0] <= "╿")


def _cells(row: Paragraph) -> list[str]:
    bar = row.marker or "|"
    return [cell.strip() for cell in re.split(rf"(?<!\\){re.escape(bar)}", row.text.strip())]


def _cell(text: str) -> str:
    return escape(_parts(text), heading=True).replace("|", "\\|")


def _code(lines: Sequence[Paragraph]) -> str:
    language = lines[0].marker.removeprefix(FENCE)
    margin = min(line.indent for line in lines)
    source = "\n".join(
        "\n" * (line.gap if number else 0) + " " * (line.indent - margin) + visible(line.text)
        for number, line in enumerate(lines)
    )
    longest = max(map(len, re.findall("`+", source)), default=0)
    fence = "`" * max(len(FENCE), longest + 1)
    return f"{fence}{language}\n{source}\n{fence}"


def _numbered(paragraph: Paragraph) -> list[Part]:
    """The words of a paragraph that is no item of a list, with its number where it has one."""
    number = f"{paragraph.marker} " if _NUMBER.fullmatch(paragraph.marker) else ""
    return [Part(number), *_parts(paragraph.text)] if number else _parts(paragraph.text)


def _parts(text: str) -> list[Part]:
    """The words of the text and the links that it has, without white space around them."""
    parts: list[Part] = []
    for piece in parse_inline(" ".join(text.split())):
        words = visible(piece.text)
        address = clean_address(piece.target) if words.strip() else None
        if not parts:
            words = words.lstrip()
        if address is None:
            parts += [Part(words)] if words else []
        else:
            parts += [Part("[", markup=True), *_link_words(words), Part(f"]({destination(address)})", markup=True)]
    while parts and not parts[-1].text.strip():
        parts.pop()
    if parts:
        parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip())
    return parts


def _link_words(words: str) -> Iterator[Part]:
    """The words of a link, whose brackets must be balanced or escaped."""
    if re.fullmatch(r"[^\[\]]*(?:\[[^\[\]]*\](?!\()[^\[\]]*)*", words):
        yield Part(words)
        return
    for bracket, other in re.findall(r"([\[\]])|([^\[\]]+)", words):
        yield Part("\\" + bracket, markup=True) if bracket else Part(other)
