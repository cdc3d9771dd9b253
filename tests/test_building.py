"""adapter/building: real builds with the real hooks and theme: strict or not, repeated, broken and killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from press.publish.staging import MARK
from project_factory import (
    MAX_SECONDS,
    build_project,
    compose_command,
    compose_environment,
    edit_lantern,
    hash_files,
    make_project,
)

pytestmark = pytest.mark.slow


def test_a_strict_build_passes_and_leaves_only_the_site(built_project: Path) -> None:
    assert {path.name for path in built_project.iterdir()} - {".site.lock"} == {
        ".briefing-cache",
        "briefings",
        "docs",
        "hooks",
        "mkdocs.yml",
        "site",
    }
    addresses = (
        "index.html",
        "about/index.html",
        "404.html",
        "companies/lantern/index.html",
        "sitemap.xml",
        "claims/herald-launch/founding/index.html",
        "api/v1/index.json",
        "editions/first/index.html",
    )
    assert {address: (built_project / "site" / address).is_file() for address in addresses} == dict.fromkeys(
        addresses, True
    )


def test_references_in_a_hand_written_page_are_links(project: Path) -> None:
    page = (project / "site/about/index.html").read_text(encoding="utf-8")
    lantern = 'href="../companies/lantern/" data-def="Start-up that builds a chat model."'
    wanted = [
        f"{lantern}>Lantern &amp; Co</a>",
        f"{lantern}>that firm</a>",
        'href="../claims/herald-launch/valuation/"',
        'href="mailto:desk@example.org"',
    ]
    assert {part: page.count(part) for part in wanted} == dict.fromkeys(wanted, 1)


def test_no_mark_of_the_machinery_is_left(project: Path) -> None:
    """BibTeX has braces in braces, in the texts of citations."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted((project / "site").rglob("*.html"))}
    plain = {path: re.sub(r'(?s)<pre class="citation".*?</pre>', "", text) for path, text in pages.items()}
    found = {
        str(p): mark for p, text in plain.items() for mark in ("/@/", "pressxslot", "[[", "[@", "{{") if mark in text
    }
    assert found == {}


def test_every_page_carries_its_policy_first(project: Path) -> None:
    start = '<head>\n    <meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    pages = [path for path in sorted((project / "site").rglob("*.html")) if path.name != "email.html"]
    assert [str(path) for path in pages if path.read_text(encoding="utf-8").count(start) != 1] == []


VARIATIONS: dict[str, dict[str, str]] = {
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "C locale": {"LC_ALL": "C", "PYTHONUTF8": "0"},
    "hash seed": {"PYTHONHASHSEED": "4242"},
    "clock": {"SOURCE_DATE_EPOCH": "86400"},
}


def test_building_again_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    """With a different time zone, locale, hash seed, clock, umask, folder and order of files."""
    before = hash_files(project / "site")
    changes = {key: value for variation in VARIATIONS.values() for key, value in variation.items()}
    project = make_project(tmp_path / "elsewhere" / "a folder with spaces", project / "hooks")
    for path in sorted(project.glob("briefings/*/*.yml"), reverse=True):
        path.write_bytes(path.read_bytes())
    old = os.umask(0o077)
    try:
        done = build_project(project, "--strict", **changes)
    finally:
        os.umask(old)
    assert done.returncode == 0, done.stdout
    assert hash_files(project / "site") == before


def refused(project: Path, *options: str) -> str:
    """The output of a build that publishes nothing; the old site must be unchanged."""
    before = hash_files(project / "site")
    done = build_project(project, *options)
    assert done.returncode == 1, done.stdout
    assert hash_files(project / "site") == before
    assert {path.name for path in project.iterdir() if path.name.startswith(".site")} - {".site.lock"} == set()
    assert "Traceback" not in done.stdout
    return done.stdout


def test_an_error_in_the_yaml_publishes_nothing(project: Path) -> None:
    claims = project / "briefings/claims/herald-launch.yml"
    claims.write_text(claims.read_text().replace("value: lantern", "value: lantren"))
    place = "briefings/claims/herald-launch.yml:6:10: B311 founder-of: 'lantren' is not an entry"
    assert refused(project).count(place) == 1


def test_a_warning_publishes_only_when_not_strict(project: Path) -> None:
    (project / "briefings/companies/double.yml").write_text("{name: Glow, summary: A firm., type: company}")
    assert refused(project, "--strict").count("W402") == 2
    before = hash_files(project / "site")
    done = build_project(project)
    assert (done.returncode, hash_files(project / "site") != before) == (0, True)


def test_a_change_of_files_that_was_interrupted_is_a_warning(project: Path) -> None:
    (project / ".briefing-edit").mkdir()
    edit_lantern(project)
    done = build_project(project, "--strict")
    assert done.returncode == 1
    assert "WARNING -  A change of several files was interrupted. Run 'python hooks check'" in done.stdout


def test_a_warning_of_mkdocs_publishes_nothing_when_strict(project: Path) -> None:
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write("nav: [about.md, gone.md]\n")
    refused(project, "--strict")


def test_a_broken_reference_in_a_hand_written_page(project: Path) -> None:
    (project / "docs/about.md").write_text("# About\n\nWe follow [[lantren]].\n")
    said = refused(project)
    assert said.count("docs/about.md:3:11: B201 reference 'lantren' is not an entry") == 1
    assert said.count("did you mean 'lantern' (briefings/companies/lantern.yml)?") == 1


@pytest.mark.parametrize("page", ["companies/lantern.md", "timeline/index.md", "claims.md", "index.md"])
def test_a_hand_written_page_over_a_generated_one(project: Path, page: str) -> None:
    path = project / "docs" / page
    path.parent.mkdir(exist_ok=True)
    path.write_text("# Mine\n")
    assert refused(project).count(f"docs/{page}:1:1: B602") == 1


@pytest.mark.parametrize("folder", ["docs", "hooks/theme"])
@pytest.mark.parametrize("file", ["feed.xml", "api/v1/index.json"])
def test_a_static_file_over_a_generated_one(project: Path, folder: str, file: str) -> None:
    path = project / folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    said = refused(project)
    assert said.count(f"{folder}/{file}:1:1: B602 the address '/{file}' belongs to the output") == 1
    path.rename(path.with_name(f"my-{path.name}"))
    assert build_project(project, "--strict").returncode == 0


def test_a_wrong_setting(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("contact:", "contcat:"))
    said = refused(project)
    assert said.count("B606 extra.briefing.contcat is not a setting") == 1
    assert said.count("did you mean 'contact'?") == 1


def add_hook(project: Path, code: str) -> None:
    (project / "late.py").write_text(code)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("on_mkdocs.py]", "on_mkdocs.py, late.py]"))


@pytest.mark.parametrize(
    ("event", "error"),
    [
        ("on_files", "RuntimeError('broken')"),
        ("on_post_page", "KeyboardInterrupt"),
        ("on_post_page", "OSError(28, 'No space left on device')"),
        ("on_post_build", "RuntimeError('broken')"),
    ],
)
def test_an_exception_in_another_hook_leaves_the_old_site(project: Path, event: str, error: str) -> None:
    add_hook(project, f"def {event}(*args, **kwargs):\n    raise {error}\n")
    before = hash_files(project / "site")
    assert build_project(project).returncode != 0
    assert hash_files(project / "site") == before
    (project / "late.py").write_text("")
    assert (build_project(project).returncode, hash_files(project / "site") == before) == (0, True)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_killed_in_the_middle_leaves_the_old_site(project: Path, end: signal.Signals) -> None:
    add_hook(
        project, "import time\ndef on_post_page(output, **kwargs):\n    print('half', flush=True)\n    time.sleep(30)\n"
    )
    before = hash_files(project / "site")
    with subprocess.Popen(
        compose_command("build"),
        cwd=project,
        env=compose_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"half\n"
        running.send_signal(end)
        running.wait(MAX_SECONDS)
    assert hash_files(project / "site") == before
    (project / "late.py").write_text("")
    assert (build_project(project).returncode, hash_files(project / "site") == before) == (0, True)


INTERRUPTS = {
    "before": "def on_pre_build(config):\n    interrupt()",
    "in a page": "def on_post_page(output, **kwargs):\n    interrupt()",
    "after": "@plugins.event_priority(-200)\ndef on_post_build(config):\n    interrupt()",
    "at exit": "atexit.register(interrupt)",
}


@pytest.mark.parametrize("moment", INTERRUPTS)
def test_an_interrupt_is_one_line(project: Path, moment: str) -> None:
    start = "import atexit, os, signal\nfrom mkdocs import plugins\n\ndef interrupt():\n    os.kill(os.getpid(), 2)\n\n"
    add_hook(project, start + INTERRUPTS[moment] + "\n")
    done = build_project(project)
    assert (done.returncode != 0, "Traceback" in done.stdout) == (True, False), done.stdout
    assert [line for line in done.stdout.splitlines() if "KeyboardInterrupt" in line] == [], done.stdout
    (project / "late.py").write_text("")
    assert build_project(project).returncode == 0


def test_a_foreign_folder_is_not_overwritten(project: Path) -> None:
    mine = project / "thesis"
    mine.mkdir()
    (mine / "chapter.txt").write_text("years of work")
    assert refused(project, "--site-dir", str(mine)).count("B603") == 1
    assert {path.name: path.read_text() for path in mine.iterdir()} == {"chapter.txt": "years of work"}


def test_the_site_is_deployed_by_the_command_of_mkdocs(project: Path, tmp_path: Path) -> None:
    """It goes to a repository beside the project, with what the build published and nothing that it only staged."""
    git = ["git", "-c", "user.name=A Desk", "-c", "user.email=desk@example.org"]
    remote = tmp_path / "remote.git"
    for arguments in (["init", "-q", "--bare", str(remote)], ["init", "-q", "."], ["add", "docs"],
                      ["commit", "-q", "-m", "First"], ["remote", "add", "origin", str(remote)]):  # fmt: skip
        subprocess.run([*git, *arguments], cwd=project, check=True, capture_output=True)
    author = {f"GIT_{who}_{what}": "desk@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        compose_command("gh-deploy"), cwd=project, env=compose_environment(**author), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    listed = subprocess.run(
        ["git", "-C", str(remote), "ls-tree", "-r", "--name-only", "gh-pages"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(listed.stdout.splitlines()) - {".nojekyll"} == set(hash_files(project / "site")) - {MARK}
    assert {path.name for path in project.glob(".site*")} == {".site.lock"}


def test_the_words_of_a_project_are_on_its_pages(project: Path) -> None:
    """Each change of the file causes a build: the words are on every page, and no cache keeps the old ones."""
    page, words = project / "site/people/li-wen/index.html", project / "words.yml"
    before = page.read_bytes()
    words.write_text("nav_people: Leute\nfacts_happened: Ereignisse\n")
    build_project(project, "--strict")
    shown = page.read_text()
    assert [shown.count(text) > 0 for text in (">Leute<", "<h2>Ereignisse ", ">People<")] == [True, True, False]
    words.write_text("nav_peeple: Leute\n")
    done = build_project(project)
    assert done.returncode == 1
    assert (
        "words.yml:1:1: B608 'nav_peeple' is not a word of the interface\n    did you mean 'nav_people'?" in done.stdout
    )
    words.unlink()
    build_project(project, "--strict")
    assert page.read_bytes() == before


def test_the_theme_names_the_language_of_the_words(project: Path) -> None:
    (project / "words.yml").write_text("language: de\n")
    done = build_project(project)
    assert done.returncode == 1
    what = "B611 theme.language is 'en', but the words of the interface are in 'de'\n    set language: de below theme"
    assert what in done.stdout
    assert "mkdocs.yml:1:1: B611" not in done.stdout, "it names the line of the setting"
