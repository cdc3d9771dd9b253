"""Recomputes only what an edit affects. This docstring is the contract for everything that uses the package.

Input: rows that are set from outside, and functions. Output: the values of the functions, a store for the next process,
and which values a change made stale. It may import nothing from the rest of the project.

**Inputs.** `Input[V]` is a mapping of rows set from outside: `set(key, row)`, `remove(key)`. Setting a row that equals
the previous one changes nothing.

**Queries.** `@query` on a method `(self, key) -> value` declares one, `register_queries(self, database)` creates those
of an instance, and `facts.assertion(claim_id)` reads a row. For functions, use `@site_query` and `@entry_query`
(`site/views/site_queries.py`), registered from the tuple `QUERIES` of their package. A query may depend only on its
key, tracked reads, and what the key of the store covers (code, words, settings). It has no side effects. An `Index` is
a mapping kept up to date by the engine: the keys of an eager query, grouped by the content of its rows.

**Tracked reads.** While a query is being evaluated, each read is recorded as a dependency on one node:

    query(key), input[key], input.get(key), index[key]   the row
    key in input                                         whether the row exists, not its content
    iterating, len()                                     which keys exist, not the content of their rows
    read_many(keys), values(), items()                   each of the rows, fetched from the store at once
    read_all(keys)                                       any row of the table: one dependency, for whole lists

**Untracked reads** say so in their names: `read_untracked`, `contains_untracked`, `keys_untracked`. They are sound only
if another dependency of the same query changes whenever the row may have changed; a comment at each says which. Outside
of queries nothing is recorded, and all reads are alike.

**What a change does.** `set` and `remove` mark nodes as changed. `Database.invalidate` follows the dependencies
backward: a lazy query that read a changed node is forgotten, and so is whatever read it; it is evaluated again when it
is next read. An eager query (`eager=True`) is not forgotten but scheduled. `Database.recompute` evaluates what is
scheduled, table by table in the order of registration. If the new row equals the old one, the change ends there: what
read it stays valid (early cutoff). So make a query eager if much depends on it and most edits do not change it. Its
keys are announced with `schedule`, and withdrawn with `forget` or by `exists`. All queries must be registered before
the first `invalidate`: one that is not known by then keeps its stale rows.

**The store** holds the rows of inputs, indexes and queries declared with `stored=True`, and the dependencies of every
query, stored or not: a later process knows that the files of a page are stale without having its HTML. Rows are fetched
one by one as they are read. `written` names the rows of a table that differ from the store. `Database.stale` holds the
queries that were not evaluated since a dependency changed. The store keeps this set: a query that is next read in a
later process has to record its dependencies again there.

**Worker processes** are forks that evaluate some of the queries of a cold build. Each returns a `WorkerResult`: the
nodes that it numbered, the dependencies that it recorded, and its rows. `Database.merge` renumbers and adds them.

**A stale page** means a missing dependency. `python hooks why ADDRESS` prints the chain from the page back to the
change that made the last build make it, or says that it was left as it was. If it was, find the row that should have
affected it. One of the queries in between reads that row untracked, or reads the same data without going through the
tables: from an attribute, a file or a global. If a page is made too often, the chain shows the dependency that is too
coarse.
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
