"""The examples of docs/engines.md, run as they stand there by the engines themselves, where these are installed."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from triage.decode import decode
from triage.pipeline import classify
from triage.render.text import to_row

ROOT = Path(__file__).parents[1]
SAMPLES = {path.stem: decode(path.read_bytes()).text for path in sorted((ROOT / "samples").glob("*.txt"))}
MENU = "Home\n\nNews\n\nSport\n\nContact us\n\nLog in\n\n© 2024 The Halden Post"

PAGE = (ROOT / "docs" / "engines.md").read_text("utf-8")
EXAMPLES: dict[str, str] = dict(re.findall(r"^<!-- (\w+) -->\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def needs(engine: str) -> None:
    """Skip a test where there is no such engine."""
    pytest.importorskip(engine, reason=f"{engine} is not installed: pip install '.[engines]'")


def start(code: str, folder: Path) -> subprocess.Popen[str]:
    """Run an example in a folder, as a program of its own that leads its processes."""
    (folder / "example.py").write_text(code, "utf-8")
    return subprocess.Popen(
        [sys.executable, "example.py"],
        cwd=folder,
        # The engines reach no further than this machine, and write no further than the folder.
        env={**os.environ, "HOME": str(folder), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(code: str, folder: Path) -> None:
    process = start(code, folder)
    said, _ = process.communicate()
    assert process.returncode == 0, said


def write_pages(folder: Path, times: tuple[int, int, int, int] = (1, 1, 1, 1)) -> dict[str, str]:
    """Texts by address, in a file for each of the four numbers: so many times a quarter of the samples, and a menu."""
    (folder / "pages").mkdir()
    pages: dict[str, str] = {}
    for number, count in enumerate(times):
        texts = {f"https://example.org/{number}/menu": MENU}
        for name in list(SAMPLES)[number::4]:
            texts |= {f"https://example.org/{number}/{name}/{time}": SAMPLES[name] for time in range(count)}
        lines = [json.dumps({"url": url, "text": text, "section": "all"}) + "\n" for url, text in texts.items()]
        (folder / "pages" / f"{number}.jsonl").write_text("".join(lines), "utf-8")
        pages |= texts
    return pages


@cache
def row_of(text: str) -> Mapping[str, Any]:
    return to_row(classify(text))


def expected(pages: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    return {url: row_of(text) for url, text in pages.items() if text is not MENU}


def documents(folder: Path) -> list[dict[str, Any]]:
    """What datatrove wrote, in the order of the shards."""
    return [json.loads(line) for path in sorted(folder.iterdir()) for line in gzip.open(path, "rt", encoding="utf-8")]


def rows(folder: Path, key: str = "url") -> dict[str, dict[str, Any]]:
    """What a folder of Parquet holds, by address."""
    from pyarrow.parquet import read_table

    table: list[dict[str, Any]] = read_table(folder).to_pylist()
    found = {row.pop(key): row for row in table}
    assert len(found) == len(table)
    return found


def test_there_is_an_example_for_each_engine() -> None:
    assert list(EXAMPLES) == ["datatrove", "parquet", "spark", "ray"]
    for name, code in EXAMPLES.items():
        compile(code, name, "exec")


def test_the_page_tells_all_fields() -> None:
    told = [name for line in re.findall(r"^\| `(.+?)\|", PAGE, re.MULTILINE) for name in re.findall(r"\w+", line)]
    assert sorted(told) == sorted(to_row(classify(MENU)))


def test_datatrove_keeps_the_articles_with_their_facts_and_what_else_was_known(tmp_path: Path) -> None:
    needs("datatrove")
    pages = write_pages(tmp_path)
    run(EXAMPLES["datatrove"], tmp_path)
    kept, aside = documents(tmp_path / "articles"), documents(tmp_path / "no-article")
    assert [document["id"] for document in kept] == list(expected(pages))
    assert [document["id"] for document in aside] == [url for url, text in pages.items() if text is MENU]
    for document in kept + aside:
        metadata = document["metadata"]
        assert metadata.pop("section") == "all"
        assert metadata.pop("file_path").endswith(".jsonl")
        assert {"text": document.get("text", ""), **metadata} == row_of(pages[document["id"]])


def test_datatrove_writes_parquet(tmp_path: Path) -> None:
    needs("datatrove")
    needs("pyarrow")
    pages = write_pages(tmp_path)
    run(EXAMPLES["parquet"] + EXAMPLES["datatrove"].replace('JsonlWriter("articles")', "writer"), tmp_path)
    assert rows(tmp_path / "articles", key="id") == expected(pages)


def test_datatrove_goes_on_after_a_kill_with_the_tasks_that_are_not_done(tmp_path: Path) -> None:
    needs("datatrove")
    pages = write_pages(tmp_path, (1, 1, 60, 60))
    done = tmp_path / "logs" / "completions"
    killed = start(EXAMPLES["datatrove"], tmp_path)
    while killed.poll() is None and not (done.is_dir() and len(list(done.iterdir())) == 2):
        time.sleep(0.01)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert sorted(path.name for path in done.iterdir()) == ["00000", "00001"]
    finished = [tmp_path / "articles" / f"{path.name}.jsonl.gz" for path in done.iterdir()]
    written = {path: path.stat().st_mtime_ns for path in finished}

    run(EXAMPLES["datatrove"], tmp_path)
    assert {path: path.stat().st_mtime_ns for path in finished} == written
    found = [(document["id"], document["text"]) for document in documents(tmp_path / "articles")]
    assert found == [(url, row["text"]) for url, row in expected(pages).items()]


def test_spark_keeps_the_articles_with_their_facts(tmp_path: Path) -> None:
    needs("pyspark")
    if not (shutil.which("java") or "JAVA_HOME" in os.environ):
        pytest.skip("Spark needs Java: apt-get install default-jre-headless")
    pages = write_pages(tmp_path)
    run(EXAMPLES["spark"], tmp_path)
    assert rows(tmp_path / "articles") == expected(pages)


def test_ray_keeps_the_articles_with_their_facts_and_what_else_was_known(tmp_path: Path) -> None:
    needs("ray")
    pages = write_pages(tmp_path)
    run(EXAMPLES["ray"], tmp_path)
    found = rows(tmp_path / "articles")
    assert {row.pop("section") for row in found.values()} == {"all"}
    assert found == expected(pages)


def test_batches_of_arrow_keep_their_columns_in_place() -> None:
    needs("pyarrow")
    import pyarrow as pa

    from triage.arrow import COLUMNS, clean_batch

    text = SAMPLES["seeds-en"]
    for kind in pa.RecordBatch, pa.Table:
        batch = clean_batch(kind.from_pydict({"title": [1, 2], "text": [text, None], "url": ["a", "b"]}))
        assert isinstance(batch, kind)
        assert batch.schema.names == ["title", "text", "url", "deck", "published", "updated", "authors", "words"]
        assert batch.to_pylist() == [{"url": "a", **row_of(text)}, {"url": "b", **row_of("")}]
        none = clean_batch(batch.slice(0, 0))
        assert none.schema == batch.schema
        assert set(COLUMNS) <= set(none.schema)


def test_a_batch_without_texts_is_refused() -> None:
    needs("pyarrow")
    import pyarrow as pa

    from triage.arrow import clean_batch

    with pytest.raises(KeyError, match="text"):
        clean_batch(pa.table({"url": ["a"]}))
