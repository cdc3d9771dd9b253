"""Another id for an entry, an article with its claims, or one claim: all that names it follows, the old id leads on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from ...content.evidence import format_locks
from ...content.evidence.lockfile import name_lock_file
from ...content.files import read_file
from ...content.kinds import ARTICLE, CLAIM, CLAIMS_FOLDER, EDITION
from ...content.kinds.base import check_id
from ...content.kinds.lock import Lock
from ...content.nodes import PlainData
from ...problem import make_visible, suggest_nearest
from .changes import ChangeSet, Refused
from .references import Rename, find_files, list_addresses, rewrite_document, rewrite_references
from .splices import YamlText
from .trial import Trial

TEXTS = "evidence"
"""The folder of the texts of articles, which git ignores."""


def rename(trial: Trial, changes: ChangeSet, old: str, new: str) -> dict[str, str]:
    """Gives an entry or a claim another id; returns old id -> new id of all that follows. Raises Refused or
    SpliceError."""
    if "/" in old:
        return _rename_claim(trial, changes, old, new)
    record = find_entry(trial, old)
    check_new_id(trial, new)
    renamed = {old: new}
    if record.kind == ARTICLE.name:
        ids = (claim_id for claim_id in trial.briefing.library.records["moved"] if claim_id.startswith(f"{old}/"))
        claims = {*trial.briefing.library.claims_of(old), *ids}
        renamed |= {claim_id: f"{new}/{claim_id.partition('/')[2]}" for claim_id in claims}
    rewrite_everywhere(trial, changes, renamed, {old: record.kind})
    file = record.file
    target = f"{file.rpartition('/')[0]}/{new}.yml"
    changes.copy(file, target)
    changes.replace(file, format_moved(changes.read_text(file), [new]))
    if record.kind == ARTICLE.name:
        _move_claims(trial, changes, old, new)
    return renamed


def find_entry(trial: Trial, entry_id: str) -> Any:
    """The record of an entry; raises Refused with the nearest id if there is none, or if it is retired."""
    library = trial.briefing.library
    if (record := library.entries.get(entry_id)) is not None:
        return record
    if entry_id in library.moved:
        raise Refused(f"'{entry_id}' is retired: it leads to {', '.join(map(repr, library.targets(entry_id)))}")
    known = library.claims if "/" in entry_id else library.entries
    cure = suggest_nearest(entry_id, known) or "the id of an entry is the name of its file"
    if entry_id in library.broken or entry_id.partition("/")[0] in library.broken:
        cure = "its file has mistakes: run 'python hooks check', and correct them first"
    raise Refused(f"there is no {'claim' if '/' in entry_id else 'entry'} '{make_visible(entry_id)}'\n    {cure}")


def check_new_id(trial: Trial, new: str, article: str = "") -> None:
    """Raises Refused for an id that is malformed or already used; `article` is that of a claim's id."""
    try:
        check_id(new)
    except PydanticCustomError as error:
        context = error.context or {}
        raise Refused(f"{context['what']}\n    {context['cure']}") from None
    library, whole = trial.briefing.library, f"{article}/{new}" if article else new
    if library.holds(whole) or whole in library.moved:
        state = "retired, and is never used again" if whole in library.moved else "already used"
        raise Refused(f"the id '{whole}' is {state}: choose another")


def format_moved(text: str, targets: list[str]) -> str:
    """The text of a retired entry, with the line ends of the text that it had."""
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"moved_to: {targets[0] if len(targets) == 1 else '[' + ', '.join(targets) + ']'}{newline}"


def rewrite_everywhere(trial: Trial, changes: ChangeSet, renamed: dict[str, str], kinds: dict[str, str]) -> None:
    """Rewrites all references to some ids, in the briefing and in the hand-written pages."""
    rename_id: Rename = renamed.get
    _note_what_is_left(trial, changes, renamed, kinds)
    files = find_files(trial.root, trial.folder, renamed)
    rewrite_references(changes, files, trial.briefing.library, rename_id)
    rewrite_documents(trial, changes, rename_id, kinds)


def _note_what_is_left(trial: Trial, changes: ChangeSet, renamed: dict[str, str], kinds: dict[str, str]) -> None:
    """Notes what no program changes: addresses in the settings, and the share card of an edition."""
    settings = trial.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8", errors="replace") if settings.is_file() else ""
    for old, kind in kinds.items():
        for address, new in list_addresses(old, kind, renamed[old]):
            if re.search(rf"(?<![\w-]){re.escape(address)}(?![\w-])", text):
                changes.notes.append(f"mkdocs.yml names '{address}': write '{new}' there")
        if kind == EDITION.name and (trial.documents.folder / "assets/cards").is_dir():
            changes.notes.append("the share card of the edition has to be drawn again: 'make cards'")


def rewrite_documents(trial: Trial, changes: ChangeSet, rename_id: Rename, kinds: dict[str, str]) -> None:
    """Rewrites what hand-written pages name; `kinds` is old id -> its kind. A page that is a symbolic link is changed
    where it leads."""
    root = Path(os.path.realpath(trial.root))
    for page in dict.fromkeys(Path(os.path.realpath(path)) for _, path in trial.documents.list_files()):
        data = page.read_bytes()
        if page.is_relative_to(root) and any(old.rpartition("/")[2].encode() in data for old in kinds):
            file = page.relative_to(root).as_posix()
            text = changes.read_text(file)
            if (rewritten := rewrite_document(text, rename_id, kinds)) != text:
                changes.replace(file, rewritten)


# Articles


def _move_claims(trial: Trial, changes: ChangeSet, old: str, new: str) -> None:
    """Moves the claims of an article, their locks and its text to the names of its new id."""
    file, target = (f"{trial.folder}/{CLAIMS_FOLDER}/{article}.yml" for article in (old, new))
    if changes.exists(file):
        claims = list_items(YamlText(changes.read_text(file), file))
        changes.copy(file, target)
        moved = YamlText(changes.read_text(target), target)
        for number in reversed([number for number, claim in enumerate(claims) if "moved_to" in claim]):
            moved = moved.remove((number,))
        changes.replace(target, moved.text)
        _leave_claims(changes, file, list(_list_left(trial, claims, old, new)))
    locks = name_lock_file(trial.folder, old)
    if changes.exists(locks):
        changes.rename(locks, name_lock_file(trial.folder, new))
    if (trial.root / TEXTS).is_dir() and changes.exists(f"{TEXTS}/{old}.txt"):
        changes.rename(f"{TEXTS}/{old}.txt", f"{TEXTS}/{new}.txt")


def list_items(text: YamlText) -> list[dict[str, PlainData]]:
    """The items of a file that is a list of entries."""
    return [item for item in text.data if isinstance(item, dict)] if isinstance(text.data, list) else []


def _list_left(trial: Trial, claims: list[dict[str, PlainData]], old: str, new: str) -> Iterator[tuple[str, list[str]]]:
    """(id, where it leads) of each claim of an article that had an address, once the article has another id."""
    for claim in claims:
        claim_id, targets = str(claim["id"]), claim.get("moved_to")
        if targets is not None:
            listed = targets if isinstance(targets, list) else [targets]
            yield claim_id, [_name_target(old, new, str(target)) for target in listed]
        elif _is_public(trial, f"{old}/{claim_id}"):
            yield claim_id, [f"{new}/{claim_id}"]


def _name_target(old: str, new: str, target: str) -> str:
    """Where a retired claim leads, seen from another file."""
    article, _, claim = target.rpartition("/")
    return f"{new if article in ('', old) else article}/{claim}"


def _is_public(trial: Trial, claim_id: str) -> bool:
    """Whether a claim has an address: a draft has none."""
    known = trial.briefing.library.claims.get(claim_id)
    return known is not None and known.data.status != "draft"


def _leave_claims(changes: ChangeSet, file: str, lines: Iterable[tuple[str, list[str]]]) -> None:
    """Leaves only retired claims in a file: (id, where it leads) of each. Without any, the file goes."""
    newline = "\r\n" if "\r\n" in changes.read_text(file) else "\n"
    left = [f"- {{id: {claim_id}, moved_to: {_join(targets)}}}" for claim_id, targets in lines]
    if left:
        changes.replace(file, newline.join([*left, ""]))
    else:
        changes.delete(file)


def _join(targets: list[str]) -> str:
    return targets[0] if len(targets) == 1 else f"[{', '.join(targets)}]"


# Claims


def _rename_claim(trial: Trial, changes: ChangeSet, old: str, new: str) -> dict[str, str]:
    article, _, claim = old.partition("/")
    if "/" in new and not new.startswith(f"{article}/"):
        raise Refused(
            f"a claim stays with its article: its place and its lock belong to '{article}'\n"
            f"    to move it, write it in the other file, and '{{id: {claim}, moved_to: {new}}}' here"
        )
    new = new.removeprefix(f"{article}/")
    library = trial.briefing.library
    if old not in library.claims:
        find_entry(trial, old)
    check_new_id(trial, new, article)
    record, whole = library.claims[old], f"{article}/{new}"
    rewrite_everywhere(trial, changes, {old: whole}, {old: CLAIM})
    text = YamlText(changes.read_text(record.file), record.file)
    number = find_claim(text, claim)
    text = text.replace({(number, "id"): new})
    if _is_public(trial, old):
        text = text.insert_item((), number + 1, {"id": claim, "moved_to": new})
    changes.replace(record.file, text.text)
    _rename_lock(trial, changes, article, claim, new)
    return {old: whole}


def find_claim(text: YamlText, claim: str) -> int:
    """The number of a claim in its file."""
    return next(number for number, item in enumerate(list_items(text)) if item.get("id") == claim)


def _rename_lock(trial: Trial, changes: ChangeSet, article: str, claim: str, new: str) -> None:
    file = name_lock_file(trial.folder, article)
    if not changes.exists(file):
        return
    read = read_file(trial.root, Path(trial.root, file), file)
    locks = {record.id.partition("/")[2]: record.data for record in read.records if isinstance(record.data, Lock)}
    if claim in locks and not read.broken:
        locks[new] = locks.pop(claim)
        changes.replace(file, format_locks(locks))
