"""``triage clean`` of whole folders: on several cores, again, interrupted, and in the light of what pages share."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import tiny

from triage import folders
from triage.cli import main
from triage.model import pack_model
from triage.output import drafted, sweep

MANY = 90
LETTER = "Each Friday we send a letter with the best of the week to all who ask."

Run = Callable[..., str]


def page(number: int) -> str:
    return f"Home\n\nThe mill number {number} turned in the night, and nobody in the valley knew who had opened the sluice.\n"


def tree(folder: Path) -> dict[str, str]:
    """The text of each file, but for the ledger of what was written."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".triage.sqlite")
    return {str(path.relative_to(folder)): path.read_text() for path in files}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tiny.bin").write_bytes(pack_model(tiny.MODEL))
    return tmp_path


@pytest.fixture
def run(here: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Clean ``in`` into ``out`` by a small model on one core, and give what was said."""

    def clean(*arguments: str, code: int = 0) -> str:
        capfd.readouterr()
        assert main(["clean", "in", "--out", "out", "--model", "tiny.bin", "--jobs", "1", *arguments]) == code
        return capfd.readouterr().err

    return clean


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def put_many(count: int = MANY) -> None:
    for number in range(count):
        put(f"in/{number % 3}/{number:02}.txt", page(number))


def lines(path: str) -> list[Any]:
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


# On several cores


def test_nothing_hangs_on_the_number_of_processes(run: Run) -> None:
    put_many()
    put("in/1/binary.txt", "\0\1\2" * 99)
    told = [run("--report", f"{jobs}.jsonl", "--jobs", jobs, "--force", code=1) for jobs in ("1", "3")]
    assert "triage: in/1/binary.txt: Is binary, not plain text\n" in told[0]
    assert told[1] == told[0].replace(": Written", ": Unchanged").replace("90 written, 0 un", "0 written, 90 un")
    one, three = lines("1.jsonl"), lines("3.jsonl")
    assert [line["path"] for line in one] == sorted(line["path"] for line in one)
    assert [{**line, "outcome": None} for line in three] == [{**line, "outcome": None} for line in one]


def test_what_is_printed_keeps_the_order(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put_many()
    assert main(["clean", "in", "--format", "jsonl", "--model", "tiny.bin", "--jobs", "2"]) == 0
    sources = [json.loads(line)["source"] for line in capfd.readouterr().out.splitlines()]
    assert sources == sorted(sources) and len(sources) == MANY


@pytest.mark.parametrize("jobs", ["0", "two", "-1", "1.5"])
def test_a_number_of_processes_is_one(run: Run, jobs: str) -> None:
    put_many(1)
    assert run("--jobs", jobs, code=2) == f"triage: --jobs {jobs}: Is not a number of processes.\n"


def test_a_fault_of_the_program_costs_one_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put_many(3)
    clean = folders.clean  # type: ignore[attr-defined]

    def fail(text: str, *rest: Any) -> Any:
        if "number 1 " in text:
            raise RecursionError("too deep")
        return clean(text, *rest)

    monkeypatch.setattr(folders, "clean", fail)
    said = run(code=1)
    assert "triage: in/1/01.txt: Cannot be cleaned, RecursionError: too deep\n" in said
    assert said.endswith("triage: 2 written, 0 unchanged, 0 skipped, 1 failed\n")


# Again


def cannot_clean(*_: object) -> None:
    raise AssertionError("read again")


def test_what_has_not_changed_is_not_read_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put_many(6)
    run("--report", "first.jsonl")
    monkeypatch.setattr(folders, "decode", cannot_clean)
    assert run("--report", "second.jsonl").endswith("triage: 0 written, 6 unchanged, 0 skipped, 0 failed\n")
    first, second = lines("first.jsonl"), lines("second.jsonl")
    assert {line["outcome"] for line in second} == {"unchanged"}
    assert second == [{**line, "outcome": "unchanged"} for line in first]


def test_what_is_missing_or_has_changed_is_done(run: Run) -> None:
    put_many(6)
    run()
    put("in/0/00.txt", page(100))
    put("in/0/new.txt", page(200))
    Path("out/1/01.md").unlink()
    said = run()
    assert [line for line in said.splitlines() if ": Written" in line] == [
        "triage: out/0/00.md: Written", "triage: out/0/new.md: Written", "triage: out/1/01.md: Written"
    ]  # fmt: skip
    assert "number 100 " in Path("out/0/00.md").read_text()


def test_what_somebody_changed_is_left_alone(run: Run) -> None:
    put_many(2)
    run()
    put("out/0/00.md", "mine")
    put("in/0/00.txt", page(100))
    assert "triage: out/0/00.md: Skipped: there with other content; --force replaces it\n" in run()
    assert Path("out/0/00.md").read_text() == "mine"
    run("--force")
    assert "number 100 " in Path("out/0/00.md").read_text()


def test_what_was_written_by_other_options_is_written_again_unless_somebody_changed_it(run: Run) -> None:
    put_many(3)
    run()
    before = tree(Path("out"))
    put("out/0/00.md", "mine")
    assert run("--keep", "teaser").endswith("triage: 2 written, 0 unchanged, 1 skipped, 0 failed\n")
    assert Path("out/0/00.md").read_text() == "mine"
    assert not set(tree(Path("out")).items()) & set(before.items())


def test_a_ledger_that_is_none_is_told(run: Run) -> None:
    put_many(1)
    put("out/.triage.sqlite", "mine" * 999)
    assert "out/.triage.sqlite" in run(code=2)
    assert Path("out/.triage.sqlite").read_text() == "mine" * 999


def test_a_ledger_of_another_make_is_told(run: Run) -> None:
    put_many(1)
    Path("out").mkdir()
    with closing(sqlite3.connect("out/.triage.sqlite")) as rows:
        rows.execute("create table written (x)")
    assert "out/.triage.sqlite" in run(code=2)


def test_what_another_version_noted_is_done_again(run: Run) -> None:
    put_many(2)
    run()
    Path("out/0/00.md").unlink()
    with closing(sqlite3.connect("out/.triage.sqlite")) as rows, rows:
        rows.execute("update written set read = '{}'")
    assert run().endswith("triage: 1 written, 1 unchanged, 0 skipped, 0 failed\n")


def test_a_file_where_a_folder_should_be_is_told(run: Run) -> None:
    put_many(1)
    put("out/0", "mine")
    assert "triage: out/0/00.md: Not a directory\n" in run("--force", code=1)
    assert Path("out/0").read_text() == "mine"


# Interrupted


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_is_gone_on_with(run: Run, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    put_many()
    with monkeypatch.context() as patch:
        patch.setattr("triage.commands.account.Account.add", interrupting(after=50))
        said = run("--jobs", jobs, code=130)
    assert said.endswith("triage: Stopped; the files written are whole, and the same command does the others\n")
    some = tree(Path("out"))
    assert 0 < len(some) <= MANY
    run("--jobs", jobs)
    everything = tree(Path("out"))
    assert len(everything) == MANY and some.items() <= everything.items()
    run("--force", "--jobs", "1")
    assert tree(Path("out")) == everything


def interrupting(after: int) -> Callable[..., None]:
    left = iter(range(after))

    def add(*_: object) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    return add


@pytest.mark.skipif(os.name != "posix", reason="only there can one ask whether a process runs")
def test_drafts_of_a_killed_process_go_and_others_stay(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, signal\nfrom triage.output import drafted\n"
        f"with drafted(pathlib.Path({str(tmp_path / 'a.md')!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program], check=False)
    with drafted(tmp_path / "b.md"):
        assert len(list(tmp_path.iterdir())) == 2
        sweep(tmp_path)
        assert len(list(tmp_path.iterdir())) == 1
    assert tree(tmp_path) == {"b.md": ""}


# Which files, and where they go


@pytest.mark.parametrize(
    ("arguments", "read"),
    [
        ([], ["a.txt", "drafts/b.txt", "x/c.md", "x/drafts/d.txt"]),
        (["--exclude", "drafts"], ["a.txt", "x/c.md"]),
        (["--exclude", "/drafts/", "--exclude", "*.md"], ["a.txt", "x/drafts/d.txt"]),
        (["--include", "*.log"], ["x/e.log"]),
        (["--include", "x/**", "--exclude", "*.log"], ["x/c.md", "x/drafts/d.txt"]),
    ],
)
def test_patterns_choose_the_files(run: Run, arguments: list[str], read: list[str]) -> None:
    for name in ("a.txt", "drafts/b.txt", "x/c.md", "x/drafts/d.txt", "x/e.log", "node_modules/f.txt", ".git/g.txt"):
        put(f"in/{name}", page(1))
    run("--report", "r.jsonl", *arguments)
    done = [line["path"].removeprefix("in/") for line in lines("r.jsonl") if line["outcome"] == "written"]
    assert done == read


def test_a_pattern_that_is_none_is_told(run: Run) -> None:
    put_many(1)
    assert run("--include", "!", code=2).count("\n") == 1


def test_names_that_are_one_to_some_file_systems_do_not_collide(run: Run) -> None:
    names = ("A.txt", "a.txt", "B/x.txt", "b/x.txt", "b_/x.txt", "c.html", "c.html.txt", "é.txt", "e\u0301.txt")
    for number, name in enumerate(names):
        put(f"in/{name}", page(number))
    run("--include", "*")
    written = tree(Path("out"))
    assert len({name.casefold() for name in written}) == len(set(written.values())) == len(names)
    assert "number 3 " in written["b_/x.md"] and "number 4 " in written["b__/x.md"]


def test_names_may_change_hands_between_files_of_one_folder(run: Run) -> None:
    put("in/a.txt", page(1))
    run()
    put("in/a.md", page(2))
    assert run().endswith("triage: 2 written, 0 unchanged, 0 skipped, 0 failed\n")
    written = tree(Path("out"))
    assert "number 2 " in written["a.md"] and "number 1 " in written["a.txt.md"]
    assert run().endswith("triage: 0 written, 2 unchanged, 0 skipped, 0 failed\n")


def test_a_file_of_another_folder_is_not_written_over(run: Run) -> None:
    put("in/a.txt", page(1))
    run()
    put("other/a.txt", page(2))
    said = run("other/a.txt")
    assert "triage: out/a.md: Skipped: there with other content; --force replaces it\n" in said
    assert "number 1 " in Path("out/a.md").read_text()


# What pages share


def test_what_many_pages_share_is_dropped_and_told(run: Run) -> None:
    for number in range(6):
        put(f"in/site/{number}.txt", page(number) + f"\n{LETTER}\n")
    put("in/other/0.txt", page(7) + f"\n{LETTER}\n")
    said = run("--explain", "--report", "r.jsonl")
    assert f"triage: in/site/0.txt: Dropped, for it stands on 6 pages of the site: {LETTER}\n" in said
    assert "triage: 6 paragraphs dropped, for other pages of their sites have them, too\n" in said
    assert [line["shared"] for line in lines("r.jsonl")] == [{}, *[{LETTER: 6}] * 6]
    assert [name for name, text in tree(Path("out")).items() if LETTER in text] == ["other/0.md"]
    run("--no-corpus", "--force")
    assert all(LETTER in text for text in tree(Path("out")).values())


# The bar


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_terminal_sees_how_far_it_is(here: Path) -> None:
    import pty

    put_many()
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "triage", "clean", "in", "--out", "out", "--model", "tiny.bin", "--jobs", "2"]
    with subprocess.Popen(command, stderr=terminal, stdout=subprocess.DEVNULL) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                shown += os.read(screen, 1 << 16)
            except OSError:
                break
    os.close(screen)
    assert process.returncode == 0
    assert b"Cleaning" in shown and b"/90" in shown and b"/s" in shown
    assert b"Written" not in shown and b"90 written" in shown
