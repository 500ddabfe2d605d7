"""What a text's layout shows: one test a layout, then what holds for any text."""

from __future__ import annotations

import textwrap
from functools import partial

import pytest
from clock import is_slow
from hypothesis import given
from hypothesis import strategies as st

from triage.paragraphs import Block, split

LIGHTHOUSE = (
    "After nine years the old lighthouse on the northern pier opened its doors again on Saturday, and hundreds of "
    "visitors climbed the steps to the lamp. Some of them stayed until the evening, when the keeper lit it."
)
KEEPER = (
    "The keeper, who is seventy-one years old, said that he was glad. He had waited for this day since the city shut "
    "the tower after a storm, and he had never believed that it would take so long to find the money for a new roof."
)
MAYOR = (
    "The mayor promised to keep the tower open in winter as well, although the school at the other end of the harbour "
    "needs a new roof too. The council will decide in March whether there is enough for both of them."
)
PROSE = [LIGHTHOUSE, KEEPER, MAYOR]
WIDTHS = [60, 66, 72, 80, 100]


def texts(text: str) -> list[str]:
    return [block.text for block in split(text)]


def marked(text: str) -> list[tuple[str, str]]:
    return [(block.marker, block.text) for block in split(text)]


def wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False)


# Lines and blank lines


def test_nothing_has_no_blocks() -> None:
    assert split("") == []
    assert split(" \t\n\u3000\n") == []


def test_a_block_says_where_it_stands() -> None:
    assert split("Title\n\n\n   - An  item \n") == [
        Block(start=0, end=5, text="Title", marker="", indent=0, gap=0, lines=1),
        Block(start=11, end=21, text="An item", marker="-", indent=3, gap=2, lines=1),
    ]


def test_paragraphs_between_blank_lines() -> None:
    assert texts("\n\n".join(PROSE)) == PROSE


def test_a_line_a_paragraph() -> None:
    assert texts("\n".join(["Harbour Post", "Lighthouse opens", *PROSE, "Home", "News"])) == [
        "Harbour Post",
        "Lighthouse opens",
        *PROSE,
        "Home",
        "News",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\v", "\u0085", "\u2028", "\u2029"])
def test_every_line_end(end: str) -> None:
    assert texts(f"One{end}Two{end}{end}Three") == ["One", "Two", "Three"]
    assert [block.gap for block in split(f"One{end}Two{end}{end}Three")] == [0, 0, 1]


def test_separators_of_data_fields_end_no_line() -> None:
    assert texts("one\x1dtwo") == ["one two"]


def test_a_byte_that_is_not_text_is_visible() -> None:
    assert texts("a\x00b\n\ud800\n\u200b") == ["a\x00b", "\ud800", "\u200b"]


# Hard-wrapped lines


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_are_joined(width: int, end: str) -> None:
    text = "\n\n".join(wrap(paragraph, width) for paragraph in PROSE).replace("\n", end)
    assert texts(text) == PROSE
    assert split(text)[0].lines == len(textwrap.wrap(LIGHTHOUSE, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_wrapped_paragraphs_told_by_indentation(width: int) -> None:
    assert texts("\n".join(wrap(paragraph, width, first="    ") for paragraph in PROSE)) == PROSE


@pytest.mark.parametrize("width", WIDTHS)
def test_wrapped_paragraphs_told_by_a_short_last_line(width: int) -> None:
    prose = [" ".join(wrap(paragraph, width).split("\n")[:2]) + " ended." for paragraph in PROSE]
    lines = [wrap(paragraph, width) for paragraph in prose]
    assert all(len(text.split("\n")[-1]) < width - 10 for text in lines)
    assert texts("\n".join(lines)) == prose


def test_a_wrapped_article_below_an_unwrapped_menu() -> None:
    menu = ["Home", "News from the harbour", "Weather", "Sports and leisure on the coast"]
    assert texts("\n".join([*menu, ""]) + "\n" + "\n\n".join(wrap(p, 72) for p in PROSE)) == [*menu, *PROSE]


def test_a_wrapped_article_above_unwrapped_prose() -> None:
    unwrapped = [paragraph + " " + LIGHTHOUSE for paragraph in PROSE]
    assert texts("\n\n".join([*(wrap(p, 66) for p in PROSE), *unwrapped])) == [*PROSE, *unwrapped]


def test_a_wrapped_message_quoted_at_another_width() -> None:
    quoted = "\n".join("> " + line for line in textwrap.wrap(KEEPER + " " + MAYOR, 58))
    assert marked(f"{wrap(LIGHTHOUSE, 76)}\n\n{quoted}\n\n{wrap(MAYOR, 76)}") == [
        ("", LIGHTHOUSE),
        (">", KEEPER + " " + MAYOR),
        ("", MAYOR),
    ]


def test_an_address_that_cannot_be_broken() -> None:
    address = "https://harbour.example/" + "a" * 90
    text = LIGHTHOUSE.replace("Some of them", f"See {address} for pictures. Some of them")
    assert texts("\n\n".join(wrap(paragraph, 72) for paragraph in [text, KEEPER])) == [text, KEEPER]


def test_a_link_wrapped_inside_its_words() -> None:
    text = LIGHTHOUSE.replace("hundreds of visitors", "[hundreds of visitors](https://harbour.example/visitors-2021)")
    assert texts("\n\n".join(wrap(paragraph, 60) for paragraph in [text, KEEPER])) == [text, KEEPER]


def test_text_set_in_a_proportional_font() -> None:
    def fill(text: str) -> str:
        lines = [""]
        for word in text.split():
            size = sum(0.5 if ch in "iljtf.,I " else 1.4 if ch in "mwMW" else 1.02 for ch in lines[-1] + word)
            lines.append(word) if size > 66 else lines.append(f"{lines.pop()} {word}".strip())
        return "\n".join(lines)

    prose = [f"{a} {b}" for a in PROSE for b in PROSE]
    assert texts("\n\n".join(map(fill, prose))) == prose


def test_lines_of_like_length_are_not_wrapped() -> None:
    headlines = [
        "Lighthouse on the northern pier opens its doors after nine years",
        "Harbour school waits for its roof as the council counts its coins",
        "Keeper of the old tower tells how he spent the storm of the century",
        "Ferry to the islands will run every hour from the first of March",
        "Council wants a second bridge over the river before next summer",
        "Bakers of the town agree on the price of bread for another year",
    ]
    assert texts("\n".join(headlines)) == headlines


def test_verse_is_not_wrapped() -> None:
    verse = ["The lamp is lit, the sea is wide,", "the keeper counts the evening tide,", "and no one knows his name."]
    assert texts("\n".join(verse)) == verse


def test_two_spaces_at_the_end_break_the_line() -> None:
    lines = [line + "  " for line in textwrap.wrap(LIGHTHOUSE, 72)]
    assert len(split("\n".join(lines))) == len(lines)


# Hyphens and scripts


DIVIDED = """\
The keeper of the tower is well known, and so is the lamp, which the well{0}
known painter of the harbour put in each of the pictures that he ever sold
in the northern towns. He painted the tower many times, always from the nor{0}
thern pier, and he gave away none of the paintings that he liked himself.
"""


@pytest.mark.parametrize("hyphen", ["-", "\u2010"])
def test_a_divided_word_is_whole_again(hyphen: str) -> None:
    assert "from the northern pier" in texts(DIVIDED.format(hyphen))[0]


def test_a_compound_keeps_its_hyphen() -> None:
    assert "the well-known painter" in texts(DIVIDED.format("-"))[0]


def test_a_soft_hyphen_leaves_nothing() -> None:
    assert "the wellknown painter" in texts(DIVIDED.format("\N{SOFT HYPHEN}"))[0]


def test_a_hyphen_for_a_word_to_come_keeps_its_space() -> None:
    text = (
        "Der Leuchtturm am nördlichen Pier steht allen offen, den Freunden von Haus-\n"
        "und Gartenbau ebenso wie den vielen, die nur auf das Meer sehen wollen, und\n"
        "er schließt erst am Abend.\n"
    )
    assert "von Haus- und Gartenbau" in texts(text)[0]


def test_a_hyphen_before_a_name_stays() -> None:
    text = (
        "The committee of two countries that met in the town on Friday was the US-\n"
        "Canadian commission for the lakes, which had not met for about nine years\n"
        "and did not agree on anything this time either.\n"
    )
    assert "the US-Canadian commission" in texts(text)[0]


CHINESE = (
    "九年之后，北码头的灯塔于星期六重新开放。数百名游客登上了一百二十二级台阶，来到灯室，其中一些人一直待到傍晚。"
    "看守人今年七十一岁，他说终于有人来了，他很高兴。市长表示，修缮工程历时三年，耗资四百万元。"
)
JAPANESE = (
    "九年ぶりに、港の北の灯台が土曜日に再び公開された。数百人の来訪者が階段を上り、夕方までレンズ室に残る人もいた。"
    "七十一歳の灯台守は、ようやく人が来てくれて嬉しいと語った。市長は冬も開けておくと約束した。"
)
KOREAN = (
    "구 년 만에 북쪽 항구의 등대가 토요일에 다시 문을 열었다. 수백 명의 방문객이 계단을 올라 등실에 이르렀고, 일부는 "
    "저녁까지 머물렀다. 일흔한 살의 등대지기는 마침내 사람들이 와서 기쁘다고 말했다. 시장은 겨울에도 열겠다고 했다."
)


@pytest.mark.parametrize("paragraph", [CHINESE, JAPANESE])
@pytest.mark.parametrize("columns", [60, 66, 72, 80])
def test_scripts_without_spaces_are_joined_without_one(paragraph: str, columns: int) -> None:
    lines = textwrap.wrap(paragraph, columns // 2)  # each character takes two columns
    assert texts("灯塔\n\n" + "\n".join(lines)) == ["灯塔", paragraph]


@pytest.mark.parametrize("columns", [60, 72, 80])
def test_korean_is_joined_with_a_space(columns: int) -> None:
    assert texts("\n".join(textwrap.wrap(KOREAN, columns // 2))) == [KOREAN]


def test_chinese_paragraphs_told_by_indentation() -> None:
    paragraphs = [CHINESE, CHINESE[20:], CHINESE[9:], CHINESE[30:]]
    lines = ["\u3000\u3000" + "\n".join(textwrap.wrap("占占" + text, 36))[2:] for text in paragraphs]
    assert texts("\n".join(lines)) == paragraphs


# Marks


@pytest.mark.parametrize("marker", ["-", "*", "+", "•", "◦", "▪", "‣", "·", "#", "##", "######", ">", "|"])
def test_a_marker_is_not_part_of_the_words(marker: str) -> None:
    assert marked(f"{marker} Words here") == [(marker, "Words here")]
    assert marked(marker) == [(marker, "")]


def test_items_are_told_apart_and_their_wrapped_lines_joined() -> None:
    items = [wrap(paragraph, 72, first="  * ", rest="    ") for paragraph in PROSE]
    assert marked("\n".join(items)) == [("*", paragraph) for paragraph in PROSE]
    assert [block.indent for block in split("\n".join(items))] == [2, 2, 2]


def test_numbers_mark_items_where_they_count() -> None:
    assert marked("1. One\n2. Two\n\n3) Three") == [("1.", "One"), ("2.", "Two"), ("3)", "Three")]


def test_a_day_is_not_an_item() -> None:
    assert marked("25. November 2021") == [("", "25. November 2021")]
    assert marked("1. FC Hafen siegt\n\n2021. A year") == [("", "1. FC Hafen siegt"), ("", "2021. A year")]


def test_what_only_begins_like_a_mark() -> None:
    for words in ["#harbour", "-5 degrees", "*new*", "**Bold** words", "3.5 km", "1984"]:
        assert marked(words) == [("", words)]


def test_a_dash_that_a_wrapped_line_begins_with_is_no_item() -> None:
    title = "The old lighthouse on the northern pier opens its doors after nine years - Harbour Post"
    text = "\n\n".join(["\n- ".join(title.split(" - ")), *(wrap(paragraph, 74) for paragraph in PROSE)])
    assert texts(text) == [title, *PROSE]


def test_setext_headings() -> None:
    assert [block[:4] for block in split("Lighthouse\n==========\n\nThe keeper\n----------\n\nWords")] == [
        (0, 21, "Lighthouse", "#"),
        (23, 44, "The keeper", "##"),
        (46, 51, "Words", ""),
    ]


@pytest.mark.parametrize("rule", ["---", "* * *", "_____", "=======", "────────", "+------+-----+", "├────┼────┤"])
def test_a_rule_is_a_block_of_its_own(rule: str) -> None:
    assert marked(f"Above it\n\n{rule}\nBelow") == [("", "Above it"), ("", rule), ("", "Below")]


def test_rows_of_tables() -> None:
    assert marked("| Day | Guests |\n|---|---|\n| Saturday | 812 |") == [
        ("|", "Day | Guests"),
        ("|", "---|---"),
        ("|", "Saturday | 812"),
    ]
    assert marked("Day | Guests\n---|---\nSaturday | 812\n\nHome | News") == [
        ("|", "Day | Guests"),
        ("|", "---|---"),
        ("|", "Saturday | 812"),
        ("", "Home | News"),
    ]


def test_boxes_of_w3m() -> None:
    assert marked("┌─────┬─────┐\n│ Day │ 812 │\n└─────┴─────┘")[1] == ("│", "Day │ 812")


def test_fenced_code_keeps_its_lines_and_spaces() -> None:
    blocks = split("```python\nfor x in y:\n\n    z  = 1\n# no heading\n```\n# Heading")
    assert [(block.marker, block.text, block.indent, block.gap) for block in blocks] == [
        ("```python", "", 0, 0),
        ("```python", "for x in y:", 0, 0),
        ("```python", "z  = 1", 4, 1),
        ("```python", "# no heading", 0, 0),
        ("```python", "", 0, 0),
        ("#", "Heading", 0, 0),
    ]


def test_a_fence_without_its_other_end_is_a_line() -> None:
    assert marked("```\n# Heading\nWords") == [("", "```"), ("#", "Heading"), ("", "Words")]


def test_quotations_end_where_the_marks_do() -> None:
    assert marked("> One\n>\n> Two\nThree") == [(">", "One"), (">", ""), (">", "Two"), ("", "Three")]


# Programs


def test_lynx() -> None:
    page = """\
   #[1]alternate

   [2]Home [3]News
     * [4]Politics
     * [5]Culture and a long item that has to be broken over two lines
       because there is so much of it
          + [6]Inner item
               o [7]Inmost item

Old lighthouse opens again

   After nine years the lighthouse on the northern pier opened its doors on
   Saturday. [8]Hundreds of visitors climbed the steps to the lamp, and some
   of them stayed until the evening.
     ______________________________________________________________________

References

   Visible links
   1. https://harbour.example/feed.xml
   2. https://harbour.example/
   3. https://harbour.example/news/a/very/long/address/that/is/longer/than/the/page/is/wide
"""
    assert marked(page) == [
        ("", "#[1]alternate"),
        ("", "[2]Home [3]News"),
        ("*", "[4]Politics"),
        ("*", "[5]Culture and a long item that has to be broken over two lines because there is so much of it"),
        ("+", "[6]Inner item"),
        ("o", "[7]Inmost item"),
        ("", "Old lighthouse opens again"),
        (
            "",
            "After nine years the lighthouse on the northern pier opened its doors on Saturday. "
            + "[8]Hundreds of visitors climbed the steps to the lamp, and some of them stayed until the evening.",
        ),
        ("", "_" * 70),
        ("", "References"),
        ("", "Visible links"),
        ("1.", "https://harbour.example/feed.xml"),
        ("2.", "https://harbour.example/"),
        ("3.", "https://harbour.example/news/a/very/long/address/that/is/longer/than/the/page/is/wide"),
    ]


def test_w3m() -> None:
    assert texts("[logo] Harbour Post\n\n[lamp.jpg]\n" + wrap(LIGHTHOUSE, 78)) == [
        "[logo] Harbour Post",
        "[lamp.jpg]",
        LIGHTHOUSE,
    ]


def test_html2text() -> None:
    page = "  * [Home](/)\n  * [News](/news)\n\n# Lighthouse\n\n![Lamp](lamp.jpg)  \nPhoto: A. Keeper\n\n" + LIGHTHOUSE
    assert marked(page) == [
        ("*", "[Home](/)"),
        ("*", "[News](/news)"),
        ("#", "Lighthouse"),
        ("", "![Lamp](lamp.jpg)"),
        ("", "Photo: A. Keeper"),
        ("", LIGHTHOUSE),
    ]


# Any text

FRAGMENTS = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        "\f",
        "\u2028",
        " ",
        "  ",
        "\t",
        "\u3000",
        "#",
        "> ",
        "- ",
        "* ",
        "1. ",
        "2. ",
        "|",
        "---",
        "===",
    ]
    + ["```", "~~~", "[a](b)", "](", "exam-", "\u00ad", "\x00", "\x1d", "\ud800", "字", "word", "Word.", "a" * 40, "o "]
)
ANYTHING = st.one_of(
    st.text(),
    st.lists(FRAGMENTS, max_size=60).map("".join),
    st.lists(st.text(st.sampled_from("ab .\n-字"), min_size=1), max_size=8).map(lambda t: wrap(" ".join(t), 60)),
)


@given(ANYTHING)
def test_every_visible_character_lies_in_exactly_one_block(text: str) -> None:
    end = 0
    for block in split(text):
        assert text[end : block.start].strip() == ""
        assert end <= block.start < block.end
        assert not text[block.start].isspace() and not text[block.end - 1].isspace()
        end = block.end
    assert text[end:].strip() == ""


@given(ANYTHING)
def test_a_block_is_one_line_of_words(text: str) -> None:
    for block in split(text):
        assert block.marker.startswith("```") or block.text == " ".join(block.text.split())
        assert "\n" not in block.text
        assert set(block.text) <= set(text[block.start : block.end]) | {" "}
        assert block.lines >= 1 and block.gap >= 0 and block.indent >= 0


@given(st.lists(st.sampled_from(PROSE), min_size=2, max_size=6), st.integers(60, 100))
def test_wrapping_is_undone_at_any_width(paragraphs: list[str], width: int) -> None:
    assert texts("\n\n".join(wrap(paragraph, width) for paragraph in paragraphs)) == paragraphs


@pytest.mark.parametrize(
    "unit",
    ["a\n", "word ", "[", "](", "> ", "- ", "1.\n", "```\n", "~~~x\n", "*\n", "o \n", "ab-\n", "---|---\n", "字", "=\n"]
    + ["a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g\n", "a\u00ad\n", "|", "\u3000字\n", "#" * 7],
)
def test_time_is_linear(unit: str) -> None:
    short, long = ((unit * size)[:size] for size in (10_000, 40_000))
    assert not is_slow(partial(split, short), partial(split, long))
