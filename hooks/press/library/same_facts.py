"""Facts: live claims that state the same, whoever reports it. A fact is named after the claim that says it best.

Claims are joined where they repeat a statement (`repeats`), where one says that it is the `same` as another, and where
one names another's article and place in `also_in`. Joining is transitive. `differs` joins nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from ..content.kinds.article import SOURCE_TYPES
from ..content.kinds.claim import Claim
from ..content.records import Record
from ..content.values.amounts import Amount
from ..content.values.dates import PRECISIONS
from ..incremental import Index, query, register_queries
from ..problem import Code, Problem
from .assertions import Assertion, of_subject, of_value
from .facts import Facts
from .repeats import Report, Union, find_key, find_repeats

MAX_CLASHES = 5
"""Conflicts that are reported of one fact."""
MAX_CUTS = 50
"""Links of a fact that are tried to find the one to cut."""


class Clash(NamedTuple):
    """Two claims that conflict and are one fact. `holder` writes the link that should be cut, in `field`."""

    left: str
    right: str
    holder: str
    field: str
    linked: str
    """What the link names: a claim, or an article."""


class SameFacts:
    """The facts of a library."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        register_queries(self, facts.library.database)
        self._linking = Index(
            facts.assertion, "linking", lambda said: [""] if said and (said.same or said.also_in) else (), str
        )
        """"" -> the claims that name others of the same fact."""
        self._contesting = Index(
            facts.assertion, "contesting", lambda said: [""] if said and _is_contesting(said) else (), str
        )
        """"" -> the claims that say that they conflict with another."""

    @query(stored=True, eager=True)
    def repeats(self, group: str) -> dict[str, tuple[str, ...]]:
        """Claim -> the claims of one measure that repeat it and itself, sorted, of all that have a repeat."""
        facts = self._facts
        live = {i: said for i in facts.claims_of_group(group) if facts.is_live(i) and (said := facts.assertion(i))}
        if len(live) < 2:
            return {}
        first = next(iter(live.values()))
        reports = [
            Report(claim_id, said.statement.value, said.time, said.kind == "event", said.single != "none")
            for claim_id, said in live.items()
            if said.statement and said.time
        ]
        apart = frozenset(frozenset((i, other.claim)) for i, said in live.items() for other in said.differs)
        statement = first.statement
        if statement is None or first.single not in ("subject", "both"):
            return find_repeats(reports, apart)
        others = self.holders(of_value(statement))
        return find_repeats(reports, apart, others, statement.subject)

    @query(stored=True, eager=True)
    def holders(self, group: str) -> tuple[tuple[dt.date, str], ...]:
        """(day, subject) of the live claims that give one value of which there is one subject at a time, by day."""
        facts = self._facts
        said = (facts.assertion(claim_id) for claim_id in facts.claims_of_group(group) if facts.is_live(claim_id))
        return tuple(
            sorted((s.time.first or dt.date.min, s.statement.subject) for s in said if s and s.statement and s.time)
        )

    def _has_claim(self, claim_id: str) -> bool:
        return claim_id in self._facts.library.claims

    @query(stored=True, eager=True, exists=_has_claim)
    def links(self, claim_id: str) -> tuple[tuple[str, str, str], ...]:
        """(live claim, field, what the field names) of the claims that a claim itself names as the same."""
        facts = self._facts
        said = facts.assertion(claim_id)
        if said is None or not facts.is_live(claim_id):
            return ()
        same = [(other, "same", other) for other in said.same if facts.is_live(other)]
        also = [(other, "also_in", article) for other, article in self._list_also(claim_id, said)]
        return (*same, *also)

    def _list_also(self, claim_id: str, said: Assertion) -> Iterator[tuple[str, str]]:
        """(claim, article) of the claims that say the same at the places where a claim says that it was read too."""
        facts = self._facts
        for article, place in said.also_in:
            live = {i: other for i in facts.of_article[article] if facts.is_live(i) and (other := facts.assertion(i))}
            there = {i: other for i, other in live.items() if not place or other.place == place}
            for other_id, other in there.items():
                if self._says_the_same(claim_id, said, other_id, other, is_alone=bool(place) and len(there) == 1):
                    yield other_id, article

    def _says_the_same(self, claim_id: str, said: Assertion, other_id: str, other: Assertion, is_alone: bool) -> bool:
        """Whether a claim at a place where another was read too is the same: it makes the same statement, or it has the
        same words, or it is the only one there."""
        left, right = said.statement, other.statement
        if left and right:
            key = find_key(left.value)
            return of_subject(left) == of_subject(right) and key is not None and key == find_key(right.value)
        claims = self._facts.library.claims
        return is_alone or claims[claim_id].data.text.split() == claims[other_id].data.text.split()

    @query(stored=True, eager=True)
    def joined(self, _: str) -> dict[str, tuple[str, ...]]:
        """First claim of some that repeat each other -> the first ones of all that links join to it, sorted, of those
        that a link joins to others; the key is empty."""
        found = Union()
        for claim_id in self._linking[""]:
            for other, _field, _named in self.links(claim_id):
                left, right = self._repeats_of(claim_id)[0], self._repeats_of(other)[0]
                if left != right:
                    found.join(left, right)
        return found.sets()

    @query(stored=True, eager=True, exists=_has_claim)
    def fact_of(self, claim_id: str) -> str:
        """The fact that a claim states: the id of the claim that says it best. Empty for a claim that is not live."""
        if not self._facts.is_live(claim_id):
            return ""
        same = self._repeats_of(claim_id)
        firsts = self.joined("").get(same[0], same[:1])
        return claim_id if len(same) == len(firsts) == 1 else self.line_of(firsts[0])

    @query(stored=True, eager=True)
    def line_of(self, first: str) -> str:
        """The claim of a fact that says it best, by the lowest of its ids: it has the best type of source, then the
        most precise time and value, and then is the earliest."""
        return self.find_best(self.claims_of_fact(first))

    def find_best(self, claim_ids: Iterable[str]) -> str:
        """The one of some claims of a fact that says it best."""
        return min(claim_ids, key=self._rank)

    def claims_of_fact(self, first: str) -> list[str]:
        """The claims of a fact, sorted, by the lowest of their ids."""
        return sorted(i for other in self.joined("").get(first, (first,)) for i in self._repeats_of(other))

    def claims_with(self, claim_id: str) -> list[str]:
        """The claims of the fact that a live claim states, sorted."""
        same = self._repeats_of(claim_id)
        return self.claims_of_fact(self.joined("").get(same[0], same)[0])

    @query(stored=True)
    def publishers(self, fact: str) -> tuple[str, ...]:
        """The publishers that report a fact independently of each other, that of its line first."""
        return self.publishers_among(fact, self.claims_with(fact))

    def publishers_among(self, line: str, claim_ids: Iterable[str]) -> tuple[str, ...]:
        """The publishers of some claims of a fact that report it independently of each other, that of `line` first."""
        return self._facts.independent_publishers(line, [i for i in claim_ids if i != line])

    def _repeats_of(self, claim_id: str) -> tuple[str, ...]:
        said = self._facts.assertion(claim_id)
        if said is None or said.statement is None:
            return (claim_id,)
        return self.repeats(of_subject(said.statement)).get(claim_id, (claim_id,))

    def _rank(self, claim_id: str) -> tuple[int, int, bool, dt.date, str]:
        said = self._facts.assertion(claim_id)
        if said is None:
            return len(SOURCE_TYPES), 0, False, dt.date.max, claim_id
        value = said.statement.value if said.statement else None
        is_about = isinstance(value, Amount) and value.hedge != ""
        precision = PRECISIONS.get(said.when.precision, -1) if said.when else -2
        day = said.said_on.first if said.said_on else None
        return SOURCE_TYPES.index(said.source_type), -precision, is_about, day or dt.date.max, claim_id

    @query(stored=True, eager=True)
    def clashes(self, _: str) -> tuple[Clash, ...]:
        """The claims that conflict and are one fact, each pair once; the key is empty."""
        live = [claim_id for claim_id in {*self._linking[""], *self._contesting[""]} if self._facts.is_live(claim_id)]
        firsts = {self._repeats_of(claim_id)[0] for claim_id in live}
        joined = self.joined("")
        found: list[Clash] = []
        for first in sorted({joined.get(first, (first,))[0] for first in firsts}):
            found += self._list_clashes_in(set(self.claims_of_fact(first)))
        return tuple(found)

    def _list_clashes_in(self, fact: set[str]) -> Iterator[Clash]:
        """The first conflicts between claims of one fact."""
        pairs = (
            (claim_id, difference.claim)
            for claim_id in sorted(fact)
            if (derived := self._facts.derivation(claim_id))
            for difference in derived.differences
            if difference.how == "conflict" and difference.claim in fact and claim_id < difference.claim
        )
        for left, right in islice(pairs, MAX_CLASHES):
            yield self._find_cut(left, right, fact)

    def _find_cut(self, left: str, right: str, fact: set[str]) -> Clash:
        """The written link without which two claims would not be one fact, the nearest to them; else what says that
        they conflict."""
        links = [(i, *link) for i in sorted(fact & {*self._linking[""]}) for link in self.links(i)]
        links.sort(key=lambda link: (len({left, right} & {link[0], link[1]}) == 0, link))
        for holder, other, field, named in links[:MAX_CUTS]:
            rest = Union()
            for i, j, _field, _named in links:
                if {i, j} != {holder, other}:
                    rest.join(self._repeats_of(i)[0], self._repeats_of(j)[0])
            if rest.find(self._repeats_of(left)[0]) != rest.find(self._repeats_of(right)[0]):
                return Clash(left, right, holder, field, named)
        said = self._facts.assertion(left)
        is_left = said is not None and any(other.claim == right for other in said.differs)
        holder, other = (left, right) if is_left else (right, left)
        return Clash(left, right, holder, "differs", other)

    def problems(self) -> Iterator[Problem]:
        """The problems of facts that hold claims which conflict."""
        for left, right, holder, field, linked in self.clashes(""):
            record = self._facts.library.claims[holder]
            what = f"'{left}' and '{right}' conflict, and are one fact"
            cure = f"remove '{linked}' from '{field}' of '{holder}'"
            at = record.locate(field, self._find_item(record, field, linked))
            yield Problem(at, Code.CONFLICT_IN_A_FACT, what, cure)

    def _find_item(self, record: Record[Claim], field: str, linked: str) -> int:
        """Which item of a list of links leads to a claim or an article."""
        library, claim = self._facts.library, record.data
        named: dict[str, list[str]] = {
            "same": [library.claim_id(reference, record) for reference in claim.same],
            "differs": [library.claim_id(item.claim, record) for item in claim.differs],
            "also_in": [library.id_of(item.article) for item in claim.also_in],
        }
        return named[field].index(linked)


def _is_contesting(said: Assertion) -> bool:
    return any(difference.how == "conflict" for difference in said.differs)
