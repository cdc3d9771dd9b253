"""A briefing with the text of its article, and the commands that compare the two."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from briefing_files import Files, Write
from press.cli import main

TEXT = """\
Li Wen has founded Lantern, a firm in Riverland. It trains a chat model of its own on public pages.

Investors put its worth at a billion dollars in April. She declined.
"""
CLAIMS = """\
- id: founding
  text: Li Wen founded Lantern.
  kind: event
  at: s1
- id: valuation
  text: Lantern is valued at US$1 billion.
  kind: figure
  at: p2
- id: model
  text: Lantern trains a chat model.
  kind: background
"""
FILES: Files = {
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "articles/piece.yml": "{title: Two, publisher: herald, url: 'https://a.example', published: 2023}",
    "claims/piece.yml": CLAIMS,
}
LOCKS = Path("briefings/claims/piece.lock.yml")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="run_evidence")
def evidence_run(briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(*arguments, given=…)`: returns the exit status, standard output and standard error."""
    monkeypatch.chdir(briefing(FILES))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    Path("evidence").mkdir()
    Path("evidence/piece.txt").write_text(TEXT, encoding="utf-8")

    def command(*arguments: str, given: str | bytes = "") -> tuple[int, str, str]:
        data = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = int(str(ended.code))
        return status, *capsys.readouterr()

    return command


def locks() -> dict[str, dict[str, str]]:
    found = yaml.load(LOCKS.read_text(encoding="utf-8"), yaml.BaseLoader)
    claims: dict[str, dict[str, str]] = found["claims"]
    return claims


def reword(old: str, new: str, file: str = "briefings/claims/piece.yml") -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
