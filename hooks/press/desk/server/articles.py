"""One article as the desk shows it: its sentences, the claims of each, and how each claim was checked."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field

from ...content.evidence import ArticleText, describe_check, infer_state, name_lock_file
from ...content.files import FileRead, read_file
from ...content.kinds import ARTICLE, CLAIMS_FOLDER
from ...content.kinds.article import Article
from ...content.kinds.claim import Claim
from ...content.kinds.lock import Lock
from ...content.nodes import PlainData, to_plain
from ...content.records import Record
from ...content.values.invalid_value import InvalidValue
from ...problem import Problem
from ...publish.publication import Publication
from ..comparison.passages import ReadArticle
from .desk import Desk

SIGNS = {"draft": "○", "read": "◆", "compared": "●", "nothing": "▲", "found": "▲", "open": "▲", "gone": "–"}
"""How a claim was checked -> its sign, which never is the only word for it."""


class NoArticle(Exception):
    """There is no such article in the briefing."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as it is in its file. `first` is the number of its first sentence from 1, 0 if it has no place."""

    id: str
    claim: Claim
    fields: dict[str, PlainData]
    index: int
    first: int
    last: int
    state: str
    """A key of SIGNS."""
    note: str
    """What the state means: what was compared, when it was read."""

    @property
    def sign(self) -> str:
        return SIGNS[self.state]

    @property
    def word(self) -> str:
        words = {"draft": "Draft", "read": "Read", "compared": "Compared", "gone": "Taken back"}
        return words.get(self.state, "To read")

    @property
    def needs_reading(self) -> bool:
        return self.sign == "▲"

    @property
    def base(self) -> str:
        """A digest of what the file says of this claim."""
        return digest_fields(self.fields)


def digest_fields(fields: dict[str, PlainData]) -> str:
    """A digest of the fields of a claim, whatever their order and their comments."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(slots=True)
class OpenArticle:
    """An article with its text."""

    id: str
    record: Record[Article]
    text: ArticleText
    read: ReadArticle
    rows: list[Row] = field(default_factory=list)
    locks: dict[str, Lock] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Why claims cannot be shown or saved."""

    @property
    def entry(self) -> Article:
        return self.record.data

    def list_rows(self, number: int) -> list[Row]:
        """The claims of one sentence, from 1; 0 for those without a place."""
        return [row for row in self.rows if (row.first <= number <= row.last if number else not row.first)]

    def find_row(self, claim: str) -> Row | None:
        return next((row for row in self.rows if row.id == claim), None)

    @property
    def unknown_names(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        """Each unknown name -> its first sentence, and the entries that it may be."""
        found: dict[str, tuple[int, tuple[str, ...]]] = {}
        for number, sentence in enumerate(self.read.sentences, 1):
            for name in sentence.unknown:
                found.setdefault(name.text, (number, name.near))
        return found


def name_claims_file(folder: str, article: str) -> str:
    """The path of an article's claims, relative to the project."""
    return f"{folder}/{CLAIMS_FOLDER}/{article}.yml"


def open_article(desk: Desk, publication: Publication, article: str) -> OpenArticle:
    """The article as its files are now. Raises NoArticle and Unreadable."""
    library, folder = publication.briefing.library, publication.briefing.folder
    record = library.find_record("entries", article)
    if record is None or record.kind != ARTICLE.name:
        raise NoArticle
    read = desk.read_article(article, record.data, publication)
    opened = OpenArticle(article, record, desk.read_text(article, record.data), read)
    locks = _read(desk, name_lock_file(folder, article))
    opened.locks = {r.id.partition("/")[2]: r.data for r in locks.records if isinstance(r.data, Lock)}
    claims = _read(desk, name_claims_file(folder, article))
    opened.problems = [*claims.problems, *(locks.problems if locks.broken else ())]
    opened.rows = _list_rows(claims, opened)
    return opened


def _read(desk: Desk, file: str) -> FileRead:
    path = desk.root / file
    return read_file(desk.root, path, file) if os.path.lexists(path) else FileRead(file)


def _list_rows(claims: FileRead, opened: OpenArticle) -> list[Row]:
    items = [to_plain(item) for item in getattr(claims.node, "items", [])]
    rows = []
    for index, fields in enumerate(items):
        found = next((r for r in claims.records if isinstance(fields, dict) and r.data.id == fields.get("id")), None)
        if found is None or not isinstance(found.data, Claim) or not isinstance(fields, dict):
            continue
        claim = found.data
        first, last = _find_sentences(claim.at, opened.text)
        state, note = _find_state(claim, opened.locks.get(claim.id))
        rows.append(Row(claim.id, claim, fields, index, first, last, state, note))
    return rows


def _find_sentences(at: str | None, text: ArticleText) -> tuple[int, int]:
    """The numbers of the first and the last sentence of a place, from 1; (0, 0) if the text does not have it."""
    if not at:
        return 0, 0
    try:
        first, _, last = text.name_location(text.find_span(at))[1:].partition("-")
    except InvalidValue:
        return 0, 0
    return int(first), int(last or first)


def _find_state(claim: Claim, lock: Lock | None) -> tuple[str, str]:
    if claim.status == "draft":
        return "draft", "shown nowhere"
    if claim.status != "reported":
        return "gone", claim.status
    state = infer_state(claim, lock) if lock else "unlocked"
    if lock is None or state == "unlocked":
        return "open", "not yet checked"
    if state != "verified":
        return "open", f"reworded since {lock.checked}"
    check = describe_check(lock)
    if check == "read":
        return "read", str(lock.read)
    return check, ", ".join(lock.compared or ()) if check == "compared" else "nothing to compare"
