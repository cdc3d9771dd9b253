"""publish/cache_key.py and adapter/configuration.py: whatever pages are made from changes the key, nothing else
does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs import utils
from mkdocs.config import load_config

from adapter import configuration
from adapter.configuration import compute_build_key, may_skip_builds
from briefing_files import write_files
from press.publish.cache_key import compute_key, digest_of, list_packages

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
SETTINGS = """\
INHERIT: base.yml
site_name: !ENV [BRIEFING_NAME, A Briefing]
site_url: https://example.org/b/
theme: {name: material, custom_dir: look, font: false}
plugins: []
nav: [{Home: index.md}]
exclude_docs: "*.draft.md"
markdown_extensions:
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - pymdownx.superfences: {custom_fences: [{name: plain, class: plain, format: !!python/name:a_fence.render }]}
extra: {briefing: {schema_version: 1}}
"""
FENCE = "def render(source, *_, **__):\n    return source\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of a few files, with its own code and theme."""
    files = {"mkdocs.yml": SETTINGS, "base.yml": "copyright: Ours\nextra: {made: 1}\n", "docs/index.md": "# Home\n",
             "look/main.html": "{% extends 'base.html' %}", "parts/note.html": "A note.", "code/a_fence.py": FENCE,
             "hooks/on_mkdocs.py": "'''Hooks.'''\n"}  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "look/parts").symlink_to(tmp_path / "parts")
    monkeypatch.syspath_prepend(str(tmp_path / "code"))
    monkeypatch.delitem(sys.modules, "a_fence", raising=False)
    monkeypatch.setattr(configuration, "HOOKS", tmp_path / "hooks")
    monkeypatch.delenv("BRIEFING_NAME", raising=False)
    return tmp_path


def key_of(project: Path, command: str = "build", **options: object) -> str:
    return compute_build_key(load_config(str(project / "mkdocs.yml"), **options), command)  # type: ignore[arg-type]


def rewrite(project: Path, name: str, before: str, after: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    assert before in text
    (project / name).write_text(text.replace(before, after), encoding="utf-8")


EDITS = {
    "a setting": ("mkdocs.yml", "example.org/b/", "example.org/c/"),
    "a setting of the briefing": ("mkdocs.yml", "schema_version: 1", "schema_version: 2"),
    "the default of a variable": ("mkdocs.yml", "A Briefing", "Another"),
    "an inherited setting": ("base.yml", "Ours", "Theirs"),
    "an inherited setting of the theme's own": ("base.yml", "made: 1", "made: 2"),
    "the theme": ("mkdocs.yml", "name: material", "name: mkdocs"),
    "an option of the theme": ("mkdocs.yml", "font: false", "font: {text: Serif}"),
    "the navigation": ("mkdocs.yml", "Home: index.md", "Start: index.md"),
    "what is left out of docs": ("mkdocs.yml", "*.draft.md", "*.draft"),
    "a Markdown extension": ("mkdocs.yml", "  - toc", "  - sane_lists\n  - toc"),
    "an option of a Markdown extension": ("mkdocs.yml", "name: plain", "name: plainer"),
    "what an object is made from": ("mkdocs.yml", "case: lower", "case: fold"),
    "code that a setting names": ("code/a_fence.py", "return source", "return ''"),
    "a template of the project's own": ("look/main.html", "base.html", "other.html"),
    "a file in a linked folder of the theme": ("parts/note.html", "A note", "No note"),
    "the generator": ("hooks/on_mkdocs.py", "Hooks", "Our hooks"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_the_key_changes_with(project: Path, edit: tuple[str, str, str]) -> None:
    before = key_of(project)
    assert key_of(project) == before
    rewrite(project, *edit)
    assert key_of(project) != before


def test_the_key_changes_with_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(project)
    monkeypatch.setenv("BRIEFING_NAME", "Another")
    assert key_of(project) != before


@pytest.mark.parametrize("options", [{"use_directory_urls": False}, {"theme": "mkdocs"}], ids=str)
def test_the_key_changes_with_an_option_of_the_command_line(project: Path, options: dict[str, object]) -> None:
    assert key_of(project, **options) != key_of(project)


@pytest.mark.parametrize("name", ["words.yml", "docs/assets/cards/cards.json"])
def test_the_key_changes_with_the_words_and_what_cards_say(project: Path, name: str) -> None:
    keys = [key_of(project)]
    for text in ("home: Start\n", "home: Begin\n"):
        write_files(project, {name: text})
        keys.append(key_of(project))
    assert len(set(keys)) == 3


@pytest.mark.parametrize("options", [{"strict": True}, {"site_dir": "elsewhere"}, {"dev_addr": "127.0.0.1:9"}], ids=str)
def test_settings_that_change_no_page_leave_the_key(project: Path, options: dict[str, object]) -> None:
    assert key_of(project, **options) == key_of(project)


def test_a_comment_or_a_different_folder_leaves_the_key(project: Path) -> None:
    before = key_of(project)
    rewrite(project, "mkdocs.yml", "plugins: []", "plugins: []  # none")
    (project / "hooks/__pycache__").mkdir()
    (project / "hooks/__pycache__/on_mkdocs.pyc").write_bytes(b"compiled")
    assert key_of(project) == before
    moved = project / "deeper/place"
    shutil.copytree(project, moved, symlinks=True, ignore=shutil.ignore_patterns("deeper"))
    assert key_of(moved) == before


def test_only_the_store_of_pages_depends_on_their_address(project: Path) -> None:
    build, serve = key_of(project), key_of(project, "serve")
    rewrite(project, "mkdocs.yml", "example.org/b/", "example.org/c/")
    assert (key_of(project) != build, key_of(project, "serve") == serve) == (True, True)


def test_the_key_is_the_same_in_every_process(project: Path) -> None:
    """It contains no memory addresses and does not depend on the order of sets."""
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from mkdocs.config import load_config\n"
        "from adapter.configuration import compute_build_key\n"
        "print(compute_build_key(load_config(sys.argv[1]), 'build'))"
    )
    command = [sys.executable, "-c", code, str(project / "mkdocs.yml"), str(ROOT / "hooks"), str(project / "code")]
    keys = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=project, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(keys) == 1


# Packages


def install(folder: Path, name: str, version: str, entry_points: str = "") -> Path:
    """Creates the folder that marks a package as installed."""
    made = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    made.mkdir(parents=True)
    (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    (made / "entry_points.txt").write_text(entry_points, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", PACKAGES)
def test_the_key_changes_with_the_version_of(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every package of requirements.txt."""
    installed = dict(list_packages())
    normal = name.lower().replace("-", "_").replace(".", "_")
    assert normal in installed
    before = compute_key("", [])
    monkeypatch.syspath_prepend(str(install(tmp_path, name, "999.1")))
    assert (dict(list_packages())[normal], compute_key("", []) != before) == ("999.1", True)


def test_packages_are_read_as_their_own_metadata_says() -> None:
    from importlib.metadata import version

    installed = dict(list_packages())
    names = [name for name in PACKAGES if name != "colorama"]
    assert {name: installed[name.lower().replace("-", "_")] for name in names} == {
        name: version(name) for name in names
    }


def test_a_search_path_that_is_not_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compute_key("", [])
    (tmp_path / "packages.zip").write_bytes(b"no archive")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "packages.zip"), str(tmp_path / "gone")])
    assert compute_key("", []) == before


def test_no_theme_package(project: Path) -> None:
    rewrite(project, "mkdocs.yml", "name: material,", "name: null,")
    before = key_of(project)
    rewrite(project, "look/main.html", "base.html", "other.html")
    assert key_of(project) != before


def test_a_theme_package_installed_in_editable_mode(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files change without a new version: they are elsewhere, without metadata beside them."""
    source = project / "source/a_theme"
    source.mkdir(parents=True)
    for name, text in {"__init__.py": "", "mkdocs_theme.yml": "extends: mkdocs\n", "main.html": "one"}.items():
        (source / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(source.parent))
    install(tmp_path / "lib", "a-theme", "1.0", "[mkdocs.themes]\na_theme = a_theme\n")
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    utils.get_themes.cache_clear()
    rewrite(project, "mkdocs.yml", "name: material", "name: a_theme")
    before = key_of(project)
    assert key_of(project) == before
    (source / "main.html").write_text("two", encoding="utf-8")
    assert key_of(project) != before
    utils.get_themes.cache_clear()


# Folders


def test_a_digest_follows_links_and_ends_in_a_circle(tmp_path: Path) -> None:
    top, outside = tmp_path / "top", tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "deep/page.md").write_text("one")
    (outside / "page.md").write_text("one")
    top.mkdir()
    (top / "folder").symlink_to(outside)
    (top / "file.md").symlink_to(outside / "page.md")
    (outside / "deep/back").symlink_to(top)
    (top / "nowhere").symlink_to(tmp_path / "nothing")
    digests = [digest_of(top)]
    for path in (outside / "deep/page.md", outside / "page.md"):
        path.write_text("two")
        digests.append(digest_of(top))
    (outside / "page.md").rename(outside / "other.md")
    digests.append(digest_of(top))
    assert len(set(digests)) == 4


def test_a_digest_of_a_missing_file_differs_from_that_of_an_empty_file(tmp_path: Path) -> None:
    before = digest_of(tmp_path / "words.yml")
    (tmp_path / "words.yml").write_bytes(b"")
    after = digest_of(tmp_path / "words.yml")
    (tmp_path / "words.yml").write_bytes(b"a")
    assert len({before, after, digest_of(tmp_path / "words.yml")}) == 3


# Builds that may be skipped


EXTENSION = """\
from markdown import Extension

def makeExtension(**_):
    return type("Nothing", (Extension,), {"extendMarkdown": lambda *_: None})()
"""


@pytest.mark.parametrize(
    ("extensions", "plugins", "hooks", "expected"),
    [
        ("[toc, tables, markdown.extensions.abbr, pymdownx.tilde]", "[]", "", True),
        ("[toc: {permalink: true}]", "[]", "", True),
        ("[toc: {slugify: !!python/name:a_fence.render }]", "[]", "", False),
        ("[pymdownx.snippets]", "[]", "", False),
        ("[a_fence]", "[]", "", False),
        ("[toc]", "[search]", "", False),
        ("[toc]", "[]", ", code/late.py", False),
    ],
)
def test_a_build_may_be_skipped_only_if_everything_that_it_reads_is_known(
    project: Path, extensions: str, plugins: str, hooks: str, expected: bool
) -> None:
    (project / "code/a_fence.py").write_text(FENCE + EXTENSION, encoding="utf-8")
    (project / "code/late.py").write_text("", encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        f"site_name: A Briefing\nmarkdown_extensions: {extensions}\nplugins: {plugins}\n"
        f"hooks: [hooks/on_mkdocs.py{hooks}]\n",
        encoding="utf-8",
    )
    assert may_skip_builds(load_config(str(project / "mkdocs.yml"))) is expected
