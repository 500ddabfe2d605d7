"""``triage clean`` of records: JSON Lines and Parquet, in and out, a record after the other."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import tiny

from triage import cleaning
from triage.cli import main
from triage.model import pack_model
from triage.record import Fields, NoRecord, NoStream
from triage.streams import read_records

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
zstd = pytest.importorskip("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")

FIELDS = Fields("text", "url")
LETTER = "Each Friday we send a letter with the best of the week to all who ask."
FACTS = {"title", "deck", "published", "updated", "authors"}

Row = dict[str, Any]
Run = Callable[..., str]


def sentence(number: int) -> str:
    return f"The mill number {number} turned in the night, and nobody in the valley knew who had opened the sluice."


def row(number: int, **more: object) -> Row:
    return {"id": number, "text": f"Home\n\n{sentence(number)}\n", "score": 0.5, **more}


def encode(rows: Iterable[object]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in rows)


def decode(data: bytes) -> list[Row]:
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Clean by a small model on one core; what was printed is in ``printed``, what was said comes back."""
    monkeypatch.chdir(tmp_path)
    Path("tiny.bin").write_bytes(pack_model(tiny.MODEL))

    def clean(*arguments: str, code: int = 0) -> str:
        capfdbinary.readouterr()
        assert main(["clean", "--model", "tiny.bin", "--jobs", "1", "--format", "txt", *arguments]) == code
        out, err = capfdbinary.readouterr()
        Path("printed").write_bytes(out)
        return err.decode()

    return clean


def printed() -> list[Row]:
    return decode(Path("printed").read_bytes())


# JSON Lines


def test_the_text_is_cleaned_and_the_rest_passed_through_in_order(run: Run) -> None:
    rows = [row(number, meta={"tags": ["a", None], "n": 2**70}) for number in range(80)]
    Path("in.jsonl").write_bytes(encode(rows))
    assert run("in.jsonl", "--jobs", "2") == ""
    assert [{name: out[name] for name in rows[0]} for out in printed()] == [
        {**each, "text": sentence(each["id"])} for each in rows
    ]
    assert all(set(out) == {*rows[0], *FACTS} for out in printed())


@pytest.mark.parametrize(("format", "written"), [("md", r"\<stayed>"), ("jsonl", "<stayed>"), ("txt", "<stayed>")])
def test_the_text_is_markdown_or_plain(run: Run, format: str, written: str) -> None:
    Path("in.jsonl").write_bytes(encode([{"text": f"{sentence(1)} Nobody <stayed> there, they said."}]))
    run("in.jsonl", "--format", format)
    assert f"Nobody {written} there" in str(printed()[0]["text"])


def test_a_record_keeps_its_own_fields(run: Run) -> None:
    Path("in.jsonl").write_bytes(encode([row(1, title="Mine", authors=None)]))
    run("in.jsonl")
    assert (printed()[0]["title"], printed()[0]["authors"]) == ("Mine", None)


def test_other_fields_can_hold_the_text_and_the_source(run: Run) -> None:
    pages = [{"body": f"{sentence(number)}\n\n{LETTER}", "site": "a"} for number in range(4)]
    Path("in.jsonl").write_bytes(encode(pages))
    run("in.jsonl", "--text-field", "body", "--source-field", "site")
    assert [out["body"] for out in printed()] == [sentence(number) for number in range(4)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{not json", "Is not JSON"),
        (b"\xff\xfe", "Is not JSON"),
        (b"[" * 100_000, "Is not JSON"),
        (b"[1]", 'Has no text in a field "text"'),
        (b'{"id": 1}', 'Has no text in a field "text"'),
        (b'{"text": null}', 'Has no text in a field "text"'),
    ],
)
def test_a_line_that_is_no_record_is_told_by_its_number(run: Run, line: bytes, why: str) -> None:
    Path("in.jsonl").write_bytes(encode([row(1)]) + b"\n" + line + b"\n" + encode([row(2)]))
    assert run("in.jsonl", "--report", "r.jsonl", code=1) == f"triage: in.jsonl:3: {why}\n"
    assert [out["id"] for out in printed()] == [1, 2]
    report = decode(Path("r.jsonl").read_bytes())
    assert [(line["path"], line["outcome"]) for line in report] == [
        ("in.jsonl:1", "written"), ("in.jsonl:3", "failed"), ("in.jsonl:4", "written")
    ]  # fmt: skip


def test_files_that_are_compressed_are_read_and_written(run: Run) -> None:
    rows = [row(number) for number in range(3)]
    Path("in.jsonl.gz").write_bytes(gzip.compress(encode(rows[:1])) + gzip.compress(encode(rows[1:])))
    Path("in.jsonl.zst").write_bytes(zstd.compress(encode(rows[:1])) + zstd.compress(encode(rows[1:])))
    run("in.jsonl.gz", "--out", "out.jsonl.zst")
    run("in.jsonl.zst", "--out", "out.jsonl.gz")
    by_zstd, by_gzip = Path("out.jsonl.zst").read_bytes(), Path("out.jsonl.gz").read_bytes()
    assert decode(zstd.decompress(by_zstd)) == decode(gzip.decompress(by_gzip))
    assert [out["id"] for out in decode(gzip.decompress(by_gzip))] == [0, 1, 2]


def test_records_that_end_in_no_file_are_not_counted_as_written(run: Run) -> None:
    rows = [row(number) for number in range(300)]
    Path("in.jsonl.gz").write_bytes(gzip.compress(encode(rows), 0)[:-500])
    said = run("in.jsonl.gz", "--out", "out", "--report", "r.jsonl", code=1)
    assert not list(Path("out").rglob("*.gz"))
    assert " 0 written, 0 unchanged, 0 skipped, " in said.splitlines()[-1]
    assert {line["written"] for line in decode(Path("r.jsonl").read_bytes())} == {"out/in.jsonl.gz", None}


def test_an_interrupted_file_is_not_counted_and_not_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in.jsonl").write_bytes(encode([row(number) for number in range(40)]))
    with monkeypatch.context() as patch:
        patch.setattr("triage.shards.clean", interrupting(after=20))
        said = run("in.jsonl", "--out", "out.jsonl", code=130)
    assert "triage: out.jsonl: Not written, for it was not complete\n" in said and " unchanged, " not in said
    assert not list(Path().glob("*out*"))


def interrupting(after: int) -> Callable[..., Any]:
    left = iter(range(after))

    def clean(*arguments: Any) -> Any:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return cleaning.clean(*arguments)

    return clean


def test_a_file_that_somebody_else_made_meanwhile_is_left_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def clean(*arguments: Any) -> Any:
        Path("out.jsonl").write_text("theirs")
        return cleaning.clean(*arguments)

    Path("in.jsonl").write_bytes(encode([row(1), row(2)]))
    monkeypatch.setattr("triage.shards.clean", clean)
    assert "triage: 0 written, 0 unchanged, 2 skipped, 0 failed\n" in run("in.jsonl", "--out", "out.jsonl")
    assert Path("out.jsonl").read_text() == "theirs"


@pytest.mark.parametrize("record", [row(1, meta={}), row(1, more=[{"deep": {}}])])
def test_objects_without_fields_are_no_column(run: Run, record: Row) -> None:
    Path("in.jsonl").write_bytes(encode([record]))
    said = run("in.jsonl", "--out", "out.parquet", code=1)
    assert "holds objects without fields, which a column cannot\n" in said and said.count("\n") == 2
    assert not Path("out.parquet").exists()


def test_halves_of_surrogate_pairs_are_no_text(run: Run) -> None:
    Path("in.jsonl").write_bytes(encode([row(1, cut="a \ud83d", whole="\U0001f600", list=["\udc00"])]))
    run("in.jsonl", "--out", "out.parquet")
    run("out.parquet")
    assert [printed()[0][name] for name in ("cut", "whole", "list")] == ["a \ufffd", "\U0001f600", ["\ufffd"]]


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.jsonl.zst"])
def test_what_is_cut_short_is_told_and_not_written(run: Run, name: str) -> None:
    data = encode([row(number, pad=os.urandom(99).hex()) for number in range(900)])
    packed = gzip.compress(data) if name.endswith("gz") else zstd.compress(data)
    Path(name).write_bytes(packed[: len(packed) // 2])
    said = run(name, "--out", "out.jsonl", code=1)
    assert f"triage: {name}: Is damaged, or cut short\n" in said
    assert not list(Path().glob("*out*"))
    run(name, code=1)
    assert len(printed()) > 10


def test_a_pipe_of_records_is_known_by_its_start(tmp_path: Path) -> None:
    def pipe(data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "triage", "clean", "--format", "jsonl", *arguments]
        return subprocess.run(command, input=data, capture_output=True, cwd=tmp_path, check=False)

    done = pipe(encode([row(1), row(2)]), "-")
    assert (done.returncode, [out["id"] for out in decode(done.stdout)]) == (0, [1, 2])
    done = pipe(b"broken\n" + encode([row(1)]), "--from", "jsonl")
    assert (done.returncode, len(decode(done.stdout)), done.stderr) == (1, 1, b"triage: -:1: Is not JSON\n")
    assert set(decode(pipe(b"A title\n\n" + sentence(1).encode()).stdout)[0]) >= {"source", "text"}
    assert len(decode(pipe(encode([row(1), row(2)]), "--from", "text").stdout)) == 1


# Into files


def test_each_file_gets_one_in_a_folder(run: Run) -> None:
    for name in ("a.jsonl", "b.ndjson"):
        Path(name).write_bytes(encode([row(1)]))
    run("a.jsonl", "b.ndjson", "--out", "out")
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.jsonl", "b.ndjson"]


def test_a_file_that_is_there_is_left_alone_unless_forced(run: Run) -> None:
    Path("in.jsonl").write_bytes(encode([row(1)]))
    Path("out.jsonl").write_text("mine")
    assert "triage: out.jsonl: Skipped: there already; --force replaces it\n" in run("in.jsonl", "--out", "out.jsonl")
    assert Path("out.jsonl").read_text() == "mine"
    os.utime("out.jsonl", (0, 0))
    said = run("in.jsonl", "--out", "out.jsonl")
    assert "triage: out.jsonl: Skipped: there already, though in.jsonl is newer; --force replaces it\n" in said
    run("in.jsonl", "--out", "out.jsonl", "--force")
    assert decode(Path("out.jsonl").read_bytes())[0]["id"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["in.jsonl", "--out", "in.jsonl"], ["in.jsonl", "--out", "."], ["in.jsonl", "more/in.jsonl", "--out", "out"],
        ["in.jsonl", "a.txt"], ["in.jsonl", "--format", "json"], ["in.jsonl", "--from", "csv"],
        ["a.txt", "--out", "out.jsonl"],
    ],
)  # fmt: skip
def test_misuse_is_one_sentence_and_writes_nothing(run: Run, arguments: list[str]) -> None:
    for name in ("in.jsonl", "more/in.jsonl", "a.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(encode([row(1)]))
    before = sorted(Path().rglob("*"))
    assert run(*arguments, "--force", code=2).count("\n") == 1
    Path("printed").unlink()
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["in.jsonl", "--report", "in.jsonl"],
        ["in.jsonl", "--out", "z.jsonl", "--report", "z.jsonl"],
        ["in.jsonl", "--out", "out", "--report", "out/in.jsonl"],
        ["in.jsonl", "--out", "out", "--report", "out"],
    ],
)
def test_a_report_is_kept_apart_from_what_is_read_and_written(run: Run, arguments: list[str]) -> None:
    Path("in.jsonl").write_bytes(encode([row(1)]))
    said = run(*arguments, code=2)
    assert said.startswith(f"triage: --report {arguments[-1]}: Is among what is ") and said.count("\n") == 1
    assert Path("in.jsonl").read_bytes() == encode([row(1)])
    assert {path.name for path in Path().iterdir()} == {"in.jsonl", "tiny.bin", "printed"}


# What records share


def test_what_the_pages_of_a_host_share_is_dropped(run: Run) -> None:
    pages = [
        row(n, url=f"https://{'a' if n < 5 else 'b'}.example/{n}", text=f"{sentence(n)}\n\n{LETTER}") for n in range(7)
    ]
    Path("in.jsonl").write_bytes(encode(pages))
    run("in.jsonl")
    assert [LETTER in out["text"] for out in printed()] == [False] * 5 + [True] * 2
    run("in.jsonl", "--no-corpus")
    assert all(LETTER in out["text"] for out in printed())


# Parquet


def test_parquet_keeps_its_columns(run: Run) -> None:
    when = datetime.datetime(2024, 5, 4, tzinfo=datetime.UTC)
    schema = pa.schema(
        {
            "id": pa.int16(),
            "text": pa.large_string(),
            "when": pa.timestamp("ns", "UTC"),
            "kind": pa.dictionary(pa.int8(), pa.string()),
        }
    ).with_metadata({"made": "here"})
    rows = [{"id": n, "text": row(n)["text"] if n != 7 else None, "when": when, "kind": "x"} for n in range(3000)]
    parquet.write_table(pa.Table.from_pylist(rows, schema), "in.parquet")
    assert 'triage: in.parquet:8: Has no text in a field "text"\n' in run("in.parquet", "--out", "out.parquet", code=1)
    table = parquet.read_table("out.parquet")
    assert [table.schema.field(name) for name in schema.names] == list(schema)
    assert table.schema.metadata[b"made"] == b"here"
    assert set(table.schema.names) == {*schema.names, *FACTS}
    assert table["id"].to_pylist() == [n for n in range(3000) if n != 7]
    assert table["text"][9].as_py() == sentence(10)


def test_parquet_and_json_lines_become_each_other(run: Run) -> None:
    rows = [row(n, meta={"n": n} if n % 2 else {}, none=None, url="https://a.example/") for n in range(1100)]
    rows.append(row(1100, meta={}, none=None, url="https://a.example/", odd=1))
    rows.append({**row(1101, meta={}, none=None, url="https://a.example/"), "id": 1.5})
    Path("in.jsonl").write_bytes(encode(rows))
    said = run("in.jsonl", "--out", "out.parquet", code=1)
    assert 'triage: in.jsonl:1101: Has a field "odd" that the first records have not\n' in said
    assert "triage: in.jsonl:1102: Does not fit the types of the first records\n" in said
    run("out.parquet")
    assert [(out["id"], out["meta"]["n"], out["text"]) for out in printed()] == [
        (n, n if n % 2 else None, sentence(n)) for n in range(1100)
    ]


def test_no_records_make_an_empty_file(run: Run) -> None:
    Path("in.jsonl").write_bytes(b"")
    run("in.jsonl", "--out", "out.parquet")
    assert parquet.read_table("out.parquet").num_rows == 0


def test_a_field_of_several_types_is_no_column(run: Run) -> None:
    Path("in.jsonl").write_bytes(encode([row(1, odd=1), row(2, odd="x")]))
    assert 'The field "odd" is of several types' in run("in.jsonl", "--out", "out.parquet", code=1)
    assert not Path("out.parquet").exists()


@pytest.mark.parametrize("data", [b"PAR1 and no more", b"", None])
def test_what_is_no_parquet_is_told(run: Run, data: bytes | None) -> None:
    if data is None:
        parquet.write_table(pa.table({"body": ["x"]}), "in.parquet")
    else:
        Path("in.parquet").write_bytes(data)
    assert "triage: in.parquet: " in run("in.parquet", code=1)


# Libraries that are not there, and memory


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("pyarrow", "triage.parquet", "backports", "compression"):
        monkeypatch.setitem(sys.modules, name, None) if name != "triage.parquet" else sys.modules.pop(name, None)
    (tmp_path / "a.zst").write_bytes(zstd.compress(b"{}\n"))
    for name, kind, extra in (("a.parquet", "parquet", "parquet"), ("a.zst", "jsonl", "zstd")):
        with pytest.raises(NoStream, match=rf"triage\[{extra}\]"):
            list(read_records(str(tmp_path / name), kind, FIELDS))


def test_records_are_read_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(os.fdopen(read, "rb")))
    records = read_records("-", "jsonl", FIELDS)
    os.write(write, encode([row(1)]))
    record = next(records)
    assert not isinstance(record, NoRecord) and record.row["id"] == 1
    os.close(write)
    assert list(records) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_memory_does_not_grow_with_the_file(run: Run, name: str) -> None:
    """400 MB of records of 20 kB, most of it in a field that is passed through."""
    pad = "".join(chr(97 + n % 26) for n in range(20_000))
    with open("in.jsonl", "wb") as file:
        file.writelines(encode([row(number, url=f"https://a.example/{number}", pad=pad)]) for number in range(20_000))
    program = (
        "import resource, sys\nfrom triage.cli import main\n"
        f"assert main(['clean', 'in.jsonl', '--model', 'tiny.bin', '--jobs', '2', '--out', {name!r}]) == 0\n"
        "print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
    )
    peak = int(subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout)
    assert Path("in.jsonl").stat().st_size > 400_000_000
    assert peak < 200_000
