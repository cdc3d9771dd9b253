"""crew.py: every piece of work is done once, or again where the process that took it ended."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest

from press.incremental import workers as crew


@pytest.fixture(autouse=True)
def three_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("press.incremental.workers.hands", lambda: 3)


class Team:
    """Writes down which process did which piece; `fate` is what befalls the others at a piece."""

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

    def share(self, pieces: int) -> list[int]:
        """What all processes say that they did, this one's first."""
        reports = crew.share(pieces, self.work, self.done.clear, lambda: pickle.dumps(self.done))
        return [*self.done, *(number for report in reports for number in pickle.loads(report))]

    def by_process(self) -> dict[str, list[str]]:
        return {file.name: file.read_text().split() for file in self.folder.iterdir()}


def test_every_piece_is_done_once_by_several_processes(tmp_path: Path) -> None:
    team = Team(tmp_path)
    assert sorted(team.share(60)) == list(range(60))
    found = team.by_process()
    assert len(found) == 3
    assert sorted(int(number) for numbers in found.values() for number in numbers) == list(range(60))


@pytest.mark.parametrize("fate", ["dies", "fails"])
def test_what_a_process_took_along_is_done_again(tmp_path: Path, fate: str) -> None:
    team = Team(tmp_path, fate)
    assert sorted(team.share(60)) == list(range(60))
    assert list(team.by_process()) == [str(os.getpid())]


def test_what_goes_wrong_everywhere_is_raised_here(tmp_path: Path) -> None:
    def work(number: int) -> None:
        raise ValueError(number)

    with pytest.raises(ValueError, match="0|1|2"):
        crew.share(9, work, lambda: None, lambda: b"")


def test_pieces_hold_everything_in_its_order() -> None:
    for count in (1, 2, 31, 500, 5_000, 200_000):
        pieces = crew.pieces_of(range(count))
        assert [number for piece in pieces for number in piece] == list(range(count))
        assert len(pieces) <= crew.MOST_PIECES


@pytest.mark.parametrize("fate", ["", "dies", "fails"])
def test_work_aside_is_done_here_where_it_fails_there(fate: str) -> None:
    first = os.getpid()

    def work() -> bytes:
        if os.getpid() != first and fate == "dies":
            os._exit(9)
        if os.getpid() != first and fate == "fails":
            raise ValueError
        return str(os.getpid()).encode()

    found = int(crew.aside(work)())
    assert (found == first) == bool(fate)


def test_one_processor_is_no_crew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("press.incremental.workers.hands", lambda: 1)
    assert not crew.is_worth_it(10_000)
    assert int(crew.aside(lambda: str(os.getpid()).encode())()) == os.getpid()


def test_where_no_process_can_be_had_the_work_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(toil: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("press.incremental.workers._Mate", refuse)
    assert sorted(Team(tmp_path).share(9)) == list(range(9))
    assert int(crew.aside(lambda: str(os.getpid()).encode())()) == os.getpid()
