"""adapter: the options of MkDocs, its settings and the places to publish to mean what MkDocs says, or are refused."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing_files import write_files
from project_factory import build_project, edit_lantern, hash_files, replace_text

pytestmark = pytest.mark.slow

SHOWN = """\
copyright: "&copy; 2026 <b>A Desk</b>"
site_author: A. Desk
extra_css: [own.css]
extra_javascript: [own.js]
nav:
  - Who we are: about.md
  - Forge: https://forge.example/x?a=1&b=2
  - Guides: [guide/one.md, {Deeper: [guide/two.md]}]
"""
"""Settings of MkDocs that pages show."""


def read_page(project: Path, address: str = "people/li-wen/") -> str:
    return (project / "site" / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["", "people/li-wen/", "about/"])
def test_what_the_settings_say_is_shown(project: Path, address: str) -> None:
    own = {"own.css": "", "own.js": "", "img/logo.png": "", "img/icon.ico": ""}
    write_files(project / "docs", {**own, "guide/one.md": "# One\n", "guide/two.md": "# Two\n"})
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text() + SHOWN, encoding="utf-8")
    replace_text(settings, "  font: false", "  font: false\n  logo: img/logo.png\n  favicon: img/icon.ico")
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    page, top = read_page(project, address), "../" * address.count("/")
    for part in ('<meta name="author" content="A. Desk">', f'<link rel="icon" href="{top}img/icon.ico">',
                 f'src="{top}img/logo.png"', f'href="{top}own.css"', f'src="{top}own.js"',
                 '<p class="copyright">&copy; 2026 <b>A Desk</b></p>', 'href="https://forge.example/x?a=1&amp;b=2"',
                 ">Who we are</a>", f'{top}guide/two/">Two</a>'):  # fmt: skip
        assert page.count(part) == 1, part
    footer = page[page.index("<footer") :]
    assert re.findall(r'<nav aria-label="([^"]*)"', footer)[:2] == ["Guides", "Help and notices"]
    assert footer.count(f'{top}about/"') == 1, "a page is listed once"


def test_options_that_change_nothing(project: Path) -> None:
    """Another folder, another name of the settings, inherited settings and variables; and a build that is not clean."""
    before = hash_files(project / "site")
    settings = (project / "mkdocs.yml").read_text()
    assert "site_name: Golden & Co" in settings
    (project / "base.yml").write_text(settings.replace("Golden & Co", "!ENV NAME_OF_THE_SITE"))
    (project / "mkdocs.yml").rename(project / "aside")
    (project / "other.yml").write_text("INHERIT: base.yml\n")
    done = build_project(project, "-f", "other.yml", "-d", "out/www", "--dirty", NAME_OF_THE_SITE="Golden & Co")
    assert done.returncode == 0, done.stdout
    assert {**hash_files(project / "out/www"), ".briefing-site": ""} == {**before, ".briefing-site": ""}


def test_renamed_folders(project: Path) -> None:
    (project / "briefings").rename(project / "data")
    (project / "docs").rename(project / "content")
    replace_text(project / "mkdocs.yml", "docs_dir: docs", "docs_dir: content")
    replace_text(project / "mkdocs.yml", "schema_version: 1", "schema_version: 1, folder: data")
    replace_text(project / "mkdocs.yml", "watch: [briefings]", "watch: [data]")
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    assert "/edit/main/content/about.md" in read_page(project, "about/")
    replace_text(project / "content/about.md", "[[lantern]]", "[[lantren]]")
    assert ":11: B201 reference 'lantren'" in build_project(project).stdout


@pytest.mark.parametrize("option", [["--no-directory-urls"], ["-t", "readthedocs"]])
def test_options_that_are_refused(project: Path, option: list[str]) -> None:
    before = hash_files(project / "site")
    done = build_project(project, *option)
    assert (done.returncode, done.stdout.count("B630"), "Traceback" in done.stdout) == (1, 1, False)
    assert hash_files(project / "site") == before


@pytest.mark.parametrize("setting", ["", "site_url: ''\n"])
def test_without_an_address(project: Path, setting: str) -> None:
    replace_text(project / "mkdocs.yml", "site_url: https://example.org/golden/\n", setting)
    done = build_project(project)
    assert (done.returncode, done.stdout.count("B607 site_url is missing"), "W605" in done.stdout) == (1, 1, False)


@pytest.mark.parametrize("files", [{}, {"companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}"}])
def test_almost_nothing_to_build(project: Path, files: dict[str, str]) -> None:
    (project / "briefings").rename(project / "aside")
    replace_text(
        project / "docs/about.md", "We follow [[lantern]], [[lantern|that firm]]. [@herald-launch/valuation]", ""
    )
    replace_text(project / "mkdocs.yml", "watch: [briefings]\n", "")
    done = build_project(project)
    assert (done.returncode, done.stdout.count("B113 there is no folder 'briefings'")) == (1, 1)
    (project / "briefings").mkdir()
    write_files(project / "briefings", files)
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout


def test_a_link_to_the_site_stays_a_link(project: Path) -> None:
    elsewhere = project.parent / "www"
    shutil.move(project / "site", elsewhere)
    (project / "site").symlink_to("../www")
    assert "Nothing changed" in build_project(project, "--strict").stdout
    edit_lantern(project)
    assert build_project(project, "--strict").returncode == 0
    assert (project / "site").is_symlink()
    assert "that sells a" in (elsewhere / "companies/lantern/index.html").read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_mount_point_is_refused(project: Path) -> None:
    shutil.rmtree(project / "site")
    (project / "site").mkdir()
    mount = 'mount -t tmpfs none site && exec "$@"'
    command = ["unshare", "--mount", "sh", "-c", mount, "sh"]
    if subprocess.run([*command, "true"], cwd=project, check=False, capture_output=True).returncode:
        pytest.skip("this system does not let us mount")
    said = build_project(project, before=command).stdout
    assert said.count("B601 site_dir: 'site' is a mount point") == 1
    done = build_project(project, "-d", "site/www", before=command)
    assert done.returncode == 0, done.stdout


def test_why_dates_are_missing_is_said_once(project: Path) -> None:
    edit_lantern(project)
    for _ in range(2):
        said = build_project(project).stdout
        assert said.count("The pages do not say when entries changed: this is not a git repository") == 1
