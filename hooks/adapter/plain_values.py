"""Any configuration value as plain data that is the same in every process: no memory addresses, no order of a set."""

from __future__ import annotations

import copyreg
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

from press.publish.cache_key import Plain, digest_of

Code = FunctionType | BuiltinFunctionType | ModuleType | type


class PlainValues:
    """Turns the values of one project into plain data. Paths below `root`, the project's folder, become relative."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._open: set[int] = set()
        """The ids of the objects being described, each nested in another."""

    def describe(self, value: Any) -> Plain:
        """`value` as plain data: code by its name and the digest of its file, an object by its type and by what a copy
        of it would be made from."""
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, (str, PurePath)):
            return self._make_relative(str(value))
        if id(value) in self._open:
            return "a value inside of itself"
        self._open.add(id(value))
        try:
            return self._describe_object(value)
        finally:
            self._open.discard(id(value))

    def _make_relative(self, text: str) -> str:
        return "." + text[len(self._root) :] if f"{text}/".startswith(f"{self._root}{os.sep}") else text

    def _describe_object(self, value: Any) -> Plain:
        if isinstance(value, Mapping):
            return [[self.describe(key), self.describe(item)] for key, item in value.items()]
        if isinstance(value, (list, tuple)):
            return [self.describe(item) for item in value]
        if isinstance(value, (set, frozenset)):
            return sorted((self.describe(item) for item in value), key=json.dumps)
        if isinstance(value, (bytes, bytearray)):
            return value.hex()
        if isinstance(value, Code):
            return self._describe_code(value)
        if isinstance(value, os.PathLike):  # MkDocs' `!relative`, which also holds the whole configuration
            return [self.describe(type(value)), self.describe(getattr(value, "suffix", ""))]
        return [self.describe(type(value)), self.describe(_reduce(value))]

    def _describe_code(self, code: Code) -> Plain:
        """The name of a function, class or module, the digest of its file, and what a function closes over."""
        name = code.__name__ if isinstance(code, ModuleType) else f"{code.__module__}.{code.__qualname__}"
        module = code if isinstance(code, ModuleType) else sys.modules.get(code.__module__ or "")
        file = getattr(module, "__file__", None) or ""
        cells = getattr(code, "__closure__", None) or ()
        held = [self.describe(cell.cell_contents) for cell in cells]
        return [self._make_relative(name), digest_of(Path(file)) if file.endswith(".py") else "", held]


def _reduce(value: Any) -> Any:
    """What `copy.copy` would make the object from; None for one that cannot be copied, like an open file."""
    reduce = copyreg.dispatch_table.get(type(value))
    try:
        parts = reduce(value) if reduce else value.__reduce_ex__(2)
    except (TypeError, AttributeError):
        return None
    return parts if isinstance(parts, str) else [list(part) if isinstance(part, Iterator) else part for part in parts]
