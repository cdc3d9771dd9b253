"""Runs a reader in a process of its own, which may use so much time and memory and no more.

The readers lean on large libraries and on parsers written in C: a page that makes one of them hang or crash ends that
process, not the command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .article import SourceArticle, Unreadable

HOOKS = Path(__file__).resolve().parents[3]
MAX_SECONDS = 4
"""The processor time of one reading."""
MAX_WAIT = 30
"""How long a busy machine may take for it, in seconds."""
MAX_MEMORY = 280_000_000
"""The bytes of memory that one reading may fill."""
MAX_OUTPUT = 40_000_000
_OUT_OF_TIME = (-24, -9)
"""The statuses of a process that the system ended at its limit of processor time: SIGXCPU, then SIGKILL."""
_CURE = "copy the text of the article into a file"


def run_capped(job: str, data: bytes, **options: str) -> list[SourceArticle]:
    """The articles that a reader finds in some bytes; `job` and `options` are those of `worker`. Raises Unreadable."""
    command = [sys.executable, "-m", f"{__package__}.worker", job, json.dumps(options)]
    environment = {**os.environ, "PYTHONPATH": str(HOOKS), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MAX_WAIT, check=False, env=environment)
    except subprocess.TimeoutExpired:
        raise Unreadable(f"reading it takes more than {MAX_WAIT} seconds", _CURE) from None
    if done.returncode == 0 and len(done.stdout) <= MAX_OUTPUT:
        return _unpack(json.loads(done.stdout))
    raise Unreadable(_explain(done.returncode, done.stderr), _CURE)


def _unpack(answer: dict[str, Any]) -> list[SourceArticle]:
    if "what" in answer:
        raise Unreadable(answer["what"], answer["cure"])
    return [SourceArticle(**{**article, "authors": tuple(article["authors"])}) for article in answer["articles"]]


def pack(articles: list[SourceArticle]) -> str:
    """What `run_capped` unpacks."""
    return json.dumps({"articles": [asdict(article) for article in articles]})


def _explain(status: int, errors: bytes) -> str:
    last = errors.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if "No module named" in last:
        module = last.rpartition("named ")[2].strip("'\"")
        return f"reading it needs {module}: run 'pip install -r requirements.txt'"
    if "MemoryError" in last:
        return f"reading it takes more than {MAX_MEMORY // 1_000_000} MB of memory"
    if status in _OUT_OF_TIME:
        return f"reading it takes more than {MAX_SECONDS} seconds"
    return f"it makes the reader crash (status {status})"
