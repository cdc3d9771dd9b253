"""The table of checks: each takes the library (and the names in it) and yields problems; none prints or raises.

A new check is a function in this folder and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..library import Library, load
from ..links import Names
from ..problem import Problem
from . import claims, prose, references

Check = Callable[[Library, Names], Iterator[Problem]]


def _of_library(check: Callable[[Library], Iterator[Problem]]) -> Check:
    return lambda library, names: check(library)


CHECKS: dict[str, Check] = {
    "references in fields": _of_library(references.fields),
    "references in prose": _of_library(references.prose),
    "retired ids": _of_library(references.moves),
    "articles of claims": _of_library(references.claims_have_articles),
    "statements": _of_library(claims.statements),
    "states of claims": _of_library(claims.states),
    "relations of claims": _of_library(claims.relations),
    "order of claims": _of_library(claims.order),
    "lengths": _of_library(claims.lengths),
    "origins of articles": _of_library(claims.origins),
    "addresses of articles": _of_library(claims.addresses),
    "parts of questions": _of_library(claims.parents),
    "our own words": prose.texts,
    "shared names": prose.shared_names,
    "names that were misprinted": prose.misprint_names,
    "repeated names": prose.repeated_names,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A library, the names in it, and all its problems, sorted."""

    library: Library
    names: Names
    problems: list[Problem]


def check(root: Path, folder: str = "briefings") -> Checked:
    """Loads and checks the briefing in `root/folder`."""
    library, problems = load(root, folder)
    names = Names(library)
    for run in CHECKS.values():
        problems.extend(run(library, names))
    return Checked(library, names, sorted(set(problems)))
