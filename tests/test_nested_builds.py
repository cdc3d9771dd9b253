"""on_mkdocs: a build inside of another one, and programs that load the configuration without building."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from project_factory import (
    build_project,
    compose_command,
    compose_environment,
    hash_files,
    replace_text,
    serve_project,
    wait_for_text,
)

pytestmark = pytest.mark.slow

TWO_LANGUAGES = """\
from mkdocs import utils
from mkdocs.commands.build import build

busy = False

def on_files(files, config):
    for file in files.documentation_pages() if busy else ():
        file.dest_uri = "fr/" + file.dest_uri
    return files

def on_post_build(config):
    global busy
    if busy:
        return
    busy, config.theme["language"], clean = True, "fr", utils.clean_directory
    utils.clean_directory = lambda folder: None
    build(config)
    utils.clean_directory, busy = clean, False
"""
"""A hook that builds again inside of a build, as mkdocs-static-i18n does for each language."""
LOAD_FIRST = """\
import subprocess, sys
from mkdocs.config import load_config

config = load_config("mkdocs.yml")
config.plugins.run_event("startup", command="mike", dirty=False)
site = config.plugins.run_event("config", config)["site_dir"]
config.plugins.run_event("shutdown")
print(site, subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], check=True).returncode)
"""
"""What `mike deploy` does: it keeps the configuration loaded while another process builds."""

NEITHER = (".briefing-site", "404.html")
"""The files that are neither a page of ours nor in one language: the mark, and the theme's page, made by both."""


def add_hook(project: Path, code: str) -> None:
    (project / "late.py").write_text(code, encoding="utf-8")
    replace_text(project / "mkdocs.yml", "on_mkdocs.py]", "on_mkdocs.py, late.py]")


def test_an_inner_build_adds_its_pages_to_the_outer_one(project: Path) -> None:
    (project / ".briefing-cache").rename(project / "other-cache")
    before = {path: digest for path, digest in hash_files(project / "site").items() if path not in NEITHER}
    add_hook(project, TWO_LANGUAGES)
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    after = hash_files(project / "site")
    assert {path: digest for path, digest in after.items() if path in before} == before
    french = (project / "site/fr/about/index.html").read_text(encoding="utf-8")
    parts = ('<html lang="fr"', 'href="../../companies/lantern/"', "pressxslot", "[[")
    assert [french.count(part) > 0 for part in parts] == [True, True, False, False]
    assert {path.name for path in project.glob(".site*")} == {".site.lock"}


def test_a_mistake_in_an_inner_build_publishes_nothing(project: Path) -> None:
    add_hook(project, TWO_LANGUAGES.replace("build(config)", "raise RuntimeError('broken')"))
    before = hash_files(project / "site")
    assert build_project(project).returncode != 0
    assert hash_files(project / "site") == before
    (project / "late.py").write_text("")
    assert build_project(project, "--strict").returncode == 0


def test_loading_the_configuration_locks_and_moves_nothing(project: Path) -> None:
    done = subprocess.run(
        [compose_command()[0], "-c", LOAD_FIRST],
        cwd=project, env=compose_environment(), capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, f"{project / 'site'} 0"), done.stderr


def test_pages_made_on_request_keep_the_language_of_the_outer_build(project: Path) -> None:
    add_hook(project, TWO_LANGUAGES)
    with serve_project(project) as address:
        wait_for_text(f"{address}people/li-wen/", '<html lang="en"')
        wait_for_text(f"{address}fr/about/", '<html lang="fr"')
