"""The program around the commands: version, help, completion, and what it costs to start."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version

import pytest

from triage.cli import main


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"triage {version('triage')}\n"


def test_python_m_triage_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "triage", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"triage {version('triage')}\n"


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", [[], ["show"], ["clean"], ["diff"], ["train"], ["eval"]])
def test_every_help_has_examples(capsys: pytest.CaptureFixture[str], command: list[str], flag: str) -> None:
    assert main([*command, flag]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Usage: ")
    assert "Examples:\n    triage " in told
    assert max(map(len, told.splitlines())) <= 80


def test_without_a_command_the_help_is_shown_as_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Usage: ")


def test_a_mistyped_command_is_told_with_the_likely_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shwo"]) == 2
    assert capsys.readouterr().err == "triage: No such command 'shwo'. Did you mean 'show'?\n"


def test_the_shell_completes_commands_and_options() -> None:
    def complete(words: str) -> list[str]:
        asked = {"_TRIAGE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        code = "import sys; sys.argv[0] = 'triage'; from triage.cli import app; app(prog_name='triage')"
        done = subprocess.run(
            [sys.executable, "-c", code], env=os.environ | asked, capture_output=True, text=True, check=False
        )
        return done.stdout.split()

    assert "show" in complete("triage sh")
    assert complete("triage show --js") == ["--json"]
    assert complete("triage show --color a") == ["auto", "always"]
    assert complete("triage diff --theme d") == ["dark"]
    assert complete("triage show --sort k") == ["kept"]


def test_a_command_imports_only_what_it_needs(tmp_path: os.PathLike[str]) -> None:
    path = os.path.join(tmp_path, "page.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("A title of some words\n\nA paragraph of some more words, and of nothing else at all.\n")
    code = """
import sys
from triage.cli import main
main(sys.argv[1:])
print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)
"""
    for arguments in (["--version"], ["show", "--json", path], ["show", path]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        assert done.stdout
        assert not {"rich", "dateutil", "charset_normalizer", "pydantic", "numpy"} & set(done.stderr.split())


def test_the_version_needs_no_reader() -> None:
    code = "import sys; from triage.cli import main; main(['--version']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"triage.article", "triage.pipeline", "triage.model"} & set(done.stderr.split())


def test_the_process_ends_with_the_commands_code() -> None:
    for arguments, code in (["--version"], 0), (["show", "no/such/file"], 1), (["--nonsense"], 2):
        done = subprocess.run([sys.executable, "-m", "triage", *arguments], capture_output=True, check=False)
        assert done.returncode == code
