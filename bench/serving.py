"""A tool's development server: started, polled until a page is as expected, and stopped."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from measure import clean_environment, kill_group, start_command

PATIENCE = 180.0
"""Seconds to wait for a page."""

Answer = tuple[int, str]
"""A status and a body; the status is 0 if nothing answered."""


class NotShown(Exception):
    """The server did not show what was expected in time."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `mount` is the path of its home page."""

    child: subprocess.Popen[bytes]
    port: int
    mount: str

    def get(self, address: str) -> Answer:
        """The server's answer for a page's address."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", self.mount + address)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def wait_until(
        self, address: str, good: Callable[[Answer], bool], begun: float, patience: float = PATIENCE
    ) -> float:
        """Polls until the answer is good; returns the seconds since `begun`, a `perf_counter`. Raises NotShown.

        It polls every 2 ms at first, then less often, so that polling does not slow down a slow server.
        """
        while True:
            answer = self.get(address)
            passed = time.perf_counter() - begun
            if good(answer):
                return passed
            if self.child.poll() is not None:
                raise NotShown(f"the server ended with status {self.child.returncode}")
            if passed > patience:
                raise NotShown(f"not seen within {patience:.0f} s: {self.mount}{address} answers {answer[0]}")
            time.sleep(0.002 if passed < 0.5 else 0.02)


@contextmanager
def run_server(command: Callable[[int], Sequence[str]], folder: Path, log: Path, mount: str) -> Iterator[Server]:
    """Starts a server on a free port; it is interrupted, as by Ctrl-C, at the end."""
    port = find_free_port()
    with log.open("wb") as output:
        child = start_command(command(port), folder, output.fileno(), clean_environment())
        try:
            yield Server(child, port, mount)
        finally:
            _interrupt_server(child)


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _interrupt_server(child: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(child.pid, signal.SIGINT)
        child.wait(timeout=20)
    except (subprocess.TimeoutExpired, ProcessLookupError):
        pass
    finally:
        kill_group(child)
        child.wait()


def has_words(mark: str) -> Callable[[Answer], bool]:
    """A page with these words in it."""
    return lambda answer: answer[0] == 200 and mark in answer[1]


def lacks_words(mark: str) -> Callable[[Answer], bool]:
    """A page without these words in it."""
    return lambda answer: answer[0] == 200 and mark not in answer[1]


def is_answered(answer: Answer) -> bool:
    return answer[0] == 200


def is_missing(answer: Answer) -> bool:
    return answer[0] == 404
