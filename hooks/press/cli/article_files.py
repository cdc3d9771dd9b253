"""What the evidence commands work on: the claims and the locks of one article, read separately from the rest."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..content.evidence import ArticleText, name_lock_file, read_article, write_locks
from ..content.files import FileRead, read_file
from ..content.kinds import ARTICLE, CLAIMS_FOLDER
from ..content.kinds.article import Article
from ..content.kinds.claim import Claim
from ..content.kinds.lock import ALGORITHM, FOUND_ONLY, VERSION, Lock
from ..content.nodes import Fields, Text
from ..content.records import Record
from ..desk.days import find_day
from ..problem import Problem


@dataclass(slots=True)
class ArticleFiles:
    """The claims of one article by their bare ids, and the locks in `file`."""

    article: str
    path: Path
    file: str
    entry: Article | None = None
    claims: dict[str, Record[Claim]] = field(default_factory=dict)
    locks: dict[str, Lock] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Why its locks must not be written; empty if they may be."""
    whole: bool = True
    """Whether every lock of the file could be read."""

    def read_text(self, path: Path) -> tuple[ArticleText | None, list[Problem]]:
        return read_article(path, self.entry.title, self.entry.lang) if self.entry else read_article(path, "", "en")

    def write_locks(self, renewed: Mapping[str, Lock], dry_run: bool = False) -> bool:
        """Writes the current locks plus the renewed ones, without those of claims that are gone; returns whether that
        changed anything, or would have for `dry_run`. Raises OSError."""
        locks = {claim: lock for claim, lock in {**self.locks, **renewed}.items() if claim in self.claims}
        if not dry_run:
            self.locks = locks
        return write_locks(self.path, locks, dry_run)


def read_article_files(root: Path, folder: str, article: str) -> ArticleFiles:
    """The claims and the locks of an article; no claims if it has no claims file."""
    file = name_lock_file(folder, article)
    files = ArticleFiles(article, root / file, file)
    if entry := _read(root, f"{folder}/{ARTICLE.folder}/{article}.yml"):
        for record in entry.records:
            if isinstance(record.data, Article):
                files.entry = record.data
    if claims := _read(root, f"{folder}/{CLAIMS_FOLDER}/{article}.yml"):
        files.claims = {r.data.id: r for r in claims.records if isinstance(r.data, Claim)}
        files.problems += claims.problems
    if locks := _read(root, file):
        files.locks = {r.id.partition("/")[2]: r.data for r in locks.records if isinstance(r.data, Lock)}
        files.problems += locks.problems if _is_foreign(locks) else ()
        files.whole = not locks.broken
    return files


def _read(root: Path, file: str) -> FileRead | None:
    return read_file(root, root / file, file) if os.path.lexists(root / file) else None


def _is_foreign(read: FileRead) -> bool:
    """Whether a lock file says that it has another version: such a file is never overwritten."""
    fields = read.node.fields if isinstance(read.node, Fields) else {}
    known = {"version": (VERSION, FOUND_ONLY), "algorithm": (ALGORITHM,)}
    return any(isinstance(seen := fields.get(key), Text) and seen.value not in values for key, values in known.items())


# The date of a check


def add_date(parser: argparse.ArgumentParser) -> None:
    line = "when the text was compared (default: SOURCE_DATE_EPOCH, else today)"
    parser.add_argument("--date", type=_day, default=None, metavar="YYYY-MM-DD", help=line)


def day_of(given: str | None) -> str:
    """The date for new locks, as YYYY-MM-DD."""
    return given or find_day()


def _day(text: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a day: write it like 2023-04-18")
