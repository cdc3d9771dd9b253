"""Whole builds after something other than entries changed: what changed is built again, and nothing else is."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from project_factory import SETTINGS, build_project, compose_environment, hash_files, make_project
from test_cache_key import install

pytestmark = pytest.mark.slow

SKIPPED = "Nothing changed since the last build."
NAME = "Name of the desk"
Change = Callable[[Path], dict[str, str]]
"""Changes a project; returns the environment for the next build."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with settings from elsewhere and linked files; what it links to is beside it."""
    top = tmp_path_factory.mktemp("published")
    project = make_project(top / "project")
    (project / "base.yml").write_text(SETTINGS, encoding="utf-8")
    (project / "mkdocs.yml").write_text(f"INHERIT: base.yml\nsite_name: !ENV [DESK, {NAME}]\n", encoding="utf-8")
    (project / "common/deep").mkdir(parents=True)
    for name in ("one.md", "deep/two.md"):
        (project / "common" / name).write_text("# Common\n\nFirst text.\n", encoding="utf-8")
    (project / "docs/one.md").symlink_to("../common/one.md")
    (project / "docs/linked").symlink_to("../common/deep")
    built(project)
    assert SKIPPED in built(project)
    return project


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "project", symlinks=True))


def built(project: Path, *options: str, **changes: str) -> str:
    """The output of a build."""
    done = build_project(project, *options, **changes)
    assert (done.returncode, "Traceback" in done.stdout) == (0, False), done.stdout
    return done.stdout


def edit(name: str, before: str, after: str) -> Change:
    def change(project: Path) -> dict[str, str]:
        text = (project / name).read_text(encoding="utf-8")
        assert before in text
        (project / name).write_text(text.replace(before, after), encoding="utf-8")
        return {}

    return change


CHANGES: dict[str, tuple[Change, str, str]] = {
    "inherited settings": (edit("base.yml", "desk@example.org", "new@example.org"), "about/index.html", "new@"),
    "the environment": (lambda _: {"DESK": "Night desk"}, "companies/lantern/index.html", "Night desk"),
    "a linked file": (edit("common/one.md", "First", "Second"), "one/index.html", "Second text"),
    "a file in a linked folder": (
        edit("common/deep/two.md", "First", "Second"),
        "linked/two/index.html",
        "Second text",
    ),
    "a template of the theme": (edit("hooks/theme/main.html", "{%", "<!-- New -->{%"), "404.html", ""),
}
"""What changes -> (the change, a file of the site, what that file contains afterward)."""


@pytest.mark.parametrize("case", CHANGES.values(), ids=CHANGES)
def test_a_change_is_built(project: Path, case: tuple[Change, str, str]) -> None:
    change, name, expected = case
    variables = change(project)
    assert SKIPPED not in built(project, **variables)
    assert expected in (project / "site" / name).read_text(encoding="utf-8")


def test_another_version_of_a_package_rebuilds_everything(project: Path, tmp_path: Path) -> None:
    path = str(install(tmp_path / "lib", "pypinyin", "999.1"))
    said = built(project, PYTHONPATH=path)
    assert SKIPPED not in said
    assert SKIPPED in built(project, PYTHONPATH=path)


def test_another_folder_is_built_and_the_first_one_stays(project: Path) -> None:
    before = hash_files(project / "site")
    assert SKIPPED not in built(project, "--site-dir", "other")
    assert hash_files(project / "other") == before
    assert hash_files(project / "site") == before
    assert SKIPPED in built(project), "it still holds what a build would give"


def test_an_option_of_the_command_line_is_built(project: Path) -> None:
    (project / "other.yml").write_text("INHERIT: base.yml\nsite_name: Another name\n", encoding="utf-8")
    assert SKIPPED not in built(project, "--config-file", "other.yml")
    assert "Another name" in (project / "site/about/index.html").read_text(encoding="utf-8")


def test_a_snippet_from_outside_docs_is_read_again(project: Path) -> None:
    edit("base.yml", "[tables, sane_lists]", "[tables, pymdownx.snippets]")(project)
    (project / "docs/about.md").write_text("# About\n\n--8<-- 'note.txt'\n", encoding="utf-8")
    page = project / "site/about/index.html"
    for text in ("", "One note", "Another note"):
        if text:
            (project / "note.txt").write_text(text, encoding="utf-8")
        built(project)
        assert (text in page.read_text(encoding="utf-8"), "note" in page.read_text(encoding="utf-8")) == (
            True,
            bool(text),
        )
    assert "Built 0 pages in " in built(project), "the generated pages are not made again"


def test_what_a_plugin_may_have_changed_is_made_again(project: Path) -> None:
    """A hook reads a file that nothing else knows about, and puts it into every page."""
    edit("base.yml", "on_mkdocs.py]", "on_mkdocs.py, late.py]")(project)
    (project / "late.py").write_text(
        "def on_config(config):\n    config.site_name = open('late.txt').read()\n    return config\n", encoding="utf-8"
    )
    for text in ("One name", "Another name"):
        (project / "late.txt").write_text(text, encoding="utf-8")
        said = built(project)
        assert SKIPPED not in said
        assert text in (project / "site/companies/lantern/index.html").read_text(encoding="utf-8")


def test_a_quiet_build_hides_no_warning_from_the_next(project: Path) -> None:
    (project / "briefings/companies/torch.yml").write_text("moved_to: lantern\n", encoding="utf-8")
    (project / "docs/about.md").write_text("# About\n\n[[torch]]\n", encoding="utf-8")
    built(project, "--quiet")
    assert "'torch' is retired" in built(project)
    assert build_project(project, "--strict").returncode == 1


def test_without_the_distribution_of_mkdocs(project: Path, tmp_path: Path) -> None:
    """A fork of MkDocs provides the module `mkdocs` in a distribution with another name."""
    lib = tmp_path / "lib"
    packages = next(Path(place) for place in sys.path if place.endswith("site-packages"))
    lib.mkdir()
    for item in packages.iterdir():
        if not item.name.startswith("mkdocs-1"):
            (lib / item.name).symlink_to(item)
    [metadata] = packages.glob("mkdocs-1*.dist-info")
    install(lib, "properdocs", "1.6.7", (metadata / "entry_points.txt").read_text(encoding="utf-8"))

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-S", "-m", "mkdocs", "build"], cwd=project, env=compose_environment(PYTHONPATH=str(lib)),
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
        return done.stderr

    assert SKIPPED not in run(), "another set of packages"
    assert SKIPPED in run()
    (lib / "properdocs-1.6.7.dist-info").rename(lib / "properdocs-1.6.8.dist-info")
    assert SKIPPED not in run()


def limit_file_size() -> None:
    """Makes every write of more than 60 KB fail, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


def test_a_full_disk_stops_the_build_with_one_line(project: Path) -> None:
    before = hash_files(project / "site")
    edit("base.yml", "desk@example.org", "new@example.org")(project)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=project, env=compose_environment(), preexec_fn=limit_file_size,
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    [line] = [line for line in done.stderr.splitlines() if "ERROR" in line]
    state = "so the build was stopped and the published site is unchanged"
    assert line.endswith(f": File too large, {state}; free some space there and build again."), line
    assert hash_files(project / "site") == before
    assert {path.name for path in project.iterdir() if path.name.startswith(".site")} == {".site.lock"}
    built(project)


def test_a_build_does_without_an_unusable_cache(project: Path) -> None:
    shutil.rmtree(project / ".briefing-cache")
    (project / ".briefing-cache").write_text("a file in the way", encoding="utf-8")
    for _ in range(2):
        assert "The cache could not be written to .briefing-cache (" in built(project)


def test_a_project_that_may_not_be_written(project: Path) -> None:
    """The folder beside the site cannot be created: its parent is a file."""
    (project / "public").write_text("a file in the way", encoding="utf-8")
    done = build_project(project, "--site-dir", "public/site")
    assert (done.returncode, "Traceback" in done.stdout) == (1, False), done.stdout
    assert "public': File exists, so the build was stopped and the published site is unchanged; move" in done.stdout
