"""The recipes of CONTRIBUTING.md, done as it says: the YAML that it shows, the commands, and what they print."""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.cli import COMMANDS, main
from repository import commit_files

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BASE: Files = {
    "companies/herald.yml": "{name: The Herald, type: outlet, summary: A newspaper.}",
    "companies/lantern.yml": "{name: Lantern, type: company, summary: A firm.}",
    "people/ann-writer.yml": "{name: Ann Writer, summary: A reporter.}",
    "properties.yml": "valuation: {label: valuation, value: amount, single: value}",
}
ARTICLE, CLAIMS = "articles/herald-launch.yml", "claims/herald-launch.yml"
TEXT = """\
One lamp was lit. Two more came.

The shop had opened. Ann Writer says that in April 2023 Lantern is valued at US$1 billion.
"""

Run = Callable[..., tuple[int, str]]


def list_blocks(heading: str, language: str = "yaml") -> list[str]:
    """The blocks of code in a section."""
    section = re.split(r"^## ", GUIDE.split(f"\n## {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return [text for name, text in blocks if name == language]


FIRST = "Add a claim in three minutes"
SHOWN = list_blocks(FIRST)
"""The article, the smallest claim, three more lines of it, three that make it a statement, a comparison, a figure, and
names."""


@pytest.fixture
def run(briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(files, command…)`: the exit status and what is printed, in a briefing with three entries."""

    def command(files: Files, *arguments: str) -> tuple[int, str]:
        monkeypatch.chdir(briefing({**BASE, **files}))
        return main(arguments), capsys.readouterr().out

    return command


@pytest.mark.parametrize("claim", ["".join(SHOWN[1:number]) for number in (2, 3, 4)], ids=["small", "more", "figure"])
def test_a_claim_in_three_minutes(run: Run, claim: str) -> None:
    status, out = run({ARTICLE: SHOWN[0], CLAIMS: claim}, "check", "--strict")
    assert (status, out) == (0, "4 entries, 1 claim: no problems\n")


def test_the_message_that_is_shown_is_printed(run: Run) -> None:
    statement = SHOWN[3].replace("lantern", "lantren")
    status, out = run({ARTICLE: SHOWN[0], CLAIMS: SHOWN[1] + statement}, "check")
    assert status == 1
    assert out.startswith(list_blocks(FIRST, "")[0])


def test_what_a_reader_will_notice(run: Run, briefing: Write) -> None:
    root = briefing(BASE)
    commit_files(root)
    assert "Claims added\n  herald-launch/valuation\n" in run({ARTICLE: SHOWN[0], CLAIMS: SHOWN[1]}, "diff")[1]
    assert run({}, "check", "--since", "main")[1].endswith("no problems since main\n")


def test_the_names_that_are_shown(run: Run) -> None:
    names = f"{SHOWN[6]}type: outlet\nsummary: A newspaper.\n"
    assert run({"companies/xavier-post.yml": names}, "check", "--strict")[0] == 0


def test_a_file_that_names_its_schema(run: Run) -> None:
    modeline = next(block for block in SHOWN if "$schema" in block)
    files = {ARTICLE: SHOWN[0], CLAIMS: modeline + SHOWN[1]}
    assert run(files, "schema", "--ids")[0] == run(files, "check", "--strict")[0] == 0
    assert (Path(CLAIMS).parent / modeline.split("=")[1].strip()).name == "claim.json"
    assert Path(".schemas/claim.json").is_file()


def test_a_claim_is_checked_against_its_article(run: Run, briefing: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = briefing({})
    (root / "evidence").mkdir()
    (root / "evidence/herald-launch.txt").write_text(TEXT)
    (root / ".gitignore").write_text("/evidence/\n")
    files = {ARTICLE: SHOWN[0], CLAIMS: "".join(SHOWN[1:4])}
    look, fix = (
        line.split("#")[0].split()[2:]
        for line in list_blocks("Check claims against their article", "sh")[0].splitlines()
    )
    assert "unlocked" in run(files, *look)[1]
    run({}, *fix, "--date", "2023-05-01")
    cite = list_blocks("Check claims against their article", "sh")[1].split("<")[0].split()[2:]
    monkeypatch.setattr(
        "sys.stdin",
        io.TextIOWrapper(io.BytesIO(b"Ann Writer says that in April 2023 Lantern is valued at US$1 billion.")),
    )
    assert run({}, *cite, "--date", "2023-05-01")[0] == 0
    assert re.search(r"^1 verified, 0 moved", run({}, *look)[1], re.MULTILINE)


@pytest.mark.parametrize("status", ["withdrawn", "retracted"])
def test_a_claim_is_corrected(run: Run, status: str) -> None:
    claim = f"{SHOWN[1]}  status: {status}\n  why: The figure was wrong.\n"
    correction = "- {date: 2023-05-09, entry: herald-launch/valuation, kind: correction, now: It was wrong.}\n"
    files = {ARTICLE: SHOWN[0], CLAIMS: claim, "corrections.yml": correction}
    assert run(files, "check", "--strict")[0] == 0


def test_every_command_that_is_named_exists_with_its_options() -> None:
    for name, rest in re.findall(r"python hooks ([a-z]+)([^`\n#<]*)", GUIDE):
        assert name in COMMANDS, name
        parser = argparse.ArgumentParser()
        COMMANDS[name][1](parser)
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in parser.format_help(), (name, option)


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", GUIDE, re.MULTILINE)) <= targets
