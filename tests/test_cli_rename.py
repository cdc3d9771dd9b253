"""`python hooks rename`: nothing dangles, nothing else changes, and the old id leads on."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from edited_project import Run, find_dangling, list_problems, project, read_files, run
from golden_site import PROJECT
from press.content.evidence import hash_text, normalize
from press.library.briefing import Briefing

__all__ = ["project", "run"]

ENTRIES = sorted(
    path.stem
    for path in (PROJECT / "briefings").glob("*/*.yml")
    if path.parent.name != "claims" and "moved_to" not in path.read_text(encoding="utf-8")
)
CLAIMS = (
    "herald-launch/founding",
    "herald-launch/valuation",
    "gazette-price/founding",
    "gazette-price/april-valuation",
)


@pytest.mark.parametrize("old", [*ENTRIES, *CLAIMS])
def test_every_kind_of_entry_and_every_claim(project: Path, run: Run, old: str) -> None:
    before = [str(problem.code) for problem in list_problems(project)]
    article = old.partition("/")[0] if "/" in old else ""
    status, printed, errors = run("rename", old, "fresh-name")
    assert (status, errors) == (0, ""), printed
    new = f"{article}/fresh-name" if article else "fresh-name"
    assert [str(problem.code) for problem in list_problems(project)] == before
    briefing = Briefing(project)
    briefing.check()
    library = briefing.library
    assert library.holds(new)
    assert library.resolve(old) == new
    assert find_dangling(project, old) == []


def test_references_of_every_form_follow(project: Path, run: Run) -> None:
    before = read_files(project)
    run("rename", "lantern", "lantern-labs")
    after = read_files(project)
    page = before["docs/about.md"].decode()
    assert after["docs/about.md"].decode() == (
        page.replace("[[lantern", "[[lantern-labs").replace("s/lantern", "s/lantern-labs")
    )
    claims = before["briefings/claims/gazette-price.yml"]
    assert after["briefings/claims/gazette-price.yml"] == (
        claims.replace(b": lantern\r", b": lantern-labs\r").replace(b": lantern  #", b": lantern-labs  #")
    )
    assert after["briefings/companies/lantern-labs.yml"] == before["briefings/companies/lantern.yml"]
    assert after["briefings/companies/lantern.yml"] == b"moved_to: lantern-labs\n"
    assert after["briefings/companies/lamp-works.yml"] == b"moved_to: lantern-labs\n"
    untouched = [name for name in before if b"lantern" not in before[name]]
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_a_page_that_is_a_link_is_changed_where_it_leads(project: Path, run: Run) -> None:
    (project / "README.md").write_text("See [[lantern]].\n")
    (project / "docs/readme.md").symlink_to("../README.md")
    assert run("rename", "lantern", "lantern-labs")[0] == 0
    assert (project / "README.md").read_text() == "See [[lantern-labs]].\n"
    assert (project / "docs/readme.md").is_symlink()


def test_an_article_takes_its_claims_its_locks_and_its_text_with_it(project: Path, run: Run) -> None:
    before = read_files(project)
    assert run("rename", "herald-launch", "herald-start")[0] == 0
    after = read_files(project)
    assert after["briefings/claims/herald-start.lock.yml"] == before["briefings/claims/herald-launch.lock.yml"]
    assert after["evidence/herald-start.txt"] == before["evidence/herald-launch.txt"]
    assert "briefings/claims/herald-launch.lock.yml" not in after
    retired = b"- {id: old-founding, moved_to: founding}\n"
    claims = before["briefings/claims/herald-launch.yml"]
    assert after["briefings/claims/herald-start.yml"] == claims.replace(retired, b"")
    assert b"- {id: valuation, moved_to: herald-start/valuation}\n" in after["briefings/claims/herald-launch.yml"]
    assert b"- {id: old-founding, moved_to: herald-start/founding}\n" in after["briefings/claims/herald-launch.yml"]
    assert b"[@herald-start/valuation]" in after["docs/about.md"]
    assert b"../claims/herald-start/valuation/" in after["docs/about.md"]


def test_a_claim_keeps_its_lock_and_its_feed_id(project: Path, run: Run) -> None:
    assert run("rename", "herald-launch/founding", "start")[0] == 0
    claims = (project / "briefings/claims/herald-launch.yml").read_text(encoding="utf-8")
    assert "- id: start\n  text: Li Wen announces" in claims
    assert "- id: founding\n  moved_to: start\n" in claims
    assert "{id: old-founding, moved_to: start}" in claims
    assert "\n  start:\n" in (project / "briefings/claims/herald-launch.lock.yml").read_text(encoding="utf-8")
    assert "W210" not in run("check")[1]


@pytest.mark.parametrize(("old", "new"), [("lantern", "labs"), ("herald-launch", "start"), ("gazette-price", "price")])
def test_a_claim_whose_text_names_the_id_stays_checked(project: Path, run: Run, old: str, new: str) -> None:
    claims = project / "briefings/claims/herald-launch.yml"
    before = "Li Wen announces Lantern, a start-up for chat models."
    after = "Li Wen announces [[lantern|Lantern]] [@gazette-price/valuation] [@herald-launch/valuation]."
    locks = claims.with_suffix(".lock.yml")
    claims.write_text(claims.read_text("utf-8").replace(before, f"'{after}'"), "utf-8")
    assert hash_text(normalize(before)) in locks.read_text("utf-8")
    locks.write_text(
        locks.read_text("utf-8").replace(hash_text(normalize(before)), hash_text(normalize(after))), "utf-8"
    )
    states = find_states(project)
    assert states["compared"] == 2
    assert run("rename", old, new)[0] == 0
    assert find_states(project) == states


def find_states(project: Path) -> Counter[str]:
    briefing = Briefing(project)
    briefing.check()
    return Counter(briefing.library.evidence_state(claim_id) for claim_id in briefing.library.locks)


def test_what_a_person_has_to_do_is_noted(project: Path, run: Run) -> None:
    (project / "mkdocs.yml").write_text("site_name: A\nnav: [editions/first.md, editions/first-light.md]\n")
    (project / "docs/assets/cards").mkdir(parents=True)
    assert run("rename", "first", "opening")[2] == (
        "mkdocs.yml names 'editions/first': write 'editions/opening' there\n"
        "the share card of the edition has to be drawn again: 'make cards'\n"
    )


def test_a_draft_leaves_nothing_behind(project: Path, run: Run) -> None:
    claims = project / "briefings/claims/herald-launch.yml"
    claims.write_text(claims.read_text(encoding="utf-8") + "- {id: idea, text: An idea., kind: plan, status: draft}\n")
    assert run("rename", "herald-launch/idea", "thought")[0] == 0
    assert "idea, moved" not in claims.read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing_and_shows_what_git_would_apply(project: Path, run: Run) -> None:
    before = read_files(project)
    status, patch, _ = run("rename", "herald-launch", "herald-start", "--dry-run")
    assert status == 0
    assert read_files(project) == before
    run("rename", "herald-launch", "herald-start")
    renamed = read_files(project)
    for name in renamed:
        (project / name).unlink()
    for name, data in before.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(data)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=project, input=patch.encode(), check=True)
    assert read_files(project) == renamed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lanterm", "x"), "there is no entry 'lanterm'\n    did you mean 'lantern'?"),
        (("lamp-works", "x"), "'lamp-works' is retired: it leads to 'lantern'"),
        (("lantern", "herald"), "the id 'herald' is already used: choose another"),
        (("lantern", "lamp-works"), "the id 'lamp-works' is retired, and is never used again: choose another"),
        (("lantern", "Lantern Labs"), "'Lantern Labs' is not a valid id\n    did you mean 'lantern-labs'?"),
        (("lantern", "index"), "the id 'index' is reserved\n    choose another"),
        (("herald-launch/users", "gazette-price/users"), "a claim stays with its article"),
        (("herald-launch/founding", "valuation"), "the id 'herald-launch/valuation' is already used"),
        (("herald-launch/foundin", "x"), "did you mean 'herald-launch/founding'?"),
    ],
)
def test_what_cannot_be_renamed(project: Path, run: Run, arguments: tuple[str, str], message: str) -> None:
    before = read_files(project)
    status, _, errors = run("rename", *arguments)
    assert status == 1
    assert message in errors
    assert read_files(project) == before


def test_a_file_with_mistakes_that_names_the_id_is_refused(project: Path, run: Run) -> None:
    (project / "briefings/people/bad.yml").write_text("name: a: b [[lantern]]\n")
    status, _, errors = run("rename", "lantern", "lantern-labs")
    assert status == 1
    assert "briefings/people/bad.yml has mistakes; correct them first:\nbriefings/people/bad.yml:1:" in errors
