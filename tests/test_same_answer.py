"""The same text gives the same roles, confidences and bytes: whatever the locale, the zone, the hash seed, the terminal and
the version of Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import dateutil
import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(map(str, (ROOT / "samples").glob("*.txt")))
LIBRARIES = Path(dateutil.__file__).parents[1]

ENVIRONMENTS = {
    "a C locale, a zone ahead, a dumb terminal": {
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "TZ": "Pacific/Kiritimati",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "PYTHONHASHSEED": "0",
    },
    "no such locale, a zone behind, a narrow terminal of all colours": {
        "LC_ALL": "tr_TR.ISO-8859-9",
        "LANGUAGE": "tr",
        "PYTHONIOENCODING": "latin-1",
        "TZ": "America/Los_Angeles",
        "COLUMNS": "20",
        "LINES": "5",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "FORCE_COLOR": "1",
        "CLICOLOR_FORCE": "1",
        "PYTHONHASHSEED": "4711",
    },
    "UTF-8, no assertions": {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "1"},
}

COMMANDS = (("show", "--explain", SAMPLES[0]), ("show", "--json", *SAMPLES[:4]), ("clean", SAMPLES[-1]))

EXACTLY = """
import sys
from pathlib import Path
import triage
from triage.decode import decode
for path in sys.argv[1:]:
    data = Path(path).read_bytes()
    for changed in (data, data.replace(b"\\n\\n", b"\\n"), data[::2]):
        try:
            text = decode(changed).text
        except ValueError as error:
            text = str(error)
        print(ascii(triage.classify(text)))
"""
"""Prints all that is known of each paragraph, every digit of its confidence."""


@cache
def answers(*environment: tuple[str, str]) -> list[bytes]:
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    return [
        subprocess.run(
            [sys.executable, "-m", "triage", *command],
            env=settings | dict(environment),
            capture_output=True,
            check=True,
        ).stdout
        for command in COMMANDS
    ]


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_the_bytes_do_not_depend_on_the_environment(environment: dict[str, str]) -> None:
    assert all(answers())
    assert answers(*environment.items()) == answers()


def pythons(version: str) -> Iterator[str]:
    yield shutil.which(f"python{version}") or ""
    yield from map(
        str, Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python")
    )


@cache
def exactly(python: str, **environment: str) -> bytes:
    settings = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(LIBRARIES)]), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [python, "-c", EXACTLY, *SAMPLES]
    return subprocess.run(command, env=settings | environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_every_digit_is_the_same_in_every_version_of_python(version: str) -> None:
    for python in pythons(version):
        if python and subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0:
            assert exactly(python) == exactly(sys.executable)
            return
    pytest.skip("is not here")


def test_every_digit_is_the_same_with_every_hash_seed() -> None:
    assert len({exactly(sys.executable, PYTHONHASHSEED=str(seed)) for seed in range(3)}) == 1
