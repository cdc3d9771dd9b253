"""Splits work among processes: each takes the next chunk until none is left, then reports what it did.

Workers are forks of this process, so they start with everything that it knows, and what they compute reaches it only
through their reports. The chunks of a worker that died before reporting are done here.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

MIN_ITEMS = 500
"""With fewer items, starting processes is not worth it."""
MAX_WORKERS = 4
"""The maximum number of processes, including this one: each repeats some of the others' work."""
CHUNK = 32
"""The maximum number of items in a chunk, unless there would be more chunks than fit into a pipe."""
MAX_CHUNKS = 4_000
"""The numbers of this many chunks fit into a pipe of 16 KB, the smallest on any system we know."""
_NUMBER_BYTES = 4
_PR_SET_PDEATHSIG = 1

Work = Callable[[int], None]
"""Does the chunk with this number."""


def count_workers() -> int:
    """How many processes are worth using on this machine, including this one."""
    if not hasattr(os, "fork"):
        return 1
    cpu_count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MAX_WORKERS, cpu_count)


def is_worth_sharing(items: int) -> bool:
    """Whether there are enough items, and enough processors, for several processes."""
    return items >= MIN_ITEMS and count_workers() > 1


def split_into_chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """Chunks small enough for all processes to finish at about the same time."""
    size = max(1, min(CHUNK, len(items) // CHUNK), len(items) // MAX_CHUNKS + 1)
    return [items[start : start + size] for start in range(0, len(items), size)]


def share_work(chunks: int, work: Work, begin: Callable[[], None], make_report: Callable[[], bytes]) -> list[bytes]:
    """Calls `work` with each number below `chunks`, here and in workers; returns the workers' reports.

    A worker first calls `begin`, and at the end `make_report`, which returns what this process needs to know.
    """
    assert chunks <= MAX_CHUNKS
    pipe, filling = os.pipe()
    with open(filling, "wb") as numbers:
        numbers.write(b"".join(number.to_bytes(_NUMBER_BYTES, "big") for number in range(chunks)))
    workers = _start_workers(partial(_run, pipe, work, begin, make_report), min(count_workers(), chunks) - 1)
    try:
        done = set(_do_chunks(pipe, work))
        reports = [_receive_report(worker) for worker in workers]
        for number in sorted(set(range(chunks)).difference(done, *(numbers for numbers, _ in reports))):
            work(number)
        return [report for _, report in reports if report]
    finally:
        os.close(pipe)
        for worker in workers:
            worker.stop()


def start_aside(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Starts some work in another process if a processor is available; returns a function that waits for its result."""
    workers = _start_workers(lambda reports: reports.send_bytes(work()), min(count_workers() - 1, 1))

    def wait() -> bytes:
        try:
            result = workers[0].receive()
            return work() if result is None else result
        finally:
            workers[0].stop()

    return wait if workers else work


def _start_workers(run: Callable[[Connection], None], count: int) -> list[_Worker]:
    """Starts as many workers as the system allows, at most `count`."""
    workers: list[_Worker] = []
    with suppress(OSError):
        for _ in range(count):
            workers.append(_Worker(run))
    return workers


def _do_chunks(pipe: int, work: Work) -> Iterator[int]:
    """Takes chunks until none is left; yields the number of each when it is done."""
    while data := os.read(pipe, _NUMBER_BYTES):
        number = int.from_bytes(data, "big")
        work(number)
        yield number


class _Worker:
    """A process, forked from this one, that runs one function and exits."""

    def __init__(self, run: Callable[[Connection], None]) -> None:
        from multiprocessing import get_context  # slow to import, and few builds need it

        context = get_context("fork")
        self._reports, sending = context.Pipe(duplex=False)
        arguments = (run, self._reports, sending, os.getpid())
        self._process = context.Process(target=_run_alone, args=arguments, daemon=True)
        self._process.start()
        sending.close()

    def receive(self) -> bytes | None:
        """The worker's next message, None if it exited before sending one."""
        try:
            return self._reports.recv_bytes()
        except (EOFError, OSError):
            return None

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._reports.close()


def _run_alone(run: Callable[[Connection], None], receiving: Connection, reports: Connection, parent: int) -> None:
    """The main function of a worker. Errors are not reported: they occur again when the parent does the chunk.

    The worker ends with its parent: the system kills it, or it finds that its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    receiving.close()
    _ask_to_be_killed_with_parent()
    if os.getppid() != parent:
        os._exit(1)
    try:
        run(reports)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _ask_to_be_killed_with_parent() -> None:
    """Lets Linux kill this process when its parent ends: https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html"""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _run(
    pipe: int, work: Work, begin: Callable[[], None], make_report: Callable[[], bytes], reports: Connection
) -> None:
    """Does chunks as long as the parent is alive, then sends their numbers and a report."""
    parent = os.getppid()

    def work_while_parent_is_alive(number: int) -> None:
        if os.getppid() != parent:
            os._exit(1)
        work(number)

    begin()
    done = set(_do_chunks(pipe, work_while_parent_is_alive))
    reports.send_bytes(pickle.dumps(done))
    reports.send_bytes(make_report())


def _receive_report(worker: _Worker) -> tuple[set[int], bytes]:
    """The chunks that a worker did, and its report; nothing if it exited before sending both."""
    done = worker.receive()
    report = worker.receive() if done else None
    return (pickle.loads(done), report) if done and report is not None else (set(), b"")
