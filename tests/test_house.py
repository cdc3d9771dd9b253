"""The plan of the house: who may import whom, and that nothing is named that is not there, or there and never named."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.site.settings import read_words

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
PRESS = HOOKS / "press"
TEMPLATES = PRESS / "templates"
THEME = HOOKS / "theme"
MAX_LINES = 400

ROOMS = [
    "crew",
    "problem",
    "source",
    "values",
    "folders",
    "kinds",
    "addresses",
    "reading",
    "evidence",
    "git",
    "memory",
    "inputs",
    "cache",
    "files",
    "library",
    "taking",
    "links",
    "texts",
    "statements",
    "said",
    "derive",
    "prose",
    "checks",
    "history",
    "briefing",
    "documents",
    "remember",
    "settings",
    "views",
    "cards",
    "linked_data",
    "csp",
    "templating",
    "render",
    "outputs",
    "linking",
    "build",
    "staging",
    "publish",
    "banner",
    "live",
    "hosts",
    "desk",
]
"""From the ground up: a room imports only rooms that stand before it here."""

ONLY_IN = {
    "yaml": {"source.py"},
    "jinja2": {"templating.py"},
    "markdown": {"prose.py"},
    "nh3": {"prose.py"},
    "pysbd": {"passages.py"},
}
"""Packages that one room of press keeps to itself."""

SOURCES = sorted(PRESS.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PRESS).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file of press imports, absolute: `press.views.site`, `yaml`."""
    package = ["press", *path.relative_to(PRESS).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1]
            if node.module:
                yield ".".join([*base, node.module])
            else:
                yield from (".".join([*base, alias.name]) for alias in node.names)


def test_every_room_has_its_place_in_the_order() -> None:
    found = {room_of(path) for path in SOURCES} - {"__init__"}
    assert found == set(ROOMS)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PRESS)))
def test_a_room_imports_only_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    allowed = {*ROOMS[: ROOMS.index(room)], room} if room in ROOMS else set()
    rooms = {name.split(".")[1] for name in imports(path) if name.startswith("press.")}
    assert rooms - allowed == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PRESS)))
def test_packages_that_one_room_keeps(path: Path) -> None:
    packages = {name.split(".")[0] for name in imports(path)}
    assert "mkdocs" not in packages
    assert {package for package in packages & set(ONLY_IN) if path.name not in ONLY_IN[package]} == set()


def test_no_file_is_long() -> None:
    kept = [*HOOKS.rglob("*.py"), *Path(__file__).parent.rglob("*.py"), *TEMPLATES.iterdir()]
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in kept}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}


# Templates


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in [*SOURCES, HOOKS / "on_mkdocs.py"])


def template_texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.iterdir())}


def templates_named_in_views() -> set[str]:
    """The second argument of every `Page(…)` and `Listing(…)`, and their `template=`, where it is written out."""
    named: set[str] = set()
    for path in sorted((PRESS / "views").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Page", "Listing"):
                given = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "template")]
                named.update(str(value.value) for value in given if isinstance(value, ast.Constant))
    return named


def test_every_template_that_a_view_names_exists() -> None:
    assert {name for name in templates_named_in_views() if not (TEMPLATES / f"{name}.html").is_file()} == set()


def test_every_template_is_used() -> None:
    texts = template_texts()
    named = {f"{name}.html" for name in templates_named_in_views()}
    named |= set(re.findall(r'get_template\("([\w.]+)"\)', code()))
    for text in texts.values():
        named |= set(re.findall(r'{%-? *(?:include|import|from|extends) "([\w.]+)"', text))
    assert set(texts) - named == set()
    assert named - set(texts) - {"main.html"} == set()


# Words


def words_named() -> set[str]:
    """The keys that templates and code ask for by name."""
    theme = [path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.html"))]
    pages = "\n".join([*template_texts().values(), *theme])
    named = set(re.findall(r"\b(?:w|words|config\.extra\.words)\.(\w+)", pages))
    named |= set(re.findall(r"\b(?:w|words)\[[\"'](\w+)[\"']\]", pages))
    source = code()
    named |= set(re.findall(r"\bwords\[[\"'](\w+)[\"']\]", source))
    for label in re.findall(r"\.label\(\"(\w+)\"", source):
        named |= {label, f"{label}_anchor"}
    return named - {"items", "get", "keys", "values"}


def made_keys() -> re.Pattern[str]:
    """The keys that code and templates put together: `kind_{…}` and `"kind_" ~ …`, as one pattern."""
    source = code()
    shapes = [re.sub(r"\{[^{}]*\}", "{}", shape) for shape in re.findall(r"words\[f\"([^\"]+)\"\]", source)]
    shapes += re.findall(r"w\[\"(\w+_)\" *~", "\n".join(template_texts().values()))
    shapes += [f"{{}}{end}" for end in ("_anchor",)]
    patterns = [r"[\w-]+".join(map(re.escape, shape.split("{}"))) for shape in shapes]
    return re.compile("|".join(f"(?:{p}[\\w-]*)" if p.endswith("_") else f"(?:{p})" for p in patterns))


def test_every_word_that_is_named_exists() -> None:
    words, problems = read_words()
    assert problems == []
    assert words_named() - set(words) == set()


def test_every_word_is_used() -> None:
    words, _ = read_words()
    texts = code() + "\n".join(template_texts().values())
    texts += "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.*")) if path.suffix in (".html", ".js")
    )
    unused = {key for key in set(words) - words_named() if not made_keys().fullmatch(key)}
    assert {key for key in unused if f'"{key}"' not in texts} == set()


def test_words_are_written() -> None:
    words, _ = read_words()
    assert {key for key, value in words.items() if not value.strip()} == set()
