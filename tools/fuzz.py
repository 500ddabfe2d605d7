#!/usr/bin/env python3
"""Feed one part of the package with inputs that reach new code, until one breaks a promise or the runs are done.

tools/fuzz.py dates --runs 1000000
tools/fuzz.py page --runs 100000 --inputs /tmp/page      to go on another day with the inputs found

Needs ``pip install '.[fuzz]'``. The parts and their promises are in tests/targets.py, the seeds in tests/corpus; an input
that breaks one is written beside them, named crash-..., and becomes a test by being kept. The last lines say how many
inputs were run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

NUMBERS = [f"triage.{name}" for name in ("evidence", "wording", "forest", "linear", "context", "packing", "model")]
"""What counts and adds, and branches on little; watching it would only slow it down."""

TESTS = Path(__file__).parents[1] / "tests"


def main() -> None:
    parser = argparse.ArgumentParser(description="Fuzz one part of the package.")
    parser.add_argument("part", choices=("reader", "dates", "markdown", "page"))
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--longest", type=int, default=256, help="bytes of an input, at the most")
    parser.add_argument("--inputs", help="the folder in which inputs that reach new code are kept")
    arguments = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    with atheris.instrument_imports(include=["triage"], exclude=NUMBERS):
        import targets
    seeds = TESTS / "corpus" / arguments.part
    options = [
        f"-runs={arguments.runs}", f"-max_len={arguments.longest}", "-timeout=1800", "-print_final_stats=1",
        f"-artifact_prefix={seeds}/",
    ]  # fmt: skip
    inputs = arguments.inputs or tempfile.mkdtemp(prefix="triage-fuzz-")
    Path(inputs).mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *options, inputs, str(seeds)], targets.TARGETS[arguments.part])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
