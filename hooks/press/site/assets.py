"""The style sheet and the script of the theme: written as several parts, one per concern, and served as one file each.

`styles/main.css` lists its parts as `@import "part.css";`, in the order of the cascade. `scripts/main.mjs` and what it
imports are ES modules whose top-level names differ, and which import only with `import { name } from "./module.mjs";`.
Joining drops these lines, indentation, line ends after `;`, `{` and `,`, comments on lines of their own, types within
lines (`/** @type {…} */`), and spaces at braces in CSS. It parses neither language, so no string may span several
lines.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ..problem import Place, suggest_nearest

STYLES, SCRIPTS = "styles", "scripts"
"""The folders of the parts, below the theme's."""

_COMMENT_LINES = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*|//[^\n]*)?\n", re.MULTILINE)
_TYPES = re.compile(r"/\*\* @(?:[^*]|\*(?!/))*\*/ ?")
_INDENTATION = re.compile(r"^[ \t]+|(?<=[;{,])\n[ \t]*", re.MULTILINE)
_CSS_SPACE = re.compile(r"(?<=[{;]) +| +(?=[{}])|;\s*(?=})")
_CSS_IMPORT = re.compile(r'^@import "([^"/]+)";\n', re.MULTILINE)
_CSS_IMPORT_WORD = re.compile(r"^@import\b", re.MULTILINE)
_IMPORT = re.compile(r'^import \{([^{}]*)\} from "\./([^"/]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const|let) )", re.MULTILINE)
_OTHER_SYNTAX = re.compile(r"^(?:import|export)\b[^\n]*", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_TOP_LEVEL = re.compile(r"^(export )?(?:async function|function|class|const|let) (\w+)", re.MULTILINE)


class AssetError(Exception):
    """The parts of an asset do not fit together. The message begins with file:line:column."""


def join_styles(theme: Path) -> str:
    """The style sheet of the theme in the folder `theme`; raises AssetError."""
    main = _read_part(theme / STYLES / "main.css")
    found = list(_CSS_IMPORT.finditer(main.text))
    parts = [_read_imported(main, match, 1) for match in found]
    _check_css_imports(main, {match.start() for match in found})
    for part in parts:
        _check_css_imports(part, set())
    text = "".join([part.text for part in parts] + [_CSS_IMPORT.sub("", main.text)])
    return _CSS_SPACE.sub("", _squeeze(text))


def join_scripts(theme: Path) -> str:
    """The script of the theme in the folder `theme`, as one function that is called immediately; raises AssetError.

    Each module comes after the modules that it imports.
    """
    modules = _order_modules(theme)
    _check_names(modules)
    bodies = [_squeeze(_EXPORT.sub("", _IMPORT.sub("", module.text))) for module in modules]
    return '(() => {\n"use strict";\n' + "".join(bodies) + "})();\n"


def _squeeze(text: str) -> str:
    """The text without what only its authors need."""
    return _INDENTATION.sub("", _TYPES.sub("", _COMMENT_LINES.sub("", text)))


@dataclass(frozen=True)
class _Part:
    """One file of an asset."""

    path: Path
    text: str

    def error(self, offset: int, what: str, cure: str) -> AssetError:
        """An error at a position in the text; the file's path is relative to the current folder."""
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        place = Place(Path(os.path.relpath(self.path)).as_posix(), line, column)
        return AssetError(f"{place}: {what}\n    {cure}")


def _read_part(path: Path) -> _Part:
    text = path.read_text(encoding="utf-8")
    return _Part(path, text if text.endswith("\n") else f"{text}\n")


def _read_imported(part: _Part, found: re.Match[str], group: int) -> _Part:
    """The part with the file name `found[group]`, which `part` imports from its own folder."""
    return _read_part(_find_imported(part, found, group))


def _find_imported(part: _Part, found: re.Match[str], group: int) -> Path:
    folder = part.path.parent
    path = folder / found[group]
    if path.parent != folder or not path.is_file():
        names = sorted(file.name for file in folder.iterdir())
        cure = suggest_nearest(found[group], names) or f"the folder has {', '.join(names)}"
        raise part.error(found.start(group), f"there is no file '{found[group]}' in {folder.name}/", cure)
    return path


def _check_css_imports(part: _Part, known: set[int]) -> None:
    """Rejects an import that does not begin at one of the `known` positions."""
    for found in _CSS_IMPORT_WORD.finditer(part.text):
        if found.start() not in known:
            cure = 'list the part in main.css, on a line of its own: @import "part.css";'
            raise part.error(found.start(), "this import cannot be joined", cure)


def _order_modules(theme: Path) -> list[_Part]:
    """The main module and everything that it needs, each once and after what it imports."""
    done: dict[Path, _Part] = {}

    def visit(module: _Part, path: tuple[str, ...]) -> None:
        _check_syntax(module)
        for found in _IMPORT.finditer(module.text):
            imported = _find_imported(module, found, 2)
            circle = (*path, imported.name)
            if imported.name in path:
                what = f"the modules import each other in a circle: {' -> '.join(circle)}"
                raise module.error(found.start(2), what, "move what both need into a module of its own")
            if imported not in done:
                visit(_read_part(imported), circle)
            _check_import(module, found, done[imported])
        done[module.path] = module

    main = _read_part(theme / SCRIPTS / "main.mjs")
    visit(main, (main.path.name,))
    return list(done.values())


def _check_syntax(module: _Part) -> None:
    """Rejects what joining would change: other forms of import and export, and a template that spans several lines."""
    known = {found.start() for pattern in (_IMPORT, _EXPORT) for found in pattern.finditer(module.text)}
    for found in _OTHER_SYNTAX.finditer(module.text):
        if found.start() not in known:
            cure = 'write `import { name } from "./module.mjs";`, or `export` before a function, class, const or let'
            raise module.error(found.start(), f"'{found[0]}' cannot be joined", cure)
    code = _COMMENT_LINES.sub(lambda comment: _LINE.sub(_blank, comment[0]), module.text)
    if odd := next((line for line in _LINE.finditer(code) if line[0].count("`") % 2), None):
        cure = "write '\\n' in it; for the character alone, '\\u0060'"
        raise module.error(odd.start() + odd[0].index("`"), "a template literal spans several lines", cure)


def _blank(line: re.Match[str]) -> str:
    return " " * len(line[0])


def _check_import(module: _Part, found: re.Match[str], imported: _Part) -> None:
    """Rejects names that the imported module does not export."""
    exported = [name[2] for name in _TOP_LEVEL.finditer(imported.text) if name[1]]
    for name in re.finditer(r"[^\s,][^,]*?(?=\s*(?:,|$))", found[1]):
        if name[0] not in exported:
            cure = suggest_nearest(name[0], exported) or f"it exports {', '.join(exported) or 'nothing'}"
            what = f"{imported.path.name} does not export '{name[0]}'"
            raise module.error(found.start(1) + name.start(), what, cure)


def _check_names(modules: list[_Part]) -> None:
    """Rejects a name that two modules have at their top level: once joined, they share one scope."""
    owners: dict[str, _Part] = {}
    for module in modules:
        for found in _TOP_LEVEL.finditer(module.text):
            owner = owners.setdefault(found[2], module)
            if owner is not module:
                what = f"'{found[2]}' is also a name in {owner.path.name}"
                raise module.error(found.start(2), what, "give one of the two another name")
