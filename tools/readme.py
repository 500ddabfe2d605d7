#!/usr/bin/env python3
"""Run the README's commands again and put what they print now in its place; draw its picture again.

tools/readme.py             write the README and the picture
tools/readme.py --check     change nothing; print what differs, and exit 1 if anything does

A block of ``console`` holds commands after "$ ", a block of ``pycon`` statements after ">>> " and "... "; below each stands
what it prints, on either stream. They run in a copy of the project, beside ``../shared`` where the project has
it; blocks that name it are passed over where it is not. Before a block may stand
``<!-- not run: WHY -->``, or ``<!-- not compared: WHY -->`` for what is never the same twice.
"""

from __future__ import annotations

import argparse
import code
import contextlib
import difflib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import triage
from triage.article import Role
from triage.commands.report import draw

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PICTURE, PICTURED = ROOT / "samples" / "show.svg", ROOT / "samples" / "seeds-en.txt"

_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>not run|not compared)\b[^\n]* -->\n)?^```(?P<language>console|pycon)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def renew(readme: str, *, compare: bool, shared: bool) -> str:
    """The README with what its commands print now; with ``compare``, what is never the same twice is left alone."""
    kept = ("not run", "not compared") if compare else ("not run",)
    with _scratch(shared) as folder:

        def rerun(block: re.Match[str]) -> str:
            if block["mark"] in kept or ("../shared" in block["body"] and not shared):
                return block[0]
            body = _run_python(block["body"]) if block["language"] == "pycon" else _run_shell(block["body"], folder)
            return block[0].replace(block["body"], body)

        with contextlib.chdir(folder):
            return _BLOCK.sub(rerun, readme)


@contextlib.contextmanager
def _scratch(shared: bool) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, ROOT.name)
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        if shared:
            Path(made, "shared").symlink_to(_shared())
        yield folder


def _shared() -> Path:
    return ROOT.parent / "shared"


def _run_shell(body: str, folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    out = ""
    for command in re.findall(r"^\$ ((?:.*\\\n)*.*)\n", body, re.MULTILINE):
        done = subprocess.run(
            ["bash", "-c", command],
            check=False,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        out += f"$ {command}\n{_closed(done.stdout.decode())}"
    return out


def _run_python(body: str) -> str:
    interpreter = code.InteractiveConsole()
    out = io.StringIO()
    unfinished = False
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        for prompt, line in re.findall(r"^(>>>|\.\.\.) (.*)$", body, re.MULTILINE):
            if unfinished and prompt == ">>>":
                interpreter.push("")
            print(prompt, line)
            unfinished = interpreter.push(line)
        if unfinished:
            interpreter.push("")
    return _closed(out.getvalue())


def _closed(printed: str) -> str:
    return printed if printed.endswith("\n") or not printed else printed + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say what differs")
    parser.add_argument("--without-shared", action="store_true", help="pass over what names ../shared")
    options = parser.parse_args()
    shared = _shared().is_dir() and not options.without_shared
    pages = [(PICTURED.name, triage.read(PICTURED))]
    picture = draw(PICTURE.name, pages, frozenset(Role), unfold=False, theme="auto")
    new = {README: renew(README.read_text("utf-8"), compare=options.check, shared=shared), PICTURE: picture}
    differ = False
    for path, text in new.items():
        old = path.read_text("utf-8") if path.exists() else ""
        if old == text:
            continue
        differ = True
        if options.check:
            name = path.relative_to(ROOT)
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), text.splitlines(True), str(name), "now"))
        else:
            path.write_text(text, "utf-8")
    return 1 if options.check and differ else 0


if __name__ == "__main__":
    sys.exit(main())
