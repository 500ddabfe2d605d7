"""``triage diff``: which paragraphs differ, what is printed of them, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st
from program import Done, Run
from rich.cells import cell_len
from terminal import SGR, at_terminal

from triage.article import Role
from triage.cli import main
from triage.compare import Change, Labelled, compare
from triage.model import pack_model
from triage.pipeline import classify
from triage.render.changes import render, to_lines

# Its title has the words that make a paragraph of it for the tiny model.
PAGE = """\
Home | News

The bridge over the river is open again

After almost two years of repairs the council opened the old bridge on Saturday morning, and the town came to see it.

The town came to see it, and so did the mayor of the next one, who had come by the ferry and went back on foot.
"""
A, B, C = (Labelled(text, Role.BODY) for text in ("One bridge.", "Two bridges.", "Three bridges."))


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(command: str, *arguments: str | Path) -> Done:
        code = main([command, *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return run


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.bin"
    path.write_bytes(pack_model(tiny.MODEL))
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "page.txt"
    path.parent.mkdir()
    path.write_text(PAGE)
    return path


def test_a_paragraph_of_another_role_is_told() -> None:
    other = B._replace(role=Role.QUOTE)
    assert list(compare([A, B, C], [A, other, C])) == [Change("Two bridges.", Role.BODY, Role.QUOTE)]
    assert list(compare([A, B, C], [A, B, C])) == []


def test_a_paragraph_that_went_or_came_is_told() -> None:
    assert list(compare([A, B], [B, C])) == [Change(A.text, Role.BODY, None), Change(C.text, None, Role.BODY)]
    assert list(compare([], [C])) == [Change(C.text, None, Role.BODY)]


def test_a_paragraph_in_other_words_is_the_same_where_it_stands_for_one() -> None:
    assert list(compare([A, B], [A, C])) == []
    other = C._replace(role=Role.CAPTION)
    assert list(compare([A, B], [A, other])) == [Change(C.text, Role.BODY, Role.CAPTION)]


def test_spacing_makes_no_difference() -> None:
    assert list(compare([A], [A._replace(text=" One\u00a0 bridge. ")])) == []


def test_one_line_above_many_that_are_alike_is_one_change() -> None:
    many = [Labelled("Read more", Role.TEASER)] * 300
    assert list(compare(many, [A, *many])) == [Change(A.text, None, Role.BODY)]


def test_a_table_of_many_cells_is_compared_by_the_cells_that_it_has_once() -> None:
    cells = [Labelled(text, Role.BODY) for row in range(200) for text in (f"Club {row}", f"{row % 7}")]
    other = [*cells[:100], Labelled("Another", Role.BODY), *cells[100:]]
    assert list(compare(cells, other)) == [Change("Another", None, Role.BODY)]


@given(*2 * [st.lists(st.builds(Labelled, st.sampled_from("abc"), st.sampled_from(Role)))])
def test_the_changes_lead_from_one_reading_to_the_other(before: list[Labelled], after: list[Labelled]) -> None:
    changes = list(compare(before, after))
    went = sum(change.after is None for change in changes)
    came = sum(change.before is None for change in changes)
    assert len(after) - len(before) == came - went
    assert all(change.before is not change.after for change in changes)
    assert list(compare(before, before)) == []


def test_a_line_has_both_roles_the_file_and_the_text() -> None:
    changes = [Change("a\tb\x1b", Role.BODY, Role.QUOTE), Change("c", None, Role.BODY), Change("d", Role.BODY, None)]
    assert list(to_lines("p\n.txt", changes)) == [
        "body\tquote\tp .txt\ta b␛",
        "-\tbody\tp .txt\tc",
        "body\t-\tp .txt\td",
    ]


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_a_page_of_changes_keeps_the_width(width: int) -> None:
    changes = [Change("word " * 50, Role.HEADLINE, Role.TEASER), Change("大桥" * 60, None, Role.CAPTION)]
    lines = [line.plain for line in render("page.txt" * 20, changes, 9, width=width)]
    assert max(map(cell_len, lines)) <= min(width, 100)
    assert "2 of 9 paragraphs differ" in lines
    assert any(line.startswith("headline → teaser   │ word") for line in lines)
    assert any(line.startswith("       - → caption  │ 大桥") for line in lines)


def test_two_texts_are_compared(run: Run, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("so did the mayor", "so did the baker"))
    assert run("diff", page, other) == (0, "", "")
    other.write_text(PAGE.replace("Home | News\n\n", ""))
    assert run("diff", page, other) == (1, f"teaser\t-\t{other}\tHome | News\n", "")


def test_two_models_are_compared(run: Run, page: Path, model: Path) -> None:
    shipped = [paragraph.role for paragraph in classify(PAGE).paragraphs]
    own = [paragraph.role for paragraph in classify(PAGE, model=tiny.MODEL).paragraphs]
    differing = [(one, other) for one, other in zip(shipped, own, strict=True) if one is not other]
    assert differing
    for target in (page, page.parent):
        done = run("diff", "--model", model, target)
        assert [tuple(line.split("\t")[:2]) for line in done.out.splitlines()] == differing
        assert done.code == 1
    assert run("diff", "--model", model, "--model", model, page) == (0, "", "")


def test_two_outputs_are_compared_by_the_articles_names(run: Run, page: Path, model: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    second = page.with_name("second.txt")
    second.write_text(PAGE)
    before.write_text(run("show", "--json", page, second).out)
    after.write_text(run("show", "--json", "--model", model, second, page).out)
    assert run("diff", before, after).out == run("diff", "--model", model, page, second).out
    after.write_text(run("show", "--json", page).out)
    done = run("diff", before, after)
    assert done.code == 1
    assert {tuple(line.split("\t")[1:3]) for line in done.out.splitlines()} == {("-", str(second))}


def test_articles_of_one_name_cannot_be_told_apart(run: Run, page: Path, tmp_path: Path) -> None:
    twice = tmp_path / "twice.jsonl"
    twice.write_text(2 * run("show", "--json", page).out)
    why = "Holds several articles of one name, so there is no telling which to compare"
    assert run("diff", twice, twice) == (2, "", f"triage: {twice}: {why}\n" * 2)


def test_an_output_is_compared_with_a_text(run: Run, page: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(run("show", "--json", page).out)
    assert run("diff", before, page) == (0, "", "")


def test_a_terminal_gets_a_page(page: Path, model: Path) -> None:
    written = at_terminal("--model", str(model), str(page), command="diff", columns=60)
    assert "\x1b[" in written
    assert SGR.sub("", written).splitlines()[0] == str(page)[:60]
    assert "→" in written
    assert at_terminal(str(page), str(page), command="diff") == ""


def test_trouble_is_told_and_is_not_a_difference(run: Run, page: Path, model: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    assert run("diff", page, missing) == (2, "", f"triage: {missing}: No such file\n")
    assert run("diff", page, page.parent) == (2, "", f"triage: {page.parent}: Is a folder, not a file\n")
    assert run("diff", "--model", model, missing, page).code == 2
    broken = tmp_path / "broken.jsonl"
    broken.write_text(run("show", "--json", page).out + "{}\n")
    assert run("diff", broken, page) == (2, "", f"triage: {broken}: Line 2 is not as of triage show --json\n")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["a.txt"], "Name two versions, A and B, or a model with --model (triage diff --help has examples)."),
        (["--model", "a", "--model", "b", "--model", "c", "x"], "--model: Give one or two."),
        (["--theme", "pink", "a", "b"], "--theme pink: Choose from auto, dark, light."),
        ([], "Missing argument 'A B | FILE...'."),
    ],
)
def test_misuse_is_told_in_a_sentence(run: Run, arguments: list[str], why: str) -> None:
    assert run("diff", *arguments) == (2, "", f"triage: {why}\n")
