"""What ``triage show`` prints into a pipe and as JSON, how it fails, and that it passes no control characters on."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st
from obeyed import OBEYED
from program import Done, Run

import triage
from triage.article import Article, Kind, Paragraph, Role
from triage.cli import main
from triage.forest import Question
from triage.model import pack_model
from triage.render import lines, records

PAGE = """\
Home | News

The bridge over the river is open again

After almost two years of repairs the council opened the old bridge on Saturday morning, and the town came to see it.

“We have waited a very long time for this day, and it was worth every one of them,” said a woman from the next street.
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the program in this process; standard output is a pipe, standard input a terminal where it is None."""

    def run(*arguments: str, stdin: bytes | None = b"") -> Done:
        stream = io.TextIOWrapper(io.BytesIO(stdin or b""))
        stream.isatty = lambda: stdin is None  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "stdin", stream)
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return run


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def paragraph(kind: Kind, text: str, repeats: int | None = None) -> Paragraph:
    return Paragraph(0, len(text), text, "", 0, kind, 0.5, repeats)


def article(*paragraphs: Paragraph) -> Article:
    return Article("T", None, datetime(2024, 3, 2, 9, 30, tzinfo=UTC), datetime(2024, 3, 3), ("A", "B"), paragraphs)


def test_a_pipe_gets_a_line_for_each_paragraph(run: Run, page: str) -> None:
    done = run("show", page)
    assert [line.split("\t")[0] for line in done.out.splitlines()] == [p.role for p in triage.read(page).paragraphs]
    assert "\tThe bridge over the river is open again\n" in done.out
    assert (done.code, done.err) == (0, "")


def test_a_tab_in_the_text_does_not_make_a_column() -> None:
    assert list(lines.render(article(paragraph(Kind.LIST, "a\tb\nc")), frozenset(Role))) == ["body\ta b c"]


def test_color_always_colours_the_role_in_a_pipe(run: Run, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORFGBG", raising=False)
    plain = run("show", page).out
    painted = run("show", "--color", "always", page).out
    assert painted != run("show", "--color", "always", "--theme", "dark", page).out
    assert painted != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain
    assert run("show", "--color", "never", page).out == plain


@pytest.mark.parametrize(("background", "theme"), [("15;0", "dark"), ("0;15", "light")])
def test_colours_in_a_pipe_suit_the_background_that_the_terminal_names(
    run: Run, page: str, monkeypatch: pytest.MonkeyPatch, background: str, theme: str
) -> None:
    monkeypatch.delenv("COLORFGBG", raising=False)
    named = run("show", "--color", "always", "--theme", theme, page).out
    assert run("show", "--color", "always", page).out != named
    monkeypatch.setenv("COLORFGBG", background)
    assert run("show", "--color", "always", page).out == named


def test_roles_can_be_chosen(run: Run, page: str) -> None:
    everything = run("show", page).out.splitlines()
    chosen = run("show", "--role", "body,quote", page).out.splitlines()
    assert chosen
    assert chosen == [line for line in everything if line.split("\t")[0] in ("body", "quote")]


def test_several_files_come_one_after_the_other(run: Run, page: str) -> None:
    assert run("show", page, page).out == 2 * run("show", page).out


def test_the_files_of_a_folder_are_read(run: Run, page: str, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"")
    done = run("show", str(tmp_path), page)
    assert (done.code, done.out) == (0, 2 * run("show", page).out)
    assert done.err == f"triage: {tmp_path}/picture.png: Skipped, not named like a text file\n"


def test_a_folder_without_texts_is_told(run: Run, tmp_path: Path) -> None:
    assert run("show", str(tmp_path)) == (1, "", f"triage: {tmp_path}: Holds no text file\n")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(run: Run, page: str, arguments: list[str]) -> None:
    assert run("show", *arguments, stdin=PAGE.encode()).out == run("show", page).out
    assert json.loads(run("show", "--json", *arguments, stdin=PAGE.encode()).out)["path"] == "-"


def test_json_has_the_fields_of_the_contract_in_order(run: Run, page: str) -> None:
    (line,) = run("show", "--json", page).out.splitlines()
    record = json.loads(line)
    assert list(record) == [
        "path",
        "encoding",
        "title",
        "deck",
        "published",
        "updated",
        "authors",
        "words",
        "paragraphs",
    ]
    assert (record["path"], record["encoding"]) == (page, "utf-8")
    assert list(record["words"]) == ["headline", "body", "caption", "quote", "teaser"]
    for entry in record["paragraphs"]:
        assert list(entry) == ["start", "end", "role", "kind", "confidence", "repeats", "text"]
        assert PAGE[entry["start"] : entry["end"]] == entry["text"]
        assert Kind(entry["kind"]).role == entry["role"]


def test_json_dates_are_iso_8601() -> None:
    record = json.loads(records.render(article(), frozenset(Role), path="p", encoding="utf-8"))
    assert (record["published"], record["updated"]) == ("2024-03-02T09:30:00+00:00", "2024-03-03T00:00:00")
    assert record["authors"] == ["A", "B"]
    assert record["deck"] is None


def test_json_repeats_is_the_place_in_the_list_that_is_printed() -> None:
    page = article(
        paragraph(Kind.RELATED, "x"),
        paragraph(Kind.PARAGRAPH, "a"),
        paragraph(Kind.RELATED, "x", repeats=0),
        paragraph(Kind.PARAGRAPH, "a", repeats=1),
        paragraph(Kind.PARAGRAPH, "x", repeats=0),
    )
    record = json.loads(records.render(page, {Role.BODY}, path="p", encoding="utf-8"))
    assert [entry["repeats"] for entry in record["paragraphs"]] == [None, 0, None]
    record = json.loads(records.render(page, frozenset(Role), path="p", encoding="utf-8"))
    assert [entry["repeats"] for entry in record["paragraphs"]] == [None, None, 0, 1, 0]


def test_json_offsets_find_the_paragraphs_in_the_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    text = "Überschrift von fünf schönen Wörtern\r\n\r\n\N{PARTY POPPER} Ein Absatz – mit “Zeichen”.\r\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        path.write_bytes(text.encode(encoding, "replace"))
        record = json.loads(run("show", "--json", str(path)).out)
        with open(path, encoding=record["encoding"], errors="replace", newline="") as file:
            content = file.read()
        assert [content[p["start"] : p["end"]] for p in record["paragraphs"]] == content.split("\r\n\r\n")[:1] + [
            content.split("\r\n\r\n")[1].strip()
        ]


def test_one_failing_file_is_told_and_the_rest_go_on(run: Run, page: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    done = run("show", page, missing, page)
    assert done.code == 1
    assert done.err == f"triage: {missing}: No such file\n"
    assert done.out == 2 * run("show", page).out


def test_what_is_no_file_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        name = os.path.relpath(tmp_path / "s")  # a socket's name has to be short
        listener.bind(name)
        assert run("show", name).err == f"triage: {name}: Is a socket, not a file\n"
    assert run("show", "/dev/zero").err == "triage: /dev/zero: Is a device, not a file\n"
    picture = tmp_path / "a.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run("show", str(picture)) == (1, "", f"triage: {picture}: Is a picture, not plain text\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_told(run: Run, page: str) -> None:
    os.chmod(page, 0)
    assert run("show", page) == (1, "", f"triage: {page}: Permission denied\n")


def test_a_pipe_with_a_name_is_read(run: Run, page: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=[PAGE.encode()])
    writer.start()
    assert run("show", str(pipe)).out == run("show", page).out
    writer.join()


def test_a_pipe_that_nothing_writes_to_does_not_hang(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.sources._PATIENCE", 0.05)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert run("show", str(pipe)) == (1, "", f"triage: {pipe}: Is a pipe that nothing writes to\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--role", "footnote"], "--role footnote: Choose from headline, body, caption, quote, teaser."),
        (["--color", "pink"], "--color pink: Choose from auto, always, never."),
        (["--theme", "pink"], "--theme pink: Choose from auto, dark, light."),
        (["--sort", "size"], "--sort size: Choose from confidence, kept, date, title."),
        (["--json", "--table"], "Choose one of --json, --table (with or without --sort) and --report."),
        (["--explain", "--table"], "--explain: Tells of paragraphs, which a table has not."),
        (["--force"], "--force: Only --report writes a file."),
        (["--colour"], "No such option: --colour (Possible options: --color)"),
        (["--role"], "Option '--role' requires an argument."),
    ],
)
def test_misuse_is_told_in_a_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    done = run("show", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"triage: {sentence}")
    assert done.err.count("\n") == 1


def test_nothing_to_read_at_a_terminal_is_misuse(run: Run) -> None:
    done = run("show", stdin=None)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("triage: Nothing to read")


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(PAGE * 500, encoding="utf-8")
    command = [sys.executable, "-m", "triage", "show", str(path), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(page: str) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "triage", "show", page]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"triage: standard output: No space left on device\n")


def test_closed_standard_streams_are_told_or_empty(page: str) -> None:
    def shell(redirection: str) -> tuple[int, bytes, bytes]:
        command = f'"{sys.executable}" -m triage show {redirection}'
        done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    assert shell(f"'{page}' >&-") == (1, b"", b"triage: standard output: Is closed\n")
    assert shell("<&-") == (0, b"", b"")
    assert shell(f"'{page}.gone' 2>&-") == (1, b"", b"")


def test_the_bytes_do_not_depend_on_the_locale(page: str) -> None:
    command = [sys.executable, "-m", "triage", "show", page]
    outputs = {
        subprocess.run(command, env=os.environ | environment, capture_output=True, check=True).stdout
        for environment in (
            {"PYTHONIOENCODING": "latin-1"},
            {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
            {"TZ": "Asia/Tokyo"},
        )
    }
    assert len(outputs) == 1
    assert "“".encode() in outputs.pop()


def test_a_files_name_that_is_no_text_is_told_and_kept(run: Run, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(PAGE.encode())
    assert os.fsencode(json.loads(run("show", "--json", os.fsdecode(name)).out)["path"]) == name
    assert run("show", os.fsdecode(name + b".gone")).err.endswith("caf\ufffd.txt.gone: No such file\n")


@given(st.text(st.characters()))
def test_any_text_has_a_line_a_paragraph_and_a_true_record(text: str) -> None:
    page = triage.classify(text)
    printed = list(lines.render(page, frozenset(Role)))
    assert len(printed) == len(page.paragraphs)
    assert all(line.count("\t") == 1 and not OBEYED.search(line) for line in printed)
    line = records.render(page, frozenset(Role), path=text, encoding="utf-8")
    assert not OBEYED.search(line)
    line.encode()
    record = json.loads(line)
    assert record["path"] == text
    assert [p["text"] for p in record["paragraphs"]] == [p.text for p in page.paragraphs]


# Reasons, and other models


def test_a_pipe_gets_the_reasons_as_a_third_column(run: Run, page: str) -> None:
    plain, told = run("show", page).out.splitlines(), run("show", "--explain", page).out.splitlines()
    assert [line.rsplit("\t", 1)[0] for line in told] == plain
    reasons = [line.split("\t")[2] for line in told]
    assert reasons == ["; ".join(p.reasons) for p in triage.classify(PAGE, reasons=True).paragraphs]
    assert any(reasons)


def test_a_paragraph_without_reasons_keeps_its_column() -> None:
    assert list(lines.render(article(paragraph(Kind.LIST, "a")), frozenset(Role), reasons=True)) == ["body\ta\t"]


def test_json_has_the_reasons_at_the_end_of_each_paragraph(run: Run, page: str) -> None:
    plain, told = json.loads(run("show", "--json", page).out), json.loads(run("show", "--json", "--explain", page).out)
    assert [list(paragraph)[-1] for paragraph in told["paragraphs"]] == ["reasons"] * len(told["paragraphs"])
    for paragraph in told["paragraphs"]:
        assert all(isinstance(reason, str) for reason in paragraph.pop("reasons"))
    assert told == plain


@pytest.mark.parametrize("command", [["show", "--json"], ["clean", "--format", "jsonl"]])
def test_times_that_a_page_counts_back_need_when_it_was_taken(run: Run, page: str, command: list[str]) -> None:
    Path(page).write_text(PAGE.replace("again\n", "again\n\nBy Ann Lee, 5 hours ago\n"))
    assert json.loads(run(*command, page).out)["published"] is None
    taken = json.loads(run(*command, "--as-of", "2024-03-02T09:30+01:00", page).out)
    assert taken["published"] == "2024-03-02T04:30:00+01:00"


@pytest.mark.parametrize("command", ["show", "clean"])
def test_when_a_page_was_taken_is_in_iso_8601(run: Run, page: str, command: str) -> None:
    done = run(command, "--as-of", "2.3.2024", page)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("triage: --as-of 2.3.2024: Write a date, such as 2024-05-03")


def test_another_model_reads_instead(run: Run, page: str, tmp_path: Path) -> None:
    model = tmp_path / "tiny.bin"
    model.write_bytes(pack_model(tiny.MODEL))
    kinds = [p["kind"] for p in json.loads(run("show", "--json", "--model", str(model), page).out)["paragraphs"]]
    assert kinds == ["furniture", "paragraph", "paragraph", "paragraph"]  # the title has eight words


@pytest.mark.parametrize("command", ["show", "clean"])
def test_what_is_no_model_is_misuse(run: Run, page: str, tmp_path: Path, command: str) -> None:
    other = replace(
        tiny.MODEL,
        forest=replace(
            tiny.FOREST,
            borders={"smell": [1.0], "word_caption": [-0.7]},
            questions=[Question("smell", 0, 0), *tiny.FOREST.questions[1:]],
        ),
    )
    asks = tmp_path / "asks.bin"
    asks.write_bytes(pack_model(other))
    for path, why in [
        (page, "Not a model of this version of triage."),
        (str(asks), "Not a model of this version of triage."),
        (str(tmp_path / "none.bin"), "No such file."),
        (str(tmp_path), "Is a folder, not a file."),
    ]:
        assert run(command, "--model", path, page) == Done(2, "", f"triage: --model {path}: {why}\n")
