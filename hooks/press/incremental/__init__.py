"""Computes again only what an edit touches. This is the contract of everything that uses it.

In come rows that are set from outside, and functions. Out go the values of the functions, a store for the next process,
and which values a change made stale. It may import nothing of the project.

**Inputs.** `Input[V]` is a mapping of rows set from outside: `set(key, row)`, `remove(key)`. Setting a row that equals
the one before changes nothing.

**Queries.** `@query` on a method `(self, key) -> value` declares one, `register_queries(self, database)` makes those of
an instance, and `facts.assertion(claim_id)` reads a row. On functions it is `@site_query` and `@entry_query`
(`site/views/site_queries.py`), registered from the tuple `QUERIES` of their package. A query may depend on nothing but
its key, tracked reads, and what the version of the store covers (code, words, settings). It has no side effects.
`Index` is a mapping kept up to date by the engine: the keys of an eager query by what its rows say.

**Tracked reads.** While a query is being evaluated, each read is recorded as a dependency of it, on one node:

    query(key), input[key], input.get(key), index[key]   the row
    key in input                                         whether the row exists, not what it says
    iterating, len()                                     which keys exist, not what the rows say
    read_many(keys), values(), items()                   each of the rows, fetched from the store at once
    read_all(keys)                                       any row of the table: one dependency, for whole lists

**Untracked reads** have it in their name: `read_untracked`, `contains_untracked`, `keys_untracked`. They are sound only
where another dependency of the same query changes whenever the row may have; a comment at each says which. Outside of
queries nothing is recorded, and all reads are alike.

**What a change does.** `set` and `remove` mark nodes as changed. `Database.invalidate` follows the dependencies
backwards: a lazy query that read a changed node is forgotten, and so on to what read that; it is evaluated again when
it is next read. An eager query (`eager=True`) is not forgotten but scheduled. `Database.recompute` evaluates what is
scheduled, table by table in the order of registration. If the new row equals the old one, it ends there: what read it
stays valid (early cutoff). So make a query eager if much depends on it and most edits leave it as it was. Its keys are
announced with `schedule`, and withdrawn with `forget` or by `exists`. All queries must be registered before the first
`invalidate`: one that is not known by then keeps its stale rows.

**The store** holds the rows of inputs, indexes and queries declared with `stored=True`, and the dependencies of every
query, stored or not: a later process can tell that the files of a page are stale without having its HTML. Rows are
fetched one by one as they are read. `written` names the rows of a table that differ from the store. `Database.stale`
holds the queries that were not evaluated since a dependency changed. The store keeps it: what is read again only in a
later process has to record its dependencies anew there.

**Worker processes** are forks that evaluate a share of the queries of a cold build. Each hands back a `WorkerResult`:
the nodes that it numbered, the dependencies that it recorded, and its rows. `Database.merge` renumbers and adds them.

**A stale page** lacks a dependency. `python hooks why ADDRESS` prints the chain from the page back to the change that
made the last build make it, or says that it was left as it was. If it was left, find the row that should have touched
it. One of the queries in between reads that row untracked, or reads the same data around the tables: from an attribute,
a file, a global. If a page is made too often, the chain names the dependency that is too coarse.
"""

from .database import JOINT, Database
from .declarations import QueryFunction, UnregisteredQuery, query, register_functions, register_queries
from .indexes import Index
from .inputs import Input
from .packing import Damaged
from .queries import Query
from .store import Store, StoreWriter
from .worker_results import WorkerResult

__all__ = [
    "JOINT",
    "Damaged",
    "Database",
    "Index",
    "Input",
    "Query",
    "QueryFunction",
    "Store",
    "StoreWriter",
    "UnregisteredQuery",
    "WorkerResult",
    "query",
    "register_functions",
    "register_queries",
]
