"""The model of each kind, imported on first use."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from . import Kind, ListKind
from .base import Model


@cache
def model_of(kind: Kind | ListKind) -> type[Model]:
    """The class that holds the fields of a kind."""
    module, _, name = kind.model.rpartition(".")
    model: type[Model] = getattr(import_module(f".{module}", __package__), name)
    return model
