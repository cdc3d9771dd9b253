"""What the desk knows between two requests: texts that were split into sentences, the last saves, what feeds had."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ...content.changes import is_source_file
from ...content.evidence import ArticleText, read_article
from ...content.kinds.article import Article
from ...content.values.invalid_value import InvalidValue
from ...publish.live import Live
from ...publish.publication import Publication
from ..comparison.passages import ReadArticle, read_sentences
from ..drafting.draft import EVIDENCE_FOLDER
from ..editing.changes import ChangeSet, Refused
from ..reading.article import SourceArticle
from ..recognition.lexicon import Lexicon

MAX_UNDO = 20


@dataclass(slots=True)
class Saved:
    """A save that can be undone: what it did, its diff, and each file's bytes before and after it."""

    title: str
    diff: str
    files: dict[str, tuple[bytes | None, bytes | None]]


class Unreadable(Exception):
    """The text of an article cannot be shown; the sentence says why."""


@dataclass
class Desk:
    """All of it belongs to one `Live`; use it only while that is held."""

    live: Live
    root: Path
    mount: str = "/"
    """The address of the site on its server, with a slash at either end."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What each form carries: it is made anew at each start."""
    saves: list[Saved] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)
    """Unknown names that the editor said are none, until the server ends."""
    items: dict[str, list[SourceArticle]] = field(default_factory=dict)
    """Feed -> what it had when it was last read."""
    faults: dict[str, str] = field(default_factory=dict)
    """Feed -> why it could not be read, empty if it was."""
    _lexicon: tuple[object, Lexicon] | None = None
    _texts: dict[str, tuple[object, ArticleText]] = field(default_factory=dict)
    _read: dict[str, tuple[object, ReadArticle]] = field(default_factory=dict)

    def find_lexicon(self, publication: Publication) -> Lexicon:
        """The names of the briefing as they are now."""
        key = (id(publication), self.live.names_version)
        if self._lexicon is None or self._lexicon[0] != key:
            self._lexicon = key, Lexicon(publication.briefing.library)
        return self._lexicon[1]

    def has_text(self, article: str) -> bool:
        """Whether the text of an article is at hand."""
        return self._locate_text(article).is_file()

    def _locate_text(self, article: str) -> Path:
        return self.root / EVIDENCE_FOLDER / f"{article}.txt"

    def read_text(self, article: str, entry: Article) -> ArticleText:
        """The text of an article, as its file is now; raises Unreadable."""
        path = self._locate_text(article)
        try:
            status = path.stat()
        except OSError:
            raise Unreadable(f"There is no text in {EVIDENCE_FOLDER}/{article}.txt.") from None
        key = (status.st_mtime_ns, status.st_size, entry.title, entry.lang)
        known = self._texts.get(article)
        if known is None or known[0] != key:
            text, problems = read_article(path, entry.title, entry.lang)
            if text is None:
                raise Unreadable(problems[0].what)
            self._texts[article] = known = (key, text)
        return known[1]

    def read_article(self, article: str, entry: Article, publication: Publication) -> ReadArticle:
        """The recognized sentences of an article; raises Unreadable."""
        text, lexicon = self.read_text(article, entry), self.find_lexicon(publication)
        key = (self._texts[article][0], self._lexicon and self._lexicon[0], entry)
        known = self._read.get(article)
        if known is None or known[0] != key:
            publisher = publication.briefing.library.resolve(entry.publisher) or ""
            try:
                sentences = text.printed_sentences
            except InvalidValue as error:
                raise Unreadable(f"{error.what}: {error.cure}") from None
            read = read_sentences(sentences, lexicon, entry.published, publisher, entry.lang)
            self._read[article] = known = (key, read)
        return known[1]

    def apply(self, changes: ChangeSet) -> None:
        """Writes changes, shows them on the site, and remembers how to undo them. Raises Refused and OSError."""
        before = {file: changes.read_before(file) for file in changes.changed}
        saved = Saved(changes.title, changes.format_diff(), {})
        after = changes.changed
        files = changes.apply()
        saved.files = {file: (before[file], after[file]) for file in files}
        self.saves = [*self.saves, saved][-MAX_UNDO:]
        self._follow(files)

    def _follow(self, files: Iterable[str]) -> None:
        """Shows on the site what was written to the briefing; texts of articles are no part of it."""
        folder = self.live.publication.briefing.folder
        self.live.apply_changes([file for file in files if file.startswith(f"{folder}/") and is_source_file(file)])

    def undo(self) -> Saved:
        """Takes the last save back; raises Refused if there is none, or if a file of it changed since."""
        if not self.saves:
            raise Refused("there is nothing to undo")
        saved = self.saves[-1]
        changes = ChangeSet(self.root, f"undo {saved.title}")
        for file, (before, after) in saved.files.items():
            if changes.read(file) != after:
                raise Refused(f"{file} changed after that save; nothing was undone")
            if before is None:
                changes.delete(file)
            elif after is None:
                changes.create(file, before)
            else:
                changes.replace(file, before)
        self._follow(changes.apply())
        self.saves.pop()
        return saved
