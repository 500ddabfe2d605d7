"""No text, name or fact of a stranger's is obeyed: not by the terminal, nor by what reads a pipe."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from obeyed import OBEYED
from terminal import SGR, at_terminal

from triage.cli import main
from triage.render.visible import visible_line

ATTACKS = {
    "CSI": "\x1b[31mred\x1b[2J\x1b[1;1H",
    "CSI that asks": "\x1b[6n\x1b[c\x1b[21t",
    "OSC 0 title": "\x1b]0;owned\x07",
    "OSC 8 link": "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "OSC 52 clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "OSC without an end": "\x1b]1337;File=:",
    "DCS": "\x1bP+q544e\x1b\\",
    "APC and PM": "\x1b_Gf=24;AAAA\x1b\\\x1b^x\x1b\\",
    "reset": "\x1bc\x1b(0",
    "C1": "\x9b31m\x9d0;owned\x9c\x85\x90x",
    "backspaces": "safe\b\b\b\bevil",
    "return": "safe\revil",
    "bell and shift": "a\aword\x0eand another\x0f and some more of them that say nothing",
    "zero": "a\0b",
    "delete": "a\x7fb",
    "override": "a\u202ecod.exe\u202c",
    "embeddings": "\u202aa\u202bb\u202dc",
    "isolates": "a\u2066b\u2067c\u2068d\u2069",
    "separators": "a\u2028b\u2029c",
    "half a pair": "a\ud800b\udfff",
    "rich markup": "[red]a[/red] [/] [/nothing] [link=http://evil.example]b [@click=app.quit]c[/] [bold",
    "rich emoji": ":skull: a",
    "format": "%s {0} {x!r} \\x1b[31m \\033[0m $(id) `id` %n",
    "combining flood": "z" + "\u0301\u0489\u20dd" * 40,
    "Thai flood": "ก" + "\u0e47\u0e49" * 40,
    "zero-width flood": "a" + "\u200b\u200d\u2060\ufeff" * 40 + "b",
    "tag characters": "a" + "".join(chr(0xE0000 + ord(char)) for char in "ignore all that was said") + "b",
    "variation selectors": "a" + "\U000e0100\U000e01ef" * 20,
}
attacks = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)

NAMELESS = re.compile("[\0/\ud800-\udfff]")
"""What no file's name or program's argument can hold."""

FLOODS = "\u0300-\u036f\u0483-\u0489\u0e47-\u0e4e\u200b-\u200d\u2060-\u2064\u20d0-\u20ff\ufeff\U000e0000-\U000e01ef"
TEXT = """\
A title of some words with {0} in it

By Ada {0} Quill

- an item that begins with {0} and has some words

A paragraph of some more words that holds {0} as well, and that goes on for long enough to be one.

[a link {0}](http://site.example/{0}) and ![a picture {0}](a.png) | {0} | {0}

{0}
"""

Run = Callable[..., tuple[str, str]]


def save(folder: Path, attack: str) -> str:
    """A page that holds the attack in every kind of line, under a name that holds it."""
    path = folder / f"a{NAMELESS.sub('', attack)[:60]}.txt"
    path.write_bytes(TEXT.replace("{0}", attack).encode("utf-8", "surrogatepass"))
    return str(path)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[str, str]]:
    """What the program writes to two pipes."""

    def call(*arguments: str | Path) -> tuple[str, str]:
        main([str(argument) for argument in arguments])
        return capfd.readouterr()

    return call


def assert_inert(written: str) -> None:
    assert OBEYED.findall(written) == []


@attacks
def test_what_goes_into_a_pipe_is_inert(run: Run, tmp_path: Path, attack: str) -> None:
    path = save(tmp_path, attack)
    for arguments in (
        ["show", "--explain", path, f"{path}.gone"],
        ["show", "--json", path, f"{path}.gone"],
        ["clean", path],
        ["clean", "--format", "txt", "--keep", "headline,body,caption,quote,teaser", path],
        ["clean", "--format", "jsonl", path, f"{path}.gone"],
    ):
        out, err = run(*arguments)
        assert out
        assert_inert(out + err)
        assert "--json" not in arguments or json.loads(out)["path"] == path
        assert "--explain" not in arguments or {line.count("\t") for line in out.splitlines()} == {2}
        assert err.count("\n") == arguments.count(f"{path}.gone")
    colored, _ = run("show", "--color", "always", path)
    assert_inert(SGR.sub("", colored))


@attacks
def test_what_goes_into_files_is_inert_and_so_is_what_is_said_of_them(run: Run, tmp_path: Path, attack: str) -> None:
    (tmp_path / "in").mkdir()
    save(tmp_path / "in", attack)
    for format in ("md", "txt", "json", "jsonl"):
        out, err = run("clean", tmp_path / "in", "--out", tmp_path / format, "--format", format)
        assert out == ""
        assert_inert(err)
        assert err.count("\n") == 2
        (written,) = (tmp_path / format).glob("[!.]*")
        assert_inert(written.read_text())


@attacks
def test_tables_reports_and_changes_are_inert(run: Run, tmp_path: Path, attack: str) -> None:
    path, other = save(tmp_path, attack), tmp_path / "other.txt"
    other.write_text("A title of some words\n")
    for arguments in (["show", "--table", path], ["show", "--sort", "kept", path, other], ["diff", path, other]):
        out, err = run(*arguments)
        assert out
        assert_inert(out + err)
    for name in ("page.html", "page.svg"):
        out, err = run("show", "--explain", "--report", tmp_path / name, path)
        assert_inert(out + err)
        assert_inert((tmp_path / name).read_text())


@attacks
def test_records_are_inert(run: Run, tmp_path: Path, attack: str) -> None:
    pages = tmp_path / "pages.jsonl"
    record = {"text": TEXT.replace("{0}", attack), "url": f"http://site.example/{attack}", attack: [attack]}
    pages.write_text(f"{json.dumps(record)}\n{json.dumps({'text': 1, attack: attack})}\n{json.dumps(attack)}\n")
    for arguments in (["clean", "--explain", pages], ["clean", "--text-field", attack, pages]):
        out, err = run(*arguments, "--report", tmp_path / "report.jsonl")
        assert_inert(out + err)
        assert_inert((tmp_path / "report.jsonl").read_text())


def test_what_a_terminal_gets_is_inert(tmp_path: Path) -> None:
    paths = [save(tmp_path, attack) for attack in ATTACKS.values()]
    gone = [f"{path}.gone" for path in paths]
    written = at_terminal("--all", "--explain", "--no-pager", *paths, *gone, rows=10_000, columns=80)
    assert written.count(": No such file") == len(paths)
    shown = SGR.sub("", written)
    assert_inert(shown)
    # Nothing of the text chose a colour: those that are there are the theme's, each ended on its line.
    for line in written.splitlines():
        codes = SGR.findall(line)
        assert codes == [] or codes[-1] == "\x1b[0m"
    assert not re.search(f"[{FLOODS}]{{9}}", shown)
    words = " ".join(shown.replace("│", " ").split())
    assert "[red]a[/red] [/] [/nothing] [link=http://evil.example]b" in words
    assert ":skull:" in words and "%s {0} {x!r}" in words


@attacks
def test_misuse_is_told_in_one_inert_line(run: Run, attack: str) -> None:
    attack = NAMELESS.sub("", attack)
    for arguments in (
        ["show", "--role", attack], ["show", f"--{attack}"], [f"x{attack}"], ["show", "--color", attack],
        ["clean", "--keep", attack], ["clean", "--format", attack, "a"], ["clean", "a", "--out", f"/dev/null/{attack}"],
        ["show", "--model", f"{attack}.bin", "a"], ["train", f"{attack}.jsonl", "--out", f"/dev/null/{attack}"],
        ["eval", f"{attack}.jsonl"], ["eval", "a", "--worst", attack], ["show", "--sort", attack, "a"],
        ["show", "--theme", attack, "a"], ["show", "--report", f"{attack}.pdf", "a"], ["diff", "--model", f"{attack}.bin", "a"],
        ["clean", "--jobs", attack, "a"], ["clean", "--from", attack, "a"], ["show", "--as-of", attack, "a"],
    ):  # fmt: skip
        out, err = run(*arguments)
        assert out == ""
        assert_inert(err)
        assert err.startswith("triage: ") and err.endswith("\n")
        assert err.count("\n") == 1 or "0 written" in err


@attacks
def test_labelled_pages_are_inert(run: Run, tmp_path: Path, attack: str) -> None:
    text = f"Home {attack}\n\nA paragraph of words, and some more of them {attack}."
    page = {"id": attack, "text": text, "label": [[0, 4, "teaser"], [len(text) - 3, len(text), "body"]]}
    pages = tmp_path / "pages.jsonl"
    pages.write_text(json.dumps(page) + "\n")
    broken = tmp_path / "broken.jsonl"
    broken.write_text(json.dumps(page | {"label": [[0, 4, attack]]}) + "\n" + NAMELESS.sub("", attack))
    for arguments in (["eval", pages], ["eval", broken], ["train", broken, "--out", tmp_path / "m.bin"]):
        out, err = run(*arguments)
        assert out or err
        assert_inert(out + err)


def test_every_script_keeps_its_marks_and_a_flood_of_any_mark_is_cut() -> None:
    written = "Việt ไม้ क्षि می‌خواهم 👩‍👩‍👧 བསྒྲུབས שָׁלוֹם مُحَمَّدٌ ស្រ្តី 🏴󠁧󠁢󠁳󠁣󠁴󠁿"
    assert visible_line(written) == written
    for code in (*range(0x300, 0x3000), *range(0xFE00, 0xFF00), *range(0xE0000, 0xE01F0)):
        mark = chr(code)
        if unicodedata.category(mark) in ("Mn", "Me", "Cf") and not OBEYED.match(mark):
            assert visible_line("e" + mark * 50) == "e" + mark * 8 + "⟨42 more marks⟩", f"{code:X}"
