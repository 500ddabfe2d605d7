"""No text starts markup of its own in the Markdown that is written of it, nor a field or a tag in the front matter."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
import yaml
from markdown_it import MarkdownIt

from triage.article import Article, Kind, Paragraph, Role
from triage.pipeline import classify
from triage.render.markdown import to_markdown

WITH_HTML = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
WITH_HTML.validateLink = lambda url: True  # type: ignore[method-assign]  # as other programs make a link of any address

STARTS = (
    "# heading", "###### heading", "heading #", "- item", "* item", "+ item", "1. item", "1) item", "999999999. item",
    "> quote", ">", "---", "***", "_ _ _", "--", "=====", "```", "``` python", "~~~", "    code", "\tcode", "<div>", "</div>", "<!--",
    "<?php", "<![CDATA[", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b", "<a href='javascript:alert(1)'>x</a>",
    "<http://a.example>", "[label]: http://a.example", "[^1]: note", "| a | b |", "|---|", ":--", "a|b", "&lt;script&gt;",
    "&#60;b&#62;", "&#x3C;b&#x3E;", "\\# x", "\\<b>", "*emphasis*", "**strong**", "_emphasis_", "`code`", "``x`", "~~struck~~",
    "![picture](http://a.example/x.png)", "\\![x](http://a.example/x.png)", "---\ntitle: mine\n---", "...", "%YAML 1.2", "title: mine",
    "\ufeff---", "\u2028# heading", "\x0b# heading", "\x85- item", "\u3000# heading", "[ ] task", "- [x] task", "[[page]]", "$x$",
)  # fmt: skip

ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "javascript&#58;alert(1)", "javascript\\:alert(1)",
    "<javascript:alert(1)>", "\u200bjavascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
    "view-source:http://a.example", "blob:http://a.example", "ms-word:ofe|u|x", "x:y", "http://a.example/)<script>alert(1)</script>",
    "http://a.example/ \"onmouseover=alert(1)", "http://a.example/\"><script>alert(1)</script>", "http://a.example/`*_[]<>",
)  # fmt: skip


class Page(HTMLParser):
    """The tags of rendered HTML, and where its links go."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


def article(kind: Kind, *texts: str) -> Article:
    """Paragraphs of one kind as ``triage.paragraphs`` makes them: their words on one line."""
    words = [" ".join(text.split()) for text in texts]
    made = [Paragraph(100 * at, 100 * at + 99, text, "", 0, kind, 1.0, None, 1) for at, text in enumerate(words)]
    return Article(None, None, None, None, (), tuple(made))


TAGS = {
    Kind.TITLE: {"h1", "h2"},
    Kind.SUBHEAD: {"h2"},
    Kind.DECK: {"p", "strong"},
    Kind.CAPTION: {"p", "em"},
    Kind.PARAGRAPH: {"p"},
    Kind.LIST: {"ul", "li"},
    Kind.DIRECT: {"blockquote", "p"},
    Kind.BLOCK: {"blockquote", "p"},
    Kind.FURNITURE: {"p"},
}
"""What a paragraph of each kind is to be in HTML."""


@pytest.mark.parametrize("kind", TAGS)
@pytest.mark.parametrize("text", STARTS)
def test_a_text_starts_nothing_of_its_own(text: str, kind: Kind) -> None:
    for words in (text, f"{text} and more", f"so {text} it is"):
        page = article(kind, words, "and another", words)
        written = to_markdown(page, keep=frozenset(Role))
        shown = Page(WITH_HTML.render(written))
        # An address in pointed brackets is a link of the text's own, as is one with words.
        assert shown.tags - {"a"} <= TAGS[kind], written
        assert {name for name, _ in shown.attributes} <= {"href"}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("form", ["[words]({})", "![words]({})", "<{}>", "[![words](a.png)]({})", "[words]: {}"])
def test_a_link_goes_where_no_program_runs(address: str, form: str) -> None:
    written = to_markdown(article(Kind.PARAGRAPH, f"See {form.format(address)} there"))
    shown = Page(WITH_HTML.render(written))
    assert shown.tags <= {"p", "a"}
    for name, value in shown.attributes:
        assert name == "href"
        # A browser leaves out white space and control characters before it looks for the scheme.
        seen = "".join(char for char in value or "" if char > " ")
        assert urlsplit(seen).scheme in ("", "http", "https", "mailto", "tel", "ftp")


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['id']", "!tag", "&anchor a", "*alias", "a: b", "- a", "# no comment", "{a: b}", "[a]", "'",
        '"', '" \nmine: "yes', "\\", "\\\"", "---", "...", "yes", "null", "1e3", "2021-03-18", "<<: *a", "? a", "|", ">", "%TAG", "@a", "`a`",
        "a\nmine: yes", "a\r\n---\r\n# x", "a\u2028mine: yes", "a\x85mine: yes", "\ufeff", "\ud800", "\x1b[31m", "{{ site.x }}",
    ],
)  # fmt: skip
def test_a_fact_is_a_string_and_no_other_field(value: str) -> None:
    page = replace(article(Kind.PARAGRAPH, "Words."), title=value, authors=(value, value))
    _, fields, _ = to_markdown(page, source=value, keep=frozenset({Role.BODY})).split("---\n", 2)
    read = yaml.safe_load(fields)
    assert list(read) == ["title", "authors", "source"]
    assert all(isinstance(field, str) for field in (read["title"], *read["authors"], read["source"]))
    for loader in (yaml.BaseLoader, yaml.FullLoader):
        assert yaml.load(fields, loader) == read


def test_a_page_full_of_attacks_is_an_article_of_plain_words() -> None:
    written = to_markdown(classify("\n\n".join(STARTS)), keep=frozenset(Role))
    tags = Page(WITH_HTML.render(written.removeprefix("---\n").partition("\n---\n")[2] or written)).tags
    assert not tags & {"script", "img", "div", "b", "s", "input", "iframe"}
