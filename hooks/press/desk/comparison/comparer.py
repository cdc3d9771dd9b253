"""Compares the claims of one article with its text: what the commands and the desk call."""

from __future__ import annotations

from ...content.evidence import ArticleText, Span
from ...content.kinds.article import Article
from ...content.kinds.claim import Claim
from ...content.values.invalid_value import InvalidValue
from ...library.briefing import Briefing
from ..recognition.lexicon import Lexicon
from .answers import Answer, CannotTell
from .claims import read_statement
from .compare import compare_statement
from .passages import ReadArticle, read_sentences


class ArticleComparer:
    """The text of one article, read once for all its claims. Its briefing must have been refreshed or checked."""

    def __init__(self, briefing: Briefing, lexicon: Lexicon, entry: Article, text: ArticleText) -> None:
        self._library = briefing.library
        self._lexicon = lexicon
        self._entry = entry
        self._publisher = self._library.resolve(entry.publisher) or ""
        self._text = text
        self._read: ReadArticle | None = None

    def compare(self, claim: Claim, span: Span) -> Answer:
        """Compares a claim with the sentences that a span of the text touches; raises MissingSplitter."""
        try:
            article = self._read_article()
            first, _, last = self._text.name_location(span)[1:].partition("-")
        except InvalidValue as error:
            return CannotTell(error.what)
        day, publisher = self._entry.published, self._publisher
        statement = read_statement(claim, self._library, self._lexicon, day, publisher)
        return compare_statement(statement, (int(first) - 1, int(last or first) - 1), article)

    def quote(self, span: Span) -> str:
        """The sentences that a span touches, as printed; empty if they cannot be told apart."""
        try:
            first, _, last = self._text.name_location(span)[1:].partition("-")
        except InvalidValue:
            return ""
        return " ".join(self._text.printed_sentences[int(first) - 1 : int(last or first)])

    def _read_article(self) -> ReadArticle:
        if self._read is None:
            sentences, entry = self._text.printed_sentences, self._entry
            self._read = read_sentences(sentences, self._lexicon, entry.published, self._publisher, entry.lang)
        return self._read
