"""Work shared out among processes: each takes the next piece until none is left, then tells what it did.

The others are copies of this process (`fork`), so they know all that it knows, and what they find out is theirs alone
until they tell it. What one of them took and did not tell of, because it ended before, is done here.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

MANY = 500
"""So many things are shared out."""
MOST = 4
"""Processes at the most: each repeats some of the work of the others."""
PIECE = 32
"""So many things make a piece, where there are many."""
MOST_PIECES = 4_000
"""Their numbers fit into a pipe."""
_NUMBER = 4
"""Bytes of the number of a piece."""

Work = Callable[[int], None]
"""Does the piece of a number."""


def hands() -> int:
    """How many processes are worth having here."""
    if not hasattr(os, "fork"):
        return 1
    able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST, able)


def is_worth_it(things: int) -> bool:
    """Whether so many things are enough work for several processes, and there are several processors."""
    return things >= MANY and hands() > 1


def pieces_of(things: Sequence[T]) -> list[Sequence[T]]:
    """Pieces small enough that all processes end at about the same time."""
    size = max(1, min(PIECE, len(things) // PIECE), len(things) // MOST_PIECES + 1)
    return [things[start : start + size] for start in range(0, len(things), size)]


def share(pieces: int, work: Work, begin: Callable[[], None], told: Callable[[], bytes]) -> list[bytes]:
    """Does `work` on the numbers below `pieces`, here and in other processes; gives what those tell.

    In each of the others `begin` comes first, and `told` last: it gives what this process has to know.
    """
    assert pieces <= MOST_PIECES
    source, well = os.pipe()
    os.write(well, b"".join(number.to_bytes(_NUMBER, "big") for number in range(pieces)))
    os.close(well)
    mates = _mates(partial(_toil, source, work, begin, told), min(hands(), pieces) - 1)
    try:
        done = set(_all_of(source, work))
        reports = [_report(mate) for mate in mates]
        for number in sorted(set(range(pieces)).difference(done, *(numbers for numbers, _ in reports))):
            work(number)
        return [found for _, found in reports if found]
    finally:
        os.close(source)
        for mate in mates:
            mate.end()


def _mates(toil: Callable[[Connection], None], count: int) -> list[_Mate]:
    """Other processes at some work, as many as the system allows."""
    found: list[_Mate] = []
    with suppress(OSError):
        for _ in range(count):
            found.append(_Mate(toil))
    return found


def _all_of(source: int, work: Work) -> Iterator[int]:
    """The numbers that this process takes, each once its work is done."""
    while taken := os.read(source, _NUMBER):
        number = int.from_bytes(taken, "big")
        work(number)
        yield number


class _Mate:
    """Another process, a copy of this one, that runs `toil` and ends."""

    def __init__(self, toil: Callable[[Connection], None]) -> None:
        from multiprocessing import get_context  # takes long to load, and few builds need it

        context = get_context("fork")
        self._told, telling = context.Pipe(duplex=False)
        self._process = context.Process(target=_alone, args=(toil, telling), daemon=True)
        self._process.start()
        telling.close()

    def hear(self) -> bytes | None:
        """The next thing that it tells; None if it ended before."""
        try:
            return self._told.recv_bytes()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._told.close()


def _alone(toil: Callable[[Connection], None], telling: Connection) -> None:
    """What another process does. Whatever goes wrong in it goes wrong again where the work is done anew."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        toil(telling)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _toil(source: int, work: Work, begin: Callable[[], None], told: Callable[[], bytes], telling: Connection) -> None:
    """Takes numbers and does their work, as long as the process that shared it out lives."""
    parent = os.getppid()

    def here(number: int) -> None:
        if os.getppid() != parent:
            os._exit(1)
        work(number)

    begin()
    done = set(_all_of(source, here))
    telling.send_bytes(pickle.dumps(done))
    telling.send_bytes(told())


def _report(mate: _Mate) -> tuple[set[int], bytes]:
    """The numbers that another process did, and what it tells; nothing if it ended before."""
    done = mate.hear()
    found = mate.hear() if done else None
    return (pickle.loads(done), found) if done and found is not None else (set(), b"")


def aside(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begins some work in another process, where there is a processor for it; gives what waits for its result."""
    mates = _mates(lambda telling: telling.send_bytes(work()), min(hands() - 1, 1))

    def result() -> bytes:
        try:
            found = mates[0].hear()
            return work() if found is None else found
        finally:
            mates[0].end()

    return result if mates else work
