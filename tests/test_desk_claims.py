"""desk/server: a claim is suggested, checked, saved with its lock, edited, in conflict, and undone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from desk_project import ARTICLE, Asked, ask, make_desk_project, open_desk
from press.desk.server.app import DeskApp

PAGE = f"article/{ARTICLE}/"
SAVE = f"{PAGE}save"
VALUE = "Lantern had a value of US$90 million in April 2023."
FORM = {
    "text": VALUE, "kind": "figure", "at": "s9", "s": "9", "when": "2023-04",
    "subject": "Lantern", "property": "valuation", "value": "90 million USD",
}  # fmt: skip
CLAIMS = f"briefings/claims/{ARTICLE}.yml"
LOCKS = f"briefings/claims/{ARTICLE}.lock.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_desk_project(tmp_path / "project")


@pytest.fixture
def app(project: Path) -> DeskApp:
    return open_desk(project)


def read_base(page: Asked) -> dict[str, str]:
    """The hidden fields of the form of a page that say what it edits."""
    return {key: re.findall(rf'name="{key}" value="([^"]*)"', page.text)[0] for key in ("claim", "base")}


def check(project: Path) -> str:
    command = [sys.executable, "hooks", "check", "--strict", "--evidence", "evidence"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout if done.returncode else ""


def test_a_claim_and_its_lock_are_saved_together(app: DeskApp, project: Path) -> None:
    assert ask(app, SAVE, FORM).headers["Location"] == f"/golden/desk/{PAGE}?s=9&saved=1"
    assert (project / CLAIMS).read_text(encoding="utf-8") == (
        f"- id: valuation\n  text: {VALUE}\n  kind: figure\n  at: s9\n  when: 2023-04\n"
        "  subject: lantern\n  property: valuation\n  value: 90 million USD\n"
    )
    assert "compared: [amounts, dates, names]" in (project / LOCKS).read_text(encoding="utf-8")
    assert check(project) == ""
    page = ask(app, f"{PAGE}?s=9&saved=1").text
    assert "● Compared" in page
    assert "+  text: Lantern had a value" in page


def test_what_follows_from_a_sentence_is_filled_in(app: DeskApp) -> None:
    page = ask(app, f"{PAGE}?s=3&new=1").text
    assert 'name="said_by" value="Li Wen"' in page
    assert "from “Li Wen” in s3" in page
    assert 'name="at" value="s3"' in page
    assert re.search(r'name="when" value="2024[^"]*"', page)
    forecast = ask(app, f"{PAGE}?s=8&new=1").text
    assert re.search(r'value="forecast" checked', forecast)
    amount = ask(app, f"{PAGE}?s=9&new=1").text
    assert 'name="value" value="90 million USD"' in amount
    assert re.search(r'value="figure" checked', amount)


def test_a_claim_that_its_passage_contradicts_is_not_saved(app: DeskApp, project: Path) -> None:
    wrong = {**FORM, "text": VALUE.replace("90", "80")}
    answer = ask(app, SAVE, wrong)
    assert answer.status == 422
    assert "Nothing of yours is lost" in answer.text
    assert VALUE.replace("90", "80") in answer.text
    assert not (project / CLAIMS).exists()
    assert ask(app, SAVE, {**wrong, "action": "draft"}).status == 303
    assert "status: draft" in (project / CLAIMS).read_text(encoding="utf-8")
    assert not (project / LOCKS).exists()


def test_a_claim_in_the_wrong_place_is_told_the_right_one(app: DeskApp) -> None:
    answer = ask(app, f"{PAGE}check", {**FORM, "at": "s4"})
    assert "Contradicts s4" in answer.text
    assert 'data-move="s9"' in answer.text


def test_only_a_person_locks_what_no_rule_can_tell(app: DeskApp, project: Path) -> None:
    form = {"text": "People living nearby dislike its noise.", "kind": "opinion", "at": "s11", "s": "11"}
    assert ask(app, SAVE, form).status == 303
    assert not (project / LOCKS).exists()
    assert "not locked yet" in ask(app, f"{PAGE}?s=11&saved=1").text
    base = read_base(ask(app, f"{PAGE}?s=11&claim=people-living-nearby-dislike"))
    assert ask(app, SAVE, {**form, **base, "read": "1"}).status == 303
    assert re.search(r"read: \d{4}-\d\d-\d\d", (project / LOCKS).read_text(encoding="utf-8"))


def test_an_edit_keeps_every_other_byte(app: DeskApp, project: Path) -> None:
    written = f'# Ours.\n- id: valuation\n  text: "{VALUE}"  # as printed\n  kind: figure\n  at: s9\n  note: Kept.\n'
    written += "\n- {id: users, text: The firm counts 1.5 million users., kind: figure, at: s10}\n"
    (project / CLAIMS).write_text(written, encoding="utf-8")
    app = open_desk(project)
    base = read_base(ask(app, f"{PAGE}?s=9&claim=valuation"))
    form = {"text": VALUE, "kind": "figure", "at": "s9", "note": "Kept.", "when": "2023-04", "s": "9"}
    assert ask(app, SAVE, {**form, **base}).status == 303
    assert (project / CLAIMS).read_text(encoding="utf-8") == written.replace("at: s9\n", "at: s9\n  when: 2023-04\n")


def test_two_windows_never_lose_a_change(app: DeskApp, project: Path) -> None:
    ask(app, SAVE, FORM)
    base = read_base(ask(app, f"{PAGE}?s=9&claim=valuation"))
    path = project / CLAIMS
    path.write_text(path.read_text(encoding="utf-8") + "  note: From an editor.\n", encoding="utf-8")
    before = path.read_bytes()
    mine = "Lantern was thought to be worth US$90 million in April 2023."
    answer = ask(app, SAVE, {**FORM, **base, "text": mine})
    assert answer.status == 409
    assert path.read_bytes() == before
    assert mine in answer.text
    assert "From an editor." in answer.text
    fresh = read_base(answer)
    assert ask(app, SAVE, {**FORM, **fresh, "text": mine, "note": "From an editor."}).status == 303
    assert mine in path.read_text(encoding="utf-8")


def test_a_change_of_another_claim_is_no_conflict(app: DeskApp, project: Path) -> None:
    ask(app, SAVE, FORM)
    base = read_base(ask(app, f"{PAGE}?s=9&claim=valuation"))
    path = project / CLAIMS
    other = "- {id: users, text: The firm counts 1.5 million users., kind: figure, at: s10}\n"
    path.write_text(other + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert ask(app, SAVE, {**FORM, **base, "note": "Read twice."}).status == 303
    text = path.read_text(encoding="utf-8")
    assert text.startswith(other)
    assert "note: Read twice." in text


def test_the_last_saves_are_undone_in_turn(app: DeskApp, project: Path) -> None:
    ask(app, SAVE, FORM)
    first = (project / CLAIMS).read_bytes(), (project / LOCKS).read_bytes()
    ask(app, SAVE, {"text": "Lantern opened a Riverland shop in March 2024.", "kind": "event", "at": "s1", "s": "1"})
    assert ask(app, "undo", {}).status == 303
    assert ((project / CLAIMS).read_bytes(), (project / LOCKS).read_bytes()) == first
    assert ask(app, "undo", {}).status == 303
    assert not (project / CLAIMS).exists()
    assert not (project / LOCKS).exists()
    assert ask(app, "undo", {}).status == 409


def test_nothing_is_undone_that_changed_since(app: DeskApp, project: Path) -> None:
    ask(app, SAVE, FORM)
    path = project / CLAIMS
    path.write_text(path.read_text(encoding="utf-8") + "# Mine.\n", encoding="utf-8")
    assert ask(app, "undo", {}).status == 409
    assert path.read_text(encoding="utf-8").endswith("# Mine.\n")


def test_a_diff_is_shown_and_nothing_written(app: DeskApp, project: Path) -> None:
    answer = ask(app, SAVE, {**FORM, "action": "diff"})
    assert "Not written yet" in answer.text
    assert "+- id: valuation" in answer.text
    assert not (project / CLAIMS).exists()


def test_a_file_with_mistakes_is_not_written(app: DeskApp, project: Path) -> None:
    (project / CLAIMS).write_text("- {id: [\n", encoding="utf-8")
    answer = ask(app, SAVE, FORM)
    assert answer.status == 422
    assert "correct them first" in answer.text
    assert (project / CLAIMS).read_text(encoding="utf-8") == "- {id: [\n"


def test_an_unknown_name_becomes_another_name_of_an_entry(app: DeskApp, project: Path) -> None:
    form = {"name": "Copper Kettle", "entry": "Lantern", "kind": "short", "action": "alias", "s": "2"}
    assert "Copper Kettle</span> <span" in ask(app, f"{PAGE}?s=2").text
    assert ask(app, f"{PAGE}name", form).status == 303
    text = (project / "briefings/companies/lantern.yml").read_text(encoding="utf-8")
    assert text.startswith("# The maker.\n")
    assert f"{{text: Copper Kettle, kind: short, source: {ARTICLE}}}" in text
    assert "Copper Kettle → Lantern" in ask(app, f"{PAGE}?s=2").text


def test_a_word_that_is_no_name_is_left_alone(app: DeskApp) -> None:
    ask(app, f"{PAGE}name", {"name": "Copper Kettle", "action": "ignore", "s": "2"})
    assert "data-unknown" not in ask(app, f"{PAGE}?s=2").text


def test_a_suggestion_that_nobody_changed_follows_the_text(app: DeskApp, project: Path) -> None:
    form = {"text": "Lantern had a value of US$90 million in April 2023.", "kind": "event", "at": "s9", "s": "9"}
    guessed = {"when": "2024-04-12", "guessed_when": "2024-04-12", "guessed_kind": "event"}
    answer = ask(app, f"{PAGE}check", {**form, **guessed}).text
    assert 'data-suggest="when" data-value="2023-04"' in answer
    assert 'data-suggest="kind" data-value="figure"' in answer
    changed = ask(app, f"{PAGE}check", {**form, **guessed, "when": "2023"}).text
    assert 'data-suggest="when"' not in changed
    assert ask(app, SAVE, {**form, **guessed}).status == 303
    assert "when: 2023-04\n" in (project / CLAIMS).read_text(encoding="utf-8")


def test_a_refused_form_still_leads_to_its_article(app: DeskApp) -> None:
    """Its address is not that of the article, so no link of it may be relative."""
    answer = ask(app, SAVE, {**FORM, "text": VALUE.replace("90", "80")})
    assert 'href="?' not in answer.text
    assert f'href="/golden/desk/{PAGE}?s=10"' in answer.text
