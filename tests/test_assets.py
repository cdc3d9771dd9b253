"""The style sheet and the script: how the theme's parts are joined, and what is rejected."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from press.site.assets import AssetError, join_scripts, join_styles
from project_factory import build_project, make_project

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
THEME = HOOKS / "theme"
STYLES = sorted((THEME / "styles").glob("*.css"))
SCRIPTS = sorted((THEME / "scripts").glob("*.mjs"))
MAX_CSS_BYTES = 12_000
"""The maximum for the style sheet of a generated page, compressed. The limit in docs/experience.md is 30,000."""
MAX_JS_BYTES = 20_000
"""The maximum for our script, compressed: a third of the limit in docs/experience.md, for slow phones."""
MAX_SIZES = 8

Write = Callable[[dict[str, str]], Path]


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a theme from parts, given by their paths, and returns its folder; errors call it `theme`."""
    monkeypatch.chdir(tmp_path)

    def write(parts: dict[str, str]) -> Path:
        for name, text in parts.items():
            path = tmp_path / "theme" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "theme"

    return write


def read_error(join: Callable[[Path], str], folder: Path) -> str:
    with pytest.raises(AssetError) as caught:
        join(folder)
    return str(caught.value)


def weigh(text: str) -> int:
    return len(gzip.compress(text.encode(), mtime=0))


# Style sheets


def test_styles_are_joined_in_the_order_of_main(theme: Write) -> None:
    folder = theme(
        {
            "styles/main.css": '/* The order. */\n@import "b.css";\n@import "a.css";\n',
            "styles/a.css": '/* Of\n   a. */\n.a { color: red; }\n\n.a::after { content: " · "; }\n',
            "styles/b.css": ".b {\n  margin: 0;\n  padding: 1px,\n    2px;\n}\n@media print {\n  .b { top: 0; }\n}",
        }
    )
    assert join_styles(folder) == (
        '.b{margin: 0;padding: 1px,2px}\n@media print{.b{top: 0}\n}\n.a{color: red}\n.a::after{content: " · "}\n'
    )


def test_a_missing_style_sheet(theme: Write) -> None:
    folder = theme({"styles/main.css": '@import "base.css";\n@import "tokns.css";\n', "styles/base.css": ""})
    theme({"styles/tokens.css": ""})
    assert read_error(join_styles, folder) == (
        "theme/styles/main.css:2:10: there is no file 'tokns.css' in styles/\n    did you mean 'tokens.css'?"
    )


@pytest.mark.parametrize("line", ['@import url("a.css");', '@import "../a.css";', '@import "a.css" print;'])
def test_an_import_of_another_form(theme: Write, line: str) -> None:
    folder = theme({"styles/main.css": f"/**/\n{line}\n", "styles/a.css": ""})
    assert read_error(join_styles, folder).startswith("theme/styles/main.css:2:1: this import cannot be joined\n")


def test_only_main_lists_parts(theme: Write) -> None:
    folder = theme({"styles/main.css": '@import "a.css";\n', "styles/a.css": '@import "b.css";\n', "styles/b.css": ""})
    assert read_error(join_styles, folder).startswith("theme/styles/a.css:1:1: this import cannot be joined\n")


# Scripts


def test_scripts_are_joined_after_what_they_import(theme: Write) -> None:
    folder = theme(
        {
            "scripts/main.mjs": (
                '/* All. */\nimport { start } from "./a.mjs";\nimport { two } from "./b.mjs";\n\nstart(two);\n'
            ),
            "scripts/a.mjs": (
                'import {\n  one,\n  two,\n} from "./b.mjs";\n\n/**\n * Starts.\n * @param {number} more\n */\n'
                "export async function start(more) {\n  // Adds.\n  const f = (/** @type {number} */ n) => n + one;\n"
                "  return f(more) + two;\n}\n"
            ),
            "scripts/b.mjs": "export const one = 1;\nexport let two = 2;\nexport class Three {}",
        }
    )
    assert join_scripts(folder) == (
        '(() => {\n"use strict";\nconst one = 1;let two = 2;class Three {}\n'
        "async function start(more) {const f = (n) => n + one;return f(more) + two;}\n"
        "start(two);})();\n"
    )


def test_a_missing_module(theme: Write) -> None:
    folder = theme({"scripts/main.mjs": 'import { find } from "./dmo.mjs";\n', "scripts/dom.mjs": ""})
    assert read_error(join_scripts, folder) == (
        "theme/scripts/main.mjs:1:25: there is no file 'dmo.mjs' in scripts/\n    did you mean 'dom.mjs'?"
    )


def test_a_name_that_is_not_exported(theme: Write) -> None:
    folder = theme(
        {
            "scripts/main.mjs": '\nimport { find, finAll } from "./dom.mjs";\n',
            "scripts/dom.mjs": "export const find = 1;\nexport function findAll() {}\nfunction hide() {}\n",
        }
    )
    assert read_error(join_scripts, folder) == (
        "theme/scripts/main.mjs:2:16: dom.mjs does not export 'finAll'\n    did you mean 'findAll'?"
    )
    theme({"scripts/main.mjs": 'import { hide } from "./dom.mjs";\n'})
    assert read_error(join_scripts, folder) == (
        "theme/scripts/main.mjs:1:10: dom.mjs does not export 'hide'\n    it exports find, findAll"
    )


def test_a_renaming_import_is_rejected(theme: Write) -> None:
    folder = theme(
        {"scripts/main.mjs": 'import { a as b } from "./a.mjs";\n', "scripts/a.mjs": "export const a = 1;\n"}
    )
    assert read_error(join_scripts, folder).startswith("theme/scripts/main.mjs:1:10: a.mjs does not export 'a as b'\n")


def test_modules_in_a_circle(theme: Write) -> None:
    folder = theme(
        {
            "scripts/main.mjs": 'import { a } from "./a.mjs";\n',
            "scripts/a.mjs": 'import { b } from "./b.mjs";\nexport const a = 1;\n',
            "scripts/b.mjs": 'import { a } from "./a.mjs";\nexport const b = 1;\n',
        }
    )
    assert read_error(join_scripts, folder) == (
        "theme/scripts/b.mjs:1:22: the modules import each other in a circle: main.mjs -> a.mjs -> b.mjs -> a.mjs\n"
        "    move what both need into a module of its own"
    )


def test_two_modules_with_one_name(theme: Write) -> None:
    folder = theme(
        {
            "scripts/main.mjs": 'import { a } from "./a.mjs";\nfunction show() {}\n',
            "scripts/a.mjs": "export const a = 1;\nconst show = 2;\n",
        }
    )
    assert read_error(join_scripts, folder) == (
        "theme/scripts/main.mjs:2:10: 'show' is also a name in a.mjs\n    give one of the two another name"
    )


@pytest.mark.parametrize(
    "line", ['import x from "./a.mjs";', 'import "./a.mjs";', "export default 1;", 'export { a } from "./a.mjs";']
)
def test_a_form_of_import_or_export_that_is_not_joined(theme: Write, line: str) -> None:
    folder = theme({"scripts/main.mjs": f"const a = 1;\n{line}\n", "scripts/a.mjs": ""})
    assert read_error(join_scripts, folder).startswith(f"theme/scripts/main.mjs:2:1: '{line}' cannot be joined\n")


def test_a_template_that_spans_several_lines(theme: Write) -> None:
    folder = theme({"scripts/main.mjs": "/* A `stray one. */\nconst a = `1`;\nconst b = `2\n  3`;\n"})
    assert read_error(join_scripts, folder) == (
        "theme/scripts/main.mjs:3:11: a template literal spans several lines\n"
        "    write '\\n' in it; for the character alone, '\\u0060'"
    )


# The theme


def test_every_part_is_joined() -> None:
    listed = re.findall(r'@import "([\w.]+)"', (THEME / "styles" / "main.css").read_text(encoding="utf-8"))
    assert sorted([*listed, "main.css"]) == [path.name for path in STYLES]
    imported = {
        name for path in SCRIPTS for name in re.findall(r'^.*from "\./([\w.]+)"', path.read_text(), re.MULTILINE)
    }
    assert sorted({*imported, "main.mjs"}) == [path.name for path in SCRIPTS]


def test_the_same_parts_give_the_same_bytes() -> None:
    assert join_styles(THEME) == join_styles(THEME)
    assert join_scripts(THEME) == join_scripts(THEME)


def test_a_page_loads_little() -> None:
    assert weigh(join_styles(THEME)) <= MAX_CSS_BYTES
    assert weigh(join_scripts(THEME)) <= MAX_JS_BYTES


def test_font_sizes_are_steps_of_one_scale() -> None:
    tokens = (THEME / "styles" / "tokens.css").read_text(encoding="utf-8")
    scale = set(re.findall(r"^  (--text-\w+):", tokens, re.MULTILINE))
    assert len(scale) <= MAX_SIZES
    used: set[str] = set()
    for path in STYLES:
        text = path.read_text(encoding="utf-8")
        if path.name == "tokens.css":
            continue
        for value in re.findall(r"(?<![\w-])font(?:-size)?:\s*([^;]+);", text):
            size = re.sub(r"^\d+ |/.*$", "", value)
            assert size == "inherit" or re.fullmatch(r"var\(--(?:text-\w+|drawn(?:-\w+)?)\)", size), (
                f"{path.name}: {value}"
            )
            used |= set(re.findall(r"--text-\w+", size))
    assert used == scale


def test_colors_are_tokens() -> None:
    literal = re.compile(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)|\b(?:rgba?|hsla?|oklch|light-dark)\(")
    found = {path.name: literal.findall(path.read_text(encoding="utf-8")) for path in STYLES}
    assert {name for name, colors in found.items() if colors} == {"tokens.css"}


def test_every_token_is_used_and_every_used_token_exists() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    declared = set(re.findall(r"^\s+(--(?!md-)[\w-]+):", text, re.MULTILINE))
    assert declared == set(re.findall(r"var\((--[\w-]+)\)", text))


# The site


def test_a_build_publishes_only_the_joined_files(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    for name in ("styles/own.css", "assets/briefing.css"):
        (project / "docs" / name).parent.mkdir(exist_ok=True)
        (project / "docs" / name).write_text("p {}\n")
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    site = project / "site"
    assert (site / "assets" / "briefing.js").read_text(encoding="utf-8") == join_scripts(THEME)
    assert (site / "assets" / "briefing.css").read_text() == "p {}\n", "a file in docs/ comes before the theme's"
    parts = [path for folder in ("scripts", "styles") for path in (site / folder).glob("*")]
    assert [path.relative_to(site).as_posix() for path in parts] == ["styles/own.css"]


def test_a_build_stops_where_the_parts_do_not_fit(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    (project / "hooks" / "theme" / "scripts" / "menu.mjs").write_text("export const other = 1;\n")
    done = build_project(project)
    assert done.returncode == 1
    assert "hooks/theme/scripts/main.mjs:6:10: menu.mjs does not export 'revealCurrentItem'\n" in done.stdout
    assert "Traceback" not in done.stdout
    assert [path.name for path in project.glob("*site*")] == [".site.lock"]
