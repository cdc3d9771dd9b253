"""What a reader would notice between two states of a briefing: claims, corrections, entries, conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..content.kinds.base import Entry, Model
from ..content.kinds.claim import Claim
from ..content.records import Record
from .briefing import Briefing
from .library import Library

GROUPS: dict[str, str] = {
    "corrected": "Corrections",
    "added": "Claims added",
    "reworded": "Claims reworded",
    "changed": "Claims with other details",
    "retracted": "Claims retracted by their publisher",
    "withdrawn": "Claims withdrawn as our mistake",
    "restored": "Claims restored",
    "superseded": "Claims superseded by a later report",
    "claim-moved": "Claims with another id",
    "removed": "Claims removed",
    "conflict": "Claims that now conflict",
    "settled": "Claims that no longer conflict",
    "entry-added": "Entries added",
    "entry-renamed": "Entries renamed",
    "entry-moved": "Entries merged, split or given another id",
    "entry-changed": "Entries changed",
    "entry-removed": "Entries removed",
}
"""How something changed -> its heading, in the order in which changes are listed."""
_STATES = {"retracted": "retracted", "withdrawn": "withdrawn", "superseded": "superseded", "live": "restored"}
"""The state that a claim has now -> how it changed."""
_OF_STATE = frozenset({"status", "supersedes", "moved_to"})
"""The fields of a claim whose change shows as another state."""


class Change(NamedTuple):
    """One change: `how` is a key of GROUPS, `id` a global id; `before` and `after` are texts, empty for none."""

    how: str
    id: str
    before: str = ""
    after: str = ""
    field: str = ""
    """The field that has another value, for claims and entries with other details."""


def find_reader_changes(before: Briefing, after: Briefing, skipped: Iterable[str] = ()) -> list[Change]:
    """The changes between two states, in the order of GROUPS, then by id. Records of the files in `skipped` are left
    out, because they could not be read in one of the states."""
    old, new, files = before.library, after.library, frozenset(skipped)
    found = [
        *_compare_corrections(old, new, files),
        *_compare_claims(old, new, files),
        *_compare_entries(old, new, files),
    ]
    if not files:
        found += _compare_conflicts(before, after)
    order = list(GROUPS)
    return sorted(found, key=lambda change: (order.index(change.how), change.id, change.field))


def _compare_corrections(old: Library, new: Library, skipped: frozenset[str]) -> Iterator[Change]:
    known = [record.data for record in old.corrections.values()]
    for record in new.corrections.values():
        if record.data not in known and record.file not in skipped:
            yield Change("corrected", record.data.entry, record.data.was or "", record.data.now)


# Claims


def _compare_claims(old: Library, new: Library, skipped: frozenset[str]) -> Iterator[Change]:
    before, after = _list_shown_claims(old), _list_shown_claims(new)
    for claim_id in sorted(before.keys() | after.keys()):
        was, now = before.get(claim_id), after.get(claim_id)
        if any(record and record.file in skipped for record in (was, now)):
            continue
        if now is None and was is not None:
            yield _explain_absence(claim_id, was.data.text, new, ("claim-moved", "removed"))
        elif was is None and now is not None:
            yield Change("added", claim_id, after=now.data.text)
        elif was is not None and now is not None:
            yield from _compare_claim(claim_id, was.data, now.data)
            yield from _compare_states(claim_id, old, new)


def _list_shown_claims(library: Library) -> dict[str, Record[Claim]]:
    return {claim_id: record for claim_id, record in library.claims.items() if record.data.status != "draft"}


def _compare_claim(claim_id: str, was: Claim, now: Claim) -> Iterator[Change]:
    if was.text != now.text:
        yield Change("reworded", claim_id, was.text, now.text)
    for field, (before, after) in _compare_fields(was, now):
        if field not in _OF_STATE and field not in ("text", "why"):
            yield Change("changed", claim_id, before, after, field)


def _compare_states(claim_id: str, old: Library, new: Library) -> Iterator[Change]:
    was, now = (library.state_of(claim_id, bool(library.superseded_by(claim_id))) for library in (old, new))
    if was != now:
        claim = new.claims[claim_id].data
        reason = claim.why or "" if now in ("retracted", "withdrawn") else ", ".join(new.superseded_by(claim_id))
        yield Change(_STATES[now], claim_id, claim.text, reason)


def _explain_absence(entry_id: str, before: str, new: Library, how: tuple[str, str]) -> Change:
    """Why an id is no longer there: it leads elsewhere, or was removed; `how` is the pair of keys for these."""
    moved, removed = how
    targets = [target for target in new.targets(entry_id) if target != entry_id]  # itself, if it is a draft again
    return Change(moved, entry_id, before, ", ".join(targets)) if targets else Change(removed, entry_id, before)


# Entries, articles and editions


def _compare_entries(old: Library, new: Library, skipped: frozenset[str]) -> Iterator[Change]:
    before, after = dict(old.entries.items()), dict(new.entries.items())
    for entry_id in sorted(before.keys() | after.keys()):
        was, now = before.get(entry_id), after.get(entry_id)
        if any(record and record.file in skipped for record in (was, now)):
            continue
        if now is None and was is not None:
            yield _explain_absence(entry_id, _name(was.data), new, ("entry-moved", "entry-removed"))
        elif was is None and now is not None:
            yield Change("entry-added", entry_id, after=_name(now.data))
        elif was is not None and now is not None:
            yield from _compare_entry(entry_id, was.data, now.data)


def _compare_entry(entry_id: str, was: Model, now: Model) -> Iterator[Change]:
    if type(was) is not type(now):
        yield Change("entry-changed", entry_id, type(was).__name__.lower(), type(now).__name__.lower(), "kind")
        return
    for field, (before, after) in _compare_fields(was, now):
        is_name = field == ("title" if hasattr(now, "title") else _name_field(now))
        yield Change("entry-renamed" if is_name else "entry-changed", entry_id, before, after, "" if is_name else field)


def _name_field(entry: Model) -> str:
    """The key of the name in the YAML: `name`, or `term`."""
    info = type(entry).model_fields.get("name")
    return (info.alias or "name") if info else ""


def _name(entry: Model) -> str:
    return entry.name if isinstance(entry, Entry) else str(getattr(entry, "title", ""))


# Values


def _compare_fields(was: Model, now: Model) -> Iterator[tuple[str, tuple[str, str]]]:
    """(key in the YAML, its value before and after) of each field that differs."""
    for name, info in type(now).model_fields.items():
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield info.alias or name, (write_value(before), write_value(after))


def write_value(value: Any) -> str:
    """A value of a field as a text: dates as written, nothing for None, fields that have their default left out."""
    if isinstance(value, Model):
        given = {
            info.alias or name: write_value(getattr(value, name))
            for name, info in type(value).model_fields.items()
            if getattr(value, name) != info.default
        }
        return next(iter(given.values())) if len(given) == 1 else ", ".join(f"{k}: {v}" for k, v in given.items())
    if isinstance(value, list):
        return "; ".join(map(write_value, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(getattr(value, "text", value))


# Conflicts


def _compare_conflicts(before: Briefing, after: Briefing) -> Iterator[Change]:
    was, now = _list_conflicts(before), _list_conflicts(after)
    for how, pairs, library in (
        ("conflict", now - was, after.library),
        (
            "settled",
            {pair for pair in was - now if all(claim in after.library.claims for claim in pair)},
            after.library,
        ),
    ):
        for pair in pairs:
            left, right = sorted(pair)
            yield Change(how, left, library.claims[left].data.text, f"{right}: {library.claims[right].data.text}")


def _list_conflicts(briefing: Briefing) -> set[frozenset[str]]:
    """The pairs of claims that readers see as conflicting."""
    derived = briefing.facts.claims.read_all()
    return {
        frozenset((claim_id, difference.claim))
        for claim_id, row in derived.items()
        for difference in row.differences
        if difference.how == "conflict" and difference.claim in derived
    }


def count_changes(changes: Iterable[Change]) -> Mapping[str, int]:
    """How -> how many, in the order of GROUPS, without those that there are none of."""
    found = [change.how for change in changes]
    return {how: found.count(how) for how in GROUPS if how in found}
