"""`python hooks diff` and `check --since`: what changed since a commit, for readers and for editors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.cli import main
from press.library.reader_changes import GROUPS
from repository import commit_files, run_git

BASE: Files = {
    "companies/herald.yml": "{name: The Herald, type: outlet, summary: A newspaper.}",
    "companies/gazette.yml": "{name: The Gazette, type: outlet, summary: A newspaper.}",
    "companies/lantern.yml": "{name: Lantern, type: company, summary: A firm.}",
    "companies/lamp-works.yml": "{name: Lamp Works, type: company, summary: A firm.}",
    "properties.yml": "worth: {label: worth, value: amount, single: value}",
    "articles/herald-money.yml": "{title: Money, publisher: herald, url: 'https://h.example/', published: 2023-04}",
    "articles/gazette-money.yml": "{title: Worth, publisher: gazette, url: 'https://g.example/', published: 2023-04}",
    "claims/herald-money.yml": """
        - {id: worth, text: Lantern is worth 1 billion US dollars., kind: figure, subject: lantern, property: worth,
           value: 1 billion USD, when: 2023-04}
        - {id: plan, text: Lantern plans a lamp., kind: plan}
        - {id: gone, text: Lantern has a shop., kind: background}
        - {id: idea, text: Lantern has an idea., kind: plan, status: draft}
        """,
    "claims/gazette-money.yml": "- {id: lamp, text: Lantern sells lamps., kind: background}\n",
}
AFTER: Files = {
    "companies/lantern.yml": "{name: Lantern AI, type: company, summary: A firm., names: [Lantern]}",
    "companies/lamp-works.yml": "moved_to: lantern",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "claims/herald-money.yml": """
        # Something only an editor sees.
        - {id: worth, text: Lantern is worth 1 billion US dollars., kind: figure, subject: lantern, property: worth,
           value: 1 billion USD, when: 2023-05}
        - {id: plan, text: Lantern planned a lamp., kind: plan, status: withdrawn, why: We misread it.}
        - {id: idea, text: Lantern has an idea., kind: plan}
        """,
    "claims/gazette-money.yml": """
        - {id: lamp, text: Lantern sells lamps., kind: background}
        - {id: worth, text: Lantern is worth 2 billion US dollars., kind: figure, subject: lantern, property: worth,
           value: 2 billion USD, when: 2023-05}
        """,
    "corrections.yml": "- {date: 2023-05-09, entry: herald-money/plan, kind: retraction, now: We misread it.}\n",
}
TEXT = """\
Corrections
  herald-money/plan
    + We misread it.

Claims added
  gazette-money/worth
    + Lantern is worth 2 billion US dollars.
  herald-money/idea
    + Lantern has an idea.

Claims reworded
  herald-money/plan
    - Lantern plans a lamp.
    + Lantern planned a lamp.

Claims with other details
  herald-money/worth when
    - 2023-04
    + 2023-05

Claims withdrawn as our mistake
  herald-money/plan
    - Lantern planned a lamp.
    + We misread it.

Claims removed
  herald-money/gone
    - Lantern has a shop.

Claims that now conflict
  gazette-money/worth
    - Lantern is worth 2 billion US dollars.
    + herald-money/worth: Lantern is worth 1 billion US dollars.

Entries added
  li-wen
    + Li Wen

Entries renamed
  lantern
    - Lantern
    + Lantern AI

Entries merged, split or given another id
  lamp-works
    - Lamp Works
    + lantern

Entries changed
  lantern names
    + Lantern
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(briefing: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed briefing, in which the test is run."""
    root = briefing(BASE)
    (root / ".gitignore").write_text("/.briefing-cache/\n")
    commit_files(root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(*arguments)`: the exit status, and what is printed on standard output and as errors."""

    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


def test_nothing_changed(run: Run) -> None:
    assert run("diff") == (0, "A reader would notice nothing.\n", "")


def test_everything_that_a_reader_would_notice(run: Run, briefing: Write) -> None:
    briefing(AFTER)
    assert run("diff") == (0, TEXT, "")
    commit_files(briefing({}))
    assert run("diff")[1] == "A reader would notice nothing.\n"
    assert run("diff", "HEAD~1")[1] == TEXT
    assert run("diff", "main~1")[1] == TEXT


def test_the_way_back(run: Run, briefing: Write, root: Path) -> None:
    briefing(AFTER)
    commit_files(root)
    run_git(root, "checkout", "-q", "HEAD~1")
    assert json.loads(run("diff", "main", "--format", "json")[1])["counts"] == {
        "added": 1, "reworded": 1, "changed": 1, "restored": 1, "removed": 2,
        "entry-added": 1, "entry-renamed": 1, "entry-changed": 1, "entry-removed": 1,
    }  # fmt: skip


def test_a_retraction_and_what_supersedes(run: Run, briefing: Write) -> None:
    briefing(
        {
            "claims/gazette-money.yml": """
            - {id: lamp, text: Lantern sells lamps., kind: background, status: retracted, why: It was an April joke.}
            - {id: later, text: Lantern is worth 3 billion US dollars., kind: figure, subject: lantern, property: worth,
               value: 3 billion USD, when: 2023-06, supersedes: [herald-money/worth]}
            """
        }
    )
    changes = json.loads(run("diff", "--format", "json")[1])["changes"]
    assert {
        "how": "retracted", "id": "gazette-money/lamp", "before": "Lantern sells lamps.",
        "after": "It was an April joke.",
    } in changes  # fmt: skip
    assert {
        "how": "superseded", "id": "herald-money/worth", "before": "Lantern is worth 1 billion US dollars.",
        "after": "gazette-money/later",
    } in changes  # fmt: skip


def test_markdown_is_inert(run: Run, briefing: Write) -> None:
    text = "A lamp <b>is</b> @everyone `a` [x](https://evil.example)."
    briefing({"claims/gazette-money.yml": f"- {{id: lamp, text: '{text}', kind: background}}\n"})
    assert run("diff", "--format", "markdown")[1] == (
        "## What changes for a reader\n\nClaims reworded: 1\n\n### Claims reworded\n\n- `gazette-money/lamp`\n"
        f"    - before: `Lantern sells lamps.`\n    - now: `` {text} ``\n"
    )
    briefing({"claims/gazette-money.yml": BASE["claims/gazette-money.yml"]})
    assert run("diff", "--format", "markdown")[1].endswith("\n\nA reader would notice nothing.\n")


def test_a_file_with_mistakes_is_left_out(run: Run, briefing: Write) -> None:
    briefing({"claims/gazette-money.yml": "- {id: lamp, text: Lantern sells lamps., kind: bakground}\n"})
    status, out, err = run("diff")
    assert (status, out) == (0, "A reader would notice nothing.\n")
    assert err.startswith("briefings/claims/gazette-money.yml: left out, because it has mistakes")


@pytest.mark.parametrize("command", [["diff", "nowhere"], ["check", "--since", "nowhere"], ["diff", "--", "--all"]])
def test_a_revision_that_is_not_there(run: Run, command: list[str]) -> None:
    status, out, err = run(*command)
    assert (status, out) == (2, "")
    assert err == f"'{command[-1]}' is not a commit; name one, such as HEAD~1, main or v1.2.0\n"


def test_no_repository(briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(briefing(BASE))
    assert main(["diff"]) == 2
    assert "this is not a git repository" in capsys.readouterr().err


def test_variables_of_the_caller_name_no_other_repository(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert run("diff")[0] == 0


def test_a_link_in_an_old_commit_is_not_followed(run: Run, root: Path) -> None:
    (root / "briefings/companies/link.yml").symlink_to("/etc/passwd")
    commit_files(root)
    (root / "briefings/companies/link.yml").unlink()
    assert run("diff") == (0, "A reader would notice nothing.\n", "")


def test_every_group_has_a_heading() -> None:
    assert all(heading[0].isupper() for heading in GROUPS.values())


# check --since


def test_older_problems_in_other_files_are_left_out(run: Run, briefing: Write, root: Path) -> None:
    briefing({"companies/old.yml": "{name: Old, type: compny, summary: A firm.}"})
    commit_files(root)
    assert run("check", "--since", "HEAD") == (
        0, "6 entries, 5 claims, 1 draft: no problems since HEAD; 1 older problem in other files\n", "",
    )  # fmt: skip
    assert run("check")[0] == 1
    briefing({"companies/new.yml": "{name: New, type: compny, summary: A firm.}"})
    status, out, _ = run("check", "--since", "HEAD")
    assert status == 1
    assert out.splitlines()[0].startswith("briefings/companies/new.yml:1:19: B305")
    assert out.endswith(": 1 error, 0 warnings since HEAD; 1 older problem in other files\n")
    briefing({"companies/old.yml": "{name: Older, type: compny, summary: A firm.}"})
    assert run("check", "--since", "HEAD")[1].count("B305") == 2, "the file has changed"


def test_what_a_change_breaks_elsewhere_is_new(run: Run, root: Path) -> None:
    (root / "docs").mkdir()
    (root / "docs/about.md").write_text("# About\n\n[[lantern]]\n")
    commit_files(root)
    (root / "briefings/companies/lantern.yml").unlink()
    status, out, _ = run("check", "--since", "HEAD", "--format", "json")
    assert status == 1
    assert {problem["file"] for problem in json.loads(out)} == {"briefings/claims/herald-money.yml", "docs/about.md"}


def test_json_has_only_new_problems(run: Run, briefing: Write, root: Path) -> None:
    briefing({"companies/old.yml": "{name: Old, type: compny, summary: A firm.}"})
    commit_files(root)
    assert run("check", "--since", "HEAD", "--format", "json") == (0, "[]\n", "")
