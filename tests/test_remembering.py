"""Builds that remember and pages made on request, with the real hooks and theme."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from press.publish.cache import CACHE
from whole import ROOT, build, digest, environment, make, read_until, served


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once; the tests copy it with all that it remembers."""
    project = make(tmp_path_factory.mktemp("published") / "project", ROOT / "hooks")
    done = build(project)
    assert done.returncode == 0, done.stdout
    return project


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "project"))


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """File -> (inode, time of change): what writing it again would change."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def _published(folder: str, names: list[str]) -> set[str]:
    """What builds leave at the top of a project: the published site, its staging folders and the cache."""
    left = {name for name in names if name in ("site", CACHE) or name.startswith(".site")}
    return left if (Path(folder) / "mkdocs.yml").exists() else set()


def cold(project: Path, aside: Path) -> dict[str, str]:
    """What a build from nothing gives."""
    shutil.copytree(project, aside, ignore=_published)
    done = build(aside)
    assert done.returncode == 0, done.stdout
    return digest(aside / "site")


def why(project: Path, *addresses: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "hooks", "why", *addresses]
    return subprocess.run(command, cwd=project, env=environment(), capture_output=True, text=True, check=False)


def test_a_build_with_nothing_to_do_touches_nothing(project: Path) -> None:
    before = stamps(project / "site")
    done = build(project)
    assert (done.returncode, "Nothing changed since the last build" in done.stdout) == (0, True), done.stdout
    assert stamps(project / "site") == before


def test_an_edit_touches_what_shows_it_and_the_command_says_why(project: Path, tmp_path: Path) -> None:
    before = stamps(project / "site")
    edit(project / "briefings/companies/lantern.yml", "that builds a", "that sells a")
    done = build(project, "--verbose")
    assert done.returncode == 0, done.stdout
    assert re.search(r"stage read \d+\.\d{3} s", done.stdout), done.stdout
    after = stamps(project / "site")
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"companies/lantern/index.html", "companies/index.html", "about/index.html"} <= changed
    assert not changed & {"people/ann-writer/feed.xml", "articles/gazette-reprint/index.html"}
    assert len(changed) < len(after) / 2
    assert digest(project / "site") == cold(project, tmp_path / "cold")
    told = why(project, "companies/lantern/", "nowhere/")
    assert told.returncode == 1
    assert told.stdout.splitlines()[0].startswith("companies/lantern/: ")
    assert "entries 'lantern'" in told.stdout
    assert "nowhere/: the site has no such page" in told.stdout


def test_a_file_taken_out_of_the_site_comes_back(project: Path) -> None:
    before = digest(project / "site")
    (project / "site/companies/lantern/index.html").unlink()
    assert build(project).returncode == 0
    assert digest(project / "site") == before


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00" + b"no more", b"something else\n" * 100])
def test_a_damaged_cache_is_noted_and_everything_is_made(project: Path, tmp_path: Path, damage: bytes) -> None:
    [store] = (project / CACHE).glob("build-*.db")
    store.write_bytes(damage)
    edit(project / "briefings/companies/lantern.yml", "that builds a", "that sells a")
    done = build(project)
    assert (done.returncode, done.stdout.count("is damaged"), done.stdout.count("Traceback")) == (0, 1, 0), done.stdout
    assert digest(project / "site") == cold(project, tmp_path / "cold")


def test_a_cache_damaged_inside_is_noted_when_it_is_read(project: Path, tmp_path: Path) -> None:
    [store] = (project / CACHE).glob("build-*.db")
    data = bytearray(store.read_bytes())
    for at in range(len(data) // 3, len(data), 997):
        data[at] ^= 0x55
    store.write_bytes(data)
    edit(project / "briefings/companies/lantern.yml", "that builds a", "that sells a")
    done = build(project)
    assert (done.returncode, done.stdout.count("Traceback")) == (0, 0), done.stdout
    assert digest(project / "site") == cold(project, tmp_path / "cold")


def test_another_setting_makes_everything_anew(project: Path, tmp_path: Path) -> None:
    edit(project / "mkdocs.yml", "Golden & Co", "Silver & Co")
    assert build(project).returncode == 0
    assert digest(project / "site") == cold(project, tmp_path / "cold")
    assert len(list((project / CACHE).glob("build-*.db"))) == 1, "the cache of the other version is gone"


def test_another_hand_written_page_changes_what_lists_it(project: Path, tmp_path: Path) -> None:
    (project / "docs/more.md").write_text("# More\n\nOf [[lantern]].\n", encoding="utf-8")
    assert build(project).returncode == 0
    (project / "docs/about.md").unlink()
    assert build(project).returncode == 0
    assert not (project / "site/about").exists()
    assert digest(project / "site") == cold(project, tmp_path / "cold")


def test_a_warning_is_told_again_where_nothing_changed(project: Path) -> None:
    (project / "docs/about.md").write_text("# About\n\n[a page](nowhere.md)\n", encoding="utf-8")
    assert [build(project).stdout.count("nowhere.md") > 0 for _ in range(2)] == [True, True]
    assert build(project, "--strict").returncode == 1


def missing(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10):
            return False
    except urllib.error.HTTPError as error:
        return error.code == 404


def test_serve_follows_names_files_and_hand_written_pages(project: Path) -> None:
    briefings = project / "briefings"
    with served(project) as address:
        read_until(f"{address}companies/lantern/", "Lantern")
        edit(briefings / "companies/lantern.yml", "name: Lantern & Co", "name: Lanthorn & Co")
        assert "Lanthorn" in read_until(f"{address}companies/lantern/", "Lanthorn")
        read_until(f"{address}claims/herald-launch/founding/", "Lanthorn")
        read_until(f"{address}about/", "Lanthorn")
        (briefings / "companies/newcomer.yml").write_text("name: Newcomer\ntype: company\nsummary: Came later.\n")
        read_until(f"{address}companies/newcomer/", "Came later")
        read_until(f"{address}companies/", "Newcomer")
        (briefings / "companies/newcomer.yml").unlink()
        read_until(f"{address}companies/", "Newcomer", present=False)
        assert missing(f"{address}companies/newcomer/")
        edit(project / "docs/about.md", "We follow", "We watch")
        read_until(f"{address}about/", "We watch")


def test_serve_follows_a_change_of_everything_at_once(project: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(project / "briefings", tmp_path / "other"))
    edit(other / "companies/lantern.yml", "name: Lantern", "name: Lanthorn")
    (other / "places/riverland.yml").rename(other / "places/lowland.yml")
    for file in sorted(other.rglob("*.yml")):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("riverland", "lowland"), encoding="utf-8")
    with served(project) as address:
        read_until(f"{address}places/riverland/", "Riverland")
        for folder in sorted(path for path in (project / "briefings").iterdir() if path.is_dir()):
            shutil.rmtree(folder)
            shutil.copytree(other / folder.name, folder)
        read_until(f"{address}companies/lantern/", "Lanthorn")
        read_until(f"{address}places/lowland/", "Riverland")


def test_serve_with_another_version_of_mkdocs_builds_the_whole(project: Path) -> None:
    edit(project / "hooks/adapter/serving.py", 'VERSION = "1.6.1"', 'VERSION = "0.0.0"')
    with served(project) as address:
        read_until(f"{address}companies/lantern/", "Lantern")
        edit(project / "briefings/companies/lantern.yml", "name: Lantern", "name: Lanthorn")
        read_until(f"{address}companies/lantern/", "Lanthorn")
    assert "every change rebuilds the whole site" in (project.parent / "serve.log").read_text()


def test_serve_begins_with_what_it_remembers(project: Path) -> None:
    with served(project) as address:
        first = read_until(f"{address}companies/lantern/", "Lantern")
    assert len(list((project / CACHE).glob("serve-*.db"))) == 1
    edit(project / "briefings/companies/lantern.yml", "that builds a", "that sells a")
    with served(project) as address:
        assert "that sells a" in read_until(f"{address}companies/lantern/", "that sells a")
        assert "that builds a" in first
