"""The page that ``triage show`` prints at a terminal: its layout in any width and script, its colours, its pager."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from obeyed import OBEYED
from rich.cells import cell_len
from terminal import SGR, at_terminal

from triage.article import Article, Kind, Paragraph, Role
from triage.commands.pager import page
from triage.pipeline import classify
from triage.render.terminal import MEASURE, render
from triage.render.theme import ANSI, PALETTES, resolve, styles
from triage.render.visible import visible, visible_line
from triage.render.wrap import is_right_to_left, wrap

CHINESE = "市议会星期六上午重新开放了修缮近两年的大桥。附近街道的一位居民说：“我们等了很久。”该桥全长 120 米。"
ARABIC = "افتتح مجلس المدينة صباح السبت الجسر الذي استمر إصلاحه نحو عامين."
WORDS = "The council opened the bridge on Saturday morning after almost two years of repairs to its deck and railing."


def paragraph(kind: Kind, text: str, marker: str = "", gap: int = 1) -> Paragraph:
    return Paragraph(0, len(text), text, marker, 0, kind, 0.9, None, gap)


def article(*paragraphs: Paragraph, title: str | None = None) -> Article:
    return Article(title, None, None, None, (), paragraphs)


def look(
    page: Article,
    width: int = 80,
    *,
    roles: Iterable[Role] = tuple(Role),
    source: str = "page.txt",
    unfold: bool = False,
) -> list[str]:
    return [line.plain for line in render(page, frozenset(roles), source=source, unfold=unfold, width=width)]


def body(page: Article, width: int = 80, *, unfold: bool = False) -> list[str]:
    """The lines between the two rules, where there are lines."""
    lines = look(page, width, unfold=unfold)
    first, last = (i for i, line in enumerate(lines) if line.startswith("──"))
    return [line for line in lines[first + 1 : last] if line]


def test_the_header_says_title_date_authors_and_source() -> None:
    page = Article(
        "Bridge opens", None, datetime(2024, 3, 2, 9, 30, tzinfo=UTC), datetime(2024, 3, 3), ("Ada", "Tom"), ()
    )
    assert look(page)[:2] == [
        "Bridge opens",
        "2 March 2024, 09:30 UTC\xa0· updated 3 March 2024\xa0· by Ada, Tom\xa0· page.txt",
    ]


def test_each_paragraph_has_its_role_beside_it() -> None:
    page = article(
        paragraph(Kind.TITLE, "Bridge opens"),
        paragraph(Kind.PARAGRAPH, "It is open."),
        paragraph(Kind.CAPTION, "The bridge."),
        paragraph(Kind.DIRECT, "“At last.”"),
    )
    assert body(page) == [
        "headline │ Bridge opens",
        "    body │ It is open.",
        " caption │ The bridge.",
        "   quote │ ▌ “At last.”",
    ]


def test_an_unsure_role_has_a_question_mark() -> None:
    sure, unsure = paragraph(Kind.CAPTION, "The bridge."), replace(paragraph(Kind.CAPTION, "Ada"), confidence=0.5)
    assert body(article(sure, unsure)) == [" caption │ The bridge.", " caption?│ Ada"]


def test_a_run_of_teasers_is_a_line_that_counts_their_kinds() -> None:
    related, furniture = paragraph(Kind.RELATED, "Read more"), paragraph(Kind.FURNITURE, "Home")
    text = paragraph(Kind.PARAGRAPH, "It is open.")
    page = article(furniture, text, furniture, related, related)
    assert body(page) == [
        "  teaser │ 1 furniture",
        "    body │ It is open.",
        "  teaser │ 2 related, 1 furniture",
    ]
    assert body(article(related, related)) == ["  teaser │ 2 related"]
    assert body(page, unfold=True)[-3:] == ["  teaser │ Home", "  teaser │ Read more", "  teaser │ Read more"]


def test_the_items_of_a_list_stand_together_and_hang() -> None:
    page = article(
        paragraph(Kind.PARAGRAPH, "It has:"), paragraph(Kind.LIST, WORDS, "12."), paragraph(Kind.LIST, "lamps")
    )
    lines = look(page, 60)
    at = next(i for i, line in enumerate(lines) if "12." in line)
    assert lines[at - 1] == ""
    assert lines[at + 1].startswith("         │     ")
    assert lines[lines.index("    body │ • lamps") - 1] != ""


@pytest.mark.parametrize(
    ("marker", "text", "shown"),
    [
        ("|", "Tea | 2", "Tea | 2"),
        ("│", "Tea │ 2", "Tea │ 2"),
        ("┃", "Tea ┃ 2", "Tea ┃ 2"),
        ("║", "Tea ║ 2", "Tea ║ 2"),
        ("", "├─────┼───┤", "├─────┼───┤"),
        ("```python", "tea = 2", "tea = 2"),
        (">", "tea", "• tea"),
        ("##", "tea", "• tea"),
        ("-", "tea", "- tea"),
    ],
)
def test_rows_code_and_the_marks_of_other_paragraphs_are_no_bullets(marker: str, text: str, shown: str) -> None:
    assert body(article(paragraph(Kind.LIST, text, marker))) == [f"    body │ {shown}"]


def test_the_lines_of_a_verse_stand_together_and_pull_quotes_do_not() -> None:
    verse = [paragraph(Kind.BLOCK, line, gap=0) for line in ("The river runs", "The river stays")]
    lines = look(article(*verse, paragraph(Kind.BLOCK, "Set apart")))
    first = lines.index("   quote │ ▌ The river runs")
    assert lines[first + 1 : first + 4] == ["   quote │ ▌ The river stays", "", "   quote │ ▌ Set apart"]


def test_reasons_stand_dim_under_the_text() -> None:
    reasons = ("has 4 words", "stands after the end of the article")
    page = article(replace(paragraph(Kind.PARAGRAPH, "It is open again."), reasons=reasons))
    assert body(page, 60) == [
        "    body │ It is open again.",
        "         │ because it has 4 words; stands after the end of",
        "         │ the article",
    ]
    told = next(line for line in render(page, frozenset(Role), source="", unfold=True, width=60) if "because" in line)
    assert [span.style for span in told.spans] == ["role.body", "dim"]


def test_markdown_links_are_read_as_their_words() -> None:
    assert body(article(paragraph(Kind.PARAGRAPH, "See [the **bridge**](http://a.example/x)."))) == [
        "    body │ See the bridge."
    ]
    assert body(article(paragraph(Kind.CAPTION, "![](a.jpg)"))) == [" caption │ ![](a.jpg)"]


def test_only_the_chosen_roles_are_shown_and_all_are_counted() -> None:
    page = article(paragraph(Kind.TITLE, "Bridge opens"), paragraph(Kind.PARAGRAPH, "It is open."))
    lines = look(page, roles=[Role.BODY])
    assert "    body │ It is open." in lines
    assert "headline │ Bridge opens" not in lines
    assert [line.split() for line in lines[-5:-3]] == [
        ["headline", "▓", "1", "2", "40%"],
        ["body", "█", "1", "3", "60%"],
    ]


@pytest.mark.parametrize("width", [40, 61, 100, 200])
def test_the_bar_gives_each_role_its_share_of_the_line(width: int) -> None:
    page = article(
        paragraph(Kind.TITLE, "One"), paragraph(Kind.PARAGRAPH, "word " * 997), paragraph(Kind.ABOUT, "x " * 2)
    )
    bar = look(page, width)[-7]
    assert len(bar) == min(width, MEASURE)
    assert [(mark, len(list(run))) for mark, run in itertools.groupby(bar)] == [
        ("▓", 1),
        ("█", min(width, MEASURE) - 2),
        ("·", 1),
    ]


def test_an_empty_page_has_a_header_and_a_summary() -> None:
    lines = look(article())
    assert lines[:2] == ["(no title)", "page.txt"]
    assert lines[-1].split() == ["teaser", "·", "0", "0", "0%"]


@pytest.mark.parametrize("width", [40, 60, 100, 160, 200])
@pytest.mark.parametrize("text", [WORDS, CHINESE, ARABIC, "w" * 300, "漢" * 300, "👩‍👩‍👧 🇩🇪 " * 40, "ก" * 300])
def test_no_line_is_wider_than_the_terminal_or_the_measure(width: int, text: str) -> None:
    page = article(*(paragraph(kind, text) for kind in Kind), title=text)
    lines = look(page, width, source=text, unfold=True)
    assert max(map(cell_len, lines)) <= min(width, MEASURE)
    assert max(map(cell_len, lines)) >= min(width, MEASURE) - 1


@given(st.text(), st.integers(40, 200), st.sampled_from(Kind))
def test_any_text_keeps_the_width_and_obeys_nothing(text: str, width: int, kind: Kind) -> None:
    page = article(paragraph(kind, text), title=text)
    for line in look(page, width, source=text, unfold=True):
        assert cell_len(line) <= width
        assert not OBEYED.search(line) and "\t" not in line


@given(st.text(), st.integers(2, 50))
def test_wrapping_keeps_every_character_but_spaces_at_the_breaks(text: str, width: int) -> None:
    lines = list(wrap(visible_line(text), width))
    assert "".join(lines).replace(" ", "") == visible_line(text).replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


def test_words_break_at_spaces_only() -> None:
    assert list(wrap("one two three", 8)) == ["one two", "three"]
    assert list(wrap("10\xa0000 km", 7)) == ["10\xa0000", "km"]
    assert list(wrap("", 8)) == [""]
    assert list(wrap("a " + "b" * 12 + " c", 8)) == ["a", "bbbbbbbb", "bbbb c"]


def test_ideographs_break_anywhere_but_before_closing_signs_and_after_opening_ones() -> None:
    assert list(wrap("一二三四五六", 6)) == ["一二三", "四五六"]
    assert list(wrap("一二三。四五", 6)) == ["一二", "三。四", "五"]
    assert list(wrap("一二「三四」", 6)) == ["一二", "「三", "四」"]
    assert list(wrap("用 BBC 报道", 7)) == ["用 BBC", "报道"]


def test_right_to_left_text_stands_at_the_right() -> None:
    assert is_right_to_left("«" + ARABIC)
    assert not is_right_to_left("12 March: " + ARABIC)
    lines = body(article(paragraph(Kind.PARAGRAPH, ARABIC)), 40)
    assert len(lines) > 1
    assert {cell_len(line) for line in lines} == {40}
    assert lines[0].split("│")[1].replace("\u200f", "").strip() in ARABIC
    quoted = body(article(paragraph(Kind.BLOCK, ARABIC)), 40)
    assert all(line.endswith(" ▌") for line in quoted)
    assert {cell_len(line) for line in quoted} == {40}


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    r, g, b = linear(color)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def linear(color: str) -> list[float]:
    values = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
VISION: dict[str, list[tuple[float, float, float]]] = {
    "usual": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "protanopia": [(0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)],
    "deuteranopia": [(0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)],
    "tritanopia": [(1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)],
}


def lab(rgb: Sequence[float]) -> list[float]:
    """CIELAB under D65."""
    matrix = [(0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)]
    xyz = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in matrix]
    x, y, z = (
        max(v, 0) ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116
        for v in (xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089)
    )
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", PALETTES)
def test_colour_blind_people_can_tell_the_colours_apart(vision: str, theme: str) -> None:
    seen = [
        lab([sum(a * b for a, b in zip(row, linear(color), strict=True)) for row in VISION[vision]])
        for color in PALETTES[theme].values()
    ]
    for one, other in itertools.combinations(seen, 2):
        # A difference of 2.3 is just noticeable (Mahy, Van Eycken and Oosterlinck, 1994).
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 5 * 2.3


def contrast(one: str, other: str) -> float:
    """WCAG 2.2; it asks for 3 to 1 of large text and graphical objects, for 4.5 to 1 of other text."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("theme", "grounds", "least"),
    [("auto", ["#000000", "#ffffff"], 3), ("dark", ["#000000", "#282c34"], 4.5), ("light", ["#ffffff"], 4.5)],
)
def test_the_colours_stand_out_from_the_background(theme: str, grounds: list[str], least: float) -> None:
    assert min(contrast(color, ground) for color in PALETTES[theme].values() for ground in grounds) >= least


@pytest.mark.parametrize(
    ("theme", "terminal", "resolved"),
    [
        ("auto", None, "auto"),
        ("auto", "15;0", "dark"),
        ("auto", "0;default;15", "light"),
        ("auto", "12;8", "dark"),
        ("auto", "15;default", "auto"),
        ("light", "15;0", "light"),
    ],
)
def test_the_theme_is_that_of_the_terminals_background(theme: str, terminal: str | None, resolved: str) -> None:
    assert resolve(theme, {} if terminal is None else {"COLORFGBG": terminal}) == resolved


def test_every_role_and_kind_has_a_style_and_no_two_roles_share_one() -> None:
    for palette in (*PALETTES.values(), *ANSI.values()):
        named = styles(palette)
        assert {f"kind.{kind}" for kind in Kind} | {f"role.{role}" for role in Role} == set(named)
        assert len({named[f"role.{role}"] for role in Role}) == len(Role)


def test_visible_text_shows_what_would_be_obeyed() -> None:
    assert visible("a\x1b[31m\x07\x7f\x9b\u202e") == "a␛[31m␇␡⟨U+009B⟩⟨U+202E⟩"
    assert visible_line("a\tb\r\nc\u2028d") == "a b c d"
    assert visible_line("e" + "\u0301" * 50) == "e" + "\u0301" * 8 + "⟨42 more marks⟩"
    assert visible_line("Việt ไม้ क्षि می‌خواهم 👩‍👩‍👧") == "Việt ไม้ क्षि می‌خواهم 👩‍👩‍👧"


@pytest.fixture
def sample(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(f"Home\n\nThe bridge is [red]open[/red] again\n\n{WORDS}\n\n{CHINESE}\n", encoding="utf-8")
    return str(path)


def test_a_terminal_gets_the_page_in_its_width_with_colours(sample: str) -> None:
    written = at_terminal(sample, columns=60)
    shown = SGR.sub("", written)
    assert "\x1b[" in written
    assert max(map(cell_len, shown.splitlines())) == 60
    assert shown.splitlines() == [
        line.rstrip() or line for line in look(classify(Path(sample).read_text()), 60, source=sample)
    ]
    assert "[red]open[/red]" in shown
    assert not OBEYED.search(shown)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["--color", "never"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})],
)
def test_a_page_without_colours_is_plain_text(sample: str, arguments: list[str], environment: dict[str, str]) -> None:
    assert at_terminal(*arguments, sample, environment=environment) == SGR.sub("", at_terminal(sample))


def test_a_terminal_that_lacks_a_character_gets_a_question_mark(sample: str) -> None:
    written = at_terminal("--color", "never", sample, environment={"PYTHONIOENCODING": "ascii"})
    assert "headline ? The bridge is [red]open[/red] again" in written


def test_color_always_outdoes_no_color(sample: str) -> None:
    assert at_terminal("--color", "always", sample, environment={"NO_COLOR": "1"}) == at_terminal(sample)


def test_a_terminal_of_sixteen_colours_gets_its_own(sample: str) -> None:
    written = at_terminal(sample, environment={"TERM": "xterm", "COLORTERM": ""})
    assert "\x1b[34m" in written
    assert "38;" not in written


def test_a_theme_chooses_the_colours(sample: str) -> None:
    dark, light = (at_terminal("--theme", theme, sample) for theme in ("dark", "light"))
    assert dark != light
    assert SGR.sub("", dark) == SGR.sub("", light)
    assert at_terminal(sample, environment={"COLORFGBG": "15;0"}) == dark


def test_choosing_teasers_or_all_unfolds_them(sample: str) -> None:
    assert "teaser │ 1 furniture" in SGR.sub("", at_terminal(sample))
    for arguments in (["--all"], ["--role", "teaser"]):
        assert "teaser │ Home" in SGR.sub("", at_terminal(*arguments, sample))


def test_explaining_unfolds_the_teasers(sample: str) -> None:
    told = SGR.sub("", at_terminal("--explain", sample))
    assert told.count("│ because it ") == sum(bool(p.reasons) for p in classify_explained(sample))
    assert "teaser │ 1 furniture" not in told


def classify_explained(path: str) -> Sequence[Paragraph]:
    return classify(Path(path).read_text(encoding="utf-8"), reasons=True).paragraphs


def test_several_files_have_their_own_headers(sample: str) -> None:
    written = at_terminal(sample, sample, columns=200)
    assert written.count(sample) == 2


def test_what_is_longer_than_the_screen_goes_through_the_pager(sample: str) -> None:
    pager = {"PAGER": f'{sys.executable} -c "import sys; print(sys.stdin.read().upper())"'}
    assert "HEADLINE" in at_terminal(sample, rows=10, environment=pager)
    assert "HEADLINE" not in at_terminal(sample, rows=500, environment=pager)
    assert "HEADLINE" not in at_terminal("--no-pager", sample, rows=10, environment=pager)
    assert "headline" in at_terminal(sample, rows=10, environment={"PAGER": ""})
    assert "headline" in at_terminal(sample, rows=10, environment={"PAGER": "no-such-pager"})
    assert "headline" in at_terminal(sample, rows=10, environment={"PAGER": "less 'x"})


def test_a_pager_that_is_left_early_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "true")
    assert page("line\n" * 100_000)
