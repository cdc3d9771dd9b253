"""The command line: `python hooks cite` and `python hooks check --evidence`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_files import Write
from evidence_commands import LOCKS, TEXT, Run, locks, reword
from press.content.evidence import hash_text, normalize

# check --evidence


UNLOCKED = """\
briefings/claims/piece.yml:4:7: W705 unlocked: this claim was not yet checked; its names match
    compare the claim with “Li Wen has founded Lantern, a firm in Riverland.”, then run 'python hooks check --evidence \
evidence --fix'
briefings/claims/piece.yml:8:7: W705 unlocked: this claim was not yet checked; its amounts match
    compare the claim with “Investors put its worth at a billion dollars in April. She declined.”, then run 'python \
hooks check --evidence evidence --fix'
briefings/claims/piece.yml:9:3: W705 unlocked: this claim was not yet checked
    add 'at: s…', or pass its words to 'python hooks cite piece/model'
2 entries, 3 claims: 0 errors, 3 warnings
3 claims: 0 read, 0 compared by machine, 0 only found, 0 reworded since, 3 not yet checked
0 verified, 0 moved, 0 changed, 0 lost, 0 stale, 3 unlocked
"""


@pytest.fixture
def run(run_evidence: Run) -> Run:
    return run_evidence


def test_without_texts_nothing_is_reported(run: Run) -> None:
    assert run("check", "--strict") == (0, "2 entries, 3 claims: no problems\n", "")


def test_unlocked(run: Run) -> None:
    assert run("check", "--evidence", "evidence") == (0, UNLOCKED, "")
    assert run("check", "--evidence", "evidence", "--strict")[0] == 1


def test_fix_locks_the_sentences_that_claims_name(run: Run) -> None:
    status, out, _ = run("check", "--evidence", "evidence", "--fix", "--date", "2023-05-12")
    assert (status, out.splitlines()[-4:]) == (0, [
        "briefings/claims/piece.lock.yml: written",
        "2 entries, 3 claims: 0 errors, 1 warning",
        "3 claims: 0 read, 2 compared by machine, 0 only found, 0 reworded since, 1 not yet checked",
        "2 verified, 0 moved, 0 changed, 0 lost, 0 stale, 1 unlocked",
    ])  # fmt: skip
    found = locks()
    assert found["founding"]["exact"] == hash_text(normalize("Li Wen has founded Lantern, a firm in Riverland."))
    assert found["valuation"]["exact"] == hash_text(normalize(TEXT.split("\n\n")[1]))
    assert [(name, lock["at"], lock["checked"]) for name, lock in found.items()] == [
        ("founding", "s1", "2023-05-12"),
        ("valuation", "p2", "2023-05-12"),
    ]
    assert not [path for path in LOCKS.parent.iterdir() if path.name.startswith(".")]


def test_what_is_unchanged_is_not_dated_again(run: Run) -> None:
    run("check", "--evidence", "evidence", "--fix", "--date", "2023-05-12")
    before = LOCKS.read_bytes()
    reword("Li Wen founded Lantern.", "Lantern was founded by Li Wen.")
    status, out, _ = run("check", "--evidence", "evidence")
    assert (status, out.splitlines()[0]) == (
        0,
        "briefings/claims/piece.yml:4:7: W704 stale: this claim was reworded since it was checked on 2023-05-12; "
        "its names match",
    )  # fmt: skip
    assert LOCKS.read_bytes() == before
    run("check", "--evidence", "evidence", "--fix", "--date", "2023-06-30")
    assert {name: lock["checked"] for name, lock in locks().items()} == {
        "founding": "2023-06-30",
        "valuation": "2023-05-12",
    }


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("a billion dollars", "two billion dollars", "B702 changed: the passage behind this claim now reads "),
        (
            "Investors put its worth at a billion dollars in April. She declined.\n",
            "",
            "B701 lost: the passage behind ",
        ),
    ],
)
def test_changed_and_lost_are_errors_that_no_fix_hides(run: Run, old: str, new: str, problem: str) -> None:
    run("check", "--evidence", "evidence", "--fix")
    before = LOCKS.read_bytes()
    reword("at: p2", "at: s3")
    reword("at: p2", "at: s3", "briefings/claims/piece.lock.yml")
    reword(old, new, "evidence/piece.txt")
    for more in ([], ["--fix"]):
        status, out, _ = run("check", "--evidence", "evidence", *more)
        assert status == 1
        assert f"briefings/claims/piece.yml:8:7: {problem}" in out
    assert LOCKS.read_bytes() == before.replace(b"at: p2", b"at: s3")


def test_moved(run: Run) -> None:
    run("check", "--evidence", "evidence", "--fix", "--date", "2023-05-12")
    reword("on public pages", "on very many public pages", "evidence/piece.txt")
    status, out, _ = run("check", "--evidence", "evidence")
    assert (status, out.splitlines()[0]) == (
        0, "briefings/claims/piece.yml:8:7: W703 moved: the passage behind this claim is now 10 characters later",
    )  # fmt: skip
    assert run("check", "--evidence", "evidence", "--fix")[1].splitlines()[-1].startswith("2 verified, 0 moved")


def test_claims_taken_back_need_no_passage(run: Run) -> None:
    reword("  at: p2\n", "  at: p2\n  status: retracted\n  why: It was wrong.\n")
    assert run("check", "--evidence", "evidence")[1].endswith("0 stale, 2 unlocked\n")


def test_several_articles_are_counted_separately(run: Run, briefing: Write) -> None:
    briefing({"articles/other.yml": "{title: T, publisher: herald, url: 'https://b.example', published: 2023}",
              "claims/other.yml": "- {id: a, text: The firm has 300 people., kind: event, at: s1}"})  # fmt: skip
    Path("evidence/other.txt").write_text("Lantern employs 300 people and pays them well.", encoding="utf-8")
    run("check", "--evidence", "evidence", "--fix")
    assert run("check", "--evidence", "evidence")[1].splitlines()[-3:] == [
        "other: 1 verified, 0 moved, 0 changed, 0 lost, 0 stale, 0 unlocked",
        "piece: 2 verified, 0 moved, 0 changed, 0 lost, 0 stale, 1 unlocked",
        "3 verified, 0 moved, 0 changed, 0 lost, 0 stale, 1 unlocked",
    ]


def test_problems_of_the_texts_as_json(run: Run) -> None:
    Path("evidence/piec.txt").write_text("x", encoding="utf-8")
    found = json.loads(run("check", "--evidence", "evidence", "--format", "json")[1])
    assert [(p["file"], p["code"], p["cure"]) for p in found][-1] == (
        "evidence/piec.txt",
        "W707",
        "did you mean 'piece'?",
    )
    assert len(found) == 4


def test_texts_that_could_be_committed(run: Run) -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)
    assert (
        "evidence/piece.txt:1:1: W713 the text of an article could be committed"
        in run("check", "--evidence", "evidence")[1]
    )
    Path(".gitignore").write_text("/evidence/\n", encoding="utf-8")
    assert "W713" not in run("check", "--evidence", "evidence")[1]


def test_fix_removes_the_locks_of_claims_that_are_gone(run: Run) -> None:
    run("check", "--evidence", "evidence", "--fix")
    reword("id: founding", "id: start")
    status, out, _ = run("check")
    assert (status, out.splitlines()[0]) == (
        1, "briefings/claims/piece.lock.yml:6:3: B210 lock 'founding' is not a claim of 'piece'",
    )  # fmt: skip
    assert run("check", "--fix")[:2] == (
        0,
        "briefings/claims/piece.lock.yml: written\n2 entries, 3 claims: no problems\n"
        "3 claims: 0 read, 1 compared by machine, 0 only found, 0 reworded since, 2 not yet checked\n",
    )
    assert list(locks()) == ["valuation"]
    Path("briefings/claims/piece.yml").unlink()
    assert "B210 'piece' has no claims for these locks" in run("check")[1]
    assert (run("check", "--fix")[0], LOCKS.exists()) == (0, False)


@pytest.mark.parametrize("old", ["version: 2", "algorithm: sha256-nfkc1"])
def test_a_file_of_another_version_is_never_overwritten(run: Run, old: str) -> None:
    run("check", "--evidence", "evidence", "--fix")
    reword(old, f"{old}0", "briefings/claims/piece.lock.yml")
    before = LOCKS.read_bytes()
    assert run("check", "--evidence", "evidence", "--fix")[0] == 1
    assert run("cite", "piece/founding", given="Li Wen has founded Lantern")[0] == 1
    assert LOCKS.read_bytes() == before


def test_broken_locks_are_rebuilt_from_the_text(run: Run) -> None:
    run("check", "--evidence", "evidence", "--fix", "--date", "2023-05-12")
    path = LOCKS
    before = path.read_bytes()
    for broken in (before[:-90], b"<<<<<<< ours\n" + before, b""):
        path.write_bytes(broken)
        assert run("check")[0] == 1
        assert run("check", "--evidence", "evidence", "--fix", "--date", "2023-05-12")[0] == 0
        assert path.read_bytes() == before


def test_broken_claims_cost_no_lock(run: Run) -> None:
    run("check", "--evidence", "evidence", "--fix")
    before = LOCKS.read_bytes()
    reword("kind: event", "kind: evnt")
    assert run("check", "--evidence", "evidence", "--fix")[0] == 1
    assert LOCKS.read_bytes() == before


@pytest.mark.parametrize(
    ("epoch", "options", "day"),
    [("86400", [], "1970-01-02"), ("86400", ["--date", "2023-05-12"], "2023-05-12"), ("0", [], "1970-01-01")],
)
def test_the_day_of_a_check(
    run: Run, monkeypatch: pytest.MonkeyPatch, epoch: str, options: list[str], day: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    run("check", "--evidence", "evidence", "--fix", *options)
    assert {lock["checked"] for lock in locks().values()} == {day}


def test_locks_that_cannot_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    failed = (2, "", "[Errno 28] No space left on device\n")
    assert run("check", "--evidence", "evidence", "--fix") == failed
    assert run("cite", "piece/founding", given="Li Wen has founded Lantern") == (2, "", f"cite: {failed[2]}")
    assert [path.name for path in LOCKS.parent.iterdir()] == ["piece.yml"]


# cite


def test_cite(run: Run) -> None:
    status, out, error = run(
        "cite", "piece/model", "--read", "--date", "2023-05-12", given="“It trains\na chat model of its own”"
    )
    assert (status, error) == (0, "")
    assert out == (
        "briefings/claims/piece.lock.yml: 'model' is locked to 33 characters in s2, checked 2023-05-12\n"
        "    read on 2023-05-12; nothing was compared by machine\n"
        "    to tell readers the place, add 'at: s2' to the claim, and cite it again\n"
    )
    lock = locks()["model"]
    assert (lock["start"], lock["length"], lock["exact"]) == (
        "49",
        "33",
        hash_text("it trains a chat model of its own"),
    )
    assert run("check", "--evidence", "evidence")[1].splitlines()[-1].startswith("1 verified, 0 moved")


def test_cite_again(run: Run) -> None:
    quote = "Li Wen has founded Lantern"
    run("cite", "piece/founding", "--date", "2023-05-12", given=quote)
    before = LOCKS.read_bytes()
    assert run("cite", "piece/founding", "--date", "2023-06-30", given=f'"{quote}"')[0] == 0
    assert LOCKS.read_bytes() == before
    run("cite", "piece/founding", "--date", "2023-06-30", given=f"{quote}, a firm")
    assert (locks()["founding"]["checked"], len(locks())) == ("2023-06-30", 1)


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ("", "B711 there is no quote on standard input"),
        ("Li Wen", "B708 the passage has 6 characters; at least 24 are needed, or its hash could be guessed"),
        (
            "Li Wen has founded Lamp, a firm",
            "B706 the quote is not in the text; it differs after '…li wen has founded la'",
        ),
        ("Investors put its worth at a billion", "B710 the passage behind this claim is in s3, not in s1"),
        (b"\xff\xfe", "B103 the quote is not valid UTF-8"),
    ],
)
def test_rejected_quotes(run: Run, quote: str | bytes, problem: str) -> None:
    status, out, _ = run("cite", "piece/founding", given=quote)
    assert (status, out.splitlines()[0]) == (1, f"briefings/claims/piece.yml:4:7: {problem}")
    assert not LOCKS.exists()


def test_a_quote_that_appears_twice(run: Run) -> None:
    Path("again.txt").write_text(f"{TEXT}\n{TEXT}", encoding="utf-8")
    status, out, _ = run("cite", "piece/founding", "--text", "again.txt", given="Li Wen has founded Lantern")
    assert (status, out) == (
        1,
        "briefings/claims/piece.yml:4:7: B709 the passage appears 2 times in the text\n"
        "    include the words before or after it\n",
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["piece/fonding"], "cite: there is no claim 'piece/fonding'\n    did you mean 'piece/founding'?\n"),
        (["founding"], "cite: there is no claim 'founding'\n"),
        (
            ["piece/founding", "--text", "no.txt"],
            "cite: the quote is looked up in the text of its article, but there is no no.txt\n"
            "    put it there, or name it with --text FILE; 'evidence/' is never committed\n",
        ),
    ],
)
def test_cite_something_missing(run: Run, arguments: list[str], error: str) -> None:
    assert run("cite", *arguments, given="Li Wen has founded Lantern") == (2, "", error)


@pytest.mark.parametrize(
    "arguments",
    [["check", "--evidence", "nowhere"], ["check", "--date", "2023-02-30"], ["cite", "a/b", "--date", "May"], ["cite"]],
)
def test_misuse(run: Run, arguments: list[str]) -> None:
    status, out, error = run(*arguments)
    assert (status, out, error[:6]) == (2, "", "usage:")


def test_without_the_splitter(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysbd", None)
    line = "splitting sentences needs pysbd: run 'pip install -r requirements.txt'\n"
    assert run("check", "--evidence", "evidence") == (2, "", line)
    assert run("check")[0] == 0
