"""The wheel: all that running takes is in it, nothing else is, and what it depends on is little and bounded."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "seeds-en.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return BytesParser().parsebytes(archive.read(name))


def test_the_wheel_holds_the_package_the_model_and_the_type_marker_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {"triage/model.bin", "triage/py.typed", "triage/cli.py", "triage/render/markdown.py"} <= set(names)
    for notes in ("LICENSE", "SECURITY.md"):
        assert any(name.endswith(f".dist-info/licenses/{notes}") for name in names)
    assert {name.split("/")[0] for name in names} == {
        "triage",
        next(n.split("/")[0] for n in names if "dist-info" in n),
    }
    assert not [name for name in names if "__pycache__" in name or name.endswith((".jsonl", ".gz"))]


def test_it_depends_on_little_each_of_it_bounded_above(metadata: Message) -> None:
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert 0 < len(needed) <= 6
    for line in needed:
        assert re.search(r">=\d", line) and re.search(r"<\d", line), line
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"


def test_installed_from_the_wheel_alone_without_a_network_it_reads(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    code = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise OSError('the network was asked for')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        f"import triage; assert triage.__file__.startswith({str(site)!r})\n"
        f"from triage.cli import main; sys.exit(main(['show', '--json', {str(SAMPLE)!r}]))"
    )
    here = [sys.executable, "-m", "triage", "show", "--json", str(SAMPLE)]
    installed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        check=True,
    )
    assert installed.stdout == subprocess.run(here, capture_output=True, check=True).stdout
