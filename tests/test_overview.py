"""The table of many files: what ``triage show --table`` prints, and in which order."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from terminal import SGR, at_terminal

from triage.article import Article, Kind, Paragraph, Role
from triage.cli import main
from triage.render.overview import Row, badness, row, to_line, to_lines

ROLES = frozenset(Role)


def paragraph(kind: Kind, text: str, confidence: float) -> Paragraph:
    return Paragraph(0, len(text), text, "", 0, kind, confidence, None)


BRIDGE = Article(
    "The bridge\tis open",
    None,
    datetime(2024, 3, 2, 9, 30),
    None,
    (),
    (
        paragraph(Kind.RELATED, "Read more of this", 0.4),
        paragraph(Kind.TITLE, "The bridge\tis open", 0.9),
        paragraph(Kind.PARAGRAPH, "The town came to see it.", 0.7),
    ),
)


def make(path: str = "a.txt", share: int = 50, date: str | None = "2024-03-02", title: str | None = "T") -> Row:
    return Row(path, title, date, share, 100, [0.5])


def test_a_row_counts_what_is_kept_and_finds_the_lowest_confidence() -> None:
    assert to_line(row("a.txt", BRIDGE, ROLES)) == "a.txt\tThe bridge is open\t2024-03-02\t10\t14\t0.40"
    assert to_line(row("a.txt", BRIDGE, {Role.BODY})) == "a.txt\tThe bridge is open\t2024-03-02\t6\t14\t0.70"
    assert to_line(row("a.txt", Article(None, None, None, None, (), ()), ROLES)) == "a.txt\t\t\t0\t0\t0.00"


def test_the_words_of_texts_without_spaces_are_their_characters() -> None:
    text = "大桥，开放了。 BBC 报道："
    assert Article(None, None, None, None, (), (paragraph(Kind.LIST, text, 1),)).words[Role.BODY] == 8


def order(key: str, *rows: Row) -> str:
    return " ".join(each.path for each in sorted(rows, key=lambda each: badness(each, key)))


def test_the_worst_row_comes_first() -> None:
    sure, unsure, doubtful = (
        make(name)._replace(confidences=of) for name, of in zip("abc", ([0.9], [0.4], [0.4, 0.5]))
    )
    assert order("confidence", sure, unsure, doubtful) == "b c a"
    assert order("kept", make("a", share=90), make("b", share=10), make("c", share=0)) == "c b a"
    assert order("date", make("a"), make("b", date=None), make("c", date="2020-01-01")) == "b c a"
    assert order("title", make("a", title="Z"), make("b", title="a"), make("c", title=None)) == "c b a"
    assert order("kept", make("a")._replace(confidences=[0.9]), make("b")) == "b a"


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_the_table_keeps_its_columns_and_the_width(width: int) -> None:
    names = ["a.txt", "folder/" * 30 + "b.txt", "目录/" * 30 + "丙.txt"]
    titles = ["One", "A title of many words " * 9, "停航六十年后，青石浜运河重新通船" * 9]
    rows = [make(name, title=title) for name in names for title in titles]
    lines = [line.plain for line in to_lines(rows, width)]
    assert max(map(cell_len, lines)) <= width
    assert {line.index("2024-03-02") for line in lines[1:]} == {lines[0].index("date")}
    assert all("a.txt" in line for line in lines[1:4])
    assert all("b.txt" in line for line in lines[4:7])  # the end of a long name tells files apart
    assert ("share" in lines[0]) is (width >= 80)


@given(st.text(), st.text(), st.integers(1, 200))
def test_any_name_and_title_make_a_line(path: str, title: str, width: int) -> None:
    one = make(path, title=title)
    assert all(line.plain.isprintable() or not line.plain.isascii() for line in to_lines([one], width))
    assert to_line(one).count("\t") == 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b", "a"):
        text = f"Home\n\nThe bridge is open again in town {name}\n\n{'The town came to see the bridge. ' * 6}\n"
        (tmp_path / f"{name}.txt").write_text(text)
    (tmp_path / "c.txt").write_text("")
    return tmp_path


def test_a_pipe_gets_a_line_a_file(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    def names(*arguments: str) -> list[str]:
        assert main(["show", *arguments, str(folder)]) == 0
        return [line.split("\t")[0][-5:] for line in capfdbinary.readouterr().out.decode().splitlines()]

    assert names("--table") == ["a.txt", "b.txt", "c.txt"]
    for key in ("confidence", "kept", "date", "title"):
        assert names("--sort", key)[0] == "c.txt"
    assert len(names()) > 3  # the paragraphs, as of several files


def test_a_terminal_gets_a_table_of_a_folder(folder: Path) -> None:
    written = SGR.sub("", at_terminal(str(folder), columns=100))
    assert len(written.splitlines()) == 4
    assert written.startswith("lowest  words kept  share  date        file")
    assert written == SGR.sub("", at_terminal("--table", *(f"{folder}/{name}.txt" for name in "abc"), columns=100))
    assert "│" in at_terminal("--all", str(folder))
