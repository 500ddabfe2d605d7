"""Inline Markdown, as crawlers and html2text write it: the words that a reader sees, and where the links go.

A text that only looks like Markdown (``5 * 3``, ``Leser*innen``, ``snake_case``) keeps its characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias


class Piece(NamedTuple):
    """A stretch of one paragraph's words."""

    kind: Literal["text", "link", "image"]
    text: str
    """The words that a reader sees; an image's are its alternative text, a link's include those of images in it."""
    target: str = ""
    """The address of a link or an image, as the text has it."""


_TOKEN = re.compile(
    r"""(?P<escape> \\[!-/:-@\[-`{-~] )
      | (?P<open> !?\[ ) | (?P<close> \]\(? ) | (?P<paren> \( ) | (?P<end> \) )
      | (?P<entity> &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}); )
      | (?P<mark> \*+ | _+ | ~~ )
      | (?P<ticks> `+ )
      | (?P<address> <(?:https?://|mailto:)[^\s<>]*> )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST = 1_000_000
"""Code points: a longer paragraph is no article's, and parsing it would take two hundred times its size in memory."""
_SUSPECT = re.compile(r"[\\\[&*_`<]|~~")
_LINK_NUMBER = re.compile(r"(?<!\S)\[\d{1,4}\](?=\w)")
"""How lynx numbers the links of a page: in front of a link's words."""


def plain(text: str) -> str:
    """The words of ``text`` that a reader sees, white space collapsed.

    Link text and alternative text stay; targets, emphasis marks, code marks and lynx's link numbers go; backslash
    escapes and entities are resolved. Text without any of these, or of more than a million code points, comes back as it
    is.
    """
    if not _may_have_markup(text):
        return text
    return " ".join("".join(piece.text for piece in parse_inline(text)).split())


def parse_inline(text: str) -> list[Piece]:
    """The stretches of ``text``, in order, that are and are not a link or an image, each with its plain words.

    An image inside a link belongs to the link. Takes time linear in the text.
    """
    if not _may_have_markup(text):
        return [Piece("text", text)] if text else []
    text = _LINK_NUMBER.sub("", text)
    tokens, code = _find_code(list(_TOKEN.finditer(text)))
    links = _find_links(text, tokens)
    out: list[str] = []
    spans: list[_Span] = []
    open_links: list[tuple[_Link, int]] = []  # and where in ``out`` its words begin
    open_marks: dict[str, int] = {}  # where in ``out`` an emphasis mark stands
    position = 0
    for number, token in enumerate(tokens):
        if token.start() < position:  # within the target of a link
            continue
        out.append(text[position : token.start()])
        position = token.end()
        if number in links:
            if links[number].kind == "image" or text[token.start() - 1 : token.start()] == ")":
                out.append(" ")  # what two pictures or links say is not one word
            open_links.append((links[number], len(out)))
        elif open_links and open_links[-1][0].close == number:
            link, first = open_links.pop()
            position = tokens[link.end].end()
            while open_links and tokens[open_links[-1][0].close].start() < position:
                open_links.pop()
            if not open_links:
                spans.append(_Span(first, len(out), link.kind, link.target))
            elif link.kind == "image":
                out.append(" ")
        elif number in code:
            out.append(text[position : code[number].start()])
            position = code[number].end()
        else:
            _read_token(token, out, open_marks)
            if token.lastgroup == "address" and not open_links:
                spans.append(_Span(len(out) - 1, len(out), "link", out[-1]))
    out.append(text[position:])
    return _cut(out, spans)


def _may_have_markup(text: str) -> bool:
    return len(text) <= _LONGEST and _SUSPECT.search(text) is not None


_Token: TypeAlias = re.Match[str]


def _find_code(tokens: Sequence[_Token]) -> tuple[list[_Token], dict[int, _Token]]:
    """The tokens without those within code, which is what it is; and by the number of the backticks that open some, those
    that close it: the next as many."""
    following: dict[str, int] = {}
    closing: dict[int, int] = {}
    for number in range(len(tokens) - 1, -1, -1):
        if tokens[number].lastgroup == "ticks":
            ticks = tokens[number][0]
            if ticks in following and _is_code(tokens[number], tokens[following[ticks]]):
                closing[number] = following[ticks]
            following[ticks] = number
    kept: list[_Token] = []
    code: dict[int, _Token] = {}
    within = 0
    for number, token in enumerate(tokens):
        if number < within:
            continue
        if number in closing:
            code[len(kept)] = tokens[closing[number]]
            within = closing[number] + 1
        kept.append(token)
    return kept, code


def _is_code(opening: _Token, closing: _Token) -> bool:
    """Whether both backticks touch what is between them, or neither: in prose they also stand for opening marks."""
    text = opening.string
    return text[opening.end()].isspace() == text[closing.start() - 1].isspace()


class _Link(NamedTuple):
    """A link or an image, by its tokens' numbers."""

    close: int
    """The bracket after its words."""
    end: int
    """The parenthesis after its target."""
    kind: Literal["link", "image"]
    target: str


class _Span(NamedTuple):
    """The place of a link's words in a list of strings."""

    first: int
    end: int
    kind: Literal["link", "image"]
    target: str


def _find_links(text: str, tokens: Sequence[_Token]) -> dict[int, _Link]:
    """The links by the number of the token that opens each."""
    links: dict[int, _Link] = {}
    brackets: list[int] = []
    parentheses: list[tuple[int, int]] = []  # the brackets around the words that a target follows, or (-1, -1)
    for number, token in enumerate(tokens):
        if token.lastgroup == "open":
            brackets.append(number)
        elif token.lastgroup == "close":
            opened = brackets.pop() if brackets else -1
            if token[0] == "](":
                parentheses.append((opened, number))
        elif token.lastgroup == "paren":
            parentheses.append((-1, -1))
        elif token.lastgroup == "end" and parentheses:
            opened, close = parentheses.pop()
            if opened >= 0:
                target = _read_target(text[tokens[close].end() : token.start()])
                if target is not None:
                    links[opened] = _Link(close, number, "image" if tokens[opened][0] == "![" else "link", target)
    return links


def _read_target(inside: str) -> str | None:
    """The address between a link's parentheses, its title left out; nothing where it is prose."""
    address, _, title = inside.strip().partition(" ")
    if title and title.lstrip()[:1] not in "\"'(" and not re.search(r"[/#:]", address):
        return None
    return _ESCAPE.sub(r"\1", address.strip("<>"))


def _read_token(token: _Token, out: list[str], open_marks: dict[str, int]) -> None:
    """Append what a token stands for that is no part of a link with words."""
    if token.lastgroup == "mark":
        _read_mark(token, out, open_marks)
    elif token.lastgroup == "escape":
        out.append(token[0][1])
    elif token.lastgroup == "entity":
        out.append(_resolve(token[0]))
    elif token.lastgroup == "address":
        out.append(token[0][1:-1])
    else:
        out.append(token[0])


def _resolve(entity: str) -> str:
    import html  # its table of entities is not needed by most texts

    return html.unescape(entity)


def _read_mark(token: _Token, out: list[str], open_marks: dict[str, int]) -> None:
    """Append an emphasis mark, or take it and the one that opened it out."""
    mark, text = token[0], token.string
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
    within = before.isalnum() and after.isalnum()
    loose = mark in ("**", "~~")  # the others inside a word are part of it
    closes = bool(before.strip()) and (loose or not after.isalnum())
    opens = bool(after.strip()) and (loose or not before.isalnum())
    if closes and mark in open_marks:
        out[open_marks.pop(mark)] = ""
    elif mark in ("__", "____") and not within:
        pass  # what html2text makes of an icon: emphasis on nothing
    else:
        if opens:
            open_marks[mark] = len(out)
        out.append(mark)


def _cut(out: Sequence[str], spans: Sequence[_Span]) -> list[Piece]:
    pieces: list[Piece] = []

    def add(kind: Literal["text", "link", "image"], text: str, target: str = "") -> None:
        """A piece; the space at the ends of a link's words goes to the text around it."""
        spaced = not pieces or pieces[-1].text.endswith(" ")
        lead = " " if text[:1].isspace() and not spaced else ""
        words = " ".join(text.split())
        trail = " " if text[-1:].isspace() and words else ""
        if kind == "text":
            words = lead + words + trail
            lead = trail = ""
        for piece in Piece("text", lead), Piece(kind, words, target), Piece("text", trail):
            if piece.text or piece.target:
                pieces.append(piece)

    position = 0
    for span in spans:
        add("text", "".join(out[position : span.first]))
        add(span.kind, "".join(out[span.first : span.end]), span.target)
        position = span.end
    add("text", "".join(out[position:]))
    if pieces and pieces[-1].text == " ":
        pieces.pop()
    return pieces
