"""publish/cache: builds of whole projects that find the cache of an earlier build, with the real hooks and theme."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from press.publish.cache import CACHE
from project_factory import (
    build_from_nothing,
    build_project,
    compose_environment,
    edit_lantern,
    hash_files,
    replace_text,
)

pytestmark = pytest.mark.slow


def list_stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """File -> (inode, time of change in ns), which change if it is written again."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def ask_why(project: Path, *addresses: str) -> subprocess.CompletedProcess[str]:
    """Runs `python hooks why`."""
    command = [sys.executable, "hooks", "why", *addresses]
    return subprocess.run(command, cwd=project, env=compose_environment(), capture_output=True, text=True, check=False)


def test_a_build_with_nothing_to_do_touches_nothing(project: Path) -> None:
    before = list_stamps(project / "site")
    done = build_project(project)
    assert (done.returncode, "Nothing changed since the last build" in done.stdout) == (0, True), done.stdout
    assert list_stamps(project / "site") == before


def test_an_edit_changes_only_what_shows_it_and_the_command_says_why(
    project: Path, edited_site: dict[str, str]
) -> None:
    before = list_stamps(project / "site")
    edit_lantern(project)
    done = build_project(project, "--verbose")
    assert done.returncode == 0, done.stdout
    assert re.search(r"stage read \d+\.\d{3} s", done.stdout), done.stdout
    after = list_stamps(project / "site")
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"companies/lantern/index.html", "companies/index.html", "about/index.html"} <= changed
    assert not changed & {"people/ann-writer/feed.xml", "articles/gazette-reprint/index.html"}
    assert len(changed) < len(after) / 2
    assert hash_files(project / "site") == edited_site
    answer = ask_why(project, "companies/lantern/", "nowhere/")
    assert answer.returncode == 1
    assert answer.stdout.splitlines()[0].startswith("companies/lantern/: ")
    assert "entries 'lantern'" in answer.stdout
    assert "nowhere/: the site has no such page" in answer.stdout


def test_a_file_removed_from_the_site_comes_back(project: Path) -> None:
    before = hash_files(project / "site")
    (project / "site/companies/lantern/index.html").unlink()
    assert build_project(project).returncode == 0
    assert hash_files(project / "site") == before


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00" + b"no more", b"something else\n" * 100])
def test_a_damaged_cache_is_reported_and_everything_built(
    project: Path, edited_site: dict[str, str], damage: bytes
) -> None:
    [store] = (project / CACHE).glob("build-*.db")
    store.write_bytes(damage)
    edit_lantern(project)
    done = build_project(project)
    assert (done.returncode, done.stdout.count("cannot be used"), done.stdout.count("Traceback")) == (0, 1, 0), (
        done.stdout
    )
    assert hash_files(project / "site") == edited_site


def test_a_cache_damaged_inside_is_noticed_when_it_is_read(project: Path, edited_site: dict[str, str]) -> None:
    [store] = (project / CACHE).glob("build-*.db")
    data = bytearray(store.read_bytes())
    for at in range(len(data) // 3, len(data), 997):
        data[at] ^= 0x55
    store.write_bytes(data)
    edit_lantern(project)
    done = build_project(project)
    assert (done.returncode, done.stdout.count("Traceback")) == (0, 0), done.stdout
    assert hash_files(project / "site") == edited_site


def test_a_changed_setting_rebuilds_everything(project: Path, tmp_path: Path) -> None:
    replace_text(project / "mkdocs.yml", "Golden & Co", "Silver & Co")
    assert build_project(project).returncode == 0
    assert hash_files(project / "site") == build_from_nothing(project, tmp_path / "cold")
    assert len(list((project / CACHE).glob("build-*.db"))) == 1, "the cache of the other version is still there"


def test_a_new_hand_written_page_changes_what_lists_it(project: Path, tmp_path: Path) -> None:
    (project / "docs/more.md").write_text("# More\n\nOf [[lantern]].\n", encoding="utf-8")
    assert build_project(project).returncode == 0
    (project / "docs/about.md").unlink()
    assert build_project(project).returncode == 0
    assert not (project / "site/about").exists()
    assert hash_files(project / "site") == build_from_nothing(project, tmp_path / "cold")


def test_a_warning_is_repeated_if_nothing_changed(project: Path) -> None:
    (project / "docs/about.md").write_text("# About\n\n[a page](nowhere.md)\n", encoding="utf-8")
    assert [build_project(project).stdout.count("nowhere.md") > 0 for _ in range(2)] == [True, True]
    assert build_project(project, "--strict").returncode == 1
