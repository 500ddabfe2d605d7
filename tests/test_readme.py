"""The README's commands print what it says, its picture is the view, and its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "tools"

Renew = Callable[[str], str]


@pytest.fixture
def renew(monkeypatch: pytest.MonkeyPatch) -> Renew:
    monkeypatch.syspath_prepend(TOOLS)
    import readme

    return lambda text: str(readme.renew(text, compare=True, shared=False))


def test_the_readme_says_what_its_commands_print_and_shows_the_view() -> None:
    command = [sys.executable, str(TOOLS / "readme.py"), "--check", "--without-shared"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_the_readme_links_to_what_is_there() -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_old_output_of_a_command_is_replaced(renew: Renew) -> None:
    assert renew("Text.\n\n```console\n$ echo new\nold\n```\n") == "Text.\n\n```console\n$ echo new\nnew\n```\n"


def test_each_command_of_a_block_is_run_where_the_one_before_was(renew: Renew) -> None:
    block = "```console\n$ echo kept > note\n$ cat note samples/none\n{}```\n"
    assert renew(block.format("")) == block.format("kept\ncat: samples/none: No such file or directory\n")
    assert not (ROOT / "note").exists()


def test_old_output_of_python_is_replaced(renew: Renew) -> None:
    block = "```pycon\n>>> for number in range(2):\n...     print(number)\n{}>>> 1 + 1\n2\n```\n"
    assert renew(block.format("old\n")) == block.format("0\n1\n")


@pytest.mark.parametrize(
    "block",
    [
        "<!-- not run: installs -->\n```console\n$ echo new\nold\n```\n",
        "<!-- not compared: times vary -->\n```console\n$ echo new\nold\n```\n",
        "```console\n$ echo ../shared\nold\n```\n",
        "```text\n$ echo new\nold\n```\n",
    ],
)
def test_other_blocks_are_left_alone(renew: Renew, block: str) -> None:
    assert renew(block) == block
    assert renew(f"{block}```console\n$ echo new\n```\n") == f"{block}```console\n$ echo new\nnew\n```\n"
