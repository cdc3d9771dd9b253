"""What follows from the claims and is never written down: what a claim is about, who else reports it, what conflicts
with it, which figures form a series, which owners must be disclosed. All of this follows the rules of the contract.

Each step is a query about one claim, entry or group, computed from the steps before it: what a claim says by itself ->
what each claim is about -> which claims are live -> what a group of claims says together -> everything derived for one
claim. Eager queries are computed in the order in which they are defined here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from ..content.kinds import SUBJECTS
from ..content.kinds.claim import Claim
from ..content.prose_fields import list_prose
from ..content.values.dates import Date
from ..incremental import Index, query, register_queries
from .assertions import (
    Assertion,
    Derived,
    Difference,
    GroupFacts,
    compared,
    equal,
    groups_of,
    is_handover,
    of_subject,
    publisher_of,
    said_on,
    shown,
    some,
    statement_in,
    subject_in,
    time_of,
    value_in,
)
from .compared import Compared
from .independence import Source, list_independent
from .library import Library
from .matches import find_matches
from .names import Names, written_references
from .sources import Sources
from .statements import Statement, comparable


class Facts:
    """The facts derived from a library: by claim, by entry and by article."""

    def __init__(self, library: Library, names: Names) -> None:
        self.library = library
        self.names = names
        self.sources = Sources(library)
        self.claims = _Shown(self)
        register_queries(self, library.database)
        order = library.order_of
        self.about = Index(self.assertion, "about", lambda said: said.about if said else (), order)
        """Entry id -> the claims that are about it."""
        self.said_by = Index(self.assertion, "said by", lambda said: some(said and said.speaker), order)
        """Entry id -> the claims in which it is the named speaker (not those that a publisher makes in its own
        voice)."""
        self.of_article = Index(self.assertion, "of article", lambda said: some(said and said.article), order)
        self.also_read_in = Index(
            self.assertion, "also read in", lambda said: [article for article, _ in said.also_in] if said else (), order
        )
        """Article -> the claims of other articles that were read in it too."""
        self.subject_of = Index(self.assertion, "subject of", lambda said: subject_in(said), order)
        self.value_of = Index(self.assertion, "value of", lambda said: value_in(said), order)
        self.of_topic = Index(self.assertion, "of topic", lambda said: said.topics if said else (), order)
        self._later = Index(self.assertion, "later", lambda said: said.supersedes if said else (), order)
        self._contrasts = Index(
            self.assertion, "contrasts", lambda said: [d.claim for d in said.differs] if said else (), order
        )
        self._groups = Index(self.assertion, "groups", groups_of, order)
        self.mentioned_in = Index(self.named_entries, "mentioned in", lambda named: named, str)
        """Entry id -> the entries, editions and topics whose prose mentions it."""
        self.compared = Compared(library)

    def follow(self) -> None:
        """Notes which records were added, removed or moved within their file, and derives what follows."""
        library = self.library
        added, removed = library.claims.take_moves()
        for of_claims in (self.assertion, self.is_live, self.derivation):
            of_claims.forget(removed)
            of_claims.schedule(added)
        for article in library.reordered():
            for claim_id in library.claims_of(article):
                said = self.assertion.read_last(claim_id, None)
                for index in self.assertion.indexes:
                    index.reorder(claim_id, said)
        added, removed = library.entries.take_moves()
        for of_entries in (self.named_entries, self.compared.entries):
            of_entries.forget(removed)
        self.named_entries.schedule(added)
        self.compared.entries.schedule(filter(self.compared.is_comparison, added))
        self.sources.follow(added, removed)
        library.database.recompute()

    def _has_claim(self, claim_id: str) -> bool:
        return claim_id in self.library.claims

    def _has_entry(self, entry_id: str) -> bool:
        return entry_id in self.library.entries

    @query(stored=True, eager=True, exists=_has_claim)
    def assertion(self, claim_id: str) -> Assertion | None:
        """What a claim says by itself; None for a draft, which is not shown."""
        library, record = self.library, self.library.claims[claim_id]
        claim = record.data
        if not shown(claim):
            return None
        article = library.article(record.article)
        statement = statement_in(claim, library)
        speaker = claim.said_by.id if claim.said_by else None
        return Assertion(
            article=record.article,
            publisher=library.id_of(article.data.publisher),
            about=self._about(claim, statement),
            statement=statement,
            single=library.properties[statement.property].data.single if statement else "none",
            speaker=library.id_of(speaker) if speaker else "",
            topics=tuple(library.id_of(topic) for topic in claim.topics),
            standing=claim.status == "reported" and article.data.withdrawn is None,
            time=time_of(record, library),
            supersedes=tuple(library.claim_id(reference, record) for reference in claim.supersedes),
            differs=tuple(
                Difference(
                    library.claim_id(written.claim, record), written.how, written.note or "", written.title or ""
                )
                for written in claim.differs
            ),
            same=tuple(library.claim_id(reference, record) for reference in claim.same),
            kind=claim.kind,
            source_type=article.data.source_type,
            place=claim.at or "",
            when=claim.when,
            said_on=said_on(record, library),
            also_in=tuple((library.id_of(also.article), also.at or "") for also in claim.also_in),
        )

    def _about(self, claim: Claim, statement: Statement | None) -> tuple[str, ...]:
        library = self.library
        speaker = claim.said_by.id if claim.said_by else None
        written = [*claim.about, *filter(None, [claim.subject, claim.of, speaker])]
        written += [match["page"] for match in written_references(claim.text) if match["page"]]
        about = {library.resolve(reference) for reference in written}
        about.update(mention.id for mention in self.names.mentions(claim.text))
        if statement and statement.entry:
            about.add(str(statement.value))
        kinds = {entry_id: library.kind.get(entry_id, "") for entry_id in about if entry_id}
        return tuple(sorted(entry_id for entry_id, kind in kinds.items() if kind in SUBJECTS))

    @query(stored=True, eager=True, exists=_has_entry)
    def named_entries(self, entry_id: str) -> tuple[str, ...]:
        """The entries that the prose of an entry or an edition mentions."""
        record = self.library.entries[entry_id]
        entries: set[str] = set()
        for _, text in list_prose(record):
            entries.update(mention.id for mention in self.names.mentions(text))
            for match in written_references(text):
                target = self.library.resolve(match["page"]) if match["page"] else None
                entries.update({target} if target else ())
        return tuple(sorted(entries - {entry_id}))

    @query(stored=True, eager=True, exists=_has_claim)
    def is_live(self, claim_id: str) -> bool:
        """Whether a claim is live: reported, not taken back, and not superseded."""
        said = self.assertion(claim_id)
        return said is not None and said.standing and not self._later[claim_id]

    @query(stored=True, eager=True)
    def group_facts(self, group: str) -> GroupFacts:
        """What the live claims of a group say together: a group shares a measure of one subject, or a property and its
        value."""
        members = [claim_id for claim_id in self._groups[group] if self.is_live(claim_id)]
        if len(members) < 2:
            return GroupFacts(frozenset(), ())
        written = self._list_written_pairs(members)
        times = {claim_id: self._time(claim_id) for claim_id in members}
        ordered = sorted(members, key=lambda claim_id: (_sort_key(times[claim_id]), claim_id))
        conflicts: set[tuple[str, str]] = set()
        has_other_times = False
        has_other_values = len({self._written(claim_id) for claim_id in ordered}) > 1
        for left, right, overlapping in _list_pairs(ordered, times, written) if has_other_values else ():
            if not overlapping:
                has_other_times = True
            elif self._conflict(left, right):
                conflicts.add((left, right))
        return GroupFacts(frozenset(conflicts), tuple(ordered) if has_other_times and has_other_values else ())

    def _list_written_pairs(self, claim_ids: Iterable[str]) -> set[frozenset[str]]:
        """The pairs of claims in which one itself says how it differs from the other."""
        said = ((claim_id, self.assertion(claim_id)) for claim_id in claim_ids)
        return {frozenset((claim_id, other.claim)) for claim_id, says in said if says for other in says.differs}

    @query(stored=True, eager=True)
    def matching_claims(self, group: str) -> dict[str, tuple[str, ...]]:
        """Live claim of one measure -> those of other publishers that state the same for the same time."""
        return find_matches({i: said for i in self._groups[group] if self.is_live(i) and (said := self.assertion(i))})

    @query(stored=True, eager=True)
    def owners(self, company: str) -> frozenset[str]:
        """The owners of a company, by live `owned-by` claims."""
        return frozenset(v for _, property, v in self._states(self.subject_of[company]) if property == "owned-by")

    @query(stored=True, eager=True)
    def holdings(self, owner: str) -> frozenset[str]:
        """An owner, what it makes, what it owns and what it has invested in."""
        invested = {v for _, property, v in self._states(self.subject_of[owner]) if property == "invested-in"}
        held = {s for s, property, _ in self._states(self.value_of[owner]) if property in ("made-by", "owned-by")}
        return frozenset({owner} | invested | held)

    @query(stored=True, eager=True, exists=_has_claim)
    def derivation(self, claim_id: str) -> Derived | None:
        """Everything derived for a claim; None for a draft."""
        said = self.assertion(claim_id)
        if said is None:
            return None
        live = self.is_live(claim_id)
        same = self._same(claim_id, said) if live else ()
        together = [self.group_facts(group) for group in compared(said)]
        owners = self.owners(said.publisher)
        return Derived(
            publisher=said.publisher,
            about=said.about,
            live=live,
            statement=said.statement,
            publishers=self.independent_publishers(claim_id, same),
            reports=same,
            differences=tuple(self._differences(claim_id, said, together)),
            series=next((group.series for group in together if claim_id in group.series), ()),
            superseded_by=tuple(sorted(self._later[claim_id])),
            disclosures=tuple(sorted(o for o in owners if not self.holdings(o).isdisjoint(said.about))),
        )

    @query(stored=True)
    def shown_claims(self, _: str) -> tuple[str, ...]:
        """Every claim that is shown, article by article; the key is empty."""
        return tuple(claim_id for claim_ids in self.of_article.values() for claim_id in claim_ids)

    def claims_of_group(self, group: str) -> tuple[str, ...]:
        """The claims of a group of what gives one measure, or has one value."""
        return self._groups[group]

    def articles_behind(self, claim_ids: Sequence[str]) -> set[str]:
        """The articles that some claims were read in."""
        found = {claim_id.partition("/")[0] for claim_id in claim_ids}
        for said in self.assertion.read_all(claim_ids).values():
            found.update(article for article, _ in (said.also_in if said else ()))
        return found

    def count_unlocated(self, claim_ids: Sequence[str]) -> int:
        """How many of some claims do not say where in their article they were made."""
        return sum(1 for said in self.assertion.read_all(claim_ids).values() if said is None or not said.place)

    def _publisher(self, article_id: str) -> str:
        return self.library.id_of(self.library.article(self.sources.origin_of(article_id)).data.publisher)

    def house_mates(self, publisher: str) -> list[str]:
        """The other organizations that publish articles and count as one publisher with this one, because of who owns
        them; sorted."""
        owned = {
            s
            for owner in self.owners(publisher)
            for s, property, _ in self._states(self.value_of[owner])
            if property == "owned-by"
        }
        own = {s for s, property, _ in self._states(self.value_of[publisher]) if property == "owned-by"}
        others = (owned | own | self.owners(publisher)) - {publisher}
        return sorted(i for i in others if self.sources.articles_by[i] and self._is_one_house(publisher, i))

    def _is_one_house(self, publisher: str, other: str) -> bool:
        return len(list_independent([Source(publisher), Source(other)], self.owners)) == 1

    def _states(self, claim_ids: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """(subject, property, value) of the live claims whose value is an entry."""
        for claim_id in claim_ids:
            statement = self._statement_of(claim_id)
            if statement and statement.entry and self.is_live(claim_id):
                yield statement.subject, statement.property, str(statement.value)

    def _statement_of(self, claim_id: str) -> Statement | None:
        said = self.assertion(claim_id)
        return said.statement if said else None

    def _time(self, claim_id: str) -> Date | None:
        said = self.assertion(claim_id)
        return said.time if said else None

    def _written(self, claim_id: str) -> str:
        statement = self._statement_of(claim_id)
        return f"{statement.subject} {statement.value}" if statement else ""

    def _conflict(self, left: str, right: str) -> bool:
        first, second = self._statement_of(left), self._statement_of(right)
        assert first is not None and second is not None
        same = first.subject == second.subject and equal(first, second)
        return not same and comparable(first.value, second.value)

    def _same(self, claim_id: str, said: Assertion) -> tuple[str, ...]:
        """The live claims of other publishers that state the same for the same time."""
        return self.matching_claims(of_subject(said.statement)).get(claim_id, ()) if said.statement else ()

    def independent_publishers(self, claim_id: str, same: Iterable[str]) -> tuple[str, ...]:
        """The publisher of a claim, and those that report it independently of each other: in the claims that say the
        `same`, and in the articles where it and they were read too, which report it themselves."""
        claims = self.library.claims
        own, *others = [self._source(other_id) for other_id in (claim_id, *same)]
        also = (item for other_id in (claim_id, *same) for item in claims[other_id].data.also_in)
        read_too = dict.fromkeys(Source(self._publisher(self.library.id_of(item.article))) for item in also)
        _, *independent = list_independent([own, *others, *read_too], self.owners)
        return (publisher_of(claims[claim_id], self.library), *independent)

    def _source(self, claim_id: str) -> Source:
        record = self.library.claims[claim_id]
        via, said_by = record.data.via, record.data.said_by
        speaker = self.library.id_of(said_by.id) if said_by and said_by.id else ""
        return Source(self._publisher(record.article), self.library.id_of(via) if via else "", speaker)

    def _differences(self, claim_id: str, said: Assertion, together: Iterable[GroupFacts]) -> Iterator[Difference]:
        """The differences that the claim itself names, that others name, and that its groups show, sorted by id."""
        differences = {difference.claim: difference for difference in said.differs if self.assertion(difference.claim)}
        for other_id in self._contrasts[claim_id]:
            other = self.assertion(other_id)
            for difference in other.differs if other else ():
                if difference.claim == claim_id:
                    differences.setdefault(other_id, difference._replace(claim=other_id))
        for group in together:
            for pair in group.conflicts:
                if claim_id in pair:
                    [other_id] = set(pair) - {claim_id}
                    differences.setdefault(other_id, Difference(other_id, "conflict"))
        return iter(differences[other_id] for other_id in sorted(differences))


def _reach(starts: Iterable[str], next_of: Callable[[str], Iterable[str]]) -> set[str]:
    """Some entries, and all that are reached from them step by step."""
    reached: set[str] = set()
    left = list(starts)
    while left:
        entry_id = left.pop()
        if entry_id not in reached:
            reached.add(entry_id)
            left += next_of(entry_id)
    return reached


def _sort_key(time: Date | None) -> tuple[dt.date, int, str]:
    """Claims without a date come last."""
    return time.sort_key if time else (dt.date.max, 0, "")


def _list_pairs(
    ordered: Sequence[str], times: Mapping[str, Date | None], skipped: Set[frozenset[str]]
) -> Iterator[tuple[str, str, bool]]:
    """Pairs of dated claims, sorted by date, and whether their times overlap by more than a handover; one later claim
    that does not overlap with a claim is enough."""
    for position, left in enumerate(ordered):
        start = times[left]
        for right in ordered[position + 1 :] if start else ():
            other = times[right]
            if start is None or other is None or frozenset((left, right)) in skipped:
                continue
            overlapping = start.overlaps(other) and not is_handover(start, other)
            yield left, right, overlapping
            if not overlapping and other.first and start.last and other.first > start.last:
                break


class _Shown:
    """Everything derived for the claims that are shown; drafts are left out."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __getitem__(self, claim_id: str) -> Derived:
        derived = self._facts.derivation(claim_id)
        assert derived is not None
        return derived

    def read_all(self) -> dict[str, Derived]:
        """Everything derived for every claim that is shown, article by article; depends on it once as a whole."""
        derived = self._facts.derivation.read_all(self)
        return {claim_id: row for claim_id, row in derived.items() if row is not None}

    def __contains__(self, claim_id: object) -> bool:
        facts = self._facts
        return isinstance(claim_id, str) and claim_id in facts.library.claims and facts.assertion(claim_id) is not None

    def __iter__(self) -> Iterator[str]:
        """Every claim that is shown, article by article."""
        return iter(self._facts.shown_claims(""))

    def __len__(self) -> int:
        return len(self._facts.shown_claims(""))
