"""What follows from the claims and is never written: what a claim is about, who else reports it, what conflicts with
it, which figures form a series, whose owner must be disclosed. One pass over the library, by the contract's rules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .kinds import ENTRY_KINDS, Article, Claim
from .library import Library, global_claim_id
from .links import Names, written_references
from .reading import Record
from .statements import Statement, agree, comparable, statement_of
from .texts import prose_fields
from .values.dates import Date
from .values.misfit import Misfit


@dataclass(frozen=True, slots=True)
class Difference:
    """Another claim that does not say the same: `how` is conflict, measure, wording or sequence."""

    claim: str
    how: str
    note: str = ""


@dataclass(slots=True)
class Derived:
    """All that is derived of one claim; ids are resolved and sorted."""

    publisher: str
    about: tuple[str, ...] = ()
    live: bool = True
    statement: Statement | None = None
    publishers: tuple[str, ...] = ()
    """The publishers that state it independently, its own first."""
    reports: tuple[str, ...] = ()
    """The claims of other publishers that state the same."""
    differences: tuple[Difference, ...] = ()
    series: tuple[str, ...] = ()
    """The live claims that give the same measure at different times, itself included, oldest first."""
    superseded_by: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    """The owners of the publisher that the claim touches."""

    @property
    def corroborated(self) -> bool:
        return len(self.publishers) > 1

    @property
    def disputed(self) -> bool:
        return any(difference.how == "conflict" for difference in self.differences)


@dataclass(slots=True)
class Facts:
    """The derived side of a library: by claim, by entry and by article."""

    claims: dict[str, Derived] = field(default_factory=dict)
    about: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Entry id -> the claims that are about it."""
    said_by: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Entry id -> the claims in which it speaks (a publisher in its own voice is left out)."""
    of_article: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    subject_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    value_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    mentioned_in: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Entry id -> the entries, editions and topics whose prose names it."""
    of_topic: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def shown(claim: Claim) -> bool:
    """Drafts show nowhere."""
    return claim.status != "draft"


def derive(library: Library, names: Names) -> Facts:
    """Every derived fact of a checked library."""
    facts = Facts()
    claims = [record for record in library.claims.values() if shown(record.data)]
    superseded = _superseded(library, claims)
    for record in claims:
        derived = Derived(publisher=publisher_of(record, library))
        derived.statement = _statement(record.data, library)
        derived.about = _about(record.data, derived.statement, library, names)
        derived.superseded_by = tuple(sorted(superseded.get(record.id, ())))
        derived.live = _live(record, derived, library)
        facts.claims[record.id] = derived
        _index(record, derived, facts, library)
    owners = _owners(facts)
    _corroborate(library, facts, owners)
    _differ(library, facts)
    _disclose(facts, owners)
    _mentions(library, names, facts)
    return facts


def _statement(claim: Claim, library: Library) -> Statement | None:
    try:
        return statement_of(claim, library)
    except Misfit:
        return None


def publisher_of(record: Record[Claim], library: Library) -> str:
    return library.entry(library.article(record.article).data.publisher).id


def _superseded(library: Library, claims: Iterable[Record[Claim]]) -> dict[str, set[str]]:
    later: dict[str, set[str]] = defaultdict(set)
    for record in claims:
        for reference in record.data.supersedes:
            later[library.claim(reference, record).id].add(record.id)
    return later


def _live(record: Record[Claim], derived: Derived, library: Library) -> bool:
    withdrawn = library.article(record.article).data.withdrawn is not None
    return record.data.status == "reported" and not derived.superseded_by and not withdrawn


def _about(claim: Claim, statement: Statement | None, library: Library, names: Names) -> tuple[str, ...]:
    speaker = claim.said_by.id if claim.said_by else None
    written = [*claim.about, *filter(None, [claim.subject, claim.of, speaker])]
    written += [match["page"] for match in written_references(claim.text) if match["page"]]
    found = {library.resolve(reference) for reference in written}
    found.update(mention.id for mention in names.mentions(claim.text))
    if statement and statement.entry:
        found.add(str(statement.value))
    kinds = {record_id: library.entries[record_id].kind for record_id in found if record_id in library.entries}
    return tuple(sorted(record_id for record_id, kind in kinds.items() if kind in ENTRY_KINDS and kind != "topic"))


def _index(record: Record[Claim], derived: Derived, facts: Facts, library: Library) -> None:
    claim = record.data
    facts.of_article[record.article].append(record.id)
    for entry_id in derived.about:
        facts.about[entry_id].append(record.id)
    if claim.said_by and claim.said_by.id:
        facts.said_by[library.entry(claim.said_by.id).id].append(record.id)
    for topic in claim.topics:
        facts.of_topic[library.entry(topic).id].append(record.id)
    if derived.statement:
        facts.subject_of[derived.statement.subject].append(record.id)
        if derived.statement.entry:
            facts.value_of[str(derived.statement.value)].append(record.id)


def _owners(facts: Facts) -> dict[str, set[str]]:
    """Company -> its owners, by live `owned-by` claims."""
    owners: dict[str, set[str]] = defaultdict(set)
    for derived in facts.claims.values():
        statement = derived.statement
        if derived.live and statement and statement.property == "owned-by" and statement.entry:
            owners[statement.subject].add(str(statement.value))
    return owners


def time_of(record: Record[Claim], library: Library) -> Date | None:
    """The time a claim is compared at: `from`/`until`, else `when`, else the day it was said."""
    claim = record.data
    if claim.from_ or claim.until:
        start = claim.from_.start if claim.from_ else None
        end = claim.until.end if claim.until else None
        return Date("", start, end, interval=True)
    return claim.when or said_on(record, library)


def said_on(record: Record[Claim], library: Library) -> Date | None:
    """When it was said: as written, else the article's date."""
    return record.data.said_on or library.article(record.article).data.published


@dataclass(slots=True)
class _Voices:
    """Which articles and outlets count as one."""

    library: Library
    owners: dict[str, set[str]]

    def origin(self, article_id: str) -> str:
        """The article that a reprint or rewording goes back to."""
        seen = {article_id}
        while True:
            data: Article = self.library.article(article_id).data
            before = data.syndicated_from or data.derived_from
            if before is None or before in seen:
                return article_id
            article_id = self.library.article(before).id
            seen.add(article_id)

    def publisher(self, article_id: str) -> str:
        return self.library.entry(self.library.article(self.origin(article_id)).data.publisher).id

    def house(self, publisher: str) -> str:
        """The outlet, or the one owner that it shares with others."""
        return min(self.owners.get(publisher, {publisher}))

    def via(self, record: Record[Claim]) -> set[str]:
        """The publishers whose word a claim passes on."""
        said_by = record.data.said_by.id if record.data.said_by else None
        return {self.library.entry(reference).id for reference in (record.data.via, said_by) if reference}


def _corroborate(library: Library, facts: Facts, owners: dict[str, set[str]]) -> None:
    voices = _Voices(library, owners)
    twins: dict[tuple[str, str, str | None], list[str]] = defaultdict(list)
    for claim_id, derived in facts.claims.items():
        if derived.live and derived.statement:
            twins[derived.statement.subject, derived.statement.property, derived.statement.of].append(claim_id)
    for claim_id, derived in facts.claims.items():
        record = library.claims[claim_id]
        same = list(_same(record, derived, library, facts, twins))
        derived.reports = tuple(same)
        derived.publishers = _independent(record, derived, same, voices)


def _same(
    record: Record[Claim],
    derived: Derived,
    library: Library,
    facts: Facts,
    twins: dict[tuple[str, str, str | None], list[str]],
) -> Iterator[str]:
    statement = derived.statement
    if not statement or not derived.live:
        return
    for other_id in twins[statement.subject, statement.property, statement.of]:
        other = facts.claims[other_id]
        if other_id == record.id or other.statement is None or other.publisher == derived.publisher:
            continue
        if _equal(statement, other.statement) and _overlap(record, library.claims[other_id], library):
            yield other_id


def _equal(left: Statement, right: Statement) -> bool:
    return comparable(left.value, right.value) and agree(left.value, right.value)


def _overlap(left: Record[Claim], right: Record[Claim], library: Library) -> bool:
    first, second = time_of(left, library), time_of(right, library)
    return first is None or second is None or first.overlaps(second)


def _independent(record: Record[Claim], derived: Derived, same: list[str], voices: _Voices) -> tuple[str, ...]:
    own = voices.publisher(record.article)
    houses = {voices.house(own)}
    passed_on = voices.via(record)
    publishers = [derived.publisher]
    others: list[tuple[str, set[str]]]
    others = [(voices.publisher(voices.library.article(also.article).id), set()) for also in record.data.also_in]
    others += [(voices.publisher(i.partition("/")[0]), voices.via(voices.library.claims[i])) for i in same]
    for publisher, others_via in others:
        house = voices.house(publisher)
        if house in houses or publisher in passed_on or own in others_via:
            continue
        houses.add(house)
        publishers.append(publisher)
    return tuple(publishers)


def _differ(library: Library, facts: Facts) -> None:
    found: dict[str, dict[str, Difference]] = defaultdict(dict)
    for claim_id in facts.claims:
        record = library.claims[claim_id]
        for written in record.data.differs:
            other = library.resolve(global_claim_id(written.claim, record))
            if other in facts.claims and other is not None:
                found[claim_id][other] = Difference(other, written.how, written.note or "")
                found[other].setdefault(claim_id, Difference(claim_id, written.how, written.note or ""))
    for group in _single_valued(library, facts):
        _compare(group, library, facts, found)
    for claim_id, differences in found.items():
        facts.claims[claim_id].differences = tuple(differences[other] for other in sorted(differences))


def _single_valued(library: Library, facts: Facts) -> Iterator[list[str]]:
    """The live claims that give one measure of one thing (or one thing of one value), where there can be only one."""
    groups: dict[tuple[str, str, str, str | None], list[str]] = defaultdict(list)
    for claim_id, derived in facts.claims.items():
        statement = derived.statement
        if not derived.live or statement is None:
            continue
        single = library.properties[statement.property].data.single
        if single in ("value", "both"):
            groups["value", statement.property, statement.subject, statement.of].append(claim_id)
        if single in ("subject", "both"):
            groups["subject", statement.property, str(statement.value), statement.of].append(claim_id)
    return (group for group in groups.values() if len(group) > 1)


def _compare(group: list[str], library: Library, facts: Facts, found: dict[str, dict[str, Difference]]) -> None:
    times = {claim_id: time_of(library.claims[claim_id], library) for claim_id in group}
    ordered = sorted(group, key=lambda i: (times[i].sort_key if times[i] else (dt.date.max, 0, ""), i))  # type: ignore[union-attr]
    apart = False
    for position, left in enumerate(ordered):
        for right in ordered[position + 1 :]:
            start, other = times[left], times[right]
            if start is None or other is None or right in found[left]:
                continue
            if not start.overlaps(other):
                apart = True
                if other.first and start.last and other.first > start.last:
                    break
            elif not _same_value(left, right, facts) and _can_compare(left, right, facts):
                found[left][right] = Difference(right, "conflict")
                found[right][left] = Difference(left, "conflict")
    if apart and len({_written(claim_id, facts) for claim_id in ordered}) > 1:
        for claim_id in ordered:
            facts.claims[claim_id].series = tuple(ordered)


def _written(claim_id: str, facts: Facts) -> str:
    statement = facts.claims[claim_id].statement
    assert statement is not None
    return f"{statement.subject} {statement.value}"


def _same_value(left: str, right: str, facts: Facts) -> bool:
    first, second = facts.claims[left].statement, facts.claims[right].statement
    assert first is not None and second is not None
    return first.subject == second.subject and _equal(first, second)


def _can_compare(left: str, right: str, facts: Facts) -> bool:
    first, second = facts.claims[left].statement, facts.claims[right].statement
    assert first is not None and second is not None
    return comparable(first.value, second.value)


def _disclose(facts: Facts, owners: dict[str, set[str]]) -> None:
    """Where a claim's publisher belongs to X: X, what X makes and what X invests in."""
    touched: dict[str, set[str]] = defaultdict(set)
    for publisher_owners in owners.values():
        for owner in publisher_owners:
            touched[owner].add(owner)
    for derived in facts.claims.values():
        statement = derived.statement
        if not derived.live or statement is None or not statement.entry:
            continue
        value = str(statement.value)
        if statement.property == "invested-in" and statement.subject in touched:
            touched[statement.subject].add(value)
        elif statement.property in ("made-by", "owned-by") and value in touched:
            touched[value].add(statement.subject)
    for derived in facts.claims.values():
        derived.disclosures = tuple(
            sorted(owner for owner in owners.get(derived.publisher, ()) if not touched[owner].isdisjoint(derived.about))
        )


def _mentions(library: Library, names: Names, facts: Facts) -> None:
    """Backlinks from the prose of entries and editions."""
    for record in library.entries.values():
        found: set[str] = set()
        for _, text in prose_fields(record):
            found.update(mention.id for mention in names.mentions(text))
            for match in written_references(text):
                target = library.resolve(match["page"]) if match["page"] else None
                found.update({target} if target else ())
        for target in sorted(found - {record.id}):
            facts.mentioned_in[target].append(record.id)
