"""Converts rows to and from the form in which the store holds them. Unpickling creates only our own types and a few of
the standard library's: anything else in a store raises Damaged, and so does a wrong checksum.
"""

from __future__ import annotations

import io
import pickle
import zlib
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

Packed = str | bytes
"""A row: text as it is, anything else pickled."""
_TRUSTED = {
    ("builtins", "set"), ("builtins", "frozenset"), ("copyreg", "_reconstructor"),
    ("copyreg", "__newobj__"), ("datetime", "date"), ("decimal", "Decimal"), ("markupsafe", "Markup"),
    ("dataclasses", "_dataclass_setstate"), ("press.content.records", "Record"),
}  # fmt: skip


class Damaged(Exception):
    """The store cannot be used."""


class _Unpickler(pickle.Unpickler):
    """Creates only values of our own types, and of the few others that they contain."""

    def find_class(self, module: str, name: str) -> Any:
        return _find_type(module, name)


@cache
def _find_type(module: str, name: str) -> Any:
    """One of our own types that only hold values, or a trusted type. A type that our module merely imports is not
    ours."""
    if (module, name) in _TRUSTED:
        return getattr(import_module(module), name)
    kind = getattr(import_module(module), name, None) if module.startswith("press.") else None
    if not isinstance(kind, type) or kind.__module__ != module or not _holds_values(kind):
        raise Damaged(f"it holds a {module}.{name}")
    return kind


def _holds_values(kind: type) -> bool:
    from pydantic import BaseModel  # slow to import, and a build without changes unpickles nothing

    return is_dataclass(kind) or issubclass(kind, (tuple, BaseModel, Enum))


def pack(row: object) -> Packed:
    """A row in the form in which it is stored."""
    return row if type(row) is str else pickle.dumps(row, 5)


def unpack(packed: Packed) -> Any:
    """The row that `pack` was given; raises Damaged."""
    return packed if isinstance(packed, str) else _unpickle(packed)


def _unpickle(data: bytes) -> Any:
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Damaged:
        raise
    except Exception as error:
        raise Damaged(str(error)) from None


def compress(value: object) -> bytes:
    """A value as compressed bytes, which include a checksum: https://www.rfc-editor.org/rfc/rfc1950"""
    return zlib.compress(pickle.dumps(value, 5), 1)


def decompress(data: bytes) -> Any:
    """The value that `compress` was given; raises Damaged."""
    try:
        plain = zlib.decompress(data)
    except (zlib.error, TypeError) as error:
        raise Damaged(str(error)) from None
    return _unpickle(plain)


def seal(data: bytes) -> bytes:
    """The bytes with a checksum in front."""
    return zlib.crc32(data).to_bytes(4, "big") + data


def unseal(sealed: bytes) -> bytes:
    """The bytes that `seal` was given; raises Damaged."""
    if not isinstance(sealed, bytes) or zlib.crc32(sealed[4:]).to_bytes(4, "big") != sealed[:4]:
        raise Damaged("some bytes differ from those that were written")
    return sealed[4:]
