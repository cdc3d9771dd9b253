"""Where the values of mkdocs.yml are written. MkDocs reads the file; this module only finds places in it.

Tags such as `!ENV` are left as they are: https://www.mkdocs.org/user-guide/configuration/#environment-variables
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml

from ..problem import Place

INHERIT = "INHERIT"
"""The setting that names another file, whose settings count where this one has none."""
Locate = Callable[[Sequence[str]], Place]
"""Returns the place of the setting at a path in mkdocs.yml."""
MAX_INHERITED = 10
"""How many files are followed."""


def locate_setting(file: Path, path: Sequence[str]) -> Place:
    """The place of a value in `file` or in the files that it inherits from; `path` is the names that lead to it. If it
    is not set, the place is that of the deepest setting above it in `file`, else the beginning of `file`."""
    deepest = Place(file.name)
    for number, (name, top) in enumerate(_compose_files(file)):
        node, depth = _find_node(top, path)
        place = Place(name, node.start_mark.line + 1, node.start_mark.column + 1)
        if depth == len(path):
            return place
        if number == 0 and depth:
            deepest = place
    return deepest


def _compose_files(file: Path) -> Iterator[tuple[str, yaml.Node]]:
    """(path relative to the folder of `file`, node) of `file` and of those that it inherits from."""
    current, root = file, file.parent
    for _ in range(MAX_INHERITED):
        try:
            node = yaml.compose(current.read_bytes(), Loader=yaml.SafeLoader)
        except (OSError, yaml.YAMLError):
            return
        if node is None:
            return
        yield os.path.relpath(current, root).replace(os.sep, "/"), node
        inherited, depth = _find_node(node, (INHERIT,))
        if not depth or not isinstance(inherited, yaml.ScalarNode):
            return
        current = current.parent / inherited.value


def _find_node(node: yaml.Node, path: Sequence[str]) -> tuple[yaml.Node, int]:
    """The deepest node on a path that exists, and how many steps lead to it."""
    for depth, name in enumerate(path):
        items = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((value for key, value in items if key.value == name), None)
        if found is None:
            return node, depth
        node = found
    return node, len(path)
