"""A briefing and the words of the interface in Greek letters: any Latin letters left on a page came from the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from press.content.evidence.normal import hash_text, normalize
from press.content.kinds.base import ID
from press.site.wording import DEFAULT_FILE
from press.site.wording.patterns import find_placeholders

LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβψδεφγηιξκλμνοπθρστυϗωχϋζ", strict=True))
GREEK = str.maketrans(LETTERS | {letter.upper(): greek.upper() for letter, greek in LETTERS.items()})
NOT_TEXT = re.compile(r"(https?://\S+|\[\[[\w/-]+(?:\||\]\])|\[@[^\]]*\])")
"""What stays unchanged in a text: addresses, and the ids of references."""
PROSE = {
    "title", "name", "summary", "text", "note", "why", "body", "term", "short", "long", "abbreviation", "question",
    "standfirst", "bottom_line", "heading", "unknowns", "watch", "was", "now", "label", "inverse", "unit", "unnamed",
    "editor", "reported_by", "names", "lead",
}  # fmt: skip
"""The fields of a briefing that readers see as written, including the values below them except IDS."""
IDS = {"lang", "kind", "source", "from", "until", "claims"}
KEPT = {"language", "thousands_mark", "decimal_mark", "list_separator"}
"""The words that are not texts."""


def to_greek(text: str) -> str:
    """A text with Greek letters instead of Latin ones."""
    return "".join(part if index % 2 else part.translate(GREEK) for index, part in enumerate(NOT_TEXT.split(text)))


# The words


def mark_of(key: str) -> str:
    """What a page contains where the word with this key is shown."""
    return f"⟦{key.translate(GREEK).replace('_', '·')}⟧"


def replace_words(default: Mapping[str, Any]) -> dict[str, Any]:
    """An override that replaces every word with its mark and its placeholders."""
    replaced = {key: _replace(key, word) for key, word in default.items() if key not in KEPT and "_anchor" not in key}
    return {**replaced, "language": "el", "runs_on": to_greek(default["runs_on"])}


def _replace(key: str, word: Any) -> Any:
    if isinstance(word, dict):
        return {name: _replace(key, text) for name, text in word.items()}
    if isinstance(word, list):
        return [f"{mark_of(key)}{index}" for index in range(len(word))]
    return " ".join([mark_of(key), *sorted(find_placeholders(word))])


def load_default_words() -> dict[str, Any]:
    """The words of words.yml as they are written."""
    words: dict[str, Any] = yaml.load(DEFAULT_FILE.read_text(encoding="utf-8"), yaml.BaseLoader)
    return words


# The briefing


def translate_briefing(folder: Path) -> None:
    """Puts every text in a briefing's files into Greek letters. The locks are updated to the new words of their claims,
    except the first in each file, which represents a claim that was reworded."""
    locks = sorted(folder.rglob("*.lock.yml"))
    for path in sorted(set(folder.rglob("*.yml")) - set(locks)):
        data = _translate(_load(path), prose=False)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    for path in locks:
        claims = {claim["id"]: claim for claim in _load(path.with_name(path.name.replace(".lock.", ".")))}
        text = path.read_text(encoding="utf-8")
        for claim_id, lock in list(_load(path)["claims"].items())[1:]:
            text = text.replace(lock["text"], hash_text(normalize(claims[claim_id]["text"])))
        path.write_text(text, encoding="utf-8")


def translate_document(markdown: str) -> str:
    """A hand-written page in Greek letters, except for its markup."""
    parts = re.split(r"(^description: |<[^>]*>|\{\{.*?\}\})", markdown, flags=re.MULTILINE)
    return "".join(part if index % 2 else to_greek(part) for index, part in enumerate(parts))


def _translate(node: Any, prose: bool) -> Any:
    if isinstance(node, dict):
        return {
            key: list(map(_translate_author, value)) if key == "authors"
            else _translate(value, key not in IDS and (prose or key in PROSE))
            for key, value in node.items()
        }  # fmt: skip
    if isinstance(node, list):
        return [_translate(item, prose) for item in node]
    return to_greek(node) if prose else node


def _translate_author(author: str) -> str:
    """An author is the id of a person, or a name as printed."""
    return author if ID.fullmatch(author) else to_greek(author)


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
