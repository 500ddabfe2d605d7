"""The Markdown of an article: what is written, what is escaped, and that it renders back to the article's words."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rendered import expected, shown, tokens_of
from ruamel.yaml import YAML

from triage.article import Article, Kind, Paragraph, Role
from triage.markup import plain
from triage.paragraphs import Block, split
from triage.render.markdown import to_markdown
from triage.render.visible import visible

GOLD = Path(__file__).parents[2] / "shared" / "gold"


def article(*paragraphs: tuple[Kind, str] | Paragraph, **facts: object) -> Article:
    made = [p if isinstance(p, Paragraph) else paragraph(*p, start=100 * i) for i, p in enumerate(paragraphs)]
    known = {"title": None, "deck": None, "published": None, "updated": None, "authors": ()} | facts
    return Article(**known, paragraphs=tuple(made))  # type: ignore[arg-type]


def paragraph(kind: Kind, text: str, marker: str = "", indent: int = 0, gap: int = 1, start: int = 0) -> Paragraph:
    return Paragraph(start, start + len(text), text, marker, indent, kind, 1.0, None, gap)


def lines_of(text: str, kinds: dict[int, Kind] | Kind) -> Article:
    """An article of the text's own blocks, their kinds given."""
    return labelled(
        split(text), lambda number, _: kinds if isinstance(kinds, Kind) else kinds.get(number, Kind.PARAGRAPH)
    )


def labelled(blocks: Sequence[Block], kind: Callable[[int, Block], Kind]) -> Article:
    return article(
        *(
            Paragraph(b.start, b.end, b.text, b.marker, b.indent, kind(number, b), 1.0, None, b.gap)
            for number, b in enumerate(blocks)
        )
    )


def body(text: str) -> str:
    """The Markdown of one body paragraph."""
    return to_markdown(article((Kind.PARAGRAPH, text)), front_matter=False).rstrip("\n")


# What is written


def test_each_kind_has_its_form() -> None:
    markdown = to_markdown(
        article(
            (Kind.FURNITURE, "Home"),
            (Kind.TITLE, "A title"),
            (Kind.DECK, "What it is about."),
            (Kind.BYLINE, "By A. Body"),
            (Kind.CAPTION, "A picture."),
            (Kind.PARAGRAPH, "It began."),
            (Kind.DIRECT, '"It did," she said.'),
            (Kind.SUBHEAD, "Later"),
            (Kind.LIST, "one"),
            (Kind.LIST, "two"),
            (Kind.BLOCK, "A letter."),
            (Kind.RELATED, "Read more"),
        )
    )
    assert markdown == (
        "# A title\n\n**What it is about.**\n\n*A picture.*\n\nIt began.\n\n"
        '> "It did," she said.\n\n## Later\n\n- one\n- two\n\n> A letter.\n'
    )


def test_roles_to_keep_are_chosen() -> None:
    page = article(
        (Kind.TITLE, "A title"), (Kind.PARAGRAPH, "Words."), (Kind.RELATED, "Read [more](https://x.example)")
    )
    assert to_markdown(page, keep={Role.BODY}) == "Words.\n"
    assert to_markdown(page, keep={Role.TEASER}) == "Read [more](https://x.example)\n"
    assert to_markdown(page, keep=set()) == ""


def test_a_title_that_only_the_facts_know_is_the_heading() -> None:
    page = article((Kind.PARAGRAPH, "Words."), title="A *title*")
    assert to_markdown(page, front_matter=False) == "# A title\n\nWords.\n"
    assert to_markdown(page, front_matter=False, keep={Role.BODY}) == "Words.\n"


def test_of_several_titles_the_facts_choose_the_heading() -> None:
    lines = [paragraph(Kind.TITLE, "A weekly"), paragraph(Kind.TITLE, "Bridge opens")]
    assert to_markdown(article(*lines, title="Bridge opens"), front_matter=False) == "## A weekly\n\n# Bridge opens\n"
    assert to_markdown(article(*lines), front_matter=False) == "# A weekly\n\n## Bridge opens\n"


def test_a_title_that_the_facts_found_in_another_kind_stands_once() -> None:
    page = article((Kind.SUBHEAD, "A **title**"), (Kind.PARAGRAPH, "Words."), title="A title")
    assert to_markdown(page, front_matter=False) == "# A title\n\nWords.\n"


def test_quoted_paragraphs_that_follow_each_other_are_one_quotation() -> None:
    page = article((Kind.DIRECT, '"One."'), (Kind.DIRECT, '"Two."'), (Kind.BLOCK, "Three."), (Kind.BLOCK, "— A poet"))
    assert to_markdown(page) == '> "One."\n>\n> "Two."\n\n> Three.\n>\n> — A poet\n'


def test_verse_keeps_its_lines() -> None:
    page = lines_of("Lua nova, não perguntes,\nlua cheia, está na hora.\n\nOutra estrofe\n", Kind.BLOCK)
    assert to_markdown(page) == "> Lua nova, não perguntes,\\\n> lua cheia, está na hora.\n>\n> Outra estrofe\n"


def test_lists_are_nested_by_their_indentation() -> None:
    text = "* a\n    + b\n    + c\n        1. d\n        2. e\n* f\n"
    assert to_markdown(lines_of(text, Kind.LIST)) == "- a\n  - b\n  - c\n    1. d\n    2. e\n- f\n"


def test_an_item_of_hyphens_is_no_rule() -> None:
    assert to_markdown(article((Kind.LIST, "--"), (Kind.LIST, "a"))) == "- \\--\n- a\n"


def test_numbers_that_are_aligned_to_the_right_are_one_list() -> None:
    text = "".join(f"{number:3}. item {number}\n" for number in range(8, 13))
    assert to_markdown(lines_of(text, Kind.LIST)) == "".join(f"{n}. item {n}\n" for n in range(8, 13))


def test_a_list_that_counts_anew_or_skips_keeps_its_numbers() -> None:
    page = article(*(paragraph(Kind.LIST, f"item {n}", f"{n}.", start=100 * n) for n in (1, 2, 5, 6)))
    assert to_markdown(page) == "1. item 1\n2. item 2\n\n5) item 5\n6) item 6\n"
    starts = [
        token.attrs.get("start", 1) for token in tokens_of(to_markdown(page)) if token.type == "ordered_list_open"
    ]
    assert starts == [1, 5]


def test_a_number_is_never_lost() -> None:
    page = article(paragraph(Kind.SUBHEAD, "A reason", "3."), paragraph(Kind.CAPTION, "A view", "2)", start=50))
    assert to_markdown(page) == "## 3. A reason\n\n*2) A view*\n"


def test_rows_are_a_table() -> None:
    page = lines_of("| Item | Price |\n| --- | :-: |\n| Tea \\| milk | 2 |\n| Gin | - |\n| Sum |\n", Kind.LIST)
    assert to_markdown(page) == "| Item | Price |\n| --- | --- |\n| Tea \\| milk | 2 |\n| Gin | - |\n| Sum |  |\n"


def test_boxes_of_a_text_browser_are_a_table() -> None:
    page = lines_of("┌──────┬───┐\n│ Tea  │ 2 │\n├──────┼───┤\n│ Milk │ 1 │\n└──────┴───┘\n", Kind.LIST)
    assert to_markdown(page) == "| Tea | 2 |\n| --- | --- |\n| Milk | 1 |\n"


def test_code_keeps_its_lines_and_spaces() -> None:
    page = lines_of("Do this:\n\n```\ndef f(x):\n    return [*x]\n\n\n# done `a`\n```\n", {1: Kind.LIST, 2: Kind.LIST, 3: Kind.LIST, 4: Kind.LIST, 5: Kind.LIST})  # fmt: skip
    assert to_markdown(page) == "Do this:\n\n```\ndef f(x):\n    return [*x]\n\n\n# done `a`\n```\n"


def test_code_keeps_the_name_of_its_language() -> None:
    text = "~~~ {.r}\ny <- 2\n~~~\n\n```python\nx = 1\n```\n"
    assert to_markdown(lines_of(text, Kind.LIST)) == "```r\ny <- 2\n```\n\n```python\nx = 1\n```\n"


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    page = article(paragraph(Kind.LIST, "````", "```"), paragraph(Kind.LIST, "x", "```", start=9))
    assert to_markdown(page) == "`````\n````\n\nx\n`````\n"


def test_links_of_the_text_stay_without_what_tracks_the_reader() -> None:
    text = "See [the *port*](https://x.example/a?utm_source=n&id=7&fbclid=q#top) and <https://x.example/b>."
    assert body(text) == "See [the port](https://x.example/a?id=7#top) and [https://x.example/b](https://x.example/b)."


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "#", ""])
def test_links_that_lead_nowhere_or_run_something_are_words(address: str) -> None:
    assert body(f"A [link]({address}) here") == "A link here"


@pytest.mark.parametrize(
    "address",
    ["<https://x.example/a b>", "<https://x.example/a(b>", "a_(b)\\\\c`d*e_f", "/?a&copy;&#35;", "x<y>z", "\u202ea"],
)
def test_an_address_cannot_break_out_of_its_link(address: str) -> None:
    markdown = body(f"A [link]({address}) here `and *there_")
    assert [child.type for child in tokens_of(markdown)[1].children or ()].count("link_open") == 1
    assert shown(markdown) == ["A link here `and *there_"]


def test_numbers_of_a_list_of_references_are_links() -> None:
    text = "The [1]old harbour and [2]its boats, [3]sic.\n\nReferences\n\n   1. https://x.example/a(b?utm_id=1&c=d\n   2. javascript:alert(1)\n"
    page = lines_of(text, {1: Kind.SUBHEAD, 2: Kind.FURNITURE, 3: Kind.FURNITURE})
    assert to_markdown(page).startswith("The [old](https://x.example/a%28b?c=d) harbour and its boats, sic.\n")


def test_numbers_in_code_are_no_links() -> None:
    page = lines_of(
        "```\nx = y [1]z\n```\n\n1. https://x.example/\n2. https://x.example/b\n",
        {3: Kind.FURNITURE, 4: Kind.FURNITURE},
    )
    assert "x = y [1]z" in to_markdown(page)


def test_a_picture_without_words_leaves_no_space() -> None:
    page = article((Kind.CAPTION, "![](a.jpg) ![](b.jpg) A harbour ![](c.jpg) ![](d.jpg)"))
    assert to_markdown(page) == "*A harbour*\n"


def test_a_picture_is_a_link_and_not_loaded() -> None:
    page = article((Kind.CAPTION, "![A harbour](https://x.example/a.jpg)"))
    assert to_markdown(page) == "*[A harbour](https://x.example/a.jpg)*\n"


# Nothing is printed twice


def test_a_deck_that_the_body_repeats_is_left_to_the_body() -> None:
    page = article((Kind.DECK, "What it is about."), (Kind.PARAGRAPH, "First."), (Kind.PARAGRAPH, "What it is about."))
    assert to_markdown(page) == "First.\n\nWhat it is about.\n"


def test_captions_and_titles_that_repeat_stand_once() -> None:
    page = article(
        (Kind.CAPTION, "A TITLE"),
        (Kind.TITLE, "A title"),
        (Kind.CAPTION, "A picture."),
        (Kind.TITLE, "A  title"),
        (Kind.CAPTION, "**A picture.**"),
        (Kind.SUBHEAD, "A title"),
    )
    assert to_markdown(page) == "# A title\n\n*A picture.*\n"


def test_what_is_meant_to_be_said_twice_is() -> None:
    page = article(
        (Kind.SUBHEAD, "For"), (Kind.LIST, "cheap"), (Kind.SUBHEAD, "Against"), (Kind.LIST, "cheap"),
        (Kind.PARAGRAPH, "Why?"), (Kind.DIRECT, '"No."'), (Kind.PARAGRAPH, "Why?"), (Kind.DIRECT, '"No."'),
    )  # fmt: skip
    assert len(shown(to_markdown(page))) == 8


def test_a_long_paragraph_that_the_page_shows_twice_stands_once() -> None:
    text = "The page was made for large screens and for small ones, and a copy shows the text of both."
    assert to_markdown(article((Kind.PARAGRAPH, text), (Kind.PARAGRAPH, text))) == text + "\n"


# What is escaped, and what is not


@pytest.mark.parametrize(
    "text",
    [
        "snake_case and _private", "3 * 4 = 12", "5*6", "C#", "#hashtag", "Mr. X", "1986", "1986. ", "-5 degrees", "+1",
        "a < b > c", "x <3 y", "AT&T; R&D", "&nosuch;", "[sic]", "he [the mayor] said (twice)", "[1] (see note)",
        "[a](see the note below)", "Wow!", "`", "it`s", "~5 km", "a ~~ b", "C:\\Users\\me", "===", "50 %", "* ", "a - b",
        "10.5", "2021-03-18", "“*”", "f(x) = [x]", "Editor's note: a | b", "$5_000", "…", "a\\", "日本*語", "5' 6\"",
    ],
)  # fmt: skip
def test_what_is_no_markup_has_no_backslash(text: str) -> None:
    text = text.strip()
    assert shown(body(text)) == [plain(text)]
    if text != "*" and text != "1986.":
        assert body(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# one", "\\# one"), ("#", "\\#"), ("- a", "\\- a"), ("+ a", "\\+ a"), ("* a", "\\* a"), ("1. a", "1\\. a"),
        ("1986. A year", "1986\\. A year"), ("12) a", "12\\) a"), ("> a", "\\> a"), ("---", "\\---"), ("- - -", "\\- - -"),
        ("___", "\\_\\_\\_"), ("* * *", "\\* * *"), ("~~~ x", "\\~~~ x"), ("<div", "\\<div"), ("a < b & c &amp;amp; d", "a < b & c \\&amp; d"),
        ("[a]: https://x.example", "\\[a]: https://x.example"), ("[^1]: a note", "\\[^1]: a note"),
        ("a \\*b* c", "a \\*b\\* c"), ("a \\<b> c", "a \\<b> c"), ("[a\\](b)", "[a\\](b)"), ("!\\[a\\](b)", "![a\\](b)"),
        ("Wow\\![a](https://x.example)", "Wow\\![a](https://x.example)"), ("a \\` b \\` c", "a \\` b \\` c"),
        ("\\```", "\\`\\`\\`"), ("C:\\\\.config", "C:\\\\.config"),
    ],
)  # fmt: skip
def test_what_would_be_markup_is_escaped(text: str, markdown: str) -> None:
    assert body(text) == markdown


def test_a_heading_may_end_in_a_hash() -> None:
    assert to_markdown(article((Kind.TITLE, "Why C #"))) == "# Why C \\#\n"
    assert to_markdown(article((Kind.TITLE, "1. Why C#"))) == "# 1. Why C#\n"


def test_control_characters_are_shown() -> None:
    page = article((Kind.TITLE, "a\x1b[31mb\u202ec\x9bd\x00"), title="a\x1b[31mb\u202e\x7f")
    markdown = to_markdown(page, source="\x1b]0;x\x07")
    assert not any(ch < " " and ch != "\n" or "\x7f" <= ch <= "\x9f" or ch == "\u202e" for ch in markdown)
    assert "# a␛[31mb⟨U+202E⟩c⟨U+009B⟩d␀" in markdown


# It renders back to the words

FRAGMENTS = [
    "#", "##", "-", "+", "*", "1.", "12)", ">", "===", "---", "***", "___", "    ", "<b>", "</b>", "<!--", "-->", "<?", "<div",
    "&amp;", "&#35;", "&copy", "![x](y)", "[x](y)", "[x]", "(y)", "](", "`", "``", "```", "~~~", "[a]: b", "\\", "\\\\",
    "**", "__", "*a*", "_a_", "~~", "|", "||", ":", "!", "[", "]", "(", ")", "http://x.example", "<http://x.example>", "a", "b",
    "word", "Leser*innen", "snake_case", "é", "日本", "。", "€", "\u00a0", "\u3000", "\u2003", "\u200b", "\ufeff", "\t", "\x1b", "\x85",
    "\u202e", "\u2028", "\x0c", "\ud800", "😀", '"', "'", " ", " ", " ",
]  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=12).map("".join) | st.text()
paragraphs = st.builds(
    paragraph,
    kind=st.sampled_from(Kind),
    text=texts,
    marker=st.sampled_from(["", "", "-", "*", "•", "1.", "2.", "7)", "#", ">", "> >", "```", "```r"]),
    indent=st.integers(0, 9),
    gap=st.integers(0, 2),
)


def placed(made: Sequence[Paragraph]) -> Article:
    return article(*(Paragraph(1000 * i, 1000 * i + 1, p.text, p.marker, p.indent, p.kind, 1.0, None, p.gap) for i, p in enumerate(made)))  # fmt: skip


@given(st.lists(paragraphs, max_size=8).map(placed))
def test_rendering_gives_back_the_kept_paragraphs(page: Article) -> None:
    assert shown(to_markdown(page)) == expected(page)


@given(texts, st.sampled_from(Kind))
def test_rendering_gives_back_a_paragraph_of_any_kind(text: str, kind: Kind) -> None:
    page = article((kind, text))
    assert shown(to_markdown(page)) == expected(page)


@given(st.lists(st.lists(texts.filter(lambda text: "|" not in text), min_size=2, max_size=3), min_size=1, max_size=4))
def test_rendering_gives_back_the_cells_of_a_table(rows: list[list[str]]) -> None:
    page = placed([paragraph(Kind.LIST, " | ".join(["x", *row]), "|") for row in rows])
    assert shown(to_markdown(page)) == expected(page)


@given(st.lists(paragraphs, max_size=5).map(placed))
def test_the_markdown_carries_no_control_characters(page: Article) -> None:
    markdown = to_markdown(page)
    assert not any(ch < " " and ch not in "\n\t" or "\x7f" <= ch <= "\x9f" for ch in markdown)
    markdown.encode()


lines_of_pages = st.lists(
    st.sampled_from(["", "", "```", "~~~ r", "  * a", "    + b", " 1. c", " 2. d", "| x | y |", "|---|---|", "│ x │ y │", "> q"])
    | st.tuples(st.sampled_from(["", "  ", "    ", "- ", "# ", "> ", "12. ", "| "]), texts).map("".join),
    max_size=14,
)  # fmt: skip


@given(lines_of_pages.map("\n".join), st.lists(st.sampled_from(Kind), min_size=14, max_size=14))
def test_rendering_gives_back_any_text(text: str, kinds: Sequence[Kind]) -> None:
    page = labelled(split(text), lambda number, _: kinds[number % len(kinds)])
    assert shown(to_markdown(page)) == expected(page)


def labelled_pages(names: str) -> Iterator[tuple[str, Article]]:
    for path in sorted(GOLD.glob(names)):
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for page in map(json.loads, lines):
                kinds = {start: Kind(kind) for (start, _, _), kind in zip(page["label"], page["kind"], strict=True)}
                yield page["id"], labelled(split(page["text"]), lambda _, block: first_kind(block, kinds))  # noqa: B023


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled pages are not here")
@pytest.mark.parametrize("names", ["dev.jsonl", "train.jsonl", "*-variants.jsonl.gz"])
def test_rendering_gives_back_every_labelled_page(names: str) -> None:
    for name, page in labelled_pages(names):
        assert shown(to_markdown(page)) == expected(page), name


def first_kind(block: Block, kinds: dict[int, Kind]) -> Kind:
    return next((kinds[at] for at in range(block.start, block.end) if at in kinds), Kind.FURNITURE)


# The front matter

lines_of_text = texts.map(lambda text: " ".join(text.split()))


def by_pyyaml(markdown: str) -> dict[str, object]:
    first, fields, _ = markdown.split("---\n", 2)
    assert first == ""
    return dict(yaml.safe_load(fields))


def by_frontmatter(markdown: str) -> dict[str, object]:
    return dict(frontmatter.loads(markdown).metadata)


def by_ruamel(version: tuple[int, int], markdown: str) -> dict[str, object]:
    parser = YAML(typ="safe", pure=True)
    parser.version = version
    return dict(parser.load(markdown.split("---\n", 2)[1]))


PARSERS = [by_pyyaml, by_frontmatter, partial(by_ruamel, (1, 1)), partial(by_ruamel, (1, 2))]


def test_front_matter_holds_the_facts() -> None:
    published = datetime(2021, 3, 18, 16, 44, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    page = article(
        (Kind.PARAGRAPH, "Words."), title='Say "no": a #1 \\ guide', published=published, authors=("A", "B: C")
    )
    assert to_markdown(page, source="in/a.txt", keep={Role.BODY}) == (
        '---\ntitle: "Say \\"no\\": a #1 \\\\ guide"\npublished: "2021-03-18T16:44:00+05:30"\n'
        'authors:\n  - "A"\n  - "B: C"\nsource: "in/a.txt"\n---\n\nWords.\n'
    )
    assert to_markdown(page, front_matter=False, keep={Role.BODY}) == "Words.\n"


def test_a_date_without_a_time_is_a_date() -> None:
    page = article(published=datetime(2021, 3, 18), updated=datetime(2021, 3, 19, tzinfo=UTC))
    assert to_markdown(page) == '---\npublished: "2021-03-18"\nupdated: "2021-03-19T00:00:00+00:00"\n---\n'


@pytest.mark.parametrize("read", PARSERS, ids=["PyYAML", "python-frontmatter", "YAML 1.1", "YAML 1.2"])
@given(title=lines_of_text, authors=st.lists(lines_of_text), source=lines_of_text)
def test_every_parser_reads_the_front_matter_back(
    read: Callable[[str], dict[str, object]], title: str, authors: list[str], source: str
) -> None:
    page = article((Kind.PARAGRAPH, "--- # Words."), title=title, authors=tuple(authors), updated=datetime(2021, 3, 19))
    facts = read(to_markdown(page, source=source, keep={Role.BODY}))
    assert facts.get("title", "") == visible(title)
    assert facts["updated"] == "2021-03-19"
    assert facts.get("authors", []) == [visible(author) for author in authors]
    assert facts.get("source", "") == visible(source)


def test_an_empty_text_gives_an_empty_document() -> None:
    assert to_markdown(article()) == ""
