"""incremental/workers.py: every chunk is done once, and again here if its worker died."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from press.incremental import workers
from press.publish.staging import Staging
from project_factory import HOOKS


@pytest.fixture(autouse=True)
def three_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("press.incremental.workers.count_workers", lambda: 3)


class Job:
    """Logs which process did which chunk; `fate` is what happens to the workers at a chunk."""

    def __init__(self, folder: Path, fate: str = "") -> None:
        self.folder = folder
        self.fate = fate
        self.first = os.getpid()
        self.done: list[int] = []

    def work(self, number: int) -> None:
        time.sleep(0.002)
        if os.getpid() != self.first and self.fate == "dies":
            os._exit(9)
        if os.getpid() != self.first and self.fate == "fails":
            raise ValueError(number)
        self.done.append(number)
        with (self.folder / str(os.getpid())).open("a") as log:
            log.write(f"{number}\n")

    def share(self, chunks: int) -> list[int]:
        """The chunks that the processes report as done, this one's first."""
        reports = workers.share_work(chunks, self.work, self.done.clear, lambda: pickle.dumps(self.done))
        return [*self.done, *(number for report in reports for number in pickle.loads(report))]

    def by_process(self) -> dict[str, list[str]]:
        return {file.name: file.read_text().split() for file in self.folder.iterdir()}


def test_every_chunk_is_done_once_by_several_processes(tmp_path: Path) -> None:
    job = Job(tmp_path)
    assert sorted(job.share(60)) == list(range(60))
    found = job.by_process()
    assert len(found) == 3
    assert sorted(int(number) for numbers in found.values() for number in numbers) == list(range(60))


@pytest.mark.parametrize("fate", ["dies", "fails"])
def test_the_chunks_of_a_dead_worker_are_done_here(tmp_path: Path, fate: str) -> None:
    job = Job(tmp_path, fate)
    assert sorted(job.share(60)) == list(range(60))
    assert list(job.by_process()) == [str(os.getpid())]


def test_an_error_is_raised_here(tmp_path: Path) -> None:
    def work(number: int) -> None:
        raise ValueError(number)

    with pytest.raises(ValueError, match="0|1|2"):
        workers.share_work(9, work, lambda: None, lambda: b"")


def test_chunks_hold_every_item_in_order() -> None:
    for count in (1, 2, 31, 500, 5_000, 200_000):
        chunks = workers.split_into_chunks(range(count))
        assert [number for chunk in chunks for number in chunk] == list(range(count))
        assert len(chunks) <= workers.MAX_CHUNKS


@pytest.mark.parametrize("fate", ["", "dies", "fails"])
def test_work_started_in_another_process_is_done_here_if_it_fails_there(fate: str) -> None:
    first = os.getpid()

    def work() -> bytes:
        if os.getpid() != first and fate == "dies":
            os._exit(9)
        if os.getpid() != first and fate == "fails":
            raise ValueError
        return str(os.getpid()).encode()

    found = int(workers.start_aside(work)())
    assert (found == first) == bool(fate)


def test_one_processor_shares_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("press.incremental.workers.count_workers", lambda: 1)
    assert not workers.is_worth_sharing(10_000)
    assert int(workers.start_aside(lambda: str(os.getpid()).encode())()) == os.getpid()


def test_the_work_is_done_here_if_no_process_can_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(run: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("press.incremental.workers._Worker", refuse)
    assert sorted(Job(tmp_path).share(9)) == list(range(9))
    assert int(workers.start_aside(lambda: str(os.getpid()).encode())()) == os.getpid()


KILLED = """
import os, sys, time
from pathlib import Path
from press.incremental import workers
from press.publish.staging import Staging

workers.count_workers = lambda: 3
if sys.argv[2] == "no signal":
    workers._ask_to_be_killed_with_parent = lambda: None
Staging(Path(sys.argv[1], "site")).open()
first = os.getpid()

def work(number):
    if os.getpid() == first:
        time.sleep(60)

def make_report():
    Path(sys.argv[1], str(os.getpid())).touch()
    return bytes(10_000_000)

workers.share_work(90, work, lambda: None, make_report)
"""
"""Opens a site, then waits at work while its two workers wait to hand their reports to it."""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("system", ["", "no signal"])
def test_workers_end_with_their_parent_and_leave_no_lock(tmp_path: Path, system: str) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path), system]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(HOOKS)}) as parent:
        pids = wait_for(lambda: [int(file.name) for file in tmp_path.iterdir() if file.name.isdigit()], 2)
        time.sleep(0.05)
        parent.kill()
    Staging(tmp_path / "site").open()
    wait_for(lambda: [pid for pid in pids if not is_running(pid)], 2)


def wait_for(find: Callable[[], list[int]], number: int) -> list[int]:
    """What `find` finds once there are so many."""
    ends = time.monotonic() + 20
    while len(found := find()) < number:
        assert time.monotonic() < ends, found
        time.sleep(0.01)
    return found


def is_running(pid: int) -> bool:
    """Whether there is such a process; one that ended and that nobody has waited for does not count."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
