"""``triage clean``: what it prints, what it writes where, and what it never does."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import tiny

from triage.cli import main
from triage.model import pack_model
from triage.output import write_whole

PAGE = """\
The mill that grinds at night

By Ada Quill

Published 4 May 2021

The mill at Harrow Ford turned again on Tuesday for the first time in sixty years, and did so after dark.

Its owner says that the water is stronger then, which nobody who has stood beside it at noon would dispute.

Sign in
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: Path, text: str = PAGE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def tree(folder: Path) -> list[str]:
    """All files, but for the ledger of what was written."""
    files = (path for path in folder.rglob("*") if not path.is_dir() and path.name != ".triage.sqlite")
    return sorted(str(path.relative_to(folder)) for path in files)


# To standard output


def test_one_file_is_printed(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    assert main(["clean", "a.txt"]) == 0
    out, err = capfd.readouterr()
    assert out.startswith("---\n") and 'source: "a.txt"\n' in out
    assert "\nThe mill at Harrow Ford turned again on Tuesday" in out
    assert "Sign in" not in out
    assert err == ""


def test_standard_input_is_printed(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["clean"]) == 0
    assert "source" not in capfd.readouterr().out


def test_front_matter_can_be_left_out(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    main(["clean", "--no-front-matter", "a.txt"])
    assert capfd.readouterr().out.startswith("# The mill")


def test_the_roles_to_keep_are_chosen(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    main(["clean", "--keep", "body, teaser", "--no-front-matter", "a.txt"])
    out = capfd.readouterr().out
    assert "# The mill" not in out and "Sign in" in out and "Its owner" in out


def test_another_model_reads_instead(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    (folder / "tiny.bin").write_bytes(pack_model(tiny.MODEL))
    assert main(["clean", "--format", "txt", "--model", "tiny.bin", "a.txt"]) == 0
    assert [line[:8] for line in capfd.readouterr().out.splitlines()] == ["The mill", "Its owne"]  # no title


def test_text_is_a_paragraph_a_line(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    main(["clean", "--format", "txt", "--keep", "body", "a.txt"])
    assert [line.split()[0] for line in capfd.readouterr().out.splitlines()] == ["The", "Its"]


def test_a_record_holds_the_facts_and_the_text(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "in/a.txt")
    put(folder / "in/b.txt")
    assert main(["clean", "--format", "jsonl", "in"]) == 0
    records = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [record["source"] for record in records] == ["in/a.txt", "in/b.txt"]
    assert set(records[0]) == {"source", "title", "deck", "published", "updated", "authors", "text", "words"}
    assert "\nThe mill at Harrow Ford turned" in records[0]["text"]


def test_json_is_what_show_prints(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    main(["clean", "--format", "json", "--keep", "headline,body,caption,quote,teaser", "a.txt"])
    cleaned = capfd.readouterr().out
    main(["show", "--json", "a.txt"])
    assert cleaned == capfd.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt", "b.txt"], ["in"], ["--format", "html", "a.txt"], ["--keep", "body,prose", "a.txt"], ["--out", "a.txt", "b.txt"],
        ["in", "--out", "in"],
    ],
)  # fmt: skip
def test_misuse_is_one_sentence_and_writes_nothing(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    for name in ("a.txt", "b.txt", "in/c.txt"):
        put(folder / name)
    before = tree(folder)
    assert main(["clean", *arguments]) == 2
    out, err = capfd.readouterr()
    assert out == "" and err.startswith("triage: ") and err.count("\n") == 1
    assert tree(folder) == before


def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    put(
        folder / "a.txt",
        PAGE + "\n".join(f"\nThe wheel turned {n} times before the miller slept.\n" for n in range(9000)),
    )
    command = [sys.executable, "-m", "triage", "clean", "a.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline() == b"---\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


# Into a folder


def test_a_folder_is_mirrored(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "deep/er/b.TEXT", "deep/c", "d.md", ".hidden/e.txt", ".f.txt", "g.jpg"):
        put(folder / "in" / name)
    assert main(["clean", "in", "--out", "out"]) == 0
    assert tree(folder / "out") == ["a.md", "d.md", "deep/c.md", "deep/er/b.md"]
    assert (folder / "out/a.md").read_text().startswith("---\n")
    err = capfd.readouterr().err
    assert "triage: out/deep/er/b.md: Written\n" in err
    assert "triage: in/g.jpg: Skipped" in err
    assert err.endswith("triage: 4 written, 0 unchanged, 1 skipped, 0 failed\n")


def test_several_paths_go_into_one_folder(folder: Path) -> None:
    for name in ("a.txt", "one/a.txt", "two/a.txt"):
        put(folder / name)
    assert main(["clean", "one", "a.txt", "two", "--out", "out"]) == 0
    assert tree(folder / "out") == ["a.md", "one/a.md", "two/a.md"]


def test_files_of_one_name_do_not_overwrite_each_other(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "in/a.text", PAGE.replace("mill", "well"))
    put(folder / "in/a.txt")
    put(folder / "other/a.txt")
    put(folder / "more/a.txt")
    assert main(["clean", "in", "--out", "out", "--force"]) == 0
    assert tree(folder / "out") == ["a.md", "a.txt.md"]
    assert "well" in (folder / "out/a.md").read_text() and "mill" in (folder / "out/a.txt.md").read_text()
    capfd.readouterr()
    assert main(["clean", "in/a.txt", "other/a.txt", "more/a.txt", "--out", "flat", "--force"]) == 1
    assert tree(folder / "flat") == ["a.md", "a.txt.md"]
    assert "triage: more/a.txt: Another file goes to flat/a.md already\n" in capfd.readouterr().err


def test_what_another_wrote_is_left_alone_unless_forced(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    put(folder / "out/a.md", "mine")
    assert main(["clean", "a.txt", "--out", "out"]) == 0
    assert (folder / "out/a.md").read_text() == "mine"
    assert "triage: 0 written, 0 unchanged, 1 skipped, 0 failed\n" in capfd.readouterr().err
    assert main(["clean", "a.txt", "--out", "out", "--force"]) == 0
    assert "The mill" in (folder / "out/a.md").read_text()


def test_a_second_run_changes_nothing(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "in/a.txt")
    main(["clean", "in", "--out", "in/out"])
    before = os.stat(folder / "in/out/a.md")
    capfd.readouterr()
    assert main(["clean", "in", "--out", "in/out", "--force"]) == 0
    assert capfd.readouterr().err == (
        "triage: in/out/a.md: Unchanged\ntriage: 0 written, 1 unchanged, 0 skipped, 0 failed\n"
    )
    after = os.stat(folder / "in/out/a.md")
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("arguments", [["in/a.md", "--out", "in"], ["in", "--out", "."], ["in", "--out", "link"]])
def test_an_input_is_never_written_over(folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    put(folder / "in/a.md", PAGE)
    put(folder / "in/in/a.txt", PAGE)
    (folder / "link").mkdir()
    (folder / "link/in").symlink_to(folder / "in")
    assert main(["clean", *arguments, "--force"]) == 1
    assert (folder / "in/a.md").read_text() == PAGE
    assert "Would be written over an input" in capfd.readouterr().err


def test_one_that_fails_does_not_stop_the_others(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "b.txt")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    assert main(["clean", "nothing.txt", "binary.txt", "b.txt", "--out", "out"]) == 1
    assert tree(folder / "out") == ["b.md"]
    err = capfd.readouterr().err
    assert "triage: nothing.txt: No such file\n" in err
    assert err.endswith("triage: 1 written, 0 unchanged, 0 skipped, 2 failed\n")


def test_links_are_not_followed_out_of_the_folder(folder: Path) -> None:
    put(folder / "secret.txt")
    put(folder / "in/a.txt")
    (folder / "in/inside.txt").symlink_to("a.txt")
    (folder / "in/outside.txt").symlink_to(folder / "secret.txt")
    (folder / "in/loop").symlink_to(folder / "in")
    (folder / "in/broken.txt").symlink_to(folder / "in/nothing.txt")
    assert main(["clean", "in", "--out", "out"]) == 0
    assert tree(folder / "out") == ["a.md", "inside.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_a_folder_without_permission_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "in/a.txt")
    put(folder / "in/closed/b.txt").parent.chmod(0)
    assert main(["clean", "in", "--out", "out"]) == 1
    assert tree(folder / "out") == ["a.md"]
    assert "triage: in/closed: Permission denied\n" in capfd.readouterr().err


# The report


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt", "--report", "a.txt"],
        ["a.txt", "--report", "link"],
        ["in", "--format", "jsonl", "--report", "in/b.txt"],
        ["in", "--out", "out", "--report", "in/new"],
        ["in", "--out", ".", "--report", "in/b.txt"],
        ["in", "--include", "*.log", "--format", "jsonl", "--report", "in/d.log"],
        ["in", "--out", "in/out", "--report", "in/new.txt"],
        ["in", "--out", "out", "--report", "out"],
        ["in", "--out", "out", "--report", "out/b.md"],
        ["in", "--out", "old", "--report", "old/.triage.sqlite"],
        ["a.txt", "--model", "tiny.bin", "--report", "tiny.bin"],
    ],
)
def test_a_report_is_kept_apart_from_what_is_read_and_written(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    for name in ("a.txt", "in/b.txt", "in/d.log", "old/.triage.sqlite"):
        put(folder / name)
    (folder / "link").symlink_to("a.txt")
    (folder / "tiny.bin").write_bytes(pack_model(tiny.MODEL))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["clean", *arguments]) == 2
    out, err = capfd.readouterr()
    assert out == "" and err.startswith(f"triage: --report {arguments[-1]}: Is among what is ") and err.count("\n") == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_without_texts_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "in/b.txt")
    assert main(["clean", "in", "--include", "*.xyz", "--out", "out"]) == 1
    assert capfd.readouterr().err.splitlines()[-1].startswith("triage: Nothing to clean: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["in", "--out", "out", "--report", "in/r.jsonl"],
        ["in", "--out", "out", "--exclude", "r*", "--report", "in/r.txt"],
        ["in", "--out", "out", "--report", "in/.hidden/r.txt"],
        ["in", "--out", "in/out", "--report", "in/out/r.txt"],
    ],
)
def test_a_report_may_stand_beside_what_is_read_and_written(folder: Path, arguments: list[str]) -> None:
    put(folder / "in/b.txt")
    report = folder / arguments[-1]
    report.parent.mkdir(exist_ok=True)
    assert main(["clean", *arguments]) == 0
    written = [line for line in map(json.loads, report.read_text().splitlines()) if line["outcome"] == "written"]
    assert [line["path"] for line in written] == ["in/b.txt"]


def test_a_report_that_cannot_be_made_is_told_before_anything_is_written(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    put(folder / "a.txt")
    assert main(["clean", "a.txt", "--out", "out", "--report", "no/such/r.jsonl"]) == 2
    assert capfd.readouterr().err == "triage: --report no/such/r.jsonl: No such file or directory.\n"
    assert not (folder / "out").exists()


def test_a_page_without_an_article_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "in/a.txt")
    (folder / "in/b.txt").write_text("Home\n\nMenu\n")
    assert main(["clean", "in", "-o", "out", "--keep", "quote"]) == 0
    err = capfd.readouterr().err
    assert "triage: in/a.txt: Nothing of it is kept\n" in err and "triage: 2 of which nothing is kept\n" in err


def test_a_file_is_no_folder_to_write_to(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    for out in ("a.md", "-"):
        assert main(["clean", "a.txt", "--out", out]) == 2
        assert capfd.readouterr().err.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_a_report_of_an_earlier_run_goes_when_there_is_another(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a.txt")
    (folder / "r.jsonl").write_text("earlier")
    (folder / "out").mkdir()
    (folder / "out/.triage.sqlite").write_text("no ledger")
    assert main(["clean", "a.txt", "--out", "out", "--report", "r.jsonl"]) == 2
    assert (folder / "r.jsonl").read_text() == "earlier"
    (folder / "out/.triage.sqlite").unlink()
    assert main(["clean", "a.txt", "--out", "out", "--report", "r.jsonl"]) == 0
    assert json.loads((folder / "r.jsonl").read_text())["path"] == "a.txt"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
@pytest.mark.parametrize("count", [1, 60])
def test_a_report_that_is_cut_is_told_by_its_name_and_stops_nothing(
    folder: Path, capfd: pytest.CaptureFixture[str], count: int
) -> None:
    for number in range(count):
        put(folder / f"in/{number}.txt")
    assert main(["clean", "in", "--out", "out", "--report", "/dev/full"]) == 1
    err = capfd.readouterr().err
    assert err.count("triage: --report /dev/full: No space left on device\n") == 1
    assert err.endswith(f"triage: {count} written, 0 unchanged, 0 skipped, 0 failed\n")


# A file is whole or not there


def test_a_file_gets_the_permissions_that_the_user_wants(folder: Path) -> None:
    umask = os.umask(0o027)
    try:
        write_whole(folder / "a.md", b"words")
    finally:
        os.umask(umask)
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError(errno.ENOSPC, "No space left on device")])
@pytest.mark.parametrize("step", ["link", "replace"])
def test_an_interruption_leaves_the_old_file_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, interruption: BaseException
) -> None:
    def interrupt(*_: object) -> None:
        raise interruption

    monkeypatch.setattr(os, step, interrupt)
    if step == "replace":
        put(folder / "a.md", "old")
    with pytest.raises(BaseException, match="No space|^$"):
        write_whole(folder / "a.md", b"new words", replace=step == "replace")
    assert tree(folder) == (["a.md"] if step == "replace" else [])
    assert step == "link" or (folder / "a.md").read_text() == "old"


def test_a_full_disk_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    put(folder / "a.txt")
    monkeypatch.setattr(os, "link", full)
    assert main(["clean", "a.txt", "--out", "out"]) == 1
    assert "triage: out/a.md: No space left on device\n" in capfd.readouterr().err


def test_a_file_that_appears_meanwhile_is_not_written_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def late(draft: Path, path: Path) -> None:
        put(path, "theirs")
        link(draft, path)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(FileExistsError):
        write_whole(folder / "a.md", b"ours")
    assert (folder / "a.md").read_text() == "theirs"


def test_file_systems_without_links_are_written_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert write_whole(folder / "a.md", b"words")
    assert tree(folder) == ["a.md"] and (folder / "a.md").read_bytes() == b"words"


def test_names_are_shown_safely(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder / "a\x1b[31m.txt")
    assert main(["clean", "a\x1b[31m.txt", "b\x1b]0;x\x07", "--out", "out"]) == 1
    assert "\x1b" not in capfd.readouterr().err
    assert "\x1b" not in (folder / "out/a\x1b[31m.md").read_text()
