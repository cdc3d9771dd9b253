"""Locks of claims whose references changed: readers see the same words, so the claim counts as checked, as before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from ...content.evidence import hash_text, normalize
from ...content.evidence.lockfile import name_lock_file
from ...content.kinds import CLAIMS_FOLDER, LOCK_ENDING
from ...content.nodes import FieldPath
from .changes import ChangeSet
from .splices import YamlText


def keep_locks(changes: ChangeSet, folder: str, renamed: Mapping[str, str]) -> None:
    """Gives the lock of each claim in a changed file the hash of the claim's new text, if it had that of the old one.
    `renamed` is old id -> new id. Only for changes of ids in a text: its words must be the same."""
    for file, after in changes.changed.items():
        path = PurePosixPath(file)
        locks = name_lock_file(folder, path.stem)
        if after is None or file != f"{folder}/{CLAIMS_FOLDER}/{path.name}" or path.name.endswith(LOCK_ENDING):
            continue
        if not changes.exists(locks):
            continue
        before = _read_texts(changes.read_before(file), path.stem, renamed)
        written = YamlText(changes.read_text(locks), locks)
        values: dict[FieldPath, str] = {}
        for claim, text in _read_texts(after, path.stem, {}).items():
            place: FieldPath = ("claims", claim, "text")
            if claim in before and before[claim] != text and written.get(place) == _hash(before[claim]):
                values[place] = _hash(text)
        if values:
            changes.replace(locks, written.replace(dict(values)).text)


def _read_texts(data: bytes | None, article: str, renamed: Mapping[str, str]) -> dict[str, str]:
    """Claim -> its text, in a file of claims; the ids are those after the change."""
    claims = YamlText(data.decode("utf-8")).data if data else []
    found = {}
    for item in claims if isinstance(claims, list) else ():
        if isinstance(item, dict) and isinstance(text := item.get("text"), str):
            claim = str(item.get("id"))
            found[renamed.get(f"{article}/{claim}", claim).rpartition("/")[2]] = text
    return found


def _hash(text: str) -> str:
    return hash_text(normalize(text))
