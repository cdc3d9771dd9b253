"""Mutants: copies of the generator that differ only in that one tracked read records no dependency."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FUTURE = "from __future__ import annotations\n"
IMPORT = "; from press.incremental.untracked_reads import Untracked as _Untracked\n"


class Place(NamedTuple):
    """Where an expression is in a file below press/; columns count bytes from 0, as `ast` counts them."""

    file: str
    line: int
    last_line: int
    column: int
    last_column: int


@dataclass(frozen=True, order=True)
class Mutant:
    """One tracked read, and the expression that is wrapped to remove the tracking."""

    place: Place
    function: str
    """The qualified name of the function that reads."""
    expression: str
    """The source of the read, on one line."""
    number: int
    """Its number among equal expressions in the function, from 1."""
    wrapped: Place
    """The expression that rows are read from: the table, or the function that is called."""

    @property
    def name(self) -> str:
        """A name that does not depend on line numbers: `library/facts.py Facts.assertion: claims[claim_id]`."""
        again = f" #{self.number}" if self.number > 1 else ""
        return f"{self.place.file} {self.function}: {self.expression}{again}"

    def apply(self, press: Path) -> None:
        """Rewrites the file of the read in a copy of the generator. Line numbers do not change."""
        path = press / self.place.file
        lines = path.read_bytes().splitlines(keepends=True)
        for line, column, text in (
            (self.wrapped.last_line, self.wrapped.last_column, b")"),
            (self.wrapped.line, self.wrapped.column, b"_Untracked("),
        ):
            at = lines[line - 1]
            lines[line - 1] = at[:column] + text + at[column:]
        source = b"".join(lines).decode()
        assert source.count(FUTURE) == 1, path
        path.write_text(source.replace(FUTURE, FUTURE.rstrip("\n") + IMPORT), encoding="utf-8")


def list_mutants(press: Path, places: Iterable[Place]) -> tuple[list[Mutant], list[Place]]:
    """A mutant for each place of a tracked read, sorted, and the places where there is no expression to rewrite."""
    mutants, missed = [], []
    by_file: dict[str, list[Place]] = {}
    for place in sorted(places):
        by_file.setdefault(place.file, []).append(place)
    for file, found in by_file.items():
        source = (press / file).read_text(encoding="utf-8")
        functions = {_place_of(file, node): (node, name) for node, name in _list_expressions(ast.parse(source))}
        seen: Counter[tuple[str, str]] = Counter()
        for place in found:
            if place not in functions:
                missed.append(place)
                continue
            node, function = functions[place]
            read = node.iter if isinstance(node, ast.For) else node
            expression = " ".join((ast.get_source_segment(source, read) or "").split())
            seen[function, expression] += 1
            wrapped = _place_of(file, _find_wrapped(node))
            mutants.append(Mutant(place, function, expression, seen[function, expression], wrapped))
    return mutants, missed


def _place_of(file: str, node: ast.expr | ast.For) -> Place:
    assert node.end_lineno is not None and node.end_col_offset is not None
    return Place(file, node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)


def _list_expressions(tree: ast.AST, inside: str = "") -> Iterator[tuple[ast.expr | ast.For, str]]:
    """Every expression and loop with the qualified name of its function, outer ones before inner ones."""
    for node in ast.iter_child_nodes(tree):
        name = inside
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            name = f"{inside}.{node.name}" if inside else node.name
        if isinstance(node, ast.expr | ast.For):
            yield node, name
        yield from _list_expressions(node, name)


def _find_wrapped(node: ast.expr | ast.For) -> ast.expr:
    """What an expression reads from: `input` in `input[key]` and `key in input`, `query` in `query(key)`."""
    if isinstance(node, ast.Call):
        return node.func
    if isinstance(node, ast.Subscript):
        return node.value
    if isinstance(node, ast.Compare) and isinstance(node.ops[-1], ast.In | ast.NotIn):
        return node.comparators[-1]
    return node.iter if isinstance(node, ast.For) else node
