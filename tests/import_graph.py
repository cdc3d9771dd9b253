"""The import graph of `hooks/`: its rooms, and which of them imports which. Run it to print the graph.

A room is one item of the top two levels: a file or folder in `hooks/`, or a file or layer in `hooks/press/`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

HOOKS = Path(__file__).resolve().parents[1] / "hooks"

Graph = Mapping[str, set[str]]
"""Name -> the names that it imports."""


def list_sources() -> list[Path]:
    """Every Python file of `hooks/`, sorted."""
    return sorted(HOOKS.rglob("*.py"))


def name_module(path: Path) -> str:
    """The dotted name of a file below `hooks/`: `press.site.views.timeline`, `press.site` for its `__init__.py`."""
    return ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")


def list_imports(path: Path, modules: set[str]) -> Iterator[str]:
    """Every module that a file imports, as absolute names; a submodule (one of `modules`) is named itself."""
    package = name_module(path).split(".")
    if path.name != "__init__.py":
        package.pop()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            for alias in node.names:
                whole = f"{module}.{alias.name}"
                yield whole if whole in modules else module


def read_module_graph() -> dict[str, set[str]]:
    """Module -> the modules of `hooks/` and the packages that it imports."""
    sources = list_sources()
    modules = {name_module(path) for path in sources}
    return {name_module(path): set(list_imports(path, modules)) for path in sources}


def name_room(module: str) -> str:
    """The room of a module: `press.site.views.timeline` is in `press.site`."""
    parts = module.split(".")
    return ".".join(parts[:2] if parts[0] == "press" else parts[:1])


def read_room_graph() -> dict[str, set[str]]:
    """Room -> the other rooms that its files import; rooms without any imports either way are left out."""
    modules = read_module_graph()
    rooms: dict[str, set[str]] = {}
    for module, imported in modules.items():
        room = rooms.setdefault(name_room(module), set())
        room.update(name_room(name) for name in imported if name in modules)
    for room, imported in rooms.items():
        imported.discard(room)
    used = {name for imported in rooms.values() for name in imported}
    return {room: imported for room, imported in rooms.items() if imported or room in used}


def find_circle(graph: Graph) -> list[str]:
    """The names in one circle of a graph, empty if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def rank_rooms(graph: Graph) -> list[tuple[int, str]]:
    """(floor, room), the top floor first; a room is one floor above the highest room that it imports."""
    floors: dict[str, int] = {}
    for room in TopologicalSorter(graph).static_order():
        floors[room] = 1 + max((floors[below] for below in graph.get(room, ())), default=0)
    return sorted(((floor, room) for room, floor in floors.items()), key=lambda item: (-item[0], item[1]))


if __name__ == "__main__":
    rooms = read_room_graph()
    print(f"{len(rooms)} rooms, {sum(map(len, rooms.values()))} arrows")
    for floor, room in rank_rooms(rooms):
        print(f"{floor}  {room:<20} {', '.join(sorted(rooms[room]))}")
