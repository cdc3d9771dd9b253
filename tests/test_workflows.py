"""What the forge runs and shows: workflows, the scripts that they call, issue forms, and hooks of pre-commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from briefing_files import Files, write_files
from press.content.kinds.claim import ClaimKind
from press.content.kinds.entries import Company
from press.site.settings import CLAIM_FORM, COMPANY_FORM, REPORT_FORM
from repository import commit_files

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = {path.name: path for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")) if path.stem != "config"}
NEEDS_TOKEN = {"publish.yml", "release.yml", "weekly.yml"}
"""The workflows in which a job may write: none of them is started by a pull request."""


def read(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def list_steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", ())]


# Workflows


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_pinned_by_its_commit(path: Path) -> None:
    for step in list_steps(read(path)):
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
    for line in path.read_text(encoding="utf-8").splitlines():
        if "uses:" in line and "@" in line:
            assert re.search(r" # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_pull_request_gets_no_secret_and_no_right_to_write(path: Path) -> None:
    workflow = read(path)
    triggers = workflow[True]  # YAML 1.1 reads `on` so
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in triggers
    assert "secrets." not in path.read_text(encoding="utf-8")
    writes = [job for job in workflow["jobs"].values() if "write" in job.get("permissions", {}).values()]
    assert not writes or (path.name in NEEDS_TOKEN and "pull_request" not in triggers)
    for step in list_steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    for job in workflow["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 30


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_text_of_a_stranger_is_run(path: Path) -> None:
    for step in list_steps(read(path)):
        for given in re.findall(r"\$\{\{(.*?)\}\}", step.get("run", "")):
            assert "github.event_name" in given, given


def test_only_what_is_not_content_needs_the_tests() -> None:
    jobs = read(ROOT / ".github/workflows/check.yml")["jobs"]
    assert {name for name, job in jobs.items() if job.get("if") == "needs.changes.outputs.code == 'true'"} == {
        "tests", "canary",
    }  # fmt: skip
    assert jobs["briefing"]["timeout-minutes"] <= 10 and "needs" not in jobs["briefing"]


# Scripts

GENERATOR: Files = {
    "hooks/press.py": "",
    "briefings/companies/lantern.yml": "{name: Lantern, type: company, summary: A firm.}",
    "docs/about.md": "# About\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A committed project with the scripts."""
    write_files(tmp_path, GENERATOR)
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    commit_files(tmp_path)
    return tmp_path


def run_script(project: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHON": f"{sys.executable}", "NO_MKDOCS_2_WARNING": "1"}
    command = [str(project / ".ci" / arguments[0]), *arguments[1:]]
    return subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"briefings/companies/lantern.yml": "{name: Lantern, type: company, summary: A maker.}"}, "false"),
        ({"docs/about.md": "# About us\n", "words.yml": "report: Tell us\n"}, "false"),
        ({"docs/about.md": "# About us\n", "hooks/press.py": "x = 1\n"}, "true"),
        ({"mkdocs.yml": "site_name: A\n"}, "true"),
        ({"docs.py": ""}, "true"),
        ({}, "false"),
    ],
)
def test_whether_code_changed(project: Path, changes: Files, expected: str) -> None:
    write_files(project, changes)
    commit_files(project)
    assert run_script(project, "changed", "HEAD~1") == f"code={expected}\n"


def test_what_git_cannot_compare_is_code(project: Path) -> None:
    assert run_script(project, "changed") == run_script(project, "changed", "nowhere") == "code=true\n"


def test_the_summary_says_what_changes_for_a_reader(project: Path) -> None:
    shutil.rmtree(project / "hooks")
    (project / "hooks").symlink_to(ROOT / "hooks")
    write_files(project, {"briefings/companies/lamp.yml": "{name: Lamp, type: company, summary: A firm.}"})
    commit_files(project)
    assert run_script(project, "summary", "HEAD~1") == (
        "## What changes for a reader\n\nEntries added: 1\n\n### Entries added\n\n- `lamp`\n    - now: `Lamp`\n\n"
        "- 2 entries, 0 claims: no problems\n"
    )


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("v1.2.0", (0, "### Added\n\n- A thing.\n", "")),
        ("v1.2.1", (1, "", "the tag is v1.2.1, but VERSION in hooks/press/content/version.py is 1.2.0\n")),
    ],
)
def test_the_notes_of_a_release(project: Path, tag: str, expected: tuple[int, str, str]) -> None:
    write_files(project, {
        "hooks/press/content/version.py": 'VERSION = "1.2.0"\n',
        "CHANGELOG.md": "# Changelog\n\n## 1.2.0 (2026-12-01)\n\n### Added\n\n- A thing.\n\n## 1.1.0\n\n- Another.\n",
    })  # fmt: skip
    command = [str(project / ".ci/release-notes"), tag]
    done = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == expected


# Issue forms


def test_the_forms_that_pages_link_to_have_the_fields_that_are_filled_in() -> None:
    fields = {name: {item.get("id") for item in read(path)["body"]} for name, path in FORMS.items()}
    assert "address" in fields[REPORT_FORM]
    assert {"about", "article"} <= fields[CLAIM_FORM]
    assert COMPANY_FORM in fields


@pytest.mark.parametrize("path", FORMS.values(), ids=lambda path: path.name)
def test_a_form_is_one_that_the_forge_accepts(path: Path) -> None:
    """https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests"""
    form = read(path)
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "title", "labels", "body"}
    names = [item["id"] for item in form["body"] if "id" in item]
    assert len(names) == len(set(names))
    for item in form["body"]:
        assert item["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
        assert item["type"] == "markdown" or item["attributes"]["label"]
        assert all(isinstance(option, str) for option in item["attributes"].get("options", ()))


def test_the_forms_offer_what_the_models_accept() -> None:
    def options(form: str, field: str) -> list[str]:
        return next(item["attributes"]["options"] for item in read(FORMS[form])["body"] if item.get("id") == field)

    assert options(CLAIM_FORM, "kind") == list(get_args(ClaimKind))
    assert options(COMPANY_FORM, "type") == list(get_args(Company.model_fields["type"].annotation))


def test_hooks_of_pre_commit_are_local() -> None:
    repositories = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    assert {hook["language"] for hook in repositories[0]["hooks"]} == {"system", "fail"}
