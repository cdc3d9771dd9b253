"""`python hooks new`: a file of every kind, which passes the check once its blanks are filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edited_project import Run, list_problems, project, read_files, run
from press.content.kinds import KINDS
from press.content.kinds.models import model_of
from press.content.validation import validate
from press.content.yaml_source import parse_yaml
from press.desk.editing.ids import make_id
from press.desk.editing.new_entries import format_entry

__all__ = ["project", "run"]

FILLED = {
    "summary": "Maker of lamps.",
    "type": "start-up",
    "short": "Light for all.",
    "question": "Which light?",
    "publisher": "herald",
    "url": "https://herald.example/light",
    "published": "2023-04",
    "date": "2023-07-01",
    "covers": "2023",
    "standfirst": "On light.",
    "lead": "Two lights.",
    "entries": "[lantern, herald]",
    "rows": "[{label: Worth, property: valuation}]",
}


def fill(text: str) -> str:
    """The text of a new file with a value in each blank."""
    text = re.sub(
        r"^(\w+):$", lambda match: f"{match[1]}: {FILLED.get(match[1], '')}".rstrip(), text, flags=re.MULTILINE
    )
    return re.sub(r"^  -$", "  - Light is sold.", text, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_passes_the_check_once_it_is_filled(project: Path, run: Run, kind: str) -> None:
    before = list_problems(project)
    status, printed, errors = run("new", kind, "A lighter: light")
    file = f"briefings/{KINDS[kind].folder}/a-lighter-light.yml"
    assert (status, printed, errors) == (0, f"{file}: written\n", "")
    blanks = list_problems(project)
    assert {str(problem.code) for problem in blanks if problem not in before} <= {"B107", "B302"}
    path = project / file
    path.write_text(fill(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert list_problems(project) == before


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_kind_is_there_and_its_example_is_right(kind: str) -> None:
    text = fill(format_entry(KINDS[kind], "Light"))
    whole = re.sub(r"^# (\w+: .*)$", r"\1", text, flags=re.MULTILINE)
    node, problems = parse_yaml(whole, "x.yml")
    assert problems == []
    assert node is not None
    data, problems = validate(model_of(KINDS[kind]), node, "x.yml", "it")
    assert [str(problem) for problem in problems] == []
    assert data is not None
    assert data.model_fields_set == set(model_of(KINDS[kind]).model_fields)


def test_a_new_file_says_where_its_schema_is_and_what_its_fields_are() -> None:
    lines = format_entry(KINDS["company"], "Light").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../../.schemas/company.json"
    assert "# sort: Lantern  # The order in the index, where the usual one is wrong: `Gogh Vincent`." in lines


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Müller & Co.", "company", "muller-co"),
        ("Østerberg's Łódź", "company", "osterbergs-lodz"),
        ("王慧文", "person", "wang-huiwen"),
        ("曾国藩", "person", "zeng-guofan"),
        ("欧阳修", "person", "ouyang-xiu"),
        ("吕布", "person", "lv-bu"),
        ("光年之外", "company", "guangnian-zhiwai"),
        ("百度", "company", "baidu"),
        ("小红书", "company", "xiaohongshu"),
        ("01.AI 零一万物", "company", "01-ai-lingyi-wanwu"),
        ("Ｆｕｌｌ Ｗｉｄｔｈ", "term", "full-width"),
        ("x" * 90, "term", "x" * 80),
        ("word " * 30, "term", "-".join(["word"] * 16)),
        ("Юрий", "person", ""),
    ],
)
def test_ids_are_made_from_names(name: str, kind: str, expected: str) -> None:
    assert make_id(name, kind) == expected


def test_nothing_is_overwritten_and_near_names_are_shown(project: Path, run: Run) -> None:
    before = read_files(project)
    assert "'big-river' is already used by briefings/companies/big-river.yml" in run("new", "company", "Big River")[2]
    assert "'LampWorks' is already in briefings/companies/lantern.yml" in run("new", "company", "LampWorks")[2]
    assert "no id can be made from 'Юрий': give one with --id" in run("new", "person", "Юрий")[2]
    assert "'Юрий Б' is not a valid id" in run("new", "person", "Юрий", "--id", "Юрий Б")[2]
    assert run("new", "planet", "Mars")[0] == 2
    assert read_files(project) == before
    assert run("new", "person", "Ann Wryter")[:2] == (
        0,
        "briefings/people/ann-wryter.yml: written\nnear: 'Ann Writer' (briefings/people/ann-writer.yml)\n",
    )
    assert run("new", "company", "Lamp Works", "--id", "lamp-works-2")[0] == 0


def test_a_dry_run_shows_the_file(project: Path, run: Run) -> None:
    before = read_files(project)
    status, patch, _ = run("new", "person", "王慧文", "--dry-run")
    assert status == 0
    assert "+++ b/briefings/people/wang-huiwen.yml\n" in patch
    assert "\n+name: 王慧文\n" in patch
    assert read_files(project) == before
