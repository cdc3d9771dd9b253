"""site/placeholders and content/settings_file: what `check --publish` refuses, and where in mkdocs.yml that is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import write_files
from press.cli import main
from press.content.settings_file import locate_setting
from press.problem import Place
from press.site.placeholders import RULES, is_reserved

TESTS = Path(__file__).parent
CASE = TESTS / "bad-publish" / "placeholders"
SETTINGS = """\
site_name: Lamps
site_url: https://lamps.org/
theme: {name: material, custom_dir: hooks/theme}
extra: {briefing: {schema_version: 1, contact: desk@lamps.org, repository: "https://github.com/lamps/briefing"}}
"""

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """`check(settings, *arguments)`: the exit status and what is printed for the base of all mistakes with these
    settings."""
    shutil.copytree(TESTS / "bad" / "base", tmp_path / "briefings")
    monkeypatch.chdir(tmp_path)

    def command(settings: str, *arguments: str) -> tuple[int, str]:
        Path("mkdocs.yml").write_text(settings, encoding="utf-8")
        status = main(["check", *arguments])
        return status, capsys.readouterr().out

    return command


def test_each_placeholder_is_reported_with_its_place(check: Check, update: bool) -> None:
    status, printed = check((CASE / "mkdocs.yml").read_text(encoding="utf-8"), "--publish")
    if update:
        (CASE / "problems.txt").write_text(printed, encoding="utf-8")
    assert (status, printed) == (1, (CASE / "problems.txt").read_text(encoding="utf-8"))


def test_only_publish_refuses_them(check: Check) -> None:
    assert check((CASE / "mkdocs.yml").read_text(encoding="utf-8"), "--strict")[0] == 0


def test_settings_of_ones_own_pass(check: Check) -> None:
    status, printed = check(SETTINGS, "--publish")
    assert (status, printed.splitlines()[-1].partition(": ")[2]) == (0, "no problems")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            "https://lamps.org/",
            "https://example.com/",
            "mkdocs.yml:2:11: B640 site_url is 'https://ex",
        ),
        ("https://lamps.org/", "http://127.0.0.1:8000/", "mkdocs.yml:2:11:"),
        ("https://lamps.org/", "https://your-name.github.io/lamps/", "mkdocs.yml:2:11:"),
        ("https://lamps.org/", "lamps.org", "which is not a whole web address"),
        ("https://lamps.org/", "https://[lamps/", "which is not a web address"),
        ("https://lamps.org/", "!ENV [NONE_OF_THESE, 'https://lamps.test/']", "mkdocs.yml:2:11: B640 site_url is"),
        ("contact: desk@lamps.org", "contact: ''", "mkdocs.yml:4:48: B640 extra.briefing.contact is empty"),
        ("contact: desk@lamps.org, ", "", "mkdocs.yml:4:19: B640 extra.briefing.contact is empty"),
        ("desk@lamps.org", "desk@mail.example.net", "which is an address for examples"),
        ("desk@lamps.org", "https://lamps.org/contact", "which is not an e-mail address"),
        ("github.com/lamps", "github.com/example", "mkdocs.yml:4:76: B640 extra.briefing.repository is"),
        ("github.com/lamps", "github.com/Your-Name", "which is an address for examples"),
        ("github.com/lamps/briefing", "github.com/lamps", "which does not name an account and a repository"),
        ("github.com/lamps", "forge.invalid/lamps", "which is an address for examples"),
        ('"https://github.com/lamps/briefing"', "''", "B640 extra.briefing.repository is empty"),
    ],
)
def test_a_placeholder_is_refused_and_its_cure_works(check: Check, before: str, after: str, says: str) -> None:
    assert before in SETTINGS
    status, printed = check(SETTINGS.replace(before, after), "--publish")
    assert status == 1
    assert says in printed
    assert printed.count("B640") == 1


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("example.org", True), ("www.example.com", True), ("EXAMPLE.NET.", True), ("desk.example", True),
        ("a.test", True), ("x.invalid", True), ("localhost", True), ("intranet", True), ("printer.local", True),
        ("::1", True), ("0.0.0.0", True), ("username.github.io", True), ("example.pages.dev", True),
        ("lamps.org", False), ("counterexample.org", False), ("example.co.uk", False), ("example.lamps.org", False),
        ("lamps.github.io", False), ("test.lamps.org", False), ("2606:4700::1111", False), ("93.184.215.14", False),
    ],
)  # fmt: skip
def test_hosts_that_only_examples_have(host: str, expected: bool) -> None:
    assert is_reserved(host) == expected


def test_the_place_is_in_the_file_that_has_the_value(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "INHERIT: shared/base.yml\nsite_name: Lamps\nextra:\n  briefing: {folder: data}\n",
        "shared/base.yml": "site_url: https://example.org/\nextra:\n  briefing:\n    contact: !ENV [MAIL, a@b.test]\n",
    }
    write_files(tmp_path, files)
    places = [locate_setting(tmp_path / "mkdocs.yml", rule.path) for rule in RULES]
    assert places == [Place("shared/base.yml", 1, 11), Place("shared/base.yml", 4, 14), Place("mkdocs.yml", 4, 13)]


@pytest.mark.parametrize("text", ["", "[", "- a\n", "? [a, b]\n: c\n", "INHERIT: mkdocs.yml\n", "INHERIT: gone.yml\n"])
def test_the_place_in_an_unusual_file_is_its_beginning(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert locate_setting(tmp_path / "mkdocs.yml", ("site_url",)) == Place("mkdocs.yml")


def test_only_the_workflow_that_publishes_asks() -> None:
    asks = "hooks check --publish"
    folder = TESTS.parent / ".github" / "workflows"
    assert asks in (folder / "publish.yml").read_text(encoding="utf-8")
    for file in (folder / "check.yml", TESTS.parent / "Makefile", TESTS.parent / ".ci" / "run"):
        assert asks not in file.read_text(encoding="utf-8")
