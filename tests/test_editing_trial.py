"""What a change would break is known before it is written."""

from __future__ import annotations

from pathlib import Path

from briefing_files import Write
from press.desk.editing.changes import ChangeSet
from press.desk.editing.trial import Documents, Trial
from press.library.briefing import Briefing

FILES = {
    "people/ann.yml": "name: Ann Li\nsummary: A person who knows [[bo]].\n",
    "people/bo.yml": "{name: Bo Li, summary: A person., colour: red}",
    "people/cy.yml": "{name: Cy Li, summary: A person., see: [bo, di]}",
}


def open_trial(root: Path) -> Trial:
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/page.md").write_text("See [[ann]].\n")
    return Trial(Briefing(root), Documents(root, root / "docs", is_trusted=False))


def test_only_what_is_new_is_a_problem(briefing: Write) -> None:
    root = briefing(FILES)
    trial = open_trial(root)
    changes = ChangeSet(root, "a test")
    assert len(trial.problems) == 2
    assert trial.try_changes(changes) == []
    changes.replace("briefings/people/cy.yml", "# More.\n{name: Cy Li, summary: A person., see: [bo, di, ed]}")
    changes.delete("briefings/people/ann.yml")
    assert [str(problem).partition("\n")[0] for problem in trial.try_changes(changes)] == [
        "briefings/people/cy.yml:2:49: B201 see 'ed' is not an entry",
        "docs/page.md:1:5: B201 reference 'ann' is not an entry",
    ]
    assert (root / "briefings/people/ann.yml").exists()


def test_a_problem_that_names_the_old_id_is_not_new(briefing: Write) -> None:
    twin = "{name: Bo Li, summary: A.}"
    root = briefing({**FILES, "people/bo.yml": twin, "people/ed.yml": twin})
    trial = open_trial(root)
    changes = ChangeSet(root, "a test")
    changes.rename("briefings/people/ed.yml", "briefings/people/fay.yml")
    assert any("ed" in problem.what for problem in trial.problems)
    assert trial.try_changes(changes, {"ed": "fay"}) == []
