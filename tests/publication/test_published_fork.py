"""A fork of this project that follows docs/settings.md: it builds, keeps nothing of this publication, and upgrades.

The commands and files are those that the page shows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

from briefing_files import write_files
from press.content.version import VERSION
from press.library.names import names_of
from project_factory import build_project, commit_all, compose_environment, replace_text
from site_factory import check_briefing
from tracked_files import copy_tracked_files

ROOT = Path(__file__).resolve().parents[2]
NAME = "The River Desk"
"""The title that docs/settings.md gives to a fork."""
NAMED, TITLED = {"company", "person", "product", "place"}, {"article", "edition"}
"""The kinds whose names and titles no other briefing has by chance; words of the glossary can be in any text."""
NO_TEXT = {".png", ".woff2", ".map", ".css"}
"""The endings of files of the site that are not searched: pictures, fonts, sources of scripts, and names of fonts."""
MIN_NAME = 5
"""Characters of the shortest name that is searched for: short ones are parts of other words."""


def list_shell_blocks(page: str, heading: str) -> list[str]:
    """The shell commands of a section of a page in docs/."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(
        r"^```sh\n(.*?)^```", text.split(f"## {heading}\n")[1].split("\n## ")[0], re.MULTILINE | re.DOTALL
    )


def list_shown_files() -> dict[str, str]:
    """Path -> contents of the files that docs/settings.md shows for a first claim."""
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^```yaml\n# (briefings/\S+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


def run_commands(commands: str, folder: Path) -> None:
    """Runs shell commands in a folder with this Python, each of which must succeed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-e", "-c", commands], cwd=folder, env=compose_environment(PATH=path), check=True)


def copy_project(folder: Path) -> None:
    """Copies this project into the new `folder`, as a clone has it, with a history of its own."""
    copy_tracked_files(ROOT, folder)
    commit_all(folder, "2026-11-20")


@pytest.fixture(scope="module")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this project."""
    folder = tmp_path_factory.mktemp("generator") / "project"
    copy_project(folder)
    return folder


@pytest.fixture(scope="module")
def fork(generator: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clone as docs/settings.md makes it one's own, built."""
    folder = Path(shutil.copytree(generator, tmp_path_factory.mktemp("fork") / "project"))
    run_commands(list_shell_blocks("settings.md", "Make it your own")[0], folder)
    commit_all(folder, "2026-11-21")
    done = build_project(folder, "--strict")
    assert done.returncode == 0, done.stdout
    return folder


def check_strictly(folder: Path) -> str:
    """What the workflow that publishes is shown by its check, which must succeed."""
    command = [sys.executable, "hooks", "check", "--publish", "--strict"]
    done = subprocess.run(command, cwd=folder, env=compose_environment(), capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


def test_the_sample_can_be_published(fork: Path) -> None:
    assert check_strictly(fork) == "9 entries, 5 claims: no problems\n"


def test_the_shown_files_are_a_briefing(fork: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(fork, tmp_path / "fork"))
    shutil.rmtree(folder / "briefings")
    write_files(folder, list_shown_files())
    assert check_strictly(folder) == "2 entries, 1 claim: no problems\n"
    done = build_project(folder, "--strict")
    assert done.returncode == 0, done.stdout


def list_own_words() -> Iterator[str]:
    """What is only said by this publication: in its settings, its words, and the names of its entries."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    yield from (config.site_name, config.site_description or "", config.site_url or "")
    yield from (str(config.extra["briefing"][name]) for name in ("tagline", "contact", "repository"))
    if (ROOT / "words.yml").exists():
        yield from yaml.safe_load((ROOT / "words.yml").read_text(encoding="utf-8")).values()
    library = check_briefing(ROOT).library
    for record in library.entries.values():
        if record.kind in TITLED:
            yield record.data.title
        elif record.kind in NAMED:
            yield from (name.text for name in names_of(record))


def find_words(text: str, wanted: Iterable[str]) -> list[str]:
    """The words that are in a text, and not only as a part of others."""
    return [word for word in wanted if word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]


def test_nothing_of_this_publication_is_left_in_its_site(fork: Path) -> None:
    wanted = sorted({word for word in list_own_words() if len(word) >= MIN_NAME or not word.isascii()})
    assert len(wanted) > 100
    files = [path for path in sorted((fork / "site").rglob("*")) if path.is_file() and path.suffix not in NO_TEXT]
    found = {path: find_words(path.read_text(encoding="utf-8"), wanted) for path in files}
    assert {str(path.relative_to(fork / "site")): words for path, words in found.items() if words} == {}
    assert [path.name for path in (fork / "site" / "assets" / "cards").iterdir()] == ["plain.png"]


def test_a_newer_generator_gives_no_conflicts(generator: Path, fork: Path, tmp_path: Path) -> None:
    newer, older = (Path(shutil.copytree(top, tmp_path / name)) for top, name in ((generator, "new"), (fork, "old")))
    run_commands(f"git tag v{VERSION}", newer)
    replace_text(newer / "hooks" / "press" / "words.yml", "search_hint: Search names and words", "search_hint: Find it")
    (newer / "hooks" / "press" / "cli" / "why.py").rename(newer / "hooks" / "press" / "cli" / "because.py")
    for name in ("briefings/properties.yml", "docs/about.md", "mkdocs.yml", "tests/publication/conftest.py"):
        with (newer / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
    commit_all(newer, "2026-11-22")
    run_commands("git tag v99.0.0", newer)
    before = {name: (older / name).read_bytes() for name in ("mkdocs.yml", "briefings/properties.yml", "docs/about.md")}
    command = list_shell_blocks("upgrading.md", "Get a newer generator")[0]
    assert "https://github.com/ACCOUNT/GENERATOR" in command
    run_commands(command.replace("https://github.com/ACCOUNT/GENERATOR", f"'{newer}'"), older)
    status = subprocess.run(["git", "status", "--short"], cwd=older, capture_output=True, check=True, text=True).stdout
    assert status.splitlines() == [
        " D hooks/press/cli/why.py", " M hooks/press/words.yml", "?? hooks/press/cli/because.py",
    ]  # fmt: skip
    assert {name: (older / name).read_bytes() for name in before} == before
    assert NAME in (older / "mkdocs.yml").read_text(encoding="utf-8")
