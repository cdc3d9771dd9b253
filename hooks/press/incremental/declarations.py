"""How queries are declared, with a decorator on a method or function, and registered with a database by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, Self, TypeVar, overload

from .database import Database
from .queries import Query

V = TypeVar("V")
Exists = Callable[[Any, str], bool]
"""(owner, key) -> whether there is still something to compute for a key of an eager query."""


class UnregisteredQuery(Exception):
    """A query was read before it was registered with a database."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the rows of a query are kept; see `query`."""

    stored: bool
    eager: bool
    exists: Exists | None

    def make(self, owner: object, database: Database, name: str, function: Callable[[str], V]) -> Query[V]:
        """The query of one owner."""
        exists = None if self.exists is None else partial(self.exists, owner)
        return Query(database, name, function, self.stored, self.eager, exists)


class QueryMethod(Generic[V]):
    """A method declared as a query. On an instance, the attribute is that instance's `Query`, which `register_queries`
    stores in the instance under the same name."""

    def __init__(self, function: Callable[[Any, str], V], options: Options) -> None:
        self._function = function
        self._options = options
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name
        self._qualified_name = f"{owner.__name__}.{name}"

    def register(self, owner: object, database: Database) -> None:
        query = self._options.make(owner, database, self._qualified_name, partial(self._function, owner))
        owner.__dict__[self._name] = query

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> Query[V]: ...
    def __get__(self, owner: object | None, kind: type) -> Self | Query[V]:
        if owner is None:
            return self
        raise UnregisteredQuery(f"{self._qualified_name} was read before register_queries was called for its owner")


def query(
    stored: bool = False, eager: bool = False, exists: Exists | None = None
) -> Callable[[Callable[[Any, str], V]], QueryMethod[V]]:
    """Declares a method `(self, key) -> row` as a query.

    `stored`: the store keeps its rows. `eager`: it is computed by `recompute`, with early cutoff. `exists(self, key)`:
    whether an eager query still has a row for a key.
    """
    return lambda function: QueryMethod(function, Options(stored, eager, exists))


def register_queries(owner: object, database: Database) -> None:
    """Creates the queries that the class of `owner` declares, in the order of declaration, which is the order in which
    eager ones are computed."""
    for declared in vars(type(owner)).values():
        if isinstance(declared, QueryMethod):
            declared.register(owner, database)


class Owner(Protocol):
    """An object that query functions are about; it holds the queries that were registered for it."""

    @property
    def queries(self) -> dict[QueryFunction[Any], Query[Any]]: ...


class QueryFunction(Generic[V]):
    """A function declared as a query of an owner. It must be in the list that the owner is created with."""

    def __init__(self, function: Callable[..., V], options: Options) -> None:
        self._function = function
        self._options = options
        self.name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        self.module = function.__module__
        self.__doc__ = function.__doc__

    def compute(self, owner: Any, key: str) -> V:
        """Calls the function."""
        return self._function(owner, key)

    def register(self, owner: Owner, database: Database) -> None:
        owner.queries[self] = self._options.make(owner, database, self.name, partial(self.compute, owner))

    def query_of(self, owner: Owner) -> Query[V]:
        try:
            return owner.queries[self]
        except KeyError:
            raise UnregisteredQuery(
                f"the query {self.name} is not in the list that its owner was created with"
            ) from None


def register_functions(owner: Owner, database: Database, functions: Iterable[QueryFunction[Any]]) -> None:
    """Creates the queries of some functions for an owner, in order."""
    for function in functions:
        function.register(owner, database)
