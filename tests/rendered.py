"""Markdown as a reader of the rendered page sees it, and what an article should give to see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from triage.article import Article, Role
from triage.markup import plain
from triage.render.kept import kept
from triage.render.visible import visible

COMMONMARK = MarkdownIt("commonmark").enable("table")
DRAWN = re.compile(r"[─-╿][─-╿+=|:\s-]*")


def tokens_of(markdown: str) -> list[Token]:
    return COMMONMARK.parse(markdown)


def shown(markdown: str) -> list[str]:
    """What a reader of the rendered Markdown sees: the words of each block, line and cell, those without words not."""
    return [" ".join(words.split()) for words in _shown(tokens_of(markdown)) if words.split()]


def _shown(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        assert token.type not in ("html_block", "code_block", "hr"), token
        if token.type == "fence":
            yield from token.content.split("\n")
        if token.type == "inline":
            words = ""
            for child in token.children or ():
                assert child.type in ("text", "em_open", "em_close", "strong_open", "strong_close", "hardbreak",
                                      "link_open", "link_close"), child  # fmt: skip
                words += "\n" if child.type == "hardbreak" else child.content
            yield from words.split("\n")


def expected(of: Article) -> list[str]:
    """The words of each block, line and cell that the article's Markdown should show."""
    out: list[str] = []
    for p in kept(of):
        if p.marker and p.marker in "|│┃║" and p.role is Role.BODY:
            out += (
                []
                if "---" in p.text and set(p.text) <= set("|:- ")
                else map(plain, re.split(rf"(?<!\\){re.escape(p.marker)}", p.text))
            )
        elif p.marker.startswith("```") and p.role is Role.BODY:
            out += visible(p.text).split("\n")
        elif p.role is Role.BODY and DRAWN.fullmatch(p.text):
            continue
        else:
            is_number = p.marker[:1].isdigit() and p.kind.role is not Role.BODY
            out.append(plain(f"{p.marker} {p.text}" if is_number else p.text))
    return [visible(" ".join(words.split())) for words in out if words.split()]
