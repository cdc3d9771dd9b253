"""All entries of a briefing by id, as read from its files; retired ids lead to what replaced them.

Each file is read on its own (`content.files`); `update` puts the records of a file into the library and removes those
that the file no longer contains. A query that reads a row of the library depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from ..content.evidence import describe_check, infer_state
from ..content.files import FileRead, read_file
from ..content.kinds import ARTICLE, COMPARISON, EDITION, NAMED, TOPIC
from ..content.kinds.article import Article
from ..content.kinds.base import Entry, Model, Retired
from ..content.kinds.claim import Claim, RetiredClaim
from ..content.kinds.comparison import Comparison
from ..content.kinds.edition import Edition
from ..content.kinds.entries import Topic
from ..content.kinds.lists import Correction, Feed, Property
from ..content.kinds.lock import Lock
from ..content.nodes import Fields, Node
from ..content.records import Record
from ..incremental import Database, Input, query, register_queries
from ..problem import Place
from .circles import Graph, find_circles
from .spelling import SpellingIndex


class _Records(Input[Record[Any]]):
    """Records by id. A record that only moved within its file counts as unchanged."""

    def __init__(self, library: Library, name: str) -> None:
        super().__init__(library.database, name)
        self._library = library

    def restore(self, row: Record[Any]) -> Record[Any]:
        row.find = self._library.node_of
        return row

    def is_same(self, before: Record[Any], after: Record[Any]) -> bool:
        return (before.kind, before.file, before.data, before.cuts) == (after.kind, after.file, after.data, after.cuts)


class Library:
    """What the YAML says, typed. Ids are global: claims are `article/claim`.

    `moved` maps each retired id to where it leads, as written; `resolve` follows it to the end.
    """

    def __init__(self, database: Database | None = None, root: Path = Path()) -> None:
        self.database = database or Database()
        self.root = root
        self.entries: Input[Record[Model]] = _Records(self, "entries")
        self.claims: Input[Record[Claim]] = _Records(self, "claims")
        self.properties: Input[Record[Property]] = _Records(self, "properties")
        self.corrections: Input[Record[Correction]] = _Records(self, "corrections")
        self.feeds: Input[Record[Feed]] = _Records(self, "feeds")
        self.locks: Input[Record[Lock]] = _Records(self, "locks")
        """Claim -> where the passage behind it was, and when that was checked."""
        self.moved: Input[Record[Retired | RetiredClaim]] = _Records(self, "moved")
        self.records: dict[str, Input[Record[Any]]] = {
            table.name: table
            for table in (
                self.entries, self.claims, self.properties, self.corrections, self.feeds, self.locks, self.moved
            )
        }  # fmt: skip
        """The inputs that hold records, by name."""
        self.kind: Input[str] = Input(self.database, "kind")
        """Entry -> its kind."""
        self.ids_by_kind: Input[tuple[str, ...]] = Input(self.database, "kinds")
        self.claim_lists: Input[tuple[str, ...]] = Input(self.database, "claims of")
        self.vocabulary: Input[tuple[str, ...]] = Input(self.database, "order of properties")
        self.articles_by_url: Input[tuple[str, ...]] = Input(self.database, "urls")
        self.records_in: Input[tuple[tuple[str, str], ...]] = Input(self.database, "records in")
        """File -> (table, key) of each record in it."""
        self.versions: Input[str] = Input(self.database, "versions")
        """Claims file -> git's hash of its bytes, which changes even if a claim only moved within the file."""
        self.superseding: Input[tuple[str, ...]] = Input(self.database, "supersedes")
        self.copied: Input[tuple[str]] = Input(self.database, "copied from")
        self._places: dict[str, tuple[tuple[str, ...], dict[str, int]]] = {}
        self.shifted: set[str] = set()
        self.read_again = FileRead("")
        self.changed: set[str] = set()
        """The entries that were added, removed or changed since this was last cleared."""
        self.broken: Input[bool] = Input(self.database, "broken")
        """The ids whose files contain mistakes; references to them are not reported."""
        register_queries(self, self.database)

    # Whole kinds

    def ids_of(self, kind: str) -> tuple[str, ...]:
        """The ids of one kind, sorted."""
        return self.ids_by_kind.get(kind, ())

    def of_kind(self, kind: str) -> list[Record[Any]]:
        """The entries of one kind, by id."""
        return [self.entries[entry_id] for entry_id in self.ids_of(kind)]

    @property
    def articles(self) -> list[Record[Article]]:
        return self.of_kind(ARTICLE.name)

    @property
    def editions(self) -> list[Record[Edition]]:
        return self.of_kind(EDITION.name)

    @property
    def comparisons(self) -> list[Record[Comparison]]:
        return self.of_kind(COMPARISON.name)

    @property
    def topics(self) -> list[Record[Topic]]:
        return self.of_kind(TOPIC.name)

    @property
    def named_ids(self) -> list[str]:
        """The ids of the entries that have names, sorted."""
        return sorted(entry_id for kind in NAMED for entry_id in self.ids_of(kind))

    @property
    def named(self) -> list[Record[Entry]]:
        return [cast("Record[Entry]", self.entries[entry_id]) for entry_id in self.named_ids]

    @property
    def property_names(self) -> tuple[str, ...]:
        """The names of the properties, in the order of the vocabulary."""
        return self.vocabulary.get("", ())

    @property
    def articles_with_claims(self) -> list[str]:
        """The articles that have a file of claims, sorted."""
        return list(self.claim_lists)

    def claims_of(self, article: str) -> tuple[str, ...]:
        """The claims of one article, including drafts, in the order of its file."""
        return self.claim_lists.get(article, ())

    def claim_ids(self) -> Iterator[str]:
        """Every claim, article by article."""
        for article in self.articles_with_claims:
            yield from self.claims_of(article)

    def order_of(self, claim_id: str) -> tuple[str, int]:
        """The sort key of a claim: its article and its position in the file."""
        article = claim_id.partition("/")[0]
        ids = self.claims_of(article)
        known = self._places.get(article)
        if known is None or known[0] is not ids:
            known = self._places[article] = (ids, {claim_id: place for place, claim_id in enumerate(ids)})
        return article, known[1].get(claim_id, -1)

    def reordered(self) -> set[str]:
        """The articles whose claims were added, removed or reordered since this was last called."""
        shifted, self.shifted = self.shifted, set()
        return shifted

    def first_at(self, url: str) -> str:
        """The first article that has this address."""
        return str(self.articles_by_url[url][0])

    def corrected(self, claim_id: str) -> bool:
        """Whether a correction is about a claim."""
        return any(self.resolve(record.data.entry) == claim_id for record in self.corrections.values())

    def _is_locked(self, claim_id: str) -> bool:
        return claim_id in self.locks and claim_id in self.claims

    @query(stored=True, eager=True, exists=_is_locked)
    def evidence_state(self, claim_id: str) -> str:
        """The state of a claim with a lock, as far as it is known without the article's text: stale, unlocked, or how
        its passage was checked (`content.evidence.Check`)."""
        lock = self.locks[claim_id].data
        state = infer_state(self.claims[claim_id].data, lock)
        return describe_check(lock) if state == "verified" else state

    # Single ids

    def targets(self, reference: str) -> list[str]:
        """The ids that a global id refers to: itself, or the ends of its chain of `moved_to`; empty if unknown."""
        if self.holds(reference):
            return [reference]
        return list(self.final_ids(reference)) if reference in self.moved else []

    @query()
    def final_ids(self, retired: str) -> tuple[str, ...]:
        """The current ids at the ends of a retired id's chain of `moved_to`."""
        seen: set[str] = set()
        live_ids: list[str] = []
        queue = [retired]
        while queue:
            current = queue.pop(0)
            if current in seen:
                continue
            seen.add(current)
            if self.holds(current):
                live_ids.append(current)
            elif current in self.moved:
                queue += self.moved_to(current)
        return tuple(live_ids)

    @query(stored=True, eager=True)
    def ids_in_circles(self, relation: str) -> frozenset[str]:
        """The ids that lead back to themselves through a relation: `supersedes`, `moved_to`, `origin` or `parent`."""
        graphs: dict[str, Callable[[], Graph]] = {
            "supersedes": self._graph_supersessions,
            "moved_to": self._graph_moves,
            "origin": self._graph_origins,
            "parent": self._graph_parents,
        }
        return find_circles(graphs[relation]())

    def _graph_supersessions(self) -> Graph:
        """Leaves out claims that name themselves, which is a separate problem."""
        return {
            claim_id: {self.resolve(target) or "" for target in targets} - {claim_id}
            for claim_id, targets in self.superseding.items()
        }

    def _graph_moves(self) -> Graph:
        return {
            retired: {target for target in self.moved_to(retired) if target in self.moved} for retired in self.moved
        }

    def _graph_origins(self) -> Graph:
        return {article: {self.resolve(before) or ""} for article, (before,) in self.copied.items()}

    def _graph_parents(self) -> Graph:
        return {topic.id: {self.resolve(topic.data.parent) or ""} for topic in self.topics if topic.data.parent}

    @query()
    def supersessions(self, _: str) -> dict[str, tuple[str, ...]]:
        """Claim -> the claims that say that they supersede it, drafts too; the key is empty."""
        found: dict[str, list[str]] = {}
        for claim_id, targets in self.superseding.items():
            for target in targets:
                found.setdefault(self.resolve(target) or "", []).append(claim_id)
        return {target: tuple(sorted(claim_ids)) for target, claim_ids in found.items()}

    @query()
    def superseded_by(self, claim_id: str) -> tuple[str, ...]:
        """The claims that supersede a claim; a draft does not."""
        later = self.supersessions("").get(claim_id, ())
        return tuple(known for known in later if known in self.claims and self.claims[known].data.status != "draft")

    def state_of(self, claim_id: str, is_superseded: bool) -> str:
        """The state of a claim as readers see it: live, superseded, retracted or withdrawn. What its article's
        publisher took back is retracted."""
        claim = self.claims[claim_id].data
        if claim.status != "reported":
            return claim.status
        article = self.entries.get(claim_id.partition("/")[0])
        if article is not None and getattr(article.data, "withdrawn", None):
            return "retracted"
        return "superseded" if is_superseded else "live"

    def find_nearest_id(self, seen: str, *pools: str) -> str | None:
        """The id that `seen` was most likely meant to be, None if none is close.

        A pool is a kind, `entries`, `claims`, `properties`, or `<article>/` for the bare ids of an article's claims.
        """
        return self.spellings(" ".join(pools)).find_nearest(seen)

    def find_claim_named(self, name: str) -> str | None:
        """The id of a claim with this name in any article, None if there is none."""
        return self.spellings("claims").find_ending(f"/{name}")

    @query()
    def spellings(self, pools: str) -> SpellingIndex:
        """An index of the ids in some pools, separated by spaces as in `find_nearest_id`, for finding the nearest
        one."""
        return SpellingIndex(known for pool in pools.split() for known in self._list_pool(pool))

    def _list_pool(self, pool: str) -> Iterable[str]:
        tables: dict[str, Input[Any]] = {
            "entries": self.entries,
            "claims": self.claims,
            "properties": self.properties,
        }
        if pool in tables:
            return tables[pool]
        if pool.endswith("/"):
            return [claim_id.partition("/")[2] for claim_id in self.claims_of(pool.removesuffix("/"))]
        return self.ids_of(pool)

    def moved_to(self, retired: str) -> list[str]:
        """The ids that a retired id leads to directly, as global ids."""
        record = self.moved[retired]
        return [global_claim_id(target, record) for target in record.data.moved_to]

    def is_split(self, reference: str) -> bool:
        """Whether a retired id leads to more than one, so that a reference to it is ambiguous."""
        return len(self.targets(reference)) > 1

    def resolve(self, reference: str) -> str | None:
        """The one id that `reference` refers to, the first if it was split; None if unknown."""
        if self.holds(reference):
            return reference
        return next(iter(self.targets(reference)), None)

    def holds(self, global_id: str) -> bool:
        """Whether there is an entry or a claim with this id."""
        return global_id in self.claims if "/" in global_id else self.kind.get(global_id) is not None

    def entry(self, reference: str) -> Record[Entry]:
        """The named entry that a checked reference refers to."""
        record = self.entries.get(reference)
        return cast("Record[Entry]", record or self.entries[self.id_of(reference)])

    def article(self, reference: str) -> Record[Article]:
        """The article that a checked reference refers to."""
        return cast("Record[Article]", self.entry(reference))

    def claim(self, reference: str, holder: Record[Any]) -> Record[Claim]:
        """The claim that a checked reference in `holder` refers to."""
        return self.claims[self.claim_id(reference, holder)]

    def claim_id(self, reference: str, holder: Record[Any]) -> str:
        """The id of the claim that a checked reference in `holder` refers to."""
        return self.id_of(global_claim_id(reference, holder))

    def id_of(self, reference: str) -> str:
        """The id that a checked reference refers to."""
        resolved = self.resolve(reference)
        assert resolved is not None
        return resolved

    # Files

    def find_record(self, table: str, key: str) -> Record[Any] | None:
        """Looks up a record by the name of the input that holds it and its key."""
        return self.records[table].get(key)

    def place_of_claim(self, record: Record[Claim]) -> Place:
        """Where a claim begins. Depends on every line of the claim's file. A check of the claim itself does not need
        that: all checks of a file that was read again are run again."""
        self.versions.get(record.file)
        return record.locate("id")

    def node_of(self, record: Record[Any]) -> Node:
        """The node of a record, read again from its file."""
        if self.read_again.file != record.file:
            self.read_again = read_file(self.root, self.root / record.file, record.file)
        found = next((r.node for r in self._list_read_again() if (r.id, r.kind) == (record.id, record.kind)), None)
        return found if found is not None else Fields({}, {}, 1, 1)

    def _list_read_again(self) -> list[Record[Any]]:
        return [*self.read_again.records, *self.read_again.partial]


def global_claim_id(reference: str, holder: Record[Any]) -> str:
    """The global id of a referenced claim: a bare id means a claim in the same file."""
    bare = "/" not in reference and isinstance(holder.data, Claim | RetiredClaim)
    return f"{holder.article}/{reference}" if bare else reference
