"""The command line: what `check --evidence` and `cite` lock, and what they leave to a person."""

from __future__ import annotations

import pytest

from evidence_commands import LOCKS, Run, locks, reword


@pytest.fixture
def run(run_evidence: Run) -> Run:
    return run_evidence


def test_a_contradiction_is_a_warning_with_the_place_where_the_claim_is_right(run: Run) -> None:
    reword("at: p2", "at: s2")
    out = run("check", "--evidence", "evidence", "--fix")[1]
    assert (
        "briefings/claims/piece.yml:8:7: W714 '1 billion USD' is not in s2\n"
        "    it is in s3: write 'at: s3', or correct the claim\n"
    ) in out
    assert list(locks()) == ["founding"]
    reword("at: s2", "at: s3")
    assert "W714" not in run("check", "--evidence", "evidence", "--fix")[1]
    assert list(locks()) == ["founding", "valuation"]


def test_a_locked_claim_that_comes_to_differ_is_reported(run: Run) -> None:
    run("check", "--evidence", "evidence", "--fix")
    reword("  at: s1", "  when: 1999-05\n  at: s1")
    reword("founded Lantern, a firm in Riverland.", "founded Lantern in May 2021.", "evidence/piece.txt")
    LOCKS.unlink()
    out = run("check", "--evidence", "evidence", "--fix")[1]
    assert "W714 'when: 1999-05' is not in s1\n    correct the claim, or its place" in out


def test_locks_of_version_1_are_found_only_until_they_are_compared(run: Run) -> None:
    run("check", "--evidence", "evidence", "--fix", "--date", "2023-05-12")
    compared = LOCKS.read_text(encoding="utf-8")
    lines = [line for line in compared.splitlines() if "compared:" not in line]
    old = "\n".join(lines).replace("version: 2", "version: 1") + "\n"
    LOCKS.write_text(old, encoding="utf-8")
    count = "3 claims: 0 read, 0 compared by machine, 2 only found, 0 reworded since, 1 not yet checked"
    assert run("check")[:2] == (0, f"2 entries, 3 claims: no problems\n{count}\n")
    assert LOCKS.read_text(encoding="utf-8") == old
    run("check", "--evidence", "evidence", "--fix", "--date", "2023-06-30")
    assert LOCKS.read_text(encoding="utf-8") == compared


def test_a_program_locks_no_claim_that_it_cannot_compare(run: Run) -> None:
    reword("Li Wen founded Lantern.", "A firm began.")
    out = run("check", "--evidence", "evidence", "--fix")[1]
    assert (
        "W705 unlocked: this claim was not yet checked: nothing in this claim can be compared with s1\n"
        "    read it against “Li Wen has founded Lantern, a firm in Riverland.”; if it holds, give these words to "
        "'python hooks cite piece/founding --read'\n"
    ) in out
    assert list(locks()) == ["valuation"]


def test_only_a_person_says_that_a_claim_was_read(run: Run) -> None:
    reword("Li Wen founded Lantern.", "A firm began.")
    quote = "Li Wen has founded Lantern, a firm in Riverland."
    status, out, _ = run("cite", "piece/founding", given=quote)
    assert (status, out.splitlines()) == (1, [
        "briefings/claims/piece.yml:4:7: B715 nothing in this claim can be compared with s1",
        "    read the claim against the quote; if it holds, cite it again with --read",
    ])  # fmt: skip
    assert run("cite", "piece/founding", "--read", "--date", "2023-05-12", given=quote)[0] == 0
    assert (locks()["founding"]["read"], locks()["founding"]["compared"]) == ("2023-05-12", [])
    before = LOCKS.read_bytes()
    assert "1 read, 0 compared" in run("check", "--evidence", "evidence")[1]
    run("check", "--evidence", "evidence", "--fix")
    assert locks()["founding"]["read"] == "2023-05-12"
    reword("A firm began.", "A firm has begun.")
    assert "0 read, 1 compared" in run("check", "--evidence", "evidence")[1]
    assert before != LOCKS.read_bytes()


def test_what_the_comparison_contradicts_is_locked_only_if_a_person_overrules_it(run: Run) -> None:
    reword("US$1 billion", "US$3 billion")
    quote = "Investors put its worth at a billion dollars in April."
    refused = run("cite", "piece/valuation", "--read", given=quote)
    assert (refused[0], refused[1].splitlines()[0]) == (
        1, "briefings/claims/piece.yml:8:7: W714 '3 billion USD' is not in s3",
    )  # fmt: skip
    assert run("cite", "piece/valuation", "--overrule", given=quote)[0] == 2
    assert run("cite", "piece/valuation", "--read", "--overrule", given=quote)[0] == 0
    assert "W714" not in run("check", "--evidence", "evidence")[1]


def test_a_dry_run_writes_nothing(run: Run) -> None:
    out = run("check", "--evidence", "evidence", "--fix", "--dry-run")[1]
    assert "briefings/claims/piece.lock.yml: would be written\n" in out
    assert "0 verified, 0 moved, 0 changed, 0 lost, 0 stale, 3 unlocked" in out
    quote = "Li Wen has founded Lantern, a firm"
    assert (
        "'founding' would be locked to 34 characters in s1"
        in run("cite", "piece/founding", "--dry-run", given=quote)[1]
    )
    assert not LOCKS.exists()
    run("check", "--evidence", "evidence", "--fix")
    before = LOCKS.read_bytes()
    reword("id: founding", "id: start")
    assert "would be written" in run("check", "--fix", "--dry-run")[1]
    assert LOCKS.read_bytes() == before
