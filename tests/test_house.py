"""The architecture: which module may import which, and that every template and word is both used and defined."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from import_graph import find_circle, list_imports, list_sources, read_module_graph, read_room_graph
from press.content.kinds import KINDS
from press.site.views import VIEWS
from press.site.wording import read_words

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
PRESS = HOOKS / "press"
TEMPLATES = PRESS / "templates"
THEME = HOOKS / "theme"
MAX_LINES = 400

LAYERS = (
    "press.problem",
    "press.incremental",
    "press.content",
    "press.library",
    "press.site",
    "press.outputs",
    "press.publish",
    "press.desk",
    "press.cli",
    "adapter",
)
"""From the bottom up: a layer imports only layers that come before it here."""

DOORS = {
    "on_mkdocs": {"adapter", "press.publish", "press.content", "press.incremental", "press.problem"},
    "draw_cards": {"press.site", "press.library", "press.problem"},
    "__main__": {"press.cli"},
}
"""The files that are run from outside -> the layers that each may import."""

OWNERS = {
    "yaml": {"press/content/yaml_source.py", "press/content/settings_file.py"},
    "jinja2": {"press/site/jinja_env.py", "adapter/building.py", "adapter/theme_pages.py", "on_mkdocs.py"},
    "markdown": {"press/site/conversion.py"},
    "nh3": {"press/site/conversion.py", "press/content/safe_html.py"},
    "trafilatura": {"press/desk/reading/pages.py"},
    "feedparser": {"press/desk/reading/feeds.py"},
    "lxml": {
        "press/desk/reading/element_text.py",
        "press/desk/reading/feeds.py",
        "press/desk/reading/pages.py",
        "press/desk/reading/visible_dates.py",
    },
    "pysbd": {"press/content/evidence/passages.py"},
    "sqlite3": {"press/incremental/store.py"},
    "mkdocs": {
        "on_mkdocs.py",
        "adapter/building.py",
        "adapter/configuration.py",
        "adapter/hand_written.py",
        "adapter/refusals.py",
        "adapter/serving.py",
        "adapter/site_files.py",
        "adapter/theme_pages.py",
        "press/cli/project.py",
        "draw_cards.py",
    },  # fmt: skip
}
"""Package -> the only files, below `hooks/`, that may import it."""

MAX_ARROWS = 49
"""The most imports between the rooms of the top two levels."""

SOURCES = list_sources()


def test_a_layer_imports_only_wings_below_it() -> None:
    for room, imported in read_room_graph().items():
        allowed = DOORS[room] if room in DOORS else set(LAYERS[: LAYERS.index(room)])
        assert imported - allowed == set(), room


def test_no_module_imports_itself_through_others() -> None:
    assert find_circle(read_module_graph()) == []


def test_there_are_few_imports_between_rooms() -> None:
    rooms = read_room_graph()
    assert set(rooms) == {*LAYERS, *DOORS}
    assert sum(map(len, rooms.values())) <= MAX_ARROWS


def test_every_layer_states_its_input_and_output() -> None:
    for layer in LAYERS[1:]:
        text = ast.get_docstring(ast.parse((HOOKS / layer.replace(".", "/") / "__init__.py").read_text())) or ""
        assert re.search(r"\bInput: ", text), layer
        assert re.search(r"\bOutput: ", text), layer
        assert "may import" in text, layer


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOOKS)))
def test_a_package_is_imported_only_where_it_belongs(path: Path) -> None:
    packages = {name.split(".")[0] for name in list_imports(path, set())} & set(OWNERS)
    assert {package for package in packages if path.relative_to(HOOKS).as_posix() not in OWNERS[package]} == set()


def test_no_file_is_long() -> None:
    kept = [path for path in HOOKS.rglob("*.py") if path != PRESS / "problem" / "codes.py"]  # a list, not code
    kept += [*Path(__file__).parent.rglob("*.py"), *TEMPLATES.rglob("*.*")]
    kept += [*THEME.rglob("*.mjs"), *THEME.rglob("*.css"), *THEME.rglob("*.html")]
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in kept}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}


# Templates


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in [*SOURCES, HOOKS / "on_mkdocs.py"])


def template_texts() -> dict[str, str]:
    files = sorted(TEMPLATES.rglob("*.*"))
    return {path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_every_template_is_used() -> None:
    texts = template_texts()
    named = {f"{view.template}.html" for view in VIEWS.values()}
    named |= {f"{kind.template}.{ending}" for kind in KINDS.values() for ending in ("html", "md")}
    named |= set(re.findall(r'get_template\("([\w.]+)"\)', code()))
    for text in texts.values():
        named |= set(re.findall(r'{%-? *(?:include|import|from|extends) "([\w./]+)"', text))
    assert set(texts) - named == set()
    assert named - set(texts) - {"main.html"} == set()


# Words


ASKED = r"\b(?:words|_?texts|w)\.(?:fill(?:_html|_entry)?|count(?:_html)?|select|get_(?:list|table|forms))\(\s*"
"""A call that uses a word by its key."""


def words_named() -> set[str]:
    """The keys that templates and code use by name."""
    theme = [path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.html"))]
    pages = "\n".join([*template_texts().values(), *theme])
    source = code()
    named = set(re.findall(r"\bw\.(\w+)", pages)) | set(re.findall(r"\bw\[[\"'](\w+)[\"']\]", pages))
    named |= set(re.findall(r"\b(?:words|texts|self)\[[\"'](\w+)[\"']\]", source))
    named |= set(re.findall(rf"{ASKED}[\"'](\w+)[\"']", f"{source}\n{pages}"))
    for label in re.findall(r"\.label\(\"(\w+)\"", source):
        named |= {label, f"{label}_anchor"}
    named |= {key for kind in KINDS.values() for key in kind.words}
    named |= {view.menu.word for view in VIEWS.values() if view.menu}
    return named - {"get_forms", "mark"}


def made_keys() -> re.Pattern[str]:
    """The keys that code and templates compose, `kind_{…}` and `"kind_" ~ …`, as one pattern."""
    source = code()
    shapes = [re.sub(r"\{[^{}]*\}", "{}", shape) for shape in re.findall(r"words\[f\"([^\"]+)\"\]", source)]
    shapes += [re.sub(r"\{[^{}]*\}", "{}", shape) for shape in re.findall(rf"{ASKED}f\"([^\"]+)\"", source)]
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
        path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.*")) if path.suffix in (".html", ".mjs")
    )
    unused = {key for key in set(words) - words_named() if not made_keys().fullmatch(key)}
    assert {key for key in unused if f'"{key}"' not in texts} == set()
