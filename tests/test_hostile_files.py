"""Files that are no text, cannot be read, change, or are made to be read for ever; and writing that is cut short."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import Done, Run

import triage.pipeline
from triage.cli import main
from triage.output import write_whole
from triage.sources import load

GERMAN = (
    "Die Mühle\n\nDie Mühle am Fluß läuft seit gestern wieder, für alle hörbar, und „sie läuft gut“, sagt der Müller.\n"
)
RUSSIAN = (
    "Мельница\n\nМельница на реке вчера снова заработала, и мельник говорит, что она работает хорошо, как прежде.\n"
)
CHINESE = "磨坊\n\n河边的磨坊昨天又开始转动了，磨坊主说它转得很好，和六十年前一样，附近的人都来看。\n"
JAPANESE = "水車小屋\n\n川のそばの水車小屋は昨日また動き始めた。六十年ぶりのことで、近くの人がみな見に来た。\n"
KOREAN = "물레방아\n\n강가의 물레방아가 어제 다시 돌기 시작했다. 육십 년 만의 일이라 근처 사람들이 모두 보러 왔다.\n"
READ = {
    **{name: GERMAN.encode(name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")},
    **{name: GERMAN.encode(name) for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")},
    "utf-8 with errors": GERMAN.encode() + b"\xff\xc3" + GERMAN.encode(),
    "utf-8 cut off": GERMAN.encode() + "ü".encode()[:1],
    "koi8-r": RUSSIAN.encode("koi8-r"),
    "gbk": CHINESE.encode("gbk"),
    "shift-jis": JAPANESE.encode("shift-jis"),
    "euc-kr": KOREAN.encode("euc-kr"),
    "zeros": GERMAN.encode() + b"\0\0" + GERMAN.encode(),
}
REFUSED = {
    "binary": random.Random(1).randbytes(100_000),
    "all bytes": bytes(range(256)) * 8,
    "only zeros": bytes(5000),
    "picture": b"\x89PNG\r\n\x1a\n" + GERMAN.encode(),
    "archive": b"PK\x03\x04" + GERMAN.encode(),
}


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Done:
        code = main(arguments)
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Done(code, out, err)

    return call


def put(name: str, data: bytes = GERMAN.encode()) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def visible(folder: str | Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


# Any bytes


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_text_in_any_encoding_is_read(run: Run, data: bytes) -> None:
    put("a.txt", data)
    done = run("show", "a.txt")
    assert (done.code, done.err) == (0, "")
    assert any(title in done.out for title in ("Die Mühle", "Мельница", "磨坊", "水車小屋", "물레방아"))
    assert "заработала" in done.out or "läuft gut" in done.out or "昨" in done.out or "어제" in done.out


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_is_refused_in_a_sentence_and_the_rest_goes_on(run: Run, data: bytes) -> None:
    put("in/a.txt", data)
    put("in/b.txt")
    for arguments in (["show", "in/a.txt", "in/b.txt"], ["clean", "in", "--format", "jsonl"]):
        done = run(*arguments)
        assert done.code == 1
        assert done.err.startswith("triage: in/a.txt: Is ") and done.err.count("\n") == 1
        assert "Die Mühle" in done.out
    assert run("clean", "in", "--out", "out").code == 1
    assert list(visible("out")) == ["b.md"]


def test_nothing_is_an_article_without_paragraphs(run: Run) -> None:
    put("empty.txt", b"")
    put("blank.txt", b" \r\n\t\x0c\n" * 9)
    assert run("show", "empty.txt", "blank.txt") == (0, "", "")
    assert run("clean", "--format", "txt", "empty.txt") == (0, "", "triage: empty.txt: Nothing of it is kept\n")


@pytest.mark.slow
def test_two_hundred_megabytes_on_one_line_are_read(run: Run) -> None:
    put("a.txt", b"word and another one, " * 9_090_000)
    done = run("clean", "--format", "txt", "--keep", "headline,body,caption,quote,teaser", "a.txt")
    assert (done.code, done.err) == (0, "")
    assert len(done.out) > 199_900_000


@pytest.mark.slow
def test_a_million_paragraphs_of_one_character_are_read(run: Run) -> None:
    put("a.txt", b"a\n\n" * 1_000_000)
    done = run("show", "a.txt")
    assert (done.code, done.err, done.out.count("\ta\n")) == (0, "", 1_000_000)


# Folders as strangers leave them


def test_what_is_no_file_is_passed_over_in_a_sentence(run: Run) -> None:
    put("in/a.txt")
    os.mkfifo("in/fifo.txt")
    os.symlink("loop.txt", "in/loop.txt")
    os.symlink("two.txt", "in/one.txt")
    os.symlink("one.txt", "in/two.txt")
    os.symlink("..", "in/up")
    os.symlink("/dev/zero", "in/zero.txt")
    os.symlink("gone.txt", "in/broken.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("in/socket.txt")
        done = run("clean", "in", "--out", "out")
    assert list(visible("out")) == ["a.md"]
    assert done.err.splitlines() == [
        "triage: out/a.md: Written",
        "triage: in/broken.txt: Skipped, a link that leads nowhere",
        "triage: in/fifo.txt: Skipped, no file, but a pipe, a socket or a device",
        "triage: in/loop.txt: Skipped, a link that leads nowhere",
        "triage: in/one.txt: Skipped, a link that leads nowhere",
        "triage: in/socket.txt: Skipped, no file, but a pipe, a socket or a device",
        "triage: in/two.txt: Skipped, a link that leads nowhere",
        "triage: in/up: Skipped, a link that leads out of the folder",
        "triage: in/zero.txt: Skipped, a link that leads out of the folder",
        "triage: 1 written, 0 unchanged, 8 skipped, 0 failed",
    ]


@pytest.mark.parametrize("name", ["loop.txt", "fifo", "zero", "gone.txt"])
def test_named_itself_it_is_told_in_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("triage.sources._PATIENCE", 0.05)
    put("in/a.txt")
    os.mkfifo("fifo")
    os.symlink("loop.txt", "loop.txt")
    os.symlink("/dev/zero", "zero")
    done = run("show", name)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"triage: {name}: ") and done.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["clean", "fifo.jsonl"], ["clean", "--from", "jsonl", "zero"],
    ["clean", "--from", "parquet", "fifo.jsonl"], ["eval", "fifo.jsonl"], ["show", "--model", "fifo.jsonl", "in/a.txt"]])  # fmt: skip
def test_no_other_input_is_waited_for(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setattr("triage.sources._PATIENCE", 0.05)
    put("in/a.txt")
    os.mkfifo("fifo.jsonl")
    os.symlink("/dev/zero", "zero")
    done = run(*arguments)
    assert done.code and done.out == ""
    assert "Is a pipe that nothing writes to" in done.err or "Is a device, not a file" in done.err


@pytest.mark.parametrize("name", ["fifo", "/dev/zero", "."])
def test_the_library_waits_for_nothing_either(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("triage.sources._PATIENCE", 0.05)
    os.mkfifo("fifo")
    with pytest.raises(OSError, match="^\\[Errno"):
        triage.read(name)
    put("-")
    assert triage.read("-").paragraphs[0].text == "Die Mühle"


@pytest.fixture
def nobody(run: Run) -> Iterator[None]:
    """Another user, for root reads and writes everything."""
    put("warm.txt")
    run("clean", "warm.txt", "--out", "warm")  # what is imported late may lie where nobody may look
    if os.geteuid() == 0:
        for folder in (Path.cwd(), *Path.cwd().parents):
            if not os.stat(folder).st_mode & 1:
                folder.chmod(0o755)
        os.chmod(".", 0o777)
        os.seteuid(65534)
        yield
        os.seteuid(0)
    else:
        yield


def test_what_may_not_be_read_or_written_is_told_and_the_rest_goes_on(run: Run, nobody: None) -> None:
    put("in/a.txt")
    put("in/closed.txt").chmod(0)
    put("in/closed/b.txt").parent.chmod(0)
    put("in/listed/c.txt").parent.chmod(0o444)
    put("in/deep/d.txt")
    Path("out/deep").mkdir(parents=True)
    Path("out/deep").chmod(0o555)
    try:
        done = run("clean", "in", "--out", "out")
        assert done.code == 1
        for path in ("in/closed.txt", "in/closed", "in/listed/c.txt", "out/deep/d.md"):
            assert f"triage: {path}: Permission denied\n" in done.err
        assert done.err.endswith("triage: 1 written, 0 unchanged, 0 skipped, 4 failed\n")
        assert list(visible("out")) == ["a.md"]
    finally:
        for folder in ("in/closed", "in/listed", "out/deep"):
            Path(folder).chmod(0o755)


def test_a_name_that_is_too_long_is_told_and_the_rest_goes_on(run: Run) -> None:
    put("in/" + "n" * 254)
    put("in/z.txt")
    done = run("clean", "in", "--out", "out")
    assert done.code == 1
    assert list(visible("out")) == ["z.md"]
    assert ": File name too long\n" in done.err


def test_files_and_folders_that_vanish_are_told_and_the_rest_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "in/d.txt"):
        put(f"in/{name}")
    classify = triage.pipeline.classify

    def late(*arguments: object, **options: object) -> object:
        Path("in/b.txt").unlink(missing_ok=True)
        shutil.rmtree("in/in", ignore_errors=True)
        return classify(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("triage.cleaning.classify", late)
    done = run("clean", "in", "--out", "out")
    assert done.code == 1
    assert sorted(visible("out")) == ["a.md", "c.md"]
    assert "triage: in/b.txt: No such file\n" in done.err and "triage: in/in: No such file\n" in done.err


def test_a_file_that_grows_and_shrinks_meanwhile_is_read_as_it_is_then(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    done = threading.Event()

    def change() -> None:
        while not done.is_set():
            with open(path, "ab") as file:
                file.write(b"a line\n" * 20_000)
            os.truncate(path, 0)

    writer = threading.Thread(target=change)
    path.touch()
    writer.start()
    try:
        for _ in range(200):
            assert set(load(path)) <= set(b"a line\n\0")
    finally:
        done.set()
        writer.join()


# Writing that is cut short


def test_killed_at_any_moment_writing_leaves_whole_files_alone(tmp_path: Path) -> None:
    size = 300_000
    moments = random.Random(4)
    for _ in range(200):
        child = os.fork()
        if child == 0:
            for number in range(1_000_000):
                write_whole(tmp_path / f"{number % 3}.md", b"%c" % (65 + number % 26) * size, replace=True)
        time.sleep(moments.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for data in visible(tmp_path).values():
            assert len(data) == size and data == data[:1] * size


@pytest.mark.slow
def test_killed_at_any_moment_a_folder_holds_whole_articles_and_a_second_run_the_rest(run: Run) -> None:
    for number in range(30):
        put(f"in/{number % 4}/{number}.txt", GERMAN.replace("Mühle", f"Mühle {number}").encode() * 3)
    command = [sys.executable, "-m", "triage", "clean", "in", "--out"]
    start = time.monotonic()
    subprocess.run([*command, "whole"], check=True, capture_output=True)
    longest = time.monotonic() - start
    whole = visible("whole")
    moments = random.Random(5)
    cut = 0
    for number in range(300):
        out = f"out/{number}"
        with subprocess.Popen([*command, out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(moments.uniform(0.1, 1.1) * longest)
            process.kill()
        written = visible(out)
        cut += 0 < len(written) < len(whole)
        assert written.items() <= whole.items()
        if number % 20 == 0:
            subprocess.run([*command, out], check=True, capture_output=True)
            assert visible(out) == whole
    assert cut > 30


def test_a_disk_that_fills_up_is_told_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(GERMAN)
    (tmp_path / "in/b.txt").write_text(
        GERMAN + "\n".join(f"\nDas Rad drehte sich {n} mal an jenem Tag.\n" for n in range(2000))
    )
    done = subprocess.run(
        [sys.executable, "-m", "triage", "clean", "in", "--out", "out", "--format", "txt", "--keep", "headline,body,teaser"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        "triage: out/a.txt: Written\ntriage: out/b.txt: File too large\n"
        "triage: 1 written, 0 unchanged, 0 skipped, 1 failed\n"
    )
    assert list(visible(tmp_path / "out")) == ["a.txt"]


def test_a_file_system_without_room_is_told_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("may not mount a file system")
    try:
        write_whole(disk / "a.md", b"a" * 5000)
        for _ in range(3):
            with pytest.raises(OSError, match="No space left on device"):
                write_whole(disk / "b.md", b"b" * 50_000)
            with pytest.raises(OSError, match="No space left on device"):
                write_whole(disk / "a.md", b"b" * 50_000, replace=True)
            assert os.listdir(disk) == ["a.md"]
            assert (disk / "a.md").read_bytes() == b"a" * 5000
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("arguments", [["show"], ["show", "--json"], ["clean"], ["clean", "--format", "jsonl"]])
def test_an_output_without_room_is_told(run: Run, arguments: list[str]) -> None:
    put("a.txt")
    command = [sys.executable, "-m", "triage", *arguments, "a.txt"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"triage: standard output: No space left on device\n")
