"""The command line: `python hooks check`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.cli import main
from press.library import briefing as briefing_room
from press.library.library import FileRead, read_file

GOOD: Files = {"companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}"}
BAD: Files = {"companies/lamp.yml": "name: 'La:m,p%'\nsummary: A firm.\ntype: compny\n"}
WARNED: Files = {**GOOD, "products/lantern-app.yml": "{name: Lantern, summary: A thing., see: [lantern]}"}
MESSAGE = "briefings/companies/lamp.yml:3:7: B305 type 'compny' is not known\n    did you mean 'company'?\n"

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(files, *arguments)`: returns the exit status and what is printed."""

    def command(files: Files, *arguments: str) -> tuple[int, str]:
        monkeypatch.chdir(briefing(files))
        return main(["check", *arguments]), capsys.readouterr().out

    return command


def test_nothing_wrong(run: Run) -> None:
    assert run(GOOD) == (0, "1 entry, 0 claims: no problems\n")


def test_an_error(run: Run) -> None:
    assert run(BAD) == (1, MESSAGE + "0 entries, 0 claims: 1 error, 0 warnings\n")


def test_warnings_fail_only_when_strict(run: Run) -> None:
    warning = (
        "briefings/companies/lantern.yml:1:8: W402 'Lantern' is also a name of 'lantern-app'; it will not link\n"
        "    add 'see: [lantern-app]' here, and 'lantern' to 'see' there\n2 entries, 0 claims: 0 errors, 1 warning\n"
    )
    assert [run(WARNED), run(WARNED, "--strict")] == [(0, warning), (1, warning)]


def test_json(run: Run) -> None:
    status, out = run(BAD, "--format", "json")
    assert (status, json.loads(out)) == (1, [{
        "file": "briefings/companies/lamp.yml", "line": 3, "column": 7, "code": "B305", "severity": "error",
        "message": "type 'compny' is not known", "cure": "did you mean 'company'?",
    }])  # fmt: skip
    assert run(GOOD, "--format", "json")[0] == 1, "the bad file is still there"


def test_problems_of_fields_lead_once_to_the_page_of_fields(run: Run, briefing: Write) -> None:
    page = briefing({}) / "docs" / "fields.md"
    page.parent.mkdir()
    page.write_text("# Fields\n")
    line = "Every field, with its type and an example: docs/fields.md#company\n"
    assert run(BAD) == (1, f"{MESSAGE}{line}0 entries, 0 claims: 1 error, 0 warnings\n")
    assert line not in run({"companies/lamp.yml": GOOD["companies/lantern.yml"]})[1]
    both = {**BAD, "corrections.yml": "- {date: 2023-99, entry: lamp, kind: update, now: A lamp.}"}
    assert "an example: docs/fields.md\n" in run(both)[1]
    assert [row.get("page") for row in json.loads(run(both, "--format", "json")[1])] == ["docs/fields.md", None]
    notices = [line for line in run(both, "--format", "github")[1].splitlines() if line.startswith("::notice")]
    assert notices == ["::notice title=Fields::Every field, with its type and an example: docs/fields.md"]


def test_json_of_nothing(run: Run) -> None:
    assert run(GOOD, "--format", "json") == (0, "[]\n")


def test_annotations_are_escaped(run: Run) -> None:
    assert run({"companies/lamp.yml": "{name: L, summary: S., type: 'a%b:c,d'}"}, "--format", "github") == (
        1,
        "::error file=briefings/companies/lamp.yml,line=1,col=30,title=B305::type 'a%25b:c,d' is not known"
        "%0Ause one of company, start-up, investor, outlet, research-firm, authority, group\n",
    )


# What one check leaves for the next


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Records the files that are read."""
    found: list[str] = []

    def counted(root: Path, path: Path, file: str) -> FileRead:
        found.append(file)
        return read_file(root, path, file)

    monkeypatch.setattr(briefing_room, "read_file", counted)
    return found


def test_the_next_check_reads_what_changed(run: Run, reads: list[str]) -> None:
    lantern, app = "briefings/companies/lantern.yml", "briefings/products/lantern-app.yml"
    first = run(WARNED)
    assert (sorted(reads), first[1].count("W402")) == ([lantern, app], 1)
    reads.clear()
    assert (run({}), reads) == (first, [])
    edit: Files = {"products/lantern-app.yml": "{name: Glow, summary: A thing.}"}
    assert (run(edit), reads) == ((0, "2 entries, 0 claims: no problems\n"), [app])
    Path(app).unlink()
    assert run({}) == (0, "1 entry, 0 claims: no problems\n")
    assert reads == [app]


def test_a_file_with_mistakes_is_read_again(run: Run, reads: list[str]) -> None:
    assert run({**GOOD, **BAD})[0] == 1
    reads.clear()
    assert run({}) == (1, MESSAGE + "1 entry, 0 claims: 1 error, 0 warnings\n")
    assert reads == ["briefings/companies/lamp.yml"]
    Path("briefings/companies/lamp.yml").unlink()
    assert run({}) == (0, "1 entry, 0 claims: no problems\n")


def test_what_a_broken_file_excused_is_reported_once_it_is_fixed(run: Run) -> None:
    claim = "- {{id: {}, text: It grew., kind: {}}}"
    files: Files = {
        "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
        "articles/one.yml": "{title: One, publisher: herald, url: 'https://a.example', published: 2023}",
        "articles/two.yml": "{title: Two, publisher: herald, url: 'https://b.example', published: 2023}",
        "claims/one.yml": claim.format("a", "event"),
        "claims/two.yml": "- {id: b, text: It fell., kind: event, supersedes: [one/a]}",
    }
    assert run(files)[0] == 0
    assert run({"claims/one.yml": claim.format("a", "evnt")})[1].count("B201") == 0
    assert (
        run({"claims/one.yml": claim.format("other", "event")})[1].count("B201 supersedes 'one/a' is not a claim") == 1
    )


def test_two_files_with_one_id_are_reported_each_time(run: Run) -> None:
    twice: Files = {**GOOD, "products/lantern.yml": "{name: Lantern app, summary: A thing.}"}
    first = run(twice)
    assert (first[0], first[1].count("B203")) == (1, 1)
    assert run({}) == first
    Path("briefings/companies/lantern.yml").unlink()
    assert run({}) == (0, "1 entry, 0 claims: no problems\n")


def test_the_cache_of_a_check_is_one_file(run: Run) -> None:
    run(GOOD)
    run(WARNED)
    [left] = Path(".briefing-cache").iterdir()
    assert (left.name[:6], left.suffix) == ("check-", ".db")


@pytest.mark.parametrize("share", [0, 0.5, 0.9])
def test_a_damaged_cache_is_rebuilt(run: Run, share: float) -> None:
    first = run(WARNED)
    [left] = Path(".briefing-cache").glob("*.db")
    left.write_bytes(left.read_bytes()[: int(left.stat().st_size * share)])
    assert [run({}), run({})] == [first, first]


def test_a_folder_that_cannot_be_written(run: Run, briefing: Write) -> None:
    (briefing({}) / ".briefing-cache").write_text("a file")
    assert run(WARNED) == run(WARNED)


def test_without_a_briefing_nothing_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--formt"], ["check", "--format", "xml"]])
def test_misuse(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert (ended.value.code, capsys.readouterr().err.splitlines()[0][:6]) == (2, "usage:")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert (ended.value.code, capsys.readouterr().out[:20]) == (0, "usage: python hooks ")


def test_from_the_root_of_a_project(briefing: Write) -> None:
    hooks = str(Path(__file__).resolve().parents[1] / "hooks")
    done = subprocess.run(
        [sys.executable, hooks, "check"], cwd=briefing(BAD), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        MESSAGE + "0 entries, 0 claims: 1 error, 0 warnings\n",
        "",
    )
