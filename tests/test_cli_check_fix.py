"""`python hooks check --fix`: what has one right answer is cured, and checked again before it is written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from edited_project import Run, list_problems, project, read_files, run
from mistakes import MISTAKES, lay_mistake
from press.desk.editing.changes import ChangeSet
from press.desk.editing.cures import CURABLE, cure_problems
from press.desk.editing.trial import Documents, Trial
from press.library.briefing import Briefing
from press.problem import Code, Problem

__all__ = ["project", "run"]


def cure(root: Path) -> tuple[list[Problem], list[Problem]]:
    """(problems, those that were cured) of a project; what cures them is written."""
    (root / "docs").mkdir(exist_ok=True)
    trial = Trial(Briefing(root), Documents(root, root / "docs", is_trusted=False))
    changes = ChangeSet(root, "a test")
    _, cured = cure_problems(trial, changes)
    changes.apply()
    return trial.problems, cured


@pytest.mark.slow
def test_every_problem_of_the_bad_briefings_with_one_right_answer_is_cured(tmp_path: Path) -> None:
    counts: Counter[Code] = Counter()
    for mistake in MISTAKES:
        root = tmp_path / mistake
        lay_mistake(mistake, root)
        problems, cured = cure(root)
        assert [each for each in problems if each.fix and each not in cured] == []
        left = list_problems(root)
        assert [each for each in left if each in cured] == []
        counts.update(each.code for each in cured)
    assert counts.keys() == CURABLE - {Code.UNKNOWN_FIELD}
    assert counts.total() >= 70


CLAIMS = """\
# Our claims.
- id: lamp  # the first
  Text: Lanturn sells lamps, as [[lamp-works|they]] say.
  kind: Event
  said-by: ann-writer
  when: 18 April 2023   # the day
  translated: yes
  at: sentence 4
  about: [lamp-works]

- id: worth
  text: Lantern is valued at US$1 billion in 2023.
  kind: figure
  subject: lamp-works
  property: valuation
  value: $1bn  # as printed
  when: '2023/04'
"""


def test_cures_keep_everything_else(project: Path, run: Run) -> None:
    file = project / "briefings/claims/gazette-reprint.yml"
    file.write_bytes(CLAIMS.replace("\n", "\r\n").encode())
    (project / "docs/more.md").write_text("See [[lamp-works]] and [[lamp-works|it]]: `[[lamp-works]]`.\n")
    status, printed, errors = run("check", "--fix")
    assert (status, errors) == (0, ""), printed
    expected = CLAIMS.replace("Text:", "text:").replace("Lanturn", "Lantern & Co").replace("lamp-works", "lantern")
    for seen, right in {
        "Event": "event", "said-by": "said_by", "18 April 2023": "2023-04-18", "yes": "true", "sentence 4": "s4",
        "$1bn": "1 billion USD", "2023/04": "2023-04",
    }.items():  # fmt: skip
        expected = expected.replace(seen, right)
    assert file.read_bytes() == expected.replace("\n", "\r\n").encode()
    assert (project / "docs/more.md").read_text() == "See [[lantern]] and [[lantern|it]]: `[[lamp-works]]`.\n"
    assert "briefings/claims/gazette-reprint.yml:3:3: B302 cured: unknown field 'Text' of a claim\n" in printed
    assert run("check", "--fix")[1].splitlines() == run("check")[1].splitlines()


def test_a_dry_run_shows_what_would_change(project: Path, run: Run) -> None:
    lock = project / "briefings/claims/herald-launch.lock.yml"
    lock.write_text(lock.read_text("utf-8") + "# by hand\n", "utf-8")
    (project / "briefings/claims/gazette-reprint.yml").write_text(CLAIMS)
    before = read_files(project)
    status, printed, _ = run("check", "--fix", "--dry-run")
    assert status == 1
    assert "B317 can be cured: when: '18 April 2023' is not a date\n" in printed
    assert "\n+  when: 2023-04-18   # the day\n" in printed
    assert read_files(project) == before
    assert run("check", "--dry-run")[:1] == (2,)


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, text: 'Two dates.', kind: event, when: 04/05/2023}\n",
        "- {id: a, text: 'A near word.', kind: evnt}\n",
        "- {id: a, text: 'A near id.', kind: event, about: [lantren]}\n",
        "- {id: a, text: 'A place.', kind: event, at: 4}\n",
    ],
)
def test_what_is_only_likely_is_left_to_a_person(project: Path, run: Run, text: str) -> None:
    (project / "briefings/claims/gazette-reprint.yml").write_text(text)
    before = read_files(project)
    assert run("check", "--fix")[0] == 1
    assert read_files(project) == before


def test_what_cannot_be_edited_hinders_no_other_cure(project: Path, run: Run) -> None:
    (project / "real.md").write_text("See [[lamp-works]].\n")
    (project / "docs/linked.md").symlink_to(project / "real.md")
    (project / "docs/plain.md").write_text("See [[lamp-works]].\n")
    assert run("check", "--fix")[0] == 0
    assert (project / "docs/plain.md").read_text() == "See [[lantern]].\n"
    assert (project / "real.md").read_text() == "See [[lamp-works]].\n"


def test_a_line_is_not_repaired_into_something_else(project: Path, run: Run) -> None:
    file = project / "briefings/claims/gazette-reprint.yml"
    file.write_text("- {id: a, text: One and [[lantern]]., kind: event}\n")
    assert run("check", "--fix")[0] == 1
    assert file.read_text() == "- {id: a, text: One and [[lantern]]., kind: event}\n"


def test_a_field_that_is_there_already_is_left_to_a_person(project: Path, run: Run) -> None:
    file = project / "briefings/claims/gazette-reprint.yml"
    file.write_text("- {id: a, text: 'Lanturn and [[lamp-works]].', kind: event, Kind: event, when: 18 April 2023}\n")
    assert run("check", "--fix")[0] == 1
    expected = "- {id: a, text: 'Lantern & Co and [[lantern]].', kind: event, Kind: event, when: 2023-04-18}\n"
    assert file.read_text() == expected


def test_lines_that_are_not_yaml_are_repaired_and_the_rest_is_cured_too(project: Path, run: Run) -> None:
    file = project / "briefings/claims/gazette-reprint.yml"
    file.write_text("- id: a\n  text: One: two.\n  kind：event\n  when: 2023/04\n")
    assert run("check", "--fix")[0] == 0
    assert file.read_text() == '- id: a\n  text: "One: two."\n  kind: event\n  when: 2023-04\n'
