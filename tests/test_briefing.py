"""library/briefing.py: mistakes come and go with the files that contain them, whatever was known before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing_files import Files, Write
from mistakes import BAD, BASE, MISTAKES, ONLY_IN_CHECK, lay_mistake, read_expected_problems
from press.incremental import Store
from press.library.briefing import Briefing
from press.problem import Problem, select_errors
from press.publish.save import save


def take_back_mistake(mistake: str, project: Path) -> None:
    """Replaces the files of one mistake with those of the base."""
    for path in sorted((BAD / mistake).rglob("*"), reverse=True):
        laid = project / "briefings" / path.relative_to(BAD / mistake)
        good = BASE / path.relative_to(BAD / mistake)
        if laid.is_symlink() or laid.is_file():
            laid.unlink()
            if good.is_file():
                shutil.copy(good, laid)
        elif laid.is_dir() and not good.is_dir():
            laid.rmdir()


def join_lines(problems: list[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def read_expected_of_build(mistake: str) -> str:
    """What a build says of the mistake, word for word."""
    return "" if mistake in ONLY_IN_CHECK else read_expected_problems(mistake)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "briefings")
    return tmp_path


def replace_with_mistake(mistake: str, project: Path) -> None:
    """Replaces whatever is there with the base and one mistake."""
    shutil.rmtree(project / "briefings")
    lay_mistake(mistake, project)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_comes_and_goes_in_one_process(mistake: str, project: Path) -> None:
    """As in `mkdocs serve`: a briefing with errors is rejected, and the next one is compared with the last good one."""
    briefing = Briefing(project)
    assert briefing.refresh() == []
    for _ in range(2):
        replace_with_mistake(mistake, project)
        assert join_lines(briefing.refresh()) == read_expected_of_build(mistake)
        take_back_mistake(mistake, project)
        assert briefing.refresh() == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_comes_and_goes_over_several_runs(mistake: str, project: Path, tmp_path: Path) -> None:
    """As in `hooks check`, which also remembers what is wrong."""
    path = tmp_path / "cache" / "check.db"

    def check() -> str:
        store = Store(path) if path.is_file() else None
        briefing = Briefing(project, store=store)
        found = join_lines(briefing.check())
        if "B203" not in found:
            assert save(briefing, path)
        if store:
            store.close()
        return found

    assert check() == ""
    for _ in range(2):
        replace_with_mistake(mistake, project)
        assert check() == read_expected_problems(mistake)
        assert check() == read_expected_problems(mistake), "nothing was edited in between"
        take_back_mistake(mistake, project)
        assert check() == ""


@pytest.mark.parametrize("step", [1, -1])
def test_one_mistake_after_another(step: int, project: Path) -> None:
    briefing = Briefing(project)
    briefing.refresh()
    for mistake in MISTAKES[::step]:
        replace_with_mistake(mistake, project)
        assert join_lines(briefing.refresh()) == read_expected_of_build(mistake), mistake


COMPANY = "name: {0}\ntype: company\nsummary: A firm.\n"
TWINS: Files = {
    "companies/lamp.yml": COMPANY.format("Lamp"),
    "companies/lamp-too.yml": COMPANY.format("Lamp"),
    "people/ann.yml": "name: Ann\nsummary: She likes Lanturn and Lamp.\n",
}
TWICE = [
    "briefings/companies/lamp-too.yml:1:7: W402 'Lamp' is also a name of 'lamp'; it will not link",
    "briefings/companies/lamp.yml:1:7: W402 'Lamp' is also a name of 'lamp-too'; it will not link",
]


def heads(problems: list[Problem]) -> list[str]:
    return [str(problem).split("\n")[0] for problem in problems]


@pytest.mark.parametrize(
    "edit",
    [
        {"companies/lamp.yml": "name: [\n"},
        {"companies/lamp.yml": COMPANY.format("Glow") + "see: [nobody]\n"},
        {"companies/lamp.yml": COMPANY.format("Lamp") + "names: [{text: Lanturn, kind: misprint, source: nobody}]\n"},
        {"companies/more.yml": COMPANY.format("Lamp") + "see: [nobody]\n"},
        {"companies/ann.yml": COMPANY.format("Ann too")},
        {"terms/lamp.yml": "name: Lamp\n", "people/ann.yml": "name: Lamp\nsummary: [\n"},
    ],
)
@pytest.mark.parametrize("told_which", [True, False])
def test_a_rejected_edit_that_is_undone_leaves_no_trace(briefing: Write, edit: Files, told_which: bool) -> None:
    """The edit is undone byte for byte, so that nothing differs from what was last read."""
    root = briefing(TWINS)
    known = Briefing(root)
    assert heads(known.refresh()) == TWICE
    paths = [root / "briefings" / name for name in edit]
    files = [f"briefings/{name}" for name in edit] if told_which else None
    for _ in range(2):
        before = {path: path.read_bytes() if path.is_file() else None for path in paths}
        briefing(edit)
        assert select_errors(known.refresh(files))
        for path, data in before.items():
            path.unlink()
            if data is not None:
                path.write_bytes(data)
        assert heads(known.refresh(files)) == TWICE
    briefing({"companies/lamp.yml": COMPANY.format("Glow")})
    assert known.refresh() == []


TRIED: list[Files] = [
    {"companies/lamp.yml": "name: [\n"},
    {"companies/lamp.yml": COMPANY.format("Glow")},
    {"companies/lamp.yml": COMPANY.format("Lamp") + "see: [nobody]\n"},
    {"companies/more.yml": COMPANY.format("Lanturn")},
    {"people/ann.yml": "name: Lamp\nsummary: She likes lamps.\n"},
]


@pytest.mark.parametrize("edit", TRIED)
def test_a_trial_says_what_an_edit_would_and_leaves_no_trace(briefing: Write, edit: Files, tmp_path: Path) -> None:
    known = Briefing(briefing(TWINS))
    known.refresh()
    changed = {f"briefings/{name}": tmp_path / "laid" / name for name in edit}
    for path, text in zip(changed.values(), edit.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for _ in range(2):
        tried = known.try_files(dict(changed))
        assert heads(known.refresh()) == TWICE
        assert known.library.entry("ann").data.summary == "She likes Lanturn and Lamp."
        assert "more" not in known.library.entries
    briefing(edit)
    assert select_errors(tried) == select_errors(known.refresh())
    briefing({**TWINS, "companies/lamp.yml": COMPANY.format("Glow"), "companies/more.yml": COMPANY.format("More")})
    assert known.refresh() == []


def test_only_the_files_named_are_looked_at(briefing: Write) -> None:
    root = briefing(TWINS)
    known = Briefing(root)
    known.refresh()
    briefing({"companies/lamp.yml": COMPANY.format("Glow"), "people/ann.yml": "name: Ann\nsummary: New.\n"})
    assert known.refresh(["briefings/companies/lamp.yml"]) == []
    assert known.files_read == 1
    assert known.library.entry("ann").data.summary.endswith("Lamp.")
    known.refresh()
    assert (known.files_read, known.library.entry("ann").data.summary) == (1, "New.")


def test_misplaced_files_stay_reported_while_single_files_change(briefing: Write) -> None:
    root = briefing({"companies/lamp.yml": COMPANY.format("Lamp"), "compnies/glow.yml": COMPANY.format("Glow")})
    known = Briefing(root)
    assert [problem.code for problem in known.refresh()] == ["B110"]
    briefing({"companies/lamp.yml": COMPANY.format("Lamp too")})
    assert [problem.code for problem in known.refresh(["briefings/companies/lamp.yml"])] == ["B110"]
    (root / "briefings/compnies").rename(root / "briefings/products")
    (root / "briefings/products/glow.yml").write_text("{name: Glow, summary: A thing.}")
    assert known.refresh(["briefings/products/glow.yml"]) == []
