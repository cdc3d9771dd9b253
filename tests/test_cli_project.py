"""cli/project and cli/__init__: the commands read mkdocs.yml as the build does, and print on any terminal."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import write_files
from press.cli import COMMANDS, main

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
LANTERN = "{name: Lantern, summary: A firm., type: company}"
MISTAKE = "{name: Lantern, summary: A firm., type: compny}"
SETTINGS = """\
site_name: Lamps
site_url: https://lamps.example/
theme: {name: material, custom_dir: hooks/theme}
extra: {briefing: {schema_version: 1}}
"""

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """`check(files, *arguments)`: the exit status and what is printed on both streams, for a project of these files."""

    def command(files: dict[str, str], *arguments: str) -> tuple[int, str, str]:
        write_files(tmp_path, files)
        monkeypatch.chdir(tmp_path)
        status = main(["check", *arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


def test_the_folders_are_those_of_the_settings(check: Check) -> None:
    settings = SETTINGS.replace("schema_version: 1", "schema_version: 1, folder: data") + "docs_dir: content\n"
    files = {"mkdocs.yml": settings, "data/companies/lantern.yml": MISTAKE, "content/about.md": "We follow [[nobody]]."}
    status, out, _ = check(files)
    assert status == 1
    assert [line.split(" ")[0] for line in out.splitlines() if ": B" in line] == [
        "content/about.md:1:11:",
        "data/companies/lantern.yml:1:41:",
    ]


def test_inherited_files_and_variables_are_read(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDS_OF", "content")
    files = {
        "base.yml": SETTINGS.replace("schema_version: 1", "schema_version: 1, folder: data"),
        "mkdocs.yml": "INHERIT: base.yml\ndocs_dir: !ENV [NONE_OF_THESE, WORDS_OF, docs]\n",
        "data/companies/lantern.yml": LANTERN,
        "content/about.md": "We follow [[nobody]].",
    }
    assert check(files)[1].startswith("content/about.md:1:11: B201")


def test_another_file_of_settings_in_another_folder(check: Check) -> None:
    files = {"desk/other.yml": SETTINGS, "desk/briefings/companies/lantern.yml": MISTAKE}
    status, out, _ = check(files, "-f", "desk/other.yml")
    assert (status, out.partition(" ")[0]) == (1, "briefings/companies/lantern.yml:1:41:")


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ("site_name: Lamps\n", "mkdocs.yml:1:1: B607 extra.briefing is missing"),
        (SETTINGS.replace("version: 1", "version: 2"), "mkdocs.yml:4:36: B601 extra.briefing.schema_version"),
        (SETTINGS.replace("1}", "1, floder: x}"), "mkdocs.yml:4:47: B606 extra.briefing.floder is not a setting"),
        (SETTINGS.replace("custom_dir", "language: de, custom_dir"), "mkdocs.yml:3:35: B611 theme.language is 'de'"),
    ],
)
def test_settings_that_the_build_refuses(check: Check, settings: str, first: str) -> None:
    status, out, _ = check({"mkdocs.yml": settings, "briefings/companies/lantern.yml": LANTERN})
    assert (status, out[: len(first)]) == (1, first)


def test_settings_beside_extra_are_one_mistake(check: Check) -> None:
    settings = SETTINGS.replace("extra: {briefing: {schema_version: 1}}", "briefing: {schema_version: 1}")
    status, out, _ = check({"mkdocs.yml": settings, "briefings/companies/lantern.yml": LANTERN})
    assert (status, out.count(": B"), out[:24]) == (1, 1, "mkdocs.yml:4:11: B606 ex"), out


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("site_name: [", "mkdocs.yml cannot be read: "),
        ("- a list", "mkdocs.yml cannot be read: expected settings"),
        ("INHERIT: gone.yml", "mkdocs.yml cannot be read: Inherited config file 'gone.yml' does not exist"),
    ],
)
def test_settings_that_cannot_be_read(check: Check, settings: str, said: str) -> None:
    status, out, err = check({"mkdocs.yml": settings})
    assert (status, out, err[: len(said)], err.count("\n")) == (2, "", said, 1)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("site_name: Lamps", "site_name:", "B607 site_name is empty"),
        ("https://lamps.example/", "lamps.example", "B601 site_url is not a whole web address"),
        ("extra: {briefing: {schema_version: 1}}", "briefing: {schema_version: 1}", "B606 extra.briefing is written"),
    ],
)
def test_settings_with_a_slip(check: Check, before: str, after: str, said: str) -> None:
    files = {"mkdocs.yml": SETTINGS.replace(before, after), "briefings/companies/lantern.yml": LANTERN}
    status, out, _ = check(files)
    assert (status, said in out) == (1, True), out


def test_references_into_a_file_with_a_wrong_name_are_not_reported(check: Check) -> None:
    member = "{name: Lantern Club, summary: A club., type: group, see: [lantern]}"
    for wrong in ("companies/lantern.yaml", "companies/Lantern.yml", "company/lantern.yml"):
        files = {"mkdocs.yml": SETTINGS, "briefings/companies/club.yml": member, f"briefings/{wrong}": LANTERN}
        status, out, _ = check(files)
        assert (status, out.count(": B"), "B201" in out) == (1, 1, False), out
        Path("briefings", wrong).unlink()
        if wrong.startswith("company/"):
            Path("briefings/company").rmdir()


def test_a_briefing_that_is_missing_or_empty(check: Check) -> None:
    assert check({"mkdocs.yml": SETTINGS})[:2] == (
        1,
        "briefings:1:1: B113 there is no folder 'briefings'\n    create it, with articles/ and claims/ inside\n"
        "0 entries, 0 claims: 1 error, 0 warnings\n",
    )
    Path("briefings").mkdir()
    assert check({})[:2] == (0, "0 entries, 0 claims: no problems\n")


LITTER = (
    "lantern.yml~", ".#lantern.yml", "4913", ".DS_Store", "Thumbs.db", ".lantern.yml.swp", "lantern.yml.swo",
    "#lantern.yml#", "~$lantern.yml", "desktop.ini",
)  # fmt: skip


def test_what_editors_and_systems_leave_is_passed_over(check: Check, tmp_path: Path) -> None:
    files = {"mkdocs.yml": SETTINGS, "briefings/companies/lantern.yml": LANTERN, "docs/about.md": "All is well.\n"}
    for folder in ("briefings", "briefings/companies", "briefings/claims"):
        files |= {f"{folder}/{name}": "not: [yaml" for name in LITTER}
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/.#about.md").symlink_to("someone@host.123")
    assert check(files, "--strict")[:2] == (0, "1 entry, 0 claims: no problems\n")


def test_a_name_that_only_looks_like_litter_is_reported(check: Check) -> None:
    status, out, _ = check(
        {"mkdocs.yml": SETTINGS, "briefings/companies/4914": "x", "briefings/companies/a.bakery": ""}
    )
    assert (status, out.count("B110")) == (1, 2)


def make_project(folder: Path, mistakes: int) -> Path:
    files = {
        f"briefings/companies/firm-{n}.yml": "{name: 广年, summary: A “firm”., type: 公司}" for n in range(mistakes)
    }
    write_files(folder, {"mkdocs.yml": SETTINGS, "briefings/companies/lantern.yml": LANTERN, **files})
    return folder


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "ascii:strict", "latin-1", "utf-16"])
@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_terminal_without_most_characters(tmp_path: Path, encoding: str, form: str) -> None:
    done = subprocess.run(
        [sys.executable, HOOKS, "check", "--format", form],
        cwd=make_project(tmp_path, 1), env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True,
    )  # fmt: skip
    printed = done.stdout.decode(encoding.partition(":")[0])
    assert (done.returncode, done.stderr) == (1, b"")
    assert "\u516c\u53f8" in printed if encoding == "utf-16" and form != "json" else "\\u516c\\u53f8" in printed


@pytest.mark.parametrize(("mistakes", "status"), [(0, 0), (5000, 1)])
def test_nobody_reads_what_is_printed(tmp_path: Path, mistakes: int, status: int) -> None:
    shell = shutil.which("bash")
    assert shell is not None
    done = subprocess.run(
        [shell, "-c", f"'{sys.executable}' '{HOOKS}' check | true; exit ${{PIPESTATUS[0]}}"],
        cwd=make_project(tmp_path, mistakes), capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (status, "")


def test_standard_output_is_closed(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"exec '{sys.executable}' '{HOOKS}' check >&-"],
        cwd=make_project(tmp_path, 1), capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")


def test_an_interrupt_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def wait_for_interrupt(_: argparse.Namespace) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return 0

    monkeypatch.setitem(COMMANDS, "why", (*COMMANDS["why"][:2], wait_for_interrupt))
    assert (main(["why"]), capsys.readouterr().err) == (130, "Aborted!\n")
