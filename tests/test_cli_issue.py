"""The command line: `python hooks draft --issue`, from an issue written with a form of the project to YAML."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.cli import main

FORMS = Path(__file__).resolve().parents[1] / ".github" / "ISSUE_TEMPLATE"
FILES: Files = {
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "articles/shop.yml": "{title: A shop, publisher: herald, url: 'https://herald.example/shop', published: 2023-04}",
    "claims/shop.yml": "- {id: opens, text: Li Wen opened a shop., kind: event}\n",
}
CLAIM = """\
### Address of the article

https://herald.example/shop?utm_source=x#top

### When was it published?

_No response_

### The claim

Li Wen will open
a second shop.

### What sort of statement is it?

plan

### Who says it?

Li Wen

### Which time is it about?

2024

### Which sentence of the article says it?

_No response_

### Have you anything to do with the source, or with a company in it?

Yes, as I say above
"""
COMPANY = """\
### Its name

Lantern: Works

### What sort of organization is it?

start-up

### What is it, in one sentence?

A maker of lamps.

### Other names

Lantern, 灯

### Its own website

https://lantern.example/

### An article that names it

_No response_

### Have you anything to do with it?

No
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(issue, *options)`: the exit status, standard output and standard error of `draft --issue`."""
    root = briefing(FILES)
    monkeypatch.chdir(root)
    shutil.copytree(FORMS, root / ".github" / "ISSUE_TEMPLATE")

    def command(issue: str, *options: str) -> tuple[int, str, str]:
        Path("issue.md").write_text(issue, encoding="utf-8")
        status = main(["draft", "--issue", "issue.md", *options])
        return status, *capsys.readouterr()

    return command


def test_a_suggested_claim_becomes_a_draft(run: Run) -> None:
    status, out, err = run(CLAIM)
    assert (status, out) == (0, "briefings/claims/shop.yml: written\n")
    assert err == "note: who wrote this has to do with the source or a company in it\n"
    assert Path("briefings/claims/shop.yml").read_text() == FILES["claims/shop.yml"] + (
        "- id: will-open-second-shop\n  text: Li Wen will open a second shop.\n  kind: plan\n  said_by: li-wen\n"
        '  when: "2024"\n  status: draft\n'
    ).replace('"2024"', "2024")
    assert run(CLAIM)[0] == 0
    assert "id: will-open-second-shop-2" in Path("briefings/claims/shop.yml").read_text()


def test_a_speaker_without_an_entry_is_written_as_words(run: Run) -> None:
    run(CLAIM.replace("\nLi Wen\n", "\nA clerk: she\n"))
    assert "  said_by: {unnamed: 'A clerk: she'}\n" in Path("briefings/claims/shop.yml").read_text().replace('"', "'")


def test_a_suggested_company_becomes_an_entry(run: Run) -> None:
    status, out, err = run(COMPANY)
    file = Path("briefings/companies/lantern-works.yml")
    assert (status, out, err) == (0, f"{file}: written\n", "")
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    assert lines[1:] == [
        "type: start-up",
        "summary: A maker of lamps.",
        "names: [Lantern, 灯]",
        "same_as: {website: https://lantern.example/}",
    ]
    assert main(["check"]) == 0
    assert run(COMPANY)[0] == 1


def test_a_dry_run_writes_nothing(run: Run) -> None:
    status, out, _ = run(COMPANY, "--dry-run")
    assert (status, "+type: start-up" in out) == (0, True)
    assert not Path("briefings/companies/lantern-works.yml").exists()


@pytest.mark.parametrize(
    ("issue", "status", "said"),
    [
        (CLAIM.replace("/shop?", "/other?"), 1, "first run: python hooks draft https://herald.example/other"),
        (CLAIM.replace("https://", "javascript:"), 1, "is not a web address"),
        (CLAIM.replace("plan\n", "rumor\n"), 1, "kind 'rumor'"),
        (COMPANY.replace("start-up", "cult"), 1, "type 'cult'"),
        (COMPANY.replace("Lantern: Works", "_No response_"), 1, "the issue has no answer for 'name'"),
        ("### Its name\n\n" + "x" * 200_000, 1, "issue.md: "),
        ("Hello.", 1, "it was not written with a form"),
        ("### Address of the page or claim\n\nhttps://x.example/claims/shop/opens/\n\n### What is wrong?\n\nAll.", 0,
         "briefings/claims/shop.yml:1:3: All."),
        ("### Address of the page or claim\n\nhttps://x.example/gone/\n\n### What is wrong?\n\nAll.", 1, "no page"),
        ("### Its address\n\nhttps://herald.example/new\n\n### Who published it, and when?\n\nx", 0,
         "python hooks draft https://herald.example/new"),
    ],
)  # fmt: skip
def test_what_an_issue_cannot_or_need_not_write(run: Run, issue: str, status: int, said: str) -> None:
    ended, out, err = run(issue)
    assert (ended, said in out + err, Path("briefings/claims/shop.yml").read_text()) == (
        status,
        True,
        FILES["claims/shop.yml"],
    ), out + err


def test_a_source_or_an_issue_is_named(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["draft"]), main(["draft", "x", "--issue", "y"])) == (2, 2)
    assert capsys.readouterr().err.count("name either a SOURCE or --issue FILE") == 2
