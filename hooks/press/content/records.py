"""A record: one typed entry of a briefing, which knows where each of its values is in its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from ..problem import Place
from .comments import Cut
from .kinds.base import Model
from .nodes import Node, locate_value

M_co = TypeVar("M_co", bound=Model, covariant=True)


class Record(Generic[M_co]):
    """One entry as it was read: its global id, kind, file and typed data, and the node that knows its places.

    A record from the store has no node: `find` reads it again when a place is needed.
    """

    __slots__ = ("_node", "cuts", "data", "file", "find", "id", "kind")

    def __init__(
        self, id: str, kind: str, file: str, data: M_co, node: Node | None = None, cuts: tuple[Cut, ...] = ()
    ) -> None:
        self.id = id
        self.kind = kind
        self.file = file
        self.data = data
        self._node = node
        self.cuts = cuts
        """The texts that seem to go on in a comment."""
        self.find: Callable[[Record[Any]], Node] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, (self.id, self.kind, self.file, self.data, None, self.cuts)

    @property
    def node(self) -> Node:
        """The YAML that it was read from."""
        if self._node is None:
            assert self.find is not None
            self._node = self.find(self)
        return self._node

    def drop_node(self, find: Callable[[Record[Any]], Node]) -> None:
        """Frees the memory of the node; `find` reads it again when it is needed."""
        self._node, self.find = None, find

    def locate(self, *path: str | int, offset: int = 0) -> Place:
        """The place of the value at `path`, or of the character at `offset` in it."""
        return locate_value(self.node, self.file, path, offset)

    @property
    def article(self) -> str:
        """The article part of a claim's global id."""
        return self.id.partition("/")[0]
