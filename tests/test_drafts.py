"""Claims that are drafts: their text may be missing, they are shown nowhere, and `check` counts them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.cli import main
from press.library.facts import Facts
from site_factory import SiteMaker

FILES: Files = {
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: start-up}",
    "articles/piece.yml": "{title: A piece, publisher: herald, published: 2023-04, url: 'https://a.example/'}",
    "claims/piece.yml": """
        - {id: founding, text: Lantern opens., kind: event, at: s1}
        - {id: s2, text: "", kind: event, at: s2, about: [lantern], status: draft}
        - {id: s3, kind: event, at: s3, about: [lantern], status: draft}
        - {id: s4, text: Lantern hires., kind: event, at: s4, status: draft}
    """,
}


def test_a_draft_may_have_no_text(problems: Callable[[Files], list[str]]) -> None:
    assert problems(FILES) == []


def test_only_a_draft_may_have_no_text(problems: Callable[[Files], list[str]]) -> None:
    claims = """
        - {id: s2, text: "", kind: event}
        - {id: s3, kind: event, status: reported}
        - {id: s4, kind: event, status: drafd}
    """
    found = problems({**FILES, "claims/piece.yml": claims})
    assert [problem.partition("\n")[0].partition("yml:")[2] for problem in found] == [
        "2:18: B315 text: the text is empty",
        "3:3: B301 a claim needs the field 'text'",
        "4:3: B301 a claim needs the field 'text'",
        "4:33: B305 status 'drafd' is not known",
    ]


def test_a_draft_without_text_is_shown_nowhere(
    built: Callable[[Files], SiteMaker], facts: Callable[[Files], Facts]
) -> None:
    assert set(facts(FILES).claims) == {"piece/founding"}
    files = built(FILES).make_files()
    assert [path for path, data in files.items() if b"piece/s2" in data or b"piece/s3" in data] == []


def test_check_counts_drafts(
    briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(briefing(FILES))
    Path("evidence").mkdir()
    sentences = "Lantern opens its doors in April. It makes lamps. It has one shop. Lantern hires ten people in May."
    Path("evidence/piece.txt").write_text(sentences, encoding="utf-8")
    assert main(["check", "--evidence", "evidence"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "3 entries, 4 claims, 3 drafts (2 without a text): 0 errors, 2 warnings",
        "1 claim: 0 read, 0 compared by machine, 0 only found, 0 reworded since, 1 not yet checked",
        "0 verified, 0 moved, 0 changed, 0 lost, 0 stale, 2 unlocked",
    ]
