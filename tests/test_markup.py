"""The words that a reader sees, and where the links go."""

from __future__ import annotations

from functools import partial

import pytest
from clock import is_slow
from hypothesis import given
from hypothesis import strategies as st

from triage.markup import Piece, parse_inline, plain


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("The [old lighthouse](https://harbour.example/) opens", "The old lighthouse opens"),
        ("![Lamp at night](lamp.jpg)", "Lamp at night"),
        ("![](lamp.jpg)", ""),
        ("[ ![Post](logo.svg) Home ](/)", "Post Home"),
        ("[One](/1)[Two](/2)", "One Two"),
        ("[The tower](/t 'Title \"here\"'), they say", "The tower, they say"),
        (r"[Wave](https://harbour.example/a_\(b\)_c)", "Wave"),
        ("[__Most  Read](/most/)", "Most Read"),
        ("**Bold** and _slanted_ and ~~gone~~ and `code`", "Bold and slanted and gone and code"),
        ("**[Bold link](/x)**", "Bold link"),
        (
            "The method `__init__` and ``a `b` [c](d)``, `C:\\_new\\*.txt`",
            "The method __init__ and a `b` [c](d), C:\\_new\\*.txt",
        ),
        ("[the `__len__` of it](/x) is `x[0](1)`", "the __len__ of it is x[0](1)"),
        (r"25\. November, 5 \* 3", "25. November, 5 * 3"),
        ("Salt &amp; Smoke &#8211; &quot;Fish&quot;", 'Salt & Smoke – "Fish"'),
        ("[12]Home [3]News", "Home News"),
        ("<https://harbour.example/>", "https://harbour.example/"),
    ],
)
def test_plain_words(source: str, words: str) -> None:
    assert plain(source) == words


@pytest.mark.parametrize(
    "words",
    [
        'An ordinary sentence, with (brackets) and "marks".',
        "Leser*innen und Mitarbeiter*innen",
        "5 * 3 * 2 is 30",
        "a snake_case_name",
        "``One'' and ``two'' in the manner of TeX",
        "`one' and `two' in that of typewriters",
        "a ` b `` c ``` d",
        "It is open again.*",
        "AT&T and R&D, a&b;",
        "As shown before [4] and after[5], he said [sic].",
        "[not a link](just some words in brackets)",
        "C:\\Users\\keeper",
    ],
)
def test_what_only_looks_like_markup_stays(words: str) -> None:
    assert plain(words) == words


def test_text_without_markup_is_the_same_object() -> None:
    words = "  Nothing   to see "
    assert plain(words) is words


def test_pieces_say_where_links_go() -> None:
    assert parse_inline('See [the *lamp*](https://harbour.example/a?b=1 "Lamp") or ![a boat](boat.png).') == [
        Piece("text", "See "),
        Piece("link", "the lamp", "https://harbour.example/a?b=1"),
        Piece("text", " or "),
        Piece("image", "a boat", "boat.png"),
        Piece("text", "."),
    ]


def test_an_image_inside_a_link_belongs_to_it() -> None:
    assert parse_inline("[ ![Lamp](lamp.jpg) The tower ](/tower)") == [Piece("link", "Lamp The tower", "/tower")]


def test_a_bare_address_is_a_link() -> None:
    assert parse_inline("<https://harbour.example/>") == [
        Piece("link", "https://harbour.example/", "https://harbour.example/")
    ]


def test_crossed_brackets_lose_nothing_that_follows() -> None:
    assert parse_inline("[a [b](x](y)) and [c](/d)")[-1] == Piece("link", "c", "/d")


MARKUP = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            "](",
            "(",
            ")",
            "![",
            "*",
            "**",
            "_",
            "__",
            "~~",
            "`",
            "\\",
            "&amp;",
            "&#0;",
            "<http://a>",
            " ",
            "\n",
        ]
        + ["word", "/", "a", "[1]", '"', "\ud800", "\x00", "字"]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(st.text(), MARKUP))
def test_any_text_has_plain_words(text: str) -> None:
    words = plain(text)
    assert words == text or words == " ".join(words.split())
    assert all(piece.text or piece.target for piece in parse_inline(text))


@given(st.text(st.characters(exclude_characters="\\[&*_`<~")))
def test_text_without_marks_is_left_alone(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    "unit",
    ["[", "](", "[a](", "![", "[a](b)", "**", "_a ", "a*", "`a ", "&a", "<http://", "([)](", "\\", "[1]a ", "[[](a"],
)
def test_time_is_linear(unit: str) -> None:
    short, long = ((unit * size)[:size] for size in (5_000, 20_000))
    assert not is_slow(partial(plain, short), partial(plain, long))
