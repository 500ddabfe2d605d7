"""Work spread over processes: in order, in bounds, whatever becomes of one of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from triage.jobs import FEW, Failure, spread


def double(number: int) -> int:
    return 2 * number


def whose(_: int) -> int:
    return os.getpid()


def die_of_70(number: int) -> int:
    if number == 70:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def rest_of_100(number: int) -> int:
    return 100 % number


def items(count: int) -> list[tuple[str, int]]:
    return [(str(number), number) for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, 200])
def test_answers_come_in_order(jobs: int, count: int) -> None:
    assert list(spread(double, items(count), jobs)) == [(str(number), 2 * number) for number in range(count)]


def test_a_handful_starts_no_process() -> None:
    assert {answer for _, answer in spread(whose, items(FEW), 2)} == {os.getpid()}
    assert {answer for _, answer in spread(whose, items(FEW + 1), 2)} > {os.getpid()}


def test_items_are_taken_no_faster_than_answers() -> None:
    taken = 0

    def endless() -> Iterator[tuple[None, int]]:
        nonlocal taken
        while True:
            taken += 1
            yield None, taken

    with closing(spread(double, endless(), 2)) as answers:
        for _ in range(500):
            next(answers)
    assert 500 <= taken < 700


def test_what_ends_its_process_costs_no_other_answer() -> None:
    answers = list(spread(die_of_70, items(200), 2))
    assert [answer for _, answer in answers if isinstance(answer, Failure)] == [
        Failure("ended the process that read it, for lack of memory?")
    ]
    assert [(kept, answer) for kept, answer in answers if kept != "70"] == [
        item for item in items(200) if item[1] != 70
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_trips_a_fault_costs_no_other_answer(jobs: int) -> None:
    answers = list(spread(rest_of_100, items(100), jobs))
    assert answers[0] == ("0", Failure("ZeroDivisionError: integer modulo by zero"))
    assert answers[1:] == [(str(number), 100 % number) for number in range(1, 100)]


@pytest.mark.skipif(shutil.which("ps") is None, reason="asks ps for processes")
def test_processes_end_with_the_first_one() -> None:
    program = (
        "import os, time\n"
        "from triage.jobs import spread\n"
        "def work(item): os.write(1, b'%d\\n' % os.getpid()); time.sleep(item > 40); return item\n"
        "list(spread(work, ((None, item) for item in range(10_000)), 2))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        pids = {process.stdout.readline() for _ in range(FEW + 9)} - {f"{process.pid}\n"}
        assert pids
        process.kill()
    deadline = time.monotonic() + 20
    while any(runs(int(pid)) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def runs(pid: int) -> bool:
    """Whether a process runs; one that nobody has taken leave of yet does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")
