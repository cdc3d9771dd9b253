"""What articles have to do with each other and with entries: who published each, which repeat another, which names they
misprint, and which pages rest on their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..content.kinds import ARTICLE, NAMED
from ..content.kinds.article import Article
from ..content.kinds.edition import Edition
from ..content.prose_fields import list_prose
from ..content.records import Record
from ..incremental import Index, query, register_queries
from .library import Library
from .names import names_of, written_references


class Sources:
    """The articles of a library as sources."""

    def __init__(self, library: Library) -> None:
        self._library = library
        register_queries(self, library.database)
        self.articles_by = Index(self.publisher_of, "articles by", lambda publisher: [publisher] * bool(publisher), str)
        """Organization -> the articles that it published, by id."""
        self.copies = Index(self.earlier_article, "copies", lambda earlier: [earlier] * bool(earlier), str)
        """Article -> the articles that reprint or reword it."""
        self.misprinted_in = Index(
            self.misprints, "misprinted in", lambda found: {article for article, _ in found}, str
        )
        """Article -> the entries whose names it misprints."""
        self.cited_by = Index(self.cited_claims, "cited by", lambda claim_ids: claim_ids, str)
        """Claim -> the entries and editions whose text cites it."""

    def follow(self, added: Iterable[str], removed: Iterable[str]) -> None:
        """Notes which entries were added or removed."""
        kinds = {entry_id: self._library.kind.get(entry_id) for entry_id in added}
        of_articles = (self.publisher_of, self.earlier_article)
        for found in (*of_articles, self.misprints, self.cited_claims):
            found.forget(removed)
        for found in of_articles:
            found.schedule(entry_id for entry_id, kind in kinds.items() if kind == ARTICLE.name)
        for others in (self.misprints, self.cited_claims):
            others.schedule(entry_id for entry_id, kind in kinds.items() if kind != ARTICLE.name)

    def _has_article(self, entry_id: str) -> bool:
        return self._library.kind.get(entry_id) == ARTICLE.name

    def _has_other(self, entry_id: str) -> bool:
        return entry_id in self._library.entries and not self._has_article(entry_id)

    @query(stored=True, eager=True, exists=_has_article)
    def publisher_of(self, article_id: str) -> str:
        """The organization that published an article."""
        return self._library.id_of(self._library.article(article_id).data.publisher)

    @query(stored=True, eager=True, exists=_has_article)
    def earlier_article(self, article_id: str) -> str:
        """The article that a reprint or rewording names as its source; empty if it names none."""
        data: Article = self._library.article(article_id).data
        before = data.syndicated_from or data.derived_from
        return self._library.id_of(before) if before else ""

    def origin_of(self, article_id: str) -> str:
        """The original article of a reprint or rewording."""
        seen: set[str] = set()
        while (before := self.earlier_article(article_id)) and before not in seen:
            seen.add(article_id)
            article_id = before
        return article_id

    @query(stored=True, eager=True, exists=_has_other)
    def misprints(self, entry_id: str) -> tuple[tuple[str, str], ...]:
        """(article, name as it is printed there) of the misprinted names of an entry."""
        if self._library.kind[entry_id] not in NAMED:
            return ()
        names = (name for name in names_of(self._library.entry(entry_id)) if name.kind == "misprint" and name.source)
        return tuple((self._library.id_of(str(name.source)), name.text) for name in names)

    @query(stored=True, eager=True, exists=_has_other)
    def cited_claims(self, entry_id: str) -> tuple[str, ...]:
        """The claims that the text of an entry or an edition cites or lists, sorted."""
        return tuple(sorted(set(self._list_cited(self._library.entries[entry_id]))))

    def _list_cited(self, record: Record[Any]) -> Iterator[str]:
        references = [
            match["cite"] or match["page"] for _, text in list_prose(record) for match in written_references(text)
        ]
        for reference in references:
            found = self._library.resolve(reference) if "/" in reference else None
            if found:
                yield found
        if isinstance(record.data, Edition):
            for section in record.data.sections:
                yield from (self._library.claim_id(claim, record) for claim in section.claims)
