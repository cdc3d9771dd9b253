"""Claims that a program drafted, as changes to the files: checked with the whole briefing, locked, and marked.

They stay drafts. Only a person who has read a claim against its article takes the mark `status: draft` away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...content.evidence import check_passage, format_locks, make_lock, name_lock_file
from ...content.kinds import CLAIMS_FOLDER
from ...content.kinds.lock import Lock
from ...content.nodes import Items, Node, Text
from ...content.values.invalid_value import InvalidValue
from ...content.yaml_source import parse_yaml
from ...problem import Problem
from ..editing.changes import ChangeSet
from ..editing.trial import Trial
from ..editing.yaml_values import format_text
from .answers import FIELDS, Accepted, LeftOut
from .draft import Draft
from .yaml_text import write_item

_HEAD = "# Drafts from '{id}' by a program, each compared with its sentence. Read each against the article.\n"


@dataclass(frozen=True, slots=True)
class Answered:
    """The files to be written, the claims in them, those that were left out, and the files that stay as they are."""

    changes: ChangeSet
    written: list[Accepted]
    left_out: list[LeftOut]
    kept: list[str]


def lay_answer(
    draft: Draft, trial: Trial, accepted: Sequence[Accepted], locks: Mapping[str, Lock], drafted_by: str, day: str
) -> Answered:
    """The changes that add some claims to an article whose locks so far are `locks`. A claim with which the briefing
    would have a problem is left out. Raises Refused."""
    left_out: list[LeftOut] = []
    fresh: dict[str, Lock] = {}
    remaining: list[Accepted] = []
    for item in accepted:
        try:
            fresh[item.claim.id] = _make_lock(draft, item, day)
            remaining.append(item)
        except InvalidValue as error:
            left_out.append(LeftOut(_name(item), error.what))
    while True:
        changes, kept = _lay(draft, trial, remaining, {**locks, **fresh}, drafted_by)
        problems = _find_problems(trial.try_changes(changes), _claims_file(draft, trial), changes, remaining)
        left_out += [LeftOut(_name(item), problem.what) for item, problem in problems]
        remaining = [item for item in remaining if item not in [wrong for wrong, _ in problems]]
        fresh = {item.claim.id: fresh[item.claim.id] for item in remaining}
        if not problems:
            return Answered(changes, remaining, left_out, kept)


def _claims_file(draft: Draft, trial: Trial) -> str:
    return f"{trial.folder}/{CLAIMS_FOLDER}/{draft.details.id}.yml"


def _make_lock(draft: Draft, item: Accepted, day: str) -> Lock:
    """The lock of a claim to its sentence, with what was compared, and read by nobody. Raises InvalidValue for a
    sentence that is too short, or there twice."""
    assert item.claim.at
    span = draft.text.find_span(item.claim.at)
    check_passage(draft.text.words[span.start : span.end], draft.text)
    return make_lock(item.claim, span, draft.text, day).model_copy(update={"compared": item.compared})


def _lay(
    draft: Draft, trial: Trial, items: Sequence[Accepted], locks: Mapping[str, Lock], drafted_by: str
) -> tuple[ChangeSet, list[str]]:
    """The entry, the text, the claims and their locks, and the files that are already there."""
    changes, kept = ChangeSet(trial.root, f"draft {draft.details.id}"), []
    claims, lock_file = _claims_file(draft, trial), name_lock_file(trial.folder, draft.details.id)
    for file, content in draft.files.items():
        if file == claims:
            continue
        if changes.exists(file):
            kept.append(file)
        else:
            changes.create(file, content)
    if items:
        added = "".join(_write_claim(item, drafted_by) for item in items)
        if changes.exists(claims):
            before = changes.read_text(claims)
            changes.replace(claims, before + ("" if before.endswith("\n") or not before else "\n") + added)
        else:
            changes.create(claims, _HEAD.format(id=draft.details.id) + added)
        write = changes.replace if changes.exists(lock_file) else changes.create
        write(lock_file, format_locks(locks))
    return changes, kept


def _find_problems(
    problems: Sequence[Problem], file: str, changes: ChangeSet, items: Sequence[Accepted]
) -> list[tuple[Accepted, Problem]]:
    """The claims that have a problem, each with its first one. A file that is no list any more is one of all claims."""
    found: dict[int, Problem] = {}
    if not items:
        return []
    node, _ = parse_yaml(changes.read_text(file), file)
    starts = [item.line for item in node.items] if isinstance(node, Items) else []
    first = len(starts) - len(items)
    for problem in problems:
        if problem.at.file != file:
            continue
        place = bisect_right(starts, problem.at.line) - 1 - first
        if not starts:
            return [(item, problem) for item in items]
        if place >= 0:
            found.setdefault(place, problem)
    return [(items[place], problem) for place, problem in sorted(found.items())]


def _name(item: Accepted) -> str:
    return f"{item.claim.id} · {item.claim.text}"


def _write_claim(item: Accepted, drafted_by: str) -> str:
    """A claim as YAML, with the values of the answer in the order of FIELDS."""
    fields = item.node.fields
    lines = [f"{key}: {_write_value(fields[key])}" for key in FIELDS if key in fields]
    lines += ["status: draft", f"drafted_by: {format_text(drafted_by)}"]
    return "- " + "\n  ".join(lines) + "\n"


def _write_value(node: Node) -> str:
    if isinstance(node, Text):
        return format_text(node.value)
    if isinstance(node, Items):
        return f"[{', '.join(write_item(item.value) for item in node.items if isinstance(item, Text))}]"
    pairs = [(key, value) for key, value in node.fields.items() if isinstance(value, Text)]
    return f"{{{', '.join(f'{key}: {write_item(value.value)}' for key, value in pairs)}}}"
