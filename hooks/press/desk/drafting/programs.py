"""Runs a program that reads a prompt and writes an answer. It is trusted with nothing: not to end, not to be short."""

from __future__ import annotations

import os
import selectors
import shlex
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import PurePath
from typing import IO, cast

from ...problem import make_visible

MAX_SECONDS = 600.0
MAX_ANSWER = 1_000_000
"""The most bytes of an answer."""
_CHUNK = 65_536


class Unanswered(Exception):
    """A program that gave no answer. The text says why."""


def name_program(command: str) -> str:
    """What a draft says that it was drafted by: the name of the program, without its folder and its arguments."""
    try:
        parts = shlex.split(command)
    except ValueError:
        return ""
    return make_visible(PurePath(parts[0]).name, 80) if parts else ""


def ask_program(command: str, prompt: str, seconds: float = MAX_SECONDS) -> bytes:
    """What a program writes to its standard output after it has read a prompt; the command is split like a shell does,
    and no shell runs. Raises Unanswered."""
    try:
        parts = shlex.split(command)
    except ValueError as error:
        raise Unanswered(f"the command cannot be split into words: {error}") from None
    if not parts:
        raise Unanswered("the command is empty")
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(parts, start_new_session=True, stdin=pipe, stdout=pipe, stderr=pipe)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Unanswered(f"'{make_visible(parts[0])}' cannot be run: {reason}") from None
    try:
        return _talk(process, prompt.encode(), seconds)
    finally:
        _end(process)


def _talk(process: subprocess.Popen[bytes], prompt: bytes, seconds: float) -> bytes:
    """Writes the prompt and reads the answer at the same time, within limits. Raises Unanswered."""
    ends, answer, errors = time.monotonic() + seconds, bytearray(), bytearray()
    assert process.stdin and process.stdout and process.stderr
    with selectors.DefaultSelector() as selector:
        for pipe in (process.stdin, process.stdout, process.stderr):
            os.set_blocking(pipe.fileno(), False)
        selector.register(process.stdin, selectors.EVENT_WRITE)
        selector.register(process.stdout, selectors.EVENT_READ, answer)
        selector.register(process.stderr, selectors.EVENT_READ, errors)
        while selector.get_map():
            if (left := ends - time.monotonic()) <= 0:
                raise Unanswered(f"it did not end within {seconds:g} seconds")
            for key, _ in selector.select(min(left, 1.0)):
                stream = cast("IO[bytes]", key.fileobj)
                if key.data is None:
                    prompt = _send(stream, prompt)
                    is_over = not prompt
                else:
                    is_over = _receive(stream, key.data)
                if is_over:
                    selector.unregister(stream)
                    stream.close()
            if len(answer) > MAX_ANSWER or len(errors) > MAX_ANSWER:
                raise Unanswered(f"it writes more than {MAX_ANSWER:,} bytes")
    return _check_end(process, max(0.1, ends - time.monotonic()), bytes(answer), bytes(errors))


def _send(stream: IO[bytes], prompt: bytes) -> bytes:
    """Writes as much of a prompt as the program takes now; returns the rest, empty if it reads no more."""
    try:
        return prompt[os.write(stream.fileno(), prompt[:_CHUNK]) :]
    except BlockingIOError:
        return prompt
    except OSError:
        return b""


def _receive(stream: IO[bytes], into: bytearray) -> bool:
    """Reads what there is now; returns whether the stream is over."""
    try:
        data = os.read(stream.fileno(), _CHUNK)
    except BlockingIOError:
        return False
    into += data
    return not data


def _check_end(process: subprocess.Popen[bytes], left: float, answer: bytes, errors: bytes) -> bytes:
    try:
        status = process.wait(left)
    except subprocess.TimeoutExpired:
        raise Unanswered("it closed its output and did not end") from None
    if status:
        last = errors.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Unanswered(f"it ended with status {status}" + (f": {make_visible(last, 200)}" if last else ""))
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and all that it started."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):
                stream.close()
    process.wait()
